import { Column, GuardOperator, LineStatus, Truth } from "../abi";
import { high, low } from "../arithmetic/wide";
import { countryClassOn } from "../table/areas";
import { mayClaim } from "../table/stack-guard";
import { at, endOf } from "../table/table";
import { isInSeason } from "./calendar";
import { claimsHeading, findFact } from "./inputs";
import { evaluateProgram, result, resultHigh } from "./program";
import { detail, refuse } from "./refusal";
import { claimOf, dayOf, originOf, readInput, table } from "./request";

/** `detail` of a fact that a guard asks for. */
const FACT_OF_GUARD: u32 = 0x80000000;
const DEPTH = 16;
/** Stack: a truth each, and for an unknown one the status and detail of what would be needed. */
const truths = memory.data(DEPTH);
const statuses = memory.data(DEPTH);
const details = memory.data(DEPTH * 4, 4);

/** Why the last guard is unknown; its detail is `detail`. */
export let unknownStatus: i32 = 0;

/** A guard for a line, in Kleene's logic: what is not declared is unknown, and so is what hangs on it. */
export function evaluateGuard(guard: u32, line: u32): Truth {
  if (guard == 0) return Truth.yes;
  const end = endOf(table, Column.guardStart, guard);
  let depth: u32 = 0;
  for (let step = at<u32>(table, Column.guardStart, guard); step < end; step++) {
    const operator: i32 = at<u8>(table, Column.guardOperator, step);
    if (operator == GuardOperator.not) {
      negate(depth - 1);
    } else if (operator >= GuardOperator.and) {
      depth--;
      join(depth - 1, depth, operator == GuardOperator.and ? Truth.no : Truth.yes);
    } else {
      push(depth++, step, operator, line);
    }
  }
  const truth = load<u8>(truths);
  if (truth == Truth.unknown) unknownStatus = refuse(load<u8>(statuses), load<u32>(details));
  return truth;
}

function push(place: u32, step: u32, operator: u32, line: u32): void {
  const first = at<u32>(table, Column.guardFirst, step);
  let truth: Truth;
  if (operator == GuardOperator.during) {
    truth = isInSeason(dayOf(line), first, at<u32>(table, Column.guardSecond, step)) ? Truth.yes : Truth.no;
  } else if (operator == GuardOperator.fact) {
    truth = isTrue(place, first, line);
  } else if (operator == GuardOperator.claims) {
    truth = claimsHeading(first, line) ? Truth.yes : Truth.no;
  } else if (operator == GuardOperator.listed) {
    truth = isListed(place, first, at<u32>(table, Column.guardSecond, step), line);
  } else if (operator == GuardOperator.programme) {
    truth = claimsProgramme(first, line) ? Truth.yes : Truth.no;
  } else {
    truth = compareWithZero(place, operator, first, line);
  }
  store<u8>(truths + place, <u8>truth);
}

function isTrue(place: u32, fact: u32, line: u32): Truth {
  const input = findFact(fact, line);
  if (input == 0) return notKnown(place, LineStatus.factMissing, FACT_OF_GUARD | fact);
  if (!readInput(input, line)) return notKnown(place, LineStatus.overflow, FACT_OF_GUARD | fact);
  return (low | high) != 0 ? Truth.yes : Truth.no;
}

/** On a list that is not held: only a line that says which headings it claims tells. */
function isListed(place: u32, heading: u32, fact: u32, line: u32): Truth {
  if (findFact(fact, line) == 0) return notKnown(place, LineStatus.factMissing, FACT_OF_GUARD | fact);
  return claimsHeading(heading, line) ? Truth.yes : Truth.no;
}

function claimsProgramme(claim: u32, line: u32): bool {
  const countryClass = countryClassOn(table, table.stackCountries, dayOf(line), originOf(line));
  return mayClaim(table, claim, countryClass, claimOf(line));
}

function compareWithZero(place: u32, operator: u32, program: u32, line: u32): Truth {
  const status = evaluateProgram(program, line);
  if (status != LineStatus.assessed) return notKnown(place, status, detail);
  const zero = (result | resultHigh) == 0;
  const positive = !zero && <i64>resultHigh >= 0;
  return positive || (zero && operator == GuardOperator.sumNotNegative) ? Truth.yes : Truth.no;
}

function notKnown(place: u32, status: i32, about: u32): Truth {
  store<u8>(statuses + place, <u8>status);
  store<u32>(details + ((<usize>place) << 2), about);
  return Truth.unknown;
}

function negate(place: u32): void {
  const truth = load<u8>(truths + place);
  if (truth != Truth.unknown) store<u8>(truths + place, truth ^ 1);
}

/** Joins two truths, of which one that is `decisive` decides; else the first unknown one stays. */
function join(place: u32, other: u32, decisive: u32): void {
  const left = load<u8>(truths + place);
  const right = load<u8>(truths + other);
  if (left == decisive || right == decisive) {
    store<u8>(truths + place, <u8>decisive);
  } else if (left != Truth.unknown && right == Truth.unknown) {
    store<u8>(truths + place, <u8>Truth.unknown);
    store<u8>(statuses + place, load<u8>(statuses + other));
    store<u32>(details + ((<usize>place) << 2), load<u32>(details + ((<usize>other) << 2)));
  }
}
