import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BasisKind, RequestFlag, Rounding, ValueRounding } from "../../assembly/abi";
import type { ProgramRow, TableSpec } from "./bytes";
import {
  assess,
  type Batch,
  type InputColumn,
  instantiate,
  type Kernel,
  type LineResult,
  load,
  MODULES,
} from "./kernel";
import { batch, tableSpec } from "./random";

/** The same lines many times over, as many as a batch needs for its class cells to be gathered. */
function tiled(request: Batch, least: number): Batch {
  const times = Math.ceil(least / request.codes.length);
  const tile = <T>(cells: T[]): T[] => Array.from({ length: times }, () => cells).flat();
  const inputs = request.inputs?.map((input) => ({ ...input, amounts: tile(input.amounts) }));
  return { ...request, codes: tile(request.codes), values: tile(request.values), ...(inputs ? { inputs } : {}) };
}

const charges = (lines: LineResult[]) =>
  lines.map(({ status, detail, kind, program, amount }) => ({ status, detail, kind, program, amount }));

/** Every way to ask for the charges of lines gives the same: all at once, one by one, by definition. */
function agree(kernel: Kernel, spec: TableSpec, request: Batch): LineResult[] {
  const table = load(kernel, spec);
  expect(table).toBeGreaterThanOrEqual(0);
  try {
    const exact = assess(kernel, table, { ...request, flags: RequestFlag.definitional });
    const together = assess(kernel, table, { ...request, bare: true });
    expect(charges(together.lines)).toEqual(charges(exact.lines));
    expect(together.answer).toBe(exact.answer);
    const again = assess(kernel, table, { ...request, bare: true });
    expect(charges(again.lines)).toEqual(charges(exact.lines));
    return exact.lines;
  } finally {
    kernel.unloadTable(table);
  }
}

const COLUMNS = ["KGM", "NAR"];

/** Programs of the fast form, and some just outside it. */
const fastProgram: fc.Arbitrary<ProgramRow> = fc
  .record({
    denominator: fc.constantFrom(1n, 7n, 100n, 1000n, 30_000n, 90_000n, 3_000_000n, (1n << 31n) - 1n),
    value: fc.option(fc.bigInt({ min: 0n, max: 1n << 31n }), { freq: 6 }),
    quantity: fc.option(fc.bigInt({ min: 0n, max: 1n << 31n })),
    floor: fc.option(fc.bigInt({ min: 0n, max: 1n << 31n }), { freq: 1 }),
    cap: fc.option(fc.bigInt({ min: 0n, max: 1n << 31n }), { freq: 1 }),
    basis: fc.integer({ min: 2, max: 3 }),
    small: fc.integer({ min: 0, max: 31 }),
  })
  .map(({ denominator, value, quantity, floor, cap, basis, small }) => {
    const term = (coefficient: bigint | null, of: number) =>
      coefficient === null ? [] : [{ coefficient: coefficient >> BigInt(small), basis: of }];
    return {
      denominator,
      sums: [
        { terms: [...term(value, 1), ...term(quantity, basis)] },
        ...(floor === null ? [] : [{ operator: 1, terms: term(floor, basis) }]),
        ...(cap === null ? [] : [{ operator: 2, terms: term(cap, basis) }]),
      ],
    };
  });

const mode = fc.constantFrom(Rounding.halfUp, Rounding.truncate, Rounding.up, Rounding.halfEven);

const fastSpec: fc.Arbitrary<TableSpec> = fc
  .record({
    programs: fc.array(fastProgram, { minLength: 1, maxLength: 12 }),
    minorDigits: fc.constantFrom(0, 2, 3),
    valueRule: fc.constantFrom(ValueRounding.exact, ValueRounding.line, ValueRounding.rateGroups),
    valueQuantum: fc.constantFrom(1_000_000n, 10_000n, 50_000n, 3n),
    valueRounding: mode,
    chargeRounding: mode,
    quanta: fc.tuple(fc.constantFrom(0n, 1_000_000n, 10_000n), fc.constantFrom(1_000_000n, 250_000n, 7n)),
    roundings: fc.tuple(mode, mode),
  })
  .map(({ programs, quanta, roundings, ...regime }) => ({
    ...regime,
    lines: programs.map((_, index) => ({ code: BigInt(index + 1), set: index + 1 })),
    sets: [[], ...programs.map((_, index) => [index])],
    groups: programs.map((_, index) => [{ choice: index, kind: index }]),
    choices: programs.map((_, index) => [{ program: index }]),
    programs,
    bases: [
      { kind: BasisKind.value },
      ...COLUMNS.map((_, key) => ({ kind: BasisKind.quantity, key, quantum: quanta[key]!, rounding: roundings[key]! })),
    ],
  }));

