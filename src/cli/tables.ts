import { readdir } from "node:fs/promises";
import { createEngine, type DrawbackRules, type Engine, loadDrawback, loadTable, loadValuation } from "../node";
import { readHeader } from "../table/header";
import { openTable, type TableView } from "../table/read";
import { checkSeal } from "../table/seal";
import { lateOrigin } from "./late-origin";

const EMBEDDED = new URL("tables/", import.meta.url);
const SUFFIX = ".tariff";

const VALUATION_SUFFIX = ".valuation.json";
const DRAWBACK_SUFFIX = ".drawback.json";

/** Territories whose tables, regimes of valuation or rules of drawback come with the package, sorted. */
async function embedded(suffix: string): Promise<string[]> {
  const files = await readdir(EMBEDDED);
  return files
    .filter((file) => file.endsWith(suffix))
    .map((file) => file.slice(0, -suffix.length))
    .sort();
}

/** All regimes of valuation that come with the package. */
const embeddedValuations = async () =>
  Promise.all((await embedded(VALUATION_SUFFIX)).map((territory) => loadValuation(territory)));

/** All rules of drawback that come with the package. */
export const embeddedDrawbacks = async (): Promise<DrawbackRules[]> =>
  Promise.all((await embedded(DRAWBACK_SUFFIX)).map((territory) => loadDrawback(territory)));

/** An engine that values goods and holds no table. */
export const openValuer = async (): Promise<Engine> =>
  createEngine({ tables: [], valuations: await embeddedValuations() });

/**
 * An engine with the tables at `paths`, and the embedded ones of all other tariffs.
 * @throws DutiableError as `createEngine` and `loadTable`
 */
export async function openEngine(paths: readonly string[], knownOn?: string): Promise<Engine> {
  const given = await Promise.all(paths.map((path) => loadTable(path)));
  const replaced = new Set(given.map((bytes) => readHeader(bytes).tariff));
  const others = await Promise.all((await embedded(SUFFIX)).map((territory) => loadTable(territory)));
  const tables = [...given, ...others.filter((bytes) => !replaced.has(readHeader(bytes).tariff))];
  const origin = lateOrigin(EMBEDDED);
  return createEngine({ tables, origin, ...(knownOn === undefined ? {} : { knownOn }) });
}

/** A table to look into, by path or by territory. @throws DutiableError as `loadTable`, `checkSeal`, `openTable` */
export async function openView(table: string): Promise<TableView> {
  const bytes = await loadTable(table);
  await checkSeal(bytes);
  return openTable(bytes);
}
