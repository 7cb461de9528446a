import { Column, LineStatus, Request } from "../abi";
import { countryClassOn } from "../table/areas";
import { FastRecord } from "../table/fast-class";
import { CLASS_BITS, CLASS_MASK, slotOf } from "../table/hash";
import { Interval, intervalOn } from "../table/lines";
import { knownOutcome, outcomeAt } from "../table/pages";
import { count, Table } from "../table/table";
import { appendCharges, chargeCount, writeCharge } from "./charges";
import { fastCharge, NOT_FAST } from "./fast";
import { assessAlone } from "./passes";
import { claimOf, codeOf, dayOf, field, originOf, table } from "./request";

/**
 * Lines that are entries of their own, with dates, origins and claims as they come. What is known of all of them and of
 * a fast class is looked up and computed here; anything else about a line (a guard, a first use of a page, a refusal)
 * sends it to the definitional passes, which also fill the pages for the lines to come.
 */
export function assessMixed(first: u32, end: u32): void {
  const known = table;
  const statuses: usize = field(Request.status);
  const details: usize = field(Request.detail);
  const starts: usize = field(Request.chargeStart);
  const capacity = field(Request.chargeCapacity);
  for (let line = first; line < end; line++) {
    const outcome = outcomeAt(known, findOutcome(known, codeOf(line), dayOf(line), originOf(line), claimOf(line)));
    const fast = outcome.fast;
    const amount = fast == 0 ? NOT_FAST : fastCharge(changetype<FastRecord>(fast), line);
    if (amount == NOT_FAST || chargeCount >= capacity) {
      assessAlone(line);
      appendCharges(line);
      continue;
    }
    store<u8>(statuses + line, <u8>LineStatus.assessed);
    if (details != 0) store<u32>(details + (<usize>line << 2), 0);
    if (starts != 0) store<u32>(starts + (<usize>line << 2), chargeCount);
    writeCharge(amount, outcome.kind, outcome.program);
  }
}

/** The outcome of a line that is in force without a guard, where it is known already; else 0. */
// @ts-ignore: decorator
@inline
function findOutcome(known: Table, code: u64, day: i32, origin: u32, claim: u32): u32 {
  if (day < known.firstDay || day > known.lastDay || claim >= count(known, Column.claimArea)) return 0;
  const slot = slotOf(code, known.hashMultiplier, known.displacements, known.displacementShift, known.slotMask);
  const entry = load<u64>(known.slots + (<usize>slot << 3));
  if (entry >> CLASS_BITS != code) return 0;
  const found = intervalOn(known, <u32>(entry & CLASS_MASK), day);
  if (found == 0 || changetype<Interval>(found).guard != 0) return 0;
  return knownOutcome(known, countryClassOn(known, day, origin), claim, changetype<Interval>(found).ordinary);
}
