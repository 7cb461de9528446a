import fc from "fast-check";
import { BasisKind, GuardOperator, Rounding, Threshold, ValueRounding } from "../../assembly/abi";
import type { BasisRow, LineRow, MeasureRow, MemberRow, ProgramRow, TableSpec } from "./bytes";
import type { Batch, InputColumn } from "./kernel";

/** Random tables and requests on them: small, so that lines meet each rule often. */

const mode = fc.constantFrom(Rounding.halfUp, Rounding.halfEven, Rounding.truncate, Rounding.up);
export const KEYS = 3;
export const FACTS = 3;
const COUNTRIES = 4;
const DAYS = 60;

/** Bases 1 to 4 are always value, exact value, and the two of components; quantities and facts follow. */
const FIRST_DECLARED = 5;

const declaredBasis: fc.Arbitrary<BasisRow> = fc.record({
  kind: fc.constantFrom(BasisKind.quantity, BasisKind.quantity, BasisKind.fact),
  key: fc.integer({ min: 0, max: KEYS - 1 }),
  numerator: fc.constantFrom(1n, 1n, 12n, 1000n),
  denominator: fc.constantFrom(1n, 1n, 3n),
  quantum: fc.constantFrom(0n, 10_000n, 1_000_000n, 1_000_000n, 2_500_000n),
  rounding: mode,
  threshold: fc.bigInt({ min: 0n, max: 20_000_000n }),
  sense: fc.constantFrom(Threshold.none, Threshold.none, Threshold.none, Threshold.over, Threshold.under),
});

const denominator = fc.constantFrom(1n, 3n, 100n, 1000n, 30_000n, 1_000_000n);

function programRow(bases: number, forGuard: boolean): fc.Arbitrary<ProgramRow> {
  const declared = fc.integer({ min: FIRST_DECLARED, max: bases });
  const first = forGuard
    ? fc.oneof(fc.constant(2), declared)
    : fc.oneof(
        { weight: 4, arbitrary: fc.constant(1) },
        { weight: 1, arbitrary: fc.constantFrom(2, 3, 4) },
        { weight: 4, arbitrary: declared },
      );
  const term = fc
    .record({
      coefficient: fc.oneof(
        fc.bigInt({ min: 0n, max: 500n }),
        fc.bigInt({ min: -500n, max: 500n }),
        fc.bigInt({ min: 0n, max: 500_000n }),
      ),
      basis: first,
      factor: fc.oneof({ weight: 6, arbitrary: fc.constant(0) }, { weight: 1, arbitrary: declared }),
    })
    .map((row) => (row.basis === 4 ? { ...row, factor: 0 } : row));
  const sum = fc.record({ operator: fc.constantFrom(1, 2), terms: fc.array(term, { maxLength: 3 }) });
  return fc.record({
    denominator,
    refused: forGuard ? fc.constant(false) : mostly(fc.constant(false), fc.boolean()),
    sums: fc.array(sum, { maxLength: 3 }),
  });
}

/** Steps of a guard in postfix, from a random tree. */
function guardSteps(programs: number): fc.Arbitrary<[number, number, number][]> {
  type Steps = [number, number, number][];
  const monthDay = fc
    .tuple(fc.integer({ min: 1, max: 12 }), fc.integer({ min: 1, max: 31 }))
    .map(([m, d]) => m * 100 + d);
  const leaf: fc.Arbitrary<Steps> = fc.oneof(
    fc.integer({ min: 0, max: FACTS - 1 }).map((fact): Steps => [[GuardOperator.fact, fact, 0]]),
    fc.tuple(monthDay, monthDay).map(([from, to]): Steps => [[GuardOperator.during, from, to]]),
    fc
      .tuple(
        fc.constantFrom(GuardOperator.sumPositive, GuardOperator.sumNotNegative),
        fc.integer({ min: 0, max: programs - 1 }),
      )
      .map(([operator, program]): Steps => [[operator, program, 0]]),
  );
  return fc.letrec<{ tree: Steps }>((tie) => ({
    tree: fc.oneof(
      { maxDepth: 3, withCrossShrink: true },
      leaf,
      tie("tree").map((steps): Steps => [...steps, [GuardOperator.not, 0, 0]]),
      fc
        .tuple(tie("tree"), tie("tree"), fc.constantFrom(GuardOperator.and, GuardOperator.or))
        .map(([left, right, operator]): Steps => [...left, ...right, [operator, 0, 0]]),
    ),
  })).tree;
}

