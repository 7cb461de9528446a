import { AMOUNT_DECIMALS, Column, Input, Request, Rounding, ValueRounding } from "../abi";
import { powerOfTen } from "../arithmetic/decimal";
import { greatestCommonDivisor } from "../arithmetic/fraction";
import { basisOf, FastRecord, NO_CAP, recordOf, stepOf } from "../table/fast-class";
import { FAST_INPUT_BYTES, FastInput } from "../table/room";
import { at } from "../table/table";
import { inputInOwnUnit } from "./inputs";
import { field, requestStamp, table } from "./request";

/**
 * Fast classes at run time. An integer x of a column becomes a count of steps, x·multiplier/divisor rounded as its rule
 * says, by one f64 division: with the numerator moved so that rounding to nearest does what the rule does, its quotient
 * lies at least 1/(2·divisor) from any tie. The numerator is a multiple of a half below 2^52, so it is exact, and the
 * division is off by less than that distance. `most` is the largest x for which this holds and the count is below 2^32.
 */
const MOST_NUMERATOR: u64 = 1 << 51;
const MOST_DIVISOR: u64 = 1 << 50;
export const MOST_COUNT: u64 = 0xffffffff;
/** 1.5 × 2^52: added to a number between −2^51 and 2^51, it leaves the nearest whole number in the low bits. */
export const ROUNDER: f64 = 6755399441055744.0;
const ROUNDER_MASK: u64 = 0x7ffffffffffff;
/** The line has no fast result: evaluated by definition. */
export const NOT_FAST: u64 = u64.MAX_VALUE;

/** How the customs values of the request become steps; `low` is 0 where they cannot. */
export const valueInput: FastInput = changetype<FastInput>(memory.data(64, 8));
/** The table's divisor, its inverse, and what turns a quotient cut short into a rounded one. */
export let divisor: i64 = 0;
export let inverse: f64 = 0;
export let bias: u64 = 0;

/** Prepares the fast classes for a request; false where no line can be fast. */
export function openFast(): bool {
  const exact = table.valueRule == ValueRounding.exact;
  valueInput.low = field(Request.valueHigh) == 0 ? field(Request.valueLow) : 0;
  prepare(valueInput, field(Request.valueDecimals), table.fastValueUnit, exact, table.valueRounding);
  divisor = table.fastDivisor;
  inverse = 1.0 / <f64>divisor;
  bias = biasOf(table.chargeRounding, divisor);
  return valueInput.low != 0;
}

/** What is added before a division that cuts off, to round as the mode says; half to even is not fast. */
function biasOf(mode: u32, parts: u64): u64 {
  if (mode == Rounding.halfUp) return parts >> 1;
  return mode == Rounding.up ? parts - 1 : 0;
}

function prepare(input: FastInput, decimals: u32, step: u64, exact: bool, mode: u32): void {
  const unit = powerOfTen(AMOUNT_DECIMALS - decimals);
  const common = greatestCommonDivisor(unit, step);
  const multiplier = unit / common;
  const parts = step / common;
  // What must not be rounded is fast only where there is nothing to round.
  const inexact = exact && parts != 1;
  if (inexact || (mode == Rounding.halfEven && parts != 1) || parts > MOST_DIVISOR) {
    input.low = 0;
    return;
  }
  input.multiplier = <f64>multiplier;
  // Cutting (n + bias)/divisor off is rounding (n + bias − divisor/2 + 1/2)/divisor to nearest.
  input.shift = <f64>biasOf(mode, parts) - <f64>parts * 0.5 + 0.5;
  input.divisor = <f64>parts;
  // One step less than 2^32 leaves room for rounding; larger divisors are held by the other bound.
  const byCount = parts < MOST_COUNT >> 1 ? (MOST_COUNT - 1) * parts : MOST_NUMERATOR;
  input.most = min(byCount, MOST_NUMERATOR) / multiplier;
}

/** The input of a basis for this request, prepared when first asked for. */
@inline
export function fastInputOf(basis: u32): FastInput {
  const input = changetype<FastInput>(table.fastInputs + <usize>basis * FAST_INPUT_BYTES);
  if (input.stamp != requestStamp) openInput(input, basis);
  return input;
}

function openInput(input: FastInput, basis: u32): void {
  input.stamp = requestStamp;
  input.low = 0;
  const declared = inputInOwnUnit(basis);
  if (declared == 0 || load<u32>(declared, Input.high) != 0) return;
  input.low = load<u32>(declared, Input.low);
  const exact = at<u64>(table, Column.basisQuantum, basis) == 0;
  prepare(
    input,
    load<u32>(declared, Input.decimals),
    stepOf(table, basis),
    exact,
    at<u8>(table, Column.basisRounding, basis),
  );
}

/** x is too large, or has its upper bit set, as what is not declared has. */
@inline
export function isBeyond(x: u64, input: FastInput): bool {
  return <i64>(x | (input.most - x)) < 0;
}

@inline
export function stepsOf(x: u64, input: FastInput): u64 {
  return stepsBy(x, input.multiplier, input.shift, input.divisor);
}

@inline
export function stepsBy(x: u64, multiplier: f64, shift: f64, parts: f64): u64 {
  return reinterpret<u64>((<f64>(<i64>x) * multiplier + shift) / parts + ROUNDER) & ROUNDER_MASK;
}

/** n / D rounded, for n + bias below 2^63: the nearest whole number to the approximate quotient, at most one too high. */
@inline
export function divideFast(n: u64, added: u64, parts: i64, inverseOfParts: f64): u64 {
  const biased = <i64>(n + added);
  const quotient = reinterpret<i64>(<f64>biased * inverseOfParts + ROUNDER) & ROUNDER_MASK;
  return quotient + ((biased - quotient * parts) >> 63);
}

/** A·v + S·q between its floor and its cap. */
@inline
export function sumOf(record: FastRecord, v: u64, q: u64): u64 {
  let sum = v * <u64>record.value + q * <u64>record.quantity;
  sum = max(sum, q * <u64>record.floor);
  const cap = record.cap;
  return cap == NO_CAP ? sum : min(sum, q * <u64>cap);
}

/** The integer that a line declares for its program's quantity; one that is beyond where there is none, 0 if none counts. */
@inline
export function readQuantity(program: u32, line: u32): u64 {
  const basis = basisOf(table, program);
  if (basis == 0) return 0;
  const input = fastInputOf(basis);
  return input.low == 0 ? NOT_FAST : load<u64>(<usize>input.low + ((<usize>line) << 3));
}

/** The charge by a program's fast class, in minor units, for a value in steps and what `readQuantity` gave; or `NOT_FAST`. */
@inline
export function chargeOf(program: u32, v: u64, x: u64): u64 {
  const basis = basisOf(table, program);
  let q: u64 = 0;
  if (basis != 0) {
    const input = fastInputOf(basis);
    if (isBeyond(x, input)) return NOT_FAST;
    q = stepsOf(x, input);
  }
  return divideFast(sumOf(recordOf(table, program), v, q), bias, divisor, inverse);
}
