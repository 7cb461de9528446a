import { Family } from "../../../assembly/abi";
import type { ProgrammeRate, RateCell } from "../../model/rate";
import { parseCell, parseProgrammeCell, RateSyntaxError } from "../../model/rate-text";
import type { FamilyName, LineFact, Regime, RegimeColumn } from "../facts";
import type { AreaTable } from "./areas";
import type { ChoiceNumber } from "./choices";
import type { ClaimTable } from "./claims";
import { type Draft, interner } from "./draft";
import type { RoundingScope } from "./rounding";

export const FAMILIES: Readonly<Record<FamilyName, Family>> = {
  ordinary: Family.ordinary,
  additional: Family.additional,
  fees: Family.fees,
  excise: Family.excise,
  taxes: Family.taxes,
};

/** The sets of measures of a line, by family. */
export type SetNumbers = (line: LineFact, scope: RoundingScope) => readonly number[];

type Measure = readonly [area: number, except: number, claim: number, kind: number, choice: number];

export function measureTable(
  { data, complain }: Draft,
  regime: Regime,
  areas: AreaTable,
  claims: ClaimTable,
  choices: ChoiceNumber,
): SetNumbers {
  const internGroup = interner();
  const internSet = interner();
  const cells = new Map<string, readonly number[]>();
  const pairs = regime.columns.map(({ name, area, except }) => areas.pair(area, except, `column ${name}`));

  const group = (measures: readonly Measure[]): number =>
    internGroup(measures.join(" "), () => {
      for (const [area, except, claim, kind, choice] of measures) {
        data.measureArea.push(area);
        data.measureExcept.push(except);
        data.measureClaim.push(claim);
        data.measureKind.push(kind);
        data.measureChoice.push(choice);
      }
      data.groupStart.push(data.measureArea.length);
    });

  const set = (groups: readonly number[]): number =>
    internSet(groups.join(" "), () => {
      for (const number of groups) data.setGroup.push(number);
      data.setStart.push(data.setGroup.length);
    });
  set([]);

  /** A cell of a programme column: a group a rate, so that lines share what most of them have in common. */
  const programmeGroups = (
    rates: readonly ProgrammeRate[],
    kind: number,
    scope: RoundingScope,
    flaw: (message: string) => void,
  ): number[] => {
    const seen: Measure[] = [];
    return rates.flatMap(({ cell, programmes }) => {
      const choice = choices(cell, scope, flaw);
      const measures: Measure[] = [];
      for (const symbol of programmes) {
        const openings = claims.openings(symbol);
        if (openings === undefined) flaw(`unknown programme ${symbol}`);
        for (const { claim, area } of openings ?? []) {
          const rivals = seen.filter((it) => it[2] === claim && areas.meet(it[0], area));
          if (rivals.some((it) => it[4] !== choice)) flaw(`two rates answer the claim of ${symbol}`);
          if (rivals.some((it) => it[0] === area)) continue;
          const measure = [area, pairs[kind]?.except ?? 0, claim, kind, choice] as const;
          seen.push(measure);
          measures.push(measure);
        }
      }
      return measures.length === 0 ? [] : [group(measures.sort((a, b) => a[2] - b[2] || a[0] - b[0]))];
    });
  };

  const groupsOf = (column: RegimeColumn, kind: number, text: string, line: LineFact, scope: RoundingScope) => {
    const flaw = (message: string): void => complain(`${column.name} ${JSON.stringify(text)}: ${message}`, line);
    try {
      if (column.programmes) return programmeGroups(parseProgrammeCell(text), kind, scope, flaw);
      const cell: RateCell = parseCell(text);
      const { area, except } = pairs[kind] ?? { area: 0, except: 0 };
      return [group([[area, except, 0, kind, choices(cell, scope, flaw)]])];
    } catch (error) {
      if (!(error instanceof RateSyntaxError)) throw error;
      complain(`${column.name}: ${error.message}`, line);
      return [];
    }
  };

  return (line, scope) => {
    const groups: number[][] = Object.keys(FAMILIES).map(() => []);
    regime.columns.forEach((column, kind) => {
      const text = line.cells[column.name] ?? "";
      if (text === "") {
        if (!column.programmes && !column.optional) complain(`${line.code} has no rate in ${column.name}`, line);
        return;
      }
      const key = `${kind} ${scope.key} ${text}`;
      const found = cells.get(key) ?? groupsOf(column, kind, text, line, scope);
      cells.set(key, found);
      groups[FAMILIES[column.family ?? "ordinary"]]?.push(...found);
    });
    return groups.map(set);
  };
}
