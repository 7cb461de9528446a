import { MICRO } from "../abi";
import { Effect, Element, ElementFlag, LegRule, ValuationOperation, ValuationRequest } from "../abi-valuation";
import { Exact, scale } from "./exact";
import { field } from "./request";
import { record } from "./trace";

const ALL: u32 = MICRO;

/**
 * What a cost of the journey does to the value, in millionths of its amount: what the value takes of it less what the
 * price already holds (Agreement, Art. 8.2 and the Note to Art. 1, para. 3). Valuations and batches both ask here.
 */
export function legCoefficient(rule: u32, flags: u32, included: u32): i32 {
  const priced: u32 = (flags & ElementFlag.inPrice) != 0 ? ALL : 0;
  if (rule == LegRule.included) return <i32>included - <i32>priced;
  return isTakenOff(rule, flags) ? -(<i32>priced) : 0;
}

function isTakenOff(rule: u32, flags: u32): bool {
  if (rule == LegRule.excluded) return true;
  const apart = (flags & ElementFlag.shownApart) != 0;
  if (rule == LegRule.excludedIfApart) return apart;
  return rule == LegRule.excludedIfThrough && apart && (flags & ElementFlag.throughBill) != 0;
}

/** The part of a leg's amount that moves the value; `legEffect` says which way. */
export function takeLeg(element: usize, index: u32, amount: Exact): bool {
  const coefficient = coefficientOf(element);
  const moved = <u32>abs(coefficient);
  if (moved == 0 || moved == ALL) return true;
  return scale(amount, moved, ALL) && record(ValuationOperation.share, 0, 1, index, amount);
}

export function legEffect(element: usize): Effect {
  const coefficient = coefficientOf(element);
  return coefficient > 0 ? Effect.add : coefficient < 0 ? Effect.subtract : Effect.none;
}

function coefficientOf(element: usize): i32 {
  const rule = load<u8>(<usize>field(ValuationRequest.legs) + load<u8>(element, Element.leg));
  return legCoefficient(rule, load<u8>(element, Element.flags), load<u32>(element, Element.included));
}
