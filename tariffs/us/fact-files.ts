import type { RegimeColumn } from "../../src/table/facts";
import { printLines } from "../../src/table/facts-print";
import { printTsv } from "../../src/table/tsv";
import type { ImportedSchedules } from "./refresh";

const FOOTNOTE_COLUMNS = ["code", "from", "to", "known", "endKnown", "column", "references"] as const;

/**
 * The texts to commit under `tariffs/us/`, by path: `lines/NN.tsv`, `special.tsv`, `footnotes/NN.tsv`.
 * A footnote without `known` was known on the day from which it stood.
 */
export function factFiles(
  { lines, footnotes }: ImportedSchedules,
  columns: readonly RegimeColumn[],
): ReadonlyMap<string, string> {
  const files = printLines(lines, columns);
  const chapters = new Map<string, string[][]>();
  for (const { code: carrier, from, to = "", known, endKnown = "", state } of footnotes) {
    const [code = "", column = ""] = carrier.split(" ");
    const rows = chapters.get(code.slice(0, 2)) ?? [];
    chapters.set(code.slice(0, 2), rows);
    rows.push([code, from, to, known === from ? "" : known, endKnown, column, state]);
  }
  for (const [chapter, rows] of chapters) files.set(`footnotes/${chapter}.tsv`, printTsv(FOOTNOTE_COLUMNS, rows));
  return files;
}
