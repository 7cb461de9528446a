import { DutiableError } from "../../src/model/errors";
import { complaints, errorText } from "../../src/table/fact-error";
import type { Correction } from "../../src/table/history";
import { readTsv } from "../../src/table/tsv";

const COLUMNS = ["edition", "codes", "legal", "known", "reason", "source"] as const;

/**
 * `corrections.tsv`: changes whose legal day is not that of the edition which printed them first. `codes` are codes or
 * their beginnings, as the schedule writes them, with spaces between; `*` is all that the edition changed.
 * @throws DutiableError FACTS_INVALID naming each row that cannot be read
 */
export function parseCorrections(text: string): Correction[] {
  const { errors, complain } = complaints(new WeakMap());
  const rows = readTsv("corrections.tsv", text, { required: COLUMNS }, new WeakMap(), complain);
  if (errors.length > 0) throw new DutiableError("FACTS_INVALID", errors.map(errorText).join("\n"));
  return rows.map(({ edition = "", codes = "", legal = "", known = "", reason = "", source = "" }) => ({
    edition,
    codes: codes.split(" ").map((code) => code.replaceAll(".", "")),
    legal,
    known,
    reason,
    source,
  }));
}
