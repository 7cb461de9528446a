import { BasisKind, Column, GuardOperator, ProgramState, Rounding, SumOperator, Threshold } from "../abi";

/** Kinds of rows; columns of one kind have one length. */
export const enum Rows {
  meta = 0,
  strings = 1,
  stringBytes = 2,
  regime = 3,
  lines = 4,
  sets = 5,
  references = 6,
  groups = 7,
  measures = 8,
  choices = 9,
  alternatives = 10,
  programs = 11,
  sums = 12,
  terms = 13,
  bases = 14,
  guards = 15,
  steps = 16,
  areas = 17,
  members = 18,
  claims = 19,
  families = 20,
  held = 21,
  /** No column of its own: the countries there are. */
  countries = 22,
}
export const ROWS_COUNT = 23;

/** What must hold for each element of a column. */
export const enum Rule {
  any = 0,
  /** Offsets into the target rows: one more than the rows, from 0, never falling, to the end of the target. */
  starts = 1,
  /** A row of the target. */
  index = 2,
  /** The same, but a table may do without the column. */
  optionalIndex = 3,
  /** Below the number that stands for the target. */
  below = 4,
}

/** Five i32. */
export const SHAPE_BYTES: usize = 20;

/** Column, bytes an element, its rows, rule, the rows or the number that the rule is about. */
// biome-ignore format: a table
export const SHAPES = memory.data<i32>([
  Column.meta, 1, Rows.meta, Rule.any, 0,
  Column.stringStart, 4, Rows.strings, Rule.starts, Rows.stringBytes,
  Column.stringBytes, 1, Rows.stringBytes, Rule.any, 0,
  Column.regime, 8, Rows.regime, Rule.any, 0,
  Column.lineCodeDelta, 8, Rows.lines, Rule.any, 0,
  Column.lineFrom, 4, Rows.lines, Rule.any, 0,
  Column.lineTo, 4, Rows.lines, Rule.any, 0,
  Column.lineKnown, 4, Rows.lines, Rule.any, 0,
  Column.lineEndKnown, 4, Rows.lines, Rule.any, 0,
  Column.lineUnits, 2, Rows.lines, Rule.any, 0,
  Column.lineDigits, 1, Rows.lines, Rule.any, 0,
  Column.lineGuard, 2, Rows.lines, Rule.index, Rows.guards,
  Column.lineSet, 4, Rows.lines, Rule.index, Rows.sets,
  Column.lineSet + 1, 4, Rows.lines, Rule.optionalIndex, Rows.sets,
  Column.lineSet + 2, 4, Rows.lines, Rule.optionalIndex, Rows.sets,
  Column.lineSet + 3, 4, Rows.lines, Rule.optionalIndex, Rows.sets,
  Column.lineSet + 4, 4, Rows.lines, Rule.optionalIndex, Rows.sets,
  Column.setStart, 4, Rows.sets, Rule.starts, Rows.references,
  Column.setGroup, 4, Rows.references, Rule.index, Rows.groups,
  Column.groupStart, 4, Rows.groups, Rule.starts, Rows.measures,
  Column.measureArea, 2, Rows.measures, Rule.index, Rows.areas,
  Column.measureExcept, 2, Rows.measures, Rule.index, Rows.areas,
  Column.measureClaim, 2, Rows.measures, Rule.index, Rows.claims,
  Column.measureKind, 2, Rows.measures, Rule.any, 0,
  Column.measureChoice, 4, Rows.measures, Rule.index, Rows.choices,
  Column.choiceStart, 4, Rows.choices, Rule.starts, Rows.alternatives,
  Column.alternativeGuard, 2, Rows.alternatives, Rule.index, Rows.guards,
  Column.alternativeProgram, 4, Rows.alternatives, Rule.index, Rows.programs,
  Column.programStart, 4, Rows.programs, Rule.starts, Rows.sums,
  Column.programDenominator, 8, Rows.programs, Rule.any, 0,
  Column.programText, 4, Rows.programs, Rule.index, Rows.strings,
  Column.programState, 1, Rows.programs, Rule.below, ProgramState.refused + 1,
  Column.sumStart, 4, Rows.sums, Rule.starts, Rows.terms,
  Column.sumOperator, 1, Rows.sums, Rule.below, SumOperator.cap + 1,
  Column.termCoefficient, 8, Rows.terms, Rule.any, 0,
  Column.termBasis, 2, Rows.terms, Rule.index, Rows.bases,
  Column.termFactor, 2, Rows.terms, Rule.index, Rows.bases,
  Column.basisKind, 1, Rows.bases, Rule.below, BasisKind.componentsHighest + 1,
  Column.basisKey, 2, Rows.bases, Rule.any, 0,
  Column.basisUnitNumerator, 8, Rows.bases, Rule.any, 0,
  Column.basisUnitDenominator, 8, Rows.bases, Rule.any, 0,
  Column.basisQuantum, 8, Rows.bases, Rule.any, 0,
  Column.basisRounding, 1, Rows.bases, Rule.below, Rounding.up + 1,
  Column.basisThreshold, 8, Rows.bases, Rule.any, 0,
  Column.basisThresholdSense, 1, Rows.bases, Rule.below, Threshold.under + 1,
  Column.basisText, 4, Rows.bases, Rule.index, Rows.strings,
  Column.guardStart, 4, Rows.guards, Rule.starts, Rows.steps,
  Column.guardOperator, 1, Rows.steps, Rule.below, GuardOperator.not + 1,
  Column.guardFirst, 4, Rows.steps, Rule.any, 0,
  Column.guardSecond, 4, Rows.steps, Rule.any, 0,
  Column.areaStart, 4, Rows.areas, Rule.starts, Rows.members,
  Column.memberCountry, 2, Rows.members, Rule.index, Rows.countries,
  Column.memberFrom, 4, Rows.members, Rule.any, 0,
  Column.memberTo, 4, Rows.members, Rule.any, 0,
  Column.memberKnown, 4, Rows.members, Rule.any, 0,
  Column.memberEndKnown, 4, Rows.members, Rule.any, 0,
  Column.claimArea, 2, Rows.claims, Rule.index, Rows.areas,
  Column.familyApplies, 1, Rows.families, Rule.any, 0,
  Column.heldFamily, 1, Rows.held, Rule.index, Rows.families,
  Column.heldFrom, 4, Rows.held, Rule.any, 0,
  Column.heldTo, 4, Rows.held, Rule.any, 0,
]);
const SHAPE_COUNT: usize = 61;
export const SHAPES_END: usize = SHAPES + SHAPE_COUNT * SHAPE_BYTES;
