import { execFile } from "node:child_process";
import { mkdir, rename } from "node:fs/promises";
import { promisify } from "node:util";
import { at, dist } from "./paths.mjs";
import { step } from "./stamp.mjs";

const run = promisify(execFile);
// Named here, not in asconfig.json: there the compiler drops the leading "./" and looks for a package.
const SECTION = ["--transform", "./scripts/asbind-section.mjs"];
const INPUTS = [
  "assembly",
  "asconfig.json",
  "scripts/asbind-section.mjs",
  "scripts/build/wasm.mjs",
  "package-lock.json",
];

/** Compiles one target of asconfig.json to dist/; `more` are further options of the compiler. */
export async function compileWasm(target, output, more = [], inputs = []) {
  await step(output, [...INPUTS, ...inputs], async () => {
    await mkdir(dist, { recursive: true });
    const part = `dist/${output}.${process.pid}.part.wasm`;
    const asc = at("node_modules/assemblyscript/bin/asc.js");
    const options = ["--config", "asconfig.json", "--target", target, "--outFile", part, ...SECTION, ...more];
    try {
      const { stderr } = await run(process.execPath, [asc, ...options], { cwd: at("") });
      if (stderr.trim()) console.error(stderr);
    } catch (error) {
      throw new Error(`asc failed for target ${target}\n${error.stdout}${error.stderr}`);
    }
    await rename(at(part), dist + output);
    return [dist + output];
  });
}
