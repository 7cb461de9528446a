import { Column } from "../abi";
import { countryClassOn } from "../table/areas";
import { SLOW_CELL, SPECIAL_SHIFT } from "../table/cell";
import { CLASS_BITS, CLASS_MASK, slotOf } from "../table/hash";
import { Interval, intervalOn } from "../table/lines";
import { knownOutcome } from "../table/pages";
import { count, Table } from "../table/table";
import { claimOf, codeOf, dayOf, originOf, table } from "./request";

/**
 * Lines with dates, origins and claims as they come, to cells, as `findAlike` does. What is not known yet of a line (a
 * first use of a page) is left to the definitional passes, which fill the pages for the lines to come.
 */
export function findMixed(first: u32, length: u32, found: usize, specials: usize): u32 {
  const known = table;
  let special = specials;
  for (let place: u32 = 0; place < length; place++) {
    const line = first + place;
    const cell = findCell(known, codeOf(line), dayOf(line), originOf(line), claimOf(line));
    store<u64>(found + ((<usize>place) << 3), cell);
    store<u32>(special, place);
    special += <usize>(cell >> (SPECIAL_SHIFT - 2)) & 4;
  }
  return <u32>(special - specials) >> 2;
}

@inline
function findCell(known: Table, code: u64, day: i32, origin: u32, claim: u32): u64 {
  if (day < known.firstDay || day > known.lastDay || claim >= count(known, Column.claimArea)) return SLOW_CELL;
  const slot = slotOf(code, known.hashMultiplier, known.displacements, known.displacementShift, known.slotMask);
  const entry = load<u64>(known.slots + slot);
  if (entry >> CLASS_BITS != code) return SLOW_CELL;
  const found = intervalOn(known, <u32>(entry & CLASS_MASK), day);
  if (found == 0) return SLOW_CELL;
  const interval = changetype<Interval>(found);
  if (interval.guard != 0) return SLOW_CELL;
  const outcome = knownOutcome(
    known,
    countryClassOn(known, known.ordinaryCountries, day, origin),
    claim,
    interval.ordinary,
  );
  return load<u64>(known.outcomeCells + ((<usize>outcome) << 3));
}
