import { ChargeUnit, Column, LineStatus, Request, TraceOperation } from "../abi";
import { powerOfTen } from "../arithmetic/decimal";
import { outcomeAt } from "../table/pages";
import { findMeasure } from "../table/resolver";
import { at, endOf } from "../table/table";
import { minuend, partCount } from "./base";
import { charged, chargeOfProgram, exact, exactHigh } from "./charge";
import { openBase } from "./layers";
import { pendingAt } from "./pending";
import { scale, scaleHigh } from "./program";
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

/** The ordinary duty last evaluated is of the value, whole. */
export let ofWholeValue: bool = true;

/** The ordinary duty of a line: its program's, or nothing where a provision leaves none. */
export function evaluateDuty(line: u32): i32 {
  const work = lineAt(line);
  work.duty = 0;
  work.dutyHigh = 0;
  work.scale = 1;
  work.scaleHigh = 0;
  work.amount = 0;
  const due = openBase(0, line);
  ofWholeValue = due && minuend == 0 && partCount == 0;
  if (due) {
    const status = chargeOfProgram(work.program, line);
    if (status != LineStatus.assessed) return status;
    work.duty = exact;
    work.dutyHigh = exactHigh;
    work.scale = scale;
    work.scaleHigh = scaleHigh;
    work.amount = charged;
  }
  if (tracing) recordCharge(work, due);
  return LineStatus.assessed;
}

function recordCharge(work: Line, due: bool): void {
  const free =
    !due || at<u32>(table, Column.programStart, work.program) == endOf(table, Column.programStart, work.program);
  const measure = findMeasure(table, work.set, work.originClass);
  const unit = powerOfTen(table.minorDigits);
  record(TraceOperation.charge, table.chargeRounding, free ? 0 : 1, measure, work.amount, 0, unit, 0);
}

/** Appends the charges of a line that was assessed; a line for which there is no room is refused after all. */
export function appendCharges(line: u32): void {
  const starts: usize = field(Request.chargeStart);
  if (starts != 0) store<u32>(starts + ((<usize>line) << 2), chargeCount);
  const statuses: usize = field(Request.status);
  if (load<u8>(statuses + line) == LineStatus.assessed) {
    const work = lineAt(line);
    if (hasRoom(1 + work.pending)) {
      writeCharge(work.amount, outcomeAt(table, work.outcome).kind, work.program);
      for (let index: u32 = 0; index < work.pending; index++) {
        const pending = pendingAt(line, index);
        if (at<u8>(table, Column.kindPer, pending.kind) == ChargeUnit.line) {
          writeCharge(pending.amount, pending.kind, pending.program);
        }
      }
      return;
    }
    store<u8>(statuses + line, <u8>LineStatus.noRoom);
    const details: usize = field(Request.detail);
    if (details != 0) store<u32>(details + ((<usize>line) << 2), 0);
  }
  refusedCount++;
}

export function hasRoom(charges: u32): bool {
  return charges <= field(Request.chargeCapacity) - chargeCount;
}

/** Takes back what was appended last, down to a count, with the line that it belongs to. */
export function takeBack(count: u32): void {
  chargeCount = count;
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
