import { ANY_STATUS, Base, MATERIAL_BASES, OriginColumn, Outcome, SelectionRow, StatusBit } from "../abi-origin";
import { amount, amountHigh, endMaterial, firstMaterial, readMaterial, statusOf } from "./request";
import { selects } from "./select";
import { at } from "./table";

/**
 * A share is judged without a division: each material adds denominator × amount where it counts, and takes off
 * numerator × amount where it is of the base; the share stands to the limit as that sum stands to 0. A material of
 * which not all is known has a least and a greatest addition, and so has the sum.
 */

/** What counts and what is of the base, in the sum at its least and at its greatest. */
export let countedLeast: u64 = 0;
export let countedLeastHigh: u64 = 0;
export let baseLeast: u64 = 0;
export let baseLeastHigh: u64 = 0;
export let countedMost: u64 = 0;
export let countedMostHigh: u64 = 0;
export let baseMost: u64 = 0;
export let baseMostHigh: u64 = 0;
/** The sum has no least, or no greatest, value. */
export let leastOpen: bool = false;
export let mostOpen: bool = false;

/** For the trace: what certainly counts, what is certainly of the base, and whether more may be. */
export let certain: u64 = 0;
export let certainHigh: u64 = 0;
export let certainBase: u64 = 0;
export let certainBaseHigh: u64 = 0;
export let sumOpen: bool = false;
export let baseOpen: bool = false;

/** The limit in use. */
export let numerator: u64 = 0;
export let denominator: u64 = 1;

export function useLimit(limit: u32): void {
  numerator = <u64>at<u32>(OriginColumn.limitNumerator, limit);
  denominator = <u64>at<u32>(OriginColumn.limitDenominator, limit);
}

/** The rest of the limit: where value content is at least the limit, what does not originate is at most this. */
export function useRest(limit: u32): void {
  useLimit(limit);
  numerator = denominator - numerator;
}

/** The base is an amount of the product, of which `amount` was read where it is known. */
export function useProductBase(isKnown: bool): void {
  if (!isKnown) {
    baseOpen = true;
    if (numerator != 0) leastOpen = true;
    return;
  }
  baseLeast = amount;
  baseLeastHigh = amountHigh;
  baseMost = amount;
  baseMostHigh = amountHigh;
  certainBase = amount;
  certainBaseHigh = amountHigh;
}

/** Adds an amount that was read to what counts. */
export function addCounted(): void {
  addPlaces(Place.counted, true);
}

export function clearSums(): void {
  countedLeast = 0;
  countedLeastHigh = 0;
  baseLeast = 0;
  baseLeastHigh = 0;
  countedMost = 0;
  countedMostHigh = 0;
  baseMost = 0;
  baseMostHigh = 0;
  certain = 0;
  certainHigh = 0;
  certainBase = 0;
  certainBaseHigh = 0;
  leastOpen = false;
  mostOpen = false;
  sumOpen = false;
  baseOpen = false;
}

/** What a material can be in a sum, as bits: of the base or not (1), and counted (2 places up). */
export const enum Place {
  neither = 1,
  base = 2,
  counted = 4,
  countedAndBase = 8,
}

/** Sums the materials of a selection that have a counted status, and those of the base. */
export function gather(selection: u32, within: u32, counted: u32, base: u32, weight: bool): void {
  clearSums();
  const ofMaterials = (base & MATERIAL_BASES) != 0;
  for (let material = firstMaterial; material < endMaterial; material++) {
    const status = statusOf(material);
    if ((status & StatusBit.notInValue) != 0) continue;
    const possible = status & ANY_STATUS;
    if (!ofMaterials && (possible & counted) == 0) continue;
    const selected = selects(selection, material);
    let places: u32;
    if (!ofMaterials) {
      if (selected == Outcome.fail) continue;
      const isCounted = selected == Outcome.pass && (possible & ~counted) == 0;
      places = isCounted ? Place.counted : Place.counted | Place.neither;
    } else {
      const inBase = within == SelectionRow.none ? selected : selects(within, material);
      places = placesOf(possible, selected, inBase, counted, base, within != SelectionRow.none);
      if (places == Place.neither) continue;
    }
    addPlaces(places, readMaterial(material, weight));
  }
}

