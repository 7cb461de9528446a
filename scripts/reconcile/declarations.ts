import { join } from "node:path";
import type { Engine } from "../../src/node";
import { DAYS, type Declarations } from "./outcomes";
import { readRows } from "./rows";
import type { SampleRow } from "./sample";

/** Programmes that had lapsed on 31 December 2020 and are claimed still: duty is paid, to be refunded on renewal. */
const LAPSED = ["A", "A+"];
const SUBHEADING = 8;

/** What entries may declare, from `ways.tsv` and `unprinted.tsv` of a folder. */
export async function readDeclarations(folder: string): Promise<Declarations> {
  const [ways, unprinted] = await Promise.all(
    ["ways.tsv", "unprinted.tsv"].map((name) => readRows(join(folder, name))),
  );
  const words = (cell = ""): string[] => cell.split(" ").filter((word) => word !== "");
  return {
    ways: ways!.map(({ layer = "", headings, facts, whole }) => ({
      layer,
      headings: words(headings),
      facts: words(facts),
      ...(whole ? { whole } : {}),
    })),
    unprinted: unprinted!.map(({ programme = "", country = "" }) => ({ programme, country })),
    lapsed: new Set(LAPSED),
  };
}

/**
 * Statistical numbers of 2024 that the next year's schedule has no more are looked up under another number of their
 * subheading, which has the same rates.
 */
export function standIns(engine: Engine, tariff: string, rows: readonly SampleRow[]): SampleRow[] {
  const view = engine.table(tariff);
  const day = engine.day(DAYS[0]!);
  return rows.map((row) => {
    if (view.rowsOf(row.code).length > 0) return row;
    const [line] = view.codesWithPrefix(row.code.slice(0, SUBHEADING), day, 1);
    return line === undefined ? row : { ...row, line };
  });
}
