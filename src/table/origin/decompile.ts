import { NodeFlag, NodeKind, TestKind } from "../../../assembly/abi-origin";
import type { Allowance, Base, CodeRange, Materials, ProductValue, Rule, Selector } from "../../model/origin/rule";
import { type Rational, rational } from "../../model/rational";
import type { NamedFact } from "./draft";
import type { OriginData } from "./layout";
import { BASE_WORDS, LEVEL_WORDS, type Level, METHOD_WORDS, SENSE_WORDS, STATUS_WORDS } from "./words";

/** Reads programs back as rules; of a table that was verified. */

export interface Decompiler {
  /** The rule of a node, with all that is beneath it. A part stands for its own rule. */
  readonly rule: (node: number) => Rule;
}

export function decompiler(columns: OriginData, facts: readonly (NamedFact | null)[]): Decompiler {
  const factName = (row: number): string => (facts[row] as NamedFact).id;
  const limit = (row: number): Rational =>
    rational(BigInt(columns.limitNumerator[row] as number), BigInt(columns.limitDenominator[row] as number));
  const bases = (bits: number): Base[] => BASE_WORDS.filter((_, number) => (bits >> number) & 1);

  function range(row: number): CodeRange | undefined {
    if (row === 0) return undefined;
    const level = LEVEL_WORDS.get(row);
    if (level !== undefined) return { kind: "same", level: level as Level };
    const from = String(columns.rangeFrom[row]).padStart(10, "0");
    const to = String(columns.rangeTo[row]).padStart(10, "0");
    let digits = 10;
    while (digits > 2 && from[digits - 1] === "0" && to[digits - 1] === "9") digits -= 1;
    return { kind: "codes", from: from.slice(0, digits), to: to.slice(0, digits) };
  }

  function materials(row: number): Materials {
    const include: Selector[] = [];
    const except: Selector[] = [];
    for (let at = columns.selectionStart[row] as number; at < (columns.selectionStart[row + 1] as number); at += 1) {
      const quality = columns.selectorQuality[at] as number;
      const selector = {
        range: range(columns.selectorRange[at] as number),
        quality: quality === 0 ? undefined : factName(quality),
      };
      (columns.selectorExcept[at] === 0 ? include : except).push(selector);
    }
    return { include, except };
  }
  const optional = (row: number): Materials | undefined => (row === 0 ? undefined : materials(row));

  function allowances(test: number): Allowance[] {
    const result: Allowance[] = [];
    for (let at = columns.testAllowances[test] as number; at < (columns.testAllowances[test + 1] as number); at += 1) {
      const cap = columns.allowanceLimit[at] as number;
      result.push({
        materials: materials(columns.allowanceSelection[at] as number),
        upTo: cap === 0 ? undefined : { limit: limit(cap), of: bases(columns.allowanceBases[at] as number) },
      });
    }
    return result;
  }

  function test(row: number): Rule {
    const detail = columns.testDetail[row] as number;
    const sense = SENSE_WORDS.get(columns.testSense[row] as number);
    const of = bases(columns.testBases[row] as number);
    const share = limit(columns.testLimit[row] as number);
    const selection = columns.testSelection[row] as number;
    const other = columns.testOther[row] as number;
    const fact = columns.testFact[row] as number;
    switch (columns.testKind[row]) {
      case TestKind.whollyObtained:
        return { kind: "wholly-obtained" };
      case TestKind.change:
        return {
          kind: "change",
          from: (LEVEL_WORDS.get(detail) as Level | undefined) ?? "any",
          except: optional(other),
          allowing: allowances(row),
        };
      case TestKind.madeFrom:
        return { kind: "made-from", materials: materials(selection) };
      case TestKind.all: {
        const are = STATUS_WORDS.get(detail) as "originating" | "wholly-obtained";
        return { kind: "all", materials: materials(selection), are };
      }
      case TestKind.share:
        return {
          kind: "share",
          sense: sense as NonNullable<typeof sense>,
          counted: STATUS_WORDS.get(detail) as "used",
          limit: share,
          of,
          materials: materials(selection),
          within: optional(other),
        };
      case TestKind.rvc: {
        const method = METHOD_WORDS.get(detail) as "build-up";
        return { kind: "rvc", method, limit: share, of: of as ProductValue[], materials: materials(selection) };
      }
      case TestKind.declared: {
        const { kind, id } = facts[fact] as NamedFact;
        return { kind: "declared", subject: kind as "process", fact: id };
      }
      default:
        return { kind: "figure", figure: factName(fact), sense: sense as NonNullable<typeof sense>, limit: share };
    }
  }

  const children = (node: number): number[] => {
    const result: number[] = [];
    const end = node + (columns.nodeLength[node] as number);
    for (let child = node + 1; child < end; child += columns.nodeLength[child] as number) result.push(child);
    return result;
  };

  function rule(node: number): Rule {
    const operand = columns.nodeOperand[node] as number;
    switch (columns.nodeKind[node]) {
      case NodeKind.test: {
        const found = test(operand);
        return columns.nodeFlags[node] === NodeFlag.noTolerance ? { kind: "no-tolerance", rule: found } : found;
      }
      case NodeKind.and:
        return { kind: "and", rules: children(node).map(rule) };
      case NodeKind.or:
        return { kind: "or", rules: children(node).map(rule) };
      case NodeKind.parts: {
        const all = children(node);
        const parts = all.filter((child) => columns.nodeKind[child] === NodeKind.part);
        const rest = all.find((child) => columns.nodeKind[child] !== NodeKind.part);
        return {
          kind: "parts",
          parts: parts.map((part) => ({
            product: factName(columns.nodeOperand[part] as number),
            rule: rule(part + 1),
          })),
          otherwise: rest === undefined ? undefined : rule(rest),
        };
      }
      default:
        return rule(node + 1);
    }
  }
  return { rule };
}
