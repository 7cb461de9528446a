import { createHash } from "node:crypto";
import { existsSync, readdirSync, readFileSync, statSync } from "node:fs";
import { mkdir, rename, writeFile } from "node:fs/promises";
import { dirname } from "node:path";
import { at, dist } from "./paths.mjs";

/** All files under the given files and folders, relative to the project, sorted. */
export function filesUnder(paths) {
  return paths
    .filter((path) => existsSync(at(path)))
    .flatMap((path) =>
      statSync(at(path)).isDirectory()
        ? readdirSync(at(path), { recursive: true, withFileTypes: true })
            .filter((entry) => entry.isFile())
            .map((entry) => `${entry.parentPath}/${entry.name}`.slice(at("").length))
        : [path],
    )
    .sort();
}

/** SHA-256 over names and contents. */
export function hashOf(paths) {
  const hash = createHash("sha256");
  for (const path of filesUnder(paths)) {
    const bytes = readFileSync(at(path));
    hash.update(`${path}\0${bytes.length}\0`).update(bytes);
  }
  return hash.digest("hex");
}

/** Writes a file whole or not at all, so that a reader never sees half of it. */
export async function writeWhole(path, bytes) {
  await mkdir(dirname(path), { recursive: true });
  const part = `${path}.${process.pid}.part`;
  await writeFile(part, bytes);
  await rename(part, path);
}

/**
 * Runs one step of the build unless its inputs are those of the last run and its outputs are still there.
 * `work` returns the paths it wrote; true is returned if it ran.
 */
export async function step(name, inputs, work) {
  const stampFile = `${dist}.stamps/${name}.json`;
  const hash = hashOf(inputs);
  if (existsSync(stampFile)) {
    const last = JSON.parse(readFileSync(stampFile, "utf8"));
    if (last.hash === hash && last.outputs.every((path) => existsSync(path))) return false;
  }
  const started = performance.now();
  const outputs = await work();
  await writeWhole(stampFile, JSON.stringify({ hash, outputs }));
  console.log(`${name}: built in ${Math.round(performance.now() - started)} ms`);
  return true;
}
