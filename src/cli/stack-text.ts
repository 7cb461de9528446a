import { type LayerSummary, summariseStack } from "../explain/stack-summary";
import type { TableView } from "../table/read";

const OUTCOMES = {
  charged: "pay",
  asks: "asks",
  free: "exempt",
  displaced: "not",
  none: "not",
} as const satisfies Record<LayerSummary["outcome"], string>;
const ORDER = ["pay", "asks", "exempt", "not"];

/** The layers of a line beside its ordinary duty: what is charged, what hangs on facts, and why each other is not. */
export function stackText(stack: readonly LayerSummary[]): string {
  if (stack.length === 0) return "";
  const texts = stack.map((layer) => ({ word: OUTCOMES[layer.outcome], text: layerText(layer) }));
  texts.sort((a, b) => ORDER.indexOf(a.word) - ORDER.indexOf(b.word));
  return ["layers", ...texts.map(({ text }) => text), ""].join("\n");
}

function layerText({ layer, outcome, rate, because, claimable }: LayerSummary): string {
  const charged = outcome === "charged" || outcome === "asks";
  const claims = charged ? claimable.map(({ heading, rate, when }) => `      or ${heading}: ${rate}, ${when}`) : [];
  return [`  ${OUTCOMES[outcome]} ${layer}${charged ? `: ${rate}` : ""}  [${because}]`, ...claims].join("\n");
}

/** Heading and rate of each layer that charges. */
export type StackRates = readonly (readonly [layer: string, rate: string])[];

/**
 * What goods of an origin are charged on a day beside the ordinary duty where they declare nothing, by the line's row.
 * Lines with one stack have one answer.
 */
export function stackRates(view: TableView, origin: string, date: string): (row: number) => StackRates {
  const known = new Map<number, StackRates>();
  return (row) => {
    const stack = view.stackOf(row);
    const rates = known.get(stack) ?? ratesOf(summariseStack(view, row, origin, date));
    known.set(stack, rates);
    return rates;
  };
}

const ratesOf = (stack: readonly LayerSummary[]): StackRates =>
  stack.flatMap(({ layer, outcome, heading, rate }): [string, string][] => {
    if (outcome !== "charged" && outcome !== "asks") return [];
    return [[layer, [heading, rate].filter((word) => word !== null).join(" ")]];
  });
