import type { ValuationAnswer } from "../model/valuation/answer";
import type { Output } from "./output";
import { readRecord, TOO_LONG, unreadable } from "./read-record";
import type { Answering, Tally } from "./run-records";

/** Answers valuations on `output`; `tally` is kept up to date. */
export function valueRecords(value: (facts: unknown) => ValuationAnswer, output: Output, tally: Tally): Answering {
  const answer = (it: ValuationAnswer): void => {
    output.line(JSON.stringify(it));
    tally.records += 1;
    if (!it.ok) tally.refused += 1;
  };
  return {
    record({ buffer, byteOffset }, start, end) {
      const read = readRecord(Buffer.from(buffer, byteOffset + start, end - start));
      answer("fault" in read ? unreadable(tally.records, read.fault) : value(read.value));
    },
    oversized: () => answer(unreadable(tally.records, TOO_LONG)),
    finish() {},
  };
}
