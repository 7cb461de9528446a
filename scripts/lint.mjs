// Format and lint with biome; `--write` repairs what it can. In assembly/ a function or constant may carry a
// decorator (`@inline` on a line of its own), which only AssemblyScript knows: biome sees a copy of that folder in
// which such a line is a comment.
import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { at } from "./build/paths.mjs";
import { filesUnder } from "./build/stamp.mjs";

const write = process.argv.includes("--write");
const DECORATED =
  /^@((?:inline|lazy|unsafe|external|global)\b(?:\(.*\))?)[ \t]*(?:\r?\n|(?=\S))(?=(?:export |declare )*(?:function|const|let)\b|@)/gm;
const MASKED = /^\/\/ @@(.*)$/gm;

/** Runs biome on paths of a folder; true if it has nothing to say. */
function biome(folder, paths) {
  const options = ["check", ...(write ? ["--write"] : []), "--error-on-warnings", "--config-path", folder, ...paths];
  const program = at("node_modules/@biomejs/biome/bin/biome");
  return spawnSync(process.execPath, [program, ...options], { cwd: folder, stdio: "inherit" }).status === 0;
}

function lintAssembly() {
  const copy = mkdtempSync(join(tmpdir(), "dutiable-lint-"));
  try {
    cpSync(at("biome.json"), join(copy, "biome.json"));
    const files = filesUnder(["assembly"]).filter((file) => file.endsWith(".ts"));
    for (const file of files) {
      mkdirSync(dirname(join(copy, file)), { recursive: true });
      writeFileSync(join(copy, file), readFileSync(at(file), "utf8").replace(DECORATED, "// @@$1\n"));
    }
    const clean = biome(copy, ["assembly"]);
    for (const file of write ? files : []) {
      const text = readFileSync(join(copy, file), "utf8").replace(MASKED, "@$1");
      if (text !== readFileSync(at(file), "utf8")) writeFileSync(at(file), text);
    }
    return clean;
  } finally {
    rmSync(copy, { recursive: true, force: true });
  }
}

const rest = biome(
  at(""),
  readdirSync(at("")).filter((name) => name !== "assembly"),
);
const assembly = lintAssembly();
process.exitCode = rest && assembly ? 0 : 1;
