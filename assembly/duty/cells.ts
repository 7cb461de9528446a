import { Column, GuardOperator, Request, Truth } from "../abi";
import { countryClassOn } from "../table/areas";
import { FastRecord } from "../table/fast-class";
import { Interval, intervalOn } from "../table/lines";
import { CLAIM_REFUSED, originClassOf } from "../table/origins";
import { outcomeAt, outcomeOf } from "../table/pages";
import { CELL_BYTES, Cell, CellFlag } from "../table/room";
import { at, endOf } from "../table/table";
import { basisOf } from "./fast";
import { evaluateGuard } from "./guards";
import { field, table } from "./request";

/** From this many lines on it pays to gather what each line class comes to. */
const LEAST_LINES: u32 = 1024;

/** What slow lines point at: computes to nothing, and is overwritten. */
const ZERO_RECORD = memory.data(16, 16);

/**
 * For a batch of one day, one origin and one claim: gathers which fast record each line class leads to, and keeps it for
 * the next batch of its kind. False where there is none to gather, or it would not pay.
 */
export function gatherCells(): bool {
  const day = <i32>field(Request.oneDay);
  if (day < table.firstDay || day > table.lastDay) return false;
  const originClass = originClassOf(table, countryClassOn(table, day, field(Request.oneOrigin)), field(Request.oneClaim));
  if (originClass == CLAIM_REFUSED) return false;
  if (table.originClass == originClass && table.day == day) return true;
  if (field(Request.lineCount) < LEAST_LINES) return false;
  for (let index: u32 = 0; index < table.intervalCount; index++) gatherCell(index, day, originClass);
  table.originClass = originClass;
  table.day = day;
  return true;
}

function gatherCell(index: u32, day: i32, originClass: u32): void {
  const cell = changetype<Cell>(table.cells + <usize>index * CELL_BYTES);
  cell.record = <u32>ZERO_RECORD | CellFlag.slow;
  cell.outcome = 0;
  const found = intervalOn(table, index, day);
  if (found == 0) return;
  const interval = changetype<Interval>(found);
  if (interval.guard != 0 && !isSeasonOf(interval.guard)) return;
  const outcome = outcomeOf(table, originClass, interval.ordinary);
  const record = outcomeAt(table, outcome).fast;
  if (record == 0) return;
  const quantity = basisOf(table, changetype<FastRecord>(record)) != 0;
  cell.record = record | (quantity ? CellFlag.quantity : 0);
  cell.outcome = outcome;
}

/** A guard that hangs on nothing but the day, and holds on the day of the request. */
function isSeasonOf(guard: u32): bool {
  const end = endOf(table, Column.guardStart, guard);
  for (let step = at<u32>(table, Column.guardStart, guard); step < end; step++) {
    const operator: i32 = at<u8>(table, Column.guardOperator, step);
    if (operator < GuardOperator.during) return false;
  }
  return evaluateGuard(guard, 0) == Truth.yes;
}
