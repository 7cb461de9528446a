import {
  AMOUNT_DECIMALS,
  BasisKind,
  Column,
  ProgramState,
  Rounding,
  SumOperator,
  TableStatus,
  Threshold,
  ValueRounding,
} from "../abi";
import { powerOfTen } from "../arithmetic/decimal";
import { denominator, greatestCommonDivisor, numerator, reduceProducts } from "../arithmetic/fraction";
import { allocate, allocateClear, release } from "../memory";
import { KIND_SHIFT, MOST_KIND, MOST_PROGRAM, PROGRAM_SHIFT, SLOW_CELL, SPECIAL_SHIFT } from "./cell";
import { Outcome, outcomeAt } from "./pages";
import { fault } from "./status";
import { at, endOf, rowsOf, Table } from "./table";
import { hasTrait, ProgramTrait } from "./verify-programs";

/**
 * Fast classes: programs of the form A·v + S·q, not less than F·q and not more than C·q, for a value v and a quantity q
 * counted in whole steps. All share one divisor D, so that the duty is (…)/D minor units. With A + S, F and C below 2^31
 * and v and q below 2^32, sums stay below 2^63; with D from 2^16 the quotient stays below 2^47 and an f64 finds it up to
 * one correction. What does not fit these bounds is evaluated by definition.
 */
@unmanaged
export class FastRecord {
  value: u32;
  quantity: u32;
  floor: u32;
  cap: u32;
}
const FAST_RECORD_BYTES: usize = offsetof<FastRecord>();
export const NO_CAP: u32 = 0xffffffff;
const LEAST_DIVISOR: u64 = 1 << 16;
const DIVISOR_LIMIT: u64 = 1 << 32;
/** Steps below this times any minor unit fit 64 bits. */
const MOST_STEP: u64 = 1 << 44;
const COEFFICIENT_LIMIT: u64 = 1 << 31;
/** The step of a quantity that is not rounded, in millionths: one that has more decimals is not fast. */
export const EXACT_STEP: u64 = 1000;

/** A program's four coefficients as fractions of a minor unit per step (u64 top, u64 bottom); kept while building. */
const enum Part {
  value = 0,
  quantity = 1,
  floor = 2,
  cap = 3,
}
const PARTS: usize = 4;
/** And u64: the least divisor that makes all of them whole, 0 where the program is no candidate; u64: parts it has. */
const DIVISOR: usize = PARTS * 16;
const PRESENT: usize = DIVISOR + 8;
const CANDIDATE_BYTES: usize = PRESENT + 8;
let candidates: usize = 0;

/** Finds the programs that a fast record can hold, and the cells of the outcomes. */
export function buildFastClasses(table: Table): i32 {
  const programs = rowsOf(table, Column.programStart);
  table.fastRecords = allocate(<usize>programs * FAST_RECORD_BYTES + FAST_RECORD_BYTES);
  table.fastBases = allocateClear(<usize>programs * 2 + 2);
  table.fastPrograms = allocateClear(programs + 1);
  candidates = allocateClear(<usize>programs * CANDIDATE_BYTES + 1);
  let status: i32 = 0;
  table.outcomeCells = allocate(<usize>table.outcomeCount * 8);
  if (
    table.fastRecords == 0 ||
    table.fastBases == 0 ||
    table.fastPrograms == 0 ||
    table.outcomeCells == 0 ||
    candidates == 0
  ) {
    status = fault(TableStatus.noMemory, Column.programStart);
  } else {
    table.fastValueUnit =
      table.valueRule == ValueRounding.exact ? powerOfTen(AMOUNT_DECIMALS - table.minorDigits) : table.valueQuantum;
    // Half to even needs a second look at ties, and no regime so far rounds a charge so.
    if (table.chargeRounding != Rounding.halfEven) {
      for (let program: u32 = 0; program < programs; program++) findCandidate(table, program);
    }
    table.fastDivisor = chooseDivisor(programs);
    writeRecords(table, programs);
  }
  release(candidates);
  return status;
}

function candidateOf(program: u32): usize {
  return candidates + <usize>program * CANDIDATE_BYTES;
}

function divisorOf(program: u32): u64 {
  return load<u64>(candidateOf(program), DIVISOR);
}

