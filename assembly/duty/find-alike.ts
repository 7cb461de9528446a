import { Column, GuardOperator, Request, Truth } from "../abi";
import { countryClassOn } from "../table/areas";
import { SLOW_CELL, SPECIAL_SHIFT } from "../table/cell";
import { CLASS_BITS, CLASS_MASK, slotOf } from "../table/hash";
import { Interval, intervalOn } from "../table/lines";
import { CLAIM_REFUSED, originClassOf } from "../table/origins";
import { outcomeOf } from "../table/pages";
import { at, endOf } from "../table/table";
import { evaluateGuard } from "./guards";
import { codeOf, field, table } from "./request";

/** From this many lines on it pays to gather what each line class comes to. */
const LEAST_LINES: u32 = 1024;

/**
 * For a batch of one day, one origin and one claim: gathers the cell of each line class, and keeps them for the next
 * batch of its kind. False where there is nothing to gather, or it would not pay.
 */
export function gatherCells(): bool {
  const day = <i32>field(Request.oneDay);
  if (day < table.firstDay || day > table.lastDay) return false;
  const originClass = originClassOf(
    table,
    countryClassOn(table, table.ordinaryCountries, day, field(Request.oneOrigin)),
    field(Request.oneClaim),
  );
  if (originClass == CLAIM_REFUSED) return false;
  if (table.originClass == originClass && table.day == day) return true;
  if (field(Request.lineCount) < LEAST_LINES) return false;
  for (let index: u32 = 0; index < table.intervalCount; index++) {
    store<u64>(table.cells + ((<usize>index) << 3), cellOn(index, day, originClass));
  }
  table.originClass = originClass;
  table.day = day;
  return true;
}

function cellOn(index: u32, day: i32, originClass: u32): u64 {
  const found = intervalOn(table, index << 3, day);
  if (found == 0) return SLOW_CELL;
  const interval = changetype<Interval>(found);
  if (interval.guard != 0 && !isSeasonOf(interval.guard)) return SLOW_CELL;
  return load<u64>(table.outcomeCells + ((<usize>outcomeOf(table, originClass, interval.ordinary)) << 3));
}

/** A guard that hangs on nothing but the day, and holds on the day of the request. */
function isSeasonOf(guard: u32): bool {
  const end = endOf(table, Column.guardStart, guard);
  for (let step = at<u32>(table, Column.guardStart, guard); step < end; step++) {
    const operator: i32 = at<u8>(table, Column.guardOperator, step);
    if (operator != GuardOperator.during && operator < GuardOperator.and) return false;
  }
  return evaluateGuard(guard, 0) == Truth.yes;
}

/** Some code of the chunk last looked through is not in the table; its cell is then another code's. */
export let someUnknown: bool = false;

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
  let code = <usize>field(Request.code) + ((<usize>first) << 3);
  let special = specials;
  let unknown: u64 = 0;
  for (let place: u32 = 0; place < length; place++) {
    const wanted = load<u64>(code);
    const entry = load<u64>(slots + slotOf(wanted, multiplier, displacements, shift, mask));
    unknown |= (entry >> CLASS_BITS) ^ wanted;
    const cell = load<u64>(cells + <usize>(entry & CLASS_MASK));
    store<u64>(found, cell);
    store<u32>(special, place);
    // Bit 62 makes the list four bytes longer.
    special += <usize>(cell >> (SPECIAL_SHIFT - 2)) & 4;
    code += 8;
    found += 8;
  }
  someUnknown = unknown != 0;
  return <u32>(special - specials) >> 2;
}

/** The table has the code of a line. */
export function isKnown(line: u32): bool {
  const code = codeOf(line);
  const slot = slotOf(code, table.hashMultiplier, table.displacements, table.displacementShift, table.slotMask);
  return load<u64>(table.slots + slot) >> CLASS_BITS == code;
}
