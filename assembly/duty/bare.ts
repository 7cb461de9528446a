import {
  BasisKind,
  ChargeUnit,
  Column,
  GuardOperator,
  LineStatus,
  MICRO,
  ProgramState,
  Rounding,
  SumOperator,
  Threshold,
} from "../abi";
import { powerOfTen } from "../arithmetic/decimal";
import { allocate, release } from "../memory";
import { MOST_KIND } from "../table/cell";
import { basisOf, isFastProgram, recordOf } from "../table/fast-class";
import { Candidate, candidateAt, Known, layerAtPlace, provisionAt, ruleAt, Stack } from "../table/stack";
import { isFree } from "../table/stack-build";
import { BARE_CHAINS, hashOf } from "../table/stack-pages";
import { at, endOf } from "../table/table";
import { hasTrait, ProgramTrait } from "../table/verify-programs";
import { claimsHeading, findFact } from "./inputs";
import { table } from "./request";
import { live, reducing, settleLayers } from "./settle";

/**
 * What a stack comes to for lines that claim the same headings, declare the same facts, of which no guard asks, and make no
 * deposit: the same charges for all of them, each by integers. Kept from the first such line on; equal ones are one, so
 * that the few there are stay in the cache.
 */
@unmanaged
export class Bare {
  /** Address of the next of its chain, 0 none. */
  next: u32;
  /** 1: the charges follow; 0: lines are left to the definitional passes. */
  ready: u32;
  /** What the lines declare: `declaredBy`. */
  key: u64;
  count: u32;
  padding: u32;
}
export const BARE_HEAD: usize = offsetof<Bare>();
const MOST_KNOWN: u32 = 8;

/** How a bare charge follows from the steps of the value, from the ordinary duty, or from an entry's own value. */
export const enum BareForm {
  /** coefficient · v / D */
  share = 0,
  /** The same, less the ordinary duty. */
  topUp = 1,
  /** The customs value · coefficient / divisor, between `least` and `most`. */
  entry = 2,
  /** coefficient · a declared part of the value / D */
  part = 3,
}

export const MOST_PRODUCT: u64 = 1 << 62;

/** Parts that may be taken off the value of a bare charge. */
const MOST_LESS: u32 = 3;

/** A bare charge as lines read it, small enough that the charges of most lines share a cache line. */
@unmanaged
export class BareCharge {
  /** By the fast class's divisor. */
  share: u32;
  program: u32;
  kind: u16;
  /** `BareForm` */
  form: u16;
  /** Address of its `BareTerms`, 0 for a share of the whole value. */
  terms: u32;
}
export const BARE_BYTES: usize = offsetof<BareCharge>();

/** A bare charge in full: while it is put together, and kept where it is more than a share of the whole value. */
@unmanaged
export class BareTerms {
  /** Address of the next of the table, 0 none. */
  next: u32;
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
  /** Basis of the part that the rate counts, 0: it counts the value. */
  basis: u32;
  /** How many parts are taken off the value, and their bases. */
  lessCount: u32;
  less: u32;
  less1: u32;
  less2: u32;
  padding: u32;
  /** Of an entry's charge: the customs value, as an integer, from which the product leaves 62 bits. */
  beyond: u64;
}
const TERMS_BYTES: usize = offsetof<BareTerms>();
/** Of the charges of a stack, while they are put together. */
const drafts = memory.data(24 * 96, 8);
let draftCount: u32 = 0;

function draftAt(index: u32): BareTerms {
  return changetype<BareTerms>(drafts + <usize>index * TERMS_BYTES);
}

@inline
export function bareAt(bare: usize, index: u32): BareCharge {
  return changetype<BareCharge>(bare + BARE_HEAD + <usize>index * BARE_BYTES);
}

/** The bare charges of a stack for what a line declares; 0 where they are not kept. */
export function bareOf(stack: Stack, key: u64, line: u32): usize {
  for (let known: usize = stack.known; known != 0; known = changetype<Known>(known).next) {
    if (changetype<Known>(known).key == key) return changetype<Known>(known).bare;
  }
  if (stack.knownCount == MOST_KNOWN) return 0;
  const known = allocate(offsetof<Known>());
  if (known == 0) return 0;
  const bare = findBare(stack, key, line);
  if (bare == 0) {
    release(known);
    return 0;
  }
  changetype<Known>(known).next = stack.known;
  changetype<Known>(known).key = key;
  changetype<Known>(known).bare = <u32>bare;
  stack.known = <u32>known;
  stack.knownCount++;
  table.stackBytes += offsetof<Known>();
  return bare;
}

