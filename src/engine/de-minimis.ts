import type { AssessedLine, Citation, Explanation } from "../model/assessment";
import { millionths } from "../model/declare/amount";
import type { Declaration, DeclaredLine } from "../model/declare/declaration";
import type { Issue, Note } from "../model/issue";
import type { DeMinimisMeta } from "../table/meta";
import { deMinimisNotAvailable } from "./findings";
import type { Marshal } from "./marshal";
import type { LoadedTable } from "./table";

/** The entry claims to be free for its low value: its lines together are at most what the rule allows. */
export const claimsDeMinimis = (lines: readonly DeclaredLine[]): boolean =>
  lines.some(({ deMinimisPath }) => deMinimisPath !== "");

/** The rule for each line, or what forbids it. */
export function deMinimisOf(
  { view, reach, terms }: LoadedTable,
  { lines, date }: Pick<Declaration, "lines" | "date">,
  day: number,
): readonly DeMinimisMeta[] | Issue {
  const value = lines.reduce((sum, line) => sum + millionths(line.value), 0n);
  const rules: DeMinimisMeta[] = [];
  for (const { origin, originCode, deMinimisPath } of lines) {
    const { holds } = reach(origin, day);
    const rule = view.meta.deMinimis.find(({ area, except }) => holds(area) && (except === 0 || !holds(except)));
    const path = deMinimisPath || lines.find((line) => line.deMinimisPath !== "")!.deMinimisPath;
    if (rule === undefined) return deMinimisNotAvailable(path, originCode, date);
    if (value > millionths(rule.limit)) {
      return deMinimisNotAvailable(
        path,
        originCode,
        date,
        { limit: rule.limit, value: amountText(value) },
        terms.currency,
      );
    }
    rules.push(rule);
  }
  return rules;
}

/** Millionths as the shortest decimal with two decimals at least. */
function amountText(value: bigint): string {
  const digits = value.toString().padStart(7, "0");
  return `${digits.slice(0, -6)}.${digits.slice(-6).replace(/0{1,4}$/, "")}`;
}

/** A line of a shipment that is free: one charge of nothing. */
export function freeLine(table: LoadedTable, marshal: Marshal, line: DeclaredLine, rule: DeMinimisMeta): AssessedLine {
  const { zero, minorUnits } = table;
  const { currency } = table.terms;
  const source = deMinimisSource(table, rule);
  const none = { amount: zero, currency };
  return {
    ok: true,
    commodity: line.commodity,
    customsValue: { amount: marshal.canonical(line.value, minorUnits), currency },
    charges: [{ kind: "duty", measure: "de-minimis", rate: "free", bases: [], amount: none, source }],
    totals: { currency, duty: zero, additionalDuty: zero, fees: zero, taxes: zero, payable: zero },
    preference: { applied: null },
  };
}

export function deMinimisSource({ view }: LoadedTable, { source }: DeMinimisMeta): Citation {
  const act = view.meta.sources.find(({ id }) => id === source);
  return { instrument: act?.instrument ?? source, citation: act?.citation ?? "" };
}

export function deMinimisNote(table: LoadedTable, rule: DeMinimisMeta): Note {
  const { instrument, citation } = deMinimisSource(table, rule);
  const message =
    `free of duty and fees: a shipment of at most ${rule.limit} ${table.terms.currency} a person and day ` +
    `(${instrument}${citation === "" ? "" : `, ${citation}`})`;
  return { code: "DE_MINIMIS", message };
}

/** The explanation of a line that is free: the declared value, under the limit. */
export function explainFree(table: LoadedTable, line: DeclaredLine, rule: DeMinimisMeta): Explanation {
  const { instrument, citation } = deMinimisSource(table, rule);
  const { currency } = table.terms;
  return {
    label: "duty",
    op: "free",
    value: `${table.zero} ${currency}`,
    because: `a shipment of at most ${rule.limit} ${currency}: ${instrument}${citation === "" ? "" : `, ${citation}`}`,
    children: [
      {
        label: "customs value",
        op: "declared",
        value: `${line.value} ${currency}`,
        because: `declared at ${line.valuePath}`,
        children: [],
      },
    ],
  };
}
