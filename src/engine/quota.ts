import type { DeclaredLine } from "../model/declare/declaration";
import type { Issue, Note } from "../model/issue";
import type { QuotaMeta, TableMeta } from "../table/meta";
import { quotaNotClaimed, quotaNotDeclared, quotaNotOnLine } from "./findings";
import type { Probe } from "./probe";

/** Declarable codes that a finding lists. */
const MOST = 20;

/** The quotas of a table by the subheadings that are for goods under them. */
export interface Quotas {
  /** Rows of the code, whatever their days. */
  under(commodity: string): readonly QuotaMeta[];
  readonly all: readonly QuotaMeta[];
}

const NONE: readonly QuotaMeta[] = [];

export function quotaReader({ quotas }: Pick<TableMeta, "quotas">): Quotas {
  const byCode = new Map<string, QuotaMeta[]>();
  for (const quota of quotas) byCode.set(quota.code, [...(byCode.get(quota.code) ?? []), quota]);
  const lengths = [...new Set(quotas.map(({ code }) => code.length))];
  return {
    under(commodity) {
      for (const length of lengths) {
        const found = byCode.get(commodity.slice(0, length));
        if (found !== undefined) return found;
      }
      return NONE;
    },
    all: quotas,
  };
}

/** A note has nothing against the entry. */
export const isIssue = (finding: Issue | Note): finding is Issue => finding.code !== "QUOTA_NOT_DECLARED";

/**
 * What a line says of a quota against what it is: the quota decides which line goods are declared on, so that a line in
 * quota is for those that enter under it, and any other is not.
 */
export function quotaFinding({ table, day, date }: Probe, line: DeclaredLine): Issue | Note | undefined {
  const { quotas, commodities } = table;
  const rows = quotas.under(line.commodity);
  const claim = line.facts.length === 0 ? undefined : line.facts.find(({ term }) => term.name === "quota");
  if (rows.length === 0 && claim?.amount !== "1") return undefined;
  const holds = ({ from, to }: QuotaMeta): boolean => from <= date && (to === undefined || date <= to);
  const codesUnder = (prefixes: readonly string[]): string[] =>
    prefixes.flatMap((prefix) => commodities.beginningWith(prefix, day, MOST).codes).slice(0, MOST);
  const inQuota = rows.find(holds);
  if (inQuota === undefined) {
    if (claim?.amount !== "1") return undefined;
    const over = quotas.all.filter((it) => holds(it) && it.over.some((code) => line.commodity.startsWith(code)));
    return quotaNotOnLine(claim.path, line.commodity, codesUnder(over.map(({ code }) => code)));
  }
  if (claim === undefined) return quotaNotDeclared(line.path, line.commodity, inQuota.terms);
  if (claim.amount === "1") return undefined;
  return quotaNotClaimed(line.commodityPath, line.commodity, inQuota.terms, codesUnder(inQuota.over));
}
