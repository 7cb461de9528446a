import { Amount, Outcome, StatusBit, WEIGHT_AMOUNTS } from "../abi-origin";
import { allocate, release } from "../memory";
import { endMaterial, firstMaterial, readAmount, readMaterial, statusOf } from "./request";
import { selects } from "./select";
import { addPlaces, clearSums, Place, useProductBase } from "./sums";
import { judgeMaterial } from "./tests";

/** The materials that do not certainly pass the tests on a way through the rule, all of them together. */

/** u8 `Outcome` by material of the product: fail, undetermined, or pass. */
let passing: usize = 0;
let capacity: u32 = 0;

/** Room for a product's materials; false where there is none. */
export function reserveFailing(materials: u32): bool {
  if (materials <= capacity) return true;
  release(passing);
  capacity = 0;
  passing = allocate(<usize>materials);
  if (passing == 0) return false;
  capacity = materials;
  return true;
}

export function clearFailing(): void {
  memory.fill(passing, <u8>Outcome.pass, <usize>(endMaterial - firstMaterial));
}

/** Adds the materials that fail, or may fail, a test. */
export function addFailing(test: u32): void {
  for (let material = firstMaterial; material < endMaterial; material++) {
    const place = passing + <usize>(material - firstMaterial);
    if (load<u8>(place) != <u8>Outcome.fail)
      store<u8>(place, <u8>min<u32>(load<u8>(place), judgeMaterial(test, material)));
  }
}

// @ts-ignore: decorator
@inline
export function passes(material: u32): u32 {
  return load<u8>(passing + <usize>(material - firstMaterial));
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

/** Marks every material that does not originate and counts in values: what a waiver of value content looks at. */
export function addNonOriginating(): void {
  for (let material = firstMaterial; material < endMaterial; material++) {
    const status = statusOf(material);
    if ((status & StatusBit.notInValue) != 0 || (status & StatusBit.non) == 0) continue;
    const isCertain = (status & (StatusBit.originating | StatusBit.wholly)) == 0;
    store<u8>(passing + <usize>(material - firstMaterial), isCertain ? Outcome.fail : Outcome.undetermined);
  }
}
