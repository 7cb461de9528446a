import { TraceOperation } from "../../assembly/abi";
import type { ChargeContext, EntryContext, TraceRecord } from "../engine/explainer";
import type { Explanation } from "../model/assessment";
import { formatFraction } from "../model/rational";
import type { TableView } from "../table/read";
import { citeSource } from "./cite";
import { titleOf } from "./layer-words";
import { termText } from "./term-text";

/** The words for one record of the trace of a charge on a whole entry. */
export function entryStep(
  view: TableView,
  entry: EntryContext,
  charge: ChargeContext,
  record: TraceRecord,
): Omit<Explanation, "children"> {
  const exact = formatFraction(record.numerator, record.denominator);
  const money = `${exact} ${view.meta.currency}`;
  const { source } = view.meta.measures[charge.kind]!;
  const act = source === undefined ? charge.measure : citeSource(view, source);
  switch (record.operation) {
    case TraceOperation.entryValue:
      return { label: "value of the entry", op: "declared", value: money, because: valuesAt(entry) };
    case TraceOperation.coefficient:
      return { label: "rate", op: "rate", value: termText(view, record.about), because: act };
    case TraceOperation.input:
      return { label: "entry", op: "count", value: exact, because: `once an entry: ${act}` };
    case TraceOperation.product:
      return { label: termText(view, record.about), op: "multiply", value: money, because: "rate times basis" };
    case TraceOperation.sum:
      return { label: "sum", op: "add", value: money, because: "the parts of a compound rate" };
    case TraceOperation.floor:
      return { label: "not less than", op: "larger of", value: money, because: "the least of an entry (MIN)" };
    case TraceOperation.cap:
      return { label: "not more than", op: "smaller of", value: money, because: "the most of an entry (MAX)" };
    case TraceOperation.notBelowZero:
      return { label: "charge", op: "not below zero", value: money, because: "a charge below zero is none" };
    case TraceOperation.layer: {
      const { charge: rule } = view.meta.rounding;
      return {
        label: `${titleOf(view, view.kindOf(charge.kind).layer)}, ${charge.rate}`,
        op: "round",
        value: `${charge.amount.amount} ${charge.amount.currency}`,
        because: `rounded ${rule.mode} to a multiple of ${rule.quantum}${rule.source === undefined ? "" : `: ${citeSource(view, rule.source)}`}`,
      };
    }
    default:
      throw new RangeError(`the trace of an entry has an operation ${record.operation} that is not known here`);
  }
}

function valuesAt({ valuePaths }: EntryContext): string {
  const [first = "", ...rest] = valuePaths;
  return `declared at ${first}${rest.length === 0 ? "" : ` and at ${rest.length} more, of the lines that bear it`}`;
}
