import { MICRO, Rounding } from "../abi";
import { EXCHANGE_RATE_BYTES, ExchangeRate, LEG_COUNT, ValuationBatch, ValuationStatus } from "../abi-valuation";
import { powerOfTen } from "../arithmetic/decimal";
import { denominator, denominatorHigh, numerator, numeratorHigh, reduce } from "../arithmetic/fraction";
import { divideRounded } from "../arithmetic/rounding";
import { give, high, low, product, times } from "../arithmetic/wide";
import { legCoefficient } from "./delivery";

/**
 * Transaction values of many lines: price, additions, deductions and the legs that the delivery term and the basis
 * call for, in the territory's minor units. Columns are passed over in chunks, one column after the other.
 */

const CHUNK: u32 = 512;
/** A line with an amount from here on is refused: sums of eleven smaller ones stay within 63 bits. */
const MOST: u64 = 1 << 58;
const MOST_RATES: u32 = 256;

/** Sums of a chunk, signed, in the units of the columns. */
const sums = memory.data(4096);
/** Minor units of the territory for one unit of a column in each currency: u64 top, u64 bottom. */
const factors = memory.data(4096);

/** Under each term (`ElementFlag` bits a leg, u8) and a basis (`LegRule` a leg): 1 added, −1 taken off, 0 neither. */
export function batchTerms(legs: usize, flags: usize, termCount: u32, out: usize): void {
  for (let cell: u32 = 0; cell < termCount * <u32>LEG_COUNT; cell++) {
    const rule = load<u8>(legs + <usize>(cell % LEG_COUNT));
    const coefficient = legCoefficient(rule, load<u8>(flags + <usize>cell), MICRO);
    store<i8>(out + <usize>cell, <i8>(i32(coefficient > 0) - i32(coefficient < 0)));
  }
}

/** How many lines were refused, or −1 for a request out of range. */
export function valueBatch(batch: usize): i32 {
  if (!prepareFactors(batch)) return -1;
  const lines = load<u32>(batch, ValuationBatch.lineCount);
  let refused = 0;
  for (let first: u32 = 0; first < lines; first += CHUNK) {
    refused += valueChunk(batch, first, min<u32>(CHUNK, lines - first));
  }
  return refused;
}

/** top × 10^minor / (bottom × 10^decimals), in lowest terms within 64 bits. */
function prepareFactors(batch: usize): bool {
  const rates = load<u32>(batch, ValuationBatch.rateCount);
  const decimals = load<u32>(batch, ValuationBatch.decimals);
  const minor = load<u32>(batch, ValuationBatch.minorDigits);
  if (rates == 0 || rates > MOST_RATES || decimals > 6 || minor > 6) return false;
  for (let row: u32 = 0; row < rates; row++) {
    const rate = <usize>load<u32>(batch, ValuationBatch.rates) + <usize>EXCHANGE_RATE_BYTES * row;
    const bottom = load<u64>(rate, ExchangeRate.bottom);
    if (bottom == 0) return false;
    product(bottom, powerOfTen(decimals));
    const below = low;
    const belowHigh = high;
    product(load<u64>(rate, ExchangeRate.top), powerOfTen(minor));
    if (<i64>(high | belowHigh) < 0) return false;
    reduce(low, high, below, belowHigh);
    if ((numeratorHigh | denominatorHigh) != 0) return false;
    store<u64>(factors + 16 * <usize>row, numerator);
    store<u64>(factors + 16 * <usize>row, denominator, 8);
  }
  return true;
}

function valueChunk(batch: usize, first: u32, count: u32): i32 {
  let seen = addColumn(load<u32>(batch, ValuationBatch.price), first, count, true);
  seen |= addColumn(load<u32>(batch, ValuationBatch.additions), first, count, false);
  seen |= subtractColumn(load<u32>(batch, ValuationBatch.deductions), first, count);
  for (let leg: u32 = 0; leg < <u32>LEG_COUNT; leg++) {
    const column = load<u32>(batch + 4 * <usize>leg, ValuationBatch.legs);
    if (column != 0) seen |= addLeg(batch, column, leg, first, count);
  }
  return seen < MOST ? convertChunk(batch, first, count, false) : convertChunk(batch, first, count, true);
}

/** The bits of all amounts seen: one too large shows in them. */
function addColumn(column: usize, first: u32, count: u32, starts: bool): u64 {
  let seen: u64 = 0;
  if (column == 0) return 0;
  let at = column + 8 * <usize>first;
  const end = sums + 8 * <usize>count;
  for (let sum = sums; sum < end; sum += 8, at += 8) {
    const amount = load<u64>(at);
    seen |= amount;
    store<u64>(sum, starts ? amount : load<u64>(sum) + amount);
  }
  return seen;
}

