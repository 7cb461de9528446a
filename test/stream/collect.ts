import { Writable } from "node:stream";
import type { Engine } from "../../src/engine/engine";
import { assessRecords } from "../../src/stream/assess-records";
import { createOutput, type Output } from "../../src/stream/output";
import { runRecords, type Tally } from "../../src/stream/run-records";

/** An output whose bytes are kept. */
export function collected(): { readonly output: Output; readonly text: () => string } {
  const chunks: Buffer[] = [];
  const stream = new Writable({
    write(chunk: Buffer, _encoding, done) {
      // A copy: the output's buffer is used again.
      chunks.push(Buffer.from(chunk));
      done();
    },
  });
  return { output: createOutput(stream), text: () => Buffer.concat(chunks).toString() };
}

/** What the command answers to an input that comes in chunks of a size. */
export async function answersOf(
  engine: Engine,
  input: string | Buffer,
  { explain = false, size = 1 << 16 } = {},
): Promise<{ lines: string[]; tally: Tally; error: unknown }> {
  const bytes = Buffer.from(input as string);
  async function* chunks() {
    for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
  }
  const { output, text } = collected();
  const tally = { records: 0, refused: 0 };
  let error: unknown;
  await runRecords(chunks(), assessRecords(engine, output, tally, explain), output).catch((thrown: unknown) => {
    error = thrown;
  });
  return { lines: text().split("\n").slice(0, -1), tally, error };
}
