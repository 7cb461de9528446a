import {
  MAX_MATERIALS,
  OriginColumn,
  OriginFault,
  OriginFlag,
  OriginRequest,
  OriginStatus,
  Outcome,
} from "../abi-origin";
import { openCodes, productFrom, productTo, reserveCodes } from "./codes";
import { valueOfProgram, valuesOfProgram } from "./evaluate";
import { reserveFailing } from "./failing";
import { clearFast, openFast } from "./fast";
import { useHandle } from "./load";
import { field, openProduct, openRequest, overflowed } from "./request";
import { findRule, ruleProgram, ruleRow } from "./rules";
import { at, endOf, table } from "./table";
import { openTolerance } from "./tolerance";
import { setTracing, startTrace, traceCount } from "./trace";
import { exhausted, valueWithTolerance } from "./ways";

/** The results of the product under way. */
let plain: u32 = Outcome.undetermined;
let outcome: u32 = Outcome.undetermined;
/** 1 + row of the tolerance that made the outcome better, 0 none. */
let usedTolerance: u32 = 0;

/** Judges every product of a request. How many could not be, or an `OriginFault`. */
export function determine(address: usize): i32 {
  openRequest(address);
  openFast();
  if (!useHandle(<i32>load<u32>(address, OriginRequest.table))) return OriginFault.noTable;
  const products = <u32>field(OriginRequest.products);
  const starts = field(OriginRequest.materialStart);
  const status = reserve(starts, products);
  if (status != 0) return status;
  startTrace();
  let refused = 0;
  for (let product: u32 = 0; product < products; product++) {
    const start = starts + ((<usize>product) << 2);
    openProduct(product, load<u32>(start), load<u32>(start, 4));
    clearFast();
    const status = judgeProduct(product);
    finish(product, status);
    refused += i32(status != OriginStatus.determined);
  }
  store<u32>(address, traceCount, OriginRequest.traceCount);
  return refused;
}

/** Room for the product with the most materials. */
function reserve(starts: usize, products: u32): i32 {
  let most: u32 = 0;
  for (let product: u32 = 0; product < products; product++) {
    const start = load<u32>(starts + ((<usize>product) << 2));
    const end = load<u32>(starts + ((<usize>product) << 2), 4);
    if (end < start || end - start > <u32>MAX_MATERIALS) return OriginFault.badRequest;
    most = max(most, end - start);
  }
  return reserveCodes(most) && reserveFailing(most) ? 0 : OriginFault.noMemory;
}

function judgeProduct(product: u32): u32 {
  plain = Outcome.undetermined;
  outcome = Outcome.undetermined;
  usedTolerance = 0;
  const agreements = field(OriginRequest.agreement);
  const agreement =
    agreements == 0 ? <u32>field(OriginRequest.oneAgreement) : <u32>load<u16>(agreements + ((<usize>product) << 1));
  if (agreement >= table.agreements || !openCodes()) return OriginStatus.badRequest;
  const programs = field(OriginRequest.program);
  let program: u32 = programs == 0 ? 0 : load<u32>(programs + ((<usize>product) << 2));
  if (program >= table.programs) return OriginStatus.badRequest;
  let row: u32 = 0;
  if (program == 0) {
    const days = field(OriginRequest.day);
    const day = days == 0 ? <i32>field(OriginRequest.oneDay) : load<i32>(days + ((<usize>product) << 2));
    if (!findRule(agreement, productFrom, productTo, day)) return OriginStatus.severalRules;
    program = ruleProgram;
    row = ruleRow;
  }
  put<u32>(OriginRequest.row, product, row);
  put<u32>(OriginRequest.programUsed, product, program);
  if (program == 0) return OriginStatus.noRule;
  return judgeProgram(program, agreement);
}

function judgeProgram(program: u32, agreement: u32): u32 {
  const flags = <u32>field(OriginRequest.flags);
  const trace = (flags & OriginFlag.trace) != 0;
  plain = trace ? traced(program) : valueOfProgram(program);
  outcome = plain;
  if (overflowed) return OriginStatus.overflow;
  if (plain == Outcome.pass || (flags & OriginFlag.noTolerances) != 0) return OriginStatus.determined;
  const end = endOf(OriginColumn.agreementTolerances, agreement);
  let isReady = trace;
  for (let row = at<u32>(OriginColumn.agreementTolerances, agreement); row < end; row++) {
    if (!openTolerance(row)) continue;
    if (!isReady) valuesOfProgram(program);
    isReady = true;
    const value = valueWithTolerance(trace);
    if (overflowed) return OriginStatus.overflow;
    if (exhausted) return OriginStatus.work;
    if (value <= outcome) continue;
    outcome = value;
    usedTolerance = 1 + row;
    if (outcome == Outcome.pass) break;
  }
  return OriginStatus.determined;
}

function traced(program: u32): u32 {
  setTracing(true);
  const value = valuesOfProgram(program);
  setTracing(false);
  return value;
}

function finish(product: u32, status: u32): void {
  const isDetermined = status == OriginStatus.determined;
  put<u8>(OriginRequest.outcome, product, <u8>(isDetermined ? outcome : <u32>Outcome.undetermined));
  put<u8>(OriginRequest.plain, product, <u8>(isDetermined ? plain : <u32>Outcome.undetermined));
  put<u8>(OriginRequest.status, product, <u8>status);
  put<u32>(OriginRequest.tolerance, product, isDetermined ? usedTolerance : 0);
}

/** Writes a result into its column, where the request has one. */
// @ts-ignore: decorator
@inline
function put<T>(column: OriginRequest, product: u32, value: T): void {
  const address = field(column);
  if (address != 0) store<T>(address + <usize>product * sizeof<T>(), value);
}
