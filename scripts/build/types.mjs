import { execFile } from "node:child_process";
import { existsSync } from "node:fs";
import { readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { promisify } from "node:util";
import { at, dist, exists } from "./paths.mjs";
import { filesUnder, step } from "./stamp.mjs";

const run = promisify(execFile);
const RELATIVE = /(from |import\()"(\.{1,2}\/[^"]+)"/g;

/** Node's resolution of types wants the extension that the sources leave out. */
async function addExtensions(file) {
  const text = await readFile(file, "utf8");
  const named = (from, path) =>
    existsSync(`${join(dirname(file), path)}.d.ts`) ? `${from}"${path}.js"` : `${from}"${path}"`;
  await writeFile(
    file,
    text.replace(RELATIVE, (_, from, path) => named(from, path)),
  );
}

/** Emits the declarations of the package's entries to dist/types/. */
export async function emitTypes() {
  if (!exists("src/index.ts") || !exists("src/node.ts"))
    return console.log("types: skipped, src/index.ts or src/node.ts is missing");
  await step(
    "types",
    [
      "src",
      "assembly/abi.ts",
      "assembly/abi-valuation.ts",
      "assembly/abi-origin.ts",
      "tsconfig.json",
      "tsconfig.build.json",
      "scripts/build/types.mjs",
    ],
    async () => {
      await rm(`${dist}types`, { recursive: true, force: true });
      const tsc = at("node_modules/typescript/bin/tsc");
      try {
        await run(process.execPath, [tsc, "-p", "tsconfig.build.json"], { cwd: at("") });
      } catch (error) {
        throw new Error(`tsc failed\n${error.stdout}${error.stderr}`);
      }
      const files = filesUnder(["dist/types"]).map(at);
      for (const file of files) await addExtensions(file);
      return files;
    },
  );
}
