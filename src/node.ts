import { readFile } from "node:fs/promises";
import type { Engine, EngineOptions } from "./engine/engine";
import { createEngine as createAnywhere, loadTable as loadAnywhere, type OriginData } from "./index";
import type { DrawbackRules } from "./model/drawback";
import { DutiableError } from "./model/errors";
import type { ValuationData } from "./model/valuation/regime";
import { createOrigin as createOriginAnywhere, type Origin, type OriginEngineOptions } from "./origin";
import { readHeader } from "./table/header";

export * from "./index";

const TARIFF = /^[A-Za-z]{2,4}$/;
const ADDRESS = /^https?:/;

/**
 * Loads tables into an engine. The regimes of valuation that the package has for their tariffs come along, so that an
 * entry's value may be the facts it follows from; what `valuations` gives for a tariff stands instead.
 * @throws DutiableError TABLE_HASH, TABLE_VERSION, TABLE_CORRUPT, TABLE_DUPLICATE, ABI_MISMATCH, MISUSE.
 */
export async function createEngine(options: EngineOptions): Promise<Engine> {
  const given = options.valuations ?? [];
  const found = await Promise.all(tariffsOf(options.tables, given).map(embeddedValuation));
  return createAnywhere({ ...options, valuations: [...given, ...found.filter((it) => it !== undefined)] });
}

/**
 * What determines origin: with the agreements of the package, and its rates of exchange, unless others are given.
 * @throws DutiableError TABLE_HASH, TABLE_VERSION, TABLE_CORRUPT, ABI_MISMATCH, MISUSE.
 */
export async function createOrigin(options: Partial<OriginEngineOptions> = {}): Promise<Origin> {
  const agreements = options.agreements ?? (await loadAgreements());
  const valuations = options.valuations ?? [await loadValuation("gb")];
  return createOriginAnywhere({ ...options, agreements, valuations });
}

/** The agreements of the package; or those of a folder that the build made. @throws DutiableError MISUSE */
export async function loadAgreements(folder: URL = new URL("tables/", import.meta.url)): Promise<OriginData> {
  try {
    const table = new Uint8Array(await readFile(new URL("agreements.origin", folder)));
    const beside = JSON.parse(await readFile(new URL("agreements.json", folder), "utf8")) as Omit<OriginData, "table">;
    return { ...beside, table };
  } catch (error) {
    throw new DutiableError("MISUSE", `no agreements can be read: ${(error as Error).message}`);
  }
}

/** The tariffs of tables that no regime is given for. A table that is none is left to the engine to refuse. */
function tariffsOf(tables: readonly Uint8Array[], given: readonly ValuationData[]): string[] {
  const tariffs = new Set<string>();
  for (const bytes of tables) {
    try {
      tariffs.add(readHeader(bytes).tariff);
    } catch (error) {
      if (!(error instanceof DutiableError)) throw error;
    }
  }
  for (const { regime } of given) tariffs.delete(regime.tariff);
  return [...tariffs].filter((tariff) => TARIFF.test(tariff));
}

/** Undefined where the package has none of the tariff. */
async function embeddedValuation(tariff: string): Promise<ValuationData | undefined> {
  try {
    return JSON.parse(await readFile(valuationOf(tariff), "utf8")) as ValuationData;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return undefined;
    throw error;
  }
}

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
  const path = embedded ? valuationOf(source) : fileOf(source);
  try {
    return JSON.parse(await readFile(path, "utf8")) as ValuationData;
  } catch (error) {
    const message = embedded
      ? `the package holds no valuation of ${source}`
      : `no valuation can be read from ${source}`;
    throw new DutiableError("MISUSE", `${message}: ${(error as Error).message}`);
  }
}

/**
 * The rules of drawback of a territory: `us` are those in the package; else a path or a `file:` URL.
 * @throws DutiableError MISUSE
 */
export async function loadDrawback(source: string | URL): Promise<DrawbackRules> {
  const embedded = typeof source === "string" && TARIFF.test(source);
  const path = embedded ? new URL(`tables/${source.toLowerCase()}.drawback.json`, import.meta.url) : fileOf(source);
  try {
    return JSON.parse(await readFile(path, "utf8")) as DrawbackRules;
  } catch (error) {
    const message = embedded ? `the package holds no drawback of ${source}` : `no drawback can be read from ${source}`;
    throw new DutiableError("MISUSE", `${message}: ${(error as Error).message}`);
  }
}

const valuationOf = (tariff: string): URL => new URL(`tables/${tariff.toLowerCase()}.valuation.json`, import.meta.url);

const fileOf = (source: string | URL): string | URL =>
  typeof source === "string" && source.startsWith("file:") ? new URL(source) : source;
