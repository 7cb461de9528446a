import { BasisKind, ChargeUnit, Column, GuardOperator, LineStatus, ProgramState, Rounding, SumOperator } from "../abi";
import { powerOfTen } from "../arithmetic/decimal";
import { allocate } from "../memory";
import { MOST_KIND } from "../table/cell";
import { basisOf, isFastProgram, recordOf } from "../table/fast-class";
import { Candidate, candidateAt, layerAt, provisionAt, ruleAt, Stack, StackLayer } from "../table/stack";
import { isFree } from "../table/stack-build";
import { at, endOf } from "../table/table";
import { hasTrait, ProgramTrait } from "../table/verify-programs";
import { claimsHeading } from "./inputs";
import { table } from "./request";
import { live, reducing, settleLayers } from "./settle";

/**
 * What a stack comes to for lines that claim the same headings, make no deposit and declare no fact but that: the same
 * charges for all of them, each by integers. Kept with the stack from the first such line on.
 */
@unmanaged
export class Bare {
  /** Address of the next of the stack, 0 none. */
  next: u32;
  /** 1: the charges follow; 0: lines are left to the definitional passes. */
  ready: u32;
  /** What the lines declare: `declaredBy`. */
  key: u64;
  count: u32;
  padding: u32;
}
export const BARE_HEAD: usize = offsetof<Bare>();
const MOST_BARES: u32 = 8;

/** How a bare charge follows from the steps of the value, from the ordinary duty, or from an entry's own value. */
export const enum BareForm {
  /** coefficient · v / D */
  share = 0,
  /** The same, less the ordinary duty. */
  topUp = 1,
  /** The customs value · coefficient / divisor, between `least` and `most`. */
  entry = 2,
}

@unmanaged
export class BareCharge {
  form: u32;
  kind: u32;
  program: u32;
  /** By the fast class's divisor. */
  share: u32;
  coefficient: u64;
  divisor: u64;
  /** In minor units. */
  least: u64;
  most: u64;
}
export const BARE_BYTES: usize = offsetof<BareCharge>();

@inline
export function bareAt(bare: usize, index: u32): BareCharge {
  return changetype<BareCharge>(bare + BARE_HEAD + <usize>index * BARE_BYTES);
}

/** The bare charges of a stack for what a line declares; 0 where they are not kept. */
@inline
export function bareOf(stack: Stack, key: u64, line: u32): usize {
  for (let bare: usize = stack.bare; bare != 0; bare = changetype<Bare>(bare).next) {
    if (changetype<Bare>(bare).key == key) return bare;
  }
  return stack.bares < MOST_BARES ? findBare(stack, key, line) : 0;
}

function findBare(stack: Stack, key: u64, line: u32): usize {
  const bare = allocate(BARE_HEAD + <usize>stack.layers * BARE_BYTES);
  if (bare == 0) return 0;
  const head = changetype<Bare>(bare);
  head.count = 0;
  head.ready = u32(
    hangsOnDeclarations(stack, line) &&
      settleLayers(stack, line) == LineStatus.assessed &&
      reducing == 0 &&
      addLayers(stack, bare),
  );
  head.key = key;
  head.next = stack.bare;
  head.padding = 0;
  stack.bare = <u32>bare;
  stack.bares++;
  return bare;
}

/** No guard asks for more than facts and claims, and no provision is claimed: lines of one key are alike. */
function hangsOnDeclarations(stack: Stack, line: u32): bool {
  for (let index: u32 = 0; index < stack.provisions; index++) {
    if (claimsHeading(provisionAt(stack, index).heading, line)) return false;
  }
  for (let index: u32 = 0; index < stack.candidates; index++) {
    if (!asksForDeclarations(candidateAt(stack, index).guard)) return false;
  }
  for (let index: u32 = 0; index < stack.rules; index++) {
    if (!asksForDeclarations(ruleAt(stack, index).guard)) return false;
  }
  return true;
}

function asksForDeclarations(guard: u32): bool {
  const end = endOf(table, Column.guardStart, guard);
  for (let step = at<u32>(table, Column.guardStart, guard); step < end; step++) {
    const operator: i32 = at<u8>(table, Column.guardOperator, step);
    if (operator == GuardOperator.during) return false;
    const counts = operator == GuardOperator.sumPositive || operator == GuardOperator.sumNotNegative;
    if (counts && !countsFacts(at<u32>(table, Column.guardFirst, step))) return false;
  }
  return true;
}

