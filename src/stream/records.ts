import { splitLines } from "./lines";
import type { RecordSink, RecordSplitter } from "./record-sink";
import { isBlank, RECORD_LIMIT } from "./record-sink";
import { splitArray, splitSequence } from "./values";

const LINE_FEED = 0x0a;
const OPEN_BRACKET = 0x5b;
const OPEN_BRACE = 0x7b;
const BYTE_ORDER_MARK = [0xef, 0xbb, 0xbf];
/** Blanks after a first `{` beyond which a line end is not waited for. */
const FAR = 4096;

/**
 * Records of an input whose form shows at its beginning, after a byte order mark and blanks: `[` begins a JSON array;
 * a line of a lone `{` begins JSON values laid out over lines; all else is NDJSON.
 */
export function splitRecords(sink: RecordSink, limit = RECORD_LIMIT): RecordSplitter {
  let chosen: RecordSplitter | undefined;
  let marked = false;
  let head: Uint8Array = new Uint8Array(0);

  const choose = (chunk: Uint8Array, last: boolean): void => {
    head = Buffer.concat([head, chunk]);
    if (!marked) {
      const mark = markLength(head);
      if (mark === head.length && mark < 3 && !last) return;
      marked = true;
      if (mark === 3) head = head.subarray(3);
    }
    head = head.subarray(blanksIn(head));
    const split = formOf(head, last);
    if (split === undefined) return;
    chosen = split(sink, limit);
    chosen.push(head);
  };

  return {
    push(chunk) {
      if (chosen === undefined) choose(chunk, false);
      else chosen.push(chunk);
    },
    end() {
      if (chosen === undefined) choose(new Uint8Array(0), true);
      chosen?.end();
    },
  };
}

/** How many bytes of a byte order mark the input begins with. */
function markLength(head: Uint8Array): number {
  let length = 0;
  while (length < 3 && head[length] === BYTE_ORDER_MARK[length]) length += 1;
  return length;
}

function blanksIn(head: Uint8Array): number {
  let length = 0;
  while (length < head.length && isBlank(head[length]!)) length += 1;
  return length;
}

/** The splitter for the form; undefined while it is not known. */
function formOf(head: Uint8Array, last: boolean): typeof splitLines | undefined {
  if (head.length === 0) return undefined;
  if (head[0] === OPEN_BRACKET) return splitArray;
  if (head[0] !== OPEN_BRACE) return splitLines;
  for (let i = 1; i < Math.min(head.length, FAR); i += 1) {
    if (head[i] === LINE_FEED) return splitSequence;
    if (!isBlank(head[i]!)) return splitLines;
  }
  return last || head.length >= FAR ? splitLines : undefined;
}
