import type { Engine } from "../../src/node";
import type { MeasureView, TableView } from "../../src/table/read";
import type { SampleRow } from "./sample";

/** Rows with the same layers for their goods on any of the days, by the names of those layers and their headings. */
export function byReach(
  engine: Engine,
  tariff: string,
  rows: readonly SampleRow[],
  dates: readonly string[],
): Map<ReadonlySet<string>, number[]> {
  const view = engine.table(tariff);
  const days = dates.map((date) => engine.day(date));
  const measures = new Map<number, MeasureView[]>();
  const reached = new Map<string, ReadonlySet<string>>();
  const groups = new Map<ReadonlySet<string>, number[]>();
  for (const [index, { line, origin }] of rows.entries()) {
    for (const row of view.rowsOf(line)) {
      const stack = view.stackOf(row);
      const key = `${stack} ${origin}`;
      if (!measures.has(stack)) measures.set(stack, view.measuresOf(stack));
      if (!reached.has(key)) {
        const fitting = measures
          .get(stack)!
          .filter(({ area }) => days.some((day) => view.areaHolds(area, origin, day)));
        reached.set(key, namesOf(view, fitting));
      }
      const group = groups.get(reached.get(key)!) ?? [];
      if (group.at(-1) !== index) group.push(index);
      groups.set(reached.get(key)!, group);
    }
  }
  return groups;
}

const namesOf = (view: TableView, measures: readonly MeasureView[]): ReadonlySet<string> =>
  new Set(
    measures.flatMap(({ kind }) => [view.meta.measures[kind]!.measure, view.meta.headings[view.kindOf(kind).heading]!]),
  );
