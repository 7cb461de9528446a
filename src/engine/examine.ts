import { LineStatus, OPEN } from "../../assembly/abi";
import { dayOf } from "../model/days";
import type { DeclaredLine } from "../model/declare/declaration";
import { BEST, UNREADABLE } from "../model/declare/declaration";
import type { Issue } from "../model/issue";
import { chooseBest } from "./best";
import type { Validity } from "./commodities";
import { notDeclarable, notInForce, preferenceNotAvailable, unknownCommodity } from "./findings";
import { assessAlone, type Probe, probeLine } from "./probe";
import { isIssue, quotaFinding } from "./quota";
import { inapplicableHeadings } from "./stack/applicable";

/** Codes that an issue lists: the widest subheading has fewer, a heading may have more. */
const MOST_CANDIDATES = 200;
/** Codes near one that is not in the tariff. */
const MOST_NEAR = 10;

/** Everything that is wrong with a line, its components included: what was found on reading it, and then by the law. */
export function examineLine(probe: Probe, declared: DeclaredLine): Issue[] {
  const line = settled(probe, declared);
  const found = [
    ...line.issues.map((issue) => withAvailable(probe, line, issue)),
    ...examineLaw(probe, line),
    ...line.components.flatMap((component) => examineLaw(probe, component)),
  ];
  // An article states nothing of its own: what it misses, its line may miss as well.
  const seen = new Set<string>();
  return found.filter(({ code, path, unit, field }) => {
    const key = JSON.stringify([code, path, unit, field]);
    return !seen.has(key) && seen.add(key);
  });
}

/** The line, its components with it, under the claim that it is refused under where it asked for the best. */
function settled(probe: Probe, line: DeclaredLine): DeclaredLine {
  if (line.claim !== BEST || line.origin === UNREADABLE) return line;
  const { claim } = chooseBest(probe, line, []);
  return { ...line, claim, components: line.components.map((component) => ({ ...component, claim })) };
}

function examineLaw(probe: Probe, line: DeclaredLine): Issue[] {
  const code = examineCode(probe, line);
  if (code !== undefined) return [code];
  if (line.commodity === "" || line.origin === UNREADABLE || line.claim === UNREADABLE) return [];
  const preference = examineClaim(probe, line);
  if (preference !== undefined) return [preference];
  const issues = probeLine(probe, line, line.claim);
  return [...issues, ...(issues.length > 0 ? [] : examineHeadings(probe, line)), ...examineQuota(probe, line)];
}

/** Headings that do not apply: the kernel has nothing against them. */
function examineHeadings(probe: Probe, line: DeclaredLine): Issue[] {
  const { marshal, table, day } = probe;
  if (line.headings.length === 0 || assessAlone(probe, line, line.claim) !== LineStatus.assessed) return [];
  return inapplicableHeadings(table, line, line.claim, day, marshal.row(0));
}

function examineQuota(probe: Probe, line: DeclaredLine): Issue[] {
  const quota = quotaFinding(probe, line);
  return quota !== undefined && isIssue(quota) ? [quota] : [];
}

/** A code that is not declarable on the day. */
function examineCode({ table, day, date }: Probe, line: DeclaredLine): Issue | undefined {
  const { commodities } = table;
  const { codeDigits } = table.terms;
  const { commodity, commodityPath: path } = line;
  if (commodity === "") return undefined;
  if (commodity.length < codeDigits && commodity.length >= 4) {
    const { codes, more } = commodities.beginningWith(commodity, day, MOST_CANDIDATES);
    if (codes.length > 0) return notDeclarable(path, commodity, codeDigits, codes, more);
  }
  const days = commodity.length === codeDigits ? commodities.validity(line.code) : [];
  if (days.some((period) => includes(period, day))) return undefined;
  const near = neighbours(commodity, codeDigits, (digits) => commodities.beginningWith(digits, day, MOST_NEAR).codes);
  const nearest = nearestTo(days, day);
  return nearest === undefined
    ? unknownCommodity(path, commodity, codeDigits, near)
    : notInForce(path, commodity, date, nearest, near);
}

