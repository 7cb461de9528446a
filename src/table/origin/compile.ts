import { OPEN } from "../../../assembly/abi";
import { DutiableError } from "../../model/errors";
import type { AgreementFacts } from "../../model/origin/agreement";
import type { Rule } from "../../model/origin/rule";
import { firstCode, lastCode, newDraft } from "./draft";
import { encodeOrigin } from "./file";
import { interned } from "./intern";
import { type OriginMeta, packMeta } from "./meta";
import { type ProgramWriter, programWriter, type RuleOfCode } from "./program";
import { FIRST_DAY, joined, type ProductRule, type RuleRow, ruleRows } from "./rules";
import { writeTolerances } from "./tolerances";

/** What a table of agreements is compiled from. */
export interface OriginInput {
  readonly agreements: readonly {
    readonly facts: Partial<AgreementFacts> & Pick<AgreementFacts, "id">;
    readonly rules: readonly ProductRule[];
  }[];
  /** Carried for the host: sources by id, operations by id, rows of the vocabulary. */
  readonly sources?: OriginMeta["sources"];
  readonly operations?: OriginMeta["operations"];
  readonly vocabulary?: OriginMeta["vocabulary"];
}

/**
 * Compiles agreements, in the order of their ids, to the file of a table, not yet sealed. The same facts give the same
 * bytes. @throws DutiableError FACTS_INVALID with every flaw
 */
export function compileOrigin(input: OriginInput): Uint8Array<ArrayBuffer> {
  const draft = newDraft();
  const programs = programWriter(draft);
  const { columns } = draft;
  const flaws: string[] = [];
  const annexLists: (readonly string[])[] = [];
  const annexes = interned<readonly string[]>(
    "lists of annex references",
    (list) => list.join("\n"),
    (list) => {
      annexLists.push(list);
    },
  );
  const period = interned<readonly [number, number]>(
    "periods",
    (days) => days.join(" "),
    ([since, until]) => {
      columns.periodSince.push(since);
      columns.periodUntil.push(until);
    },
  );
  annexes([]);
  period([FIRST_DAY, OPEN]);

  const agreements = [...input.agreements].sort((a, b) => (a.facts.id < b.facts.id ? -1 : 1));
  const compiled = new Map<readonly ProductRule[], readonly CompiledRow[]>();
  for (const { facts, rules } of agreements) {
    const complain = (message: string): void => {
      flaws.push(`${facts.id}: ${message}`);
    };
    // Agreements may share an annex: its rows are compiled once.
    const rows = compiled.get(rules) ?? compileRules(programs, rules, complain);
    compiled.set(rules, rows);
    let before = 0n;
    for (const { code, since, until, program, annex } of rows) {
      columns.ruleCodeDelta.push(code - before);
      columns.rulePeriod.push(period([since, until]));
      columns.ruleProgram.push(program);
      columns.ruleAnnexes.push(annexes(annex));
      before = code;
    }
    columns.agreementRules.push(columns.ruleProgram.length);
    try {
      writeTolerances(draft, facts);
    } catch (error) {
      complain((error as Error).message);
    }
    columns.agreementTolerances.push(columns.toleranceFlags.length);
  }
  if (flaws.length > 0) throw new DutiableError("FACTS_INVALID", flaws.join("\n"), { flaws: flaws.length });
  const { sources = [], operations = {}, vocabulary = [] } = input;
  const known = agreements.map(({ facts }) => facts);
  const meta = { agreements: known, facts: draft.facts, annexLists, sources, operations, vocabulary };
  for (const byte of packMeta(meta)) columns.meta.push(byte);
  return encodeOrigin(columns);
}

/** The table of one agreement, `question`, that has one rule for all codes: a rule that a question brings along. */
export const compileRule = (rule: Rule, facts: Partial<AgreementFacts> = {}): Uint8Array<ArrayBuffer> =>
  compileOrigin({
    agreements: [{ facts: { ...facts, id: "question" }, rules: [{ from: "00", to: "99", annex: "question", rule }] }],
  });

interface CompiledRow {
  readonly code: bigint;
  readonly since: number;
  readonly until: number;
  readonly program: number;
  readonly annex: readonly string[];
}

function compileRules(
  { program }: ProgramWriter,
  rules: readonly ProductRule[],
  complain: (message: string) => void,
): CompiledRow[] {
  const rows = ruleRows(rules);
  return rows.map(({ code, since, until, rows: own }) => {
    const base = { code, since, until, annex: own.map(({ annex }) => annex) };
    if (own.length === 0) return { ...base, program: 0 };
    try {
      return { ...base, program: program(joined(own), ruleOfCode(rows, since, until)) };
    } catch (error) {
      complain(
        `${own.map(({ from, to, annex }) => `${from} to ${to} (${annex})`).join(", ")}: ${(error as Error).message}`,
      );
      return { ...base, program: 0 };
    }
  });
}

/** The rules of other codes that are law in a period, each with those that it refers to in turn. */
function ruleOfCode(rows: readonly RuleRow[], since: number, until: number): RuleOfCode {
  const under = new Set<string>();
  const find = (code: string): Rule => {
    const starts = rows.filter((row) => row.code <= firstCode(code));
    const place = starts.at(-1)?.code;
    const law = starts.filter((row) => row.code === place && row.since <= until && row.until >= since);
    const next = rows.find((row) => place !== undefined && row.code > place);
    if (next !== undefined && next.code <= lastCode(code)) throw new RangeError(`${code} has several rules`);
    const [only] = law;
    if (only === undefined || only.rows.length === 0) throw new RangeError(`${code} has no rule`);
    if (law.length > 1) throw new RangeError(`the rule of ${code} changes in the period`);
    return joined(only.rows);
  };
  const inline = (rule: Rule): Rule => {
    switch (rule.kind) {
      case "rule-of": {
        if (under.has(rule.code)) throw new RangeError(`the rule of ${rule.code} leads back to itself`);
        under.add(rule.code);
        const found = inline(find(rule.code));
        under.delete(rule.code);
        return found;
      }
      case "and":
      case "or":
        return { ...rule, rules: rule.rules.map(inline) };
      case "no-tolerance":
        return { ...rule, rule: inline(rule.rule) };
      case "parts": {
        const parts = rule.parts.map((part) => ({ ...part, rule: inline(part.rule) }));
        return { ...rule, parts, otherwise: rule.otherwise && inline(rule.otherwise) };
      }
      default:
        return rule;
    }
  };
  return (code) => inline({ kind: "rule-of", code });
}
