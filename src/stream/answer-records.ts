import type { Output } from "./output";
import { readRecord, TOO_LONG, unreadable } from "./read-record";
import type { Answering, Tally } from "./run-records";

interface Answer {
  readonly ok: boolean;
}

/** Answers records one by one on `output`, as `answerTo` does; `tally` is kept up to date. */
export function answerRecords(answerTo: (record: unknown) => Answer, output: Output, tally: Tally): Answering {
  const answer = (it: Answer): void => {
    output.line(JSON.stringify(it));
    tally.records += 1;
    if (!it.ok) tally.refused += 1;
  };
  return {
    record({ buffer, byteOffset }, start, end) {
      const read = readRecord(Buffer.from(buffer, byteOffset + start, end - start));
      answer("fault" in read ? unreadable(tally.records, read.fault) : answerTo(read.value));
    },
    oversized: () => answer(unreadable(tally.records, TOO_LONG)),
    finish() {},
  };
}
