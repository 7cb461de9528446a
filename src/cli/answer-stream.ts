import { addAbortSignal } from "node:stream";
import { createOutput, type Output } from "../stream/output";
import { type Answering, runRecords, type Tally } from "../stream/run-records";
import { openInput } from "./input";
import { createProgress } from "./progress";
import { Status } from "./status";

/**
 * Answers the records of a file, or of standard input for `-`, on standard output, and sets the status.
 * An interrupt ends the work after the answers that are whole; a second one ends the process at once.
 */
export async function answerStream(
  file: string,
  open: (output: Output, tally: Tally) => Promise<Answering>,
): Promise<void> {
  const input = await openInput(file);
  const tally = { records: 0, refused: 0 };
  const output = createOutput(process.stdout);
  const answering = await open(output, tally);
  const interruption = new AbortController();
  process.once("SIGINT", () => interruption.abort());
  addAbortSignal(interruption.signal, input);
  const progress = createProgress(process.stderr);
  try {
    await runRecords(input, answering, output, () => progress.update(tally.records));
  } catch (error) {
    if (!interruption.signal.aborted) throw error;
  } finally {
    progress.end();
  }
  if (interruption.signal.aborted) process.exitCode = Status.interrupted;
  else if (tally.records === 0) console.error(`dutiable: no records in ${file === "-" ? "standard input" : file}`);
  else if (tally.refused > 0) process.exitCode = Status.refused;
}