const dated = {
  from: fc.integer({ min: -5, max: DAYS }),
  to: fc.oneof(fc.integer({ min: -5, max: DAYS }), fc.constant(0x7fffffff)),
  known: fc.integer({ min: 0, max: 20 }),
  endKnown: fc.integer({ min: 0, max: 40 }),
};
/** The end of a row is never known before the row. */
const laterEnd = <T extends { known: number; endKnown: number }>(row: T): T => ({
  ...row,
  endKnown: Math.max(row.known, row.endKnown),
});

const GUARD_PROGRAMS = 3;
const AREAS = 3;
const CLAIMS = 2;

export function tableSpec(simple = false): fc.Arbitrary<TableSpec> {
  return fc.array(declaredBasis, { minLength: 1, maxLength: 4 }).chain((declared) => {
    const fixed = [BasisKind.value, BasisKind.exactValue, BasisKind.componentsSum, BasisKind.componentsHighest];
    const bases: BasisRow[] = [...fixed.map((kind) => ({ kind })), ...declared];
    const programs = fc
      .tuple(
        fc.array(programRow(bases.length, true), { minLength: GUARD_PROGRAMS, maxLength: GUARD_PROGRAMS }),
        fc.array(programRow(bases.length, false), { minLength: 1, maxLength: 6 }),
      )
      .map((parts) => parts.flat());
    return programs.chain((rows) => {
      const program = fc.integer({ min: GUARD_PROGRAMS, max: rows.length - 1 });
      const guard = simple ? fc.constant(0) : mostly(fc.constant(0), fc.constantFrom(1, 2));
      const choices = 4;
      const measure: fc.Arbitrary<MeasureRow> = fc.record({
        area: fc.integer({ min: 0, max: AREAS }),
        except: fc.constantFrom(0, 0, 1, AREAS),
        claim: fc.constantFrom(0, 0, 1, CLAIMS),
        kind: fc.integer({ min: 0, max: 5 }),
        choice: fc.integer({ min: 0, max: choices - 1 }),
      });
      const line: fc.Arbitrary<LineRow> = fc
        .record({ code: fc.bigInt({ min: 1n, max: 6n }), ...dated, guard, set: fc.integer({ min: 0, max: 3 }) })
        .map(laterEnd);
      const member: fc.Arbitrary<MemberRow> = fc
        .record({ country: fc.integer({ min: 0, max: COUNTRIES - 1 }), ...dated })
        .map(laterEnd);
      const group = fc.integer({ min: 0, max: 2 });
      // Most groups end with a measure for everybody, most codes have a row that always holds.
      const forAll = fc.record({ choice: fc.integer({ min: 0, max: choices - 1 }), kind: fc.constant(6) });
      const group_ = fc
        .tuple(fc.array(measure, { maxLength: 4 }), fc.option(forAll, { freq: 8 }))
        .map(([some, last]): MeasureRow[] => (last ? [...some, last] : some));
      const usualLines = fc
        .array(fc.record({ set: mostly(fc.integer({ min: 1, max: 3 }), fc.constant(0)), guard }), {
          minLength: 3,
          maxLength: 4,
        })
        .map((rows) => rows.map((row, index): LineRow => ({ code: BigInt(index + 1), from: 0, known: 0, ...row })));
      return fc.record({
        firstDay: fc.constant(0),
        lastEditionDay: fc.constant(DAYS),
        minorDigits: fc.constantFrom(0, 2, 2, 3, 6),
        valueRule: fc.constantFrom(ValueRounding.exact, ValueRounding.line, ValueRounding.rateGroups),
        valueQuantum: fc.constantFrom(1_000_000n, 1_000_000n, 10_000n, 500_000n),
        valueRounding: mode,
        chargeRounding: mode,
        lines: fc.tuple(fc.array(line, { maxLength: 6 }), usualLines).map((lists) => lists.flat().sort(byRow)),
        sets: fc
          .array(fc.array(group, { minLength: 1, maxLength: 2 }), { minLength: 3, maxLength: 3 })
          .map((sets) => [[], ...sets]),
        groups: fc.array(group_, { minLength: 3, maxLength: 3 }),
        choices: fc.array(fc.array(fc.record({ guard, program }), { minLength: 1, maxLength: 3 }), {
          minLength: choices,
          maxLength: choices,
        }),
        programs: fc.constant(rows),
        bases: fc.constant(bases),
        guards: fc.array(guardSteps(GUARD_PROGRAMS), { minLength: 2, maxLength: 2 }),
        areas: fc.array(fc.array(member, { maxLength: 5 }), { minLength: AREAS, maxLength: AREAS }),
        claims: fc.array(fc.integer({ min: 0, max: AREAS }), { minLength: CLAIMS, maxLength: CLAIMS }),
      });
    });
  });
}

