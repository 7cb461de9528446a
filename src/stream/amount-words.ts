import { isDigit, POINT, ZERO } from "./bytes";

/**
 * Amounts between ASCII digits and 64-bit integers in memory, taken as two words of 32 bits: no number ever holds an
 * amount. What an operation on a word carries over is below 2^53.
 */

const WORD = 2 ** 32;

/** Digits before the point that are read: values of a trillion and more are left to the engine's own reader. */
const MOST_DIGITS = 12;

/** How an amount is written: digits before the point in the low byte, decimals in the next; -1 for no such amount. */
export function amountShape(bytes: Uint8Array, start: number, end: number, mostDecimals: number): number {
  let at = start;
  while (at < end && isDigit(bytes[at]!)) at += 1;
  const digits = at - start;
  if (digits === 0 || digits > MOST_DIGITS || (digits > 1 && bytes[start] === ZERO)) return -1;
  if (at === end) return digits;
  if (bytes[at] !== POINT) return -1;
  const decimals = end - at - 1;
  if (decimals === 0 || decimals > mostDecimals) return -1;
  for (at += 1; at < end; at += 1) if (!isDigit(bytes[at]!)) return -1;
  return digits + (decimals << 8);
}

/** Reads an amount of a known shape as an integer of 10^-decimals into words[2 * index] (low) and the next (high). */
export function readAmount(
  bytes: Uint8Array,
  start: number,
  shape: number,
  decimals: number,
  words: Uint32Array,
  index: number,
): void {
  const point = start + (shape & 0xff);
  const end = shape > 0xff ? point + 1 + (shape >> 8) : point;
  let low = 0;
  let high = 0;
  let missing = decimals - (shape >> 8);
  for (let at = start; at < end || missing > 0; at += 1) {
    let digit = 0;
    if (at >= end) missing -= 1;
    else if (at === point) continue;
    else digit = bytes[at]! - ZERO;
    const next = low * 10 + digit;
    high = high * 10 + Math.floor(next / WORD);
    low = next >>> 0;
  }
  words[2 * index] = low;
  words[2 * index + 1] = high;
}

/** A word in six digits: the most by which two words divide without loss. */
const SIX = 1_000_000;
const digits = new Uint8Array(24);

/** Writes the integer of 10^-decimals at words[2 * index], with at least so many decimals; answers where it ends. */
export function putAmount(
  buffer: Uint8Array,
  at: number,
  words: Uint32Array,
  index: number,
  decimals: number,
  least: number,
): number {
  let low = words[2 * index]!;
  let high = words[2 * index + 1]!;
  let count = 0;
  while (low !== 0 || high !== 0) {
    const carried = (high % SIX) * WORD + low;
    high = Math.floor(high / SIX);
    const quotient = Math.floor(carried / SIX);
    let six = carried - quotient * SIX;
    low = quotient;
    for (let i = 0; i < 6; i += 1) {
      digits[count] = six % 10;
      six = Math.floor(six / 10);
      count += 1;
    }
  }
  while (count > decimals + 1 && digits[count - 1] === 0) count -= 1;
  while (count <= decimals) {
    digits[count] = 0;
    count += 1;
  }
  let last = 0;
  while (last < decimals - least && digits[last] === 0) last += 1;
  let end = at;
  for (let i = count - 1; i >= last; i -= 1) {
    if (i === decimals - 1) {
      buffer[end] = POINT;
      end += 1;
    }
    buffer[end] = ZERO + digits[i]!;
    end += 1;
  }
  return end;
}
