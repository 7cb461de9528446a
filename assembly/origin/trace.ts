import { ORIGIN_TRACE_BYTES, OriginRecord, OriginRequest, OriginTrace, RecordFlag } from "../abi-origin";
import { field, product } from "./request";
import { baseOpen, certain, certainBase, certainBaseHigh, certainHigh, sumOpen } from "./sums";

/** True while records are written. */
export let tracing: bool = false;
/** Records so far, of the request; those beyond its capacity are counted, not written. */
export let traceCount: u32 = 0;
/** The node of the program that records are about. */
let tracedNode: u32 = 0;

export function startTrace(): void {
  traceCount = 0;
  tracing = false;
}

export function setTracing(on: bool): void {
  tracing = on;
}

export function traceNode(node: u32): void {
  tracedNode = node;
}

/** Address of a new record, 0 where there is no room for it. */
function newRecord(kind: OriginRecord, outcome: u32, about: u32): usize {
  const index = traceCount++;
  if (index >= <u32>field(OriginRequest.traceCapacity)) return 0;
  const record = field(OriginRequest.trace) + <usize>index * ORIGIN_TRACE_BYTES;
  memory.fill(record, 0, ORIGIN_TRACE_BYTES);
  store<u32>(record, product, OriginTrace.product);
  store<u32>(record, tracedNode, OriginTrace.node);
  store<u8>(record, <u8>kind, OriginTrace.kind);
  store<u8>(record, <u8>outcome, OriginTrace.outcome);
  store<u32>(record, about, OriginTrace.about);
  return record;
}

export function record(kind: OriginRecord, outcome: u32, about: u32): void {
  newRecord(kind, outcome, about);
}

/** A record of the sums that were gathered. */
export function recordSums(kind: OriginRecord, outcome: u32, about: u32, base: u32): void {
  const record = newRecord(kind, outcome, about);
  if (record == 0) return;
  store<u8>(record, <u8>base, OriginTrace.base);
  const open = (sumOpen ? RecordFlag.sumOpen : RecordFlag.none) | (baseOpen ? RecordFlag.baseOpen : RecordFlag.none);
  store<u8>(record, <u8>open, OriginTrace.flags);
  store<u64>(record, certain, OriginTrace.sum);
  store<u64>(record, certainHigh, OriginTrace.sum + 8);
  store<u64>(record, certainBase, OriginTrace.whole);
  store<u64>(record, certainBaseHigh, OriginTrace.whole + 8);
}
