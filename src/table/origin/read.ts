import { NodeKind, ORIGIN_CODE_END, RangeRow, TestKind } from "../../../assembly/abi-origin";
import { DutiableError } from "../../model/errors";
import type { Rule } from "../../model/origin/rule";
import { type Decompiler, decompiler } from "./decompile";
import { firstCode, lastCode, type NamedFact } from "./draft";
import { decodeOrigin, readOriginHeader } from "./file";
import type { OriginData } from "./layout";
import { type OriginMeta, unpackMeta } from "./meta";

/** A rule where it applies: some codes on some days. */
export interface RuleAt {
  readonly row: number;
  readonly program: number;
  /** First and last code, of ten digits. */
  readonly from: string;
  readonly to: string;
  /** First and last day. */
  readonly since: number;
  readonly until: number;
  /** Where it stands in the annex; of a rule of parts one for each, the narrowest first. */
  readonly annexes: readonly string[];
}

/** A node of a program, by the number that trace records use. */
export interface ProgramNode {
  readonly node: number;
  readonly kind: "test" | "and" | "or" | "parts" | "part";
  /** Of a test: the test, without what a tolerance may do. */
  readonly test?: Rule;
  readonly noTolerance?: true;
  /** Of a part: the fact about the product that selects it. */
  readonly fact?: NamedFact;
  /** The node after all that is beneath this one. */
  readonly end: number;
}

/** A table of agreements as the host reads it. */
export interface OriginView {
  readonly sha256: string;
  readonly meta: OriginMeta;
  readonly columns: OriginData;
  /** Number of an agreement; undefined where the table has none of that id. */
  readonly agreement: (id: string) => number | undefined;
  /** The rules of a code on a day: several where the code is too short to tell, none where there is none. */
  readonly rulesFor: (agreement: number | string, code: string, day: number) => RuleAt[];
  readonly rule: (program: number) => Rule;
  readonly nodes: (program: number) => ProgramNode[];
  /** Facts that a program names, by row of `meta.facts`. */
  readonly factsOf: (program: number) => readonly number[];
  /** Facts that those tolerances of an agreement name that may be for a product of the code. */
  readonly toleranceFacts: (agreement: number, code: string) => readonly number[];
  /** Ids of the tolerances of an agreement, and the table's row of the first. */
  readonly tolerances: (agreement: number) => { readonly first: number; readonly ids: readonly string[] };
}

const NODE_WORDS = new Map<number, ProgramNode["kind"]>([
  [NodeKind.test, "test"],
  [NodeKind.and, "and"],
  [NodeKind.or, "or"],
  [NodeKind.parts, "parts"],
  [NodeKind.part, "part"],
]);

/**
 * Reads a table of agreements. Its digest is not looked at, and what its columns say is for the module to verify.
 * @throws DutiableError TABLE_CORRUPT, TABLE_VERSION
 */
export function openOrigin(bytes: Uint8Array): OriginView {
  const sha256 = readOriginHeader(bytes);
  const { columns, meta: packed } = decodeOrigin(bytes);
  const meta = metaOf(packed);
  const { rule: ruleAt }: Decompiler = decompiler(columns, meta.facts);
  const numbers = new Map(meta.agreements.map(({ id }, number) => [id, number]));
  const agreement = (id: string): number | undefined => numbers.get(id);
  const start = (program: number): number => columns.programStart[program] as number;
  const rules = new Map<number, Rule>();
  const tolerancesOf = remembered((number) => toleranceFacts(columns, number));

  function rulesFor(of: number | string, code: string, day: number): RuleAt[] {
    const number = typeof of === "string" ? agreement(of) : of;
    if (number === undefined) return [];
    const codes = codesOf(columns, number);
    const [from, to] = [firstCode(code), lastCode(code)];
    const end = columns.agreementRules[number + 1] as number;
    const found: RuleAt[] = [];
    let row = firstRow(codes, from);
    for (; row < codes.codes.length && (codes.codes[row] as bigint) <= to; row += 1) {
      const at = codes.first + row;
      const period = columns.rulePeriod[at] as number;
      const [since, until] = [columns.periodSince[period] as number, columns.periodUntil[period] as number];
      const program = columns.ruleProgram[at] as number;
      if (program === 0 || day < since || day > until) continue;
      const first = codes.codes[row] as bigint;
      const next = codes.codes.slice(row, end - codes.first).find((code) => code > first) ?? BigInt(ORIGIN_CODE_END);
      const digits = (value: bigint): string => `${value}`.padStart(10, "0");
      const annexes = meta.annexLists[columns.ruleAnnexes[at] as number] ?? [];
      found.push({ row: at, program, from: digits(first), to: digits(next - 1n), since, until, annexes });
    }
    return found;
  }

  function rule(program: number): Rule {
    const known = rules.get(program) ?? ruleAt(start(program));
    rules.set(program, known);
    return known;
  }

  function nodes(program: number): ProgramNode[] {
    const first = start(program);
    return Array.from({ length: start(program + 1) - first }, (_, node) => {
      const at = first + node;
      const kind = NODE_WORDS.get(columns.nodeKind[at] as number) as ProgramNode["kind"];
      const end = node + (columns.nodeLength[at] as number);
      if (kind === "part") return { node, kind, end, fact: meta.facts[columns.nodeOperand[at] as number] as NamedFact };
      if (kind !== "test") return { node, kind, end };
      const test = ruleAt(at);
      return test.kind === "no-tolerance"
        ? { node, kind, end, test: test.rule, noTolerance: true }
        : { node, kind, end, test };
    });
  }

  return {
    sha256,
    meta,
    columns,
    agreement,
    rulesFor,
    rule,
    nodes: remembered(nodes),
    factsOf: remembered((program) => factsOf(columns, start(program), start(program + 1))),
    toleranceFacts(number, code) {
      const [from, to] = [code.slice(0, 10).padEnd(10, "0"), code.slice(0, 10).padEnd(10, "9")];
      const open = tolerancesOf(number).filter(({ goods }) =>
        goods.some(([first, last]) => first <= to && from <= last),
      );
      return open.length === 1 ? (open[0] as ToleranceFacts).facts : [...new Set(open.flatMap(({ facts }) => facts))];
    },
    tolerances: (number) => ({
      first: columns.agreementTolerances[number] as number,
      ids: (meta.agreements[number]?.tolerances ?? []).map(({ id }) => id),
    }),
  };
}

