import type { Engine } from "../engine/engine";
import type { Assessment } from "../model/assessment";
import { expressEntry } from "./express-entry";
import { createExpressForms } from "./express-forms";
import { createExpressLane, type ExpressLane } from "./express-lane";
import type { Output } from "./output";
import { readRecord, TOO_LONG, unreadable } from "./read-record";
import type { Answering, Tally } from "./run-records";

/** Records that wait for an answer at a time. */
const MOST_WAITING = 4096;

/** Answers entries with assessments on `output`; `tally` is true of what was answered wherever the work ends. */
export function assessRecords(engine: Engine, output: Output, tally: Tally, explain: boolean): Answering {
  const forms = createExpressForms();
  const lanes = engine.tariffs.map((tariff) => createExpressLane(engine, tariff));
  /** Of each record that waits: its first byte, its end, its lane or -1, its place in the lane's batch. */
  const waiting = new Int32Array(4 * MOST_WAITING);
  let waits = 0;
  let chunk: Uint8Array = new Uint8Array(0);
  let bytes = bufferOf(chunk);
  let view = viewOf(chunk);

  function finish(): void {
    const end = 4 * waits;
    waits = 0;
    for (const lane of lanes) if (lane.count > 0) lane.run();
    for (let at = 0; at < end; at += 4) {
      const lane = lanes[waiting[at + 2]!];
      const index = waiting[at + 3]!;
      if (lane?.write(index, bytes, output)) tally.records += 1;
      else answerWhole(waiting[at]!, waiting[at + 1]!, lane, index);
    }
    for (const lane of lanes) lane.clear();
  }

  function answerWhole(start: number, end: number, lane: ExpressLane | undefined, index: number): void {
    const assessment = assess(start, end, lane !== undefined);
    answer(assessment);
    if (assessment.ok && !("lines" in assessment)) lane?.learn(index, assessment);
  }

  function answer(assessment: Assessment): void {
    tally.records += 1;
    if (!assessment.ok) tally.refused += 1;
    output.line(JSON.stringify(assessment));
  }

  function assess(start: number, end: number, hasForm: boolean): Assessment {
    const form = hasForm ? forms.match(bytes, view, start, end) : undefined;
    if (form !== undefined) return engine.assess(expressEntry(bytes, start, end, forms.places, form));
    const read = readRecord(bytes.subarray(start, end));
    if ("fault" in read) return unreadable(tally.records, read.fault);
    const { value, text } = read;
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      return unreadable(tally.records, "the record is no entry: an entry is a JSON object");
    }
    if (!explain) forms.learn(text, value);
    return engine.assess(value, { explain });
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
      answer(unreadable(tally.records, TOO_LONG));
    },
    finish,
  };
}

const bufferOf = ({ buffer, byteOffset, length }: Uint8Array): Buffer => Buffer.from(buffer, byteOffset, length);
const viewOf = ({ buffer, byteOffset, length }: Uint8Array): DataView => new DataView(buffer, byteOffset, length);
