import { Rounding } from "../../assembly/abi";

/** Exact fractions; the denominator is positive, and nothing is ever reduced. */
export interface Ratio {
  n: bigint;
  d: bigint;
}

export const ratio = (n: bigint, d = 1n): Ratio => ({ n, d });
export const plus = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.d + b.n * a.d, a.d * b.d);
export const minus = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.d - b.n * a.d, a.d * b.d);
export const times = (a: Ratio, b: Ratio): Ratio => ratio(a.n * b.n, a.d * b.d);
export const less = (a: Ratio, b: Ratio): boolean => a.n * b.d < b.n * a.d;
export const same = (a: Ratio, b: Ratio): boolean => a.n * b.d === b.n * a.d;
export const compare = (a: Ratio, b: Ratio): number => (less(a, b) ? -1 : same(a, b) ? 0 : 1);
export const notBelowZero = (a: Ratio): Ratio => (a.n < 0n ? ratio(0n) : a);

/** To an integer, by a named rule; of what is not below zero. */
export function round(value: Ratio, mode: number): bigint {
  const quotient = value.n / value.d;
  const twice = (value.n % value.d) * 2n;
  if (mode === Rounding.truncate || twice === 0n) return quotient;
  if (mode === Rounding.up) return quotient + 1n;
  if (twice !== value.d) return twice > value.d ? quotient + 1n : quotient;
  return mode === Rounding.halfUp ? quotient + 1n : quotient + (quotient & 1n);
}