function subtractColumn(column: usize, first: u32, count: u32): u64 {
  let seen: u64 = 0;
  if (column == 0) return 0;
  let at = column + 8 * <usize>first;
  const end = sums + 8 * <usize>count;
  for (let sum = sums; sum < end; sum += 8, at += 8) {
    const amount = load<u64>(at);
    seen |= amount;
    store<u64>(sum, load<u64>(sum) - amount);
  }
  return seen;
}

function addLeg(batch: usize, column: usize, leg: u32, first: u32, count: u32): u64 {
  let seen: u64 = 0;
  let at = column + 8 * <usize>first;
  let term = <usize>load<u32>(batch, ValuationBatch.term) + <usize>first;
  const coefficients = <usize>load<u32>(batch, ValuationBatch.terms) + <usize>leg;
  const end = sums + 8 * <usize>count;
  for (let sum = sums; sum < end; sum += 8, at += 8, term++) {
    const amount = load<u64>(at);
    seen |= amount;
    const coefficient = <i64>load<i8>(coefficients + <usize>LEG_COUNT * load<u8>(term));
    store<i64>(sum, load<i64>(sum) + coefficient * <i64>amount);
  }
  return seen;
}

function convertChunk(batch: usize, first: u32, count: u32, check: bool): i32 {
  const mode = load<u32>(batch, ValuationBatch.rounding);
  const terms = load<u32>(batch, ValuationBatch.termCount);
  const rates = load<u32>(batch, ValuationBatch.rateCount);
  let currency = <usize>load<u32>(batch, ValuationBatch.currency) + <usize>first;
  let term = <usize>load<u32>(batch, ValuationBatch.term) + <usize>first;
  let value = <usize>load<u32>(batch, ValuationBatch.value) + 8 * <usize>first;
  let status = <usize>load<u32>(batch, ValuationBatch.status) + <usize>first;
  let refused = 0;
  for (let line: u32 = 0; line < count; line++, currency++, term++, status++, value += 8) {
    const sum = load<i64>(sums + 8 * <usize>line);
    const row = <u32>load<u8>(currency);
    let outcome: i32 = ValuationStatus.valued;
    if (row >= rates || <u32>load<u8>(term) >= terms) outcome = ValuationStatus.badRequest;
    else if (check && hasLargeAmount(batch, first + line)) outcome = ValuationStatus.overflow;
    else if (sum < 0) outcome = ValuationStatus.belowZero;
    else if (!convertSum(<u64>sum, factors + 16 * <usize>row, mode)) outcome = ValuationStatus.overflow;
    store<u64>(value, outcome == ValuationStatus.valued ? low : 0);
    store<u8>(status, <u8>outcome);
    refused += i32(outcome != ValuationStatus.valued);
  }
  return refused;
}

/** sum × top / bottom, rounded once, into `low`; by a float division and one correction where that is exact. */
// @ts-ignore: decorator
@inline
function convertSum(sum: u64, factor: usize, mode: u32): bool {
  const top = load<u64>(factor);
  const bottom = load<u64>(factor, 8);
  if (bottom == 1 && top == 1) {
    give(sum, 0);
    return true;
  }
  if (((sum >> 32) | (top >> 21) | (bottom >> 52)) == 0 && mode == Rounding.halfUp) {
    const whole = sum * top;
    let quotient = <u64>(<f64>whole / <f64>bottom);
    let rest = <i64>(whole - quotient * bottom);
    if (rest < 0) {
      quotient--;
      rest += <i64>bottom;
    }
    give(quotient + u64(2 * <u64>rest >= bottom), 0);
    return true;
  }
  if (!times(sum, 0, top)) return false;
  divideRounded(low, high, bottom, 0, mode);
  return high == 0;
}

function hasLargeAmount(batch: usize, line: u32): bool {
  for (let field: usize = ValuationBatch.price; field <= <usize>ValuationBatch.deductions; field += 4) {
    if (isLarge(load<u32>(batch + field), line)) return true;
  }
  for (let leg: usize = 0; leg < <usize>LEG_COUNT; leg++) {
    if (isLarge(load<u32>(batch + 4 * leg, ValuationBatch.legs), line)) return true;
  }
  return false;
}

function isLarge(column: usize, line: u32): bool {
  return column != 0 && load<u64>(column + 8 * <usize>line) >= MOST;
}
