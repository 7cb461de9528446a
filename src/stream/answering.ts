import { isUtf8 } from "node:buffer";
import type { Engine } from "../engine/engine";
import type { Assessment, RefusedEntry } from "../model/assessment";
import { malformed } from "../model/declare/findings";
import type { Tally } from "./assess-records";
import { expressEntry } from "./express-entry";
import { createExpressForms } from "./express-forms";
import { createExpressLane, type ExpressLane } from "./express-lane";
import type { Output } from "./output";
import { RECORD_LIMIT, type RecordSink } from "./record-sink";
import { createAssessmentWriter } from "./write-assessment";

/** A sink that answers records, in their order. */
export interface Answering extends RecordSink {
  /** Answers what waits: before the bytes of the records go away. */
  finish(): void;
}

/** Records that wait for an answer at a time. */
const MOST_WAITING = 4096;

export function createAnswering(engine: Engine, output: Output, tally: Tally, explain: boolean): Answering {
  const write = createAssessmentWriter(output);
  const forms = createExpressForms();
  const lanes = engine.tariffs.map((tariff) => createExpressLane(engine, tariff));
  /** Of each record that waits: its first byte, its end, its lane or -1, its place in the lane's batch. */
  const waiting = new Int32Array(4 * MOST_WAITING);
  let waits = 0;
  let chunk: Uint8Array = new Uint8Array(0);
  let bytes = bufferOf(chunk);
  let view = viewOf(chunk);

  function finish(): void {
    for (const lane of lanes) if (lane.count > 0) lane.run();
    for (let at = 0; at < 4 * waits; at += 4) {
      const lane = lanes[waiting[at + 2]!];
      const index = waiting[at + 3]!;
      if (lane?.write(index, bytes, output)) tally.records += 1;
      else answerWhole(waiting[at]!, waiting[at + 1]!, lane, index);
    }
    for (const lane of lanes) lane.clear();
    waits = 0;
  }

  function answerWhole(start: number, end: number, lane: ExpressLane | undefined, index: number): void {
    const answer = assess(start, end, lane !== undefined);
    const written = write(answer);
    if (written !== undefined) lane?.learn(index, written.plain, written.pieces);
    tally.records += 1;
    if (!answer.ok) tally.refused += 1;
  }

  function assess(start: number, end: number, hasForm: boolean): Assessment {
    const form = hasForm ? forms.match(bytes, view, start, end) : undefined;
    if (form !== undefined) return engine.assess(expressEntry(bytes, start, end, forms.places, form));
    const entry = readEntry(bytes.subarray(start, end), tally.records);
    if ("unread" in entry) return entry.unread;
    if (!explain) forms.learn(entry.text, entry.read);
    return engine.assess(entry.read, { explain });
  }

  /** The number of a lane that takes the entry, -1 for none. */
  function laneOf(start: number, end: number): number {
    const form = explain ? undefined : forms.match(bytes, view, start, end);
    if (form === undefined) return -1;
    for (let i = 0; i < lanes.length; i += 1) if (lanes[i]!.take(bytes, forms.places, form)) return i;
    return -1;
  }

  return {
    record(given, start, end) {
      if (given !== chunk) {
        finish();
        chunk = given;
        bytes = bufferOf(chunk);
        view = viewOf(chunk);
      }
      const lane = laneOf(start, end);
      const at = 4 * waits;
      waiting[at] = start;
      waiting[at + 1] = end;
      waiting[at + 2] = lane;
      waiting[at + 3] = lane < 0 ? 0 : lanes[lane]!.count - 1;
      waits += 1;
      if (waits === MOST_WAITING || lanes[lane]?.full) finish();
    },
    oversized() {
      finish();
      const message = `the record is longer than ${RECORD_LIMIT} bytes: no entry is`;
      write(unreadable(tally.records, message));
      tally.records += 1;
      tally.refused += 1;
    },
    finish,
  };
}

const bufferOf = ({ buffer, byteOffset, length }: Uint8Array): Buffer => Buffer.from(buffer, byteOffset, length);
const viewOf = ({ buffer, byteOffset, length }: Uint8Array): DataView => new DataView(buffer, byteOffset, length);

type Entry = { readonly read: object; readonly text: string } | { readonly unread: RefusedEntry };

function readEntry(bytes: Buffer, index: number): Entry {
  if (!isUtf8(bytes)) return unread(index, "the record is not UTF-8");
  const text = bytes.toString();
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    return unread(index, `the record is not JSON: ${(error as Error).message}`);
  }
  const isObject = typeof read === "object" && read !== null && !Array.isArray(read);
  return isObject ? { read: read as object, text } : unread(index, "the record is no entry: an entry is a JSON object");
}

const unread = (index: number, message: string): Entry => ({ unread: unreadable(index, message) });

/** A record of which nothing can be read, not even its id. */
const unreadable = (index: number, message: string): RefusedEntry => ({
  id: null,
  ok: false,
  index,
  issues: [malformed("", message)],
});