/** What a material can be where the base is made of materials too. */
function placesOf(possible: u32, selected: u32, inBase: u32, counted: u32, base: u32, apart: bool): u32 {
  let places: u32 = 0;
  for (let bit: u32 = StatusBit.non; bit <= <u32>StatusBit.wholly; bit <<= 1) {
    if ((possible & bit) == 0) continue;
    for (let chosen: u32 = 0; chosen < 2; chosen++) {
      if (selected == (chosen == 1 ? <u32>Outcome.fail : <u32>Outcome.pass)) continue;
      const counts = chosen == 1 && (counted & bit) != 0;
      if (base == Base.originating) places |= placeOf(counts, bit != StatusBit.non);
      else if (!apart) places |= placeOf(counts, chosen == 1);
      else {
        if (inBase != Outcome.pass) places |= placeOf(counts, false);
        if (inBase != Outcome.fail) places |= placeOf(counts, true);
      }
    }
  }
  return places;
}

const LARGER: u32 = Place.counted | Place.countedAndBase;

function lesser(places: u32): u32 {
  return (places & Place.countedAndBase) != 0 ? Place.countedAndBase : Place.counted;
}

function greater(places: u32): u32 {
  return (places & Place.counted) != 0 ? Place.counted : Place.countedAndBase;
}

// @ts-ignore: decorator
@inline
function placeOf(counts: bool, inBase: bool): u32 {
  return 1 << ((u32(counts) << 1) | u32(inBase));
}

/** Adds the amount that was read of a material of which the places are possible; an amount that is not known is any from 0. */
export function addPlaces(places: u32, isKnown: bool): void {
  const mayCount = (places & (Place.counted | Place.countedAndBase)) != 0;
  const mayBeBase = (places & (Place.base | Place.countedAndBase)) != 0;
  const counts = (places & (Place.neither | Place.base)) == 0;
  const isBase = (places & (Place.neither | Place.counted)) == 0;
  if (mayCount && !(counts && isKnown)) sumOpen = true;
  if (mayBeBase && !(isBase && isKnown)) baseOpen = true;
  if (!isKnown) {
    if ((places & Place.base) != 0 && numerator != 0) leastOpen = true;
    if ((places & Place.counted) != 0 || ((places & Place.countedAndBase) != 0 && denominator > numerator))
      mostOpen = true;
    return;
  }
  // The sum is least with base alone, then neither, then both, then counted alone.
  const least =
    (places & Place.base) != 0 ? Place.base : (places & Place.neither) != 0 ? Place.neither : lesser(places);
  const most = (places & LARGER) != 0 ? greater(places) : (places & Place.neither) != 0 ? Place.neither : Place.base;
  if ((least & (Place.counted | Place.countedAndBase)) != 0) {
    countedLeast += amount;
    countedLeastHigh += amountHigh + u64(countedLeast < amount);
  }
  if ((least & (Place.base | Place.countedAndBase)) != 0) {
    baseLeast += amount;
    baseLeastHigh += amountHigh + u64(baseLeast < amount);
  }
  if ((most & (Place.counted | Place.countedAndBase)) != 0) {
    countedMost += amount;
    countedMostHigh += amountHigh + u64(countedMost < amount);
  }
  if ((most & (Place.base | Place.countedAndBase)) != 0) {
    baseMost += amount;
    baseMostHigh += amountHigh + u64(baseMost < amount);
  }
  if (counts) {
    certain += amount;
    certainHigh += amountHigh + u64(certain < amount);
  }
  if (isBase) {
    certainBase += amount;
    certainBaseHigh += amountHigh + u64(certainBase < amount);
  }
}
