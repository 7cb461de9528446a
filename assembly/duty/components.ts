import { LineStatus, MICRO, Request, TraceOperation } from "../abi";
import { powerOfTen } from "../arithmetic/decimal";
import { denominator, denominatorHigh, numerator, numeratorHigh, reduce } from "../arithmetic/fraction";
import { compare, give, high, low, plus, times, timesWide } from "../arithmetic/wide";
import { refuse } from "./refusal";
import { field, parentOf, table } from "./request";
import { record, tracing } from "./trace";
import { lineAt } from "./work";

/** Ties each component of the lines to the line it belongs to, in their order. */
export function linkComponents(first: u32, end: u32): void {
  if (field(Request.parent) == 0) return;
  for (let line = end; line-- > first; ) {
    const parent = parentOf(line);
    if (parent < 0) continue;
    const owner = lineAt(parent);
    lineAt(line).nextComponent = owner.firstComponent;
    owner.firstComponent = line + 1;
  }
}

function statusOf(line: u32): u32 {
  return load<u8>(<usize>field(Request.status) + line);
}

/** The charges of a line's components, in minor units, into the registers of `wide`. */
export function sumOfComponents(basis: u32, line: u32): i32 {
  let next = lineAt(line).firstComponent;
  if (next == 0) return refuse(LineStatus.factMissing, basis);
  let sum: u64 = 0;
  let sumHigh: u64 = 0;
  let components: u32 = 0;
  while (next != 0) {
    const component = next - 1;
    if (statusOf(component) != LineStatus.assessed) return refuse(LineStatus.componentRefused, component);
    const work = lineAt(component);
    const scale = powerOfTen(table.minorDigits);
    if (tracing) record(TraceOperation.component, 0, 0, component, work.amount, 0, scale, 0);
    plus(sum, sumHigh, work.amount, 0);
    sum = low;
    sumHigh = high;
    components++;
    next = work.nextComponent;
  }
  if (tracing) {
    record(TraceOperation.components, 0, components, basis, sum, sumHigh, powerOfTen(table.minorDigits), 0);
  }
  give(sum, sumHigh);
  return LineStatus.assessed;
}

/** The highest ratio of unrounded duty to dutiable value among a line's components, in lowest terms. */
export let highest: u64 = 0;
export let highestHigh: u64 = 0;
export let highestBottom: u64 = 0;
export let componentCount: u32 = 0;

export function findHighest(basis: u32, line: u32): i32 {
  let next = lineAt(line).firstComponent;
  if (next == 0) return refuse(LineStatus.factMissing, basis);
  componentCount = 0;
  while (next != 0) {
    const component = next - 1;
    const status = ratioOf(component, basis);
    if (status != LineStatus.assessed) return status;
    const higher = componentCount++ == 0 ? 1 : isHigher(numerator, numeratorHigh, denominator);
    if (higher < 0) return refuse(LineStatus.overflow, basis);
    if (higher == 1) {
      highest = numerator;
      highestHigh = numeratorHigh;
      highestBottom = denominator;
    }
    next = lineAt(component).nextComponent;
  }
  return LineStatus.assessed;
}

/** Records the ratio of each component; `findHighest` has found that all have one. */
export function recordRatios(basis: u32, line: u32): void {
  for (let next = lineAt(line).firstComponent; next != 0; next = lineAt(next - 1).nextComponent) {
    ratioOf(next - 1, basis);
    record(TraceOperation.component, 1, 0, next - 1, numerator, numeratorHigh, denominator, 0);
  }
}

/** Reduces a component's duty / value; a component without a value has no ratio. */
function ratioOf(component: u32, basis: u32): i32 {
  if (statusOf(component) != LineStatus.assessed) return refuse(LineStatus.componentRefused, component);
  const work = lineAt(component);
  if ((work.rounded | work.roundedHigh) == 0) return refuse(LineStatus.rateNotComputable, work.program);
  if (work.duty == 0 && work.dutyHigh == 0) {
    reduce(0, 0, 1, 0);
    return LineStatus.assessed;
  }
  // (duty / scale) / (value / 10^6), reduced in two steps so that the products stay small.
  reduce(work.rounded, work.roundedHigh, MICRO, 0);
  const value = numerator;
  const valueHigh = numeratorHigh;
  const parts = denominator;
  reduce(work.duty, work.dutyHigh, value, valueHigh);
  const top = numerator;
  const topHigh = numeratorHigh;
  const bottom = denominator;
  const bottomHigh = denominatorHigh;
  reduce(top, topHigh, work.scale, work.scaleHigh);
  if (!timesWide(bottom, bottomHigh, denominator, denominatorHigh)) return refuse(LineStatus.overflow, basis);
  const wholeBottom = low;
  const wholeBottomHigh = high;
  if (!times(numerator, numeratorHigh, parts)) return refuse(LineStatus.overflow, basis);
  reduce(low, high, wholeBottom, wholeBottomHigh);
  return denominatorHigh == 0 ? LineStatus.assessed : refuse(LineStatus.overflow, basis);
}

/** 1 where top / bottom is above the highest so far, 0 where not, −1 where that cannot be told within 128 bits. */
function isHigher(top: u64, topHigh: u64, bottom: u64): i32 {
  if (!times(top, topHigh, highestBottom)) return -1;
  const left = low;
  const leftHigh = high;
  if (!times(highest, highestHigh, bottom)) return -1;
  return i32(compare(left, leftHigh, low, high) > 0);
}
