import { TableStatus } from "../abi";
import { ORIGIN_CODE_END, OriginColumn } from "../abi-origin";
import { allocate } from "../memory";
import { fault } from "../table/status";
import { at, count, endOf, table } from "./table";

/** The rule that `findRule` found; program 0: there is none. */
export let ruleRow: u32 = 0;
export let ruleProgram: u32 = 0;

/** The first code of every row, and the proof that the rows of an agreement divide all codes. */
export function buildRules(): i32 {
  const rows = count(OriginColumn.ruleProgram);
  table.ruleCodes = allocate(<usize>rows * 8 + 8);
  if (table.ruleCodes == 0) return fault(TableStatus.noMemory, OriginColumn.ruleCodeDelta);
  for (let agreement: u32 = 0; agreement < table.agreements; agreement++) {
    let code: u64 = 0;
    const start = at<u32>(OriginColumn.agreementRules, agreement);
    const end = endOf(OriginColumn.agreementRules, agreement);
    for (let row = start; row < end; row++) {
      const delta = at<u64>(OriginColumn.ruleCodeDelta, row);
      if (delta >= <u64>ORIGIN_CODE_END || (row == start && delta != 0))
        return fault(TableStatus.badOrder, OriginColumn.ruleCodeDelta);
      code += delta;
      if (code >= <u64>ORIGIN_CODE_END) return fault(TableStatus.badOrder, OriginColumn.ruleCodeDelta);
      store<u64>(table.ruleCodes + ((<usize>row) << 3), code);
    }
  }
  return 0;
}

// @ts-ignore: decorator
@inline
function firstCode(row: u32): u64 {
  return load<u64>(table.ruleCodes + ((<usize>row) << 3));
}

/**
 * Finds the rule for a range of codes on a day; false where it depends on the digits that are missing. Rows of other
 * codes that have the same program do not make a difference.
 */
export function findRule(agreement: u32, from: u64, to: u64, day: i32): bool {
  ruleRow = 0;
  ruleProgram = 0;
  let low = at<u32>(OriginColumn.agreementRules, agreement);
  const end = endOf(OriginColumn.agreementRules, agreement);
  if (low == end) return true;
  // The last row whose first code is not beyond `from`, then the first row of that code.
  let high = end;
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if (firstCode(middle) <= from) low = middle;
    else high = middle;
  }
  const start = at<u32>(OriginColumn.agreementRules, agreement);
  while (low > start && firstCode(low - 1) == firstCode(low)) low--;
  let code = firstCode(low);
  let isFirst = true;
  while (low < end) {
    const program = programOfCode(low, end, day);
    if (isFirst) {
      ruleRow = foundRow;
      ruleProgram = program;
      isFirst = false;
    } else if (program != ruleProgram) return false;
    while (low < end && firstCode(low) == code) low++;
    if (low == end || firstCode(low) > to) break;
    code = firstCode(low);
  }
  return true;
}

let foundRow: u32 = 0;

/** The program of the row, among those of one code, that is law on the day; 0 none. */
function programOfCode(row: u32, end: u32, day: i32): u32 {
  const code = firstCode(row);
  foundRow = row;
  for (; row < end && firstCode(row) == code; row++) {
    const period = <u32>at<u16>(OriginColumn.rulePeriod, row);
    if (day < at<i32>(OriginColumn.periodSince, period) || day > at<i32>(OriginColumn.periodUntil, period)) continue;
    foundRow = row;
    return <u32>at<u16>(OriginColumn.ruleProgram, row);
  }
  return 0;
}
