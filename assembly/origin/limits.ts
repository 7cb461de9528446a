import { Sense } from "../abi-origin";
import { high, low, minus, times } from "../arithmetic/wide";
import { overflow } from "./request";
import {
  baseLeast,
  baseLeastHigh,
  baseMost,
  baseMostHigh,
  countedLeast,
  countedLeastHigh,
  countedMost,
  countedMostHigh,
  denominator,
  leastOpen,
  mostOpen,
  numerator,
} from "./sums";
import { known } from "./truth";

/** denominator × counted − numerator × base into the registers of `wide`. */
function difference(counted: u64, countedHigh: u64, base: u64, baseHigh: u64): bool {
  if (!times(counted, countedHigh, denominator)) return false;
  const above = low;
  const aboveHigh = high;
  return times(base, baseHigh, numerator) && minus(above, aboveHigh, low, high);
}

/** Below 0, 0 or above 0 as the number in the registers is. */
// @ts-ignore: decorator
@inline
function sign(): i32 {
  return <i64>high < 0 ? -1 : i32((low | high) != 0);
}

/** How the sums that were gathered stand to the limit. */
export function standing(sense: u32): u32 {
  if (!difference(countedLeast, countedLeastHigh, baseLeast, baseLeastHigh)) return overflow();
  const least = sign();
  if (!difference(countedMost, countedMostHigh, baseMost, baseMostHigh)) return overflow();
  const most = sign();
  switch (sense) {
    case Sense.atMost:
      return known(!mostOpen && most <= 0, !leastOpen && least > 0);
    case Sense.atLeast:
      return known(!leastOpen && least >= 0, !mostOpen && most < 0);
    case Sense.under:
      return known(!mostOpen && most < 0, !leastOpen && least >= 0);
    default:
      return known(!leastOpen && least > 0, !mostOpen && most <= 0);
  }
}
