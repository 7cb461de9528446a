import { Amount, OriginColumn, Outcome, StatusBit, WEIGHT_AMOUNTS } from "../abi-origin";
import { allocate, release } from "../memory";
import { endMaterial, firstMaterial, readAmount, readMaterial, statusOf } from "./request";
import { selects } from "./select";
import { addPlaces, clearSums, Place, useProductBase } from "./sums";
import { at, endOf } from "./table";
import { isBeyondCap, judgeMaterial, openTest } from "./tests";
import { both, either, not } from "./truth";

/** The materials that do not certainly pass the tests on a way through the rule, all of them together. */

/** u8 `Outcome` twice by material of the product: whether it passes, and whether it is beyond an allowance's cap. */
let passing: usize = 0;
let capacity: u32 = 0;

/** Room for a product's materials; false where there is none. */
export function reserveFailing(materials: u32): bool {
  if (materials <= capacity) return true;
  release(passing);
  capacity = 0;
  passing = allocate((<usize>materials) << 1);
  if (passing == 0) return false;
  capacity = materials;
  return true;
}

// @ts-ignore: decorator
@inline
function placeOf(material: u32): usize {
  return passing + ((<usize>(material - firstMaterial)) << 1);
}

export function clearFailing(): void {
  const end = placeOf(endMaterial);
  for (let place = passing; place < end; place += 2) store<u16>(place, Outcome.pass);
}

/** Adds the materials that fail, or may fail, a test. */
export function addFailing(test: u32): void {
  openTest(test);
  const isCapped = at<u32>(OriginColumn.testAllowances, test) != endOf(OriginColumn.testAllowances, test);
  for (let material = firstMaterial; material < endMaterial; material++) {
    const passed = judgeMaterial(material);
    if (passed == Outcome.pass) continue;
    const place = placeOf(material);
    store<u8>(place, <u8>both(load<u8>(place), passed));
    if (!isCapped) continue;
    const beyond = both(not(passed), isBeyondCap(material));
    store<u8>(place, <u8>either(load<u8>(place, 1), beyond), 1);
  }
}

/** Adds every material that does not originate and counts in values: what a waiver of value content looks at. */
export function addNonOriginating(): void {
  for (let material = firstMaterial; material < endMaterial; material++) {
    const status = statusOf(material);
    if ((status & StatusBit.notInValue) != 0 || (status & StatusBit.non) == 0) continue;
    const isCertain = (status & (StatusBit.originating | StatusBit.wholly)) == 0;
    store<u8>(placeOf(material), isCertain ? Outcome.fail : Outcome.undetermined);
  }
}

// @ts-ignore: decorator
@inline
export function passes(material: u32): u32 {
  return load<u8>(placeOf(material));
}

/** Whether a material fails because the cap of an allowance is broken. */
// @ts-ignore: decorator
@inline
export function isBeyond(material: u32): u32 {
  return load<u8>(placeOf(material), 1);
}

/** Sums what fails of a selection, by value or weight as the base is one. The limit must be in use. */
export function gatherFailing(selection: u32, base: Amount): void {
  clearSums();
  const weight = ((WEIGHT_AMOUNTS >> base) & 1) != 0;
  for (let material = firstMaterial; material < endMaterial; material++) {
    const passed = passes(material);
    if (passed == Outcome.pass) continue;
    const selected = selects(selection, material);
    if (selected == Outcome.fail) continue;
    const certain = passed == Outcome.fail && selected == Outcome.pass;
    addPlaces(certain ? Place.counted : Place.counted | Place.neither, readMaterial(material, weight));
  }
  useProductBase(readAmount(base));
}
