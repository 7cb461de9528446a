import { printTsv } from "../../../src/table/tsv";
import type { RuleRow, UnreadRow } from "./rows";

/** The files of one agreement: `rules.tsv`, by codes, and `unread.tsv`, in the order of the annex. */

const RULE_COLUMNS = ["from", "to", "part", "since", "until", "annex", "rule"] as const;
const UNREAD_COLUMNS = ["annex", "fact", "reason"] as const;

const compare = (a: string, b: string): number => (a < b ? -1 : a > b ? 1 : 0);

/** By codes, wider ranges first; parts before the rest. Rows alike in these keep the order of the annex. */
function byCodes(a: RuleRow, b: RuleRow): number {
  return (
    compare(a.from, b.from) ||
    compare(b.to, a.to) ||
    Number(a.part === "") - Number(b.part === "") ||
    compare(a.part, b.part) ||
    compare(a.since, b.since)
  );
}

export function rulesText(rows: readonly RuleRow[]): string {
  const sorted = [...rows].sort(byCodes);
  return printTsv(
    RULE_COLUMNS,
    sorted.map((row) => RULE_COLUMNS.map((column) => row[column])),
  );
}

export function unreadText(rows: readonly UnreadRow[]): string {
  return printTsv(
    UNREAD_COLUMNS,
    rows.map((row) => UNREAD_COLUMNS.map((column) => row[column])),
  );
}
