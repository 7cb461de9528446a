import { rateTexts } from "./describe";
import type { TableView } from "./read";

/** A line whose rates differ: the measures that do, by name, with the rate of each table where it has one. */
export interface ChangedLine {
  readonly code: string;
  readonly rates: readonly {
    readonly measure: string;
    readonly before: string | undefined;
    readonly after: string | undefined;
  }[];
}

export interface TableDifference {
  readonly added: readonly string[];
  readonly removed: readonly string[];
  readonly changed: readonly ChangedLine[];
}

/** Rates of a line by measure, as far as they are compared. */
export type RatesOf = (view: TableView, row: number) => ReadonlyMap<string, string>;

/** What two tables of one nomenclature say differently on a day, by code. Units and provenance are not compared. */
export function diffTables(
  before: TableView,
  after: TableView,
  day: number,
  ratesOf: RatesOf = rateTexts,
): TableDifference {
  const codesBefore = new Set(before.codesWithPrefix("", day));
  const codesAfter = new Set(after.codesWithPrefix("", day));
  const changed = [...codesBefore]
    .filter((code) => codesAfter.has(code))
    .map((code) => ({ code, rates: changedRates(before, after, code, day, ratesOf) }))
    .filter(({ rates }) => rates.length > 0);
  return {
    added: [...codesAfter].filter((code) => !codesBefore.has(code)),
    removed: [...codesBefore].filter((code) => !codesAfter.has(code)),
    changed,
  };
}

function changedRates(
  before: TableView,
  after: TableView,
  code: string,
  day: number,
  ratesOf: RatesOf,
): ChangedLine["rates"] {
  const [old, now] = [before, after].map((view) => ratesOf(view, view.lineAt(code, day) as number));
  const names = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].sort();
  return names
    .map((measure) => ({ measure, before: old?.get(measure), after: now?.get(measure) }))
    .filter((rate) => rate.before !== rate.after);
}
