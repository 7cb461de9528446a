import {
  AMOUNT_DECIMALS,
  BasisKind,
  Column,
  Input,
  LineStatus,
  MICRO,
  Threshold,
  TraceOperation,
  ValueRounding,
} from "../abi";
import { powerOfTen } from "../arithmetic/decimal";
import { divide, remainder, remainderHigh } from "../arithmetic/divide";
import { denominator, numerator, reduceProducts } from "../arithmetic/fraction";
import { mulDiv, toMultiple } from "../arithmetic/rounding";
import { compare, give, high, low, minus, product, times } from "../arithmetic/wide";
import { at } from "../table/table";
import { entryKind, entryValue, entryValueHigh, inLayer, minuend, ofEntry, partAt, partCount } from "./base";
import { sumOfComponents } from "./components";
import { findInput, hasUnitOf } from "./inputs";
import { refuse } from "./refusal";
import { readInput, table } from "./request";
import { record, recordMillionths, tracing } from "./trace";
import { lineAt } from "./work";

/** The basis last evaluated, in millionths. */
export let amount: u64 = 0;
export let amountHigh: u64 = 0;
/** What was declared of the basis last read, before it was rounded. */
let declared: u64 = 0;
let declaredHigh: u64 = 0;

/** What a basis counts for a line: declared, expressed in the basis's unit, rounded, counted from its threshold. */
export function evaluateBasis(basis: u32, line: u32): i32 {
  const kind = at<u8>(table, Column.basisKind, basis);
  let status: i32 = LineStatus.assessed;
  if (kind == BasisKind.value) status = takeDutiableValue(line);
  else if (kind == BasisKind.exactValue) takeExactValue(line);
  else if (kind == BasisKind.baseDuty) takeBaseDuty(line);
  else if (kind == BasisKind.entry) takeOne(basis);
  else if (kind == BasisKind.componentsSum) status = takeComponents(basis, line);
  else status = takeDeclared(basis, line);
  return status == LineStatus.assessed ? countFromThreshold(basis) : status;
}

function take(): void {
  amount = low;
  amountHigh = high;
}

/** What shares of the value are taken of: see `base.ts`. */
export function takeDutiableValue(line: u32): i32 {
  if (ofEntry) {
    amount = entryValue;
    amountHigh = entryValueHigh;
    if (tracing) recordMillionths(TraceOperation.entryValue, 0, 0, entryKind, amount, amountHigh);
    return LineStatus.assessed;
  }
  if (minuend == 0) takeRoundedValue(line);
  else {
    const status = takeDeclared(minuend, line);
    if (status != LineStatus.assessed) return status;
    if (isMoreThanValue(minuend, line)) return refuse(LineStatus.partExceedsValue, minuend);
  }
  return partCount == 0 ? LineStatus.assessed : takeOffParts(line);
}

/** The value as the regime rounds it. */
function takeRoundedValue(line: u32): void {
  takeExactValue(line);
  const work = lineAt(line);
  amount = work.rounded;
  amountHigh = work.roundedHigh;
  if (tracing && table.valueRule != ValueRounding.exact) {
    recordMillionths(TraceOperation.round, table.valueRounding, 1, 0, amount, amountHigh);
  }
}

/** Takes off the parts of the base; together they are not more than it, though rounded they may seem to be. */
function takeOffParts(line: u32): i32 {
  let rest = amount;
  let restHigh = amountHigh;
  give(lineAt(line).exact, lineAt(line).exactHigh);
  if (minuend != 0) give(declared, declaredHigh);
  let left = low;
  let leftHigh = high;
  for (let index: u32 = 0; index < partCount; index++) {
    const status = takeDeclared(partAt(index), line);
    if (status != LineStatus.assessed) return status;
    minus(left, leftHigh, declared, declaredHigh);
    left = low;
    leftHigh = high;
    if (<i64>high < 0) return refuse(LineStatus.partExceedsValue, partAt(index));
    minus(rest, restHigh, amount, amountHigh);
    if (<i64>high < 0) give(0, 0);
    rest = low;
    restHigh = high;
  }
  amount = rest;
  amountHigh = restHigh;
  if (tracing) recordMillionths(TraceOperation.reduced, 0, 1 + partCount, 0, amount, amountHigh);
  return LineStatus.assessed;
}

/** The ordinary duty as charged; a minor unit has no more decimals than a millionth. */
function takeBaseDuty(line: u32): void {
  times(lineAt(line).amount, 0, powerOfTen(AMOUNT_DECIMALS - table.minorDigits));
  take();
  if (tracing) recordMillionths(TraceOperation.baseDuty, 0, 0, 0, amount, amountHigh);
}

