// Statement coverage of assembly/ by the test suite: coverage/wasm.lcov, and a line for each file.
import { spawnSync } from "node:child_process";
import { readdirSync, readFileSync, rmSync } from "node:fs";
import { at, dist } from "./build/paths.mjs";
import { writeWhole } from "./build/stamp.mjs";
import { compileWasm } from "./build/wasm.mjs";

const WASM = "dutiable.coverage.wasm";
const COUNTS = at("coverage/wasm");

/** The places counted, [file, line] by point. */
function readPoints() {
  const module = new WebAssembly.Module(readFileSync(dist + WASM));
  const [section] = WebAssembly.Module.customSections(module, "coverage");
  return JSON.parse(new TextDecoder().decode(section));
}

/** Hits by file and line, all test processes together; a line counts as its least-run statement. */
function linesHit(points) {
  const hits = points.map(() => 0);
  for (const name of readdirSync(COUNTS))
    for (const [point, count] of Object.entries(JSON.parse(readFileSync(`${COUNTS}/${name}`, "utf8"))))
      hits[point] += count;
  const files = new Map();
  for (const [point, [file, line]] of points.entries()) {
    const lines = files.get(file) ?? files.set(file, new Map()).get(file);
    lines.set(line, Math.min(lines.get(line) ?? Number.POSITIVE_INFINITY, hits[point]));
  }
  return new Map([...files].sort());
}

const ran = (lines) => [...lines.values()].filter((count) => count > 0).length;

const record = ([file, lines]) => [
  `SF:${file}`,
  ...[...lines].map(([line, count]) => `DA:${line},${count}`),
  `LF:${lines.size}`,
  `LH:${ran(lines)}`,
  "end_of_record",
];

await compileWasm(
  "release",
  WASM,
  ["--transform", "./scripts/coverage/statements.mjs"],
  ["scripts/coverage/statements.mjs"],
);
rmSync(COUNTS, { recursive: true, force: true });
const { status } = spawnSync(
  process.execPath,
  [at("node_modules/vitest/vitest.mjs"), "run", ...process.argv.slice(2)],
  {
    cwd: at(""),
    stdio: "inherit",
    env: { ...process.env, DUTIABLE_COVERAGE: "wasm" },
  },
);

const files = linesHit(readPoints());
await writeWhole(at("coverage/wasm.lcov"), `${[...files].flatMap(record).join("\n")}\n`);
for (const [file, lines] of files) console.log(`${file}: ${ran(lines)} of ${lines.size} lines`);
process.exitCode = status ?? 1;
