import { createCarry } from "./carry";
import type { RecordSink, RecordSplitter } from "./record-sink";
import { isBlank, RECORD_LIMIT } from "./record-sink";

const LINE_FEED = 0x0a;

/** NDJSON: a record a line, LF or CRLF, blank lines skipped, the last line with or without its end. */
export function splitLines(sink: RecordSink, limit = RECORD_LIMIT): RecordSplitter {
  const carry = createCarry({ ...sink, record: (bytes, start, end) => skipBlank(sink, bytes, start, end) }, limit);
  return {
    push(chunk) {
      let start = 0;
      for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
        carry.finish(chunk, start, end);
        start = end + 1;
      }
      carry.keep(chunk, start, chunk.length);
    },
    end() {
      if (carry.started) carry.finish(new Uint8Array(0), 0, 0);
    },
  };
}

function skipBlank(sink: RecordSink, bytes: Uint8Array, start: number, end: number): void {
  for (let i = start; i < end; i += 1) {
    if (!isBlank(bytes[i]!)) {
      sink.record(bytes, start, end);
      return;
    }
  }
}
