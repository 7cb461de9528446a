import { ABI_VERSION } from "../../assembly/abi";
import embedded from "../../dist/dutiable.simd.wasm";
import { createMarshal } from "../engine/marshal";
import type { Kernel } from "../engine/module";
import { loadIntoKernel } from "../engine/table";
import { DutiableError } from "../model/errors";
import { bind } from "./bind";
import { quoteIn } from "./quote";

export { DutiableError } from "../model/errors";

/** The string-shaped door: texts in, texts out, for a page that asks now and then. */
export interface TextDoor {
  /** `0101.30.00.00` → `0101300000`; empty for what is no code. */
  normalizeCode(code: string): string;
  /** A text of the language of rates, as it is; or `error at COLUMN: WHAT expected`, columns from 1. */
  parseRate(text: string): string;
  /**
   * Verifies and loads a table, to quote lines by it.
   * @throws DutiableError TABLE_HASH, TABLE_VERSION or TABLE_CORRUPT.
   */
  open(table: Uint8Array): Promise<Quote>;
}

/**
 * The ordinary duty of one line, without layers and fees:
 * `code|date|origin|preference|value|amount unit;amount fact;…` with the value, the units and
 * the facts as rates write them → `amount|assessed|`, or `|status|what it is about` with a status of `LINE_STATUSES`, or
 * `error at COLUMN` for a text that cannot be read.
 */
export type Quote = (line: string) => string;

/** What assembly/text/ exports. */
interface Functions {
  normalizeCode(code: string): string;
  parseRate(text: string): string;
  quote(table: number, line: string): string;
}

/** @throws DutiableError ABI_MISMATCH where the module was not built with this host. */
export async function openTextDoor(wasm: Uint8Array<ArrayBuffer> | ArrayBuffer = embedded): Promise<TextDoor> {
  const { functions, exports } = await bind(wasm);
  const { normalizeCode, parseRate, quote } = functions as unknown as Functions;
  const kernel = exports as unknown as Kernel;
  if (kernel.abiVersion?.() !== ABI_VERSION || quote === undefined) {
    throw new DutiableError(
      "ABI_MISMATCH",
      "the module and the door were not built together: take both from one package",
    );
  }
  return {
    normalizeCode,
    parseRate,
    async open(table) {
      const { handle, view, terms } = await loadIntoKernel(createMarshal(kernel), table);
      return quoteIn(view, terms.claims, (line) => quote(handle, line));
    },
  };
}
