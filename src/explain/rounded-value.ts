import type { LineContext } from "../engine/explainer";
import type { Explanation } from "../model/assessment";
import type { TableView } from "../table/read";
import { citeSource } from "./cite";

/** Lines of an entry that are named: each line tells them, so that more would be a text that grows with their square. */
const MOST_SHOWN = 20;

/** The dutiable value: the regime's rounding, and the other lines of the entry where the rule looks at them. */
export function roundedValue(view: TableView, line: LineContext, money: string): Omit<Explanation, "children"> {
  const { value: rule } = view.meta.rounding;
  const source = rule.source === undefined ? "" : `: ${citeSource(view, rule.source)}`;
  return {
    label: "dutiable value",
    op: "round",
    value: money,
    because: `rounded ${rule.mode} to a multiple of ${rule.quantum}${source}${withNeighbours(line)}`,
  };
}

function withNeighbours(line: LineContext): string {
  if (line.entry.length < 2) return "";
  const shown = line.entry.slice(0, MOST_SHOWN);
  const lines = shown.map(({ value, rate, dutiable }) => `${value.amount} at ${rate} → ${dutiable.amount}`);
  const rest = line.entry.length - shown.length;
  const more = rest > 0 ? `, and ${rest} more` : "";
  return `; the lines of the entry are rounded together, those of one rate as one: ${lines.join(", ")}${more}`;
}
