import { readFile } from "node:fs/promises";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";
import { common } from "./bundle.mjs";
import { at, dist, exists } from "./paths.mjs";
import { step, writeWhole } from "./stamp.mjs";

const ENTRY = "tariffs/build.ts";
const PROGRAM = `${dist}.build/tariffs.mjs`;

/** Keeps `import.meta.url` that of the source file, so that the bundled compiler finds the facts beside its sources. */
const sourceUrls = {
  name: "source-urls",
  setup(builder) {
    builder.onLoad({ filter: /[\\/](src|tariffs)[\\/].*\.ts$/ }, async ({ path }) => {
      const text = await readFile(path, "utf8");
      const url = JSON.stringify(pathToFileURL(path).href);
      return { contents: text.replaceAll("import.meta.url", url), loader: "ts" };
    });
  },
};

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
