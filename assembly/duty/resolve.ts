import { Column, LineStatus, ProgramState, Request, Truth } from "../abi";
import { high, low } from "../arithmetic/wide";
import { countryClassOn } from "../table/areas";
import { CLASS_BITS, CLASS_MASK, slotOf } from "../table/hash";
import { Interval, intervalOn, rowOn } from "../table/lines";
import { CLAIM_REFUSED, originClassOf } from "../table/origins";
import { CONDITIONAL, outcomeAt, outcomeOf } from "../table/pages";
import { isFree } from "../table/stack-build";
import { at, endOf } from "../table/table";
import { evaluateGuard, unknownStatus } from "./guards";
import { refuse } from "./refusal";
import { claimOf, codeOf, dayOf, field, originOf, readValue, table } from "./request";
import { Line, lineAt } from "./work";

const NO_ROW: u32 = 0xffffffff;

/** Which rate a line has: the row of its code on the day, the measure for its origin and claim, the open alternative. */
export function resolveLine(line: u32): i32 {
  const work = lineAt(line);
  work.firstComponent = 0;
  work.nextComponent = 0;
  work.stackSet = 0;
  work.pending = 0;
  const rows: usize = field(Request.row);
  if (rows != 0) store<u32>(rows + ((<usize>line) << 2), NO_ROW);
  if (!readValue(line)) return refuse(LineStatus.overflow, 0);
  work.exact = low;
  work.exactHigh = high;
  work.rounded = low;
  work.roundedHigh = high;
  const day = dayOf(line);
  if (day < table.firstDay) return refuse(LineStatus.dateBeforeTable, 0);
  if (day > table.lastDay) return refuse(LineStatus.dateAfterTable, 0);
  const code = codeOf(line);
  const slot = slotOf(code, table.hashMultiplier, table.displacements, table.displacementShift, table.slotMask);
  const entry = load<u64>(table.slots + slot);
  if (entry >> CLASS_BITS != code) return refuse(LineStatus.unknownCommodity, 0);
  const found = intervalOn(table, <u32>(entry & CLASS_MASK), day);
  if (found == 0) return refuse(LineStatus.notInForce, 0);
  if (rows != 0) store<u32>(rows + ((<usize>line) << 2), rowOn(table, slot, day));
  const interval = changetype<Interval>(found);
  work.stackSet = interval.stack;
  if (interval.guard != 0) {
    const status = checkLineGuard(interval.guard, line);
    if (status != LineStatus.assessed) return status;
  }
  return chooseMeasure(work, interval.ordinary, line, day);
}

/** A guard that cannot be told for want of a declaration is no reason to refuse the line; one that fails is. */
function checkLineGuard(guard: u32, line: u32): i32 {
  const truth = evaluateGuard(guard, line);
  if (truth == Truth.no) return refuse(LineStatus.lineGuardFailed, guard);
  const cannotBeTold =
    truth == Truth.unknown && (unknownStatus == LineStatus.overflow || unknownStatus == LineStatus.quantityInexact);
  return cannotBeTold ? unknownStatus : LineStatus.assessed;
}

function chooseMeasure(work: Line, set: u32, line: u32, day: i32): i32 {
  const claim = claimOf(line);
  const originClass = originClassOf(table, countryClassOn(table, table.ordinaryCountries, day, originOf(line)), claim);
  if (originClass == CLAIM_REFUSED) return refuse(LineStatus.claimNotForOrigin, claim);
  let outcome = outcomeOf(table, originClass, set);
  let chargedClass = originClass;
  if (outcome == 0 && claim != 0) {
    // Where nothing is due without a claim, a line prints no programme: the claim is then one of origin, for other charges.
    chargedClass = originClassOf(table, countryClassOn(table, table.ordinaryCountries, day, originOf(line)), 0);
    outcome = outcomeOf(table, chargedClass, set);
    const program = outcome == 0 ? CONDITIONAL : outcomeAt(table, outcome).program;
    if (program == CONDITIONAL || !isFree(table, program)) return refuse(LineStatus.claimNotOnLine, set);
  }
  if (outcome == 0) return refuse(LineStatus.noMeasure, set);
  work.set = set;
  work.originClass = chargedClass;
  work.outcome = outcome;
  work.program = outcomeAt(table, outcome).program;
  return work.program == CONDITIONAL ? chooseAlternative(work, outcome, set, line) : LineStatus.assessed;
}

/** The first alternative whose guard holds; an unknown one before it asks for what it needs. */
function chooseAlternative(work: Line, outcome: u32, set: u32, line: u32): i32 {
  const choice = outcomeAt(table, outcome).choice;
  const end = endOf(table, Column.choiceStart, choice);
  for (let alternative = at<u32>(table, Column.choiceStart, choice); alternative < end; alternative++) {
    const truth = evaluateGuard(at<u16>(table, Column.alternativeGuard, alternative), line);
    if (truth == Truth.unknown) return unknownStatus;
    if (truth == Truth.no) continue;
    work.program = at<u32>(table, Column.alternativeProgram, alternative);
    const computable = at<u8>(table, Column.programState, work.program) == ProgramState.computable;
    return computable ? LineStatus.assessed : refuse(LineStatus.rateNotComputable, work.program);
  }
  return refuse(LineStatus.noMeasure, set);
}
