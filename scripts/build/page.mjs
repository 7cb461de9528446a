import { existsSync } from "node:fs";
import { copyFile, mkdir, readFile } from "node:fs/promises";
import { build } from "esbuild";
import { common } from "./bundle.mjs";
import { at, dist, exists } from "./paths.mjs";
import { writeWhole } from "./stamp.mjs";

const SOURCE = "examples/page";
const TABLE = `${dist}tables/us.tariff`;

/** The folder that a server of static files publishes as it is. */
export const PAGE = `${dist}page/`;

/** Builds the example page from the package's own bundle, as any user's page would be built. */
export async function buildPage() {
  if (!exists(`${SOURCE}/page.ts`) || !exists("dist/index.js") || !existsSync(TABLE))
    return console.log("page: skipped, it needs dist/index.js and dist/tables/us.tariff");
  const { outputFiles, metafile } = await build({
    ...common,
    platform: "browser",
    target: "es2022",
    minify: true,
    sourcemap: false,
    entryPoints: [at(`${SOURCE}/page.ts`)],
    outfile: `${PAGE}page.js`,
  });
  await mkdir(PAGE, { recursive: true });
  await writeWhole(`${dist}.build/page.meta.json`, JSON.stringify(metafile));
  for (const file of outputFiles) await writeWhole(file.path, file.contents);
  for (const name of ["index.html", "page.css"]) await writeWhole(PAGE + name, await readFile(at(`${SOURCE}/${name}`)));
  await copyFile(TABLE, `${PAGE}us.tariff`);
}
