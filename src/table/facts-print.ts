import { cellId } from "./cell-id";
import type { Dated, LineFact, RegimeColumn, TariffFacts } from "./facts";
import {
  AREA_COLUMNS,
  CELL_COLUMNS,
  cellFile,
  EDITION_COLUMNS,
  LINE_COLUMNS,
  lineFile,
  PROGRAMME_COLUMNS,
  SOURCE_COLUMNS,
} from "./facts-text";
import { compareTexts } from "./order";
import { printTsv } from "./tsv";

/**
 * The texts of a territory's folder, by path: sorted, LF, the same for the same facts in whatever order they come.
 * `parseFacts` reads them back. Layers are written by hand, and are not among them.
 * @throws RangeError where two cells have one id, or a cell holds a tab or a line break.
 */
export function printFacts(facts: TariffFacts): Map<string, string> {
  const { regime, sources, editions, areas, programmes, lines } = facts;
  const files = new Map<string, string>();
  files.set("regime.json", `${JSON.stringify(regime, null, 2)}\n`);
  files.set(
    "sources.tsv",
    printRows(
      withUsed(SOURCE_COLUMNS, "citation", [...used(sources, "evidence"), ...used(sources, "note")]),
      sources,
      (it) => [it.id],
    ),
  );
  files.set(
    "editions.tsv",
    printRows(
      [...withUsed(EDITION_COLUMNS, "label", used(editions, "instrument")), ...used(editions, "file")],
      editions,
      (it) => [it.applies, it.known, it.edition],
    ),
  );
  files.set(
    "areas.tsv",
    printRows(withUsed(AREA_COLUMNS, "known", used(areas, "endKnown")), areas.map(knownWhenBegun), (it) => [
      it.area,
      it.country,
      it.from,
      it.known,
    ]),
  );
  const programmeColumns = withUsed(PROGRAMME_COLUMNS, "known", [
    ...used(programmes, "endKnown"),
    ...used(programmes, "status"),
  ]);
  files.set(
    "programmes.tsv",
    printRows(programmeColumns, programmes.map(knownWhenBegun), (it) => [it.symbol, it.claim, it.from, it.known]),
  );
  for (const [file, text] of printLines(lines, regime.columns)) files.set(file, text);
  return files;
}

/** The files of the lines, one a chapter, and of the cells of programme columns. */
export function printLines(lines: readonly LineFact[], columns: readonly RegimeColumn[]): Map<string, string> {
  const files = new Map<string, string>();
  const ids = new Map<string, string>();
  for (const { name } of columns.filter(({ programmes }) => programmes)) {
    const cells = new Map<string, string>();
    for (const cell of new Set(lines.flatMap((line) => line.cells[name] || []))) {
      const id = cellId(cell);
      if (cells.has(id)) throw new RangeError(`two cells have the id ${id}: ${cells.get(id)} and ${cell}`);
      cells.set(id, cell);
      ids.set(cell, id);
    }
    files.set(cellFile(name), printTsv(CELL_COLUMNS, [...cells].sort(byTexts)));
  }

  const header = [...LINE_COLUMNS, ...columns.map(({ name }) => name)];
  const chapters = new Map<string, string[][]>();
  for (const line of lines) {
    const { code, from, to = "", known, endKnown = "", units, digits, season = "", cells } = line;
    const row = [code, from, to, known, endKnown, units.join(","), String(digits), season];
    for (const { name, programmes } of columns) {
      const cell = cells[name] ?? "";
      row.push(programmes ? (ids.get(cell) ?? "") : cell);
    }
    const chapter = chapters.get(code.slice(0, 2)) ?? [];
    chapters.set(code.slice(0, 2), chapter);
    chapter.push(row);
  }
  const place = (row: readonly string[]) => [0, 1, 3, 2].map((column) => row[column] as string);
  for (const [chapter, rows] of [...chapters].sort(byTexts)) {
    files.set(
      lineFile(chapter),
      printTsv(
        header,
        rows.sort((a, b) => compareTexts(place(a), place(b))),
      ),
    );
  }
  return files;
}

function printRows<T extends object>(
  columns: readonly string[],
  facts: readonly T[],
  key: (fact: T) => string[],
): string {
  const cell = (fact: T, column: string): string => (fact as Record<string, string | undefined>)[column] ?? "";
  const sorted = [...facts].sort((a, b) => compareTexts(key(a), key(b)));
  return printTsv(
    columns,
    sorted.map((fact) => columns.map((column) => cell(fact, column))),
  );
}

/** The column, where some fact has something to say in it. */
const used = <T extends object>(facts: readonly T[], column: keyof T & string): string[] =>
  facts.some((fact) => fact[column] !== undefined) ? [column] : [];

/** The columns, with more of them behind the one named. */
function withUsed(columns: readonly string[], behind: string, more: readonly string[]): string[] {
  const at = columns.indexOf(behind) + 1;
  return [...columns.slice(0, at), ...more, ...columns.slice(at)];
}

const knownWhenBegun = <T extends Dated>(fact: T): T => (fact.known === fact.from ? { ...fact, known: "" } : fact);

const byTexts = ([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number => (a < b ? -1 : 1);
