import { isUtf8 } from "node:buffer";
import type { Assessment, RefusedEntry } from "../model/assessment";
import { malformed } from "../model/declare/findings";
import { byteText, createFormReader } from "./forms";
import type { Output } from "./output";
import type { RecordSink } from "./record-sink";
import { RECORD_LIMIT } from "./record-sink";
import { splitRecords } from "./records";
import { createAssessmentWriter } from "./write-assessment";

export interface Tally {
  records: number;
  refused: number;
}

/** Answers one entry as parsed; never throws on data, and keeps nothing of the entry. */
export type Assess = (entry: unknown) => Assessment;

/**
 * Answers the records of `chunks` one by one on `output`, in their order, and holds no more of either than a chunk's.
 * `tally` is kept up to date, so that it is true of what was answered wherever the work ends.
 * @throws StructureError where the input as a whole is not readable from a place on; what came before is answered.
 */
export async function assessRecords(
  chunks: AsyncIterable<Uint8Array>,
  assess: Assess,
  output: Output,
  tally: Tally,
  onChunk: () => void = () => {},
): Promise<void> {
  const splitter = splitRecords(answering(assess, output, tally));
  try {
    for await (const chunk of chunks) {
      splitter.push(chunk);
      onChunk();
      if (output.full) await output.flush();
    }
    splitter.end();
  } finally {
    await output.flush();
  }
}

function answering(assess: Assess, output: Output, tally: Tally): RecordSink {
  const write = createAssessmentWriter(output);
  const forms = createFormReader();
  let chunk = byteText(new Uint8Array(0));

  const answer = (assessment: Assessment): void => {
    write(assessment);
    tally.records += 1;
    if (!assessment.ok) tally.refused += 1;
  };

  function parsed(bytes: Buffer): Assessment {
    if (!isUtf8(bytes)) return unreadable(tally.records, "the record is not UTF-8");
    const text = bytes.toString();
    let entry: unknown;
    try {
      entry = JSON.parse(text);
    } catch (error) {
      return unreadable(tally.records, `the record is not JSON: ${(error as Error).message}`);
    }
    if (typeof entry !== "object" || entry === null || Array.isArray(entry)) {
      return unreadable(tally.records, "the record is no entry: an entry is a JSON object");
    }
    forms.learn(text, entry);
    return assess(entry);
  }

  return {
    record(bytes, start, end) {
      if (chunk.bytes !== bytes) chunk = byteText(bytes);
      const entry = forms.read(chunk, start, end);
      answer(entry === undefined ? parsed(bufferOf(bytes).subarray(start, end)) : assess(entry));
    },
    oversized() {
      const message = `the record is longer than ${RECORD_LIMIT} bytes: an entry may have several lines, not all of them`;
      answer(unreadable(tally.records, message));
    },
  };
}

const bufferOf = (bytes: Uint8Array): Buffer =>
  Buffer.isBuffer(bytes) ? bytes : Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** A record of which nothing can be read, not even its id. */
const unreadable = (index: number, message: string): RefusedEntry => ({
  id: null,
  ok: false,
  index,
  issues: [malformed("", message)],
});
