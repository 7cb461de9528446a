/**
 * Whole numbers of 128 bits as pairs of u64, two's complement where a sign matters. An operation leaves its result in
 * the registers `low` and `high` until the next operation; one that can fail answers false when the exact result has a
 * magnitude of 2^127 or more, and the registers then hold nothing.
 */
export let low: u64 = 0;
export let high: u64 = 0;

const HALF: u64 = 0xffffffff;

/** Puts a number into the registers. */
export function give(a: u64, aHigh: u64): void {
  low = a;
  high = aHigh;
}

/** a × b, unsigned; all 128 bits. */
export function product(a: u64, b: u64): void {
  const a0 = a & HALF;
  const a1 = a >> 32;
  const b0 = b & HALF;
  const b1 = b >> 32;
  const outer = a0 * b1;
  const inner = a1 * b0;
  const middle = ((a0 * b0) >> 32) + (outer & HALF) + (inner & HALF);
  low = a * b;
  high = a1 * b1 + (outer >> 32) + (inner >> 32) + (middle >> 32);
}

/** a × b for a below 2^127. */
export function times(a: u64, aHigh: u64, b: u64): bool {
  product(a, b);
  if (aHigh == 0) return <i64>high >= 0;
  const lowest = low;
  const carried = high;
  product(aHigh, b);
  const top = carried + low;
  if (high != 0 || top < carried || <i64>top < 0) return false;
  low = lowest;
  high = top;
  return true;
}

/** a × b, both below 2^127. */
export function timesWide(a: u64, aHigh: u64, b: u64, bHigh: u64): bool {
  if (bHigh == 0) return times(a, aHigh, b);
  return aHigh == 0 && times(b, bHigh, a);
}

/** a × b for a below 2^127 and a signed b. */
export function timesSigned(a: u64, aHigh: u64, b: i64): bool {
  if (b >= 0) return times(a, aHigh, <u64>b);
  if (!times(a, aHigh, <u64>-b)) return false;
  negate(low, high);
  return true;
}

/** −a. */
export function negate(a: u64, aHigh: u64): void {
  low = ~a + 1;
  high = ~aHigh + u64(low == 0);
}

/** a + b, signed. */
export function plus(a: u64, aHigh: u64, b: u64, bHigh: u64): bool {
  low = a + b;
  high = aHigh + bHigh + u64(low < a);
  if (<i64>((aHigh ^ high) & (bHigh ^ high)) < 0) return false;
  return high != 0x8000000000000000 || low != 0;
}

/** a − b, signed. */
export function minus(a: u64, aHigh: u64, b: u64, bHigh: u64): bool {
  negate(b, bHigh);
  return plus(a, aHigh, low, high);
}

/** Below 0, 0 or above 0 as a is below, at or above b, signed. */
export function compare(a: u64, aHigh: u64, b: u64, bHigh: u64): i32 {
  if (aHigh != bHigh) return <i64>aHigh < <i64>bHigh ? -1 : 1;
  return i32(a > b) - i32(a < b);
}
