import { BasisKind, Rounding, Threshold, TraceOperation } from "../../assembly/abi";
import type { ChargeContext, LineContext, TraceRecord } from "../engine/explainer";
import type { Explanation } from "../model/assessment";
import type { Quantity } from "../model/entry";
import { formatFraction, formatRational, rational } from "../model/rational";
import { parseUnit } from "../model/units";
import type { TableView } from "../table/read";
import { citeSource } from "./cite";
import { roundedValue } from "./rounded-value";
import { termText } from "./term-text";

type Step = Omit<Explanation, "children">;

/**
 * The words for one record of the trace of a charge: what it is, what was done, the exact result, and the rule or the
 * fact behind.
 */
export function describeStep(
  view: TableView,
  line: LineContext,
  charge: ChargeContext | undefined,
  record: TraceRecord,
): Step {
  const exact = formatFraction(record.numerator, record.denominator);
  const money = `${exact} ${view.meta.currency}`;
  switch (record.operation) {
    case TraceOperation.value:
      return { label: "customs value", op: "declared", value: money, because: `declared at ${line.valuePath}` };
    case TraceOperation.input:
      return { label: basisText(view, record.about), op: "declared", ...declaredInput(view, line, record) };
    case TraceOperation.coefficient:
      return {
        label: "rate",
        op: "rate",
        value: termText(view, record.about),
        because: rateSource(view, line, charge),
      };
    case TraceOperation.deposit:
      return { label: "rate", op: "declared", value: charge?.rate ?? "", because: `declared at ${charge?.path}` };
    case TraceOperation.baseDuty:
      return {
        label: "ordinary duty",
        op: "charged",
        value: money,
        because: `as charged: ${line.instrument}, ${line.citation}`,
      };
    case TraceOperation.convert:
      return {
        label: basisText(view, record.about),
        op: "convert",
        value: amountText(view, record.about, exact),
        because: "units of one dimension convert exactly",
      };
    case TraceOperation.round:
      return record.about === 0
        ? roundedValue(view, line, money)
        : {
            label: basisText(view, record.about),
            op: "round",
            value: amountText(view, record.about, exact),
            because: roundingOfBasis(view, record),
          };
    case TraceOperation.threshold: {
      const at = formatRational(rational(view.columns.basisThreshold[record.about] as bigint, 1_000_000n));
      const sense = record.mode === (Threshold.over as number) ? "over" : "short of";
      return {
        label: basisText(view, record.about),
        op: sense,
        value: exact,
        because: `what is ${sense} ${at} counts`,
      };
    }
    case TraceOperation.product:
      return { label: termText(view, record.about), op: "multiply", value: money, because: "rate times basis" };
    case TraceOperation.sum:
      return { label: "sum", op: "add", value: money, because: "the parts of a compound rate" };
    case TraceOperation.floor:
      return { label: "not less than", op: "larger of", value: money, because: "the rate's floor (MIN)" };
    case TraceOperation.cap:
      return { label: "not more than", op: "smaller of", value: money, because: "the rate's cap (MAX)" };
    case TraceOperation.notBelowZero:
      return { label: "duty", op: "not below zero", value: money, because: "a duty below zero is none" };
    case TraceOperation.charge:
      return chargeStep(view, line);
    case TraceOperation.component:
      return componentStep(line, record, exact, money);
    case TraceOperation.components:
      return record.mode === 0
        ? { label: "duty of the components", op: "add", value: money, because: "each as if entered by itself" }
        : {
            label: "value at the highest rate",
            op: "multiply",
            value: money,
            because: "the set's value times the highest ratio of duty to value among its articles",
          };
    default:
      throw new RangeError(`the trace has an operation ${record.operation} that is not known here`);
  }
}

/** Where a rate is stated: the line's row of the schedule, or the act behind a layer's heading. */
function rateSource(view: TableView, line: LineContext, charge: ChargeContext | undefined): string {
  const kind = charge && view.meta.measures[charge.kind];
  if (kind === undefined || kind.family === "ordinary") return `${line.instrument}, ${line.citation}`;
  const heading = kind.citation === undefined ? "" : `heading ${kind.citation}, `;
  return `${heading}${kind.source === undefined ? "" : citeSource(view, kind.source)}`;
}