/**
 * Codes that may be meant: with the zero that a spreadsheet takes off the front, or else of the same subheading, by
 * the longest beginning that has any.
 */
function neighbours(commodity: string, codeDigits: number, beginningWith: (digits: string) => string[]): string[] {
  if (commodity.length === codeDigits - 1) {
    const whole = beginningWith(`0${commodity}`);
    if (whole.length > 0) return whole;
  }
  for (let digits = Math.min(commodity.length, codeDigits); digits >= 6; digits -= 1) {
    const codes = beginningWith(commodity.slice(0, digits));
    if (codes.length > 0) return codes;
  }
  return [];
}

const first = ({ from }: Validity): number => dayOf(from)!;
const last = ({ to }: Validity): number => (to === undefined ? OPEN : dayOf(to)!);
const includes = (period: Validity, day: number): boolean => first(period) <= day && day <= last(period);

function nearestTo(periods: readonly Validity[], day: number): Validity | undefined {
  const distance = (period: Validity): number => Math.max(first(period) - day, day - last(period));
  return [...periods].sort((a, b) => distance(a) - distance(b))[0];
}

/** A claim that the law does not grant: lapsed, not for the origin, or not on the line. */
function examineClaim(probe: Probe, line: DeclaredLine): Issue | undefined {
  const { table, date } = probe;
  const { claim } = line;
  const status = assessAlone(probe, line, claim);
  if (status !== LineStatus.claimNotForOrigin && status !== LineStatus.claimNotOnLine) return undefined;
  const { code, periods } = table.view.meta.claims[claim]!;
  const preference = code;
  const available = availableTo(probe, line);
  const refused = (reason: "origin" | "line" | "lapsed", days = {}): Issue =>
    preferenceNotAvailable(
      line.preferencePath,
      { preference, reason, ...days, available },
      line.originCode,
      line.commodity,
    );
  if (status === LineStatus.claimNotOnLine) return refused("line");
  const inForce = periods.some(({ from, to }) => from <= date && (to === undefined || date <= to));
  if (inForce || periods.length === 0) return refused("origin");
  const { from, to } = periods.findLast((period) => period.from <= date) ?? periods[0]!;
  return refused("lapsed", to === undefined ? { from } : { from, to });
}

/** Programmes under which the line may be entered from its origin, by their codes. */
function availableTo(probe: Probe, line: DeclaredLine): string[] {
  const { marshal, table, day } = probe;
  const claims = [...table.terms.claims];
  const lines = claims.map(([, claim]) => ({ line, claim, parent: -1 }));
  if (lines.length === 0) return [];
  marshal.assess({ table: table.handle, day, lines, entryStart: [...lines.keys(), lines.length] });
  return claims.flatMap(([code], index) => (isOpen(marshal.status(index)) ? [code] : [])).sort();
}

/** The claim reached a rate, whether or not all that it counts is declared. */
export const isOpen = (status: LineStatus): boolean =>
  status === LineStatus.assessed ||
  status === LineStatus.quantityMissing ||
  status === LineStatus.quantityInexact ||
  status === LineStatus.factMissing ||
  status === LineStatus.rateNotComputable ||
  status === LineStatus.componentRefused ||
  status === LineStatus.overflow;

/** A preference that is no programme at all was found on reading; what the line offers instead is known here. */
function withAvailable(probe: Probe, line: DeclaredLine, issue: Issue): Issue {
  const { preferencePath, origin, commodity } = line;
  if (issue.reason !== "programme" || issue.path !== preferencePath || origin === UNREADABLE) return issue;
  if (examineCode(probe, line) !== undefined || commodity === "") return issue;
  const { preference = "", reason } = issue;
  const refused = { preference, reason, available: availableTo(probe, line) };
  return preferenceNotAvailable(preferencePath, refused, line.originCode, commodity);
}
