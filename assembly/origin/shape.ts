import { FACT_KINDS, NodeKind, OriginColumn, SENSES, TEST_KINDS } from "../abi-origin";

/** Kinds of rows; columns of one kind have one length. */
export const enum Rows {
  meta = 0,
  agreements = 1,
  rules = 2,
  tolerances = 3,
  periods = 4,
  programs = 5,
  nodes = 6,
  tests = 7,
  allowances = 8,
  limits = 9,
  selections = 10,
  selectors = 11,
  ranges = 12,
  facts = 13,
  conditions = 14,
  exclusions = 15,
  alternatives = 16,
  caps = 17,
}
export const ROWS_COUNT = 18;

/** What must hold for each element of a column. */
export const enum Check {
  any = 0,
  /** Offsets into the target rows: one more than the rows, from 0, never falling, to the end of the target. */
  starts = 1,
  /** A row of the target. */
  index = 2,
  /** The same, and not the row 0. */
  some = 3,
  /** Below the number that stands for the target. */
  below = 4,
}

/** Five i32. */
export const SHAPE_BYTES: usize = 20;

/** Column, bytes an element, its rows, check, the rows or the number that the check is about. */
// biome-ignore format: a table
export const SHAPES = memory.data<i32>([
  OriginColumn.meta, 1, Rows.meta, Check.any, 0,
  OriginColumn.agreementRules, 4, Rows.agreements, Check.starts, Rows.rules,
  OriginColumn.agreementTolerances, 4, Rows.agreements, Check.starts, Rows.tolerances,
  OriginColumn.ruleCodeDelta, 8, Rows.rules, Check.any, 0,
  OriginColumn.rulePeriod, 2, Rows.rules, Check.index, Rows.periods,
  OriginColumn.ruleProgram, 2, Rows.rules, Check.index, Rows.programs,
  OriginColumn.ruleAnnexes, 2, Rows.rules, Check.any, 0,
  OriginColumn.periodSince, 4, Rows.periods, Check.any, 0,
  OriginColumn.periodUntil, 4, Rows.periods, Check.any, 0,
  OriginColumn.programStart, 4, Rows.programs, Check.starts, Rows.nodes,
  OriginColumn.nodeKind, 1, Rows.nodes, Check.below, NodeKind.part + 1,
  OriginColumn.nodeFlags, 1, Rows.nodes, Check.below, 2,
  OriginColumn.nodeLength, 2, Rows.nodes, Check.any, 0,
  OriginColumn.nodeOperand, 2, Rows.nodes, Check.any, 0,
  OriginColumn.testKind, 1, Rows.tests, Check.below, TEST_KINDS,
  OriginColumn.testDetail, 1, Rows.tests, Check.any, 0,
  OriginColumn.testSense, 1, Rows.tests, Check.below, SENSES,
  OriginColumn.testBases, 2, Rows.tests, Check.any, 0,
  OriginColumn.testLimit, 2, Rows.tests, Check.index, Rows.limits,
  OriginColumn.testSelection, 2, Rows.tests, Check.index, Rows.selections,
  OriginColumn.testOther, 2, Rows.tests, Check.index, Rows.selections,
  OriginColumn.testFact, 2, Rows.tests, Check.index, Rows.facts,
  OriginColumn.testAllowances, 4, Rows.tests, Check.starts, Rows.allowances,
  OriginColumn.allowanceSelection, 2, Rows.allowances, Check.some, Rows.selections,
  OriginColumn.allowanceLimit, 2, Rows.allowances, Check.index, Rows.limits,
  OriginColumn.allowanceBases, 2, Rows.allowances, Check.any, 0,
  OriginColumn.limitNumerator, 4, Rows.limits, Check.any, 0,
  OriginColumn.limitDenominator, 4, Rows.limits, Check.any, 0,
  OriginColumn.selectionStart, 4, Rows.selections, Check.starts, Rows.selectors,
  OriginColumn.selectorExcept, 1, Rows.selectors, Check.below, 2,
  OriginColumn.selectorRange, 2, Rows.selectors, Check.index, Rows.ranges,
  OriginColumn.selectorQuality, 2, Rows.selectors, Check.index, Rows.facts,
  OriginColumn.rangeFrom, 8, Rows.ranges, Check.any, 0,
  OriginColumn.rangeTo, 8, Rows.ranges, Check.any, 0,
  OriginColumn.factKind, 1, Rows.facts, Check.below, FACT_KINDS,
  OriginColumn.toleranceFlags, 1, Rows.tolerances, Check.below, 16,
  OriginColumn.toleranceGoods, 2, Rows.tolerances, Check.some, Rows.selections,
  OriginColumn.toleranceMaterials, 2, Rows.tolerances, Check.some, Rows.selections,
  OriginColumn.toleranceFacts, 4, Rows.tolerances, Check.starts, Rows.conditions,
  OriginColumn.conditionFact, 2, Rows.conditions, Check.some, Rows.facts,
  OriginColumn.toleranceExclusions, 4, Rows.tolerances, Check.starts, Rows.exclusions,
  OriginColumn.exclusionGoods, 2, Rows.exclusions, Check.some, Rows.selections,
  OriginColumn.exclusionFact, 2, Rows.exclusions, Check.index, Rows.facts,
  OriginColumn.exclusionMaterials, 2, Rows.exclusions, Check.some, Rows.selections,
  OriginColumn.exclusionLevel, 1, Rows.exclusions, Check.below, 4,
  OriginColumn.toleranceAlternatives, 4, Rows.tolerances, Check.starts, Rows.alternatives,
  OriginColumn.alternativeCaps, 4, Rows.alternatives, Check.starts, Rows.caps,
  OriginColumn.capSelection, 2, Rows.caps, Check.some, Rows.selections,
  OriginColumn.capLimit, 2, Rows.caps, Check.some, Rows.limits,
  OriginColumn.capBase, 1, Rows.caps, Check.below, 11,
]);
const SHAPE_COUNT: usize = 50;
export const SHAPES_END: usize = SHAPES + SHAPE_COUNT * SHAPE_BYTES;
