import { Column, OPEN, TableStatus } from "../abi";
import { allocate, allocateClear, release } from "../memory";
import { buildHash, MOST_CLASSES } from "./hash";
import { endInterning, intern, startInterning } from "./intern";
import { fault } from "./status";
import { at, column, count, rowsOf, Table } from "./table";

/**
 * The days on which a line class is law, with its guard and its sets. A class is the first of its intervals, the
 * newest; older ones follow it in memory.
 */
@unmanaged
export class Interval {
  from: i32;
  to: i32;
  /** Intervals of the class that follow this one. */
  more: u32;
  guard: u32;
  ordinary: u32;
  /** Its number among the sets of layers that lines have; 0 is the empty set. */
  stack: u32;
}
export const INTERVAL_BYTES: usize = offsetof<Interval>();

@inline
export function intervalAt(table: Table, index: u32): Interval {
  return changetype<Interval>(table.intervals + <usize>index * INTERVAL_BYTES);
}

/** The last day of a row as far as it was known. */
export function lastDayOf(table: Table, row: u32): i32 {
  return at<i32>(table, Column.lineEndKnown, row) > table.knownOn ? OPEN : at<i32>(table, Column.lineTo, row);
}

/** The row was known, and is not withdrawn. */
export function isVisible(table: Table, row: u32): bool {
  return (
    at<i32>(table, Column.lineKnown, row) <= table.knownOn &&
    lastDayOf(table, row) >= at<i32>(table, Column.lineFrom, row)
  );
}

/** Columns that live as long as the building: codes (u64), last visible row and class (u32) of each code. */
let codes: usize = 0;
let rows: usize = 0;
let classes: usize = 0;

/** Builds line classes and the perfect hash of codes from the rows that were known. */
export function buildLines(table: Table): i32 {
  const lines = count(table, Column.lineCodeDelta);
  // A class of its own, never in force, comes first: empty slots of a table without lines point at it.
  const intervals = allocateClear((<usize>lines + 1) * INTERVAL_BYTES);
  codes = allocate(<usize>lines * 8 + 8);
  rows = allocate(<usize>lines * 4 + 4);
  classes = allocate(<usize>lines * 4 + 4);
  const interning = startInterning(lines) && numberStacks(table, lines);
  table.intervals = intervals;
  let status = fault(TableStatus.noMemory, Column.lineCodeDelta);
  if (intervals != 0 && codes != 0 && rows != 0 && classes != 0 && interning) {
    const distinct = classify(table, lines);
    status = distinct < 0 ? distinct : buildHash(table, codes, rows, classes, distinct);
  }
  release(codes);
  release(rows);
  release(classes);
  release(numbers);
  endInterning();
  if (status == 0 && table.intervalCount > MOST_CLASSES) return fault(TableStatus.tooMuchWork, Column.lineFrom);
  return status == 0 ? shrink(table) : status;
}

/** Finds the class of each code; answers how many codes have a visible row. */
function classify(table: Table, lines: u32): i32 {
  table.intervalCount = 1;
  changetype<Interval>(table.intervals).from = OPEN;
  changetype<Interval>(table.intervals).to = i32.MIN_VALUE;
  let distinct = 0;
  let code: u64 = 0;
  for (let first: u32 = 0; first < lines; ) {
    code += at<u64>(table, Column.lineCodeDelta, first);
    let end = first + 1;
    while (end < lines && at<u64>(table, Column.lineCodeDelta, end) == 0) end++;
    const intervals = appendIntervals(table, first, end);
    if (intervals != 0) {
      // Classes with more or fewer intervals differ in the first one's `more`.
      const index = intern(table.intervals, INTERVAL_BYTES, table.intervalCount, <usize>intervals * INTERVAL_BYTES);
      if (index < 0) return fault(index, Column.lineCodeDelta);
      if (<u32>index == table.intervalCount) table.intervalCount += intervals;
      store<u64>(codes + ((<usize>distinct) << 3), code);
      store<u32>(rows + ((<usize>distinct) << 2), lastVisible);
      store<u32>(classes + ((<usize>distinct) << 2), index);
      distinct++;
    }
    first = end;
  }
  return distinct;
}

let lastVisible: u32 = 0;
/** u32 by set: its number among those of layers. */
let numbers: usize = 0;

function numberOf(set: u32): u32 {
  return load<u32>(numbers + ((<usize>set) << 2));
}

/** Numbers the sets of layers that lines have, so that pages hold no others; false where there is no memory. */
function numberStacks(table: Table, lines: u32): bool {
  const sets = rowsOf(table, Column.setStart);
  numbers = allocateClear(<usize>sets * 4);
  table.stackSets = allocateClear(<usize>sets * 4);
  table.stackSetCount = 1;
  if (numbers == 0 || table.stackSets == 0) return false;
  if (column(table, Column.lineStack) == 0) return true;
  for (let row: u32 = 0; row < lines; row++) {
    const set = at<u32>(table, Column.lineStack, row);
    if (set == 0 || numberOf(set) != 0) continue;
    store<u32>(table.stackSets + ((<usize>table.stackSetCount) << 2), set);
    store<u32>(numbers + ((<usize>set) << 2), table.stackSetCount);
    table.stackSetCount++;
  }
  return true;
}

/** Writes the visible rows of one code behind the intervals in use, newest first; answers how many. */
function appendIntervals(table: Table, first: u32, end: u32): u32 {
  let written: u32 = 0;
  for (let row = end; row-- > first; ) {
    if (!isVisible(table, row)) continue;
    if (written == 0) lastVisible = row;
    const interval = intervalAt(table, table.intervalCount + written);
    interval.from = at<i32>(table, Column.lineFrom, row);
    interval.to = lastDayOf(table, row);
    interval.guard = at<u16>(table, Column.lineGuard, row);
    interval.ordinary = at<u32>(table, Column.lineSet, row);
    interval.stack = column(table, Column.lineStack) == 0 ? 0 : numberOf(at<u32>(table, Column.lineStack, row));
    written++;
  }
  for (let index: u32 = 0; index < written; index++) {
    intervalAt(table, table.intervalCount + index).more = written - 1 - index;
  }
  return written;
}

/** Moves the intervals to a block of their size. */
function shrink(table: Table): i32 {
  const bytes = <usize>table.intervalCount * INTERVAL_BYTES;
  const block = allocate(bytes);
  if (block == 0) return fault(TableStatus.noMemory, Column.lineCodeDelta);
  memory.copy(block, table.intervals, bytes);
  release(table.intervals);
  table.intervals = block;
  return 0;
}

/** The newest interval of the class at an offset that holds the day; 0 where none does. */
@inline
export function intervalOn(table: Table, offset: u32, day: i32): usize {
  let interval = changetype<Interval>(table.intervals + <usize>offset * (INTERVAL_BYTES / 8));
  while (interval.from > day || interval.to < day) {
    if (interval.more == 0) return 0;
    interval = changetype<Interval>(changetype<usize>(interval) + INTERVAL_BYTES);
  }
  return changetype<usize>(interval);
}

/** The row of the slot at an offset that is law on the day, as `intervalOn` finds its interval; the day must have one. */
export function rowOn(table: Table, slot: u32, day: i32): u32 {
  let row = load<u32>(table.slotRows + (slot >> 1));
  while (!isVisible(table, row) || day < at<i32>(table, Column.lineFrom, row) || day > lastDayOf(table, row)) row--;
  return row;
}
