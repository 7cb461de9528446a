import { MICRO, Request, TRACE_BYTES, Trace, TraceOperation } from "../abi";
import { denominator, denominatorHigh, numerator, numeratorHigh, reduce } from "../arithmetic/fraction";
import { high, low, negate } from "../arithmetic/wide";
import { field } from "./request";

/** True while the records of a line are written. */
export let tracing: bool = false;
/** Records so far, of the request; those beyond its capacity are counted, not written. */
export let traceCount: u32 = 0;
let tracedLine: u32 = 0;

export function startTrace(): void {
  traceCount = 0;
  tracing = false;
}

/** From here records are of this line. */
export function traceLine(line: u32): void {
  tracing = true;
  tracedLine = line;
}

export function stopTrace(): void {
  tracing = false;
}

/** Writes no records for a while; `resumeTrace` gets what this answers. */
export function pauseTrace(): bool {
  const before = tracing;
  tracing = false;
  return before;
}

export function resumeTrace(before: bool): void {
  tracing = before;
}

/** Takes back the records of a line that was refused after all. */
export function rewindTrace(count: u32): void {
  traceCount = count;
}

/** A record whose result is a signed number over a denominator below 2^127; brought to lowest terms only where it must. */
export function record(
  operation: TraceOperation,
  mode: u32,
  operands: u32,
  about: u32,
  result: u64,
  resultHigh: u64,
  scale: u64,
  scaleHigh: u64,
): void {
  const index = traceCount++;
  if (index >= field(Request.traceCapacity)) return;
  const at = <usize>field(Request.trace) + <usize>index * TRACE_BYTES;
  store<u8>(at, <u8>operation, Trace.operation);
  store<u8>(at, <u8>mode, Trace.mode);
  store<u16>(at, <u16>operands, Trace.operands);
  store<u32>(at, about, Trace.about);
  store<u32>(at, tracedLine, Trace.line);
  if (scaleHigh != 0) {
    const negative = <i64>resultHigh < 0;
    if (negative) {
      negate(result, resultHigh);
      reduce(low, high, scale, scaleHigh);
      negate(numerator, numeratorHigh);
    } else {
      reduce(result, resultHigh, scale, scaleHigh);
    }
    result = negative ? low : numerator;
    resultHigh = negative ? high : numeratorHigh;
    scale = denominator;
    scaleHigh = denominatorHigh;
  }
  store<u64>(at, result, Trace.low);
  store<u64>(at, resultHigh, Trace.high);
  store<u64>(at, scale, Trace.denominator);
  store<u32>(at, <u32>scaleHigh, Trace.denominatorHigh);
}

/** A record whose result is in millionths. */
export function recordMillionths(
  operation: TraceOperation,
  mode: u32,
  operands: u32,
  about: u32,
  result: u64,
  resultHigh: u64,
): void {
  record(operation, mode, operands, about, result, resultHigh, MICRO, 0);
}
