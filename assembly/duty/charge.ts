import { LineStatus, TraceOperation } from "../abi";
import { powerOfTen } from "../arithmetic/decimal";
import { divide } from "../arithmetic/divide";
import { divideRounded } from "../arithmetic/rounding";
import { high, low } from "../arithmetic/wide";
import { evaluateProgram, result, resultHigh, scale, scaleHigh } from "./program";
import { refuse } from "./refusal";
import { table } from "./request";
import { record, tracing } from "./trace";

/** The last charge: unrounded and not below zero, over the program's scale; and in minor units, as the regime rounds it. */
export let exact: u64 = 0;
export let exactHigh: u64 = 0;
export let charged: u64 = 0;

/** What a program charges a line: not below zero, rounded to the minor unit. */
export function chargeOfProgram(program: u32, line: u32): i32 {
  const status = evaluateProgram(program, line);
  if (status != LineStatus.assessed) return status;
  const negative = <i64>resultHigh < 0;
  exact = negative ? 0 : result;
  exactHigh = negative ? 0 : resultHigh;
  if (negative && tracing) record(TraceOperation.notBelowZero, 0, 1, 0, 0, 0, scale, scaleHigh);
  // The scale holds the millionths of the bases, and no currency's minor unit is smaller.
  divide(scale, scaleHigh, powerOfTen(table.minorDigits), 0);
  divideRounded(exact, exactHigh, low, high, table.chargeRounding);
  if (high != 0 || <i64>low < 0) return refuse(LineStatus.overflow, program);
  charged = low;
  return LineStatus.assessed;
}
