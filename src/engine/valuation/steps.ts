import { Clamp, Effect, ValuationOperation } from "../../../assembly/abi-valuation";
import { formatRational, type Rational, rational } from "../../model/rational";
import type { InsideChargeApplied, ValuationStep } from "../../model/valuation/answer";
import type { ValuationMarshal } from "./marshal";
import type { Plan } from "./plan";
import { nodesOf, type ValuationNode } from "./trace";

/** Amounts of the trace as text: exact where six decimals hold them. */
export function amountText(marshal: ValuationMarshal, node: ValuationNode): { amount: string; exact?: string } {
  const { numerator, denominator } = node;
  const magnitude = numerator < 0n ? -numerator : numerator;
  const sign = numerator < 0n ? "-" : "";
  if (magnitude % denominator === 0n) return { amount: sign + marshal.format(magnitude / denominator, 0) };
  const rounded = (2n * magnitude + denominator) / (2n * denominator);
  return {
    amount: sign + marshal.format(rounded, 0),
    exact: formatRational(rational(numerator, denominator * 1000000n)),
  };
}

const SIGNS = { [Effect.none]: "", [Effect.add]: "+", [Effect.subtract]: "-" };

/** What each fact did to the value, in the kernel's own order and figures. */
export function stepsOf(marshal: ValuationMarshal, plan: Plan, root: ValuationNode): ValuationStep[] {
  const taken = nodesOf(root, ValuationOperation.lowest)[0];
  const steps = nodesOf(root, ValuationOperation.effect).map((node) => stepOf(marshal, plan, node));
  if (taken === undefined) return steps;
  return [...steps, { ...stepOf(marshal, plan, taken), effect: `+${amountText(marshal, taken).amount}` }];
}

function stepOf(marshal: ValuationMarshal, plan: Plan, node: ValuationNode): ValuationStep {
  const { step, path, article, because, amount, currency, shareOf } = plan.elements[node.about]!;
  const shown = amountText(marshal, node);
  const none = node.operation === ValuationOperation.effect && node.mode === Effect.none;
  return {
    step,
    path,
    article,
    because: shareOf === undefined ? because : `${because}; this line's share of ${shareOf}`,
    ...(amount === undefined || currency === undefined ? {} : { declared: { amount, currency } }),
    effect: none || node.numerator === 0n ? "0" : SIGNS[node.mode as Effect] + shown.amount,
    ...(none || shown.exact === undefined ? {} : { exact: shown.exact }),
  };
}

/** The charges that the price included, at the value found. */
export const insideOf = (marshal: ValuationMarshal, { charges }: Plan, root: ValuationNode): InsideChargeApplied[] =>
  nodesOf(root, ValuationOperation.inside).map((node) => {
    const { name, atLimit } = charges[node.about]!;
    const limit = atLimit ?? LIMITS[node.mode as Clamp];
    return { charge: name, ...amountText(marshal, node), ...(limit === undefined ? {} : { limit }) };
  });

const LIMITS = { [Clamp.free]: undefined, [Clamp.floor]: "least", [Clamp.cap]: "most" } as const;

/** The same exactly, in millionths. */
export const insideAmounts = ({ charges }: Plan, root: ValuationNode): { name: string; amount: Rational }[] =>
  nodesOf(root, ValuationOperation.inside).map(({ about, numerator, denominator }) => ({
    name: charges[about]!.name,
    amount: rational(numerator, denominator),
  }));
