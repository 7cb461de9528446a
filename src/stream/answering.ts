import { isUtf8 } from "node:buffer";
import type { Engine } from "../engine/engine";
import type { RefusedEntry } from "../model/assessment";
import { malformed } from "../model/declare/findings";
import type { Tally } from "./assess-records";
import { createExpressForms, type ExpressForms } from "./express-forms";
import { createExpressLane, type ExpressLane } from "./express-lane";
import type { Output } from "./output";
import { RECORD_LIMIT, type RecordSink } from "./record-sink";
import { createAssessmentWriter } from "./write-assessment";

/** A sink that answers records, in their order. */
export interface Answering extends RecordSink {
  /** Answers what waits: before the bytes of the records go away. */
  finish(): void;
}

/** A record that waits for its answer: an entry of a lane's batch, or bytes to be read as a whole. */
interface Waiting {
  start: number;
  end: number;
  lane: ExpressLane | undefined;
  index: number;
}

export function createAnswering(engine: Engine, output: Output, tally: Tally, explain: boolean): Answering {
  const write = createAssessmentWriter(output);
  const forms = createExpressForms();
  const lanes = engine.tariffs.map((tariff) => createExpressLane(engine, tariff));
  const waiting: Waiting[] = [];
  let waits = 0;
  let bytes: Uint8Array = new Uint8Array(0);
  let view = new DataView(bytes.buffer);

  function finish(): void {
    for (const lane of lanes) if (lane.count > 0) lane.run();
    for (let i = 0; i < waits; i += 1) {
      const { start, end, lane, index } = waiting[i]!;
      if (lane?.write(index, bytes, output)) tally.records += 1;
      else answerWhole(start, end, lane, index);
    }
    for (const lane of lanes) lane.clear();
    waits = 0;
  }

  function answerWhole(start: number, end: number, lane: ExpressLane | undefined, index: number): void {
    const entry = readEntry(bytes.subarray(start, end), tally.records, lane === undefined ? forms : undefined);
    const answer = "unread" in entry ? entry.unread : engine.assess(entry.read, { explain });
    const written = write(answer);
    if (written !== undefined) lane?.learn(index, written.plain, written.pieces);
    tally.records += 1;
    if (!answer.ok) tally.refused += 1;
  }

  function wait(start: number, end: number, lane: ExpressLane | undefined): void {
    if (waits === waiting.length) waiting.push({ start: 0, end: 0, lane: undefined, index: 0 });
    const record = waiting[waits]!;
    record.start = start;
    record.end = end;
    record.lane = lane;
    record.index = lane === undefined ? 0 : lane.count - 1;
    waits += 1;
  }

  return {
    record(chunk, start, end) {
      if (chunk !== bytes) {
        finish();
        bytes = chunk;
        view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
      }
      const form = explain ? undefined : forms.match(bytes, view, start, end);
      if (form === undefined) {
        wait(start, end, undefined);
        return;
      }
      const lane = lanes.find((lane) => lane.take(bytes, forms.places, form));
      wait(start, end, lane);
      if (lane?.full) finish();
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

type Entry = { readonly read: unknown } | { readonly unread: RefusedEntry };

/** Parses a record; its form is learned where `forms` are given. */
function readEntry(bytes: Uint8Array, index: number, forms: ExpressForms | undefined): Entry {
  if (!isUtf8(bytes)) return unread(index, "the record is not UTF-8");
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString();
  let read: unknown;
  try {
    read = JSON.parse(text);
  } catch (error) {
    return unread(index, `the record is not JSON: ${(error as Error).message}`);
  }
  if (typeof read !== "object" || read === null || Array.isArray(read)) {
    return unread(index, "the record is no entry: an entry is a JSON object");
  }
  forms?.learn(text, read);
  return { read };
}

const unread = (index: number, message: string): Entry => ({ unread: unreadable(index, message) });

/** A record of which nothing can be read, not even its id. */
const unreadable = (index: number, message: string): RefusedEntry => ({
  id: null,
  ok: false,
  index,
  issues: [malformed("", message)],
});
