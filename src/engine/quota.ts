import type { DeclaredLine } from "../model/declare/declaration";
import type { Issue, Note } from "../model/issue";
import type { QuotaMeta } from "../table/meta";
import { quotaNotClaimed, quotaNotDeclared, quotaNotOnLine } from "./findings";
import type { Probe } from "./probe";

/** A note has nothing against the entry. */
export const isIssue = (finding: Issue | Note): finding is Issue => finding.code !== "QUOTA_NOT_DECLARED";

/** Declarable codes that a finding lists. */
const MOST = 20;

/**
 * What a line says of a quota against what it is: the quota decides which line goods are declared on, so that a line in
 * quota is for those that enter under it, and any other is not.
 */
export function quotaFinding({ table, day, date }: Probe, line: DeclaredLine): Issue | Note | undefined {
  const { quotas = [] } = table.view.meta;
  const claim = line.facts.find(({ term }) => term.name === "quota");
  if (quotas.length === 0 && claim === undefined) return undefined;
  const holds = ({ from, to }: QuotaMeta): boolean => from <= date && (to === undefined || date <= to);
  const codesUnder = (prefixes: readonly string[]): string[] =>
    prefixes.flatMap((prefix) => table.commodities.beginningWith(prefix, day, MOST).codes).slice(0, MOST);
  const inQuota = quotas.find((quota) => line.commodity.startsWith(quota.code) && holds(quota));
  if (inQuota === undefined) {
    if (claim?.amount !== "1") return undefined;
    const over = quotas.filter((it) => holds(it) && it.over.some((code) => line.commodity.startsWith(code)));
    return quotaNotOnLine(claim.path, line.commodity, codesUnder(over.map(({ code }) => code)));
  }
  if (claim === undefined) return quotaNotDeclared(line.path, line.commodity, inQuota.terms);
  if (claim.amount === "1") return undefined;
  return quotaNotClaimed(line.commodityPath, line.commodity, inQuota.terms, codesUnder(inQuota.over));
}