const LINES = 24;
const amount = fc.oneof(
  fc.bigInt({ min: 0n, max: 100_000n }),
  fc.bigInt({ min: 0n, max: 1n << 33n }),
  fc.bigInt({ min: 0n, max: 1n << 62n }),
  fc.tuple(fc.integer({ min: 0, max: 63 }), fc.integer({ min: -2, max: 2 })).map(([bits, step]) => {
    const value = (1n << BigInt(bits)) + BigInt(step);
    return value < 0n ? 0n : value;
  }),
);

const fastBatch: fc.Arbitrary<Batch> = fc
  .record({
    codes: fc.array(fc.bigInt({ min: 1n, max: 13n }), { minLength: LINES, maxLength: LINES }),
    values: fc.array(amount, { minLength: LINES, maxLength: LINES }),
    valueDecimals: fc.integer({ min: 0, max: 6 }),
    decimals: fc.tuple(fc.integer({ min: 0, max: 6 }), fc.integer({ min: 0, max: 6 })),
    amounts: fc.array(
      fc.array(fc.option(amount, { nil: undefined, freq: 20 }), { minLength: LINES, maxLength: LINES }),
      {
        minLength: 2,
        maxLength: 2,
      },
    ),
  })
  .map(({ decimals, amounts, ...rest }) => ({
    ...rest,
    day: 10,
    inputs: COLUMNS.map((_, key): InputColumn => ({ key, decimals: decimals[key]!, amounts: amounts[key]! })),
  }));

describe.each(MODULES)("%s: fast classes give what the definition gives", (name) => {
  const kernel = instantiate(name);

  it("within their bounds and beyond them", () => {
    let assessed = 0;
    fc.assert(
      fc.property(fastSpec, fastBatch, (spec, request) => {
        assessed += agree(kernel, spec, request).filter((line) => line.amount).length;
      }),
      { numRuns: 600 },
    );
    expect(assessed).toBeGreaterThan(1000);
  });

  it("in batches of one day, origin and claim", () => {
    fc.assert(
      fc.property(fastSpec, fastBatch, fc.integer({ min: 1024, max: 1600 }), (spec, request, lines) => {
        agree(kernel, spec, tiled(request, lines));
      }),
      { numRuns: 60 },
    );
  });

  it("with dates, origins, claims and guards as they come", () => {
    fc.assert(
      fc.property(tableSpec(), batch(16, false), (spec, request) => {
        agree(kernel, spec, request);
      }),
      { numRuns: 500 },
    );
  });

  it("in batches of any table", () => {
    const one = (value: number | number[]) => (Array.isArray(value) ? value[0]! : value);
    fc.assert(
      fc.property(tableSpec(), batch(16, false), (spec, { day, origin, claim, ...rest }) => {
        agree(kernel, spec, tiled({ ...rest, day: one(day), origin: one(origin!), claim: one(claim!) }, 1030));
      }),
      { numRuns: 60 },
    );
  });

  it("with room for fewer charges than lines", () => {
    fc.assert(
      fc.property(fastSpec, fastBatch, fc.nat(2000), (spec, request, capacity) => {
        const table = load(kernel, spec);
        const batch = { ...tiled(request, 1500), capacity };
        const exact = assess(kernel, table, { ...batch, flags: RequestFlag.definitional });
        const fast = assess(kernel, table, { ...batch, bare: true });
        expect(charges(fast.lines)).toEqual(charges(exact.lines));
        expect(fast.answer).toBe(exact.answer);
        kernel.unloadTable(table);
      }),
      { numRuns: 30 },
    );
  });
});
