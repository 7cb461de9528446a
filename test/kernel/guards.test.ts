import { describe, expect, it } from "vitest";
import { BasisKind, GuardOperator, LineStatus } from "../../assembly/abi";
import type { TableSpec } from "./bytes";
import { assess, type InputColumn, instantiate, load } from "./kernel";

const kernel = instantiate();
type Steps = [number, number, number][];

const FIRST: Steps = [[GuardOperator.fact, 1, 0]];
const SECOND: Steps = [[GuardOperator.fact, 2, 0]];
const step = (operator: number): Steps => [[operator, 0, 0]];
const FACT_OF_GUARD = 0x80000000;

/** Code 1: program 0 if the guard holds, else program 1. Code 2: a line with the guard. */
const spec = (guard: Steps): TableSpec => ({
  lines: [
    { code: 1n, set: 1 },
    { code: 2n, set: 2, guard: 1 },
  ],
  sets: [[], [0], [1]],
  groups: [[{ choice: 0 }], [{ choice: 1 }]],
  choices: [[{ guard: 1, program: 0 }, { program: 1 }], [{ program: 0 }]],
  programs: [
    { denominator: 1n, sums: [] },
    { denominator: 1n, sums: [] },
    // The value less 100 for each kilogram.
    {
      denominator: 1n,
      sums: [
        {
          terms: [
            { coefficient: 1n, basis: 1 },
            { coefficient: -100n, basis: 2 },
          ],
        },
      ],
    },
  ],
  bases: [{ kind: BasisKind.exactValue }, { kind: BasisKind.quantity, key: 5 }],
  guards: [guard],
  lastEditionDay: 2000,
});

function decide(guard: Steps, inputs: InputColumn[], cents: bigint[], days: number[] = cents.map(() => 0)) {
  const table = load(kernel, spec(guard));
  expect(table).toBeGreaterThanOrEqual(0);
  const ask = (code: bigint) =>
    assess(kernel, table, { codes: cents.map(() => code), values: cents, day: days, inputs }).lines;
  const rates = ask(1n).map(({ status, program, detail }) =>
    status === LineStatus.assessed ? program === 0 : `${status}:${detail >>> 0}`,
  );
  const lines = ask(2n).map(({ status }) => status);
  kernel.unloadTable(table);
  return { rates, lines };
}

/** Both facts false, true and undeclared. */
const VALUES = [0n, 1n, undefined];
const PAIRS = VALUES.flatMap((first) => VALUES.map((second) => [first, second] as const));
const facts: InputColumn[] = [
  { fact: true, key: 1, amounts: PAIRS.map(([first]) => first) },
  { fact: true, key: 2, amounts: PAIRS.map(([, second]) => second) },
];
const want = (fact: number) => `${LineStatus.factMissing}:${FACT_OF_GUARD + fact}`;

describe("guards follow Kleene, and ask for the first fact that would decide", () => {
  it.each([
    [
      "and",
      [...FIRST, ...SECOND, ...step(GuardOperator.and)],
      [false, false, false, false, true, want(2), false, want(1), want(1)],
    ],
    [
      "or",
      [...FIRST, ...SECOND, ...step(GuardOperator.or)],
      [false, true, want(2), true, true, true, want(1), true, want(1)],
    ],
    ["not", [...FIRST, ...step(GuardOperator.not)], [true, true, true, false, false, false, want(1), want(1), want(1)]],
  ] as [string, Steps, unknown[]][])("%s", (_, guard, expected) => {
    const { rates, lines } = decide(
      guard,
      facts,
      PAIRS.map(() => 100n),
    );
    expect(rates).toEqual(expected);
    // A line is refused by a guard that fails, not by one that cannot be told.
    expect(lines).toEqual(
      expected.map((truth) => (truth === false ? LineStatus.lineGuardFailed : LineStatus.assessed)),
    );
  });
});

describe("sums are compared with 0 on the exact value", () => {
  const amounts = [1n, 1n, 1n, undefined];
  const cents = [10_001n, 10_000n, 9_999n, 10_000n];
  const missing = `${LineStatus.quantityMissing}:2`;
  it.each([
    ["above", GuardOperator.sumPositive, [true, false, false, missing]],
    ["not below", GuardOperator.sumNotNegative, [true, true, false, missing]],
  ] as [string, number, unknown[]][])("%s", (_, operator, expected) => {
    expect(decide([[operator, 2, 0]], [{ key: 5, amounts }], cents).rates).toEqual(expected);
  });
});

describe("seasons", () => {
  const dayOf = (date: string) => Date.parse(date) / 86_400_000;
  const days = [
    "1970-01-31",
    "1970-02-28",
    "1972-02-29",
    "1972-03-01",
    "1971-07-15",
    "1971-10-31",
    "1971-11-01",
    "1974-12-31",
  ].map(dayOf);
  const within = (from: number, to: number) =>
    decide(
      [[GuardOperator.during, from, to]],
      [],
      days.map(() => 1n),
      days,
    ).rates;

  it("hold from the first day to the last", () => {
    expect(within(229, 1031)).toEqual([false, false, true, true, true, true, false, false]);
  });

  it("may run over the end of the year", () => {
    expect(within(1101, 228)).toEqual([true, true, false, false, false, false, true, true]);
  });
});
