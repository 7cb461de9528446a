import { TraceOperation } from "../../assembly/abi";
import type { ChargeContext, EntryContext, Explainer, LineContext, TraceRecord } from "../engine/explainer";
import type { Standing } from "../engine/stack/standing";
import type { Explanation } from "../model/assessment";
import { add, parseRational, type Rational, rational } from "../model/rational";
import type { TableView } from "../table/read";
import { describeStep } from "./describe-step";
import { entryStep } from "./entry-step";
import { citationWords, layerStep, reducedStep, standingLeaf } from "./layer-step";
import { selectionOf } from "./selection";

/**
 * Renders the kernel's trace of a line as a tree. The records stand in postfix order, so a stack rebuilds the tree;
 * nothing is computed again. A sum of one term says no more than the term and is left out. Where more than the ordinary
 * duty may be charged, the root is the sum of all charges, with a leaf for each layer that charges nothing.
 */
export const explainer: Explainer = {
  line(view, line, records, entry) {
    const trees = new Map<number, Explanation>();
    for (const part of line.components) trees.set(part.line, chargesOf(view, part, records, trees)[0]!);
    const charges = chargesOf(view, line, records, trees);
    const ofEntry = entry === undefined ? [] : entryCharges(view, entry.context, entry.records);
    const [ordinary] = charges;
    const silent = line.standings.filter(
      (standing) => !isCharged(line.charges, entry?.context.charges ?? [], standing),
    );
    if (charges.length === 1 && ofEntry.length === 0 && silent.length === 0) return ordinary!;
    const all = [...line.charges, ...(entry?.context.charges ?? [])];
    return {
      label: `charges on ${line.citation}`,
      op: "add",
      value: totalOf(view, all),
      because: "the ordinary duty, and each layer that applies; those that do not, and why",
      children: [...charges, ...ofEntry, ...silent.map((standing) => standingLeaf(view, line, standing))],
    };
  },
  entry(view, entry, records) {
    const trees = entryCharges(view, entry, records);
    if (trees.length === 1) return trees[0]!;
    return {
      label: "charges on the entry",
      op: "add",
      value: totalOf(view, entry.charges),
      because: "what is charged on the entry as a whole",
      children: trees,
    };
  },
};

/** Whether the kernel charged the layer, on the line or on its entry. */
const isCharged = (
  own: readonly ChargeContext[],
  ofEntry: readonly ChargeContext[],
  { measure, outcome }: Standing,
): boolean => outcome === "charged" && [...own, ...ofEntry].some(({ kind }) => kind === measure?.kind);

function totalOf(view: TableView, charges: readonly ChargeContext[]): string {
  const sum = charges.reduce<Rational>((sum, { amount }) => add(sum, parseRational(amount.amount)!), rational(0n));
  const { minorUnits, currency } = view.meta;
  const digits = ((sum.numerator * 10n ** BigInt(minorUnits)) / sum.denominator)
    .toString()
    .padStart(minorUnits + 1, "0");
  const text = minorUnits === 0 ? digits : `${digits.slice(0, -minorUnits)}.${digits.slice(-minorUnits)}`;
  return `${text} ${currency}`;
}

/** The trees of a line's charges, in their order. */
function chargesOf(
  view: TableView,
  line: LineContext,
  records: readonly TraceRecord[],
  components: ReadonlyMap<number, Explanation>,
): Explanation[] {
  const stack: Explanation[] = [];
  const finished: Explanation[] = [];
  for (const record of records) {
    if (record.line !== line.line) continue;
    const charge = line.charges[finished.length];
    const operands = stack.splice(stack.length - record.operands, record.operands);
    if (record.operation === TraceOperation.sum && operands.length === 1) stack.push(operands[0]!);
    else stack.push(stepOf(view, line, charge, record, operands, components));
    if (!isEnd(record)) continue;
    finished.push(stack.pop()!);
    // What a guard has counted stands among the records, and belongs to no charge.
    stack.length = 0;
  }
  if (finished.length !== line.charges.length) {
    throw new RangeError(`the trace of line ${line.line} is no list of charges`);
  }
  return finished;
}

const isEnd = ({ operation }: TraceRecord): boolean =>
  operation === TraceOperation.charge || operation === TraceOperation.layer;

function stepOf(
  view: TableView,
  line: LineContext,
  charge: ChargeContext | undefined,
  record: TraceRecord,
  operands: readonly Explanation[],
  components: ReadonlyMap<number, Explanation>,
): Explanation {
  if (record.operation === TraceOperation.layer) return layerStep(view, line, charge!, operands);
  if (record.operation === TraceOperation.reduced) return reducedStep(view, line, charge, record, operands);
  const step = describeStep(view, line, charge, record);
  if (record.operation === TraceOperation.charge) {
    return withChildren(step, [...operands, selectionOf(view, line)]);
  }
  const component = record.operation === TraceOperation.component ? components.get(record.about) : undefined;
  return withChildren(step, component === undefined ? operands : [component]);
}

function entryCharges(view: TableView, entry: EntryContext, records: readonly TraceRecord[]): Explanation[] {
  const stack: Explanation[] = [];
  let place = 0;
  for (const record of records) {
    const charge = entry.charges[place];
    if (charge === undefined) break;
    const operands = stack.splice(stack.length - record.operands, record.operands);
    if (record.operation === TraceOperation.sum && operands.length === 1) stack.push(operands[0]!);
    else {
      const step = entryStep(view, entry, charge, record);
      const leaf = record.operation === TraceOperation.layer ? [citationWords(view, charge)] : [];
      stack.push(withChildren(step, [...operands, ...leaf]));
    }
    if (isEnd(record)) place += 1;
  }
  return stack;
}

/** Field by field: the same as spreading the step, at a fraction of its time. */
const withChildren = (
  { label, op, value, because }: Omit<Explanation, "children">,
  children: readonly Explanation[],
) => ({
  label,
  op,
  value,
  because,
  children,
});
