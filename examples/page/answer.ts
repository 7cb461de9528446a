import type { Charge, ChargeBasis, Explanation, LineAssessment, Totals } from "dutiable";
import { element } from "./dom";
import { factName, grouped, rateWords, unitName } from "./words";

const RATES: Readonly<Record<string, string>> = {
  general: " (general rate)",
  special: " (rate of the programme claimed)",
  "column-2": " (column 2 rate)",
};

/** What the amount at the top is: all that is payable, where the table holds every kind of charge; else the duty. */
export const amountOf = ({ totals }: LineAssessment): { readonly title: string; readonly amount: string } =>
  totals.payable === null
    ? { title: "Ordinary duty", amount: totals.duty }
    : { title: "Payable", amount: totals.payable };

const dollars = (amount: string): string => `$${grouped(amount)}`;

/** The charges, their sums, and why: everything below the amount itself. `titleOf` says what a measure is called. */
export function renderAnswer(assessment: LineAssessment, titleOf: (measure: string) => string): Node[] {
  const { charges, totals, notes, table, explanation } = assessment;
  const lines = [...charges.map((charge) => renderCharge(charge, titleOf(charge.measure))), ...renderTotals(totals)];
  const parts: Node[] = [element("ul", { class: "charges" }, ...lines)];
  if (notes.length > 0) {
    parts.push(element("ul", { class: "notes" }, ...notes.map(({ message }) => element("li", {}, sentence(message)))));
  }
  if (explanation) {
    parts.push(element("h3", {}, "Step by step"));
    parts.push(element("ul", { class: "steps" }, renderStep(explanation, 0)));
  }
  parts.push(element("p", { class: "hint" }, `Schedule ${table.edition}, table ${table.sha256.slice(0, 12)}…`));
  return parts;
}

function renderCharge({ measure, rate, bases, source, amount, refundable }: Charge, title: string): HTMLElement {
  const words = `${rateWords(rate)}${RATES[measure] ?? ""}`;
  const provision = [source.instrument, source.citation].filter(Boolean).join(", ");
  return element(
    "li",
    {},
    element("span", {}, title),
    element("span", { class: "result" }, dollars(amount.amount)),
    element("span", { class: "hint" }, [words, ...bases.map(basisWords)].join("; ")),
    element("span", { class: "hint" }, provision),
    refundable ? element("span", { class: "hint" }, "Held unlawful: what was paid is refundable.") : undefined,
  );
}

function basisWords(basis: ChargeBasis): string {
  switch (basis.kind) {
    case "value":
      return `on ${dollars(basis.amount)}`;
    case "quantity":
      return `on ${grouped(basis.amount)} ${unitName(basis.unit)}${qualifier(basis.unit)}`;
    case "fact":
      return `${factName(basis.fact)} ${basis.currency ? dollars(basis.amount) : grouped(basis.amount)}`;
    default:
      return `ordinary duty ${dollars(basis.amount)}`;
  }
}

function renderTotals({ duty, additionalDuty, fees, payable }: Totals): HTMLElement[] {
  const sums = [
    ["Duty", dollars(duty)],
    ["Additional duties", dollars(additionalDuty)],
    ["Fees", dollars(fees)],
    ["Payable", payable === null ? "not known: see below" : dollars(payable)],
  ];
  return sums.map(([title, amount]) =>
    element("li", { class: "sum" }, element("span", {}, title), element("span", { class: "result" }, amount)),
  );
}

const qualifier = (unit: string): string =>
  unit.includes(":") ? `, ${unit.slice(unit.indexOf(":") + 1).replaceAll("-", " ")}` : "";

const sentence = (message: string): string => `${message.charAt(0).toUpperCase()}${message.slice(1)}.`;

/** A step with those it follows from below it; open as far as a person takes in at a glance. */
function renderStep({ label, op, value, because, children }: Explanation, depth: number): HTMLElement {
  // A choice among measures is no amount: its text reads on from the label.
  const result = element("span", { class: op === "choose" ? "label" : "result" }, value);
  const line = [
    element("span", { class: "label" }, label),
    result,
    because === "" ? undefined : element("span", { class: "because" }, because),
  ];
  if (children.length === 0) return element("li", {}, element("div", { class: "step" }, ...line));
  const below = element("ul", {}, ...children.map((child) => renderStep(child, depth + 1)));
  return element(
    "li",
    {},
    element("details", { open: depth < 3 }, element("summary", { class: "step" }, ...line), below),
  );
}
