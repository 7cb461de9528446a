import { DutiableError } from "../../model/errors";
import type { AgreementFacts } from "../../model/origin/agreement";
import type { Rule } from "../../model/origin/rule";
import { printRule } from "../../model/origin/rule-text";
import { compileRule } from "../../table/origin/compile";
import type { OriginView } from "../../table/origin/read";
import type { OriginMarshal, OriginTable } from "./marshal";

/** A rule of a table, ready to be tried. */
export interface Program {
  readonly table: OriginTable;
  readonly agreement: string;
  readonly program: number;
  /** Canonical text. */
  readonly text: string;
  /** First and last code for which it stands; undefined: of a question's own rule. */
  readonly codes: string | undefined;
  /** Where it stands in the annex, one for each of its parts. */
  readonly annexes: readonly string[];
}

export interface Programs {
  readonly view: OriginView;
  /** The agreement's rules of a code on a day: several where the code is too short to tell. */
  find(agreement: string, code: string, day: number): readonly Program[];
  /** A rule that a question brings along, under the agreement's tolerances. @throws DutiableError FACTS_INVALID */
  own(facts: AgreementFacts, rule: Rule, day: number): Program;
}

/** Rules of questions that stay compiled. */
const KEPT = 64;
const OWN = "question";

export function openPrograms(marshal: OriginMarshal, table: OriginTable): Programs {
  const { view } = table;
  const found = new Map<string, readonly Program[]>();
  const kept = new Map<string, OriginTable>();
  const texts = new Map<number, string>();

  function textOf(program: number): string {
    let text = texts.get(program);
    if (text === undefined) {
      text = printRule(view.rule(program));
      texts.set(program, text);
    }
    return text;
  }

  function find(agreement: string, code: string, day: number): readonly Program[] {
    const key = `${agreement} ${code} ${day}`;
    let programs = found.get(key);
    if (programs === undefined) {
      programs = view.rulesFor(agreement, code, day).map(({ program, from, to, annexes }) => ({
        table,
        agreement,
        program,
        text: textOf(program),
        codes: rangeText(from, to),
        annexes,
      }));
      if (found.size >= MOST_FOUND) found.clear();
      found.set(key, programs);
    }
    return programs;
  }

  /** The rule with those of other codes of the agreement in the place of their names. */
  function inlined(rule: Rule, agreement: string, day: number): Rule {
    const inner = (it: Rule): Rule => inlined(it, agreement, day);
    switch (rule.kind) {
      case "rule-of": {
        const [only, ...others] = find(agreement, rule.code, day);
        if (only === undefined || others.length > 0)
          throw new DutiableError("FACTS_INVALID", `${agreement} has not one rule of ${rule.code}`);
        return view.rule(only.program);
      }
      case "and":
      case "or":
        return { ...rule, rules: rule.rules.map(inner) };
      case "no-tolerance":
        return { ...rule, rule: inner(rule.rule) };
      case "parts": {
        const parts = rule.parts.map((part) => ({ ...part, rule: inner(part.rule) }));
        return { ...rule, parts, otherwise: rule.otherwise && inner(rule.otherwise) };
      }
      default:
        return rule;
    }
  }

  return {
    view,
    find,
    own(facts, rule, day) {
      const whole = inlined(rule, facts.id, day);
      const text = printRule(whole);
      const key = `${facts.id} ${text}`;
      let own = kept.get(key);
      kept.delete(key);
      own ??= marshal.load(compileRule(whole, facts));
      kept.set(key, own);
      for (const [oldest, unused] of kept) {
        if (kept.size <= KEPT) break;
        kept.delete(oldest);
        marshal.unload(unused);
      }
      const [at] = own.view.rulesFor(OWN, "00", day);
      return { table: own, agreement: OWN, program: at!.program, text, codes: undefined, annexes: [] };
    },
  };
}

const MOST_FOUND = 4096;

/** `8702-8704`: two codes of ten digits, as short as they are exact. */
function rangeText(from: string, to: string): string {
  let digits = 10;
  while (digits > 2 && from[digits - 1] === "0" && to[digits - 1] === "9") digits -= 1;
  const [first, last] = [from.slice(0, digits), to.slice(0, digits)];
  return first === last ? first : `${first}-${last}`;
}
