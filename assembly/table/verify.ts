import { Column, FAMILY_COUNT, REGIME_FIELDS, RegimeField, Rounding, TableStatus, ValueRounding } from "../abi";
import { AMOUNT_DECIMALS, COUNTRY_COUNT, MAX_ALTERNATIVES, MAX_CODE_DIGITS } from "../abi";
import { fault, mayWork } from "./status";
import { at, column, count, endOf, rowsOf, Table } from "./table";
import { verifyBases, verifyPrograms } from "./verify-programs";
import { verifyGuards } from "./verify-guards";

/** Rows, and so classes, fit 20 bits of a slot; outcomes and pages fit 16 bits. */
const MOST_LINES: u32 = (1 << 20) - 2;
const MOST_ROWS_OF_CODE: u32 = 1024;
const MOST_CHOICES: u32 = 65534;
/** Measures that all sets together refer to. */
const MOST_SET_MEASURES: u64 = 1 << 24;

/** Checks every count, offset, index, program and guard, so that no reader needs to. 0, or a `TableStatus`. */
export function verify(table: Table): i32 {
  let status = verifyCounts(table);
  if (status == 0) status = verifyIndexes(table);
  if (status == 0) status = verifyRegime(table);
  if (status == 0) status = verifyLines(table);
  if (status == 0) status = verifySets(table);
  if (status == 0) status = verifyChoices(table);
  if (status == 0) status = verifyBases(table);
  if (status == 0) status = verifyPrograms(table);
  if (status == 0) status = verifyGuards(table);
  return status;
}

/** Columns of one kind of row have one length; offsets start at 0, never fall and end where the target does. */
function verifyCounts(table: Table): i32 {
  let status = sameCounts(table, Column.lineCodeDelta, Column.lineGuard);
  if (status == 0) status = sameCounts(table, Column.measureArea, Column.measureChoice);
  if (status == 0) status = sameCounts(table, Column.alternativeGuard, Column.alternativeProgram);
  if (status == 0) status = sameCounts(table, Column.programDenominator, Column.programState);
  if (status == 0) status = sameCounts(table, Column.termCoefficient, Column.termFactor);
  if (status == 0) status = sameCounts(table, Column.basisKind, Column.basisText);
  if (status == 0) status = sameCounts(table, Column.guardOperator, Column.guardSecond);
  if (status == 0) status = sameCounts(table, Column.memberCountry, Column.memberEndKnown);
  if (status == 0) status = sameCounts(table, Column.heldFamily, Column.heldTo);
  if (status != 0) return status;
  const lines = count(table, Column.lineCodeDelta);
  for (let id: u32 = Column.lineSet; id < <u32>Column.lineSet + FAMILY_COUNT; id++) {
    if (column(table, id) != 0 && count(table, id) != lines) return fault(TableStatus.badDirectory, id);
  }
  if (count(table, Column.regime) != REGIME_FIELDS) return fault(TableStatus.badDirectory, Column.regime);
  if (count(table, Column.familyApplies) != FAMILY_COUNT) return fault(TableStatus.badDirectory, Column.familyApplies);
  status = verifyStarts(table, Column.stringStart, count(table, Column.stringBytes));
  if (status == 0) status = verifyStarts(table, Column.setStart, count(table, Column.setGroup));
  if (status == 0) status = verifyStarts(table, Column.groupStart, count(table, Column.measureArea));
  if (status == 0) status = verifyStarts(table, Column.choiceStart, count(table, Column.alternativeGuard));
  if (status == 0) status = verifyStarts(table, Column.programStart, count(table, Column.sumOperator));
  if (status == 0) status = verifyStarts(table, Column.sumStart, count(table, Column.termCoefficient));
  if (status == 0) status = verifyStarts(table, Column.guardStart, count(table, Column.guardOperator));
  if (status == 0) status = verifyStarts(table, Column.areaStart, count(table, Column.memberCountry));
  if (status == 0 && rowsOf(table, Column.programStart) != count(table, Column.programState)) {
    return fault(TableStatus.badDirectory, Column.programStart);
  }
  return status;
}

/** Ids from first to last that exist are columns of the same rows. */
function sameCounts(table: Table, first: Column, last: Column): i32 {
  for (let id: u32 = first; id <= <u32>last; id++) {
    if (column(table, id) != 0 && count(table, id) != count(table, first)) return fault(TableStatus.badDirectory, id);
  }
  return 0;
}

function verifyStarts(table: Table, starts: Column, target: u32): i32 {
  const rows = count(table, starts);
  if (rows == 0 || at<u32>(table, starts, 0) != 0) return fault(TableStatus.badOffset, starts);
  for (let row: u32 = 1; row < rows; row++) {
    if (at<u32>(table, starts, row) < at<u32>(table, starts, row - 1)) return fault(TableStatus.badOrder, starts);
  }
  return at<u32>(table, starts, rows - 1) == target ? 0 : fault(TableStatus.badOffset, starts);
}