function findBare(stack: Stack, key: u64, line: u32): usize {
  // What is not written has to be alike in equal blocks.
  memory.fill(drafts, 0, 24 * 96);
  draftCount = 0;
  const ready =
    hangsOnDeclarations(stack, line) && settleLayers(stack, line) == LineStatus.assessed && addLayers(stack);
  // What was gathered before it turned out not to be ready tells nothing.
  if (!ready) draftCount = 0;
  const bare = allocate(BARE_HEAD + <usize>draftCount * BARE_BYTES);
  if (bare == 0) return 0;
  const head = changetype<Bare>(bare);
  head.ready = u32(ready);
  head.count = draftCount;
  head.padding = 0;
  for (let index: u32 = 0; index < draftCount; index++) {
    if (writeCharge(draftAt(index), bareAt(bare, index))) continue;
    release(bare);
    return 0;
  }
  head.key = key;
  return keepOnce(bare);
}

/** Writes a draft as lines read it; false where there is no memory for its terms. */
function writeCharge(draft: BareTerms, charge: BareCharge): bool {
  charge.share = draft.share;
  charge.program = draft.program;
  charge.kind = <u16>draft.kind;
  charge.form = <u16>draft.form;
  charge.terms = 0;
  const plain = draft.form <= <u32>BareForm.topUp && draft.lessCount == 0;
  if (!plain) charge.terms = <u32>keepTerms(draft);
  return plain || charge.terms != 0;
}

/** The terms of the table that are equal to the draft's: few, since they are those of fees and of contents. */
function keepTerms(draft: BareTerms): usize {
  const content = TERMS_BYTES - 4;
  for (let other: usize = table.bareTerms; other != 0; other = changetype<BareTerms>(other).next) {
    if (memory.compare(other + 4, changetype<usize>(draft) + 4, content) == 0) return other;
  }
  const kept = allocate(TERMS_BYTES);
  if (kept == 0) return 0;
  memory.copy(kept, changetype<usize>(draft), TERMS_BYTES);
  changetype<BareTerms>(kept).next = table.bareTerms;
  table.bareTerms = <u32>kept;
  table.stackBytes += TERMS_BYTES;
  return kept;
}

/** The first block of the table that is equal to this one, or this one as a new one. */
function keepOnce(bare: usize): usize {
  const head = changetype<Bare>(bare);
  const bytes = BARE_HEAD - 4 + <usize>head.count * BARE_BYTES;
  const chain = table.bares + ((<usize>(hashOf(bare + 4, bytes) & (BARE_CHAINS - 1))) << 2);
  for (let other: usize = load<u32>(chain); other != 0; other = changetype<Bare>(other).next) {
    if (memory.compare(other + 4, bare + 4, bytes) == 0) {
      release(bare);
      return other;
    }
  }
  head.next = load<u32>(chain);
  store<u32>(chain, <u32>bare);
  table.stackBytes += BARE_HEAD + <usize>head.count * BARE_BYTES;
  return bare;
}

/** No guard asks for more than claims and facts that are not declared, and no provision is claimed: lines of a key are alike. */
function hangsOnDeclarations(stack: Stack, line: u32): bool {
  for (let index: u32 = 0; index < stack.provisions; index++) {
    if (claimsHeading(provisionAt(stack, index).heading, line)) return false;
  }
  for (let index: u32 = 0; index < stack.candidates; index++) {
    if (!asksForClaims(candidateAt(stack, index).guard, line)) return false;
  }
  for (let index: u32 = 0; index < stack.rules; index++) {
    if (!asksForClaims(ruleAt(stack, index).guard, line)) return false;
  }
  return true;
}

function asksForClaims(guard: u32, line: u32): bool {
  const end = endOf(table, Column.guardStart, guard);
  for (let step = at<u32>(table, Column.guardStart, guard); step < end; step++) {
    const operator: i32 = at<u8>(table, Column.guardOperator, step);
    if (operator == GuardOperator.during) return false;
    if (operator == GuardOperator.fact && findFact(at<u32>(table, Column.guardFirst, step), line) != 0) return false;
    const counts = operator == GuardOperator.sumPositive || operator == GuardOperator.sumNotNegative;
    if (counts && !countsUndeclared(at<u32>(table, Column.guardFirst, step), line)) return false;
  }
  return true;
}

/** A sum of facts that the line does not declare. */
function countsUndeclared(program: u32, line: u32): bool {
  const last = endOf(table, Column.programStart, program);
  for (let sum = at<u32>(table, Column.programStart, program); sum < last; sum++) {
    const end = endOf(table, Column.sumStart, sum);
    for (let term = at<u32>(table, Column.sumStart, sum); term < end; term++) {
      const factor: u32 = at<u16>(table, Column.termFactor, term);
      if (!isUndeclared(at<u16>(table, Column.termBasis, term), line)) return false;
      if (factor != 0 && !isUndeclared(factor, line)) return false;
    }
  }
  return true;
}

function isUndeclared(basis: u32, line: u32): bool {
  if (at<u8>(table, Column.basisKind, basis) != BasisKind.fact) return false;
  return findFact(at<u16>(table, Column.basisKey, basis), line) == 0;
}

