import type { SetRule, ShareBase } from "../../model/origin/agreement";
import type { OriginNeed, OriginTest, Outcome } from "../../model/origin/determination";
import { compare, divide, multiply, type Rational, rational } from "../../model/rational";
import type { Amounts } from "./amounts";
import { type Sources, sourceOf } from "./cited";
import type { CodeAt } from "./codes";
import { sumOf } from "./costs";
import { limitText, percentText } from "./exact-text";
import type { Row, Truth } from "./kinds";
import { baseNeed } from "./needs";
import { inScope } from "./scope";
import type { Setting } from "./setting";
import { shareOf } from "./share";

export interface SetOutcome {
  readonly outcome: Outcome;
  readonly tests: readonly OriginTest[];
  readonly needs: readonly OriginNeed[];
}

/** The agreement's rule for a set of that paragraph of General Rule 3; undefined where sets follow the product's rule. */
export function setRuleOf({ question, agreement }: Setting, code: CodeAt): SetRule | undefined {
  const paragraph = question.product.set?.generalRule;
  if (paragraph === undefined) return undefined;
  return agreement.facts.sets?.find(
    ({ generalRules, goods }) =>
      generalRules.includes(paragraph) && (goods === undefined || inScope(goods, code.common) === true),
  );
}

/** Components that do not originate, against each limit; of several bases one is enough. */
export function judgeSet(
  sources: Sources,
  rule: SetRule,
  rows: readonly Row[] | undefined,
  amounts: Amounts,
): SetOutcome {
  const source = sourceOf(sources, rule);
  if (rows === undefined) {
    const need: OriginNeed = {
      fact: "materials",
      path: "/materials",
      type: "materials",
      question: "Which components is the set of?",
    };
    return { outcome: "undetermined", tests: [], needs: [need] };
  }
  const counted = rows.filter((row) => row.counted);
  const ways = rule.of.map((base) => tryBase(rule, base, counted, amounts[base]));
  const stated = ways.filter((_, i) => amounts[rule.of[i]!] !== undefined);
  const known = stated.length > 0 ? stated : ways;
  const best = known.reduce((a, b) => (rank(outcomeOf(b)) > rank(outcomeOf(a)) ? b : a));
  const one = rule.oneOriginating ? oneOriginating(counted) : true;
  const tests = best.map(
    ({ limit, actual, outcome }): OriginTest => ({ test: "set", limit: limitText(limit), ...actual, outcome, source }),
  );
  if (one !== true) {
    const materials = counted.map(({ path }) => path);
    tests.push({
      test: "set",
      limit: "one originating",
      outcome: one === false ? "fail" : "undetermined",
      materials,
      source,
    });
  }
  const outcome = tests.reduce<Outcome>(
    (least, test) => (rank(test.outcome) < rank(least) ? test.outcome : least),
    "pass",
  );
  return { outcome, tests, needs: outcome === "undetermined" ? needsOf(rule, counted, amounts) : [] };
}

const rank = (outcome: Outcome): number => ["fail", "undetermined", "pass"].indexOf(outcome);

interface Tried {
  readonly limit: Rational;
  readonly actual: Pick<OriginTest, "actual" | "exact">;
  readonly outcome: Outcome;
}

const outcomeOf = (tried: readonly Tried[]): Outcome =>
  tried.reduce<Outcome>((least, { outcome }) => (rank(outcome) < rank(least) ? outcome : least), "pass");

function tryBase({ limits }: SetRule, base: ShareBase, rows: readonly Row[], whole: Rational | undefined): Tried[] {
  const amountOf = (row: Row): Rational | undefined => (/weight$/.test(base) ? row.weight : row.value);
  return limits.map(({ limit: text, components }) => {
    const limit = shareOf(text);
    const within = rows.filter(({ code }) => components === undefined || inScope(components, code.common) !== false);
    const foreign = within.filter(({ originating }) => originating === false);
    const open =
      within.some(({ originating }) => originating === undefined) || foreign.some((row) => amountOf(row) === undefined);
    const sum = sumOf(foreign.map((row) => amountOf(row) ?? rational(0n)))!;
    if (whole === undefined || whole.numerator === 0n) {
      return { limit, actual: {}, outcome: sum.numerator === 0n && !open ? "pass" : "undetermined" };
    }
    const exceeded = compare(sum, multiply(limit, whole)) > 0;
    const { text: actual, exact } = percentText(divide(sum, whole));
    const shown = open ? {} : { actual, ...(exact === undefined ? {} : { exact }) };
    return { limit, actual: shown, outcome: exceeded ? "fail" : open ? "undetermined" : "pass" };
  });
}

function oneOriginating(rows: readonly Row[]): Truth {
  if (rows.some(({ originating }) => originating === true)) return true;
  return rows.some(({ originating }) => originating === undefined) ? undefined : false;
}

function needsOf({ of }: SetRule, rows: readonly Row[], amounts: Amounts): OriginNeed[] {
  const needs: OriginNeed[] = [];
  if (of.every((base) => amounts[base] === undefined)) needs.push(...of.slice(0, 1).map(baseNeed));
  for (const { at, originating, value } of rows) {
    if (originating === undefined)
      needs.push({
        fact: "originating",
        path: `${at}/originating`,
        type: "boolean",
        question: "Does the component originate?",
      });
    if (originating !== true && value === undefined)
      needs.push({ fact: "value", path: `${at}/value`, type: "money", question: "What is the component worth?" });
  }
  return needs;
}
