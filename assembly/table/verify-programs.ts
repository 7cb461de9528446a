import { BasisKind, Column, MAX_SUMS, MAX_TERMS, SumOperator, TableStatus, Threshold } from "../abi";
import { allocateClear } from "../memory";
import { fault } from "./status";
import { at, count, endOf, rowsOf, Table } from "./table";

/** What a program asks of its evaluation; bits. */
export const enum ProgramTrait {
  /** Some term multiplies two bases. */
  twoBases = 1,
  /** Some term counts the value at the components' highest ratio. */
  highest = 2,
  /** Cannot be used in a guard: needs the rounded value or the components. */
  afterRounding = 4,
  /** Counts what only layers can: the ordinary duty, an amount per entry. */
  ofLayer = 8,
}

/** Leaves 2^40 for the scale of two bases within the 96 bits of a result's denominator. */
const MOST_DENOMINATOR: u64 = 1 << 56;

/** Units are fractions; the components' highest ratio is taken as it is. */
export function verifyBases(table: Table): i32 {
  const bases = count(table, Column.basisKind);
  if (bases == 0) return fault(TableStatus.badIndex, Column.basisKind);
  for (let basis: u32 = 1; basis < bases; basis++) {
    const kind = at<u8>(table, Column.basisKind, basis);
    if (kind == BasisKind.none) return fault(TableStatus.badIndex, Column.basisKind);
    if (at<u64>(table, Column.basisUnitNumerator, basis) == 0) {
      return fault(TableStatus.badProgram, Column.basisUnitNumerator);
    }
    if (at<u64>(table, Column.basisUnitDenominator, basis) == 0) {
      return fault(TableStatus.badProgram, Column.basisUnitDenominator);
    }
    const plain =
      at<u64>(table, Column.basisQuantum, basis) == 0 &&
      at<u8>(table, Column.basisThresholdSense, basis) == Threshold.none;
    if (kind == BasisKind.componentsHighest && !plain) return fault(TableStatus.badProgram, Column.basisKind);
  }
  return 0;
}

/** Each program is a left fold of sums of known bases over a denominator; notes its traits and its rate of the value. */
export function verifyPrograms(table: Table): i32 {
  const programs = rowsOf(table, Column.programStart);
  table.programTraits = allocateClear(programs + 1);
  table.valueRates = allocateClear(<usize>programs * 8 + 8);
  if (table.programTraits == 0 || table.valueRates == 0) return fault(TableStatus.noMemory, Column.programStart);
  for (let program: u32 = 0; program < programs; program++) {
    const denominator = at<u64>(table, Column.programDenominator, program);
    if (denominator == 0 || denominator >= MOST_DENOMINATOR) {
      return fault(TableStatus.badProgram, Column.programDenominator);
    }
    const first = at<u32>(table, Column.programStart, program);
    const end = endOf(table, Column.programStart, program);
    if (end - first > <u32>MAX_SUMS) return fault(TableStatus.tooMuchWork, Column.programStart);
    for (let sum = first; sum < end; sum++) {
      if ((at<u8>(table, Column.sumOperator, sum) == SumOperator.first) != (sum == first)) {
        return fault(TableStatus.badProgram, Column.sumOperator);
      }
      const status = verifySum(table, program, sum);
      if (status != 0) return status;
    }
  }
  return 0;
}

function verifySum(table: Table, program: u32, sum: u32): i32 {
  const first = at<u32>(table, Column.sumStart, sum);
  const end = endOf(table, Column.sumStart, sum);
  if (end - first > <u32>MAX_TERMS) return fault(TableStatus.tooMuchWork, Column.sumStart);
  for (let term = first; term < end; term++) {
    const basis: u32 = at<u16>(table, Column.termBasis, term);
    const factor: u32 = at<u16>(table, Column.termFactor, term);
    const coefficient = at<i64>(table, Column.termCoefficient, term);
    if (basis == 0) return fault(TableStatus.badIndex, Column.termBasis);
    if (coefficient == i64.MIN_VALUE) return fault(TableStatus.badProgram, Column.termCoefficient);
    const kind = at<u8>(table, Column.basisKind, basis);
    const factorKind = factor == 0 ? BasisKind.none : at<u8>(table, Column.basisKind, factor);
    const highest = kind == BasisKind.componentsHighest;
    if (factorKind == BasisKind.componentsHighest || (highest && factor != 0)) {
      return fault(TableStatus.badProgram, Column.termFactor);
    }
    addTraits(table, program, kind, factorKind);
    if (kind == BasisKind.value && factor == 0 && !addValueRate(table, program, coefficient)) {
      return fault(TableStatus.badProgram, Column.termCoefficient);
    }
  }
  return 0;
}

function addTraits(table: Table, program: u32, kind: u32, factorKind: u32): void {
  let traits: u32 = 0;
  if (factorKind != BasisKind.none) traits |= ProgramTrait.twoBases;
  if (kind == BasisKind.componentsHighest) traits |= ProgramTrait.highest;
  if (isAfterRounding(kind) || isAfterRounding(factorKind)) traits |= ProgramTrait.afterRounding;
  if (isOfLayer(kind) || isOfLayer(factorKind)) traits |= ProgramTrait.ofLayer | ProgramTrait.afterRounding;
  store<u8>(table.programTraits + program, <u8>(load<u8>(table.programTraits + program) | traits));
}

function isAfterRounding(kind: u32): bool {
  return kind == BasisKind.value || kind == BasisKind.componentsSum || kind == BasisKind.componentsHighest;
}

function isOfLayer(kind: u32): bool {
  return kind == BasisKind.baseDuty || kind == BasisKind.entry;
}

/** Adds to the numerator of the share of the value that a program takes; false where it leaves 64 bits. */
function addValueRate(table: Table, program: u32, coefficient: i64): bool {
  const slot = table.valueRates + ((<usize>program) << 3);
  const before = load<i64>(slot);
  const after = before + coefficient;
  store<i64>(slot, after);
  return ((before ^ after) & (coefficient ^ after)) >= 0;
}

export function hasTrait(table: Table, program: u32, trait: ProgramTrait): bool {
  return (load<u8>(table.programTraits + program) & trait) != 0;
}