function takeOne(basis: u32): void {
  amount = MICRO;
  amountHigh = 0;
  if (tracing) recordMillionths(TraceOperation.input, 0, 0, basis, amount, amountHigh);
}

function takeExactValue(line: u32): void {
  const work = lineAt(line);
  amount = work.exact;
  amountHigh = work.exactHigh;
  if (tracing) recordMillionths(TraceOperation.value, 0, 0, 0, amount, amountHigh);
}

function takeComponents(basis: u32, line: u32): i32 {
  const status = sumOfComponents(basis, line);
  if (status != LineStatus.assessed) return status;
  // A charge is in minor units, of which a millionth is never larger.
  if (!times(low, high, powerOfTen(6 - table.minorDigits))) return refuse(LineStatus.overflow, basis);
  take();
  return LineStatus.assessed;
}

function takeDeclared(basis: u32, line: u32): i32 {
  const input = findInput(basis, line);
  if (input == 0) {
    const isFact = at<u8>(table, Column.basisKind, basis) == BasisKind.fact;
    return refuse(isFact ? LineStatus.factMissing : LineStatus.quantityMissing, basis);
  }
  if (!readInput(input, line)) return refuse(LineStatus.overflow, basis);
  take();
  declared = low;
  declaredHigh = high;
  if (inLayer && isMoreThanValue(basis, line)) return refuse(LineStatus.partExceedsValue, basis);
  if (tracing) recordMillionths(TraceOperation.input, 0, 0, basis, amount, amountHigh);
  const quantum = at<u64>(table, Column.basisQuantum, basis);
  const mode = at<u8>(table, Column.basisRounding, basis);
  if (!hasUnitOf(input, basis)) return convert(basis, input, quantum, mode);
  if (quantum == 0) return LineStatus.assessed;
  if (!toMultiple(amount, amountHigh, quantum, mode)) return refuse(LineStatus.overflow, basis);
  take();
  if (tracing) recordMillionths(TraceOperation.round, mode, 1, basis, amount, amountHigh);
  return LineStatus.assessed;
}

/** A declared amount is more than the value of which it is a part. */
function isMoreThanValue(basis: u32, line: u32): bool {
  if (at<u8>(table, Column.basisKind, basis) != BasisKind.fact) return false;
  return compare(declared, declaredHigh, lineAt(line).exact, lineAt(line).exactHigh) > 0;
}

/** Expresses the amount in the basis's unit as an exact fraction, which is rounded, or must come out at a millionth. */
function convert(basis: u32, input: usize, quantum: u64, mode: u32): i32 {
  const known = reduceProducts(
    load<u64>(input, Input.numerator),
    at<u64>(table, Column.basisUnitDenominator, basis),
    load<u64>(input, Input.denominator),
    at<u64>(table, Column.basisUnitNumerator, basis),
  );
  if (!known) return refuse(LineStatus.overflow, basis);
  const top = numerator;
  const bottom = denominator;
  if (!times(amount, amountHigh, top)) return refuse(LineStatus.overflow, basis);
  if (tracing) {
    const converted = low;
    const convertedHigh = high;
    product(bottom, MICRO);
    record(TraceOperation.convert, 0, 1, basis, converted, convertedHigh, low, high);
    give(converted, convertedHigh);
  }
  if (quantum == 0) {
    divide(low, high, bottom, 0);
    if ((remainder | remainderHigh) != 0) return refuse(LineStatus.quantityInexact, basis);
    take();
    return LineStatus.assessed;
  }
  product(bottom, quantum);
  if (<i64>high < 0) return refuse(LineStatus.overflow, basis);
  if (!mulDiv(amount, amountHigh, top, 0, low, high, mode)) return refuse(LineStatus.overflow, basis);
  if (!times(low, high, quantum)) return refuse(LineStatus.overflow, basis);
  take();
  if (tracing) recordMillionths(TraceOperation.round, mode, 1, basis, amount, amountHigh);
  return LineStatus.assessed;
}

function countFromThreshold(basis: u32): i32 {
  const sense = at<u8>(table, Column.basisThresholdSense, basis);
  if (sense == Threshold.none) return LineStatus.assessed;
  const threshold = at<u64>(table, Column.basisThreshold, basis);
  if (sense == Threshold.over) minus(amount, amountHigh, threshold, 0);
  else minus(threshold, 0, amount, amountHigh);
  if (<i64>high < 0) give(0, 0);
  take();
  if (tracing) recordMillionths(TraceOperation.threshold, sense, 1, basis, amount, amountHigh);
  return LineStatus.assessed;
}
