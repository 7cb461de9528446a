import type { ExportRow, RateColumn } from "./usitc-export";

/**
 * The schedule as an outline. A statistical line often states no rates of its own: its general and special rates are
 * those of the nearest row above it, by indent, that states a general rate, its column 2 rate that of the nearest row
 * that states one. The two are the same row but for 9006.59.15.20, which repeats column 2 alone.
 */
export interface OutlineLine {
  /** Ten digits. */
  readonly code: string;
  readonly row: ExportRow;
  /** The rows above it, outermost first. */
  readonly ancestors: readonly ExportRow[];
  readonly rates: Readonly<Record<RateColumn, string>>;
  /** Digits of the row that states the general rate, or column 2 where none does; 0 without a rate. */
  readonly digits: number;
}

/** Chapters 98 and 99 hold special classifications and temporary changes, no lines of their own. */
const LAST_CHAPTER = "97";
const SUBHEADING_DIGITS = 8;
const LINE_DIGITS = 10;
/**
 * Ninety-five subheadings of chapter 91 are printed without statistical suffix: the chapter's statistical note 1 has
 * each part of a watch or clock reported under a suffix of its own, and the export leaves them out. Their rates are on
 * the whole article with the values of its parts, so the whole article stands as one line under the suffix 00.
 */
const WHOLE_ARTICLE = "00";

/** Rows without a code only gather others. */
export const isInSchedule = ({ code }: ExportRow): boolean => code !== "" && code.slice(0, 2) <= LAST_CHAPTER;

/** The declarable lines of chapters 1 to 97, in the order of the schedule. */
export function linesOf(rows: readonly ExportRow[]): OutlineLine[] {
  const own = rows.filter(isInSchedule);
  const suffixed = new Set(own.filter(isLine).map(({ code }) => code.slice(0, SUBHEADING_DIGITS)));
  const isWhole = ({ code, rates }: ExportRow): boolean =>
    code.length === SUBHEADING_DIGITS && rates.general !== "" && !suffixed.has(code);
  const lines: OutlineLine[] = [];
  const path: ExportRow[] = [];
  for (const row of rows) {
    while ((path.at(-1)?.indent ?? -1) >= row.indent) path.pop();
    if (isInSchedule(row)) {
      if (isLine(row)) lines.push(lineOf(row.code, row, [...path]));
      else if (isWhole(row)) lines.push(lineOf(row.code + WHOLE_ARTICLE, row, [...path]));
    }
    path.push(row);
  }
  return lines;
}

/** Whether the schedule prints the line with its statistical suffix. */
export const isSuffixed = ({ row }: OutlineLine): boolean => isLine(row);

const isLine = ({ code }: ExportRow): boolean => code.length === LINE_DIGITS;

function lineOf(code: string, row: ExportRow, ancestors: readonly ExportRow[]): OutlineLine {
  const nearestFirst = [row, ...ancestors.toReversed()];
  const general = nearestFirst.find(({ rates }) => rates.general !== "" || rates.special !== "");
  const other = nearestFirst.find(({ rates }) => rates.other !== "");
  return {
    code,
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
