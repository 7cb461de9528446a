import type { Output } from "./output";
import type { RecordSink } from "./record-sink";
import { splitRecords } from "./records";

/** Records answered so far, and how many of them were refused. */
export interface Tally {
  records: number;
  refused: number;
}

/** Answers the records it is given, in their order. */
export interface Answering extends RecordSink {
  /** Answers what waits: before the bytes of the records go away. */
  finish(): void;
}

/**
 * Has the records of `chunks` answered on `output`, and holds no more of either than a chunk's.
 * @throws StructureError where the input as a whole is not readable from a place on; what came before is answered.
 */
export async function runRecords(
  chunks: AsyncIterable<Uint8Array>,
  answering: Answering,
  output: Output,
  onChunk: () => void = () => {},
): Promise<void> {
  const splitter = splitRecords(answering);
  try {
    for await (const chunk of chunks) {
      splitter.push(chunk);
      answering.finish();
      onChunk();
      // Whoever waits for the answers to what has been sent so far gets them.
      await output.flush();
    }
    splitter.end();
  } finally {
    answering.finish();
    await output.flush();
  }
}
