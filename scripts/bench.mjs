// Runs the benchmarks of bench/main.ts beside the packages of bench/package.json, which it installs the first time.
import { spawnSync } from "node:child_process";
import { build } from "esbuild";
import { common } from "./build/bundle.mjs";
import { at, exists } from "./build/paths.mjs";
import { sourceUrls } from "./build/source-urls.mjs";
import { writeWhole } from "./build/stamp.mjs";

const PROGRAM = at("bench/dist/main.js");

/** Runs a command with the terminal as its own; its failure ends this one. */
function run(command, args, options = {}) {
  const { status } = spawnSync(command, args, { stdio: "inherit", ...options });
  if (status !== 0) process.exit(status ?? 1);
}

if (!exists("bench/node_modules"))
  run("npm", ["install", "--no-save", "--no-audit", "--no-fund"], { cwd: at("bench") });
run(process.execPath, [at("scripts/build.mjs"), "wasm", "tables", "bundles", "page"]);

const { outputFiles } = await build({
  ...common,
  platform: "node",
  target: "node20.19",
  packages: "external",
  entryPoints: [at("bench/main.ts")],
  outfile: PROGRAM,
  plugins: [sourceUrls],
});
for (const file of outputFiles) await writeWhole(file.path, file.contents);
run(process.execPath, ["--expose-gc", PROGRAM, ...process.argv.slice(2)]);
