/** What the benchmarks compute, by hand; and the entries that they draw. */
import { describe, expect, it } from "vitest";
import { printed } from "../../bench/measure/print";
import { medians } from "../../bench/measure/rounds";
import { readOptions } from "../../bench/options";
import { entriesOf, firstOf, NOT_DECLARED, quantityColumns } from "../../bench/workload/entries";
import { dutyOf, UNITS } from "../../bench/workload/linear-rate";
import { draw, randomFrom } from "../../bench/workload/random";
import { type RatedLine, rateOf } from "../../bench/workload/rated-line";

const LINES: RatedLine[] = [
  { code: "7601103000", value: 260, quantity: 0, unit: undefined, quantum: 1 },
  { code: "0709599100", value: 2000, quantity: 880, unit: "KGM", quantum: 100 },
  { code: "2204215005", value: 0, quantity: 630, unit: "LTR", quantum: 1 },
];

describe("duty by the definition", () => {
  const duty = (row: number, cents: bigint, hundredths = NOT_DECLARED) =>
    dutyOf(rateOf(LINES[row]!), cents, hundredths);
  it("is a share of whole dollars", () => {
    expect(duty(0, 10_000_00n)).toBe(260_00n);
    expect(duty(0, 49n)).toBe(0n);
    expect(duty(0, 50n)).toBe(3n); // 1 dollar at 2.6 %: 2.6 cents
  });
  it("adds an amount for each whole unit", () => {
    expect(duty(1, 6_000_00n, 1_000_00n)).toBe(1288_00n);
    expect(duty(1, 100n, 1234_49n)).toBe(108_59n + 20n);
    expect(duty(1, 100n, 1234_50n)).toBe(108_68n + 20n);
  });
  it("counts hundredths of a litre of wine", () => {
    expect(duty(2, 100n, 10_13n)).toBe(64n);
  });
});

describe("entries", () => {
  it("are the same in every run, and declare the quantity that the rate counts", () => {
    const entries = entriesOf(LINES, 500);
    expect(entriesOf(LINES, 500)).toEqual(entries);
    expect(new Set(entries.line).size).toBe(LINES.length);
    const columns = quantityColumns(entries);
    for (let i = 0; i < entries.count; i += 1) {
      const { unit } = LINES[entries.line[i]!]!;
      const declared = UNITS.filter((_, column) => columns[column]![i] !== NOT_DECLARED);
      expect(declared).toEqual(unit === undefined ? [] : [unit]);
    }
    expect(firstOf(entries, 10).cents).toEqual(entries.cents.slice(0, 10));
  });
  it("follow Zipf's law where asked to", () => {
    const next = draw(randomFrom(1), 1000, "zipf");
    const counts = new Map<number, number>();
    for (let i = 0; i < 20_000; i += 1) {
      const drawn = next();
      counts.set(drawn, (counts.get(drawn) ?? 0) + 1);
    }
    const [first, second] = [...counts.values()].sort((a, b) => b - a) as [number, number];
    expect(first / second).toBeGreaterThan(1.5);
    expect(first / 20_000).toBeCloseTo(1 / 7.485, 1); // the 1000th harmonic number
  });
});

describe("measuring", () => {
  it("takes the median over rounds of what a candidate says or takes, and clears before each run", async () => {
    const said = [999, 5, 1, 3];
    let [runs, cleared] = [0, 0];
    const candidate = {
      name: "told",
      run: () => said[runs++]!,
      clear: () => {
        cleared += 1;
      },
    };
    const idle = { name: "idle", run: () => undefined };
    const results = await medians([candidate, idle], { rounds: 3, time: 0 });
    expect(results.get("told")).toBe(3);
    expect(results.get("idle")).toBeLessThan(50);
    expect([runs, cleared]).toEqual([4, 4]);
  });
  it("prints columns of equal width", () => {
    const rows = [
      { name: "a", figure: "1 s" },
      { name: "longer", figure: "20 ms", target: "≤ 1 s", met: true },
      { name: "b", figure: "3 s", target: "≤ 1 s", met: false, remark: "slow" },
    ];
    const lines = printed([{ title: "Title", about: "About.", rows }]).split("\n");
    expect(lines.filter((line) => line.includes(" s") || line.includes("ms"))).toEqual([
      "a       1 s",
      "longer  20 ms             ≤ 1 s   met",
      "b       3 s               ≤ 1 s   MISSED  slow",
    ]);
  });
  it("refuses options that it does not know", () => {
    expect(readOptions(["--only", "kernel", "--json"], { BENCH_LINES: "5" })).toEqual({
      ...{ lines: 5, weighting: "mix", only: ["kernel"], json: true, full: false },
    });
    expect(() => readOptions(["--onyl"], {})).toThrow(/onyl/);
    expect(() => readOptions(["--weighting", "odd"], {})).toThrow(RangeError);
    expect(() => readOptions([], { BENCH_LINES: "1e99" })).toThrow(RangeError);
  });
});
