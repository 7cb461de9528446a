import type { Rule } from "../../../src/model/origin/rule";
import type { Rational } from "../../oracle/rational";
import { rational } from "../../oracle/rational";
import type { Level } from "./level";
import type { Excusable, Pass } from "./passes";
import { isExcusable, passes } from "./passes";
import type { Measure } from "./share";
import { judgeFigure, judgeRegionalValue, judgeShare } from "./share";
import { tolerates, waives } from "./tolerance";
import type { Truth } from "./truth";
import { agree, and, or } from "./truth";

/** What is known of one alternative: a rule with every `or` and every part decided. */
interface Alternative {
  /** Of the tests that nothing excuses. */
  readonly plain: Truth;
  /** Of the regional value contents that a tolerance may waive. */
  readonly content: Truth;
  /** Of each material, under each kind of test that a tolerance may excuse. */
  readonly passes: Readonly<Record<Excusable["kind"], readonly Pass[]>>;
}

/** Whether the rule holds for the product, within the agreement's tolerances. */
export function judge(level: Level, rule: Rule): Truth {
  const all = level.materials.map((): Pass => ({ passes: true, beyond: false }));
  const start: Alternative = { plain: true, content: true, passes: { change: all, "made-from": all, all } };
  return follow(level, [{ rule, excused: true }], start);
}

interface Task {
  readonly rule: Rule;
  /** Whether the agreement's tolerances hold here. */
  readonly excused: boolean;
}

/**
 * The value of all tasks together. Alternatives are followed to their end one by one, for a tolerance excuses all that an
 * alternative needs, not each test by itself.
 */
function follow(level: Level, tasks: readonly Task[], found: Alternative): Truth {
  const [task, ...rest] = tasks;
  if (task === undefined) return conclude(level, found);
  const { rule, excused } = task;
  const instead = (...rules: readonly Rule[]): Truth =>
    follow(level, [...rules.map((rule) => ({ rule, excused })), ...rest], found);
  switch (rule.kind) {
    case "and":
      return instead(...rule.rules);
    case "or":
      return or(...rule.rules.map((each) => instead(each)));
    case "no-tolerance":
      return follow(level, [{ rule: rule.rule, excused: false }, ...rest], found);
    case "rule-of":
      if (level.ruleOf === undefined) throw new RangeError(`no rule of ${rule.code}`);
      return instead(level.ruleOf(rule.code));
    case "parts": {
      const [first, ...others] = rule.parts;
      if (first === undefined) return rule.otherwise === undefined ? false : instead(rule.otherwise);
      const here = (): Truth => instead(first.rule);
      const after = (): Truth => instead({ ...rule, parts: others });
      const fact = level.qualities[first.product];
      return fact === undefined ? agree(here(), after()) : fact ? here() : after();
    }
    default:
      return follow(level, rest, note(level, task, found));
  }
}

function note(level: Level, { rule, excused }: Task, found: Alternative): Alternative {
  if (isExcusable(rule) && excused) {
    const before = found.passes[rule.kind];
    const now = passes(level, rule).map((pass, index) => together(pass, before[index] as Pass));
    return { ...found, passes: { ...found.passes, [rule.kind]: now } };
  }
  const { outcome } = judgeTest(level, rule);
  if (rule.kind === "rvc" && excused) return { ...found, content: and(found.content, outcome) };
  return { ...found, plain: and(found.plain, outcome) };
}

const together = (...all: readonly Pass[]): Pass => ({
  passes: and(...all.map(({ passes }) => passes)),
  beyond: or(...all.map(({ beyond }) => beyond)),
});

function conclude(level: Level, { plain, content, passes }: Alternative): Truth {
  const kinds = ["change", "made-from", "all"] as const;
  const strict = (of: readonly Excusable["kind"][]): readonly Truth[] =>
    of.flatMap((kind) => passes[kind].map((pass) => pass.passes));
  const tolerated = level.tolerances.map((tolerance) => {
    const excuses = tolerance.excuses ?? kinds;
    const excused = level.materials.map((_, index) => together(...excuses.map((kind) => passes[kind][index] as Pass)));
    const others = kinds.filter((kind) => !excuses.includes(kind));
    const contents = or(content, waives(level, tolerance));
    return and(plain, contents, ...strict(others), tolerates(level, tolerance, excused));
  });
  return or(and(plain, content, ...strict(kinds)), ...tolerated);
}

/** One test by itself, without tolerance. */
export interface TestReport {
  readonly rule: Rule;
  readonly outcome: Truth;
  /** Of shares and contents: each base with the exact actual share. */
  readonly measures: readonly Measure[];
  readonly limit: Rational | undefined;
  /** Indexes of the materials that certainly break it, of tests that look at materials one by one. */
  readonly failing: readonly number[];
  /** Indexes of those that perhaps break it. */
  readonly doubtful: readonly number[];
}

/** A rule without inner rules, by itself. */
export function judgeTest(level: Level, rule: Rule): TestReport {
  const report = (outcome: Truth): TestReport => ({
    rule,
    outcome,
    measures: [],
    limit: "limit" in rule ? rational(rule.limit.numerator, rule.limit.denominator) : undefined,
    failing: [],
    doubtful: [],
  });
  switch (rule.kind) {
    case "wholly-obtained":
      return report(level.product.whollyObtained);
    case "change":
    case "made-from":
    case "all": {
      const each = passes(level, rule).map((pass) => pass.passes);
      const where = (wanted: Truth): readonly number[] => [...each.keys()].filter((index) => each[index] === wanted);
      return { ...report(and(...each)), failing: where(false), doubtful: where(undefined) };
    }
    case "share": {
      const { outcome, measures } = judgeShare(level, rule);
      return { ...report(outcome), measures };
    }
    case "rvc": {
      const { outcome, measures } = judgeRegionalValue(level, rule);
      return { ...report(outcome), measures };
    }
    case "declared": {
      const facts = { process: level.processes, product: level.qualities, quota: level.quotas }[rule.subject];
      return report(facts[rule.fact]);
    }
    case "figure": {
      const limit = rational(rule.limit.numerator, rule.limit.denominator);
      return report(judgeFigure(level.figures[rule.figure], limit, rule.sense));
    }
    default:
      throw new RangeError(`${rule.kind} is no test`);
  }
}

/** All tests of a rule in the order in which they stand, each by itself. */
export function judgeTests(level: Level, rule: Rule): readonly TestReport[] {
  switch (rule.kind) {
    case "and":
    case "or":
      return rule.rules.flatMap((each) => judgeTests(level, each));
    case "no-tolerance":
      return judgeTests(level, rule.rule);
    case "rule-of":
      return level.ruleOf === undefined ? [] : judgeTests(level, level.ruleOf(rule.code));
    case "parts":
      return [...rule.parts.map((part) => part.rule), ...(rule.otherwise ? [rule.otherwise] : [])].flatMap((each) =>
        judgeTests(level, each),
      );
    default:
      return [judgeTest(level, rule)];
  }
}
