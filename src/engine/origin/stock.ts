import { millionths } from "../../model/declare/amount";
import { pointer } from "../../model/declare/quote";
import type { Money } from "../../model/entry";
import type { Issue } from "../../model/issue";
import type { StockReceipt, StockRecord } from "../../model/origin/costs";
import { add, compare, divide, multiply, type Rational, rational } from "../../model/rational";
import { sumOf } from "./costs";
import { halfUp } from "./rounded";

/** Units taken out of a stock, by status, with their values where the records hold costs. */
export interface Withdrawn {
  readonly originating: Lot;
  readonly nonOriginating: Lot;
}

export interface Lot {
  readonly units: Rational;
  readonly value: Rational | undefined;
}

type Amount = (money: Money) => Rational | undefined;

const ZERO = rational(0n);
const units = (text: string): Rational => rational(millionths(text), 1000000n);
const less = (a: Rational, b: Rational): Rational => add(a, rational(-b.numerator, b.denominator));

/** A movement of the stock. Those of one day stand in the order written, receipts first. */
type Movement = { readonly date: string } & (
  | { readonly receipt: StockReceipt }
  | { readonly withdrawal: string; readonly units: string; readonly index: number }
);

/**
 * The units of a withdrawal, by the record's method; without a withdrawal, `quantity` units at the average of the
 * period (Uniform Regulations, Schedules 7 and 8).
 */
export function withdraw(
  record: StockRecord,
  name: string,
  withdrawal: string | undefined,
  quantity: Rational,
  amount: Amount,
): Withdrawn | Issue {
  const path = pointer("/stocks", name);
  if (withdrawal !== undefined && !record.withdrawals?.some(({ id }) => id === withdrawal)) {
    const message = `the stock has no withdrawal ${JSON.stringify(withdrawal)}`;
    return { code: "MALFORMED_INPUT", path: `${path}/withdrawals`, message };
  }
  const issue = overdrawn(record, path);
  if (issue !== undefined) return issue;
  if (record.method === "average" && (record.average === "period" || withdrawal === undefined)) {
    const taken = record.withdrawals?.find(({ id }) => id === withdrawal);
    return takeAverage(poolOf(record.receipts, amount), taken === undefined ? quantity : units(taken.units), record);
  }
  if (withdrawal === undefined) return takeAverage(poolOf(record.receipts, amount), quantity, record);
  return record.method === "average"
    ? rollingAverage(record, withdrawal, amount)
    : fromLots(record, withdrawal, amount);
}

/** Everything that happened, in order. Movements without a date stand before those that have one. */
function movementsOf({ receipts, withdrawals = [] }: StockRecord): readonly Movement[] {
  const all: Movement[] = [
    ...receipts.map((receipt) => ({ date: receipt.date ?? "", receipt })),
    ...withdrawals.map(({ id, date = "", units }, index) => ({ date, withdrawal: id, units, index })),
  ];
  return all.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0));
}

function overdrawn(record: StockRecord, path: string): Issue | undefined {
  let held = ZERO;
  const whole = record.method === "average" && record.average === "period";
  const total = record.receipts.reduce((sum, receipt) => add(sum, units(receipt.units)), ZERO);
  if (whole) held = total;
  for (const movement of movementsOf(record)) {
    if ("receipt" in movement) {
      if (!whole) held = add(held, units(movement.receipt.units));
      continue;
    }
    const taken = units(movement.units);
    if (compare(taken, held) > 0) {
      const message = `the withdrawal ${JSON.stringify(movement.withdrawal)} takes ${movement.units} units, more than the stock holds then`;
      return { code: "STOCK_EXCEEDED", path: `${path}/withdrawals/${movement.index}`, amount: movement.units, message };
    }
    held = less(held, taken);
  }
  return undefined;
}

const costOf = (receipt: StockReceipt, amount: Amount): Rational | undefined => {
  if (receipt.value !== undefined) return amount(receipt.value);
  const unit = receipt.unitCost && amount(receipt.unitCost);
  return unit && multiply(unit, units(receipt.units));
};

