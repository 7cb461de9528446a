import {
  MAX_PROGRAM_NODES,
  MAX_RULE_DEPTH,
  NodeFlag,
  NodeKind,
  StatusBit,
  TestKind,
} from "../../../assembly/abi-origin";
import type { Allowance, Base, Rule } from "../../model/origin/rule";
import type { Draft } from "./draft";
import { type Interned, interned } from "./intern";
import { BASE_BITS, LEVEL_ROWS, METHOD_NUMBERS, SENSE_NUMBERS, STATUS_BITS } from "./words";

/** The rule that the agreement has for another code. @throws RangeError where there is none, or where it leads back */
export type RuleOfCode = (code: string) => Rule;

/** A rule that is one test. */
type Test = Exclude<Rule, { readonly kind: "and" | "or" | "parts" | "no-tolerance" | "rule-of" }>;

interface Node {
  readonly kind: number;
  readonly flags: number;
  readonly operand: number;
  length: number;
}

/** Writes programs and tests of a draft, each once. */
export interface ProgramWriter {
  /** The program of a rule, with the rules of other codes that it refers to in their places. */
  readonly program: (rule: Rule, ruleOf: RuleOfCode) => number;
}

export function programWriter(draft: Draft): ProgramWriter {
  const { columns } = draft;
  columns.programStart.push(0);
  const test = testWriter(draft);
  const write = interned<readonly Node[]>(
    "programs",
    (nodes) => nodes.map(({ kind, flags, operand, length }) => `${kind} ${flags} ${operand} ${length}`).join(","),
    (nodes) => {
      for (const { kind, flags, operand, length } of nodes) {
        columns.nodeKind.push(kind);
        columns.nodeFlags.push(flags);
        columns.nodeOperand.push(operand);
        columns.nodeLength.push(length);
      }
      columns.programStart.push(columns.nodeKind.length);
    },
    1,
  );

  function program(rule: Rule, ruleOf: RuleOfCode): number {
    const nodes: Node[] = [];
    const add = (kind: number, operand: number, flags: number, children: () => void): void => {
      const node: Node = { kind, operand, flags, length: 0 };
      const at = nodes.push(node) - 1;
      children();
      node.length = nodes.length - at;
    };
    const visit = (rule: Rule, flags: number, depth: number): void => {
      if (depth > MAX_RULE_DEPTH) throw new RangeError(`a rule of more than ${MAX_RULE_DEPTH} levels`);
      switch (rule.kind) {
        case "and":
        case "or":
          add(rule.kind === "and" ? NodeKind.and : NodeKind.or, 0, NodeFlag.none, () => {
            for (const inner of rule.rules) visit(inner, flags, depth + 1);
          });
          break;
        case "parts":
          add(NodeKind.parts, 0, NodeFlag.none, () => {
            for (const { product, rule: inner } of rule.parts) {
              add(NodeKind.part, draft.fact("product", product), NodeFlag.none, () => visit(inner, flags, depth + 2));
            }
            if (rule.otherwise !== undefined) visit(rule.otherwise, flags, depth + 1);
          });
          break;
        case "no-tolerance":
          visit(rule.rule, NodeFlag.noTolerance, depth);
          break;
        case "rule-of":
          visit(ruleOf(rule.code), flags, depth);
          break;
        default:
          add(NodeKind.test, test(rule), flags, () => {});
      }
    };
    visit(rule, NodeFlag.none, 1);
    if (nodes.length > MAX_PROGRAM_NODES) throw new RangeError(`a rule of more than ${MAX_PROGRAM_NODES} nodes`);
    return write(nodes);
  }
  return { program };
}

const bits = (bases: readonly Base[]): number => bases.reduce((sum, base) => sum | BASE_BITS[base], 0);

/** The columns of a test, without its allowances. */
interface TestRow {
  readonly kind: number;
  readonly detail?: number;
  readonly sense?: number;
  readonly bases?: number;
  readonly limit?: number;
  readonly selection?: number;
  readonly other?: number;
  readonly fact?: number;
  /** Selection, limit and bases of each. */
  readonly allowances?: readonly (readonly [number, number, number])[];
}

function testWriter(draft: Draft): (test: Test) => number {
  const { columns } = draft;
  const write: Interned<TestRow> = interned<TestRow>("tests", JSON.stringify, (row) => {
    columns.testKind.push(row.kind);
    columns.testDetail.push(row.detail ?? 0);
    columns.testSense.push(row.sense ?? 0);
    columns.testBases.push(row.bases ?? 0);
    columns.testLimit.push(row.limit ?? 0);
    columns.testSelection.push(row.selection ?? 0);
    columns.testOther.push(row.other ?? 0);
    columns.testFact.push(row.fact ?? 0);
    for (const [selection, limit, bases] of row.allowances ?? []) {
      columns.allowanceSelection.push(selection);
      columns.allowanceLimit.push(limit);
      columns.allowanceBases.push(bases);
    }
    columns.testAllowances.push(columns.allowanceSelection.length);
  });
  return (test) => write(rowOf(test, draft));
}

function rowOf(test: Test, { fact, limit, selection }: Draft): TestRow {
  const allowance = ({ materials, upTo }: Allowance): readonly [number, number, number] => [
    selection(materials),
    upTo === undefined ? 0 : limit(upTo.limit),
    upTo === undefined ? 0 : bits(upTo.of),
  ];
  switch (test.kind) {
    case "wholly-obtained":
      return { kind: TestKind.whollyObtained };
    case "change":
      return {
        kind: TestKind.change,
        detail: test.from === "any" ? 0 : (LEVEL_ROWS[test.from] as number),
        other: test.except === undefined ? 0 : selection(test.except),
        allowances: test.allowing.map(allowance),
      };
    case "made-from":
      return { kind: TestKind.madeFrom, selection: selection(test.materials) };
    case "all":
      return {
        kind: TestKind.all,
        detail: test.are === "wholly-obtained" ? StatusBit.wholly : StatusBit.wholly | StatusBit.originating,
        selection: selection(test.materials),
      };
    case "share":
      return {
        kind: TestKind.share,
        detail: STATUS_BITS[test.counted],
        sense: SENSE_NUMBERS[test.sense],
        bases: bits(test.of),
        limit: limit(test.limit),
        selection: selection(test.materials),
        other: test.within === undefined ? 0 : selection(test.within),
      };
    case "rvc":
      return {
        kind: TestKind.rvc,
        detail: METHOD_NUMBERS[test.method],
        bases: bits(test.of),
        limit: limit(test.limit),
        selection: selection(test.materials),
      };
    case "declared":
      return { kind: TestKind.declared, fact: fact(test.subject, test.fact) };
    case "figure":
      return {
        kind: TestKind.figure,
        sense: SENSE_NUMBERS[test.sense],
        limit: limit(test.limit),
        fact: fact("figure", test.figure),
      };
  }
}
