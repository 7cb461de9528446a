import type { Output } from "./output";
import { readRecord, TOO_LONG, unreadable } from "./read-record";
import type { Answering, Tally } from "./run-records";

/** An answer to a question of origin: several agreements are answered together. */
interface Answer {
  readonly ok: boolean;
  readonly determinations?: readonly { readonly ok: boolean }[];
  readonly certificates?: readonly { readonly ok: boolean }[];
}

/**
 * Answers questions of origin on `output`; `tally` is kept up to date. A question under several agreements counts as
 * refused if all of its answers are.
 */
export function originRecords(determine: (question: unknown) => Answer, output: Output, tally: Tally): Answering {
  const answer = (it: Answer): void => {
    output.line(JSON.stringify(it));
    tally.records += 1;
    const parts = it.determinations ?? it.certificates ?? [];
    if (!it.ok || (parts.length > 0 && parts.every(({ ok }) => !ok))) tally.refused += 1;
  };
  return {
    record({ buffer, byteOffset }, start, end) {
      const read = readRecord(Buffer.from(buffer, byteOffset + start, end - start));
      answer("fault" in read ? unreadable(tally.records, read.fault) : determine(read.value));
    },
    oversized: () => answer(unreadable(tally.records, TOO_LONG)),
    finish() {},
  };
}
