import type { LineContext } from "../engine/explainer";
import type { Explanation } from "../model/assessment";
import type { TableView } from "../table/read";
import { citeSource } from "./cite";

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
  const lines = line.entry.map(({ value, rate, dutiable }) => `${value.amount} at ${rate} → ${dutiable.amount}`);
  return `; the lines of the entry are rounded together, those of one rate as one: ${lines.join(", ")}`;
}
