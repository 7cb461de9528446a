import { createCarry } from "./carry";
import type { RecordSink, RecordSplitter } from "./record-sink";
import { isBlank, RECORD_LIMIT, StructureError } from "./record-sink";

const QUOTE = 0x22;
const COMMA = 0x2c;
const BACKSLASH = 0x5c;
const OPEN_BRACKET = 0x5b;
const CLOSE_BRACKET = 0x5d;
const OPEN_BRACE = 0x7b;
const CLOSE_BRACE = 0x7d;

/** Where the splitter stands between two bytes. */
const enum Place {
  /** Before `[`. */
  start,
  /** Before the first element, where `]` may stand as well. */
  first,
  /** Before an element that must come. */
  element,
  /** In an element that brackets or quotes close. */
  inside,
  /** In a number or a word. */
  bare,
  /** After an element of an array. */
  after,
  /** After `]`. */
  done,
}

/** The elements of a JSON array as records. Only brackets and strings are followed: elements are parsed by others. */
export const splitArray = (sink: RecordSink, limit = RECORD_LIMIT): RecordSplitter => splitValues(sink, limit, true);

/** JSON values laid out over lines, one after the other: what tools write when asked for readable JSON. */
export const splitSequence = (sink: RecordSink, limit = RECORD_LIMIT): RecordSplitter =>
  splitValues(sink, limit, false);

function splitValues(sink: RecordSink, limit: number, array: boolean): RecordSplitter {
  const between = array ? Place.after : Place.first;
  let place: Place = array ? Place.start : Place.first;
  let count = 0;
  let depth = 0;
  let quoted = false;
  let escaped = false;
  const carry = createCarry(sink, limit);

  const error = (expected: string): StructureError =>
    new StructureError(count === 0 ? `${expected} expected` : `${expected} expected after record ${count}`);

  /** @returns where the element ends, or -1 where it goes on in the next chunk. */
  function inside(chunk: Uint8Array, from: number): number {
    for (let i = from; i < chunk.length; i += 1) {
      const byte = chunk[i]!;
      if (quoted) {
        if (escaped) escaped = false;
        else if (byte === BACKSLASH) escaped = true;
        else if (byte === QUOTE) {
          quoted = false;
          if (depth === 0) return i + 1;
        }
        continue;
      }
      if (byte === QUOTE) quoted = true;
      else if (byte === OPEN_BRACE || byte === OPEN_BRACKET) depth += 1;
      else if (byte === CLOSE_BRACE || byte === CLOSE_BRACKET) {
        depth -= 1;
        if (depth === 0) return i + 1;
      }
    }
    return -1;
  }

  function bare(chunk: Uint8Array, from: number): number {
    for (let i = from; i < chunk.length; i += 1) {
      const byte = chunk[i]!;
      if (isBlank(byte) || byte === COMMA || byte === CLOSE_BRACKET || byte === CLOSE_BRACE) return i;
    }
    return -1;
  }

  /** Takes a byte that stands outside of all elements; true where an element begins with it. */
  function outside(byte: number): boolean {
    if (isBlank(byte)) return false;
    if (place === Place.start && byte === OPEN_BRACKET) place = Place.first;
    else if (place === Place.after && byte === COMMA) place = Place.element;
    else if (array && (place === Place.after || place === Place.first) && byte === CLOSE_BRACKET) place = Place.done;
    else if (place === Place.done) throw error("the end");
    else if (place === Place.start) throw error("[");
    else if (place === Place.after) throw error(", or ]");
    else if (byte === COMMA || byte === CLOSE_BRACKET || byte === CLOSE_BRACE) throw error("a record");
    else return true;
    return false;
  }

  return {
    push(chunk) {
      let i = 0;
      while (i < chunk.length) {
        const started = i;
        if (place !== Place.inside && place !== Place.bare) {
          const byte = chunk[i]!;
          if (!outside(byte)) {
            i += 1;
            continue;
          }
          place = byte === QUOTE || byte === OPEN_BRACE || byte === OPEN_BRACKET ? Place.inside : Place.bare;
        }
        const end = place === Place.inside ? inside(chunk, i) : bare(chunk, i);
        if (end < 0) {
          carry.keep(chunk, started, chunk.length);
          return;
        }
        carry.finish(chunk, started, end);
        count += 1;
        place = between;
        i = end;
      }
    },
    end() {
      if (place === Place.bare && !array) carry.finish(new Uint8Array(0), 0, 0);
      else if (place === Place.inside || place === Place.bare) throw error("the end of the record");
      else if (array && place !== Place.done) throw error(place === Place.start ? "[" : ", or ]");
    },
  };
}
