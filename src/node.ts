import { readFile } from "node:fs/promises";
import { loadTable as loadAnywhere } from "./index";
import { DutiableError } from "./model/errors";
import type { ValuationData } from "./model/valuation/regime";

export * from "./index";

const TARIFF = /^[A-Za-z]{2,4}$/;
const ADDRESS = /^https?:/;

/**
 * The bytes of a table: `us` is the one in the package; else a path, a URL (`file:` or `https:`), or bytes.
 * @throws DutiableError MISUSE
 */
export async function loadTable(source: string | URL | Uint8Array | ArrayBuffer): Promise<Uint8Array> {
  if (typeof source !== "string" && !(source instanceof URL)) return loadAnywhere(source);
  if (ADDRESS.test(String(source))) return loadAnywhere(source);
  const embedded = typeof source === "string" && TARIFF.test(source);
  const path = embedded ? new URL(`tables/${source.toLowerCase()}.tariff`, import.meta.url) : fileOf(source);
  try {
    return new Uint8Array(await readFile(path));
  } catch (error) {
    const message = embedded ? `the package holds no table of ${source}` : `no table can be read from ${source}`;
    throw new DutiableError("MISUSE", `${message}: ${(error as Error).message}`);
  }
}

/**
 * The regime of valuation of a territory: `gb` is the one in the package; else a path or a `file:` URL.
 * @throws DutiableError MISUSE
 */
export async function loadValuation(source: string | URL): Promise<ValuationData> {
  const embedded = typeof source === "string" && TARIFF.test(source);
  const path = embedded ? new URL(`tables/${source.toLowerCase()}.valuation.json`, import.meta.url) : fileOf(source);
  try {
    return JSON.parse(await readFile(path, "utf8")) as ValuationData;
  } catch (error) {
    const message = embedded
      ? `the package holds no valuation of ${source}`
      : `no valuation can be read from ${source}`;
    throw new DutiableError("MISUSE", `${message}: ${(error as Error).message}`);
  }
}

const fileOf = (source: string | URL): string | URL =>
  typeof source === "string" && source.startsWith("file:") ? new URL(source) : source;
