import { TableStatus } from "../abi";
import {
  AMOUNTS,
  ANY_STATUS,
  BASES,
  FactKind,
  FactRow,
  MAX_ALLOWANCES,
  METHODS,
  ORIGIN_CODE_END,
  ORIGIN_FORMAT_VERSION,
  ORIGIN_MAGIC_HIGH,
  ORIGIN_MAGIC_LOW,
  OriginColumn,
  PRODUCT_VALUES,
  RangeRow,
  SelectionRow,
  StatusBit,
  TestKind,
} from "../abi-origin";
import { checkElements, checkHeader, countRows, openContainer, readDirectory, rowsOfKind } from "../table/container";
import { fault } from "../table/status";
import { Rows, SHAPES, SHAPES_END } from "./shape";
import { at, directoryOf, endOf, table } from "./table";
import { verifyPrograms } from "./verify-programs";

/** Checks every count, offset, index, code, limit and program, so that no reader needs to. 0, or a `TableStatus`. */
export function verify(): i32 {
  openContainer(table.bytes, table.length, directoryOf(), SHAPES, SHAPES_END);
  let status = checkHeader(ORIGIN_MAGIC_LOW, ORIGIN_MAGIC_HIGH, ORIGIN_FORMAT_VERSION);
  if (status == 0) status = readDirectory();
  if (status == 0) status = countRows();
  if (status == 0) status = checkElements();
  if (status == 0) status = verifyReserved();
  if (status == 0) status = verifyLimits();
  if (status == 0) status = verifySelections();
  if (status == 0) status = verifyTests();
  if (status == 0) status = verifyTolerances();
  if (status == 0) status = verifyPrograms();
  if (status == 0) {
    table.agreements = rowsOfKind(Rows.agreements);
    table.programs = rowsOfKind(Rows.programs);
    table.facts = rowsOfKind(Rows.facts);
  }
  return status;
}

/** The rows that the evaluator takes for granted. */
function verifyReserved(): i32 {
  if (rowsOfKind(Rows.programs) == 0 || endOf(OriginColumn.programStart, 0) != 0)
    return fault(TableStatus.badProgram, OriginColumn.programStart);
  if (rowsOfKind(Rows.facts) <= <u32>FactRow.otherNature) return fault(TableStatus.badIndex, OriginColumn.factKind);
  for (let fact: u32 = 0; fact < rowsOfKind(Rows.facts); fact++) {
    const kind = <u32>at<u8>(OriginColumn.factKind, fact);
    const isQuality = fact == FactRow.earlierStage || fact == FactRow.otherNature;
    if ((kind == FactKind.none) != (fact == FactRow.none) || (isQuality && kind != FactKind.material))
      return fault(TableStatus.badIndex, OriginColumn.factKind);
  }
  if (rowsOfKind(Rows.limits) == 0) return fault(TableStatus.badIndex, OriginColumn.limitNumerator);
  return 0;
}

/** Shares from 0 to 1. */
function verifyLimits(): i32 {
  for (let row: u32 = 0; row < rowsOfKind(Rows.limits); row++) {
    const denominator = at<u32>(OriginColumn.limitDenominator, row);
    if (denominator == 0 || at<u32>(OriginColumn.limitNumerator, row) > denominator)
      return fault(TableStatus.badIndex, OriginColumn.limitDenominator);
  }
  return 0;
}

function verifySelections(): i32 {
  if (rowsOfKind(Rows.ranges) < <u32>RangeRow.codes) return fault(TableStatus.badIndex, OriginColumn.rangeFrom);
  for (let row: u32 = RangeRow.codes; row < rowsOfKind(Rows.ranges); row++) {
    const to = at<u64>(OriginColumn.rangeTo, row);
    if (at<u64>(OriginColumn.rangeFrom, row) > to || to >= <u64>ORIGIN_CODE_END)
      return fault(TableStatus.badOrder, OriginColumn.rangeTo);
  }
  if (rowsOfKind(Rows.selections) <= <u32>SelectionRow.every)
    return fault(TableStatus.badIndex, OriginColumn.selectionStart);
  for (let selector: u32 = 0; selector < rowsOfKind(Rows.selectors); selector++) {
    if (!isNoneOr(at<u16>(OriginColumn.selectorQuality, selector), FactKind.material))
      return fault(TableStatus.badIndex, OriginColumn.selectorQuality);
  }
  // Row 1 is asked before its selectors are looked at.
  const every = endOf(OriginColumn.selectionStart, 0);
  const isEvery =
    endOf(OriginColumn.selectionStart, SelectionRow.every) == every + 1 &&
    at<u8>(OriginColumn.selectorExcept, every) == 0 &&
    at<u16>(OriginColumn.selectorRange, every) == RangeRow.any &&
    at<u16>(OriginColumn.selectorQuality, every) == FactRow.none;
  return isEvery ? 0 : fault(TableStatus.badIndex, OriginColumn.selectionStart);
}

