import { TraceOperation } from "../../assembly/abi";
import type { Explainer, LineContext, TraceRecord } from "../engine/explainer";
import type { Explanation } from "../model/assessment";
import type { TableView } from "../table/read";
import { describeStep } from "./describe-step";
import { selectionOf } from "./selection";

/**
 * Renders the kernel's trace of a line as a tree. The records stand in postfix order, so a stack rebuilds the tree;
 * nothing is computed again. A sum of one term says no more than the term and is left out.
 */
export const explainLine: Explainer = (view, line, records) => {
  const trees = new Map<number, Explanation>();
  for (const part of [...line.components, line]) trees.set(part.line, treeOf(view, part, records, trees));
  return trees.get(line.line) as Explanation;
};

function treeOf(
  view: TableView,
  line: LineContext,
  records: readonly TraceRecord[],
  components: ReadonlyMap<number, Explanation>,
): Explanation {
  const stack: Explanation[] = [];
  for (const record of records) {
    if (record.line !== line.line) continue;
    const operands = stack.splice(stack.length - record.operands, record.operands);
    if (record.operation === TraceOperation.sum && operands.length === 1) stack.push(operands[0] as Explanation);
    else stack.push(stepOf(view, line, record, operands, components));
  }
  const root = stack.at(-1);
  if (root === undefined || stack.length !== 1) throw new RangeError(`the trace of line ${line.line} is no tree`);
  return root;
}

function stepOf(
  view: TableView,
  line: LineContext,
  record: TraceRecord,
  operands: readonly Explanation[],
  components: ReadonlyMap<number, Explanation>,
): Explanation {
  const step = describeStep(view, line, record);
  if (record.operation === TraceOperation.charge) {
    return withChildren(step, [...operands, selectionOf(view, line)]);
  }
  const component = record.operation === TraceOperation.component ? components.get(record.about) : undefined;
  return withChildren(step, component === undefined ? operands : [component]);
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
