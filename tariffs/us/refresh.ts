import { DutiableError } from "../../src/model/errors";
import type { LineFact } from "../../src/table/facts";
import type { Correction, History, LineState, Snapshot } from "../../src/table/history";
import { historyOf, lineFact, lineIdentity } from "../../src/table/history";
import type { ImportedSchedule } from "./import";
import { importSchedule } from "./import";
import type { ImportReport } from "./report";
import { reportOn } from "./report";

/** An official file and the edition it is. */
export interface ScheduleFile {
  readonly edition: string;
  /** The day from which it is law, and the day on which it was published. */
  readonly applies: string;
  readonly known: string;
  /** As the Commission exports it, `.json` or `.json.gz`. */
  readonly bytes: Uint8Array;
}

export interface ImportedSchedules {
  readonly lines: readonly LineFact[];
  /** `code column` → pointers, dated. */
  readonly footnotes: History<string>["rows"];
  readonly report: ImportReport;
}

/**
 * Reads editions of the schedule into dated facts. The order of the files does not matter.
 * @throws DutiableError FACTS_INVALID: no schedule, or dates that contradict each other
 */
export function importSchedules(
  files: readonly ScheduleFile[],
  corrections: readonly Correction[] = [],
): ImportedSchedules {
  const imported = files.map(({ bytes, ...edition }) => ({ ...edition, schedule: importSchedule(bytes) }));
  for (const { edition, schedule } of imported) {
    if (schedule.lines.size > 0) continue;
    throw new DutiableError("FACTS_INVALID", `${edition}: the export holds no line of chapters 1 to 97`);
  }
  const snapshots = <State>(pick: (schedule: ImportedSchedule) => ReadonlyMap<string, State>): Snapshot<State>[] =>
    imported.map(({ edition, applies, known, schedule }) => ({ edition, applies, known, states: pick(schedule) }));
  const lines = historyOf<LineState>(
    snapshots(({ lines }) => lines),
    lineIdentity,
    corrections,
  );
  const footnotes = historyOf<string>(
    snapshots(({ footnotes }) => footnotes),
    (references) => references,
    corrections,
  );
  return {
    lines: lines.rows.map(lineFact),
    footnotes: footnotes.rows,
    report: reportOn(imported, lines),
  };
}
