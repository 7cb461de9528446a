import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { common } from "./bundle.mjs";
import { at, dist, exists } from "./paths.mjs";
import { sourceUrls } from "./source-urls.mjs";
import { step, writeWhole } from "./stamp.mjs";

const ENTRY = "tariffs/build.ts";
const PROGRAM = `${dist}.build/tariffs.mjs`;

/** Bundles the table compiler; returns the source files it is made of. */
async function bundleCompiler() {
  const { outputFiles, metafile } = await build({
    ...common,
    sourcemap: false,
    platform: "node",
    target: "node20.19",
    entryPoints: [at(ENTRY)],
    outfile: PROGRAM,
    plugins: [sourceUrls],
  });
  await writeWhole(PROGRAM, outputFiles[0].contents);
  return Object.keys(metafile.inputs);
}

/** Compiles the committed facts to dist/tables/, unless neither they nor the compiler have changed. */
export async function buildTables() {
  if (!exists(ENTRY)) return console.log(`tables: skipped, ${ENTRY} does not exist yet`);
  const sources = await bundleCompiler();
  await step("tables", ["tariffs", ...sources], async () => {
    const { buildTables: compile } = await import(pathToFileURL(PROGRAM).href);
    const tables = await compile(`${dist}tables`);
    for (const table of tables) console.log(`${table.territory}: ${table.bytes} bytes`);
    return tables.map((table) => table.path);
  });
}