/** FIFO takes the oldest lots, LIFO the newest: each with its own status and cost. */
function fromLots(record: StockRecord, withdrawal: string, amount: Amount): Withdrawn {
  const lots: { units: Rational; unit: Rational | undefined; originating: boolean }[] = [];
  for (const movement of movementsOf(record)) {
    if ("receipt" in movement) {
      const { receipt } = movement;
      const size = units(receipt.units);
      if (size.numerator === 0n) continue;
      const value = costOf(receipt, amount);
      lots.push({ units: size, unit: value && divide(value, size), originating: receipt.originating });
      continue;
    }
    let open = units(movement.units);
    const taken: { originating: boolean; units: Rational; value: Rational | undefined }[] = [];
    while (open.numerator > 0n) {
      const lot = record.method === "fifo" ? lots[0]! : lots[lots.length - 1]!;
      const part = compare(lot.units, open) < 0 ? lot.units : open;
      taken.push({ originating: lot.originating, units: part, value: lot.unit && multiply(lot.unit, part) });
      open = less(open, part);
      lot.units = less(lot.units, part);
      if (lot.units.numerator === 0n) record.method === "fifo" ? lots.shift() : lots.pop();
    }
    if (movement.withdrawal !== withdrawal) continue;
    const lotOf = (status: boolean): Lot => {
      const parts = taken.filter(({ originating }) => originating === status);
      return { units: sumOf(parts.map((part) => part.units))!, value: sumOf(parts.map(({ value }) => value)) };
    };
    return { originating: lotOf(true), nonOriginating: lotOf(false) };
  }
  throw new RangeError(`no withdrawal ${withdrawal}`);
}

/** Units and value of a stock in which statuses are not told apart. */
interface Pool {
  readonly units: Rational;
  readonly originating: Rational;
  readonly value: Rational | undefined;
}

const poolOf = (receipts: readonly StockReceipt[], amount: Amount): Pool => ({
  units: sumOf(receipts.map((receipt) => units(receipt.units)))!,
  originating: sumOf(receipts.filter(({ originating }) => originating).map((receipt) => units(receipt.units)))!,
  value: sumOf(receipts.map((receipt) => costOf(receipt, amount))),
});

/** The average after each receipt: a withdrawal leaves both averages as they are. */
function rollingAverage(record: StockRecord, withdrawal: string, amount: Amount): Withdrawn {
  let pool: Pool = { units: ZERO, originating: ZERO, value: ZERO };
  for (const movement of movementsOf(record)) {
    if ("receipt" in movement) {
      const more = poolOf([movement.receipt], amount);
      pool = {
        units: add(pool.units, more.units),
        originating: add(pool.originating, more.originating),
        value: sumOf([pool.value, more.value]),
      };
      continue;
    }
    const taken = units(movement.units);
    if (movement.withdrawal === withdrawal) return takeAverage(pool, taken, record);
    const left = pool.units.numerator === 0n ? ZERO : divide(less(pool.units, taken), pool.units);
    pool = {
      units: multiply(pool.units, left),
      originating: multiply(pool.originating, left),
      value: pool.value && multiply(pool.value, left),
    };
  }
  throw new RangeError(`no withdrawal ${withdrawal}`);
}

/** Units at the pool's ratio of originating units and at its average cost, rounded as the producer's method says. */
function takeAverage(pool: Pool, taken: Rational, { unitDecimals, ratioDecimals }: StockRecord): Withdrawn {
  if (pool.units.numerator === 0n) {
    const none = { units: ZERO, value: ZERO };
    return { originating: none, nonOriginating: { units: taken, value: undefined } };
  }
  const ratio = divide(pool.originating, pool.units);
  const originating =
    ratioDecimals === undefined ? multiply(ratio, taken) : halfUp(multiply(halfUp(ratio, ratioDecimals), taken), 0);
  const average = pool.value && divide(pool.value, pool.units);
  const unit = average && (unitDecimals === undefined ? average : halfUp(average, unitDecimals));
  const lot = (size: Rational): Lot => ({ units: size, value: unit && multiply(unit, size) });
  return { originating: lot(originating), nonOriginating: lot(less(taken, originating)) };
}
