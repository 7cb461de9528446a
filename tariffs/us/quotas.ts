import type { Snapshot } from "../../src/table/history";
import { type Correction, historyOf } from "../../src/table/history";
import { printTsv } from "../../src/table/tsv";
import type { ScheduleFile } from "./refresh";
import { type ExportRow, readExport } from "./usitc-export";

/**
 * Tariff-rate quotas of chapters 1 to 97. A subheading is in quota where its row, or one above it, says that the goods
 * are described in a note and entered pursuant to its provisions, or states a quantity of the calendar year itself.
 * The rest of the row's siblings, named `Other`, is over quota. Only what the words point at is kept.
 */
export interface Quota {
  /** Subheadings over quota, eight digits, in the order of the schedule. */
  readonly over: readonly string[];
  /** `general note 15`, `additional U.S. note 10 to chapter 4`, `subheading 2005.70.02`. */
  readonly terms: string;
}

const PURSUANT =
  /described in (general note|additional U\.S\. ?note|U\.S\. ?note) (\d+(?:\([a-z]+\))*)(.*)pursuant to its provisions/i;
const CHAPTER = /to ?chapter (\d+)/i;
/** Terms that the row states itself: so much in a calendar year. */
const STATED = /aggregate quantity .*calendar year|liters entered in any calendar year|^In any calendar year prior to/i;
/** What is left of a heading; `Other sugar to be used for …` is a provision of its own. */
const REST = /^Other(?:[:,]|$)/i;
const SUBHEADING = 8;
const LAST_CHAPTER = "97";

/** A row with the rows under it. */
interface Branch {
  readonly row: ExportRow;
  readonly branches: Branch[];
}

/** The schedule's quotas by subheading in quota. */
export function quotasOf(rows: readonly ExportRow[]): Map<string, Quota> {
  const quotas = new Map<string, Quota>();
  const visit = (branches: readonly Branch[]): void => {
    branches.forEach(({ row, branches: under }, index) => {
      visit(under);
      if (!isQuota(row)) return;
      const rest = branches.slice(index + 1).filter((it) => !isQuota(it.row) && REST.test(it.row.description));
      const over = rest.flatMap(overQuota);
      for (const code of subheadings({ row, branches: under })) quotas.set(code, { over, terms: termsOf(row, code) });
    });
  };
  visit(outline(rows.filter(({ code }) => code.slice(0, 2) <= LAST_CHAPTER)));
  return quotas;
}

const isQuota = ({ description }: ExportRow): boolean => PURSUANT.test(description) || STATED.test(description);

function outline(rows: readonly ExportRow[]): Branch[] {
  const roots: Branch[] = [];
  const path: Branch[] = [];
  for (const row of rows) {
    while ((path.at(-1)?.row.indent ?? -1) >= row.indent) path.pop();
    const branch = { row, branches: [] };
    (path.at(-1)?.branches ?? roots).push(branch);
    path.push(branch);
  }
  return roots;
}

/** Subheadings of a branch: its own row's, or those of the rows below. */
const subheadings = ({ row, branches }: Branch): string[] =>
  row.code.length >= SUBHEADING ? [row.code.slice(0, SUBHEADING)] : [...new Set(branches.flatMap(subheadings))];

const overQuota = (branch: Branch): string[] =>
  isQuota(branch.row)
    ? []
    : branch.row.code.length >= SUBHEADING
      ? subheadings(branch)
      : [...new Set(branch.branches.flatMap(overQuota))];

function termsOf({ description }: ExportRow, code: string): string {
  const [, kind = "", note = "", place = ""] = PURSUANT.exec(description) ?? [];
  if (kind === "") return `subheading ${dotted(code)}`;
  if (/^general/i.test(kind)) return `general note ${note}`;
  const chapter = CHAPTER.exec(place)?.[1] ?? String(Number(code.slice(0, 2)));
  return `${/^additional/i.test(kind) ? "additional U.S. note" : "U.S. note"} ${note} to chapter ${chapter}`;
}

const dotted = (code: string): string => `${code.slice(0, 4)}.${code.slice(4, 6)}.${code.slice(6, 8)}`;

export const QUOTA_COLUMNS = ["code", "from", "to", "known", "endKnown", "over", "terms", "source"] as const;

/** The dated text of the quotas that editions of the schedule print. @throws DutiableError FACTS_INVALID */
export function quotasText(files: readonly ScheduleFile[], corrections: readonly Correction[] = []): string {
  const snapshots = files.map(
    ({ bytes, ...edition }): Snapshot<Quota> => ({ ...edition, states: quotasOf(readExport(bytes)) }),
  );
  const { rows } = historyOf(snapshots, ({ over, terms }) => JSON.stringify([over, terms]), corrections);
  const cells = rows.map(({ code, from, to = "", known, endKnown = "", state: { over, terms } }) => {
    return [code, from, to, known, endKnown, over.join(" "), terms, "hts-quotas"];
  });
  return printTsv(QUOTA_COLUMNS, cells);
}
