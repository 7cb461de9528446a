import { AMOUNT_DECIMALS, BasisKind, Column, ProgramState, Rounding, SumOperator, TableStatus, Threshold, ValueRounding } from "../abi";
import { powerOfTen } from "../arithmetic/decimal";
import { greatestCommonDivisor } from "../arithmetic/fraction";
import { high, low, product } from "../arithmetic/wide";
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
const COEFFICIENT_LIMIT: u64 = 1 << 31;
/** The step of a quantity that is not rounded, in millionths: one that has more decimals is not fast. */
export const EXACT_STEP: u64 = 1000;

/** A program's coefficients as fractions of a minor unit per step; kept while the divisor is chosen. */
@unmanaged
class Candidate {
  /** Numerators and denominators of value, quantity, floor and cap. */
  value: u64;
  valueParts: u64;
  quantity: u64;
  quantityParts: u64;
  floor: u64;
  floorParts: u64;
  cap: u64;
  capParts: u64;
  hasCap: u64;
  /** The least divisor that makes all of them whole, 0: not a candidate. */
  divisor: u64;
}
const CANDIDATE_BYTES: usize = offsetof<Candidate>();
let candidates: usize = 0;

function candidateAt(program: u32): Candidate {
  return changetype<Candidate>(candidates + <usize>program * CANDIDATE_BYTES);
}

