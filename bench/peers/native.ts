import { execFile, execFileSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { promisify } from "node:util";
import { project } from "../context";
import { median } from "../measure/rounds";
import { codesOf, type Entries, quantityColumns } from "../workload/entries";
import { UNITS } from "../workload/linear-rate";
import { DENOMINATOR, type RatedLine } from "../workload/rated-line";
import type { Peer } from "./peer";

/** Repetitions in one run of the program, of which the median counts: reading the columns takes far longer. */
const REPETITIONS = 5;
const NO_COLUMN = 0xffffffff;
/** Hundredths in a dollar and in a unit of quantity. */
const HUNDRED = 100n;

/** The kernel's algorithm in C, compiled with gcc's options. */
export const native = (name: string, options: readonly string[]): Peer => ({
  name,
  prepare(entries) {
    const folder = mkdtempSync(join(tmpdir(), "dutiable-bench-"));
    const close = () => rmSync(folder, { recursive: true, force: true });
    try {
      const program = join(folder, "duty");
      execFileSync("gcc", [...options, "-o", program, project("bench/native/duty.c")], { stdio: "pipe" });
      for (const [file, column] of columnsOf(entries)) writeFileSync(join(folder, file), column);
      let sum = 0n;
      return {
        async run() {
          const { stdout } = await promisify(execFile)(program, [folder, String(REPETITIONS)]);
          const answer = JSON.parse(stdout) as { milliseconds: number[]; sum: string };
          sum = BigInt(answer.sum);
          return median(answer.milliseconds);
        },
        sum: () => sum,
        close,
      };
    } catch (error) {
      close();
      throw error;
    }
  },
});

/** The columns that the program reads, by file. Lines of one rate share a class, as in the kernel. */
function columnsOf(entries: Entries): [string, NodeJS.ArrayBufferView][] {
  const keyOf = ({ value, quantity, unit, quantum }: RatedLine) => [value, quantity, unit, quantum].join(" ");
  const classes = new Map<string, number>();
  for (const line of entries.lines) if (!classes.has(keyOf(line))) classes.set(keyOf(line), classes.size);
  const rates = new Uint32Array(classes.size * 4);
  for (const line of entries.lines) {
    const column = line.unit === undefined ? NO_COLUMN : UNITS.indexOf(line.unit);
    rates.set([line.value, line.quantity, line.quantum, column], classes.get(keyOf(line))! * 4);
  }
  return [
    ["line-codes", BigUint64Array.from(entries.lines, ({ code }) => BigInt(code))],
    ["line-classes", Uint32Array.from(entries.lines, (line) => classes.get(keyOf(line))!)],
    ["programs", Uint32Array.from({ length: classes.size }, (_, i) => i)],
    ["rates", rates],
    ["scale", BigUint64Array.of(HUNDRED, BigInt(DENOMINATOR), BigInt(UNITS.length))],
    ["codes", codesOf(entries)],
    ["cents", entries.cents],
    ...quantityColumns(entries).map((column, i): [string, BigUint64Array] => [`quantity-${i}`, column]),
  ];
}
