import { readdirSync, readFileSync } from "node:fs";
import { compileTable } from "../../src/table/compile";
import { errorText } from "../../src/table/fact-error";
import type { TariffFacts } from "../../src/table/facts";
import { parseFacts } from "../../src/table/facts-text";
import { openTable, type TableView } from "../../src/table/read";
import { sealTable } from "../../src/table/seal";

/** A made-up territory, small enough to be read in a sitting: what the engine does for it, it does for any. */
const FOLDER = new URL("./ruritania/", import.meta.url);

/** The folder's texts by path. */
export function ruritaniaFiles(): Map<string, string> {
  const paths = readdirSync(FOLDER, { recursive: true }).map((path) => String(path).replaceAll("\\", "/"));
  return new Map(
    paths
      .filter((path) => /\.(tsv|json)$/.test(path))
      .sort()
      .map((path) => [path, readFileSync(new URL(path, FOLDER), "utf8")]),
  );
}

export function ruritaniaFacts(): TariffFacts {
  const { facts, errors } = parseFacts(ruritaniaFiles());
  if (facts === undefined || errors.length > 0) throw new Error(errors.map(errorText).join("\n"));
  return facts;
}

/** Bytes of the facts' table. @throws Error with all flaws */
export function compiled(facts: TariffFacts): Uint8Array {
  const { bytes, errors } = compileTable(facts);
  if (bytes === undefined) throw new Error(errors.map(errorText).join("\n"));
  return bytes;
}

export const ruritania = (): TableView => openTable(compiled(ruritaniaFacts()));

/** As users get it: sealed. */
export const ruritaniaTable = (): Promise<Uint8Array> => sealTable(compiled(ruritaniaFacts()));