function metaOf(bytes: Uint8Array): OriginMeta {
  try {
    return unpackMeta(bytes);
  } catch (error) {
    throw new DutiableError("TABLE_CORRUPT", `the table's names cannot be read: ${(error as Error).message}`);
  }
}

function remembered<T>(work: (key: number) => T): (key: number) => T {
  const results = new Map<number, T>();
  return (key) => {
    const known = results.get(key) ?? work(key);
    results.set(key, known);
    return known;
  };
}

/** The first codes of an agreement's rows, and the table's row of the first. */
interface AgreementCodes {
  readonly first: number;
  readonly codes: readonly bigint[];
}

const codesByTable = new WeakMap<OriginData, Map<number, AgreementCodes>>();

function codesOf(columns: OriginData, agreement: number): AgreementCodes {
  const ofTable = codesByTable.get(columns) ?? new Map<number, AgreementCodes>();
  codesByTable.set(columns, ofTable);
  const known = ofTable.get(agreement);
  if (known !== undefined) return known;
  const first = columns.agreementRules[agreement] as number;
  const codes: bigint[] = [];
  let code = 0n;
  for (let row = first; row < (columns.agreementRules[agreement + 1] as number); row += 1) {
    code += columns.ruleCodeDelta[row] as bigint;
    codes.push(code);
  }
  const found = { first, codes };
  ofTable.set(agreement, found);
  return found;
}

/** The first row of the last code that is not beyond `code`. */
function firstRow({ codes }: AgreementCodes, code: bigint): number {
  let [low, high] = [0, codes.length];
  while (high - low > 1) {
    const middle = (low + high) >>> 1;
    if ((codes[middle] as bigint) <= code) low = middle;
    else high = middle;
  }
  while (low > 0 && codes[low - 1] === codes[low]) low -= 1;
  return low;
}

/** Facts that the nodes from one to another name, each once. */
function factsOf(columns: OriginData, first: number, end: number): readonly number[] {
  const facts = new Set<number>();
  for (let node = first; node < end; node += 1) {
    const operand = columns.nodeOperand[node] as number;
    if (columns.nodeKind[node] === NodeKind.part) facts.add(operand);
    if (columns.nodeKind[node] !== NodeKind.test) continue;
    facts.add(columns.testFact[operand] as number);
    // What `made from` asks beside what it names.
    if (columns.testKind[operand] === TestKind.madeFrom) facts.add(1).add(2);
    addQualities(columns, columns.testSelection[operand] as number, facts);
    addQualities(columns, columns.testOther[operand] as number, facts);
    const last = columns.testAllowances[operand + 1] as number;
    for (let at = columns.testAllowances[operand] as number; at < last; at += 1) {
      addQualities(columns, columns.allowanceSelection[at] as number, facts);
    }
  }
  facts.delete(0);
  return [...facts];
}

function addQualities(columns: OriginData, selection: number, facts: Set<number>): void {
  const end = columns.selectionStart[selection + 1] as number;
  for (let at = columns.selectionStart[selection] as number; at < end; at += 1) {
    facts.add(columns.selectorQuality[at] as number);
  }
}

/** What an agreement's tolerance asks, and for which codes of ten digits. */
interface ToleranceFacts {
  readonly goods: readonly (readonly [string, string])[];
  readonly facts: readonly number[];
}

function toleranceFacts(columns: OriginData, agreement: number): readonly ToleranceFacts[] {
  const rows = (starts: ArrayLike<number>, row: number): number[] => {
    const first = starts[row] as number;
    return Array.from({ length: (starts[row + 1] as number) - first }, (_, i) => first + i);
  };
  const digits = (value: bigint | undefined): string => `${value}`.padStart(10, "0");
  return rows(columns.agreementTolerances, agreement).map((tolerance) => {
    const facts = new Set<number>();
    addQualities(columns, columns.toleranceMaterials[tolerance] as number, facts);
    for (const at of rows(columns.toleranceFacts, tolerance)) facts.add(columns.conditionFact[at] as number);
    for (const at of rows(columns.toleranceExclusions, tolerance)) {
      facts.add(columns.exclusionFact[at] as number);
      addQualities(columns, columns.exclusionMaterials[at] as number, facts);
    }
    for (const alternative of rows(columns.toleranceAlternatives, tolerance)) {
      for (const at of rows(columns.alternativeCaps, alternative)) {
        addQualities(columns, columns.capSelection[at] as number, facts);
      }
    }
    facts.delete(0);
    const goods = rows(columns.selectionStart, columns.toleranceGoods[tolerance] as number)
      .filter((at) => columns.selectorExcept[at] === 0)
      .map((at) => columns.selectorRange[at] as number)
      .map((range): readonly [string, string] =>
        range < RangeRow.codes
          ? ["0000000000", "9999999999"]
          : [digits(columns.rangeFrom[range]), digits(columns.rangeTo[range])],
      );
    return { goods, facts: [...facts] };
  });
}
