import { MAX_PROGRAM_NODES, NodeFlag, NodeKind, OriginColumn, OriginRecord, Outcome } from "../abi-origin";
import { after, kindOf, operandOf, plainOf, programStart } from "./evaluate";
import { addFailing, clearFailing } from "./failing";
import { endMaterial, firstMaterial, isTrue } from "./request";
import { at } from "./table";
import { excuseFailing, excuses, tolerance, waived } from "./tolerance";
import { record, setTracing, traceNode } from "./trace";
import { both, either } from "./truth";

/**
 * A tolerance excuses materials, not tests: all that fail on one way through the rule's alternatives must stay within
 * it together. A way takes one branch of every `or`, and of `parts` what the facts select. Ways that cannot end better
 * than the rule does without a tolerance are not taken.
 */

const MOST_WAYS: u32 = 100000;
const MOST_WORK: u64 = 1 << 26;

/** By node: the best value that a way through it can have. */
const bests = memory.data(MAX_PROGRAM_NODES);
/** u16 each: the choices of the way under way, among how many, and those of the best way so far. */
const choices = memory.data(2 * MAX_PROGRAM_NODES, 2);
const options = memory.data(2 * MAX_PROGRAM_NODES, 2);
const bestChoices = memory.data(2 * MAX_PROGRAM_NODES, 2);
/** How many choices stand, and how many the way has met so far. */
let standing: u32 = 0;
let met: u32 = 0;
let work: u64 = 0;

/** There were too many ways, or materials on them. */
export let exhausted: bool = false;

/** The value of the program, of whose nodes the values are known, with the tolerance that was opened. */
export function valueWithTolerance(trace: bool): u32 {
  exhausted = false;
  work = 0;
  const plain = plainOf(programStart);
  let outcome = plain;
  let bestLength: u32 = 0;
  let isTried = false;
  standing = 0;
  if (rate(programStart) <= plain) return plain;
  let ways: u32 = 0;
  do {
    if (++ways > MOST_WAYS || work > MOST_WORK) {
      exhausted = true;
      return Outcome.undetermined;
    }
    const rest = startWay();
    if (rest <= outcome && isTried) continue;
    const value = both(rest, excuseFailing());
    if (value <= outcome && (isTried || rest == Outcome.fail)) continue;
    isTried = true;
    bestLength = standing;
    memory.copy(bestChoices, choices, (<usize>standing) << 1);
    outcome = either(outcome, value);
  } while (outcome != Outcome.pass && nextWay());
  if (trace && isTried) traceWay(bestLength, outcome);
  return outcome;
}

/** Writes what the best way asks of the tolerance. */
function traceWay(length: u32, outcome: u32): void {
  standing = length;
  memory.copy(choices, bestChoices, (<usize>length) << 1);
  startWay();
  setTracing(true);
  traceNode(0);
  record(OriginRecord.tolerance, outcome, tolerance);
  excuseFailing();
  setTracing(false);
}

/** The best value that a way through a node, and through those beneath it, can have. */
function rate(node: u32): u32 {
  const kind = kindOf(node);
  const end = after(node);
  let best: u32;
  if (kind == NodeKind.test) best = rateTest(node);
  else if (kind == NodeKind.part) best = rate(node + 1);
  else if (kind == NodeKind.parts) {
    for (let child = node + 1; child < end; child = after(child)) rate(child);
    best = rateParts(node + 1, end);
  } else {
    best = kind == NodeKind.or ? Outcome.fail : Outcome.pass;
    for (let child = node + 1; child < end; child = after(child)) {
      const value = rate(child);
      best = kind == NodeKind.or ? either(best, value) : both(best, value);
    }
  }
  store<u8>(bests + <usize>(node - programStart), <u8>best);
  return best;
}

function rateTest(node: u32): u32 {
  const value = plainOf(node);
  if (at<u8>(OriginColumn.nodeFlags, node) == <u8>NodeFlag.noTolerance) return value;
  const kind = <u32>at<u8>(OriginColumn.testKind, operandOf(node));
  return excuses(kind) ? Outcome.pass : either(value, waived(kind));
}

function rateParts(child: u32, end: u32): u32 {
  if (child == end) return Outcome.fail;
  const value = bestOf(child);
  if (kindOf(child) != NodeKind.part) return value;
  const fact = isTrue(operandOf(child));
  if (fact == Outcome.pass) return value;
  const rest = rateParts(after(child), end);
  if (fact == Outcome.fail) return rest;
  return either(both(value, rest), both(Outcome.undetermined, either(value, rest)));
}

// @ts-ignore: decorator
@inline
function bestOf(node: u32): u32 {
  return load<u8>(bests + <usize>(node - programStart));
}

/** Walks the way that the choices describe: the value of what no tolerance excuses; the rest is with those failing. */
function startWay(): u32 {
  met = 0;
  clearFailing();
  return walk(programStart);
}

function walk(node: u32): u32 {
  const value = plainOf(node);
  if (bestOf(node) <= value) return value;
  const kind = kindOf(node);
  const end = after(node);
  if (kind == NodeKind.test) return walkTest(node);
  if (kind == NodeKind.parts) return walkParts(node + 1, end);
  if (kind == NodeKind.or) return walkBranch(node, value, end);
  let outcome: u32 = Outcome.pass;
  for (let child = node + 1; child < end && outcome != Outcome.fail; child = after(child)) {
    outcome = both(outcome, walk(child));
  }
  return outcome;
}

function walkTest(node: u32): u32 {
  const test = operandOf(node);
  const kind = <u32>at<u8>(OriginColumn.testKind, test);
  if (!excuses(kind)) return either(plainOf(node), waived(kind));
  work += <u64>(endMaterial - firstMaterial) + 1;
  addFailing(test);
  return Outcome.pass;
}

/** One of the branches that can end better, or, where the value is not known, none of them. */
function walkBranch(node: u32, value: u32, end: u32): u32 {
  let branches: u32 = u32(value == Outcome.undetermined);
  for (let child = node + 1; child < end; child = after(child)) branches += u32(bestOf(child) > value);
  let chosen = choose(branches);
  if (value == Outcome.undetermined && chosen-- == 0) return value;
  let child = node + 1;
  for (; ; child = after(child)) {
    if (bestOf(child) > value && chosen-- == 0) break;
  }
  return walk(child);
}

/** Where a part's fact is not known: that part, or what follows, or that both hold. */
function walkParts(child: u32, end: u32): u32 {
  if (child == end) return Outcome.fail;
  if (kindOf(child) != NodeKind.part) return walk(child);
  const fact = isTrue(operandOf(child));
  if (fact == Outcome.pass) return walk(child + 1);
  if (fact == Outcome.fail) return walkParts(after(child), end);
  const chosen = choose(3);
  if (chosen == 0) return both(walk(child + 1), walkParts(after(child), end));
  return both(Outcome.undetermined, chosen == 1 ? walk(child + 1) : walkParts(after(child), end));
}

function choose(among: u32): u32 {
  const place = (<usize>met) << 1;
  met++;
  if (met > standing) {
    standing = met;
    store<u16>(choices + place, 0);
    store<u16>(options + place, <u16>among);
  }
  return load<u16>(choices + place);
}

/** Turns to the next way; false after the last. */
function nextWay(): bool {
  // Choices beyond those that the way met belong to none.
  standing = met;
  while (standing > 0) {
    const place = (<usize>standing - 1) << 1;
    const next = load<u16>(choices + place) + 1;
    if (next < load<u16>(options + place)) {
      store<u16>(choices + place, next);
      return true;
    }
    standing--;
  }
  return false;
}