function findCandidate(table: Table, program: u32): void {
  const computable = at<u8>(table, Column.programState, program) == ProgramState.computable;
  if (!computable || hasTrait(table, program, ProgramTrait.twoBases)) return;
  const first = at<u32>(table, Column.programStart, program);
  const end = endOf(table, Column.programStart, program);
  for (let sum = first; sum < end; sum++) {
    const last = endOf(table, Column.sumStart, sum);
    for (let term = at<u32>(table, Column.sumStart, sum); term < last; term++) {
      if (!addTerm(table, program, term, at<u8>(table, Column.sumOperator, sum))) return;
    }
    // A floor or a cap of no term would be nought.
    if (at<u8>(table, Column.sumOperator, sum) != SumOperator.first && at<u32>(table, Column.sumStart, sum) == last)
      return;
  }
  const candidate = candidateOf(program);
  let divisor: u64 = 1;
  for (let part: usize = 0; part < PARTS; part++) {
    if (hasPart(candidate, part)) divisor = leastMultiple(divisor, load<u64>(candidate + (part << 4), 8));
  }
  store<u64>(candidate, divisor, DIVISOR);
}

function hasPart(candidate: usize, part: usize): bool {
  return ((load<u64>(candidate, PRESENT) >> part) & 1) == 1;
}

/** Takes in a term: value and quantity once each in the first sum, then a floor and after it a cap of that quantity. */
function addTerm(table: Table, program: u32, term: u32, operator: u32): bool {
  const coefficient = at<i64>(table, Column.termCoefficient, term);
  const basis: u32 = at<u16>(table, Column.termBasis, term);
  const kind = at<u8>(table, Column.basisKind, basis);
  // A top-up: what is left of the others once the ordinary duty, a whole number, is taken off.
  if (kind == BasisKind.baseDuty) return operator == SumOperator.first && isTakenOff(table, program, term, coefficient);
  const isValue = kind == BasisKind.value;
  let part: usize = isValue ? Part.value : Part.quantity;
  if (operator != SumOperator.first) part = isValue ? PARTS : operator == SumOperator.floor ? Part.floor : Part.cap;
  const candidate = candidateOf(program);
  const present = load<u64>(candidate, PRESENT);
  // Parts stand in the order in which they must come, but for value and quantity, whose sum has no order.
  const inOrder = part < PARTS && !hasPart(candidate, part) && (part <= <usize>Part.quantity || present >> part == 0);
  if (!inOrder || coefficient < 0 || at<u8>(table, Column.basisThresholdSense, basis) != Threshold.none) return false;
  if (!isValue && !takeQuantity(table, program, basis)) return false;
  const step = isValue ? table.fastValueUnit : stepOf(table, basis);
  if (step >= MOST_STEP) return false;
  const known = reduceProducts(
    <u64>coefficient,
    step * powerOfTen(table.minorDigits),
    at<u64>(table, Column.programDenominator, program),
    powerOfTen(AMOUNT_DECIMALS),
  );
  if (!known || numerator >= DIVISOR_LIMIT || denominator >= DIVISOR_LIMIT) return false;
  store<u64>(candidate + (part << 4), numerator);
  store<u64>(candidate + (part << 4), denominator, 8);
  store<u64>(candidate, present | ((<u64>1) << part), PRESENT);
  return true;
}

/** The basis is taken off once and whole. */
function isTakenOff(table: Table, program: u32, term: u32, coefficient: i64): bool {
  const whole = -(<i64>at<u64>(table, Column.programDenominator, program));
  const counted = at<u8>(table, Column.basisThresholdSense, at<u16>(table, Column.termBasis, term)) != Threshold.none;
  return coefficient == whole && !counted && at<u16>(table, Column.termFactor, term) == 0;
}

/** A declared quantity in whole steps, the only one of its program. */
function takeQuantity(table: Table, program: u32, basis: u32): bool {
  const slot = table.fastBases + ((<usize>program) << 1);
  const known: u32 = load<u16>(slot);
  store<u16>(slot, <u16>basis);
  return (
    (known == 0 || known == basis) &&
    at<u8>(table, Column.basisKind, basis) == BasisKind.quantity &&
    at<u8>(table, Column.basisRounding, basis) != Rounding.halfEven
  );
}

/** The step in which a quantity is counted, in millionths. */
export function stepOf(table: Table, basis: u32): u64 {
  const quantum = at<u64>(table, Column.basisQuantum, basis);
  return quantum == 0 ? EXACT_STEP : quantum;
}

