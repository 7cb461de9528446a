import { Request, TRACE_BYTES, Trace } from "../../assembly/abi";
import { AMOUNTS } from "./answer";
import type { Marshal } from "./marshal";

/** The trace of a batch's last run, kept for the amounts that rates have counted. */
export interface BatchTrace {
  /** Makes room for as many records as the last run needed. */
  grow(): void;
  /** Finds the records of so many lines. */
  index(lines: number): void;
  /**
   * Copies the amount of a line's basis as the law rounds it, in millionths, to words[2 * at] (low) and the next (high).
   * False where the rate did not count the basis, or where the amount has more than 64 bits.
   */
  amount(line: number, basis: number, words: Uint32Array, at: number): boolean;
  dispose(): void;
}

const MILLION = 1_000_000;
/** Records a line to begin with. */
const USUAL = 16;

export function createBatchTrace(marshal: Marshal, request: number, capacity: number): BatchTrace {
  /** Where the last record of each line is: those of a line stand together. */
  const last = new Uint32Array(capacity);
  let block = 0;
  let seen = new ArrayBuffer(0);
  let memory = new Uint32Array(seen);

  function words(): Uint32Array {
    if (seen.byteLength === 0) {
      seen = marshal.buffer();
      memory = new Uint32Array(seen);
    }
    return memory;
  }

  function reserve(records: number): void {
    if (block !== 0) marshal.release(block);
    block = marshal.alloc(records * TRACE_BYTES);
    words()[(request + Request.trace) >>> 2] = block;
    words()[(request + Request.traceCapacity) >>> 2] = records;
  }
  reserve(USUAL * capacity);

  return {
    grow: () => reserve(words()[(request + Request.traceCount) >>> 2]!),
    index(lines) {
      last.fill(0, 0, lines);
      const u32 = words();
      const end = block + u32[(request + Request.traceCount) >>> 2]! * TRACE_BYTES;
      for (let at = block; at < end; at += TRACE_BYTES) last[u32[(at + Trace.line) >>> 2]!] = at;
    },
    amount(line, basis, to, index) {
      const u32 = words();
      for (let at = last[line]!; at >= block; at -= TRACE_BYTES) {
        if (u32[(at + Trace.line) >>> 2] !== line) return false;
        if (u32[(at + Trace.about) >>> 2] !== basis) continue;
        if (!AMOUNTS.includes(u32[(at + Trace.operation) >>> 2]! & 0xff)) continue;
        if (u32[(at + Trace.denominatorHigh) >>> 2] !== 0) return false;
        const small = u32[(at + Trace.high) >>> 2] === 0 && u32[(at + Trace.high + 4) >>> 2] === 0;
        const exact = u32[(at + Trace.denominator) >>> 2] === MILLION && u32[(at + Trace.denominator + 4) >>> 2] === 0;
        if (!small || !exact) return false;
        to[2 * index] = u32[(at + Trace.low) >>> 2]!;
        to[2 * index + 1] = u32[(at + Trace.low + 4) >>> 2]!;
        return true;
      }
      return false;
    },
    dispose: () => marshal.release(block),
  };
}
