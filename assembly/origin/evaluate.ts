import { MAX_PROGRAM_NODES, NodeKind, OriginColumn, OriginRecord, Outcome } from "../abi-origin";
import { isTrue } from "./request";
import { at } from "./table";
import { judge } from "./tests";
import { record, traceNode, tracing } from "./trace";
import { both, either } from "./truth";

/** First node of the program under way. */
export let programStart: u32 = 0;

/** By node of the program: its value without tolerances. */
const values = memory.data(MAX_PROGRAM_NODES);

// @ts-ignore: decorator
@inline
export function plainOf(node: u32): u32 {
  return load<u8>(values + <usize>(node - programStart));
}

// @ts-ignore: decorator
@inline
export function kindOf(node: u32): u32 {
  return <u32>at<u8>(OriginColumn.nodeKind, node);
}

// @ts-ignore: decorator
@inline
export function operandOf(node: u32): u32 {
  return <u32>at<u16>(OriginColumn.nodeOperand, node);
}

/** The node after a node and all that is beneath it. */
// @ts-ignore: decorator
@inline
export function after(node: u32): u32 {
  return node + <u32>at<u16>(OriginColumn.nodeLength, node);
}

/** The value of a program, of which no more is looked at than decides it. */
export function valueOfProgram(program: u32): u32 {
  programStart = at<u32>(OriginColumn.programStart, program);
  return decide(programStart);
}

function decide(node: u32): u32 {
  const kind = kindOf(node);
  if (kind == NodeKind.test) return judge(operandOf(node));
  const end = after(node);
  if (kind == NodeKind.parts) return decideParts(node + 1, end);
  const enough: u32 = kind == NodeKind.or ? Outcome.pass : Outcome.fail;
  let outcome: u32 = Outcome.pass - enough;
  for (let child = node + 1; child < end; child = after(child)) {
    const value = decide(child);
    if (value == enough) return enough;
    if (value == Outcome.undetermined) outcome = value;
  }
  return outcome;
}

/** The first part whose fact holds; where a fact is not known, what that part and all that may follow agree on. */
function decideParts(child: u32, end: u32): u32 {
  if (child == end) return Outcome.fail;
  if (kindOf(child) != NodeKind.part) return decide(child);
  const fact = isTrue(operandOf(child));
  if (fact == Outcome.pass) return decide(child + 1);
  if (fact == Outcome.fail) return decideParts(after(child), end);
  const value = decide(child + 1);
  if (value == Outcome.undetermined) return value;
  return decideParts(after(child), end) == value ? value : Outcome.undetermined;
}

/** The value of a program with that of each of its nodes, which the tolerances and the trace want. */
export function valuesOfProgram(program: u32): u32 {
  programStart = at<u32>(OriginColumn.programStart, program);
  return evaluate(programStart);
}

function evaluate(node: u32): u32 {
  const kind = kindOf(node);
  const end = after(node);
  let outcome: u32;
  if (kind == NodeKind.test) {
    if (tracing) traceNode(node - programStart);
    outcome = judge(operandOf(node));
  } else if (kind == NodeKind.part) {
    outcome = evaluate(node + 1);
  } else if (kind == NodeKind.parts) {
    for (let child = node + 1; child < end; child = after(child)) evaluate(child);
    outcome = joinParts(node + 1, end);
  } else {
    outcome = kind == NodeKind.or ? Outcome.fail : Outcome.pass;
    for (let child = node + 1; child < end; child = after(child)) {
      const value = evaluate(child);
      outcome = kind == NodeKind.or ? either(outcome, value) : both(outcome, value);
    }
  }
  store<u8>(values + <usize>(node - programStart), <u8>outcome);
  if (tracing) {
    traceNode(node - programStart);
    record(OriginRecord.node, outcome, 0);
  }
  return outcome;
}

function joinParts(child: u32, end: u32): u32 {
  if (child == end) return Outcome.fail;
  const value = plainOf(child);
  if (kindOf(child) != NodeKind.part) return value;
  const fact = isTrue(operandOf(child));
  if (fact == Outcome.pass) return value;
  const rest = joinParts(after(child), end);
  return fact == Outcome.fail || rest == value ? rest : Outcome.undetermined;
}
