import { give, high, low, product } from "./wide";

/** The rest of the last division. */
export let remainder: u64 = 0;
export let remainderHigh: u64 = 0;

const HALF: u64 = 0xffffffff;

/** n / d towards zero into the registers of `wide`, the rest into `remainder`; both below 2^127, d not 0. */
export function divide(n: u64, nHigh: u64, d: u64, dHigh: u64): void {
  if (dHigh != 0) return divideByWide(n, nHigh, d, dHigh);
  remainderHigh = 0;
  if (nHigh == 0) {
    const quotient = n / d;
    remainder = n - quotient * d;
    return give(quotient, 0);
  }
  const top = nHigh / d;
  give(divideTwoByOne(n, nHigh - top * d, d), top);
}

/** By more than 64 bits the quotient has less: it is estimated from the divisor's upper 64 bits, one too low at most. */
function divideByWide(n: u64, nHigh: u64, d: u64, dHigh: u64): void {
  const shift = clz(dHigh);
  const upper = (dHigh << shift) | (d >> (64 - shift));
  let quotient = divideTwoByOne((nHigh << 63) | (n >> 1), nHigh >> 1, upper) >> (63 - shift);
  if (quotient != 0) quotient -= 1;
  product(quotient, d);
  remainder = n - low;
  remainderHigh = nHigh - (high + quotient * dHigh) - u64(n < low);
  if (remainderHigh > dHigh || (remainderHigh == dHigh && remainder >= d)) {
    quotient += 1;
    remainderHigh = remainderHigh - dHigh - u64(remainder < d);
    remainder -= d;
  }
  give(quotient, 0);
}

/** The quotient of two words by one, for nHigh < d, in two digits of 32 bits (Knuth's algorithm D). */
function divideTwoByOne(n: u64, nHigh: u64, d: u64): u64 {
  const shift = clz(d);
  const divisor = d << shift;
  const spill = shift == 0 ? 0 : n >> (64 - shift);
  const rest = n << shift;
  const first = digit((nHigh << shift) | spill, rest >> 32, divisor);
  const second = digit(remainder, rest & HALF, divisor);
  remainder >>= shift;
  return (first << 32) | second;
}

/** One digit: estimated from the divisor's upper half, at most two too high; the rest goes to `remainder`. */
function digit(above: u64, next: u64, divisor: u64): u64 {
  const d1 = divisor >> 32;
  const d0 = divisor & HALF;
  let estimate = above / d1;
  let rest = above - estimate * d1;
  while (rest <= HALF && (estimate > HALF || estimate * d0 > ((rest << 32) | next))) {
    estimate -= 1;
    rest += d1;
  }
  remainder = ((above << 32) | next) - estimate * divisor;
  return estimate;
}
