/** All editions as one dated schedule: which edition is law for a code on a day. */
import { existsSync } from "node:fs";
import { readTsv } from "./facts";
import { digits, type Line, type Lines, lineIn, readLines } from "./schedule";

export interface Edition {
  /** The day from which it applies where no correction says otherwise. */
  readonly applies: string;
  readonly lines: Lines;
}

/** An edition is law for these codes (ten digits; empty: for all) from `legal` instead of from its own day. */
export interface Correction {
  readonly applies: string;
  readonly codes: ReadonlySet<string>;
  readonly legal: string;
}

export interface Schedule {
  /** The line a commodity code names on a day; undefined where the law of the day has none. */
  line(commodity: string, date: string): Line | undefined;
  /** Every line of a day by four-digit heading. */
  headings(date: string): ReadonlyMap<string, readonly Line[]>;
}

function legalFrom(edition: Edition, code: string, corrections: readonly Correction[]): string {
  const own = corrections.find((c) => c.applies === edition.applies && (c.codes.size === 0 || c.codes.has(code)));
  return own?.legal ?? edition.applies;
}

/** The latest edition that is law for a code on a day speaks, also where it no longer has the code. */
export function scheduleOf(editions: readonly Edition[], corrections: readonly Correction[] = []): Schedule {
  const latestFirst = [...editions].sort((a, b) => (a.applies < b.applies ? 1 : -1));
  const known = new Map<string, Map<string, Line[]>>();

  function line(commodity: string, date: string): Line | undefined {
    const code = digits(commodity);
    const edition = latestFirst.find((candidate) => legalFrom(candidate, code, corrections) <= date);
    return edition === undefined ? undefined : lineIn(edition.lines, commodity);
  }

  function headings(date: string): Map<string, Line[]> {
    const found = known.get(date) ?? new Map<string, Line[]>();
    if (!known.has(date)) {
      const codes = new Set(editions.flatMap((edition) => [...edition.lines.keys()]));
      for (const each of [...codes].sort().map((code) => line(code, date))) {
        if (each !== undefined) found.set(each.code.slice(0, 4), [...(found.get(each.code.slice(0, 4)) ?? []), each]);
      }
      known.set(date, found);
    }
    return found;
  }

  return { line, headings };
}

/** The schedule of the editions that `editions.tsv` lists, with `corrections.tsv` applied; null if one is not there. */
export function readHistory(factsFolder: string, exportsFolder: string): Schedule | null {
  const rows = readTsv(`${factsFolder}/editions.tsv`);
  const paths = rows.map((row) => `${exportsFolder}/${row.file}`);
  if (!paths.every((path) => existsSync(path))) return null;
  const editions = rows.map((row, index) => ({ applies: row.applies ?? "", lines: readLines(paths[index] ?? "") }));
  const dayOf = new Map(rows.map((row) => [row.edition, row.applies ?? ""]));
  const corrections = readTsv(`${factsFolder}/corrections.tsv`).map((row) => ({
    applies: dayOf.get(row.edition) ?? "",
    codes: new Set(row.codes === "*" ? [] : row.codes?.split(" ").map(digits)),
    legal: row.legal ?? "",
  }));
  return scheduleOf(editions, corrections);
}
