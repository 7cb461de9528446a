import { describe, expect, it } from "vitest";
import { AssessStatus, BasisKind, LineStatus, RequestFlag, ValueRounding } from "../../assembly/abi";
import type { ProgramRow, TableSpec } from "./bytes";
import { assess, type Batch, instantiate, load } from "./kernel";

const kernel = instantiate();
const DOLLAR = 1_000_000n;
const VALUE = 1;
const COMPONENTS = 2;
const HIGHEST = 3;
const KILOGRAM = 4;

const percent = (rate: bigint): ProgramRow => ({
  denominator: 100n,
  sums: [{ terms: [{ coefficient: rate, basis: VALUE }] }],
});

/** Code n has program n − 1; whole dollars by groups of one rate. */
function table(programs: ProgramRow[], more: Partial<TableSpec> = {}): number {
  const handle = load(kernel, {
    valueRule: ValueRounding.rateGroups,
    lines: programs.map((_, index) => ({ code: BigInt(index + 1), set: index + 1 })),
    sets: [[], ...programs.map((_, index) => [index])],
    groups: programs.map((_, index) => [{ choice: index }]),
    choices: programs.map((_, index) => [{ program: index }]),
    programs,
    bases: [
      { kind: BasisKind.value },
      { kind: BasisKind.componentsSum },
      { kind: BasisKind.componentsHighest },
      { kind: BasisKind.quantity, key: 1, quantum: DOLLAR },
    ],
    ...more,
  });
  expect(handle).toBeGreaterThanOrEqual(0);
  return handle;
}

function entry(
  programs: ProgramRow[],
  lines: [code: number, cents: bigint, parent?: number][],
  more: Partial<Batch> = {},
) {
  const handle = table(programs);
  const result = assess(kernel, handle, {
    codes: lines.map(([code]) => BigInt(code)),
    values: lines.map(([, cents]) => cents),
    parent: lines.map(([, , parent]) => parent ?? -1),
    entryStart: [0, lines.length],
    day: 1,
    ...more,
  });
  kernel.unloadTable(handle);
  return result;
}

const dollars = (result: ReturnType<typeof entry>) => result.lines.map((line) => line.dutiable / DOLLAR);
const cents = (result: ReturnType<typeof entry>) => result.lines.map((line) => line.amount);

describe("values of an entry in whole dollars, by rate (19 CFR 159.3(a))", () => {
  it("takes goods of one rate as one unit: 10.50 + 20.50 + 30.50 is 62", () => {
    const result = entry(
      [percent(5n)],
      [
        [1, 1050n],
        [1, 2050n],
        [1, 3050n],
      ],
    );
    expect(dollars(result)).toEqual([10n, 21n, 31n]);
    expect(cents(result).reduce((sum, amount) => sum! + amount!)).toBe(310n);
  });

  it("drops the smallest fraction that was taken up: 100.60, 200.70 and 300.90 are 100, 201 and 301", () => {
    const result = entry(
      [percent(3n), percent(4n), percent(6n)],
      [
        [1, 10060n],
        [2, 20070n],
        [3, 30090n],
      ],
    );
    expect(dollars(result)).toEqual([100n, 201n, 301n]);
    expect(cents(result)).toEqual([300n, 804n, 1806n]);
  });

  it("takes up the largest fraction that was dropped", () => {
    const result = entry(
      [percent(3n), percent(4n), percent(6n)],
      [
        [1, 1040n],
        [2, 1045n],
        [3, 1030n],
      ],
    );
    expect(dollars(result)).toEqual([10n, 11n, 10n]);
  });

  it("changes the unit at the lower rate where fractions are equal, whichever line it is on", () => {
    const rates = [percent(6n), percent(3n), percent(4n)];
    const high = entry(rates, [
      [1, 1060n],
      [2, 2060n],
      [3, 3060n],
    ]);
    expect(dollars(high)).toEqual([11n, 20n, 31n]);
    const low = entry(rates, [
      [1, 1040n],
      [2, 2040n],
      [3, 3040n],
    ]);
    expect(dollars(low)).toEqual([10n, 21n, 30n]);
  });

  it("rounds a line by itself where it is the entry's only one", () => {
    expect(dollars(entry([percent(5n)], [[1, 1050n]]))).toEqual([11n]);
    expect(dollars(entry([percent(5n)], [[1, 1049n]]))).toEqual([10n]);
  });

  it("leaves refused lines out of the rounding", () => {
    const result = entry(
      [percent(5n)],
      [
        [1, 1050n],
        [9, 2050n],
        [1, 3050n],
      ],
    );
    expect(dollars(result).filter((_, line) => line !== 1)).toEqual([10n, 31n]);
    expect(result.lines[1]!.status).toBe(LineStatus.unknownCommodity);
  });

  it("adds up on entries of thousands of lines", () => {
    const lines = Array.from({ length: 5000 }, (_, line): [number, bigint] => [
      1 + (line % 3),
      BigInt((line * 7919) % 100_000),
    ]);
    const result = entry([percent(3n), percent(4n), percent(6n)], lines);
    const exact = lines.reduce((sum, [, value]) => sum + value, 0n);
    const total = result.lines.reduce((sum, line) => sum + line.dutiable, 0n);
    expect(total).toBe(((exact + 50n) / 100n) * DOLLAR);
    for (const [index, [, value]] of lines.entries()) {
      const off = result.lines[index]!.dutiable - value * 10_000n;
      expect(off > -DOLLAR && off < DOLLAR).toBe(true);
    }
  });
});

