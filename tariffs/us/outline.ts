import type { ExportRow, RateColumn } from "./usitc-export";

/**
 * The schedule as an outline. A statistical line often states no rates of its own: its general and special rates are
 * those of the nearest row above it, by indent, that states a general rate, its column 2 rate that of the nearest row
 * that states one. The two are the same row but for 9006.59.15.20, which repeats column 2 alone.
 */
export interface OutlineLine {
  readonly row: ExportRow;
  /** The rows above it, outermost first. */
  readonly ancestors: readonly ExportRow[];
  readonly rates: Readonly<Record<RateColumn, string>>;
  /** Digits of the row that states the general rate, or column 2 where none does; 0 without a rate. */
  readonly digits: number;
}

/** Chapters 98 and 99 hold special classifications and temporary changes, no lines of their own. */
const LAST_CHAPTER = "97";
const DECLARABLE_DIGITS = 10;

/** Rows without a code only gather others. */
export const isInSchedule = ({ code }: ExportRow): boolean => code !== "" && code.slice(0, 2) <= LAST_CHAPTER;

export const isLine = (row: ExportRow): boolean => row.code.length === DECLARABLE_DIGITS && isInSchedule(row);

/** The declarable lines of chapters 1 to 97, in the order of the schedule. */
export function linesOf(rows: readonly ExportRow[]): OutlineLine[] {
  const lines: OutlineLine[] = [];
  const path: ExportRow[] = [];
  for (const row of rows) {
    while ((path.at(-1)?.indent ?? -1) >= row.indent) path.pop();
    if (isLine(row)) lines.push(lineOf(row, [...path]));
    path.push(row);
  }
  return lines;
}

function lineOf(row: ExportRow, ancestors: readonly ExportRow[]): OutlineLine {
  const nearestFirst = [row, ...ancestors.toReversed()];
  const general = nearestFirst.find(({ rates }) => rates.general !== "" || rates.special !== "");
  const other = nearestFirst.find(({ rates }) => rates.other !== "");
  return {
    row,
    ancestors,
    rates: {
      general: general?.rates.general ?? "",
      special: general?.rates.special ?? "",
      other: other?.rates.other ?? "",
    },
    digits: (general ?? other)?.code.length ?? 0,
  };
}
