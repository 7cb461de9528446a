import { divide, remainder, remainderHigh } from "./divide";
import { high, low, product } from "./wide";

/** The greatest common divisor; that of 0 and b is b. */
export function greatestCommonDivisor(a: u64, b: u64): u64 {
  while (b != 0) {
    const rest = a % b;
    a = b;
    b = rest;
  }
  return a;
}

/** A fraction in lowest terms: what `reduce` leaves. */
export let numerator: u64 = 0;
export let numeratorHigh: u64 = 0;
export let denominator: u64 = 0;
export let denominatorHigh: u64 = 0;

/** Brings n / d to lowest terms; both below 2^127, d not 0. */
export function reduce(n: u64, nHigh: u64, d: u64, dHigh: u64): void {
  let a = n;
  let aHigh = nHigh;
  let b = d;
  let bHigh = dHigh;
  while ((b | bHigh) != 0) {
    divide(a, aHigh, b, bHigh);
    a = b;
    aHigh = bHigh;
    b = remainder;
    bHigh = remainderHigh;
  }
  divide(n, nHigh, a, aHigh);
  numerator = low;
  numeratorHigh = high;
  divide(d, dHigh, a, aHigh);
  denominator = low;
  denominatorHigh = high;
}

/** Brings a·b / (c·d) to lowest terms; false where numerator or denominator take more than 64 bits. c, d are not 0. */
export function reduceProducts(a: u64, b: u64, c: u64, d: u64): bool {
  product(a, b);
  const n = low;
  const nHigh = high;
  product(c, d);
  if (<i64>(nHigh | high) < 0) return false;
  reduce(n, nHigh, low, high);
  return (numeratorHigh | denominatorHigh) == 0;
}