/** Every index points at a row that is there. */
function verifyIndexes(table: Table): i32 {
  const sets = rowsOf(table, Column.setStart);
  const guards = rowsOf(table, Column.guardStart);
  const areas = rowsOf(table, Column.areaStart);
  const claims = count(table, Column.claimArea);
  const programs = rowsOf(table, Column.programStart);
  const strings = rowsOf(table, Column.stringStart);
  let status = below<u16>(table, Column.lineGuard, guards);
  for (let id: u32 = Column.lineSet; id < <u32>Column.lineSet + FAMILY_COUNT; id++) {
    if (status == 0 && column(table, id) != 0) status = below<u32>(table, id, sets);
  }
  if (status == 0) status = below<u32>(table, Column.setGroup, rowsOf(table, Column.groupStart));
  if (status == 0) status = below<u16>(table, Column.measureArea, areas);
  if (status == 0) status = below<u16>(table, Column.measureExcept, areas);
  if (status == 0) status = below<u16>(table, Column.measureClaim, claims);
  if (status == 0) status = below<u32>(table, Column.measureChoice, rowsOf(table, Column.choiceStart));
  if (status == 0) status = below<u16>(table, Column.alternativeGuard, guards);
  if (status == 0) status = below<u32>(table, Column.alternativeProgram, programs);
  if (status == 0) status = below<u32>(table, Column.programText, strings);
  if (status == 0) status = below<u32>(table, Column.basisText, strings);
  if (status == 0) status = below<u16>(table, Column.memberCountry, COUNTRY_COUNT);
  if (status == 0) status = below<u16>(table, Column.claimArea, areas);
  if (status == 0) status = below<u8>(table, Column.heldFamily, FAMILY_COUNT);
  return status;
}

function below<T>(table: Table, id: Column, limit: u32): i32 {
  const rows = count(table, id);
  for (let row: u32 = 0; row < rows; row++) {
    if (<u32>at<T>(table, id, row) >= limit) return fault(TableStatus.badIndex, id);
  }
  return 0;
}

function verifyRegime(table: Table): i32 {
  const digits = at<i64>(table, Column.regime, RegimeField.codeDigits);
  const minorDigits = at<i64>(table, Column.regime, RegimeField.minorDigits);
  const valueRule = at<i64>(table, Column.regime, RegimeField.valueRule);
  const quantum = at<i64>(table, Column.regime, RegimeField.valueQuantum);
  const valueRounding = at<i64>(table, Column.regime, RegimeField.valueRounding);
  const chargeRounding = at<i64>(table, Column.regime, RegimeField.chargeRounding);
  const good =
    digits >= 1 &&
    digits <= MAX_CODE_DIGITS &&
    minorDigits >= 0 &&
    minorDigits <= AMOUNT_DECIMALS &&
    valueRule >= ValueRounding.exact &&
    valueRule <= ValueRounding.rateGroups &&
    (valueRule == ValueRounding.exact || quantum >= 1) &&
    valueRounding >= Rounding.halfUp &&
    valueRounding <= Rounding.up &&
    chargeRounding >= Rounding.halfUp &&
    chargeRounding <= Rounding.up;
  if (!good) return fault(TableStatus.badIndex, Column.regime);
  table.codeDigits = <u32>digits;
  table.minorDigits = <u32>minorDigits;
  table.valueRule = <u32>valueRule;
  table.valueQuantum = <u64>quantum;
  table.valueRounding = <u32>valueRounding;
  table.chargeRounding = <u32>chargeRounding;
  return 0;
}

/** Rows stand by code, then by the first day, then by the day on which they were known. */
function verifyLines(table: Table): i32 {
  const rows = count(table, Column.lineCodeDelta);
  if (rows > MOST_LINES) return fault(TableStatus.tooMuchWork, Column.lineCodeDelta);
  let most: u64 = 1;
  for (let digit: u32 = 0; digit < table.codeDigits; digit++) most *= 10;
  let code: u64 = 0;
  let firstOfCode: u32 = 0;
  for (let row: u32 = 0; row < rows; row++) {
    const delta = at<u64>(table, Column.lineCodeDelta, row);
    if (delta >= most || code + delta >= most) return fault(TableStatus.badOrder, Column.lineCodeDelta);
    code += delta;
    if (row == 0 || delta != 0) {
      firstOfCode = row;
      continue;
    }
    if (row - firstOfCode >= MOST_ROWS_OF_CODE) return fault(TableStatus.tooMuchWork, Column.lineCodeDelta);
    const from = at<i32>(table, Column.lineFrom, row);
    const before = at<i32>(table, Column.lineFrom, row - 1);
    if (from < before) return fault(TableStatus.badOrder, Column.lineFrom);
    const sooner = at<i32>(table, Column.lineKnown, row) < at<i32>(table, Column.lineKnown, row - 1);
    if (from == before && sooner) return fault(TableStatus.badOrder, Column.lineKnown);
  }
  return 0;
}

/** The empty set, area and claim of row 0 are there; what a resolver may have to look through is bounded. */
function verifySets(table: Table): i32 {
  const sets = rowsOf(table, Column.setStart);
  if (sets == 0 || endOf(table, Column.setStart, 0) != 0) return fault(TableStatus.badIndex, Column.setStart);
  if (rowsOf(table, Column.areaStart) == 0) return fault(TableStatus.badIndex, Column.areaStart);
  if (count(table, Column.claimArea) == 0) return fault(TableStatus.badIndex, Column.claimArea);
  let measures: u64 = 0;
  const references = count(table, Column.setGroup);
  for (let index: u32 = 0; index < references; index++) {
    const group = at<u32>(table, Column.setGroup, index);
    measures += 1 + endOf(table, Column.groupStart, group) - at<u32>(table, Column.groupStart, group);
  }
  const small = measures <= MOST_SET_MEASURES && mayWork(references);
  return small ? 0 : fault(TableStatus.tooMuchWork, Column.setGroup);
}

function verifyChoices(table: Table): i32 {
  const choices = rowsOf(table, Column.choiceStart);
  if (choices > MOST_CHOICES) return fault(TableStatus.tooMuchWork, Column.choiceStart);
  for (let choice: u32 = 0; choice < choices; choice++) {
    const alternatives = endOf(table, Column.choiceStart, choice) - at<u32>(table, Column.choiceStart, choice);
    if (alternatives > <u32>MAX_ALTERNATIVES) return fault(TableStatus.tooMuchWork, Column.choiceStart);
  }
  return 0;
}
