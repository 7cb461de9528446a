import { ElementKind, ValuationOperation, ValuationStatus } from "../abi-valuation";
import { takeShare } from "./currency";
import { add, comparable, compareExact, copy, Exact, fraction, isNegative, setWhole, subtract } from "./exact";
import { refuse } from "./request";
import { record } from "./trace";

/** What the parts of an assist, or the adjustments of a candidate value, come to so far. */
export const collected = fraction();
let parts: u32 = 0;

/** The lowest candidate so far, and its element. */
export const lowest = fraction();
export let lowestElement: u32 = 0;
export let candidates: u32 = 0;

export function startCollecting(): void {
  candidates = 0;
  clear();
}

function clear(): void {
  parts = 0;
  setWhole(collected, 0, 0);
}

/** An assist's cost, carriage or repair, or its allowance for earlier use (Note to Art. 8.1(b)(ii)). */
export function collect(kind: u32, amount: Exact): bool {
  parts++;
  return kind == ElementKind.part ? add(collected, amount) : subtract(collected, amount);
}

/** Closes an assist: what was collected, spread over the units chosen, into `amount`. */
export function spreadAssist(element: usize, index: u32, amount: Exact): i32 {
  if (isNegative(collected)) return refuse(ValuationStatus.belowZero, index);
  if (!record(ValuationOperation.collect, 0, parts, index, collected)) return refuse(ValuationStatus.overflow, index);
  copy(amount, collected);
  clear();
  return takeShare(element, index, amount) ? ValuationStatus.valued : refuse(ValuationStatus.overflow, index);
}

/** Closes a candidate: the value of identical or similar goods, adjusted; of several the lowest counts (Arts. 2.3, 3.3). */
export function compareCandidate(element: usize, index: u32, amount: Exact): i32 {
  const status = spreadAssist(element, index, amount);
  if (status != ValuationStatus.valued) return status;
  const lower = candidates == 0 || compareExact(amount, lowest) < 0;
  if (candidates != 0 && !comparable) return refuse(ValuationStatus.overflow, index);
  candidates++;
  if (!lower) return ValuationStatus.valued;
  copy(lowest, amount);
  lowestElement = index;
  return ValuationStatus.valued;
}
