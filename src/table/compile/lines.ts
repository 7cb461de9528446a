import type { LineFact, Regime } from "../facts";
import { compareTexts } from "../order";
import { overlap, type Period, periodOf } from "../periods";
import type { BasisTable } from "./bases";
import { type Draft, interner } from "./draft";
import { type GuardTable, parseSeasons, type Season } from "./guards";
import type { OrdinarySet } from "./measures";
import { roundingScopes } from "./rounding";
import type { StackSet } from "./stack";

interface DatedLine {
  readonly line: LineFact;
  readonly period: Period;
  readonly seasons: readonly Season[];
}

/** Writes the lines, by code and then by their dates. Returns the sets of units by number. */
export function writeLines(
  { data, complain }: Draft,
  lines: readonly LineFact[],
  regime: Regime,
  bases: BasisTable,
  guards: GuardTable,
  ordinary: OrdinarySet,
  stack: StackSet,
): readonly (readonly string[])[] {
  const units: (readonly string[])[] = [];
  const internUnits = interner();
  const unitsNumber = (line: LineFact): number =>
    internUnits(line.units.join(","), () => {
      for (const unit of line.units) bases.unit(unit, (message) => complain(message, line));
      units.push(line.units);
    });
  const columns = new Set(regime.columns.map(({ name }) => name));
  const scopeOf = roundingScopes(regime.rounding.quantity);

  const dated = datedLines(lines, regime.codeDigits, complain);
  complainOfOverlaps(dated, complain);
  let before = 0n;
  for (const { line, period, seasons } of dated) {
    if (!(line.digits >= 2 && line.digits <= regime.codeDigits)) {
      complain(`${line.digits} digits of ${line.code} cannot state its rates`, line);
    }
    for (const name of Object.keys(line.cells)) if (!columns.has(name)) complain(`unknown column ${name}`, line);
    const code = BigInt(line.code);
    data.lineCodeDelta.push(code - before);
    before = code;
    data.lineFrom.push(period.from);
    data.lineTo.push(period.to);
    data.lineKnown.push(period.known);
    data.lineEndKnown.push(period.endKnown);
    data.lineUnits.push(unitsNumber(line));
    data.lineDigits.push(line.digits);
    data.lineGuard.push(guards.seasons(seasons));
    const scope = scopeOf(line.code);
    data.lineSet.push(ordinary(line, scope));
    data.lineStack.push(stack(line.code, scope));
  }
  return units;
}

/** Lines with a code and dates, in the table's order. */
function datedLines(lines: readonly LineFact[], codeDigits: number, complain: Draft["complain"]): DatedLine[] {
  const dated = lines.flatMap((line): DatedLine[] => {
    const period = periodOf(line);
    const seasons = line.season === undefined ? [] : parseSeasons(line.season);
    if (!/^\d+$/.test(line.code) || line.code.length !== codeDigits) {
      complain(`not a code of ${codeDigits} digits: ${line.code}`, line);
      return [];
    }
    if (typeof period === "string") complain(`${line.code}: ${period}`, line);
    if (seasons === undefined) complain(`${line.code}: no season: ${line.season}`, line);
    return typeof period === "string" || seasons === undefined ? [] : [{ line, period, seasons }];
  });
  return dated.sort(
    (a, b) =>
      compareTexts([a.line.code], [b.line.code]) ||
      a.period.from - b.period.from ||
      a.period.known - b.period.known ||
      a.period.to - b.period.to,
  );
}

/** One code has one row on a day: a season shuts a row, it does not open another. */
function complainOfOverlaps(lines: readonly DatedLine[], complain: Draft["complain"]): void {
  let first = 0;
  lines.forEach((one, i) => {
    if (lines[first]?.line.code !== one.line.code) first = i;
    for (const other of lines.slice(first, i)) {
      if (overlap(one.period, other.period)) complain(`${one.line.code} stands twice at a time`, one.line);
    }
  });
}
