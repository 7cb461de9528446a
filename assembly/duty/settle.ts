import { LineStatus, Truth } from "../abi";
import { Candidate, candidateAt, layerAt, Rule, ruleAt, Stack, StackLayer } from "../table/stack";
import { isFree, maskOfLayer } from "../table/stack-build";
import { evaluateGuard, unknownStatus } from "./guards";
import { detail, refuse } from "./refusal";
import { table } from "./request";

/** Headings of the line's layers that charge it, one a layer at most (bits of candidates). */
export let live: u64 = 0;
/** Rules (bits) that take a part off the value of a heading that charges. */
export let reducing: u64 = 0;
/** u8 by rule: whether its guard holds, `NOT_ASKED` before it was asked. */
const NOT_ASKED: u8 = 3;
const guards = memory.data(64);

/**
 * Finds the heading of each layer of a line's stack and which of them charge: layer by layer, those that may displace
 * others first. A layer that is displaced whatever its heading asks for nothing.
 */
export function settleLayers(stack: Stack, line: u32): i32 {
  live = 0;
  memory.fill(guards, NOT_ASKED, stack.rules);
  settled = 0;
  for (let position: u32 = 0; position < stack.layers; position++) {
    const next: i32 = stack.circular == 0 ? position : nextLayer(stack, line);
    if (next < 0) return -next;
    const layer = layerAt(stack, next);
    // What hangs on a fact is asked for only once the layer has a heading.
    if (isDisplaced(stack, maskOfLayer(layer), line) == 1) continue;
    const chosen = chooseHeading(stack, layer, line);
    if (chosen < 0) return -chosen;
    if (<u32>chosen == layer.end) continue;
    const own = (<u64>1) << chosen;
    const displaced = isDisplaced(stack, own, line);
    if (displaced < 0 && matters(stack, <u32>chosen)) return -displaced;
    if (displaced == 0) live |= own;
  }
  return findReducing(stack, line);
}

/** The heading charges, or displaces others. */
function matters(stack: Stack, index: u32): bool {
  if (!isFree(table, candidateAt(stack, index).program)) return true;
  for (let rule: u32 = 0; rule < stack.rules; rule++) if ((ruleAt(stack, rule).by >> index) & 1) return true;
  return false;
}

/** Of the headings that charge, those that do so by a rate. */
function rated(stack: Stack): u64 {
  let mask: u64 = 0;
  for (let index: u32 = 0; index < stack.candidates; index++) {
    if ((live >> index) & 1 && !isFree(table, candidateAt(stack, index).program)) mask |= (<u64>1) << index;
  }
  return mask;
}

function findReducing(stack: Stack, line: u32): i32 {
  reducing = 0;
  if (stack.rules == 0) return LineStatus.assessed;
  const charging = rated(stack);
  for (let index: u32 = 0; index < stack.rules; index++) {
    const rule = ruleAt(stack, index);
    if (rule.less == 0 || (rule.of & charging) == 0) continue;
    const acts = ruleActs(index, rule, line, live);
    if (acts < 0) return -acts;
    if (acts == 1) reducing |= (<u64>1) << index;
  }
  return LineStatus.assessed;
}

/** Layers (bits, by position) and their candidates that have been settled. */
let settled: u32 = 0;

/**
 * The position of a layer that none of those still to be settled can displace, as the guards stand for this line; a status
 * below 0 where that hangs on what is not declared.
 */
function nextLayer(stack: Stack, line: u32): i32 {
  let open: u64 = 0;
  for (let position: u32 = 0; position < stack.layers; position++) {
    if (((settled >> position) & 1) == 0) open |= maskOfLayer(layerAt(stack, position));
  }
  let chosen: u32 = 0xffffffff;
  for (let position: u32 = 0; position < stack.layers; position++) {
    if ((settled >> position) & 1) continue;
    const own = maskOfLayer(layerAt(stack, position));
    if (chosen == 0xffffffff) chosen = position;
    if (canBeDisplaced(stack, own, open & ~own, line)) continue;
    settled |= 1 << position;
    return position;
  }
  for (let index: u32 = 0; index < stack.rules; index++) {
    const rule = ruleAt(stack, index);
    const hangs = (rule.of & open) != 0 && (rule.by & open) != 0 && guardOf(index, rule, line) == Truth.unknown;
    if (hangs) return ruleActs(index, rule, line, open);
  }
  settled |= 1 << chosen;
  return chosen;
}

function canBeDisplaced(stack: Stack, own: u64, open: u64, line: u32): bool {
  for (let index: u32 = 0; index < stack.rules; index++) {
    const rule = ruleAt(stack, index);
    if ((rule.of & own) != 0 && (rule.by & open) != 0 && guardOf(index, rule, line) != Truth.no) return true;
  }
  return false;
}

/** The place of the first candidate whose guard holds, the layer's end for none, or a status below 0. */
function chooseHeading(stack: Stack, layer: StackLayer, line: u32): i32 {
  for (let index: u32 = layer.first; index < layer.end; index++) {
    const candidate = candidateAt(stack, index);
    const truth = evaluateGuard(candidate.guard, line);
    if (truth == Truth.unknown) return -unknownStatus;
    if (truth == Truth.no) continue;
    return excludesNone(stack, layer, index, candidate, line) ? index : -(<i32>LineStatus.headingsConflict);
  }
  return layer.end;
}

/** No other heading of the same rank holds with another rate. */
function excludesNone(stack: Stack, layer: StackLayer, index: u32, chosen: Candidate, line: u32): bool {
  for (let other = index + 1; other < layer.end; other++) {
    const rival = candidateAt(stack, other);
    if (rival.rank != chosen.rank) return true;
    if (rival.program == chosen.program || evaluateGuard(rival.guard, line) != Truth.yes) continue;
    refuse(LineStatus.headingsConflict, rival.kind);
    return false;
  }
  return true;
}

/** 1 where a rule that acts takes all of these candidates out, 0 where none does, a status below 0 where it hangs. */
function isDisplaced(stack: Stack, candidates: u64, line: u32): i32 {
  let hangs: i32 = 0;
  let about: u32 = 0;
  for (let index: u32 = 0; index < stack.rules; index++) {
    const rule = ruleAt(stack, index);
    if (rule.less != 0 || (rule.of & candidates) != candidates) continue;
    const acts = ruleActs(index, rule, line, live);
    if (acts == 1) return 1;
    if (acts == 0 || hangs != 0) continue;
    hangs = acts;
    about = detail;
  }
  if (hangs != 0) refuse(-hangs, about);
  return hangs;
}

/** The truth of a rule's guard, asked once a line. */
function guardOf(index: u32, rule: Rule, line: u32): Truth {
  if (rule.guard == 0) return Truth.yes;
  const known = guards + index;
  if (load<u8>(known) == NOT_ASKED) store<u8>(known, <u8>evaluateGuard(rule.guard, line));
  return load<u8>(known);
}

/** 1 where the rule acts, 0 where not, a status below 0 where it hangs on what is not declared. */
function ruleActs(index: u32, rule: Rule, line: u32, charging: u64): i32 {
  if (rule.always == 0 && (rule.by & charging) == 0) return 0;
  const truth = guardOf(index, rule, line);
  if (truth == Truth.unknown) {
    evaluateGuard(rule.guard, line);
    return -unknownStatus;
  }
  return i32(truth == Truth.yes);
}
