import { TRACE_BYTES, Trace } from "../abi";
import { ValuationOperation, ValuationRequest } from "../abi-valuation";
import { Exact, toLowestTerms } from "./exact";
import { field } from "./request";

/** Records so far; those beyond the capacity are counted, not written. */
export let traceCount: u32 = 0;

export function startTrace(): void {
  traceCount = 0;
}

// @ts-ignore: decorator
@inline
export function tracing(): bool {
  return field(ValuationRequest.trace) != 0;
}

/** A step and its result. False where its denominator does not fit a record: then the step cannot be shown, nor stand. */
export function record(operation: ValuationOperation, mode: u32, operands: u32, about: u32, result: Exact): bool {
  if (!tracing()) return true;
  toLowestTerms(result);
  if (result.bottomHigh >> 32 != 0) return false;
  const index = traceCount++;
  if (index >= field(ValuationRequest.traceCapacity)) return true;
  const at = <usize>field(ValuationRequest.trace) + <usize>index * TRACE_BYTES;
  store<u8>(at, <u8>operation, Trace.operation);
  store<u8>(at, <u8>mode, Trace.mode);
  store<u16>(at, <u16>operands, Trace.operands);
  store<u32>(at, about, Trace.about);
  store<u64>(at, result.low, Trace.low);
  store<u64>(at, result.high, Trace.high);
  store<u64>(at, result.bottom, Trace.denominator);
  store<u32>(at, 0, Trace.line);
  store<u32>(at, <u32>result.bottomHigh, Trace.denominatorHigh);
  return true;
}
