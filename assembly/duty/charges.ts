import { Column, LineStatus, Request, TraceOperation } from "../abi";
import { powerOfTen } from "../arithmetic/decimal";
import { divide } from "../arithmetic/divide";
import { divideRounded } from "../arithmetic/rounding";
import { high, low } from "../arithmetic/wide";
import { outcomeAt } from "../table/pages";
import { findMeasure } from "../table/resolver";
import { at, endOf } from "../table/table";
import { evaluateProgram, result, resultHigh, scale, scaleHigh } from "./program";
import { refuse } from "./refusal";
import { field, table } from "./request";
import { record, tracing } from "./trace";
import { Line, lineAt } from "./work";

/** Charges appended, and lines refused so far. */
export let chargeCount: u32 = 0;
export let refusedCount: u32 = 0;

export function startCharges(): void {
  chargeCount = 0;
  refusedCount = 0;
}

/** The ordinary duty of a line: its program, not below zero, rounded to the minor unit as the regime says. */
export function evaluateDuty(line: u32): i32 {
  const work = lineAt(line);
  const status = evaluateProgram(work.program, line);
  if (status != LineStatus.assessed) return status;
  const negative = <i64>resultHigh < 0;
  work.duty = negative ? 0 : result;
  work.dutyHigh = negative ? 0 : resultHigh;
  work.scale = scale;
  work.scaleHigh = scaleHigh;
  if (negative && tracing) record(TraceOperation.notBelowZero, 0, 1, 0, 0, 0, scale, scaleHigh);
  // The scale holds the millionths of the bases, and no currency's minor unit is smaller.
  divide(scale, scaleHigh, powerOfTen(table.minorDigits), 0);
  divideRounded(work.duty, work.dutyHigh, low, high, table.chargeRounding);
  if (high != 0 || <i64>low < 0) return refuse(LineStatus.overflow, work.program);
  work.amount = low;
  if (tracing) recordCharge(work);
  return LineStatus.assessed;
}

function recordCharge(work: Line): void {
  const free = at<u32>(table, Column.programStart, work.program) == endOf(table, Column.programStart, work.program);
  const measure = findMeasure(table, work.set, work.originClass);
  const unit = powerOfTen(table.minorDigits);
  record(TraceOperation.charge, table.chargeRounding, free ? 0 : 1, measure, work.amount, 0, unit, 0);
}

/** Appends the charge of a line that was assessed; a line for which there is no room is refused after all. */
export function appendCharges(line: u32): void {
  const starts: usize = field(Request.chargeStart);
  if (starts != 0) store<u32>(starts + ((<usize>line) << 2), chargeCount);
  const statuses: usize = field(Request.status);
  if (load<u8>(statuses + line) == LineStatus.assessed) {
    const work = lineAt(line);
    const outcome = outcomeAt(table, work.outcome);
    if (chargeCount < field(Request.chargeCapacity)) return writeCharge(work.amount, outcome.kind, work.program);
    store<u8>(statuses + line, <u8>LineStatus.noRoom);
    const details: usize = field(Request.detail);
    if (details != 0) store<u32>(details + ((<usize>line) << 2), 0);
  }
  refusedCount++;
}

/** Appends a charge; there must be room for it. */
@inline
export function writeCharge(amount: u64, kind: u32, program: u32): void {
  const index: usize = chargeCount++;
  store<u64>(<usize>field(Request.chargeAmount) + (index << 3), amount);
  const kinds: usize = field(Request.chargeKind);
  if (kinds != 0) store<u16>(kinds + (index << 1), <u16>kind);
  const programs: usize = field(Request.chargeProgram);
  if (programs != 0) store<u32>(programs + (index << 2), program);
}

/** Counts charges and refusals that were written another way. */
export function countCharges(charges: u32, refused: u32): void {
  chargeCount += charges;
  refusedCount += refused;
}

/** Closes the last line's charges. */
export function endCharges(): void {
  const starts: usize = field(Request.chargeStart);
  if (starts != 0) store<u32>(starts + ((<usize>field(Request.lineCount)) << 2), chargeCount);
}