function isNoneOr(fact: u32, kind: FactKind): bool {
  return fact == FactRow.none || at<u8>(OriginColumn.factKind, fact) == <u8>kind;
}

function verifyTests(): i32 {
  for (let test: u32 = 0; test < rowsOfKind(Rows.tests); test++) {
    const column = flawOfTest(test);
    if (column != 0) return fault(TableStatus.badIndex, column);
  }
  for (let row: u32 = 0; row < rowsOfKind(Rows.allowances); row++) {
    const bases = <u32>at<u16>(OriginColumn.allowanceBases, row);
    if (bases >= <u32>BASES || (at<u16>(OriginColumn.allowanceLimit, row) != 0) != (bases != 0))
      return fault(TableStatus.badIndex, OriginColumn.allowanceBases);
  }
  return 0;
}

/** The column in which a test says what its kind cannot; 0 where it is sound. */
function flawOfTest(test: u32): u32 {
  const kind = <u32>at<u8>(OriginColumn.testKind, test);
  const detail = <u32>at<u8>(OriginColumn.testDetail, test);
  const bases = <u32>at<u16>(OriginColumn.testBases, test);
  const fact = <u32>at<u16>(OriginColumn.testFact, test);
  const about = fact == FactRow.none ? <u32>FactKind.none : <u32>at<u8>(OriginColumn.factKind, fact);
  const selects = at<u16>(OriginColumn.testSelection, test) != SelectionRow.none;
  const allowances = endOf(OriginColumn.testAllowances, test) - at<u32>(OriginColumn.testAllowances, test);
  if (allowances != 0 && (kind != TestKind.change || allowances > <u32>MAX_ALLOWANCES))
    return OriginColumn.testAllowances;
  switch (kind) {
    case TestKind.change:
      return detail <= <u32>RangeRow.sameSubheading ? 0 : OriginColumn.testDetail;
    case TestKind.madeFrom:
      return selects ? 0 : OriginColumn.testSelection;
    case TestKind.all:
      if (detail != <u32>StatusBit.wholly && detail != <u32>(StatusBit.wholly | StatusBit.originating))
        return OriginColumn.testDetail;
      return selects ? 0 : OriginColumn.testSelection;
    case TestKind.share:
      if (detail == 0 || detail > <u32>ANY_STATUS) return OriginColumn.testDetail;
      if (bases == 0 || bases >= <u32>BASES) return OriginColumn.testBases;
      return selects ? 0 : OriginColumn.testSelection;
    case TestKind.rvc:
      if (detail >= <u32>METHODS) return OriginColumn.testDetail;
      if (bases == 0 || bases > <u32>PRODUCT_VALUES) return OriginColumn.testBases;
      return selects ? 0 : OriginColumn.testSelection;
    case TestKind.declared:
      return about >= <u32>FactKind.process && about <= <u32>FactKind.quota ? 0 : OriginColumn.testFact;
    case TestKind.figure:
      return about == FactKind.figure ? 0 : OriginColumn.testFact;
    default:
      return 0;
  }
}

function verifyTolerances(): i32 {
  for (let row: u32 = 0; row < rowsOfKind(Rows.caps); row++) {
    if (at<u8>(OriginColumn.capBase, row) >= <u8>AMOUNTS) return fault(TableStatus.badIndex, OriginColumn.capBase);
  }
  for (let row: u32 = 0; row < rowsOfKind(Rows.conditions); row++) {
    if (!isNoneOr(at<u16>(OriginColumn.conditionFact, row), FactKind.product))
      return fault(TableStatus.badIndex, OriginColumn.conditionFact);
  }
  for (let row: u32 = 0; row < rowsOfKind(Rows.exclusions); row++) {
    if (!isNoneOr(at<u16>(OriginColumn.exclusionFact, row), FactKind.product))
      return fault(TableStatus.badIndex, OriginColumn.exclusionFact);
  }
  return 0;
}
