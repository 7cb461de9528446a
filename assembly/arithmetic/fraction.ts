import { divide, remainder, remainderHigh } from "./divide";
import { high, low } from "./wide";

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
