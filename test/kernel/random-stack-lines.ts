import fc from "fast-check";
import { EVERY_COUNTRY, InputKind } from "../../assembly/abi";
import type { Batch, InputColumn } from "./kernel";
import {
  BOOLEAN,
  CODES,
  COUNTRIES,
  DAYS,
  DECLARES,
  DEPOSITS,
  FIRST_DEPOSIT,
  FIRST_PROVISION,
  HEADINGS,
  LAYERS,
  mostly,
  PROVISIONS,
  SHARE,
  times,
  upTo,
} from "./random-stacks";

/** The parts of each line's value, some more than it; quantities, facts, headings, deposits. */
function stackInputs(values: bigint[], valueDecimals: number): fc.Arbitrary<InputColumn[]> {
  const column = (amount: fc.Arbitrary<bigint>, missing: number) =>
    times(values.length, fc.option(amount, { nil: undefined, freq: missing }));
  const part = times(values.length, fc.option(mostly(upTo(1000), upTo(2000), 25), { nil: undefined, freq: 12 })).map(
    (shares) =>
      shares.map((thousandths, line) =>
        thousandths === undefined ? undefined : (values[line]! * BigInt(thousandths)) / 1000n,
      ),
  );
  const facts = (key: number, amounts: fc.Arbitrary<(bigint | undefined)[]>, decimals: number) =>
    amounts.map((cells): InputColumn => ({ fact: true, key, amounts: cells, decimals }));
  const quantity = (key: number) =>
    column(fc.bigInt({ min: 0n, max: 5000n }), 15).map((amounts): InputColumn => ({ key, amounts, decimals: 3 }));
  const claims = Array.from({ length: LAYERS * HEADINGS + PROVISIONS }, (_, index) => {
    const key = index < LAYERS * HEADINGS ? index + 1 : FIRST_PROVISION + index - LAYERS * HEADINGS;
    return column(mostly(fc.constant(0n), fc.constantFrom(1n, 2n), 3), 3).map(
      (amounts): InputColumn => ({ kind: InputKind.claim, key, amounts }),
    );
  });
  const deposits = Array.from({ length: DEPOSITS }, (_, index) =>
    column(fc.bigInt({ min: 0n, max: 30_000n }), 2).map(
      (amounts): InputColumn => ({ kind: InputKind.deposit, key: FIRST_DEPOSIT + index, amounts, decimals: 2 }),
    ),
  );
  const boolean = fc.bigInt({ min: 0n, max: 1n });
  const usual = [
    facts(0, part, valueDecimals),
    facts(1, part, valueDecimals),
    facts(BOOLEAN, column(boolean, 8), 0),
    facts(SHARE, column(fc.bigInt({ min: 0n, max: 300n }), 8), 1),
    facts(DECLARES, column(fc.constant(1n), 6), 0),
    quantity(0),
    quantity(1),
  ];
  const some = <T>(list: fc.Arbitrary<T>[], freq: number) =>
    fc.tuple(...list.map((item) => fc.option(item, { freq }))).map((cells) => cells.filter((cell) => cell !== null));
  return fc.tuple(some(usual, 15), some(claims, 2), some(deposits, 3)).map((lists) => lists.flat() as InputColumn[]);
}

export interface StackBatchOptions {
  lines: number;
  /** Lines stand together in entries. */
  entries?: boolean;
  /** Values to 10^21 in place of 10^12 of the smallest unit. */
  huge?: boolean;
}

export function stackBatch({ lines, entries = false, huge = false }: StackBatchOptions): fc.Arbitrary<Batch> {
  const value = fc.oneof(
    { weight: 20, arbitrary: fc.bigInt({ min: 0n, max: 200_000n }) },
    { weight: 3, arbitrary: fc.bigInt({ min: 0n, max: 10n ** (huge ? 21n : 12n) }) },
  );
  const oneOrMany = (item: fc.Arbitrary<number>) => fc.oneof(item, times(lines, item));
  const noCountry = fc.constantFrom(EVERY_COUNTRY, EVERY_COUNTRY + 1, 65_535);
  return fc
    .record({
      codes: times(lines, mostly(fc.bigInt({ min: 1n, max: BigInt(CODES) }), fc.constant(9n), 60)),
      day: oneOrMany(upTo(DAYS)),
      origin: oneOrMany(mostly(upTo(COUNTRIES - 1), noCountry, 40)),
      claim: oneOrMany(mostly(fc.constant(0), fc.constantFrom(1, 2), 3)),
      values: times(lines, value),
      valueDecimals: fc.constantFrom(0, 2, 2, 4),
      sizes: times(lines, fc.integer({ min: 1, max: 5 })),
    })
    .chain(({ sizes, ...rest }) => {
      const starts = [0];
      for (const size of sizes) {
        const last = starts.at(-1)!;
        if (last < lines) starts.push(Math.min(lines, last + size));
      }
      return stackInputs(rest.values, rest.valueDecimals).map((inputs) => ({
        ...rest,
        inputs,
        ...(entries ? { entryStart: starts } : {}),
      }));
    });
}