/** Of two numbers below 2^32; 0 where it is not. */
function leastMultiple(a: u64, b: u64): u64 {
  if (a == 0) return 0;
  const multiple = (a / greatestCommonDivisor(a, b)) * b;
  return multiple < DIVISOR_LIMIT ? multiple : 0;
}

/** Takes in the candidates from small denominators to large ones and keeps the divisor that admits most of them. */
function chooseDivisor(programs: u32): u64 {
  let multiple: u64 = 1;
  let best = scaled(multiple);
  let most = admitted(programs, best);
  for (let bits: u64 = 1; bits <= 32; bits++) {
    for (let program: u32 = 0; program < programs; program++) {
      const divisor = divisorOf(program);
      if (divisor == 0 || 64 - clz(divisor) != bits) continue;
      const next = leastMultiple(multiple, divisor);
      if (next != 0) multiple = next;
    }
    const count = admitted(programs, scaled(multiple));
    if (count <= most) continue;
    most = count;
    best = scaled(multiple);
  }
  return best;
}

/** The least multiple that is even, so that half of it is whole, and large enough to divide by; may be too large. */
function scaled(multiple: u64): u64 {
  const even = multiple << (multiple & 1);
  return even >= LEAST_DIVISOR ? even : even * ((LEAST_DIVISOR + even - 1) / even);
}

function admitted(programs: u32, divisor: u64): u32 {
  let count: u32 = 0;
  for (let program: u32 = 0; program < programs; program++) count += u32(fits(program, divisor));
  return count;
}

/** Over this divisor the coefficients are whole and within their bounds. */
function fits(program: u32, divisor: u64): bool {
  const own = divisorOf(program);
  if (divisor >= DIVISOR_LIMIT || own == 0 || divisor % own != 0) return false;
  for (let part: usize = 0; part < PARTS; part++) {
    if (coefficientOf(program, part, divisor) >= COEFFICIENT_LIMIT) return false;
  }
  return (
    coefficientOf(program, Part.value, divisor) + coefficientOf(program, Part.quantity, divisor) < COEFFICIENT_LIMIT
  );
}

/** A coefficient brought over a divisor, below 2^64; 0 where the program has no such part. */
function coefficientOf(program: u32, part: usize, divisor: u64): u64 {
  const fraction = candidateOf(program) + (part << 4);
  return hasPart(candidateOf(program), part) ? load<u64>(fraction) * (divisor / load<u64>(fraction, 8)) : 0;
}

function writeRecords(table: Table, programs: u32): void {
  for (let program: u32 = 0; program < programs; program++) {
    store<u8>(table.fastPrograms + program, u8(fits(program, table.fastDivisor)));
    if (!fits(program, table.fastDivisor)) {
      store<u64>(candidateOf(program), 0, DIVISOR);
      continue;
    }
    const record = changetype<usize>(recordOf(table, program));
    for (let part: usize = 0; part < PARTS; part++) {
      store<u32>(record + (part << 2), <u32>coefficientOf(program, part, table.fastDivisor));
    }
    if (!hasPart(candidateOf(program), Part.cap)) recordOf(table, program).cap = NO_CAP;
  }
  for (let outcome: u32 = 0; outcome < table.outcomeCount; outcome++) {
    store<u64>(table.outcomeCells + ((<usize>outcome) << 3), cellOf(table, outcomeAt(table, outcome)));
  }
}

/** The cell of an outcome; slow where it has no fast class, or a number that does not fit. */
function cellOf(table: Table, outcome: Outcome): u64 {
  const program = outcome.program;
  if (program > MOST_PROGRAM || outcome.kind > MOST_KIND || divisorOf(program) == 0) return SLOW_CELL;
  const special: u64 = u64(basisOf(table, program) != 0);
  return (
    recordOf(table, program).value |
    ((<u64>program) << PROGRAM_SHIFT) |
    ((<u64>outcome.kind) << KIND_SHIFT) |
    (special << SPECIAL_SHIFT)
  );
}

/** The program has a fast record. */
export function isFastProgram(table: Table, program: u32): bool {
  return load<u8>(table.fastPrograms + program) != 0;
}

@inline
export function recordOf(table: Table, program: u32): FastRecord {
  return changetype<FastRecord>(table.fastRecords + <usize>program * FAST_RECORD_BYTES);
}

/** The quantity that a fast class counts, 0 none. */
@inline
export function basisOf(table: Table, program: u32): u32 {
  return load<u16>(table.fastBases + ((<usize>program) << 1));
}
