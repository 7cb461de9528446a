import { parseCell, printCell, printProgrammeCell } from "../../src/model/rate-text";
import type { LineState } from "../../src/table/history";
import { footnotesOf } from "./footnotes";
import type { OutlineLine } from "./outline";
import { isInSchedule, isSuffixed, linesOf } from "./outline";
import { readRate } from "./rate-reader";
import { remembered } from "./remembered";
import { readSeason } from "./season";
import { readSpecialColumn } from "./special-column";
import { statisticalUnits } from "./units";
import type { ExportRow, RateColumn } from "./usitc-export";
import { readExport } from "./usitc-export";

/** One revision of the Harmonized Tariff Schedule, chapters 1 to 97, in the terms of the facts. */
export interface ImportedSchedule {
  /** Rows of the export, all chapters. */
  readonly rows: number;
  /** By code, ten digits. */
  readonly lines: ReadonlyMap<string, LineState>;
  /** How many of the lines are whole articles, printed without a statistical suffix (`outline.ts`). */
  readonly unsuffixed: number;
  /** Pointers of the rate columns' footnotes, by code of the row that carries them and column: `8471600000 general`. */
  readonly footnotes: ReadonlyMap<string, string>;
  readonly unread: readonly Unread[];
}

/** What an import could not read. Nothing is guessed: a rate unread stands as a reference to its own words. */
export interface Unread {
  readonly code: string;
  readonly column: RateColumn | "line" | "units" | "season" | "footnote";
  readonly text: string;
}

/** @throws DutiableError FACTS_INVALID for bytes that are no export. */
export function importSchedule(bytes: Uint8Array): ImportedSchedule {
  const rows = readExport(bytes);
  const unread: Unread[] = [];
  const read = readers();
  const lines = new Map<string, LineState>();
  const outline = linesOf(rows);
  for (const line of outline) {
    const { code } = line;
    const complain: Complain = (column, text) => unread.push({ code, column, text });
    if (lines.has(code)) complain("line", "stands twice");
    else lines.set(code, lineState(line, read, complain));
  }
  return {
    rows: rows.length,
    lines,
    unsuffixed: outline.filter((line) => !isSuffixed(line)).length,
    footnotes: footnotes(rows.filter(isInSchedule), unread),
    unread,
  };
}

type Complain = (column: Unread["column"], text: string) => void;

/** Canonical texts of what the schedule prints. */
const readers = () => ({
  season: remembered(readSeason),
  rate: remembered((text) => {
    const cell = text === "" ? undefined : readRate(text);
    return cell && canonical(printCell(cell));
  }),
  special: remembered((text) => {
    const { rates, unread } = readSpecialColumn(text);
    return { cell: printProgrammeCell(rates), unread };
  }),
});

/** What the language of rates does not take back, such as a rate of 0 %, counts as unread. */
function canonical(text: string): string | undefined {
  try {
    parseCell(text);
    return text;
  } catch {
    return undefined;
  }
}

function lineState(line: OutlineLine, read: ReturnType<typeof readers>, complain: Complain): LineState {
  const { units, unknown } = statisticalUnits(line.row.units);
  for (const text of unknown) complain("units", text);
  const special = read.special(line.rates.special);
  for (const text of special.unread) complain("special", text);
  /** A line without a rate is not free: it refers to a rate that the schedule does not state. */
  const rate = (column: "general" | "other"): string => {
    const text = line.rates[column];
    const cell = read.rate(text);
    if (cell !== undefined) return cell;
    complain(column, text);
    return printCell({ kind: "see", text: text.replaceAll('"', "'") || "no rate stated" });
  };
  const season = seasonOf(line, read.season, complain);
  return {
    units,
    cells: { general: rate("general"), ...(special.cell && { special: special.cell }), other: rate("other") },
    digits: line.digits,
    ...(season && { season }),
  };
}

/** The season of the nearest row that sets one. */
function seasonOf(line: OutlineLine, read: typeof readSeason, complain: Complain): string | undefined {
  for (const { description } of [line.row, ...line.ancestors.toReversed()]) {
    const { season, unread } = read(description);
    if (unread) complain("season", description);
    if (season !== undefined) return season;
  }
  return undefined;
}

function footnotes(rows: readonly ExportRow[], unread: Unread[]): ReadonlyMap<string, string> {
  const found = new Map<string, string>();
  for (const row of rows) {
    const { pointers, unread: texts } = footnotesOf(row);
    for (const text of texts) unread.push({ code: row.code, column: "footnote", text });
    for (const [column, references] of pointers) found.set(`${row.code} ${column}`, references.join(" "));
  }
  return found;
}
