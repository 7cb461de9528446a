import type { Engine } from "../engine/engine";
import { createAnswering } from "./answering";
import type { Output } from "./output";
import { splitRecords } from "./records";

export interface Tally {
  records: number;
  refused: number;
}

export interface AssessRecordsOptions {
  readonly explain: boolean;
  /** Called after each chunk. */
  readonly onProgress?: () => void;
}

/**
 * Answers the records of `chunks` one by one on `output`, in their order, and holds no more of either than a chunk's.
 * `tally` is kept up to date, so that it is true of what was answered wherever the work ends.
 * @throws StructureError where the input as a whole is not readable from a place on; what came before is answered.
 */
export async function assessRecords(
  chunks: AsyncIterable<Uint8Array>,
  engine: Engine,
  output: Output,
  tally: Tally,
  { explain, onProgress }: AssessRecordsOptions,
): Promise<void> {
  const answering = createAnswering(engine, output, tally, explain);
  const splitter = splitRecords(answering);
  try {
    for await (const chunk of chunks) {
      splitter.push(chunk);
      answering.finish();
      onProgress?.();
      if (output.full) await output.flush();
    }
    splitter.end();
  } finally {
    answering.finish();
    await output.flush();
  }
}
