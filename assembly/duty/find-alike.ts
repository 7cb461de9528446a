import { Column, GuardOperator, Request, Truth } from "../abi";
import { countryClassOn } from "../table/areas";
import { SLOW_CELL, SLOW_SHIFT, SPECIAL_SHIFT } from "../table/cell";
import { CLASS_BITS, CLASS_MASK, slotOf } from "../table/hash";
import { Interval, intervalOn } from "../table/lines";
import { CLAIM_REFUSED, originClassOf } from "../table/origins";
import { outcomeOf } from "../table/pages";
import { at, endOf } from "../table/table";
import { evaluateGuard } from "./guards";
import { field, table } from "./request";

/** From this many lines on it pays to gather what each line class comes to. */
const LEAST_LINES: u32 = 1024;

/**
 * For a batch of one day, one origin and one claim: gathers the cell of each line class, and keeps them for the next
 * batch of its kind. False where there is nothing to gather, or it would not pay.
 */
export function gatherCells(): bool {
  const day = <i32>field(Request.oneDay);
  if (day < table.firstDay || day > table.lastDay) return false;
  const originClass = originClassOf(table, countryClassOn(table, day, field(Request.oneOrigin)), field(Request.oneClaim));
  if (originClass == CLAIM_REFUSED) return false;
  if (table.originClass == originClass && table.day == day) return true;
  if (field(Request.lineCount) < LEAST_LINES) return false;
  for (let index: u32 = 0; index < table.intervalCount; index++) {
    store<u64>(table.cells + (<usize>index << 3), cellOn(index, day, originClass));
  }
  table.originClass = originClass;
  table.day = day;
  return true;
}

function cellOn(index: u32, day: i32, originClass: u32): u64 {
  const found = intervalOn(table, index, day);
  if (found == 0) return SLOW_CELL;
  const interval = changetype<Interval>(found);
  if (interval.guard != 0 && !isSeasonOf(interval.guard)) return SLOW_CELL;
  return load<u64>(table.outcomeCells + (<usize>outcomeOf(table, originClass, interval.ordinary) << 3));
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

/**
 * The hot loop of such a batch: codes to cells, and a list, without a branch, of the places of special lines; answers how
 * many. It reads and writes by address, kept in bounds by `openRequest`, the verified table and the chunk's length.
 */
export function findAlike(first: u32, length: u32, found: usize, specials: usize): u32 {
  const multiplier = table.hashMultiplier;
  const displacements = table.displacements;
  const shift = table.displacementShift;
  const mask = table.slotMask;
  const slots = table.slots;
  const cells = table.cells;
  const codes = <usize>field(Request.code) + (<usize>first << 3);
  let special = specials;
  for (let place: u32 = 0; place < length; place++) {
    const code = load<u64>(codes + (<usize>place << 3));
    const entry = load<u64>(slots + (<usize>slotOf(code, multiplier, displacements, shift, mask) << 3));
    const unknown = u64(entry >> CLASS_BITS != code);
    const cell = load<u64>(cells + (<usize>(entry & CLASS_MASK) << 3)) | (unknown << SLOW_SHIFT);
    store<u64>(found + (<usize>place << 3), cell);
    store<u32>(special, place);
    special += <usize>((cell >> SPECIAL_SHIFT) & 1 | unknown) << 2;
  }
  return <u32>(special - specials) >> 2;
}
