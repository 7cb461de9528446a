import { LineStatus, Request } from "../abi";
import { MOST_PROGRAM, PROGRAM_SHIFT, SLOW_CELL, SLOW_SHIFT, SPECIAL_SHIFT } from "../table/cell";
import { outcomeAt } from "../table/pages";
import { MOST_QUOTIENT } from "./amounts";
import { chargeCount } from "./charges";
import { chargeOf, isBeyond, NOT_FAST, readQuantity, stepsOf, valueInput } from "./fast";
import { isKnown } from "./find-alike";
import { assessAlone } from "./passes";
import { field, table } from "./request";
import { lineAt } from "./work";

/** Makes slow the lines that the loops took for what they are not; answers how many special lines there are then. */
export function addStrays(first: u32, length: u32, cells: usize, specials: usize, count: u32, amounts: usize): u32 {
  for (let place: u32 = 0; place < length; place++) {
    const line = first + place;
    const beyond =
      isBeyond(load<u64>(<usize>field(Request.valueLow) + ((<usize>line) << 3)), valueInput) ||
      load<u64>(amounts + ((<usize>place) << 3)) >= MOST_QUOTIENT;
    if (!beyond && isKnown(line)) continue;
    const cell = cells + ((<usize>place) << 3);
    const before = load<u64>(cell);
    store<u64>(cell, before | SLOW_CELL);
    if (before >> SPECIAL_SHIFT != 0) continue;
    store<u32>(specials + ((<usize>count) << 2), place);
    count++;
  }
  return count;
}

/** Computes special lines anew, with their quantity or by definition, in the places of their charges; answers how many are refused. */
export function finishSpecials(first: u32, cells: usize, specials: usize, count: u32, amounts: usize): u32 {
  gatherQuantities(first, cells, specials, count, amounts);
  const values = <usize>field(Request.valueLow) + ((<usize>first) << 3);
  let refused: u32 = 0;
  for (let index: u32 = 0; index < count; index++) {
    const place = load<u32>(specials + ((<usize>index) << 2));
    const cell = load<u64>(cells + ((<usize>place) << 3));
    const slot = amounts + ((<usize>place) << 3);
    let amount = NOT_FAST;
    if (cell >> SLOW_SHIFT == 0) {
      const steps = stepsOf(load<u64>(values + ((<usize>place) << 3)), valueInput);
      amount = chargeOf(programOf(cell), steps, load<u64>(slot));
    }
    if (amount == NOT_FAST) refused += assessSlow(first, place);
    else store<u64>(slot, amount);
  }
  return refused;
}

/** Quantities to the places of the amounts: in a loop of its own the memory is asked for many of them at once. */
function gatherQuantities(first: u32, cells: usize, specials: usize, count: u32, amounts: usize): void {
  for (let index: u32 = 0; index < count; index++) {
    const place = load<u32>(specials + ((<usize>index) << 2));
    const cell = load<u64>(cells + ((<usize>place) << 3));
    if (cell >> SLOW_SHIFT != 0) continue;
    store<u64>(amounts + ((<usize>place) << 3), readQuantity(programOf(cell), first + place));
  }
}

@inline
function programOf(cell: u64): u32 {
  return <u32>(cell >> PROGRAM_SHIFT) & MOST_PROGRAM;
}

/** Assesses a line by definition and puts its charge where a fast one's would be; 1 if it is refused. */
function assessSlow(first: u32, place: u32): u32 {
  const line = first + place;
  if (assessAlone(line) != LineStatus.assessed) return 1;
  const work = lineAt(line);
  const charge: usize = chargeCount + place;
  store<u64>(<usize>field(Request.chargeAmount) + (charge << 3), work.amount);
  const kinds: usize = field(Request.chargeKind);
  if (kinds != 0) store<u16>(kinds + (charge << 1), <u16>outcomeAt(table, work.outcome).kind);
  const programs: usize = field(Request.chargeProgram);
  if (programs != 0) store<u32>(programs + (charge << 2), work.program);
  return 0;
}
