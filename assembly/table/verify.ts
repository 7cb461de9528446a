import {
  AMOUNT_DECIMALS,
  Column,
  MAX_ALTERNATIVES,
  MAX_CODE_DIGITS,
  RegimeField,
  Rounding,
  TableStatus,
  ValueRounding,
} from "../abi";
import { readContainer } from "./directory";
import { fault, mayWork } from "./status";
import { at, count, endOf, rowsOf, Table } from "./table";
import { verifyGuards } from "./verify-guards";
import { verifyBases, verifyPrograms } from "./verify-programs";
import { verifyStacks } from "./verify-stacks";

/** Rows, and so classes, fit 20 bits of a slot; outcomes and pages fit 16 bits. */
const MOST_LINES: u32 = (1 << 20) - 2;
const MOST_ROWS_OF_CODE: u32 = 1024;
const MOST_CHOICES: u32 = 65534;
/** Measures that all sets together refer to. */
const MOST_SET_MEASURES: u64 = 1 << 24;

/** Checks every count, offset, index, program and guard, so that no reader needs to. 0, or a `TableStatus`. */
export function verify(table: Table): i32 {
  let status = readContainer(table);
  if (status == 0) status = verifyRegime(table);
  if (status == 0) status = verifyLines(table);
  if (status == 0) status = verifySets(table);
  if (status == 0) status = verifyChoices(table);
  if (status == 0) status = verifyBases(table);
  if (status == 0) status = verifyPrograms(table);
  if (status == 0) status = verifyGuards(table);
  if (status == 0) status = verifyStacks(table);
  return status;
}

function verifyRegime(table: Table): i32 {
  const quantum = at<i64>(table, Column.regime, RegimeField.valueQuantum);
  const good =
    isWithin(table, RegimeField.codeDigits, 1, MAX_CODE_DIGITS) &&
    isWithin(table, RegimeField.minorDigits, 0, AMOUNT_DECIMALS) &&
    isWithin(table, RegimeField.valueRule, ValueRounding.exact, ValueRounding.rateGroups) &&
    isWithin(table, RegimeField.valueRounding, Rounding.halfUp, Rounding.up) &&
    isWithin(table, RegimeField.chargeRounding, Rounding.halfUp, Rounding.up);
  if (!good) return fault(TableStatus.badIndex, Column.regime);
  table.codeDigits = at<u32>(table, Column.regime, RegimeField.codeDigits << 1);
  table.minorDigits = at<u32>(table, Column.regime, RegimeField.minorDigits << 1);
  table.valueRule = at<u32>(table, Column.regime, RegimeField.valueRule << 1);
  table.valueRounding = at<u32>(table, Column.regime, RegimeField.valueRounding << 1);
  table.chargeRounding = at<u32>(table, Column.regime, RegimeField.chargeRounding << 1);
  table.valueQuantum = <u64>quantum;
  return quantum >= 1 || table.valueRule == ValueRounding.exact ? 0 : fault(TableStatus.badIndex, Column.regime);
}

function isWithin(table: Table, field: RegimeField, least: i64, most: i64): bool {
  const value = at<i64>(table, Column.regime, field);
  return value >= least && value <= most;
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
