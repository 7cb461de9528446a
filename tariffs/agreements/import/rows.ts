import type { Rule } from "../../../src/model/origin/rule";
import { printRule } from "../../../src/model/origin/rule-text";
import type { Alternative } from "./alternatives";
import { alternativesOf } from "./alternatives";
import { ALTERNATIVE_NOT_HELD, lacksAlternatives, mayLackAlternative } from "./alternatives-held";
import type { Annex, AnnexRow } from "./annex";
import type { Range } from "./code-ranges";
import { rangesOf } from "./code-ranges";
import { markOf } from "./fact-names";
import { named } from "./named";
import { isCaption, isDescribed, isEx, isRest, partName } from "./parts";
import { isQuotaBound, quotaBound, standardRow } from "./quotas";
import type { RuleReading } from "./read-rule";
import { alternativeRules } from "./row-parts";
import { declared } from "./rules";
import { byStage } from "./textile-stages";
import type { Names } from "./vocabulary";

/** A row of `rules.tsv`: the rule of a range of codes, or of the part of it that a fact selects. */
export interface RuleRow extends Range {
  readonly part: string;
  readonly rule: string;
  /** Column 1 of the annex and the number of the row. */
  readonly annex: string;
  readonly since: string;
  readonly until: string;
}

/** A row of `unread.tsv`. */
export interface UnreadRow {
  readonly annex: string;
  readonly fact: string;
  readonly reason: string;
}

/** One row of an annex as it was read. */
export interface ReadRow {
  readonly row: AnnexRow;
  readonly annex: string;
  readonly ranges: readonly Range[];
  readonly alternatives: readonly Alternative[];
  /** Whether the source may have left out an alternative. */
  readonly open: boolean;
}

/** Rows that follow each other with the same two columns print the alternatives of one. */
function joinedRows(rows: readonly AnnexRow[]): readonly { readonly row: AnnexRow; readonly place: number }[] {
  const joined: { row: AnnexRow; place: number }[] = [];
  for (const [i, row] of rows.entries()) {
    const last = joined.at(-1);
    const before = last?.row;
    if (
      last !== undefined &&
      before?.heading === row.heading &&
      before.description === row.description &&
      !isCaption(row)
    ) {
      last.row = { ...before, texts: [...before.texts, ...row.texts] };
    } else joined.push({ row, place: i + 1 });
  }
  return joined.filter(({ row }) => !isCaption(row));
}

/** @param copy the same agreement as the other side's source holds it, where that is at hand */
export function readRows(annex: Annex, names: Names, copy?: Annex): readonly ReadRow[] {
  const rows = joinedRows(annex.rows);
  const lacking = lacksAlternatives(rows.map(({ row }) => row));
  return rows.map(({ row, place }) => {
    const ranges = rangesOf(row);
    const group = ranges.map(({ from, to }) => (from === to ? from : `${from} to ${to}`)).join(" , ");
    const alternatives = alternativesOf(row.texts, group).map((alternative) => ({
      ...alternative,
      reading: withNames(byStage(alternative.reading, ranges), names),
    }));
    const open = lacking && mayLackAlternative(row, copy);
    return { row, annex: `${row.heading.replace(/\s+/g, " ")} #${place}`, ranges, alternatives, open };
  });
}

const withNames = (reading: RuleReading, names: Names): RuleReading =>
  reading.rule === undefined ? reading : { rule: named(reading.rule, names) };

const unreadFact = (annex: string, place: number): string => `unread-${markOf(`${annex} ${place}`)}`;

/** Where the texts of a row are for parts of it, one that was not read may be for a part as well, which is asked. */
function unreadRule(fact: string, alternatives: readonly Alternative[]): Rule {
  const rule = declared("product", fact);
  const divided = alternatives.some(({ reading }) => reading.rule?.kind === "parts");
  return divided ? { kind: "parts", parts: [{ product: `${fact}-goods`, rule }], otherwise: undefined } : rule;
}

/** The alternatives in force on the days of a period; an unread one is a fact to declare, so that no "no" is wrong. */
function ruleOf({ annex, alternatives, open }: ReadRow, since: string): Rule | undefined {
  const rules = alternatives.flatMap((alternative, place) => {
    if (alternative.since > since || (alternative.until !== "" && alternative.until < since)) return [];
    return [alternative.reading.rule ?? unreadRule(unreadFact(annex, place), alternatives)];
  });
  if (rules.length === 0) return undefined;
  return alternativeRules(distinct(open ? [...rules, declared("product", ALTERNATIVE_NOT_HELD)] : rules));
}

/** A row may print one rule twice. */
function distinct(rules: readonly Rule[]): readonly Rule[] {
  const texts = rules.map((rule) => (rule.kind === "parts" ? "" : printRule(rule)));
  return rules.filter((_, i) => texts[i] === "" || texts.indexOf(texts[i] as string) === i);
}

const dayAfter = (day: string): string => new Date(Date.parse(day) + 86_400_000).toISOString().slice(0, 10);
const dayBefore = (day: string): string => new Date(Date.parse(day) - 86_400_000).toISOString().slice(0, 10);

/** The periods in which the same alternatives are in force. */
function periods(alternatives: readonly Alternative[]): readonly { readonly since: string; readonly until: string }[] {
  const starts = alternatives.flatMap(({ since, until }) => [since, ...(until === "" ? [] : [dayAfter(until)])]);
  const sorted = [...new Set(["", ...starts])].sort();
  return sorted.map((since, i) => ({
    since,
    until: sorted[i + 1] === undefined ? "" : dayBefore(sorted[i + 1] as string),
  }));
}

const sameRange = (a: Range, b: Range): boolean => a.from === b.from && a.to === b.to;

/** The fact that selects a row among those of its codes; empty where it is the rest, or alone. */
function partOf(read: ReadRow, range: Range, all: readonly ReadRow[]): string {
  const { row } = read;
  if (isRest(row) || !isDescribed(row)) return "";
  const others = all.some((other) => other !== read && other.ranges.some((one) => sameRange(one, range)));
  return isEx(row) || others ? partName(range.from, row.description) : "";
}

/** The rows of one agreement, without doubles. */
export function ruleRows(reads: readonly ReadRow[]): readonly RuleRow[] {
  const rows = new Map<string, RuleRow>();
  for (const read of reads) {
    for (const period of periods(read.alternatives)) {
      const own = ruleOf(read, period.since);
      if (own === undefined) continue;
      for (const range of read.ranges) {
        const standard = isQuotaBound(read.row) ? standardRow(range, reads) : undefined;
        const rule = isQuotaBound(read.row)
          ? quotaBound(own, standard === undefined ? undefined : ruleOf(standard, period.since))
          : own;
        const row = { ...range, part: partOf(read, range, reads), rule: printRule(rule), annex: read.annex, ...period };
        const key = [row.from, row.to, row.part, row.rule, row.since].join("\t");
        if (!rows.has(key)) rows.set(key, row);
      }
    }
  }
  return [...rows.values()];
}

export function unreadRows(reads: readonly ReadRow[]): readonly UnreadRow[] {
  return reads.flatMap(({ annex, alternatives }) =>
    alternatives.flatMap(({ reading }, place) =>
      reading.unread === undefined ? [] : [{ annex, fact: unreadFact(annex, place), reason: reading.unread }],
    ),
  );
}

/** How many rows may lack an alternative. */
export const openRows = (reads: readonly ReadRow[]): number => reads.filter(({ open }) => open).length;
