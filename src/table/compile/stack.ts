import { type Rate, type Reference, ratesOf } from "../../model/rate";
import { parseCell, RateSyntaxError } from "../../model/rate-text";
import type { RegimeLayer, TariffFacts } from "../facts";
import type { LayerHeading } from "../layers";
import { compareTexts } from "../order";
import { meetAll, type Period, periodOf } from "../periods";
import { type AreaTable, type Member, meeting } from "./areas";
import type { ChoiceTable } from "./choices";
import type { ConditionNumber } from "./conditions";
import type { Draft } from "./draft";
import type { KindTable } from "./kinds";
import { rivalTable } from "./rivals";
import type { RoundingScope } from "./rounding";
import { type ScopeText, scopeTable } from "./scopes";
import type { Measure, SetTable } from "./sets";
import type { WordTable } from "./words";

/** The set of the layers of a line: a group a layer, of its headings in the order of rank. */
export type StackSet = (code: string, scope: RoundingScope) => number;

/** A heading, read. */
export interface Row {
  readonly fact: LayerHeading;
  readonly layer: number;
  readonly period: Period;
  readonly scope: ScopeText;
  readonly goods: readonly Member[];
  readonly except: number;
  readonly kind: number;
  readonly guard: number;
  readonly rate: Rate | Reference;
}

export function stackTable(
  draft: Draft,
  facts: TariffFacts,
  tables: {
    readonly areas: AreaTable;
    readonly choices: ChoiceTable;
    readonly conditions: ConditionNumber;
    readonly kinds: KindTable;
    readonly sets: SetTable;
    readonly words: WordTable;
  },
): StackSet {
  const { areas, choices, conditions, kinds, sets, words } = tables;
  const { regime, layers } = facts;
  const { complain } = draft;
  const scopes = scopeTable(draft, layers, regime.codeDigits);

  const rowOf = (fact: LayerHeading): Row[] => {
    const layer = words.layer(fact.layer) ?? 0;
    const rule = regime.layers?.[layer - 1];
    const period = periodOf(fact);
    if (rule?.deposit) complain(`the layer ${fact.layer} is one of deposits, which have no headings`, fact);
    if (rule === undefined) complain(`unknown layer ${JSON.stringify(fact.layer)}`, fact);
    if (typeof period === "string") complain(`${fact.heading}: ${period}`, fact);
    if (!Number.isInteger(fact.rank) || fact.rank < 0 || fact.rank > 255) complain(`no rank: ${fact.rank}`, fact);
    const rate = rateOf(fact, rule, (message) => complain(message, fact));
    if (rule === undefined || typeof period === "string" || rate === undefined) return [];
    const scope = scopes.read(fact.scope, fact);
    const except = fact.except === undefined ? 0 : areas.number(fact.except, areas.goods(fact.except, fact));
    const guard = conditions(fact.when, { heading: fact.heading, unlisted: scope.unlisted }, fact);
    const goods = areas.goods(fact.area, fact);
    return [{ fact, layer, period, scope, goods, except, kind: kinds.heading(fact, layer), guard, rate }];
  };
  const inOrder = [...layers.headings].sort(
    (a, b) =>
      (words.layer(a.layer) ?? 0) - (words.layer(b.layer) ?? 0) ||
      a.rank - b.rank ||
      compareTexts(orderOf(a), orderOf(b)),
  );
  const rows = inOrder.flatMap(rowOf);
  if (layers.headings.length > 0) {
    for (const { layer, family, deposit } of regime.layers ?? []) {
      const headed = deposit || layers.headings.some((it) => it.layer === layer);
      if (!headed) complain(`no heading is of the layer ${layer}`);
      if (!regime.families.some((it) => it.family === family && it.applies)) {
        complain(`the layer ${layer} is of the family ${family}, which does not apply`);
      }
    }
  }

  /** Measures of each row by the periods that cover the goods, and by their rounding. */
  const measures = rows.map(() => new Map<readonly Period[], Map<string, Measure | undefined>>());
  /** The row's measure for goods of a combination of provisions; undefined where it never covers them. */
  const measureOf = (row: Row, at: number, combination: number, rounding: RoundingScope): Measure | undefined => {
    const covered = scopes.periods(row.scope, combination);
    if (covered.length === 0) return undefined;
    const flaw = (message: string): void => complain(`${row.fact.heading}: ${message}`, row.fact);
    const ofRow = measures[at] as (typeof measures)[number];
    const known = ofRow.get(covered) ?? new Map<string, Measure | undefined>();
    ofRow.set(covered, known);
    if (known.has(rounding.key)) return known.get(rounding.key);
    const periods = meetAll([row.period], covered, () => flaw("an end that was known twice, the later one first"));
    const members = meeting(row.goods, periods, flaw);
    const measure =
      members.length === 0
        ? undefined
        : {
            area: areas.number(row.fact.area, members),
            except: row.except,
            claim: 0,
            kind: row.kind,
            choice: choices.guarded(row.guard, row.rate, rounding, flaw),
            rank: row.fact.rank,
          };
    known.set(rounding.key, measure);
    return measure;
  };

  const stacks = new Map<string, number>();
  const rivals = rivalTable(rows, areas, complain);
  const stackOf = (code: string, combination: number, rounding: RoundingScope): number => {
    const groups: Measure[][] = [];
    const fitting = rows.map((row, at) => measureOf(row, at, combination, rounding));
    rivals(code, fitting);
    rows.forEach((row, at) => {
      const measure = fitting[at];
      if (measure === undefined) return;
      const group = groups[row.layer] ?? [];
      groups[row.layer] = group;
      group.push(measure);
    });
    return sets.set(groups.flatMap((group) => [sets.group(group)]));
  };

  return (code, rounding) => {
    if (rows.length === 0) return 0;
    const combination = scopes.combination(code);
    const key = `${rounding.key} ${combination}`;
    const known = stacks.get(key) ?? stackOf(code, combination, rounding);
    stacks.set(key, known);
    return known;
  };
}

const orderOf = (it: LayerHeading): string[] => [
  ...[it.heading, it.from, it.to ?? "", it.known, it.area, it.except ?? "", it.scope, it.rate, it.when, it.source],
];

/** The rate of a heading: one, chosen by nothing but its guard. */
function rateOf(
  { rate: text }: LayerHeading,
  rule: RegimeLayer | undefined,
  flaw: (message: string) => void,
): Rate | Reference | undefined {
  try {
    const cell = parseCell(text);
    if (cell.kind === "conditional") {
      flaw(`a heading has one rate: write a row for each of ${JSON.stringify(text)}`);
      return undefined;
    }
    const kinds = ratesOf(cell).flatMap(({ sums }) =>
      sums.flatMap(({ terms }) => terms.map(({ basis }) => basis.kind)),
    );
    if (kinds.includes("entry") && rule?.per !== "entry") flaw(`${text}: the layer is not charged per entry`);
    if (kinds.includes("base-duty") && rule?.per === "entry") flaw(`${text}: an entry has no base duty`);
    if (kinds.includes("charge")) flaw(`${text}: only the ordinary duty is reckoned on other articles`);
    return cell;
  } catch (error) {
    if (!(error instanceof RateSyntaxError)) throw error;
    flaw(`rate: ${error.message}`);
    return undefined;
  }
}
