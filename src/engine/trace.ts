import { TRACE_BYTES, Trace } from "../../assembly/abi";
import type { TraceRecord } from "./explainer";

/** The kernel's trace records as typed values. */
export function decodeTrace(view: DataView): TraceRecord[] {
  const records: TraceRecord[] = [];
  for (let at = 0; at < view.byteLength; at += TRACE_BYTES) {
    const denominatorHigh = BigInt(view.getUint32(at + Trace.denominatorHigh, true));
    records.push({
      operation: view.getUint8(at + Trace.operation),
      mode: view.getUint8(at + Trace.mode),
      operands: view.getUint16(at + Trace.operands, true),
      about: view.getUint32(at + Trace.about, true),
      numerator: view.getBigUint64(at + Trace.low, true) + (view.getBigInt64(at + Trace.high, true) << 64n),
      denominator: view.getBigUint64(at + Trace.denominator, true) + (denominatorHigh << 64n),
      line: view.getUint32(at + Trace.line, true),
    });
  }
  return records;
}