/** Charges of lines in the order of charging, then those of entries, as `appendCharges` and `appendEntryCharges` do. */
function addLayers(stack: Stack): bool {
  for (let unit: u32 = ChargeUnit.line; unit <= <u32>ChargeUnit.entry; unit++) {
    for (let place: u32 = 0; place < stack.layers; place++) {
      const layer = layerAtPlace(stack, place);
      for (let index: u32 = layer.first; index < layer.end; index++) {
        const candidate = candidateAt(stack, index);
        if (((live >> index) & 1) == 0 || at<u8>(table, Column.kindPer, candidate.kind) != unit) continue;
        if (at<u8>(table, Column.programState, candidate.program) == ProgramState.refused) return false;
        if (isFree(table, candidate.program)) continue;
        if (!addCharge(candidate, unit)) return false;
        if (!addLess(stack, index, draftAt(draftCount - 1))) return false;
      }
    }
  }
  return true;
}

function addCharge(candidate: Candidate, unit: u32): bool {
  const charge = draftAt(draftCount);
  charge.kind = candidate.kind;
  charge.program = candidate.program;
  charge.share = 0;
  charge.basis = 0;
  charge.lessCount = 0;
  if (candidate.kind > MOST_KIND) return false;
  draftCount++;
  if (unit == ChargeUnit.entry) {
    charge.form = BareForm.entry;
    return readEntryCharge(charge);
  }
  if (!isFastProgram(table, candidate.program)) return readPart(charge);
  if (basisOf(table, candidate.program) != 0) return false;
  charge.form = hasTrait(table, candidate.program, ProgramTrait.ofLayer) ? BareForm.topUp : BareForm.share;
  charge.share = recordOf(table, candidate.program).value;
  return true;
}

/** A share of one declared part, in whole steps of a unit of currency. */
function readPart(charge: BareTerms): bool {
  const sum = at<u32>(table, Column.programStart, charge.program);
  if (endOf(table, Column.programStart, charge.program) != sum + 1) return false;
  const term = at<u32>(table, Column.sumStart, sum);
  if (endOf(table, Column.sumStart, sum) != term + 1 || at<u16>(table, Column.termFactor, term) != 0) return false;
  const basis: u32 = at<u16>(table, Column.termBasis, term);
  const coefficient = at<i64>(table, Column.termCoefficient, term);
  if (!isMoney(basis) || coefficient <= 0 || coefficient >= 1 << 24) return false;
  const denominator = at<u64>(table, Column.programDenominator, charge.program);
  const top = <u64>coefficient * powerOfTen(table.minorDigits) * table.fastDivisor;
  if (top % denominator != 0 || top / denominator >= 1 << 31) return false;
  charge.form = BareForm.part;
  charge.basis = basis;
  charge.share = <u32>(top / denominator);
  return true;
}

/** A declared amount of money, rounded to whole units as the value is, not counted from a threshold. */
function isMoney(basis: u32): bool {
  return (
    at<u8>(table, Column.basisKind, basis) == BasisKind.fact &&
    at<u64>(table, Column.basisQuantum, basis) == MICRO &&
    table.fastValueUnit == MICRO &&
    at<u8>(table, Column.basisThresholdSense, basis) == Threshold.none
  );
}

/** The parts that displacements take off the value of a heading. */
function addLess(stack: Stack, index: u32, charge: BareTerms): bool {
  for (let rule: u32 = 0; rule < stack.rules; rule++) {
    if (((reducing >> rule) & (ruleAt(stack, rule).of >> index) & 1) == 0) continue;
    const basis = ruleAt(stack, rule).less;
    let known = charge.form == BareForm.part;
    for (let part: u32 = 0; part < charge.lessCount; part++) if (lessAt(charge, part) == basis) known = true;
    if (known) continue;
    if (!isMoney(basis) || charge.lessCount == MOST_LESS) return false;
    store<u32>(changetype<usize>(charge) + offsetof<BareTerms>("less") + ((<usize>charge.lessCount) << 2), basis);
    charge.lessCount++;
  }
  return true;
}

@inline
export function lessAt(charge: BareTerms, index: u32): u32 {
  return load<u32>(changetype<usize>(charge) + offsetof<BareTerms>("less") + ((<usize>index) << 2));
}

/** A share of the value, with a floor and a cap by the entry at most. */
function readEntryCharge(charge: BareTerms): bool {
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
    const basis: u32 = at<u16>(table, Column.termBasis, term);
    if (at<u8>(table, Column.basisThresholdSense, basis) != Threshold.none) return false;
    const kind = at<u8>(table, Column.basisKind, basis);
    const operator = at<u8>(table, Column.sumOperator, sum);
    if (operator == SumOperator.first) {
      if (kind != BasisKind.value) return false;
      charge.coefficient = coefficient;
      charge.beyond = MOST_PRODUCT / <u64>coefficient;
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
