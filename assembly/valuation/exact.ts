import {
  denominator,
  denominatorHigh,
  greatestCommonDivisor,
  numerator,
  numeratorHigh,
  reduce,
} from "../arithmetic/fraction";
import { compare, high, low, negate, plus, timesWide } from "../arithmetic/wide";

/**
 * An exact fraction: a signed whole number over a positive one, magnitudes below 2^127. Operations answer false where
 * the exact result does not fit even in lowest terms; the fraction then holds nothing.
 */
@unmanaged
export class Exact {
  low: u64;
  high: u64;
  bottom: u64;
  bottomHigh: u64;
}

export const EXACT_BYTES: usize = 32;

/** Room for a fraction that lives as long as the module. */
export function fraction(): Exact {
  const made = changetype<Exact>(heap.alloc(EXACT_BYTES));
  setWhole(made, 0, 0);
  return made;
}

export function setWhole(a: Exact, amount: u64, amountHigh: u64): void {
  a.low = amount;
  a.high = amountHigh;
  a.bottom = 1;
  a.bottomHigh = 0;
}

export function copy(to: Exact, from: Exact): void {
  memory.copy(changetype<usize>(to), changetype<usize>(from), EXACT_BYTES);
}

// @ts-ignore: decorator
@inline
export function isNegative(a: Exact): bool {
  return <i64>a.high < 0;
}

export function flipSign(a: Exact): void {
  negate(a.low, a.high);
  a.low = low;
  a.high = high;
}

export function toLowestTerms(a: Exact): void {
  if (a.bottom == 1 && a.bottomHigh == 0) return;
  const negative = isNegative(a);
  if (negative) flipSign(a);
  reduce(a.low, a.high, a.bottom, a.bottomHigh);
  a.low = numerator;
  a.high = numeratorHigh;
  a.bottom = denominator;
  a.bottomHigh = denominatorHigh;
  if (negative) flipSign(a);
}

/** a × n for a signed a and an n below 2^127. */
function timesOf(amount: u64, amountHigh: u64, n: u64, nHigh: u64): bool {
  if (<i64>amountHigh >= 0) return timesWide(amount, amountHigh, n, nHigh);
  negate(amount, amountHigh);
  if (!timesWide(low, high, n, nHigh)) return false;
  negate(low, high);
  return true;
}

/** a := a × top / bottom; bottom is not 0. */
export function scale(a: Exact, top: u64, bottom: u64): bool {
  if (top == bottom || tryScale(a, top, bottom)) return true;
  const divisor = greatestCommonDivisor(top, bottom);
  return lowered(a) && tryScale(a, top / divisor, bottom / divisor);
}

function lowered(a: Exact): bool {
  toLowestTerms(a);
  return true;
}

function tryScale(a: Exact, top: u64, bottom: u64): bool {
  if (!timesOf(a.low, a.high, top, 0)) return false;
  const result = low;
  const resultHigh = high;
  if (!timesWide(a.bottom, a.bottomHigh, bottom, 0)) return false;
  a.low = result;
  a.high = resultHigh;
  a.bottom = low;
  a.bottomHigh = high;
  return true;
}

/** a := a + b. */
export function add(a: Exact, b: Exact): bool {
  return tryAdd(a, b) || (lowered(a) && lowered(b) && tryAdd(a, b));
}

function tryAdd(a: Exact, b: Exact): bool {
  if (a.bottom == b.bottom && a.bottomHigh == b.bottomHigh) {
    if (!plus(a.low, a.high, b.low, b.high)) return false;
    a.low = low;
    a.high = high;
    return true;
  }
  // Over the least common multiple where both denominators are of 64 bits, else over the product.
  let ownTop = b.bottom;
  const ownTopHigh = b.bottomHigh;
  let otherTop = a.bottom;
  const otherTopHigh = a.bottomHigh;
  if ((a.bottomHigh | b.bottomHigh) == 0) {
    const divisor = greatestCommonDivisor(a.bottom, b.bottom);
    ownTop /= divisor;
    otherTop /= divisor;
  }
  if (!timesOf(b.low, b.high, otherTop, otherTopHigh)) return false;
  const other = low;
  const otherHigh = high;
  if (!timesWide(a.bottom, a.bottomHigh, ownTop, ownTopHigh)) return false;
  const bottom = low;
  const bottomHigh = high;
  if (!timesOf(a.low, a.high, ownTop, ownTopHigh)) return false;
  if (!plus(low, high, other, otherHigh)) return false;
  a.low = low;
  a.high = high;
  a.bottom = bottom;
  a.bottomHigh = bottomHigh;
  return true;
}

const negated = fraction();

/** a := a − b. */
export function subtract(a: Exact, b: Exact): bool {
  copy(negated, b);
  flipSign(negated);
  return add(a, negated);
}

/** a := a × b. */
export function multiply(a: Exact, b: Exact): bool {
  return tryMultiply(a, b) || (lowered(a) && lowered(b) && tryMultiply(a, b));
}

function tryMultiply(a: Exact, b: Exact): bool {
  const negative = isNegative(b);
  if (negative) negate(b.low, b.high);
  if (!timesOf(a.low, a.high, negative ? low : b.low, negative ? high : b.high)) return false;
  if (negative) negate(low, high);
  const result = low;
  const resultHigh = high;
  if (!timesWide(a.bottom, a.bottomHigh, b.bottom, b.bottomHigh)) return false;
  a.low = result;
  a.high = resultHigh;
  a.bottom = low;
  a.bottomHigh = high;
  return true;
}

const inverse = fraction();

/** a := a / b for b above 0. */
export function divideBy(a: Exact, b: Exact): bool {
  inverse.low = b.bottom;
  inverse.high = b.bottomHigh;
  inverse.bottom = b.low;
  inverse.bottomHigh = b.high;
  toLowestTerms(inverse);
  return multiply(a, inverse);
}

const difference = fraction();
/** False after a comparison that does not fit 128 bits. */
export let comparable: bool = true;

/** Below 0, 0 or above 0 as a is below, at or above b. */
export function compareExact(a: Exact, b: Exact): i32 {
  copy(difference, a);
  comparable = subtract(difference, b);
  return compare(difference.low, difference.high, 0, 0);
}
