import { TRACE_BYTES, Trace } from "../../../assembly/abi";
import type { ValuationOperation } from "../../../assembly/abi-valuation";

/** One step of the kernel, with the steps that it took. Results are in millionths of the territory's currency. */
export interface ValuationNode {
  readonly operation: ValuationOperation;
  readonly mode: number;
  /** Element or charge. */
  readonly about: number;
  readonly numerator: bigint;
  readonly denominator: bigint;
  readonly operands: readonly ValuationNode[];
}

/** The kernel's records, which stand operands first, as a tree. @throws RangeError for records that are none. */
export function decodeNodes(view: DataView, start: number, count: number): ValuationNode {
  const stack: ValuationNode[] = [];
  for (let at = start; at < start + count * TRACE_BYTES; at += TRACE_BYTES) {
    const operands = view.getUint16(at + Trace.operands, true);
    if (operands > stack.length) throw new RangeError("a step takes more operands than there are");
    stack.push({
      operation: view.getUint8(at + Trace.operation),
      mode: view.getUint8(at + Trace.mode),
      about: view.getUint32(at + Trace.about, true),
      numerator: view.getBigUint64(at + Trace.low, true) + (view.getBigInt64(at + Trace.high, true) << 64n),
      denominator:
        view.getBigUint64(at + Trace.denominator, true) +
        (BigInt(view.getUint32(at + Trace.denominatorHigh, true)) << 64n),
      operands: stack.splice(stack.length - operands),
    });
  }
  if (stack.length !== 1) throw new RangeError(`${stack.length} results of one valuation`);
  return stack[0]!;
}

/** All nodes of an operation, in their order. */
export function nodesOf(node: ValuationNode, operation: ValuationOperation): ValuationNode[] {
  const found: ValuationNode[] = [];
  collect(node, operation, found);
  return found;
}

function collect(node: ValuationNode, operation: ValuationOperation, found: ValuationNode[]): void {
  for (const operand of node.operands) collect(operand, operation, found);
  if (node.operation === operation) found.push(node);
}
