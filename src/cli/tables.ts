import { readdir } from "node:fs/promises";
import { createEngine, type Engine, loadTable } from "../node";
import { readHeader } from "../table/header";
import { openTable, type TableView } from "../table/read";
import { checkSeal } from "../table/seal";

const EMBEDDED = new URL("tables/", import.meta.url);
const SUFFIX = ".tariff";

/** Territories whose tables come with the package, sorted. */
async function embeddedTables(): Promise<string[]> {
  const files = await readdir(EMBEDDED);
  return files
    .filter((file) => file.endsWith(SUFFIX))
    .map((file) => file.slice(0, -SUFFIX.length))
    .sort();
}

/**
 * An engine with the tables at `paths`, and the embedded ones of all other tariffs.
 * @throws DutiableError as `createEngine` and `loadTable`
 */
export async function openEngine(paths: readonly string[], knownOn?: string): Promise<Engine> {
  const given = await Promise.all(paths.map((path) => loadTable(path)));
  const replaced = new Set(given.map((bytes) => readHeader(bytes).tariff));
  const embedded = await Promise.all((await embeddedTables()).map((territory) => loadTable(territory)));
  const tables = [...given, ...embedded.filter((bytes) => !replaced.has(readHeader(bytes).tariff))];
  return createEngine({ tables, ...(knownOn === undefined ? {} : { knownOn }) });
}

/** A table to look into, by path or by territory. @throws DutiableError as `loadTable`, `checkSeal`, `openTable` */
export async function openView(table: string): Promise<TableView> {
  const bytes = await loadTable(table);
  await checkSeal(bytes);
  return openTable(bytes);
}
