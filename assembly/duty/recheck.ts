import { Request } from "../abi";
import { divide, remainder, remainderHigh } from "../arithmetic/divide";
import { high, low } from "../arithmetic/wide";
import { SLOW_SHIFT } from "../table/cell";
import { ofWholeValue } from "./charges";
import { chargeOf, isBeyond, MOST_COUNT, NOT_FAST, openFast, readQuantity, stepsOf, valueInput } from "./fast";
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
  const cell = load<u64>(table.outcomeCells + ((<usize>work.outcome) << 3));
  if (!fast || !ofWholeValue || cell >> SLOW_SHIFT != 0) return;
  divide(work.rounded, work.roundedHigh, table.fastValueUnit, 0);
  if ((remainder | remainderHigh | high) != 0 || low > MOST_COUNT) return;
  const steps = low;
  const charge = chargeOf(work.program, steps, readQuantity(work.program, line));
  if (charge != NOT_FAST && charge != work.amount) mismatch = true;
  // A line by itself rounds its value by itself, which the fast class does too.
  const x = load<u64>(<usize>valueInput.low + ((<usize>line) << 3));
  if (field(Request.entryStart) == 0 && !isBeyond(x, valueInput) && stepsOf(x, valueInput) != steps) mismatch = true;
}
