import {
  ANY_STATUS,
  FactRow,
  MAX_ALLOWANCES,
  OriginColumn,
  OriginRecord,
  Outcome,
  RangeRow,
  SelectionRow,
  Sense,
  StatusBit,
  TestKind,
} from "../abi-origin";
import { compare, high, low, product } from "../arithmetic/wide";
import { isOfLevel } from "./codes";
import { declared, endMaterial, figureAt, firstMaterial, isTrue, isWhollyObtained, statusOf } from "./request";
import { selects } from "./select";
import { judgeCap, judgeContent, judgeShare } from "./shares";
import { at, endOf } from "./table";
import { record, tracing } from "./trace";
import { both, either, known, not } from "./truth";

/** u8 by allowance of the change under way: whether its cap holds. */
const caps = memory.data(MAX_ALLOWANCES);

/** Judges a test about the product and its materials. */
export function judge(test: u32): u32 {
  switch (<u32>at<u8>(OriginColumn.testKind, test)) {
    case TestKind.whollyObtained:
      return isWhollyObtained();
    case TestKind.change:
    case TestKind.madeFrom:
    case TestKind.all:
      openTest(test);
      return judgeMaterials();
    case TestKind.share:
      return judgeShare(test);
    case TestKind.rvc:
      return judgeContent(test);
    case TestKind.declared:
      return isTrue(at<u16>(OriginColumn.testFact, test));
    default:
      return judgeFigure(test);
  }
}

/** The test about single materials that is open: its kind and what it says, its allowances. */
let kind: u32 = 0;
let detail: u32 = 0;
let selection: u32 = 0;
let except: u32 = 0;
let allowances: u32 = 0;
let endAllowance: u32 = 0;

/** Turns to a test about single materials, and judges what it asks of all of them: the caps of its allowances. */
export function openTest(test: u32): void {
  kind = <u32>at<u8>(OriginColumn.testKind, test);
  detail = <u32>at<u8>(OriginColumn.testDetail, test);
  selection = <u32>at<u16>(OriginColumn.testSelection, test);
  except = <u32>at<u16>(OriginColumn.testOther, test);
  allowances = at<u32>(OriginColumn.testAllowances, test);
  endAllowance = endOf(OriginColumn.testAllowances, test);
  for (let allowance = allowances; allowance < endAllowance; allowance++) {
    const capped = at<u16>(OriginColumn.allowanceLimit, allowance) != 0;
    const holds: u32 = capped ? judgeCap(allowance, 1 + allowance - allowances) : Outcome.pass;
    store<u8>(caps + <usize>(allowance - allowances), <u8>holds);
  }
}

/** Every material passes. */
function judgeMaterials(): u32 {
  let outcome: u32 = Outcome.pass;
  for (let material = firstMaterial; material < endMaterial; material++) {
    const passes = judgeMaterial(material);
    if (passes == Outcome.pass) continue;
    outcome = both(outcome, passes);
    if (tracing) record(OriginRecord.material, passes, material - firstMaterial);
    else if (outcome == Outcome.fail) break;
  }
  return outcome;
}

/** Whether a material is what the open test asks of each. */
export function judgeMaterial(material: u32): u32 {
  const status = statusOf(material);
  if ((status & StatusBit.notInChange) != 0) return Outcome.pass;
  if (kind == TestKind.all) return hasStatus(material, status & ANY_STATUS);
  if ((status & StatusBit.non) == 0) return Outcome.pass;
  const passes = kind == TestKind.change ? changes(material) : isMadeFrom(material);
  return (status & ANY_STATUS) == <u32>StatusBit.non ? passes : either(passes, Outcome.undetermined);
}

/** Of another chapter, heading or subheading than the product and not excepted, or in an allowance whose cap holds. */
function changes(material: u32): u32 {
  let outcome: u32 = detail == RangeRow.any ? Outcome.pass : not(isOfLevel(detail, material));
  if (outcome != Outcome.fail && except != SelectionRow.none) outcome = both(outcome, not(selects(except, material)));
  for (let allowance = allowances; allowance < endAllowance; allowance++) {
    if (outcome == Outcome.pass) break;
    const holds = <u32>load<u8>(caps + <usize>(allowance - allowances));
    if (holds > outcome)
      outcome = either(outcome, both(holds, selects(at<u16>(OriginColumn.allowanceSelection, allowance), material)));
  }
  return outcome;
}

/** Whether a material that does not pass is in an allowance whose cap is broken, which no tolerance lifts. */
export function isBeyondCap(material: u32): u32 {
  let outcome: u32 = Outcome.fail;
  for (let allowance = allowances; allowance < endAllowance; allowance++) {
    const breaks = not(load<u8>(caps + <usize>(allowance - allowances)));
    if (breaks > outcome)
      outcome = either(outcome, both(breaks, selects(at<u16>(OriginColumn.allowanceSelection, allowance), material)));
  }
  return outcome;
}

/** Among the materials named, at an earlier stage, or of another nature. */
function isMadeFrom(material: u32): u32 {
  let outcome = selects(selection, material);
  if (outcome != Outcome.pass) outcome = either(outcome, declared(FactRow.earlierStage, material));
  if (outcome != Outcome.pass) outcome = either(outcome, declared(FactRow.otherNature, material));
  return outcome;
}

/** Not among the materials named, or of the status that is asked of them: the test's detail. */
function hasStatus(material: u32, possible: u32): u32 {
  const has = known((possible & ~detail) == 0, (possible & detail) == 0);
  if (has == Outcome.pass) return has;
  return either(has, not(selects(selection, material)));
}

function judgeFigure(test: u32): u32 {
  const figure = figureAt(at<u16>(OriginColumn.testFact, test));
  if (figure == 0) return Outcome.undetermined;
  const limit = <u32>at<u16>(OriginColumn.testLimit, test);
  product(load<u64>(figure), <u64>at<u32>(OriginColumn.limitDenominator, limit));
  const actual = low;
  const actualHigh = high;
  product(load<u64>(figure, 8), <u64>at<u32>(OriginColumn.limitNumerator, limit));
  // Products of 64 by 32 bits: their signs are never in question.
  const side = compare(actual, actualHigh, low, high);
  switch (<u32>at<u8>(OriginColumn.testSense, test)) {
    case Sense.atMost:
      return known(side <= 0, side > 0);
    case Sense.atLeast:
      return known(side >= 0, side < 0);
    case Sense.under:
      return known(side < 0, side >= 0);
    default:
      return known(side > 0, side <= 0);
  }
}
