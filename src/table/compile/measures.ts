import { type ProgrammeRate, type RateCell, ratesOf } from "../../model/rate";
import { parseCell, parseProgrammeCell, RateSyntaxError } from "../../model/rate-text";
import type { LineFact, Regime, RegimeColumn } from "../facts";
import type { AreaTable } from "./areas";
import type { ChoiceTable } from "./choices";
import type { ClaimTable } from "./claims";
import type { Draft } from "./draft";
import type { RoundingScope } from "./rounding";
import type { Measure, SetTable } from "./sets";

/** The set of a line's ordinary duty. */
export type OrdinarySet = (line: LineFact, scope: RoundingScope) => number;

/** The kinds of measure of the ordinary duty are the regime's columns, in their order. */
export function measureTable(
  { complain }: Draft,
  regime: Regime,
  areas: AreaTable,
  claims: ClaimTable,
  choices: ChoiceTable,
  { group, set }: SetTable,
): OrdinarySet {
  const cells = new Map<string, readonly number[]>();
  const pairs = regime.columns.map(({ name, area, except }) => areas.pair(area, except, `column ${name}`));

  const choiceOf = (cell: RateCell, scope: RoundingScope, flaw: (message: string) => void): number => {
    const terms = ratesOf(cell).flatMap(({ sums }) => sums.flatMap((sum) => sum.terms));
    if (terms.some(({ basis }) => basis.kind === "base-duty" || basis.kind === "entry")) {
      flaw("a column of the schedule charges neither on the base duty nor per entry");
    }
    return choices.cell(cell, scope, flaw);
  };

  /** A cell of a programme column: a group a rate, so that lines share what most of them have in common. */
  const programmeGroups = (
    rates: readonly ProgrammeRate[],
    kind: number,
    scope: RoundingScope,
    flaw: (message: string) => void,
  ): number[] => {
    const seen: Measure[] = [];
    return rates.flatMap(({ cell, programmes }) => {
      const choice = choiceOf(cell, scope, flaw);
      const measures: Measure[] = [];
      for (const symbol of programmes) {
        const openings = claims.openings(symbol);
        if (openings === undefined) flaw(`unknown programme ${symbol}`);
        for (const { claim, area } of openings ?? []) {
          const rivals = seen.filter((it) => it.claim === claim && areas.meet(it.area, area));
          if (rivals.some((it) => it.choice !== choice)) flaw(`two rates answer the claim of ${symbol}`);
          if (rivals.some((it) => it.area === area)) continue;
          const measure = { area, except: pairs[kind]?.except ?? 0, claim, kind, choice, rank: 0 };
          seen.push(measure);
          measures.push(measure);
        }
      }
      return measures.length === 0 ? [] : [group(measures.sort((a, b) => a.claim - b.claim || a.area - b.area))];
    });
  };

  const groupsOf = (column: RegimeColumn, kind: number, text: string, line: LineFact, scope: RoundingScope) => {
    const flaw = (message: string): void => complain(`${column.name} ${JSON.stringify(text)}: ${message}`, line);
    try {
      if (column.programmes) return programmeGroups(parseProgrammeCell(text), kind, scope, flaw);
      const { area, except } = pairs[kind] ?? { area: 0, except: 0 };
      return [group([{ area, except, claim: 0, kind, choice: choiceOf(parseCell(text), scope, flaw), rank: 0 }])];
    } catch (error) {
      if (!(error instanceof RateSyntaxError)) throw error;
      complain(`${column.name}: ${error.message}`, line);
      return [];
    }
  };

  return (line, scope) => {
    const groups = regime.columns.flatMap((column, kind) => {
      const text = line.cells[column.name] ?? "";
      if (text === "") {
        if (!column.programmes && !column.optional) complain(`${line.code} has no rate in ${column.name}`, line);
        return [];
      }
      const key = `${kind} ${scope.key} ${text}`;
      const found = cells.get(key) ?? groupsOf(column, kind, text, line, scope);
      cells.set(key, found);
      return found;
    });
    return set(groups);
  };
}