/** Finds the programs that a fast record can hold, and the cells of the outcomes. */
export function buildFastClasses(table: Table): i32 {
  const programs = rowsOf(table, Column.programStart);
  table.fastRecords = allocate(<usize>programs * FAST_RECORD_BYTES + FAST_RECORD_BYTES);
  table.fastBases = allocateClear(<usize>programs * 2 + 2);
  candidates = allocateClear(<usize>programs * CANDIDATE_BYTES + 1);
  let status: i32 = 0;
  table.outcomeCells = allocate(<usize>table.outcomeCount * 8);
  if (table.fastRecords == 0 || table.fastBases == 0 || table.outcomeCells == 0 || candidates == 0) {
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

function findCandidate(table: Table, program: u32): void {
  const candidate = candidateAt(program);
  const computable = at<u8>(table, Column.programState, program) == ProgramState.computable;
  if (!computable || hasTrait(table, program, ProgramTrait.twoBases)) return;
  candidate.valueParts = 1;
  candidate.quantityParts = 1;
  candidate.floorParts = 1;
  candidate.capParts = 1;
  const first = at<u32>(table, Column.programStart, program);
  const end = endOf(table, Column.programStart, program);
  for (let sum = first; sum < end; sum++) {
    if (!addSum(table, program, candidate, sum, at<u8>(table, Column.sumOperator, sum))) return;
  }
  let divisor = leastMultiple(candidate.valueParts, candidate.quantityParts);
  divisor = leastMultiple(divisor, candidate.floorParts);
  candidate.divisor = leastMultiple(divisor, candidate.capParts);
}

/** Takes in a sum: value and one quantity in the first, then at most a floor and after it a cap of that quantity. */
function addSum(table: Table, program: u32, candidate: Candidate, sum: u32, operator: u32): bool {
  const first = at<u32>(table, Column.sumStart, sum);
  const end = endOf(table, Column.sumStart, sum);
  if (operator != SumOperator.first && end - first != 1) return false;
  for (let term = first; term < end; term++) {
    const coefficient = at<i64>(table, Column.termCoefficient, term);
    const basis: u32 = at<u16>(table, Column.termBasis, term);
    const isValue = at<u8>(table, Column.basisKind, basis) == BasisKind.value;
    if (coefficient < 0 || (isValue ? !isPlain(table, basis) : !takeQuantity(table, program, basis))) return false;
    const step = isValue ? table.fastValueUnit : stepOf(table, basis);
    if (!toMinorUnits(table, program, <u64>coefficient, step)) return false;
    if (operator == SumOperator.first) {
      if (isValue ? candidate.value != 0 : candidate.quantity != 0) return false;
      if (isValue) {
        candidate.value = top;
        candidate.valueParts = bottom;
      } else {
        candidate.quantity = top;
        candidate.quantityParts = bottom;
      }
    } else if (isValue || candidate.hasCap != 0 || (operator == SumOperator.floor && candidate.floor != 0)) {
      return false;
    } else if (operator == SumOperator.floor) {
      candidate.floor = top;
      candidate.floorParts = bottom;
    } else {
      candidate.cap = top;
      candidate.capParts = bottom;
      candidate.hasCap = 1;
    }
  }
  return true;
}

/** The basis is just the rounded value: its own row adds nothing. */
function isPlain(table: Table, basis: u32): bool {
  return at<u8>(table, Column.basisThresholdSense, basis) == Threshold.none;
}

/** A declared quantity in whole steps, the only one of its program. */
function takeQuantity(table: Table, program: u32, basis: u32): bool {
  const slot = table.fastBases + (<usize>program << 1);
  const known: u32 = load<u16>(slot);
  store<u16>(slot, <u16>basis);
  return (
    (known == 0 || known == basis) &&
    at<u8>(table, Column.basisKind, basis) == BasisKind.quantity &&
    at<u8>(table, Column.basisRounding, basis) != Rounding.halfEven &&
    isPlain(table, basis)
  );
}

/** The step in which a quantity is counted, in millionths. */
export function stepOf(table: Table, basis: u32): u64 {
  const quantum = at<u64>(table, Column.basisQuantum, basis);
  return quantum == 0 ? EXACT_STEP : quantum;
}

let top: u64 = 0;
let bottom: u64 = 0;

/** coefficient / denominator units of currency a unit, as minor units a step: top / bottom, both below 2^32. */
function toMinorUnits(table: Table, program: u32, coefficient: u64, step: u64): bool {
  product(step, powerOfTen(table.minorDigits));
  if (high != 0) return false;
  let factor = low;
  let parts = powerOfTen(AMOUNT_DECIMALS);
  let divisor = greatestCommonDivisor(factor, parts);
  factor /= divisor;
  parts /= divisor;
  let denominator = at<u64>(table, Column.programDenominator, program);
  divisor = greatestCommonDivisor(coefficient, denominator);
  coefficient /= divisor;
  denominator /= divisor;
  divisor = greatestCommonDivisor(coefficient, parts);
  coefficient /= divisor;
  parts /= divisor;
  divisor = greatestCommonDivisor(factor, denominator);
  factor /= divisor;
  denominator /= divisor;
  product(coefficient, factor);
  top = low;
  if (high != 0 || top >= DIVISOR_LIMIT) return false;
  product(denominator, parts);
  bottom = low;
  return high == 0 && bottom < DIVISOR_LIMIT;
}

/** Of two numbers below 2^32; 0 where it is not. */
function leastMultiple(a: u64, b: u64): u64 {
  if (a == 0 || b == 0) return 0;
  const multiple = (a / greatestCommonDivisor(a, b)) * b;
  return multiple < DIVISOR_LIMIT ? multiple : 0;
}

/** Takes in the candidates from small denominators to large ones and keeps the divisor that admits most of them. */
function chooseDivisor(programs: u32): u64 {
  let multiple: u64 = 1;
  let best = scaled(multiple);
  let most = admitted(programs, best);
  for (let bits: u32 = 1; bits <= 32; bits++) {
    const before = multiple;
    for (let program: u32 = 0; program < programs; program++) {
      const divisor = candidateAt(program).divisor;
      if (divisor == 0 || 64 - <u32>clz(divisor) != bits) continue;
      const next = leastMultiple(multiple, divisor);
      if (next != 0) multiple = next;
    }
    if (multiple == before) continue;
    const count = admitted(programs, scaled(multiple));
    if (count <= most) continue;
    most = count;
    best = scaled(multiple);
  }
  return best;
}

/** The least multiple that is even, so that half of it is whole, and large enough to divide by; may be too large. */
function scaled(multiple: u64): u64 {
  const even = (multiple & 1) == 0 ? multiple : multiple << 1;
  return even >= LEAST_DIVISOR ? even : even * ((LEAST_DIVISOR + even - 1) / even);
}

function admitted(programs: u32, divisor: u64): u32 {
  let count: u32 = 0;
  for (let program: u32 = 0; program < programs; program++) count += u32(fits(candidateAt(program), divisor));
  return count;
}

/** Over this divisor the coefficients are whole and within their bounds. */
function fits(candidate: Candidate, divisor: u64): bool {
  if (divisor >= DIVISOR_LIMIT || candidate.divisor == 0 || divisor % candidate.divisor != 0) return false;
  const value = scale(candidate.value, candidate.valueParts, divisor);
  const quantity = scale(candidate.quantity, candidate.quantityParts, divisor);
  return (
    value < COEFFICIENT_LIMIT &&
    value + quantity < COEFFICIENT_LIMIT &&
    quantity < COEFFICIENT_LIMIT &&
    scale(candidate.floor, candidate.floorParts, divisor) < COEFFICIENT_LIMIT &&
    scale(candidate.cap, candidate.capParts, divisor) < COEFFICIENT_LIMIT
  );
}

/** A fraction with a numerator below 2^32 brought over a divisor below 2^32: below 2^64. */
function scale(numerator: u64, parts: u64, divisor: u64): u64 {
  return numerator * (divisor / parts);
}

function writeRecords(table: Table, programs: u32): void {
  const divisor = table.fastDivisor;
  for (let program: u32 = 0; program < programs; program++) {
    const candidate = candidateAt(program);
    if (!fits(candidate, divisor)) {
      candidate.divisor = 0;
      continue;
    }
    const record = recordOf(table, program);
    record.value = <u32>scale(candidate.value, candidate.valueParts, divisor);
    record.quantity = <u32>scale(candidate.quantity, candidate.quantityParts, divisor);
    record.floor = <u32>scale(candidate.floor, candidate.floorParts, divisor);
    record.cap = candidate.hasCap == 0 ? NO_CAP : <u32>scale(candidate.cap, candidate.capParts, divisor);
  }
  for (let outcome: u32 = 0; outcome < table.outcomeCount; outcome++) {
    store<u64>(table.outcomeCells + (<usize>outcome << 3), cellOf(table, outcomeAt(table, outcome)));
  }
}

/** The cell of an outcome; slow where it has no fast class, or a number that does not fit. */
function cellOf(table: Table, outcome: Outcome): u64 {
  const program = outcome.program;
  if (program > MOST_PROGRAM || outcome.kind > MOST_KIND || candidateAt(program).divisor == 0) return SLOW_CELL;
  const special: u64 = u64(basisOf(table, program) != 0);
  return (
    recordOf(table, program).value |
    (<u64>program << PROGRAM_SHIFT) |
    (<u64>outcome.kind << KIND_SHIFT) |
    (special << SPECIAL_SHIFT)
  );
}

// @ts-ignore: decorator
@inline
export function recordOf(table: Table, program: u32): FastRecord {
  return changetype<FastRecord>(table.fastRecords + <usize>program * FAST_RECORD_BYTES);
}

/** The quantity that a fast class counts, 0 none. */
// @ts-ignore: decorator
@inline
export function basisOf(table: Table, program: u32): u32 {
  return load<u16>(table.fastBases + (<usize>program << 1));
}
