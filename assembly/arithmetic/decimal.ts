import { AMOUNT_DECIMALS } from "../abi";
import { divide, remainder } from "./divide";
import { high, low, plus, times } from "./wide";

const ZERO: u32 = 48;
const POINT: u32 = 46;
const MOST_WHOLE_DIGITS: usize = 15;
/** 2^128 has 39 digits. */
const MOST_DIGITS = 39;
/** Digits last to first, before they are written first to last. */
const digits = memory.data(MOST_DIGITS);

/** 10^exponent, for 0 to 19. */
export function powerOfTen(exponent: u32): u64 {
  let power: u64 = 1;
  for (; exponent > 0; exponent--) power *= 10;
  return power;
}

@inline
function isDigit(byte: u32): bool {
  return byte - ZERO < 10;
}

/**
 * Reads an amount of ASCII bytes, `(0|[1-9]\d{0,14})(\.\d{1,6})?` and nothing else. Writes it in millionths to `out`,
 * u64 low and u64 high; answers how many decimals were written, or −1 where the text is no amount.
 */
export function parseAmount(text: usize, length: i32, out: usize): i32 {
  const end = text + <usize>max(length, 0);
  let at = text;
  while (at < end && isDigit(load<u8>(at))) at++;
  const whole = at - text;
  if (whole == 0 || whole > MOST_WHOLE_DIGITS || (whole > 1 && load<u8>(text) == ZERO)) return -1;
  let decimals = 0;
  if (at < end) {
    if (load<u8>(at) != POINT) return -1;
    const first = ++at;
    while (at < end && isDigit(load<u8>(at))) at++;
    decimals = <i32>(at - first);
    if (at < end || decimals == 0 || decimals > AMOUNT_DECIMALS) return -1;
  }
  times(digitsBetween(text, text + whole), 0, powerOfTen(AMOUNT_DECIMALS));
  const fraction = digitsBetween(end - decimals, end) * powerOfTen(AMOUNT_DECIMALS - decimals);
  plus(low, high, fraction, 0);
  store<u64>(out, low);
  store<u64>(out, high, 8);
  return decimals;
}

function digitsBetween(at: usize, end: usize): u64 {
  let sum: u64 = 0;
  for (; at < end; at++) sum = sum * 10 + (load<u8>(at) - ZERO);
  return sum;
}

/**
 * Writes an unsigned integer of 10^-decimals as a decimal to `out`, ASCII, at most 42 bytes; zeros at the end are left
 * out down to `least` decimals. `decimals` is at most 38; answers the length.
 */
export function formatAmount(amount: u64, amountHigh: u64, decimals: u32, least: u32, out: usize): i32 {
  let count: u32 = 0;
  while ((amount | amountHigh) != 0 || count <= decimals) {
    tenth(amount, amountHigh);
    amount = quotient;
    amountHigh = quotientHigh;
    store<u8>(digits + count++, <u8>(ZERO + digit));
  }
  let last: u32 = 0;
  while (last < decimals && decimals - last > least && load<u8>(digits + last) == ZERO) last++;
  let at = out;
  while (count > last) {
    if (count == decimals) store<u8>(at++, <u8>POINT);
    store<u8>(at++, load<u8>(digits + --count));
  }
  return <i32>(at - out);
}

let quotient: u64 = 0;
let quotientHigh: u64 = 0;
let digit: u32 = 0;

/** Takes the last digit off a number of full 128 bits. */
function tenth(amount: u64, amountHigh: u64): void {
  // `divide` wants less than 2^127: half the number by five gives the same quotient.
  divide((amountHigh << 63) | (amount >> 1), amountHigh >> 1, 5, 0);
  quotient = low;
  quotientHigh = high;
  digit = ((<u32>remainder) << 1) | <u32>(amount & 1);
}