function countsFacts(program: u32): bool {
  const last = endOf(table, Column.programStart, program);
  for (let sum = at<u32>(table, Column.programStart, program); sum < last; sum++) {
    const end = endOf(table, Column.sumStart, sum);
    for (let term = at<u32>(table, Column.sumStart, sum); term < end; term++) {
      const factor: u32 = at<u16>(table, Column.termFactor, term);
      if (!isFact(at<u16>(table, Column.termBasis, term)) || (factor != 0 && !isFact(factor))) return false;
    }
  }
  return true;
}

function isFact(basis: u32): bool {
  return at<u8>(table, Column.basisKind, basis) == BasisKind.fact;
}

function layerAtPlace(stack: Stack, place: u32): StackLayer {
  let position: u32 = 0;
  while (layerAt(stack, position).place != place) position++;
  return layerAt(stack, position);
}

/** Charges of lines in the order of charging, then those of entries, as `appendCharges` and `appendEntryCharges` do. */
function addLayers(stack: Stack, bare: usize): bool {
  for (let unit: u32 = ChargeUnit.line; unit <= <u32>ChargeUnit.entry; unit++) {
    for (let place: u32 = 0; place < stack.layers; place++) {
      const layer = layerAtPlace(stack, place);
      for (let index: u32 = layer.first; index < layer.end; index++) {
        const candidate = candidateAt(stack, index);
        if (((live >> index) & 1) == 0 || at<u8>(table, Column.kindPer, candidate.kind) != unit) continue;
        if (at<u8>(table, Column.programState, candidate.program) == ProgramState.refused) return false;
        if (!isFree(table, candidate.program) && !addCharge(candidate, unit, bare)) return false;
      }
    }
  }
  return true;
}

function addCharge(candidate: Candidate, unit: u32, bare: usize): bool {
  const head = changetype<Bare>(bare);
  const charge = bareAt(bare, head.count);
  charge.kind = candidate.kind;
  charge.program = candidate.program;
  charge.share = 0;
  if (candidate.kind > MOST_KIND) return false;
  head.count++;
  if (unit == ChargeUnit.entry) {
    charge.form = BareForm.entry;
    return readEntryCharge(charge);
  }
  if (!isFastProgram(table, candidate.program) || basisOf(table, candidate.program) != 0) return false;
  charge.form = hasTrait(table, candidate.program, ProgramTrait.ofLayer) ? BareForm.topUp : BareForm.share;
  charge.share = recordOf(table, candidate.program).value;
  return true;
}

/** A share of the value, with a floor and a cap by the entry at most. */
function readEntryCharge(charge: BareCharge): bool {
  if (table.chargeRounding != Rounding.halfUp) return false;
  charge.least = 0;
  charge.most = u64.MAX_VALUE;
  charge.divisor = at<u64>(table, Column.programDenominator, charge.program);
  const last = endOf(table, Column.programStart, charge.program);
  for (let sum = at<u32>(table, Column.programStart, charge.program); sum < last; sum++) {
    const term = at<u32>(table, Column.sumStart, sum);
    if (endOf(table, Column.sumStart, sum) != term + 1 || at<u16>(table, Column.termFactor, term) != 0) return false;
    const coefficient = at<i64>(table, Column.termCoefficient, term);
    if (coefficient <= 0 || coefficient >= 1 << 40) return false;
    const kind = at<u8>(table, Column.basisKind, at<u16>(table, Column.termBasis, term));
    const operator = at<u8>(table, Column.sumOperator, sum);
    if (operator == SumOperator.first) {
      if (kind != BasisKind.value) return false;
      charge.coefficient = coefficient;
      continue;
    }
    const amount = <u64>coefficient * powerOfTen(table.minorDigits);
    if (kind != BasisKind.entry || amount % charge.divisor != 0) return false;
    // A later bound holds against an earlier one.
    const bound = amount / charge.divisor;
    if (operator == SumOperator.floor) {
      charge.least = max(charge.least, bound);
      charge.most = max(charge.most, bound);
    } else {
      charge.most = min(charge.most, bound);
      charge.least = min(charge.least, bound);
    }
  }
  return true;
}
