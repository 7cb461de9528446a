import { Clamp, Effect, ValuationOperation } from "../../assembly/abi-valuation";
import type { Plan } from "../engine/valuation/plan";
import type { ValuationNode } from "../engine/valuation/trace";
import type { ValuationExplainer, ValuationStory } from "../engine/valuation/value";
import type { Explanation } from "../model/assessment";
import { formatRational, rational } from "../model/rational";

/** Renders the kernel's steps of one customs value as a tree: its root is the value, its leaves are declared facts. */
export const explainValuation: ValuationExplainer = (plan, root, story) => render(root, plan, story);

function render(node: ValuationNode, plan: Plan, story: ValuationStory): Explanation {
  const children = node.operands.map((operand) => render(operand, plan, story));
  const { label, op, because, value } = tell(node, plan, story);
  return { label, op, value: value ?? `${figure(node)} ${story.currency}`, because, children };
}

/** Millionths as a decimal where six places hold it, else as a fraction. */
const figure = ({ numerator, denominator }: ValuationNode): string =>
  formatRational(rational(numerator, denominator * 1000000n));

type Told = Pick<Explanation, "label" | "op" | "because"> & { readonly value?: string };

function tell(node: ValuationNode, plan: Plan, story: ValuationStory): Told {
  const element = plan.elements[node.about];
  switch (node.operation) {
    case ValuationOperation.rounded:
      return { label: "customs value", op: "round", value: story.customsValue, because: story.rounding };
    case ValuationOperation.solve:
      return {
        label: "value before rounding",
        op: "solve",
        because: "the value which, with the charges on it, is the price less the rest: CVA Note to Art. 1, para. 3(c)",
      };
    case ValuationOperation.inside:
      return { label: plan.charges[node.about]!.name, op: "charge", because: `${chargeText(node, plan)}: ${INSIDE}` };
    case ValuationOperation.total:
      return { label: "price and adjustments", op: "sum", because: "what is added, less what is taken off" };
    case ValuationOperation.lowest:
      return { label: "lowest value", op: "lowest", because: element!.article };
    case ValuationOperation.effect:
      return {
        label: element!.step,
        op: EFFECTS[node.mode as Effect],
        because: `${element!.because}: ${element!.article}`,
      };
    case ValuationOperation.collect:
      return { label: element!.step, op: "sum", because: `${element!.because}: ${element!.article}` };
    case ValuationOperation.share:
      return { label: `share of ${element!.step}`, op: "share", because: shareText(node, plan) };
    case ValuationOperation.convert:
      return { label: `${element!.step} converted`, op: "convert", because: rateText(element!.currency!, story) };
    case ValuationOperation.priceSoFar:
      return { label: "price", op: "reference", because: "the price paid or payable so far" };
    case ValuationOperation.aggregate:
      return aggregateOf(node, plan);
    default:
      return {
        label: element!.step,
        op: "declared",
        value: `${figure(node)} ${element!.currency ?? story.currency}`,
        because: `${element!.shareOf === undefined ? "" : `this line's share of ${element!.shareOf}, `}declared at ${element!.path}`,
      };
  }
}

const INSIDE = "CVA Note to Art. 1, para. 3(c)";
const EFFECTS = { [Effect.none]: "none", [Effect.add]: "add", [Effect.subtract]: "subtract" };

function chargeText(node: ValuationNode, plan: Plan): string {
  const { rateTop, rateBottom, fixed, on, atLimit } = plan.charges[node.about]!;
  if (atLimit !== undefined)
    return `the charge of the whole invoice stands at its ${LIMITS[atLimit]}: this is its share`;
  const others = plan.charges.filter((_, i) => (on & (1 << i)) !== 0).map(({ name }) => name);
  const parts: string[] = [];
  if (rateTop !== 0n) parts.push(`${percentText(rateTop, rateBottom)} of ${["the value", ...others].join(" and ")}`);
  if (fixed !== 0n) parts.push(formatRational(rational(fixed, 1000000n)));
  const rate = parts.join(" and ") || "nothing";
  if (node.mode === Clamp.free) return rate;
  return node.mode === Clamp.floor ? `its minimum: ${rate} would be less` : `its maximum: ${rate} would be more`;
}

const LIMITS = { least: "minimum", most: "maximum" };

const percentText = (top: bigint, bottom: bigint): string => `${formatRational(rational(top * 100n, bottom))}%`;

function shareText(node: ValuationNode, plan: Plan): string {
  const { shareTop, shareBottom, included } = plan.elements[node.about]!;
  if (shareTop === 0n) return "nothing of it";
  if (shareTop !== shareBottom) return `× ${formatRational(rational(shareTop, shareBottom))}`;
  return `${formatRational(rational(BigInt(included), 10000n))}% of it belongs to the value`;
}

function rateText(currency: string, { rates }: ValuationStory): string {
  const { rate, quoted, source, from, to } = rates.find((it) => it.currency === currency)!;
  const way = quoted === "foreign-per-local" ? `÷ ${rate}` : `× ${rate}`;
  return `${way}${from === undefined ? "" : `, rate of ${from} to ${to}`}: ${source}`;
}

function aggregateOf(node: ValuationNode, plan: Plan): Told {
  const price = formatRational(rational(plan.sales[node.about]!.price, 1000000n));
  return {
    label: `units sold at ${price}`,
    op: "declared",
    value: figure(node),
    because: "summed over the sales that count",
  };
}
