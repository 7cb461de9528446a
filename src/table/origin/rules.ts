import { OPEN } from "../../../assembly/abi";
import { ORIGIN_CODE_END } from "../../../assembly/abi-origin";
import { dayOf } from "../../model/days";
import type { Rule } from "../../model/origin/rule";
import { firstCode, lastCode } from "./draft";

/** A row of an agreement's product rules. */
export interface ProductRule {
  /** First and last code of the range: digits of one length, in the agreement's edition of the Harmonized System. */
  readonly from: string;
  readonly to: string;
  /** The fact about the product that selects this row among those of its codes; absent: the rest. */
  readonly part?: string;
  /** First and last day on which it is law, where they are not the agreement's own. */
  readonly since?: string;
  readonly until?: string;
  /** Where it stands in the annex. */
  readonly annex: string;
  readonly rule: Rule;
}

/** Days before all and after all. */
export const FIRST_DAY = -0x80000000;

/** What is law for the codes from one on, up to the next of `ruleRows`, in a period. */
export interface RuleRow {
  readonly code: bigint;
  readonly since: number;
  readonly until: number;
  /** The rows that make up the rule, in the order in which they are asked; none: no rule. */
  readonly rows: readonly ProductRule[];
}

interface Placed {
  readonly row: ProductRule;
  readonly order: number;
  readonly from: bigint;
  readonly to: bigint;
  readonly since: number;
  readonly until: number;
}

const placed = (row: ProductRule, order: number): Placed => ({
  row,
  order,
  from: firstCode(row.from),
  to: lastCode(row.to),
  since: row.since === undefined ? FIRST_DAY : (dayOf(row.since) as number),
  until: row.until === undefined ? OPEN : (dayOf(row.until) as number),
});

const ascending = (a: bigint, b: bigint): number => (a < b ? -1 : a > b ? 1 : 0);

/** Narrower ranges first; of one range parts first; else as they stand. */
const byPrecedence = (a: Placed, b: Placed): number =>
  ascending(a.to - a.from, b.to - b.from) ||
  Number(a.row.part === undefined) - Number(b.row.part === undefined) ||
  a.order - b.order;

/** Those that count: up to the first that is for all products of its codes. */
function counting(rows: readonly Placed[]): ProductRule[] {
  const last = rows.findIndex(({ row }) => row.part === undefined);
  return (last < 0 ? rows : rows.slice(0, last + 1)).map(({ row }) => row);
}

const sameRows = (a: readonly ProductRule[], b: readonly ProductRule[]): boolean =>
  a.length === b.length && a.every((row, i) => row === b[i]);

/**
 * The rows of the table: all codes from 0 to 9999999999, cut where another rule begins, and within a code the periods
 * in which its rule is the same.
 */
export function ruleRows(rules: readonly ProductRule[]): RuleRow[] {
  const all = rules.map(placed).sort(byPrecedence);
  const cuts = new Set<bigint>([0n]);
  for (const { from, to } of all) {
    cuts.add(from);
    cuts.add(to + 1n);
  }
  cuts.delete(BigInt(ORIGIN_CODE_END));
  const result: RuleRow[] = [];
  let before: RuleRow[] = [];
  const byStart = [...all].sort((a, b) => ascending(a.from, b.from));
  let next = 0;
  let open: Placed[] = [];
  for (const code of [...cuts].sort(ascending)) {
    open = open.filter(({ to }) => to >= code);
    for (; next < byStart.length && (byStart[next] as Placed).from <= code; next += 1)
      open.push(byStart[next] as Placed);
    const here = periods(code, [...open].sort(byPrecedence));
    const isNew =
      here.length !== before.length ||
      here.some(({ since, until, rows }, i) => {
        const last = before[i] as RuleRow;
        return since !== last.since || until !== last.until || !sameRows(rows, last.rows);
      });
    if (isNew) result.push(...here);
    if (isNew) before = here;
  }
  return result;
}

/** What holds for one code, period by period. */
function periods(code: bigint, rows: readonly Placed[]): RuleRow[] {
  const days = new Set([FIRST_DAY]);
  for (const { since, until } of rows) {
    days.add(since);
    if (until < OPEN) days.add(until + 1);
  }
  const starts = [...days].sort((a, b) => a - b);
  const result: RuleRow[] = [];
  starts.forEach((since, i) => {
    const until = i + 1 < starts.length ? (starts[i + 1] as number) - 1 : OPEN;
    const law = counting(rows.filter((row) => row.since <= since && row.until >= until));
    const last = result.at(-1);
    if (last !== undefined && sameRows(last.rows, law)) result[result.length - 1] = { ...last, until };
    else result.push({ code, since, until, rows: law });
  });
  return result;
}

/** The rule that rows make up together. */
export function joined(rows: readonly ProductRule[]): Rule {
  const [first] = rows;
  if (first === undefined) throw new RangeError("no row, no rule");
  const parts = rows.flatMap(({ part, rule }) => (part === undefined ? [] : [{ product: part, rule }]));
  const rest = rows.find(({ part }) => part === undefined)?.rule;
  return parts.length === 0 ? first.rule : { kind: "parts", parts, otherwise: rest };
}
