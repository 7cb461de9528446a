import { OriginColumn, OriginRecord, Outcome, RangeRow, Sense, TestKind, ToleranceFlag } from "../abi-origin";
import { isOfLevel } from "./codes";
import { addNonOriginating, clearFailing, gatherFailing, isBeyond, passes } from "./failing";
import { standing } from "./limits";
import { endMaterial, firstMaterial, isTrue } from "./request";
import { selects, selectsProduct } from "./select";
import { useLimit } from "./sums";
import { at, endOf } from "./table";
import { record, recordSums, tracing } from "./trace";
import { both, either, not } from "./truth";

/** The tolerance under way, whether it applies to the product, and the value of the tests that it waives. */
export let tolerance: u32 = 0;
let applies: u32 = Outcome.pass;
let flags: u32 = 0;
let waiver: u32 = Outcome.fail;

/** Turns to a tolerance; false where it is not for this product. */
export function openTolerance(row: u32): bool {
  tolerance = row;
  flags = <u32>at<u8>(OriginColumn.toleranceFlags, row);
  applies = selectsProduct(at<u16>(OriginColumn.toleranceGoods, row));
  const end = endOf(OriginColumn.toleranceFacts, row);
  for (let condition = at<u32>(OriginColumn.toleranceFacts, row); condition < end; condition++) {
    applies = both(applies, isTrue(at<u16>(OriginColumn.conditionFact, condition)));
  }
  if (applies == Outcome.fail) return false;
  waiver = Outcome.fail;
  if ((flags & ToleranceFlag.waivesContent) != 0) {
    clearFailing();
    addNonOriginating();
    waiver = both(applies, isWithinLimits(false));
  }
  return true;
}

/** Whether the tolerance excuses materials that fail a test of this kind. */
export function excuses(kind: u32): bool {
  if (kind == TestKind.change) return (flags & ToleranceFlag.change) != 0;
  if (kind == TestKind.madeFrom) return (flags & ToleranceFlag.madeFrom) != 0;
  return kind == TestKind.all && (flags & ToleranceFlag.all) != 0;
}

/** What a test that asks for value content is worth under the tolerance. */
export function waived(kind: u32): u32 {
  return kind == TestKind.rvc ? waiver : Outcome.fail;
}

/** Whether the tolerance excuses all that fails on a way. */
export function excuseFailing(): u32 {
  let eligible: u32 = Outcome.pass;
  let isNothing = true;
  for (let material = firstMaterial; material < endMaterial; material++) {
    const passed = passes(material);
    if (passed == Outcome.pass) continue;
    isNothing = false;
    const mayBeExcused = both(isEligible(material), not(isBeyond(material)));
    if (tracing) record(OriginRecord.excused, passed, material - firstMaterial);
    eligible = both(
      eligible,
      either(mayBeExcused, passed == Outcome.fail ? <u32>Outcome.fail : <u32>Outcome.undetermined),
    );
    if (mayBeExcused == Outcome.fail && tracing)
      record(OriginRecord.ineligible, mayBeExcused, material - firstMaterial);
  }
  if (isNothing) return Outcome.pass;
  if (eligible == Outcome.fail && !tracing) return eligible;
  return both(applies, both(eligible, isWithinLimits(tracing)));
}

/** Whether the agreement lets a material be excused in this product. */
function isEligible(material: u32): u32 {
  let outcome = selects(at<u16>(OriginColumn.toleranceMaterials, tolerance), material);
  const end = endOf(OriginColumn.toleranceExclusions, tolerance);
  for (let row = at<u32>(OriginColumn.toleranceExclusions, tolerance); row < end; row++) {
    if (outcome == Outcome.fail) break;
    let excluded = selectsProduct(at<u16>(OriginColumn.exclusionGoods, row));
    if (excluded != Outcome.fail) excluded = both(excluded, isTrue(at<u16>(OriginColumn.exclusionFact, row)));
    if (excluded != Outcome.fail)
      excluded = both(excluded, selects(at<u16>(OriginColumn.exclusionMaterials, row), material));
    const level = <u32>at<u8>(OriginColumn.exclusionLevel, row);
    if (level != RangeRow.any && excluded != Outcome.fail) excluded = both(excluded, isOfLevel(level, material));
    outcome = both(outcome, not(excluded));
  }
  return outcome;
}

/** One alternative of limits, of which all caps hold. */
function isWithinLimits(traced: bool): u32 {
  let outcome: u32 = Outcome.fail;
  const end = endOf(OriginColumn.toleranceAlternatives, tolerance);
  for (let row = at<u32>(OriginColumn.toleranceAlternatives, tolerance); row < end; row++) {
    let holds: u32 = Outcome.pass;
    const endCap = endOf(OriginColumn.alternativeCaps, row);
    for (let cap = at<u32>(OriginColumn.alternativeCaps, row); cap < endCap; cap++) {
      const base = <u32>at<u8>(OriginColumn.capBase, cap);
      useLimit(at<u16>(OriginColumn.capLimit, cap));
      gatherFailing(at<u16>(OriginColumn.capSelection, cap), base);
      const within = standing(Sense.atMost);
      if (traced) recordSums(OriginRecord.cap, within, cap, base);
      holds = both(holds, within);
    }
    outcome = either(outcome, holds);
  }
  return outcome;
}
