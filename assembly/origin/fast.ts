import { NOT_DECLARED } from "../abi";
import { ANY_STATUS, OriginFlag, OriginRequest, Outcome, PRODUCT_VALUES, Sense, StatusBit } from "../abi-origin";
import { compare, high, low, product } from "../arithmetic/wide";
import { amount, amountHigh, endMaterial, field, firstMaterial, readAmount } from "./request";
import { denominator, numerator } from "./sums";
import { either, known } from "./truth";

/**
 * Shares of all that does not originate, which most rules ask: where every material's status and value are known and
 * small, their sum is one number, taken once for a product. Proved equal to the definitional sums by test.
 */

const enum Sum {
  notYet = 0,
  taken = 1,
  none = 2,
}

let isAllowed: bool = false;
let state: u32 = Sum.none;
let nonOriginating: u64 = 0;

export function openFast(): void {
  isAllowed = (<u32>field(OriginRequest.flags) & (OriginFlag.definitional | OriginFlag.trace)) == 0;
}

export function clearFast(): void {
  state = isAllowed ? Sum.notYet : Sum.none;
}

/** Whether the sum could be taken. */
function take(): bool {
  if (state != Sum.notYet) return state == Sum.taken;
  state = Sum.none;
  nonOriginating = 0;
  const values = field(OriginRequest.valueLow);
  const highs = field(OriginRequest.valueHigh);
  const statuses = field(OriginRequest.materialStatus);
  if (values == 0) return false;
  for (let material = firstMaterial; material < endMaterial; material++) {
    const status = <u32>load<u8>(statuses + <usize>material);
    if ((status & StatusBit.notInValue) != 0) continue;
    const possible = status & ANY_STATUS;
    if (possible != 0 && (possible & StatusBit.non) == 0) continue;
    const value = load<u64>(values + ((<usize>material) << 3));
    const large = highs != 0 && load<u64>(highs + ((<usize>material) << 3)) != 0;
    if (possible != <u32>StatusBit.non || value == <u64>NOT_DECLARED || large) return false;
    nonOriginating += value;
    if (nonOriginating < value) return false;
  }
  state = Sum.taken;
  return true;
}

/** Whether a share on these bases can be judged here. */
// @ts-ignore: decorator
@inline
export function isFast(bases: u32): bool {
  return (bases & ~PRODUCT_VALUES) == 0 && take();
}

/** The share of the product's value, on any of the bases, under the limit in use; or `NOT_FAST`. */
export function judgeFast(sense: u32, bases: u32): u32 {
  let outcome: u32 = Outcome.fail;
  for (let number: u32 = 0; bases >> number != 0; number++) {
    if (((bases >> number) & 1) == 0) continue;
    if (!readAmount(number) || amountHigh != 0) return NOT_FAST;
    product(amount, numerator);
    const limit = low;
    const limitHigh = high;
    product(nonOriginating, denominator);
    outcome = either(outcome, stands(sense, compare(low, high, limit, limitHigh)));
  }
  return outcome;
}

/** In place of an outcome: the definitional sums must tell. */
export const NOT_FAST: u32 = 3;

// @ts-ignore: decorator
@inline
function stands(sense: u32, side: i32): u32 {
  const holds =
    sense == Sense.atMost ? side <= 0 : sense == Sense.atLeast ? side >= 0 : sense == Sense.under ? side < 0 : side > 0;
  return known(holds, !holds);
}
