import { Column, GuardOperator, MAX_GUARD_DEPTH, MAX_GUARD_STEPS, ProgramState, TableStatus } from "../abi";
import { fault } from "./status";
import { at, count, endOf, rowsOf, Table } from "./table";
import { hasTrait, ProgramTrait } from "./verify-programs";

/** Each guard is postfix and leaves one truth on a stack of bounded depth; the guard of row 0 is empty. */
export function verifyGuards(table: Table): i32 {
  const guards = rowsOf(table, Column.guardStart);
  if (guards == 0 || endOf(table, Column.guardStart, 0) != 0) return fault(TableStatus.badGuard, Column.guardStart);
  for (let guard: u32 = 1; guard < guards; guard++) {
    const first = at<u32>(table, Column.guardStart, guard);
    const end = endOf(table, Column.guardStart, guard);
    if (end - first > <u32>MAX_GUARD_STEPS) return fault(TableStatus.tooMuchWork, Column.guardStart);
    let depth = 0;
    for (let step = first; step < end; step++) {
      const operator: i32 = at<u8>(table, Column.guardOperator, step);
      if (!operandsHold(table, step, operator)) {
        return fault(TableStatus.badGuard, Column.guardOperator);
      }
      if (operator < GuardOperator.and) depth++;
      else if (operator != GuardOperator.not) depth--;
      if (depth < 1 || depth > MAX_GUARD_DEPTH) return fault(TableStatus.badGuard, Column.guardStart);
    }
    if (depth != 1) return fault(TableStatus.badGuard, Column.guardStart);
  }
  return 0;
}

function operandsHold(table: Table, step: u32, operator: u32): bool {
  const first = at<u32>(table, Column.guardFirst, step);
  if (operator == GuardOperator.sumPositive || operator == GuardOperator.sumNotNegative) {
    return (
      first < rowsOf(table, Column.programStart) &&
      at<u8>(table, Column.programState, first) == ProgramState.computable &&
      !hasTrait(table, first, ProgramTrait.afterRounding)
    );
  }
  if (operator == GuardOperator.programme) return first < count(table, Column.claimArea);
  if (operator != GuardOperator.during) return true;
  return isMonthDay(first) && isMonthDay(at<u32>(table, Column.guardSecond, step));
}

/** month * 100 + day; whether the month has the day does not matter. */
function isMonthDay(value: u32): bool {
  const month = value / 100;
  const day = value % 100;
  return month >= 1 && month <= 12 && day >= 1 && day <= 31;
}
