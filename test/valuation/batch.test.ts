import { describe, expect, it } from "vitest";
import { LegRule, ValuationStatus } from "../../assembly/abi-valuation";
import { LEGS, TERMS } from "../../src/model/valuation/incoterms";
import { BATCH_TERMS, type BatchColumns, type BatchKernel, prepareBatch } from "./batch";
import { randomFrom } from "./oracle/random";
import { instantiateKernel } from "./valuer";

const kernel = (await instantiateKernel()) as unknown as BatchKernel;

const CIF = [1, 1, 1, 1, 3, 3, 3, 2];
const FOB = [4, 4, 2, 2, 3, 3, 3, 2];
const RATES = [
  { top: 1n, bottom: 1n },
  { top: 1000000n, bottom: 1168100n },
  { top: 7413n, bottom: 1000000n },
  { top: 1000000n, bottom: 11928819200n },
];

function randomColumns(count: number, seed: number, most: number): BatchColumns {
  const random = randomFrom(seed);
  const column = (share: number): BigUint64Array =>
    BigUint64Array.from({ length: count }, () => (random() < share ? BigInt(Math.floor(10 ** (random() * most))) : 0n));
  const bytes = (below: number): Uint8Array => Uint8Array.from({ length: count }, () => Math.floor(random() * below));
  return {
    count,
    term: bytes(BATCH_TERMS.length),
    currency: bytes(RATES.length),
    price: column(1).map((price) => price + 1000000n),
    additions: column(0.3),
    deductions: column(0.2),
    legs: LEGS.map((leg) => (leg === "unloading" ? undefined : column(0.5))),
    rates: RATES,
  };
}

/** The definition: one line at a time, in BigInts. Undefined below zero. */
function defined(
  { term, currency, price, additions, deductions, legs, rates }: BatchColumns,
  rules: number[],
  i: number,
) {
  let sum = price[i]! + additions[i]! - deductions[i]!;
  for (const [leg, column] of legs.entries()) {
    const amount = column?.[i] ?? 0n;
    const priced = TERMS[BATCH_TERMS[term[i]!]!][leg]!;
    const held = priced === "in" || priced === "either|in";
    if (rules[leg] === LegRule.included) sum += held ? 0n : amount;
    else if (rules[leg] !== LegRule.excludedIfThrough) sum -= held ? amount : 0n;
  }
  if (sum < 0n) return undefined;
  const { top, bottom } = rates[currency[i]!]!;
  return (2n * sum * top + bottom) / (2n * bottom);
}

describe("a batch of transaction values", () => {
  it.each([
    ["CIF", CIF, 9],
    ["FOB", FOB, 9],
    ["large amounts on a CIF", CIF, 17],
  ])("on a %s basis is what each line is by itself", (_, rules, most) => {
    const columns = randomColumns(20_011, 5, most);
    const batch = prepareBatch(kernel, columns, rules);
    const refused = batch.run();
    let below = 0;
    for (let i = 0; i < columns.count; i += 1) {
      const expected = defined(columns, rules, i);
      if (expected === undefined) below += 1;
      expect(batch.status[i]).toBe(expected === undefined ? ValuationStatus.belowZero : ValuationStatus.valued);
      expect(batch.values[i]).toBe(expected ?? 0n);
    }
    expect(refused).toBe(below);
    batch.release();
  });

  it("refuses a line that no invoice has, and no other", () => {
    const columns = randomColumns(600, 6, 4);
    columns.price[7] = 1n << 58n;
    columns.currency[8] = 200;
    columns.term[9] = 11;
    const batch = prepareBatch(kernel, columns, CIF);
    expect(batch.run()).toBeGreaterThanOrEqual(3);
    expect([...batch.status.subarray(7, 10)]).toEqual([
      ValuationStatus.overflow,
      ValuationStatus.badRequest,
      ValuationStatus.badRequest,
    ]);
    expect(batch.values[10]).toBe(defined(columns, CIF, 10) ?? 0n);
    batch.release();
  });
});
