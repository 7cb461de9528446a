import type { FactContext, LineContext } from "../engine/explainer";
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
    because: `${line.instrument}, ${line.citation}; ${line.preference === null ? byOrigin(view, line) : byClaim(view, line)}${declaredTruths(view, line)}`,
    children: [],
  };
}

/** Truths that were declared: a rate may hang on them. */
function declaredTruths(view: TableView, line: LineContext): string {
  const truths = view.meta.facts.flatMap(({ name, type }) => (type === "boolean" && line.facts[name] ? [name] : []));
  return truths.map((name) => `; ${name} ${truth(line.facts[name]!)}`).join("");
}

const truth = ({ amount, path }: FactContext): string =>
  `declared ${Number(amount) === 1 ? "true" : "false"} at ${path}`;

/** Columns that need no claim: the goods' origin decides between them. */
function byOrigin(view: TableView, line: LineContext): string {
  const columns = view.meta.measures.filter(({ programmes, family }) => !programmes && family === "ordinary");
  const choice = columns.length < 2 ? "" : `of ${columns.map(({ measure }) => measure).join(" and ")}, the one `;
  return `${choice}for goods of ${line.origin} on ${line.date}; no preference claimed`;
}

function byClaim(view: TableView, line: LineContext): string {
  const periods = view.meta.claims[line.claim]?.periods ?? [];
  const period = periods.find(({ from, to }) => from <= line.date && (to === undefined || line.date <= to));
  const cited = period === undefined ? "" : ` (${citeSource(view, period.source)})`;
  return `${line.preference} claimed for goods of ${line.origin} on ${line.date}${cited}`;
}
