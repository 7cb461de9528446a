// Sizes as users download them: minified and brotli-compressed, against the limits below. Fails above a limit.
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
  "us.tariff": 120 * KB,
};

/** The neutral bundle, minified, with the wasm left out. */
async function core() {
  const { entry, out, ...settings } = BUNDLES.index;
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
  ["JS core without wasm", await core()],
  ...tables.map((name) => [name, readFileSync(`${dist}tables/${name}`)]),
];

for (const [name, bytes] of parts) {
  const packed = brotliCompressSync(bytes).length;
  const limit = LIMITS[name];
  const over = limit !== undefined && packed > limit;
  const kilobytes = (count) => `${(count / KB).toFixed(1)} KB`;
  console.log(
    `${name}: ${kilobytes(bytes.length)}, brotli ${kilobytes(packed)}${limit ? ` of ${kilobytes(limit)}` : ""}${over ? "  OVER" : ""}`,
  );
  if (over) process.exitCode = 1;
}