const byRow = (a: LineRow, b: LineRow) => Number(a.code - b.code) || a.from! - b.from! || a.known! - b.known!;

const mostly = <T>(usual: fc.Arbitrary<T>, rare: fc.Arbitrary<T>) =>
  fc.oneof({ weight: 8, arbitrary: usual }, { weight: 1, arbitrary: rare });

function inputColumn(lines: number): fc.Arbitrary<InputColumn> {
  const amount = fc.oneof(
    { weight: 30, arbitrary: fc.bigInt({ min: 0n, max: 3000n }) },
    { weight: 4, arbitrary: fc.bigInt({ min: 0n, max: 10n ** 12n }) },
    { weight: 1, arbitrary: fc.bigInt({ min: 0n, max: 10n ** 21n }) },
  );
  return fc.record({
    fact: fc.boolean(),
    key: fc.integer({ min: 0, max: KEYS - 1 }),
    numerator: fc.constantFrom(1n, 1n, 1n, 12n, 1000n),
    denominator: fc.constantFrom(1n, 1n, 1n, 3n, 7n),
    decimals: fc.integer({ min: 0, max: 6 }),
    amounts: fc.array(fc.option(amount, { nil: undefined, freq: 12 }), { minLength: lines, maxLength: lines }),
  });
}

/** A column for nearly every key and fact, some in odd units, and a few more that serve the same. */
function inputColumns(lines: number): fc.Arbitrary<InputColumn[]> {
  const usual = [false, true].flatMap((fact) =>
    Array.from({ length: fact ? FACTS : KEYS }, (_, key) =>
      fc.option(
        mostly(
          inputColumn(lines).map((column) => ({ ...column, numerator: 1n, denominator: 1n })),
          inputColumn(lines),
        ).map((column): InputColumn => ({ ...column, fact, key })),
        { freq: 10 },
      ),
    ),
  );
  return fc
    .tuple(fc.tuple(...usual), fc.array(inputColumn(lines), { maxLength: 2 }))
    .map(([columns, more]) => [...columns.filter((column) => column !== null), ...more]);
}

/** Entries with components behind their lines. */
function entries(lines: number): fc.Arbitrary<{ entryStart: number[]; parent: number[] }> {
  return fc
    .tuple(
      fc.array(fc.integer({ min: 1, max: 6 }), { minLength: 1, maxLength: lines }),
      fc.array(fc.integer({ min: 0, max: 100 }), { minLength: lines, maxLength: lines }),
    )
    .map(([sizes, seeds]) => {
      const entryStart = [0];
      const parent: number[] = [];
      for (const size of [...sizes, lines]) {
        const first = entryStart.at(-1)!;
        if (first === lines) break;
        const end = Math.min(lines, first + size);
        const tops = 1 + (seeds[first]! % (end - first));
        for (let line = first; line < end; line++) {
          parent.push(line < first + tops ? -1 : first + (seeds[line]! % (line - first)));
        }
        entryStart.push(end);
      }
      return { entryStart, parent };
    });
}

export function batch(lines: number, withEntries: boolean): fc.Arbitrary<Batch> {
  const list = <T>(item: fc.Arbitrary<T>) => fc.array(item, { minLength: lines, maxLength: lines });
  const oneOrMany = (item: fc.Arbitrary<number>) => fc.oneof(item, list(item));
  const value = fc.oneof(
    { weight: 20, arbitrary: fc.bigInt({ min: 0n, max: 100_000n }) },
    { weight: 3, arbitrary: fc.bigInt({ min: 0n, max: 10n ** 12n }) },
    { weight: 1, arbitrary: fc.bigInt({ min: 0n, max: 10n ** 21n }) },
  );
  return fc
    .record({
      codes: list(mostly(fc.bigInt({ min: 1n, max: 3n }), fc.bigInt({ min: 1n, max: 6n }))),
      day: oneOrMany(fc.integer({ min: 0, max: DAYS })),
      origin: oneOrMany(fc.integer({ min: 0, max: COUNTRIES - 1 })),
      claim: oneOrMany(mostly(fc.constant(0), fc.constantFrom(1, CLAIMS))),
      values: list(value),
      valueDecimals: fc.integer({ min: 0, max: 6 }),
      inputs: inputColumns(lines),
    })
    .chain((plain) => (withEntries ? entries(lines).map((more) => ({ ...plain, ...more })) : fc.constant(plain)));
}