function chargeStep(view: TableView, line: LineContext): Step {
  const [charge] = line.charges;
  const { charge: rule } = view.meta.rounding;
  return {
    label: `${charge?.measure ?? ""} duty on ${line.citation}, ${charge?.rate ?? ""}`,
    op: "round",
    value: `${charge?.amount.amount ?? ""} ${view.meta.currency}`,
    because: `rounded ${rule.mode} to a multiple of ${rule.quantum}${cited(view, rule.source)}`,
  };
}

function componentStep(line: LineContext, record: TraceRecord, exact: string, money: string): Step {
  const component = line.components.find((part) => part.line === record.about);
  const label = component?.commodity ?? "component";
  return record.mode === 0
    ? { label: `duty of ${label}`, op: "duty", value: money, because: "the rate of the declared article" }
    : { label: `ratio of ${label}`, op: "divide", value: exact, because: "unrounded duty by dutiable value" };
}

const basisText = (view: TableView, basis: number): string => view.text(view.columns.basisText[basis] as number);

/** An amount with its unit, or its currency where the basis is the value of a part. */
function amountText(view: TableView, basis: number, amount: string): string {
  if (view.columns.basisKind[basis] === BasisKind.quantity) return `${amount} ${unitOf(basisText(view, basis))}`;
  const fact = view.meta.facts[view.columns.basisKey[basis] as number];
  if (fact?.type === "money") return `${amount} ${view.meta.currency}`;
  return fact?.unit === undefined ? amount : `${amount} ${fact.unit}`;
}

/** `NAR:jewels>7` counts `NAR:jewels`. */
const unitOf = (text: string): string => text.split(/[<>]/)[0] as string;

/** What was declared, in its own unit, and where it stands. */
function declaredInput(view: TableView, line: LineContext, record: TraceRecord): Pick<Step, "value" | "because"> {
  const amount = formatFraction(record.numerator, record.denominator);
  if (view.columns.basisKind[record.about] === BasisKind.fact) {
    const name = view.meta.facts[view.columns.basisKey[record.about] as number]?.name ?? "";
    return { value: amountText(view, record.about, amount), because: `declared at ${line.facts[name]?.path}` };
  }
  const place = placeOfQuantity(view, line, record.about, amount);
  const unit = line.quantities[place]?.unit ?? unitOf(basisText(view, record.about));
  return { value: `${amount} ${unit}`, because: `declared at ${line.quantitiesPath}${place < 0 ? "" : `/${place}`}` };
}

/** Where the quantity stands that a basis counted: in the basis's own unit if there is one, else in one that converts. */
function placeOfQuantity(view: TableView, line: LineContext, basis: number, amount: string): number {
  const own = unitOf(basisText(view, basis));
  const key = view.meta.quantities[view.columns.basisKey[basis] as number];
  const serves = ({ unit }: Quantity): boolean => unit === own || parseUnit(unit)?.key === key;
  const exact = line.quantities.findIndex((it) => it.unit === own && sameAmount(it.amount, amount));
  return exact >= 0 ? exact : line.quantities.findIndex((it) => serves(it) && sameAmount(it.amount, amount));
}

const sameAmount = (declared: string, shortest: string): boolean =>
  declared === shortest || declared.replace(/\.?0+$/, "") === shortest;

function roundingOfBasis(view: TableView, record: TraceRecord): string {
  const quantum = formatRational(rational(view.columns.basisQuantum[record.about] as bigint, 1_000_000n));
  const isFact = view.columns.basisKind[record.about] === BasisKind.fact;
  const rules = isFact ? [view.meta.rounding.part] : view.meta.rounding.quantity;
  const rule = rules.find((candidate) => candidate !== undefined && Number(candidate.quantum) === Number(quantum));
  return `rounded ${ROUNDINGS[record.mode as Rounding] ?? ""} to a multiple of ${quantum}${cited(view, rule?.source)}`;
}

const ROUNDINGS: Readonly<Record<Rounding, string>> = {
  [Rounding.halfUp]: "half-up",
  [Rounding.halfEven]: "half-even",
  [Rounding.truncate]: "down",
  [Rounding.up]: "up",
};

export const cited = (view: TableView, source: string | undefined): string =>
  source === undefined ? "" : `: ${citeSource(view, source)}`;
