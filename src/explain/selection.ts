import type { LineContext } from "../engine/explainer";
import type { Explanation } from "../model/assessment";
import type { TableView } from "../table/read";
import { citeSource } from "./cite";

/** Why this measure and no other: the line's row, the origin, what was claimed; a leaf, for it is a cited fact. */
export function selectionOf(view: TableView, line: LineContext): Explanation {
  const [charge] = line.charges;
  return {
    label: "measure",
    op: "choose",
    value: `${charge?.measure ?? "none"}: ${charge?.rate ?? ""}`,
    because: `${line.instrument}, ${line.citation}; ${line.preference === null ? byOrigin(view, line) : byClaim(view, line)}`,
    children: [],
  };
}

function byOrigin(view: TableView, line: LineContext): string {
  const column = view.meta.measures[line.charges[0]?.kind ?? 0];
  const rule = view.meta.measures.filter(({ programmes }) => !programmes);
  const others = rule.length > 1 && column ? ` of ${rule.map(({ measure }) => measure).join(", ")}` : "";
  return `goods of ${line.origin} on ${line.date}, no preference claimed: ${column?.measure ?? ""}${others}`;
}

function byClaim(view: TableView, line: LineContext): string {
  const periods = view.meta.claims[line.claim]?.periods ?? [];
  const period = periods.find(({ from, to }) => from <= line.date && (to === undefined || line.date <= to));
  const cited = period === undefined ? "" : ` (${citeSource(view, period.source)})`;
  return `${line.preference} claimed for goods of ${line.origin} on ${line.date}${cited}`;
}
