import { Trace } from "../../assembly/abi";
import type { TraceRecord } from "./explainer";
import type { MemoryViews } from "./requests";

/** A trace record as typed values. The high words are hardly ever other than 0. */
export function decodeTrace({ bytes, u16, u32, u64 }: MemoryViews, at: number): TraceRecord {
  const high = u64[(at + Trace.high) >>> 3]!;
  const low = u64[(at + Trace.low) >>> 3]!;
  const denominator = u64[(at + Trace.denominator) >>> 3]!;
  const denominatorHigh = u32[(at + Trace.denominatorHigh) >>> 2]!;
  return {
    operation: bytes[at + Trace.operation]!,
    mode: bytes[at + Trace.mode]!,
    operands: u16[(at + Trace.operands) >>> 1]!,
    about: u32[(at + Trace.about) >>> 2]!,
    numerator: high === 0n ? low : (BigInt.asIntN(64, high) << 64n) + low,
    denominator: denominatorHigh === 0 ? denominator : (BigInt(denominatorHigh) << 64n) + denominator,
    line: u32[(at + Trace.line) >>> 2]!,
  };
}
