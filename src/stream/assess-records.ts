import { isUtf8 } from "node:buffer";
import type { Assessment, RefusedEntry } from "../model/assessment";
import { malformed } from "../model/declare/findings";
import type { Output } from "./output";
import type { RecordSink } from "./record-sink";
import { RECORD_LIMIT } from "./record-sink";
import { splitRecords } from "./records";
import { writeAssessment } from "./write-assessment";

export interface Tally {
  records: number;
  refused: number;
}

/** Answers one record as parsed; never throws on data. */
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
  const answer = (assessment: Assessment): void => {
    output.line(writeAssessment(assessment));
    tally.records += 1;
    if (!assessment.ok) tally.refused += 1;
  };
  return {
    record: (bytes, start, end) => answer(assessRecord(assess, bytes.subarray(start, end), tally.records)),
    oversized: () =>
      answer(unreadable(tally.records, `the record is longer than ${RECORD_LIMIT} bytes: split the entry`)),
  };
}

function assessRecord(assess: Assess, bytes: Uint8Array, index: number): Assessment {
  if (!isUtf8(bytes)) return unreadable(index, "the record is not UTF-8");
  let entry: unknown;
  try {
    entry = JSON.parse(text(bytes));
  } catch (error) {
    return unreadable(index, `the record is not JSON: ${(error as Error).message}`);
  }
  const isObject = typeof entry === "object" && entry !== null && !Array.isArray(entry);
  return isObject ? assess(entry) : unreadable(index, "the record is no entry: an entry is a JSON object");
}

/** A record of which nothing can be read, not even its id. */
const unreadable = (index: number, message: string): RefusedEntry => ({
  id: null,
  ok: false,
  index,
  issues: [malformed("", message)],
});

const text = ({ buffer, byteOffset, byteLength }: Uint8Array): string =>
  Buffer.from(buffer, byteOffset, byteLength).toString();
