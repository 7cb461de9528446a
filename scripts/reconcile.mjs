// Holds the engine's answers against the import statistics of 2024 and writes docs/reconciliation.md; the build comes
// first, because the kernel is in the bundle.
import { spawnSync } from "node:child_process";
import { build } from "esbuild";
import { common } from "./build/bundle.mjs";
import { at, dist } from "./build/paths.mjs";
import { sourceUrls } from "./build/source-urls.mjs";
import { writeWhole } from "./build/stamp.mjs";

const PROGRAM = `${dist}.build/reconcile.mjs`;

const built = spawnSync(process.execPath, [at("scripts/build.mjs"), "wasm"], { stdio: "inherit" });
if (built.status !== 0) process.exit(built.status ?? 1);
const { outputFiles } = await build({
  ...common,
  sourcemap: false,
  platform: "node",
  target: "node20.19",
  entryPoints: [at("scripts/reconcile/main.ts")],
  outfile: PROGRAM,
  plugins: [sourceUrls],
});
await writeWhole(PROGRAM, outputFiles[0].contents);
const { status } = spawnSync(process.execPath, [PROGRAM, ...process.argv.slice(2)], { stdio: "inherit" });
process.exit(status ?? 1);
