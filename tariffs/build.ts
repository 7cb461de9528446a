import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { DutiableError } from "../src/model/errors";
import { compileTable } from "../src/table/compile";
import { errorText, type FactError } from "../src/table/fact-error";
import { type FactFiles, parseFacts } from "../src/table/facts-text";
import { sealTable } from "../src/table/seal";
import { buildDrawbacks } from "./drawbacks";
import { buildOrigin } from "./origin";
import { buildValuations } from "./valuations";

export interface BuiltTable {
  readonly territory: string;
  readonly path: string;
  readonly bytes: number;
}

const HERE = fileURLToPath(new URL(".", import.meta.url));

/**
 * Compiles the committed facts of every territory to `<outDir>/<territory>.tariff`. Flaws of the facts are printed,
 * all of them. @throws DutiableError FACTS_INVALID where there were any
 */
export async function buildTables(outDir: string, tariffs = HERE): Promise<BuiltTable[]> {
  await mkdir(outDir, { recursive: true });
  const built: BuiltTable[] = [];
  let flaws = 0;
  for (const { name: territory } of (await readdir(tariffs, { withFileTypes: true })).filter((it) =>
    it.isDirectory(),
  )) {
    const files = await readFacts(join(tariffs, territory));
    if (!files.has("regime.json")) continue;
    const { bytes, errors } = tableOf(files);
    for (const error of errors) console.error(`${territory}: ${errorText(error)}`);
    flaws += errors.length;
    if (bytes === undefined) continue;
    const path = join(outDir, `${territory}.tariff`);
    await writeFile(path, await sealTable(bytes));
    built.push({ territory, path, bytes: bytes.length });
  }
  if (flaws > 0) throw new DutiableError("FACTS_INVALID", `the facts have ${flaws} flaws`, { flaws });
  built.sort((a, b) => (a.territory < b.territory ? -1 : 1));
  const beside = [buildValuations, buildDrawbacks, buildOrigin];
  for (const build of beside) built.push(...(await build(outDir, tariffs)));
  return built;
}

/** Folders of facts in a territory's folder; others hold what they were read from, cases and code. */
const FACT_FOLDERS = ["lines", "layers", "scopes"];

/** The text facts of a territory's folder, by path in it. */
export async function readFacts(folder: string): Promise<FactFiles> {
  const files = new Map<string, string>();
  const readFolder = async (prefix: string): Promise<void> => {
    for (const entry of await readdir(join(folder, prefix), { withFileTypes: true })) {
      const path = prefix + entry.name;
      if (entry.isDirectory() && FACT_FOLDERS.includes(path)) await readFolder(`${path}/`);
      else if (entry.isFile() && /\.(tsv|json)$/.test(path))
        files.set(path, await readFile(join(folder, path), "utf8"));
    }
  };
  await readFolder("");
  return files;
}

function tableOf(files: FactFiles): { readonly bytes: Uint8Array | undefined; readonly errors: readonly FactError[] } {
  const { facts, places, errors } = parseFacts(files);
  if (facts === undefined) return { bytes: undefined, errors };
  const compiled = compileTable(facts, places);
  return { bytes: compiled.bytes, errors: [...errors, ...compiled.errors] };
}
