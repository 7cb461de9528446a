import { BasisKind, Column, LineStatus, MICRO, SumOperator, TraceOperation } from "../abi";
import { compare, give, high, low, plus, product, times, timesSigned, timesWide } from "../arithmetic/wide";
import { at, endOf } from "../table/table";
import { hasTrait, ProgramTrait } from "../table/verify-programs";
import { amount, amountHigh, evaluateBasis, takeDutiableValue } from "./bases";
import { componentCount, findHighest, highest, highestBottom, highestHigh, recordRatios } from "./components";
import { refuse } from "./refusal";
import { table } from "./request";
import { record, tracing } from "./trace";

/**
 * The definitional evaluator: the exact result of the last program, in units of currency, as a signed number over a
 * scale. The scale is the program's denominator times the millionths of its bases; where a term counts the components'
 * highest ratio, times that ratio's denominator too.
 */
export let result: u64 = 0;
export let resultHigh: u64 = 0;
export let scale: u64 = 0;
export let scaleHigh: u64 = 0;

/** Denominators leave the module in 96 bits. */
const MOST_SCALE_HIGH: u64 = 1 << 32;

let twoBases: bool = false;
let withHighest: bool = false;

/** Evaluates a program for a line as the left fold that it is, unrounded and possibly below zero. */
export function evaluateProgram(program: u32, line: u32): i32 {
  twoBases = hasTrait(table, program, ProgramTrait.twoBases);
  withHighest = hasTrait(table, program, ProgramTrait.highest);
  const status = findScale(program, line);
  if (status != LineStatus.assessed) return status;
  result = 0;
  resultHigh = 0;
  const first = at<u32>(table, Column.programStart, program);
  const end = endOf(table, Column.programStart, program);
  for (let sum = first; sum < end; sum++) {
    const before = result;
    const beforeHigh = resultHigh;
    const sumStatus = evaluateSum(sum, program, line);
    if (sumStatus != LineStatus.assessed) return sumStatus;
    fold(sum, before, beforeHigh);
  }
  return LineStatus.assessed;
}

function findScale(program: u32, line: u32): i32 {
  product(at<u64>(table, Column.programDenominator, program), MICRO);
  if (twoBases) times(low, high, MICRO);
  scale = low;
  scaleHigh = high;
  if (!withHighest) return LineStatus.assessed;
  const basis = highestBasis(program);
  const status = findHighest(basis, line);
  if (status != LineStatus.assessed) return status;
  if (!times(scale, scaleHigh, highestBottom) || high >= MOST_SCALE_HIGH) return refuse(LineStatus.overflow, basis);
  scale = low;
  scaleHigh = high;
  return LineStatus.assessed;
}

/** The basis by which a program counts the highest ratio. */
function highestBasis(program: u32): u32 {
  const start = at<u32>(table, Column.sumStart, at<u32>(table, Column.programStart, program));
  let term = start;
  while (at<u8>(table, Column.basisKind, at<u16>(table, Column.termBasis, term)) != BasisKind.componentsHighest) term++;
  return at<u16>(table, Column.termBasis, term);
}

/** Keeps the larger or the smaller of the sum so far and the next one. */
function fold(sum: u32, before: u64, beforeHigh: u64): void {
  const operator = at<u8>(table, Column.sumOperator, sum);
  if (operator == SumOperator.first) return;
  const side = compare(before, beforeHigh, result, resultHigh);
  if (operator == SumOperator.floor ? side > 0 : side < 0) {
    result = before;
    resultHigh = beforeHigh;
  }
  if (tracing) recordResult(operator == SumOperator.floor ? TraceOperation.floor : TraceOperation.cap, 2, sum);
}

function evaluateSum(sum: u32, program: u32, line: u32): i32 {
  let total: u64 = 0;
  let totalHigh: u64 = 0;
  const first = at<u32>(table, Column.sumStart, sum);
  const end = endOf(table, Column.sumStart, sum);
  for (let term = first; term < end; term++) {
    const status = evaluateTerm(term, program, line);
    if (status != LineStatus.assessed) return status;
    if (!plus(total, totalHigh, result, resultHigh)) return refuse(LineStatus.overflow, program);
    total = low;
    totalHigh = high;
  }
  result = total;
  resultHigh = totalHigh;
  if (tracing) recordResult(TraceOperation.sum, end - first, sum);
  return LineStatus.assessed;
}

/** coefficient × basis [× factor], brought to the program's scale. */
function evaluateTerm(term: u32, program: u32, line: u32): i32 {
  const coefficient = at<i64>(table, Column.termCoefficient, term);
  const basis: u32 = at<u16>(table, Column.termBasis, term);
  const factor: u32 = at<u16>(table, Column.termFactor, term);
  if (tracing) {
    const denominator = at<u64>(table, Column.programDenominator, program);
    record(TraceOperation.coefficient, 0, 0, term, <u64>coefficient, <u64>(coefficient >> 63), denominator, 0);
  }
  let good: bool;
  if (at<u8>(table, Column.basisKind, basis) == BasisKind.componentsHighest) {
    const status = valueAtHighest(basis, line);
    if (status == LineStatus.overflow) return refuse(LineStatus.overflow, program);
    if (status != LineStatus.assessed) return status;
    good = true;
  } else {
    const status = evaluateBasis(basis, line);
    if (status != LineStatus.assessed) return status;
    give(amount, amountHigh);
    good = !withHighest || times(low, high, highestBottom);
  }
  if (good && factor != 0) {
    const counted = low;
    const countedHigh = high;
    const status = evaluateBasis(factor, line);
    if (status != LineStatus.assessed) return status;
    good = timesWide(counted, countedHigh, amount, amountHigh);
  } else if (good && twoBases) {
    good = times(low, high, MICRO);
  }
  if (!good || !timesSigned(low, high, coefficient)) return refuse(LineStatus.overflow, program);
  result = low;
  resultHigh = high;
  if (tracing) recordResult(TraceOperation.product, factor == 0 ? 2 : 3, term);
  return LineStatus.assessed;
}

/** The dutiable value times the highest ratio: millionths over the ratio's denominator. */
function valueAtHighest(basis: u32, line: u32): i32 {
  if (tracing) recordRatios(basis, line);
  const status = takeDutiableValue(line);
  if (status != LineStatus.assessed) return status;
  if (!timesWide(amount, amountHigh, highest, highestHigh)) return LineStatus.overflow;
  if (tracing) {
    const value = low;
    const valueHigh = high;
    product(highestBottom, MICRO);
    record(TraceOperation.components, 1, componentCount + 1, basis, value, valueHigh, low, high);
    give(value, valueHigh);
  }
  return LineStatus.assessed;
}

function recordResult(operation: TraceOperation, operands: u32, about: u32): void {
  record(operation, 0, operands, about, result, resultHigh, scale, scaleHigh);
}
