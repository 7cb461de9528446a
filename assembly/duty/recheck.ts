import { divide, remainder, remainderHigh } from "../arithmetic/divide";
import { high, low } from "../arithmetic/wide";
import { Request } from "../abi";
import { FastRecord } from "../table/fast-class";
import { outcomeAt } from "../table/pages";
import { chargeOfSteps, fastCharge, NOT_FAST, openFast } from "./fast";
import { field, table } from "./request";
import { lineAt } from "./work";

/** True once a fast class has disagreed with the definitional evaluator: a defect that no caller may see as a result. */
export let mismatch: bool = false;
let fast: bool = false;

export function startRecheck(): void {
  mismatch = false;
  fast = openFast();
}

/** Computes the charge of an explained line once more by its fast class, if it has one. */
export function recheck(line: u32): void {
  const work = lineAt(line);
  const record = outcomeAt(table, work.outcome).fast;
  if (!fast || record == 0) return;
  divide(work.rounded, work.roundedHigh, table.fastValueUnit, 0);
  if ((remainder | remainderHigh | high) != 0) return;
  const known = changetype<FastRecord>(record);
  const ofSteps = chargeOfSteps(known, line, low);
  if (ofSteps != NOT_FAST && ofSteps != work.amount) mismatch = true;
  // A line by itself rounds its value by itself, which the fast class does too.
  if (field(Request.entryStart) != 0) return;
  const ofValue = fastCharge(known, line);
  if (ofValue != NOT_FAST && ofValue != work.amount) mismatch = true;
}