describe("components", () => {
  const sum: ProgramRow = { denominator: 1n, sums: [{ terms: [{ coefficient: 1n, basis: COMPONENTS }] }] };
  const highest: ProgramRow = { denominator: 1n, sums: [{ terms: [{ coefficient: 1n, basis: HIGHEST }] }] };
  const perKilogram: ProgramRow = { denominator: 100n, sums: [{ terms: [{ coefficient: 50n, basis: KILOGRAM }] }] };

  it("are charged by themselves, and their charges summed", () => {
    const result = entry(
      [sum, percent(5n), percent(10n)],
      [
        [1, 30000n],
        [2, 10000n, 0],
        [3, 20000n, 0],
      ],
    );
    expect(cents(result)).toEqual([2500n, 500n, 2000n]);
  });

  it("give the highest ratio of duty to value to the whole", () => {
    const inputs = [{ key: 1, amounts: [undefined, undefined, 60n] }];
    const result = entry(
      [highest, percent(20n), perKilogram],
      [
        [1, 30000n],
        [2, 10000n, 0],
        [3, 10000n, 0],
      ],
      { inputs },
    );
    // 60 kg at 0.50 is 30 dollars on 100: thirty per cent of 300.
    expect(cents(result)).toEqual([9000n, 2000n, 3000n]);
  });

  it("are asked for, and their refusal is the line's", () => {
    expect(entry([sum], [[1, 100n]]).lines[0]).toMatchObject({ status: LineStatus.factMissing, detail: COMPONENTS });
    const refused = entry(
      [sum, perKilogram],
      [
        [1, 100n],
        [2, 100n, 0],
      ],
    );
    expect(refused.lines).toMatchObject([
      { status: LineStatus.componentRefused, detail: 1 },
      { status: LineStatus.quantityMissing, detail: KILOGRAM },
    ]);
  });

  it("have components of their own", () => {
    const result = entry(
      [sum, percent(5n)],
      [
        [1, 30000n],
        [1, 20000n, 0],
        [2, 10000n, 1],
        [2, 20000n, 1],
      ],
    );
    expect(cents(result)).toEqual([1500n, 1500n, 500n, 1000n]);
  });
});

describe("misuse", () => {
  const one = { codes: [1n], values: [100n], day: 1 };
  const handle = table([percent(5n)]);
  const three = { codes: [1n, 1n, 1n], values: [1n, 1n, 1n], day: 1 };
  const input = { key: 1, amounts: [1n] };

  it.each([
    ["decimals of the value", { ...one, valueDecimals: 7 }],
    ["decimals of an input", { ...one, inputs: [{ ...input, decimals: 7 }] }],
    ["unit of an input", { ...one, inputs: [{ ...input, denominator: 0n }] }],
    ["entries that end early", { ...three, entryStart: [0, 2] }],
    ["entries that fall", { ...three, entryStart: [0, 2, 1, 3] }],
    ["component before its line", { ...three, entryStart: [0, 3], parent: [-1, 2, -1] }],
    ["component of itself", { ...three, entryStart: [0, 3], parent: [-1, -1, 2] }],
    ["line after a component", { ...three, entryStart: [0, 3], parent: [-1, 0, -1] }],
    ["component of another entry", { ...three, entryStart: [0, 1, 3], parent: [-1, -1, 0] }],
    ["parent below −1", { ...three, entryStart: [0, 3], parent: [-1, -1, -2] }],
    ["components without entries", { ...three, parent: [-1, -1, 0] }],
  ] as [string, Batch][])("is answered: %s", (_, batch) => {
    expect(assess(kernel, handle, batch).answer).toBe(AssessStatus.badRequest);
  });

  it.each([-1, 63, 64, 1000])("is answered: table %i", (none) => {
    expect(assess(kernel, none, one).answer).toBe(AssessStatus.noTable);
  });

  it("is none to ask for nothing", () => {
    expect(assess(kernel, handle, { codes: [], values: [], day: 1 }).answer).toBe(0);
    expect(assess(kernel, handle, { ...one, entryStart: [0, 0, 1, 1], flags: RequestFlag.trace }).answer).toBe(0);
  });
});
