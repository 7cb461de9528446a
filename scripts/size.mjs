// Sizes as users download them: minified and brotli-compressed, against the limits below. Fails above a limit; with
// --json prints the figures for the benchmarks instead.
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { brotliCompressSync } from "node:zlib";
import { build } from "esbuild";
import { BUNDLES, common } from "./build/bundle.mjs";
import { at, dist } from "./build/paths.mjs";

const KB = 1024;
const LIMITS = {
  "dutiable.wasm": 12 * KB,
  "dutiable.simd.wasm": 12 * KB,
  "JS core without wasm": 25 * KB,
  // Measured: 43.5 KB. A page fetches it where it determines origin, and not with the core.
  "origin.js without wasm": 45 * KB,
  "us.tariff": 120 * KB,
};
const PAGE = "page/page.js";

/** A neutral bundle, minified, with the wasm left out. */
async function script(name) {
  const { entry, out, ...settings } = BUNDLES[name];
  const { outputFiles } = await build({
    ...common,
    ...settings,
    sourcemap: false,
    minify: true,
    entryPoints: [at(entry)],
    loader: { ".wasm": "empty" },
  });
  return outputFiles[0].contents;
}

const tables = existsSync(`${dist}tables`)
  ? readdirSync(`${dist}tables`).filter((name) => name.endsWith(".tariff"))
  : [];
const parts = [
  ...["dutiable.wasm", "dutiable.simd.wasm"].map((name) => [name, readFileSync(dist + name)]),
  ["JS core without wasm", await script("index")],
  ["origin.js without wasm", await script("origin")],
  ...tables.map((name) => [name, readFileSync(`${dist}tables/${name}`)]),
  ...(existsSync(dist + PAGE) ? [["example page's script, wasm in it", readFileSync(dist + PAGE)]] : []),
];
const sizes = parts.map(([name, bytes]) => {
  const brotli = brotliCompressSync(bytes).length;
  return { name, bytes: bytes.length, brotli, limit: LIMITS[name] };
});

const kilobytes = (count) => `${(count / KB).toFixed(1)} KB`;
if (process.argv.includes("--json")) console.log(JSON.stringify(sizes));
else {
  for (const { name, bytes, brotli, limit } of sizes) {
    const over = brotli > limit;
    const of = limit === undefined ? "" : ` of ${kilobytes(limit)}`;
    console.log(`${name}: ${kilobytes(bytes)}, brotli ${kilobytes(brotli)}${of}${over ? "  OVER" : ""}`);
    if (over) process.exitCode = 1;
  }
}
