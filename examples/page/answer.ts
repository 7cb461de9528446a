import type { Charge, Explanation, LineAssessment } from "dutiable";
import { element } from "./dom";
import { dotted, factName, grouped, rateWords, unitName } from "./words";

const MEASURES: Readonly<Record<string, string>> = {
  general: "general rate",
  special: "rate of the programme claimed",
  "column-2": "column 2 rate",
};

/** What the amount at the top is: all that is payable, where the table holds every kind of charge; else the duty. */
export const amountOf = ({ totals }: LineAssessment): { readonly title: string; readonly amount: string } =>
  totals.payable === null
    ? { title: "Ordinary duty", amount: totals.duty }
    : { title: "Payable", amount: totals.payable };

const dollars = (amount: string): string => `$${grouped(amount)}`;

/** The charges, what they are of the whole, and why: everything below the amount itself. */
export function renderAnswer(assessment: LineAssessment): Node[] {
  const { charges, notes, table, explanation, commodity } = assessment;
  const parts: Node[] = charges.map((charge) => renderCharge(charge, commodity, charges.length > 1));
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

function renderCharge(
  { measure, rate, bases, source, amount }: Charge,
  commodity: string,
  among: boolean,
): HTMLElement {
  const rows: [string, string][] = [
    ["Commodity", dotted(commodity)],
    ["Rate", `${rateWords(rate)} (${MEASURES[measure] ?? measure})`],
    ...bases.map((basis): [string, string] => {
      switch (basis.kind) {
        case "value":
          return ["Charged on", dollars(basis.amount)];
        case "quantity":
          return ["Charged on", `${grouped(basis.amount)} ${unitName(basis.unit)}${qualifier(basis.unit)}`];
        case "fact":
          return [factName(basis.fact), basis.currency ? dollars(basis.amount) : grouped(basis.amount)];
        default:
          return [`Duty of ${basis.of}`, dollars(basis.amount)];
      }
    }),
    ["Source", `${source.instrument}, ${source.citation}`],
    ...(among ? [["Amount", dollars(amount.amount)] satisfies [string, string]] : []),
  ];
  return element(
    "dl",
    { class: "facts" },
    ...rows.flatMap(([term, text]) => [element("dt", {}, term), element("dd", {}, text)]),
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
