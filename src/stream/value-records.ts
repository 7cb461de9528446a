import { isUtf8 } from "node:buffer";
import { malformed } from "../model/declare/findings";
import type { ValuationAnswer } from "../model/valuation/answer";
import type { Tally } from "./assess-records";
import type { Output } from "./output";
import { RECORD_LIMIT } from "./record-sink";
import { splitRecords } from "./records";

/**
 * Answers the valuations of `chunks` one by one on `output`, in their order; `tally` is kept up to date.
 * @throws StructureError where the input as a whole is not readable from a place on; what came before is answered.
 */
export async function valueRecords(
  chunks: AsyncIterable<Uint8Array>,
  value: (facts: unknown) => ValuationAnswer,
  output: Output,
  tally: Tally,
): Promise<void> {
  const answer = (it: ValuationAnswer): void => {
    output.line(JSON.stringify(it));
    tally.records += 1;
    if (!it.ok) tally.refused += 1;
  };
  const unreadable = (message: string): ValuationAnswer => ({
    id: null,
    ok: false,
    index: tally.records,
    issues: [malformed("", message)],
  });
  const splitter = splitRecords({
    record(bytes, start, end) {
      const record = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start);
      if (!isUtf8(record)) return answer(unreadable("the record is not UTF-8"));
      let facts: unknown;
      try {
        facts = JSON.parse(record.toString());
      } catch (error) {
        return answer(unreadable(`the record is not JSON: ${(error as Error).message}`));
      }
      answer(value(facts));
    },
    oversized: () => answer(unreadable(`the record is longer than ${RECORD_LIMIT} bytes`)),
  });
  try {
    for await (const chunk of chunks) {
      splitter.push(chunk);
      if (output.full) await output.flush();
    }
    splitter.end();
  } finally {
    await output.flush();
  }
}
