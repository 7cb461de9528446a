/** The whole schedule of a day, cell by cell: random entries for each, and a census of what computes. */
import { oracleDuty } from "./duty";
import { type Cell, randomEntry, USUAL_SIZES } from "./entries";
import type { Answer, Entry } from "./entry";
import { type Facts, inForce } from "./facts";
import type { Schedule } from "./history";
import { chance } from "./random";
import { type Line, rateOf, specialOf } from "./schedule";

export function linesOn(schedule: Schedule, date: string): Line[] {
  return [...schedule.headings(date).values()].flat();
}

/** "general", "column-2", and the claims that programmes in force on the day have on the line. */
export function columnsOf(facts: Facts, line: Line, date: string): string[] {
  const printed = specialOf(line.special);
  const rows = facts.programmes.filter((row) => printed.has(row.symbol ?? "") && inForce(row, date));
  return ["general", "column-2", ...new Set(rows.map((row) => row.claim ?? ""))];
}

export interface Case {
  readonly cell: Cell;
  readonly entry: Entry;
  readonly answer: Answer;
}

/** For every line and column of a day, `times` random entries with the oracle's answer, the same for the same seed. */
export function* everyCell(
  schedule: Schedule,
  facts: Facts,
  { date, times, seed, sizes = USUAL_SIZES }: { date: string; times: number; seed: number; sizes?: typeof USUAL_SIZES },
): Generator<Case> {
  const random = chance(seed);
  for (const line of linesOn(schedule, date)) {
    for (const column of columnsOf(facts, line, date)) {
      const cell = { commodity: line.code, date, column };
      for (let time = 0; time < times; time += 1) {
        const entry = randomEntry(schedule, facts, random, cell, sizes);
        if (entry !== null) yield { cell, entry, answer: oracleDuty(schedule, facts, entry) };
      }
    }
  }
}

/** How the rates of a column are read: kinds of rate by count, and the lines whose rate is prose. */
export interface Census {
  readonly kinds: Readonly<Record<string, number>>;
  readonly prose: readonly { readonly code: string; readonly text: string }[];
}

/** `column` is "general", "other" or, counting each printed symbol of each line, "special". */
export function census(schedule: Schedule, date: string, column: "general" | "other" | "special"): Census {
  const kinds: Record<string, number> = {};
  const prose: { code: string; text: string }[] = [];
  for (const line of linesOn(schedule, date)) {
    const rates = column === "special" ? [...specialOf(line.special).values()] : [rateOf(line[column])];
    for (const rate of rates) {
      kinds[rate.kind] = (kinds[rate.kind] ?? 0) + 1;
      if (rate.kind === "prose") prose.push({ code: line.code, text: rate.text });
    }
  }
  return { kinds, prose };
}
