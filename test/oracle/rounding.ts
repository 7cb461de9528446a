/** 19 CFR 159.3: whole dollars over an entry, and dutiable quantities. */
import {
  add,
  compare,
  decimal,
  floor,
  fraction,
  type Rational,
  rational,
  roundHalfUp,
  roundTo,
  ZERO,
} from "./rational";
import { splitUnit } from "./units";

const HALF = rational(1n, 2n);
const ONE_DOLLAR = rational(1n);

/**
 * Each exact amount to a whole number, half up, so that they add up to `target`: where they are too much, those with
 * the smallest fractions among the ones taken up are dropped; where too little, those with the largest fractions among
 * the ones dropped are taken up. Of equal fractions the first by `precedes` is changed (by default, the earlier one).
 */
export function roundToFoot(
  amounts: readonly Rational[],
  target: bigint,
  precedes: (a: number, b: number) => number = () => 0,
): bigint[] {
  const rounded = amounts.map(roundHalfUp);
  const excess = rounded.reduce((sum, whole) => sum + whole, 0n) - target;
  const up = excess > 0n;
  const parts = amounts.map(fraction);
  const candidates = amounts
    .map((_, index) => index)
    .filter((index) => compare(parts[index]!, HALF) >= 0 === up)
    .sort((a, b) => (up ? 1 : -1) * compare(parts[a]!, parts[b]!) || precedes(a, b) || a - b);
  const changes = Number(up ? excess : -excess);
  if (changes > candidates.length) throw new RangeError("the amounts cannot be rounded to the target");
  for (const index of candidates.slice(0, changes)) rounded[index]! += up ? -1n : 1n;
  return rounded;
}

/** A line's value with the rate it falls under: `rate` is equal for goods of one rate, `level` its percentage. */
export interface ValuedLine {
  readonly value: Rational;
  readonly rate: string;
  readonly level: Rational;
}

const total = (amounts: readonly Rational[]) => amounts.reduce(add, ZERO);

/** 159.3(a): goods of one rate are one unit; the units foot to the entry, and the lines of a unit to the unit. */
export function wholeDollars(lines: readonly ValuedLine[]): bigint[] {
  const units = new Map<string, number[]>();
  for (const [index, line] of lines.entries()) units.set(line.rate, [...(units.get(line.rate) ?? []), index]);
  const members = [...units.values()];
  const sums = members.map((indexes) => total(indexes.map((index) => lines[index]!.value)));
  const level = (unit: number) => lines[members[unit]![0]!]!.level;
  const target = roundHalfUp(total(sums));
  const unitDollars = roundToFoot(sums, target, (a, b) => compare(level(a), level(b)));
  const dollars: bigint[] = [];
  for (const [unit, indexes] of members.entries()) {
    const shares = roundToFoot(
      indexes.map((index) => lines[index]!.value),
      unitDollars[unit]!,
    );
    for (const [position, index] of indexes.entries()) dollars[index] = shares[position]!;
  }
  return dollars;
}

/** A value standing alone, in whole dollars: under 50 cents is dropped, 50 cents and over counts as a dollar. */
export function wholeDollar(amount: string): Rational {
  return rational(roundHalfUp(decimal(amount)));
}

/**
 * 159.3(b): under a rate of not over a dollar a unit, whole units; above, two decimals. Litres and proof litres of
 * alcoholic beverages and spirits (headings 2203 to 2208) are gauged by 159.4 and keep two decimals.
 */
export function dutiableQuantity(amount: Rational, unit: string, perUnit: Rational, heading: string): Rational {
  const base = splitUnit(unit)[0];
  const gauged = (base === "PFL" || base === "LTR") && heading >= "2203" && heading <= "2208";
  const whole = compare(perUnit, ONE_DOLLAR) <= 0 && !gauged;
  return whole ? rational(floor(add(amount, HALF))) : roundTo(amount, 2);
}
