import { TableStatus } from "../abi";
import { FactKind, MAX_PROGRAM_NODES, MAX_RULE_DEPTH, NodeFlag, NodeKind, OriginColumn } from "../abi-origin";
import { rowsOfKind } from "../table/container";
import { fault } from "../table/status";
import { Rows } from "./shape";
import { at, endOf } from "./table";

/** Every program but the empty one is one tree, of bounded depth, whose leaves and facts exist. */
export function verifyPrograms(): i32 {
  for (let program: u32 = 1; program < rowsOfKind(Rows.programs); program++) {
    const start = at<u32>(OriginColumn.programStart, program);
    const end = endOf(OriginColumn.programStart, program);
    if (start == end || end - start > <u32>MAX_PROGRAM_NODES)
      return fault(TableStatus.badProgram, OriginColumn.programStart);
    if (<u32>at<u16>(OriginColumn.nodeLength, start) != end - start || !isTree(start, MAX_RULE_DEPTH))
      return fault(TableStatus.badProgram, OriginColumn.nodeLength);
  }
  return 0;
}

/** Whether the node, whose subtree is known to lie within its program, is what its kind says. */
function isTree(node: u32, depth: u32): bool {
  if (depth == 0) return false;
  const kind = <u32>at<u8>(OriginColumn.nodeKind, node);
  const length = <u32>at<u16>(OriginColumn.nodeLength, node);
  const operand = <u32>at<u16>(OriginColumn.nodeOperand, node);
  if (kind == NodeKind.test) return length == 1 && operand < rowsOfKind(Rows.tests);
  if (at<u8>(OriginColumn.nodeFlags, node) != <u8>NodeFlag.none) return false;
  if (kind == NodeKind.part) {
    if (operand >= rowsOfKind(Rows.facts) || at<u8>(OriginColumn.factKind, operand) != <u8>FactKind.product)
      return false;
  }
  const end = node + length;
  let children: u32 = 0;
  for (let child = node + 1; child < end; ) {
    const size = <u32>at<u16>(OriginColumn.nodeLength, child);
    const isPart = at<u8>(OriginColumn.nodeKind, child) == <u8>NodeKind.part;
    if (size == 0 || size > end - child) return false;
    // Only parts hold parts, and what follows the last part is one rule.
    if (kind == NodeKind.parts) {
      if (!isPart && (child + size != end || children == 0)) return false;
    } else if (isPart) return false;
    if (!isTree(child, depth - 1)) return false;
    child += size;
    children++;
  }
  return kind == NodeKind.part ? children == 1 : kind == NodeKind.parts ? children >= 1 : children >= 2;
}
