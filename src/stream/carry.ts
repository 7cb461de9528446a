import type { RecordSink } from "./record-sink";

/** The beginning of a record whose end is in a later chunk: at most `limit` bytes are kept. */
export interface Carry {
  readonly started: boolean;
  /** Keeps a copy of `bytes[start, end)`, or nothing of the record once it is over the limit. */
  keep(bytes: Uint8Array, start: number, end: number): void;
  /** Gives the record that ends with `bytes[start, end)` to the sink. */
  finish(bytes: Uint8Array, start: number, end: number): void;
}

export function createCarry(sink: RecordSink, limit: number): Carry {
  let parts: Uint8Array[] = [];
  let length = 0;

  const keep = (bytes: Uint8Array, start: number, end: number): void => {
    length += end - start;
    // One byte over, so that a carriage return before the line feed is not counted.
    if (length > limit + 1) parts = [];
    else if (end > start) parts.push(Buffer.from(bytes.subarray(start, end)));
  };

  return {
    get started() {
      return length > 0;
    },
    keep,
    finish(bytes, start, end) {
      if (length === 0) {
        give(sink, limit, bytes, start, end);
        return;
      }
      keep(bytes, start, end);
      if (length > limit + 1) sink.oversized();
      else give(sink, limit, Buffer.concat(parts), 0, length);
      parts = [];
      length = 0;
    },
  };
}

function give(sink: RecordSink, limit: number, bytes: Uint8Array, start: number, end: number): void {
  const stop = end > start && bytes[end - 1] === 0x0d ? end - 1 : end;
  if (stop - start > limit) sink.oversized();
  else sink.record(bytes, start, stop);
}
