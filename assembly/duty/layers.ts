import {
  AMOUNT_DECIMALS,
  ChargeUnit,
  Column,
  Input,
  InputKind,
  LineStatus,
  MICRO,
  NO_PROGRAM,
  ProgramState,
  Request,
  TraceOperation,
} from "../abi";
import { powerOfTen } from "../arithmetic/decimal";
import { divideRounded } from "../arithmetic/rounding";
import { high, low, product, timesWide } from "../arithmetic/wide";
import { countryClassOn } from "../table/areas";
import { candidateAt, layerAtPlace, provisionAt, ruleAt, Stack, StackLayer } from "../table/stack";
import { isFree } from "../table/stack-build";
import { stackOf } from "../table/stack-pages";
import { at, count } from "../table/table";
import { replaceValue, startBase, takeOff } from "./base";
import { amount, amountHigh, takeDutiableValue } from "./bases";
import { charged, chargeOfProgram } from "./charge";
import { claimsHeading } from "./inputs";
import { MOST_PENDING, pendingAt } from "./pending";
import { refuse } from "./refusal";
import { claimOf, dayOf, field, inputAt, isDeclared, originOf, readInput, table } from "./request";
import { live, reducing, settleLayers } from "./settle";
import { pauseTrace, record, resumeTrace, tracing } from "./trace";
import { lineAt } from "./work";

/** The stack of the line under way; null where it has none. */
let stack: Stack = changetype<Stack>(0);

/** Finds the stack of a line, for its ordinary duty and its layers; good until the next line's is looked for. */
export function openStack(line: u32): i32 {
  stack = changetype<Stack>(0);
  const set = lineAt(line).stackSet;
  // Provisions change the ordinary duty of lines without layers too.
  if (set == 0 && count(table, Column.provisionArea) == 0) return LineStatus.assessed;
  const countryClass = countryClassOn(table, table.stackCountries, dayOf(line), originOf(line));
  const found = stackOf(table, set, countryClass, claimOf(line));
  if (found == 0) return refuse(LineStatus.overflow, 0);
  stack = changetype<Stack>(found);
  return LineStatus.assessed;
}

/** The line has no stack. */
export function closeStack(): void {
  stack = changetype<Stack>(0);
}

/**
 * Reckons a layer's charge, or with 0 the ordinary duty, as the provision says that the line claims for it. False where
 * the provision leaves no duty.
 */
export function openBase(layer: u32, line: u32): bool {
  startBase(layer != 0);
  if (changetype<usize>(stack) == 0) return true;
  for (let index: u32 = 0; index < stack.provisions; index++) {
    const provision = provisionAt(stack, index);
    if (provision.layer != layer || !claimsHeading(provision.heading, line)) continue;
    if (provision.minuend == 0) return false;
    replaceValue(provision.minuend);
    if (provision.subtrahend != 0) takeOff(provision.subtrahend);
    return true;
  }
  return true;
}

/** The charges of a line's layers, and its deposits, put aside for `appendCharges`. The ordinary duty has been charged. */
export function evaluateLayers(line: u32): i32 {
  const work = lineAt(line);
  work.pending = 0;
  if (changetype<usize>(stack) != 0) {
    startBase(false);
    // The trace tells how the charges come about, not how their headings were found.
    const traced = pauseTrace();
    const status = settleLayers(stack, line);
    resumeTrace(traced);
    if (status != LineStatus.assessed) return status;
    for (let place: u32 = 0; place < stack.layers; place++) {
      const layer = layerAtPlace(stack, place);
      for (let index: u32 = layer.first; index < layer.end; index++) {
        if (((live >> index) & 1) == 0) continue;
        const status = evaluateLayer(layer, index, line);
        if (status != LineStatus.assessed) return status;
      }
    }
  }
  return evaluateDeposits(line);
}

function evaluateLayer(layer: StackLayer, index: u32, line: u32): i32 {
  const candidate = candidateAt(stack, index);
  if (at<u8>(table, Column.programState, candidate.program) == ProgramState.refused) {
    return refuse(LineStatus.rateNotComputable, candidate.program);
  }
  if (isFree(table, candidate.program)) return LineStatus.assessed;
  if (!openBase(layer.layer, line)) return LineStatus.assessed;
  if (at<u8>(table, Column.kindPer, candidate.kind) == ChargeUnit.entry) {
    return putAside(candidate.kind, candidate.program, 0, line);
  }
  for (let rule: u32 = 0; rule < stack.rules; rule++) {
    if (((reducing >> rule) & (ruleAt(stack, rule).of >> index) & 1) == 0) continue;
    if (!takeOff(ruleAt(stack, rule).less)) return refuse(LineStatus.overflow, ruleAt(stack, rule).less);
  }
  const status = chargeOfProgram(candidate.program, line);
  if (status != LineStatus.assessed) return status;
  if (tracing) {
    record(TraceOperation.layer, table.chargeRounding, 1, candidate.kind, charged, 0, powerOfTen(table.minorDigits), 0);
  }
  return putAside(candidate.kind, candidate.program, charged, line);
}

function putAside(kind: u32, program: u32, amount: u64, line: u32): i32 {
  const work = lineAt(line);
  if (work.pending == MOST_PENDING) return refuse(LineStatus.overflow, 0);
  const pending = pendingAt(line, work.pending);
  work.pending++;
  pending.kind = kind;
  pending.program = program;
  pending.amount = amount;
  return LineStatus.assessed;
}

/** Deposits at rates that the line declares: per cent of its dutiable value. */
function evaluateDeposits(line: u32): i32 {
  const inputs = field(Request.inputCount);
  for (let index: u32 = 0; index < inputs; index++) {
    const input = inputAt(index);
    if (load<u32>(input, Input.kind) != InputKind.deposit || !isDeclared(input, line)) continue;
    const kind = load<u32>(input, Input.key);
    if (kind >= count(table, Column.kindLayer) || !readInput(input, line)) return refuse(LineStatus.overflow, 0);
    const rate = low;
    const rateHigh = high;
    if (tracing) record(TraceOperation.deposit, 0, 0, kind, rate, rateHigh, 100 * MICRO, 0);
    startBase(false);
    takeDutiableValue(line);
    if (!timesWide(amount, amountHigh, rate, rateHigh)) return refuse(LineStatus.overflow, 0);
    const top = low;
    const topHigh = high;
    // Millionths of the value times millionths of a per cent, in minor units.
    product(powerOfTen(AMOUNT_DECIMALS + 2), powerOfTen(AMOUNT_DECIMALS - table.minorDigits));
    divideRounded(top, topHigh, low, high, table.chargeRounding);
    if (high != 0 || <i64>low < 0) return refuse(LineStatus.overflow, 0);
    const deposit = low;
    if (tracing)
      record(TraceOperation.layer, table.chargeRounding, 2, kind, deposit, 0, powerOfTen(table.minorDigits), 0);
    const status = putAside(kind, NO_PROGRAM, deposit, line);
    if (status != LineStatus.assessed) return status;
  }
  return LineStatus.assessed;
}
