/** What must hold of every rule and every bill, whatever they are. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Rule } from "../../src/model/origin/rule";
import type { Chance } from "../oracle/random";
import { chance } from "../oracle/random";
import type { Rational } from "../oracle/rational";
import { multiply, rational } from "../oracle/rational";
import { judge } from "./oracle/judge";
import type { Level, Material } from "./oracle/level";
import type { Truth } from "./oracle/truth";
import { and, not, or } from "./oracle/truth";
import { randomLevel } from "./random";
import { FIGURES, NAMES, randomRule } from "./random-rule";

const RUNS = { numRuns: Number(process.env.DUTIABLE_ORIGIN_RUNS ?? 1000) };

/** A rule, a bill near it, and more chance. */
const situation = fc.nat().map((seed) => {
  const random = chance(seed);
  const rule = randomRule(random, 3);
  return { rule, level: randomLevel(random, rule), random };
});

const RANK: ReadonlyMap<Truth, number> = new Map([
  [false, 0],
  [undefined, 1],
  [true, 2],
]);
const rank = (truth: Truth): number => RANK.get(truth) as number;

function shuffled<T>(random: Chance, list: readonly T[]): readonly T[] {
  const rest = [...list];
  return list.map(() => rest.splice(random.below(rest.length), 1)[0] as T);
}

/** The rule with each of its tests, and what joins them, replaced. */
function rewritten(rule: Rule, of: (rule: Rule) => Rule): Rule {
  switch (rule.kind) {
    case "and":
    case "or":
      return of({ ...rule, rules: rule.rules.map((each) => rewritten(each, of)) });
    case "no-tolerance":
      return of({ ...rule, rule: rewritten(rule.rule, of) });
    case "parts":
      return of({
        ...rule,
        parts: rule.parts.map((part) => ({ ...part, rule: rewritten(part.rule, of) })),
        otherwise: rule.otherwise && rewritten(rule.otherwise, of),
      });
    default:
      return of(rule);
  }
}

/** Shares that speak for originating content, none against it. */
function favouring(rule: Rule): Rule {
  if (rule.kind !== "share") return rule;
  const upper = rule.sense === "at-most" || rule.sense === "under";
  if (upper) return rule.counted === "non-originating" ? rule : { ...rule, counted: "used" };
  const of = rule.of.filter((base) => base !== "originating");
  const counted = rule.counted === "non-originating" ? "originating" : rule.counted;
  return { ...rule, counted, of: of.length > 0 ? of : ["EXW"], within: of.length > 0 ? rule.within : undefined };
}

const scaled = (factor: Rational) => (amount: Rational) => multiply(amount, factor);

function mapped<T extends object>(record: T, change: (value: Rational) => Rational): T {
  return Object.fromEntries(Object.entries(record).map(([name, value]) => [name, change(value)])) as T;
}

/** The level with all values times one factor and all weights times another. */
function measuredAnew(level: Level, value: Rational, weight: Rational): Level {
  const [byValue, byWeight] = [scaled(value), scaled(weight)];
  const { product, materials } = level;
  return {
    ...level,
    product: {
      ...product,
      values: mapped(product.values, byValue),
      ...(product.content && { content: byValue(product.content) }),
      ...(product.weight && { weight: byWeight(product.weight) }),
      ...(product.componentWeight && { componentWeight: byWeight(product.componentWeight) }),
    },
    materials: materials.map((material) => ({
      ...material,
      ...(material.value && { value: byValue(material.value) }),
      ...(material.weight && { weight: byWeight(material.weight) }),
    })),
  };
}

/** The level with about half of what is missing in it supplied. */
function supplied(random: Chance, level: Level): Level {
  const now = <T>(known: T | undefined, make: () => T): T | undefined =>
    known !== undefined || random.once(2) ? known : make();
  const truth = (): boolean => random.once(2);
  const amount = (): Rational => random.pick([rational(0n), rational(BigInt(random.below(200))), rational(10n ** 15n)]);
  const truths = (known: Readonly<Record<string, boolean>>) => fill(known, NAMES, truth);
  function fill<T>(known: Readonly<Record<string, T>>, names: readonly string[], make: () => T): Record<string, T> {
    const filled = [...new Set([...names, ...Object.keys(known)])].map(
      (name) => [name, now(known[name], make)] as const,
    );
    return Object.fromEntries(filled.filter((entry): entry is [string, T] => entry[1] !== undefined));
  }
  const digits = (code: string): string => {
    let text = code;
    while (text.length < 10 && random.once(2)) text += random.pick(["01", "02", "10", "99"]);
    return text;
  };
  const known = <T extends object>(fields: T): T =>
    Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as T;
  const { product } = level;
  return {
    ...level,
    product: known({
      ...product,
      whollyObtained: now(product.whollyObtained, truth),
      values: fill(product.values, ["EXW", "FOB", "TV", "NC", "total-cost"], amount),
      weight: now(product.weight, amount),
      componentWeight: now(product.componentWeight, amount),
    }),
    materials: level.materials.map((material): Material => {
      const originating = now(material.originating, truth);
      return known({
        ...material,
        code: material.code.length < 6 ? digits(material.code) : material.code,
        originating,
        whollyObtained: originating === false ? false : now(material.whollyObtained, truth),
        value: now(material.value, amount),
        weight: now(material.weight, amount),
        qualities: truths(material.qualities),
        textile:
          material.textile &&
          known({
            ...material.textile,
            elastomeric: now(material.textile.elastomeric, truth),
            formedInParties: now(material.textile.formedInParties, truth),
            lining: now(material.textile.lining, truth),
          }),
      });
    }),
    processes: truths(level.processes),
    qualities: truths(level.qualities),
    quotas: truths(level.quotas),
    figures: fill(level.figures, FIGURES, amount),
    good: now(level.good, () => random.pick(["EXW", "FOB", "TV", "NC"] as const)),
  };
}

const hold = (check: (given: { rule: Rule; level: Level; random: Chance }) => void): void => {
  fc.assert(fc.property(situation, check), RUNS);
};

describe("origin, whatever the rule and the bill", () => {
  it("does not hang on the order of materials", () => {
    hold(({ rule, level, random }) => {
      expect(judge({ ...level, materials: shuffled(random, level.materials) }, rule)).toBe(judge(level, rule));
    });
  });

  it("does not hang on the order of what `and` and `or` join, or of selectors, allowances and bases", () => {
    hold(({ rule, level, random }) => {
      const other = rewritten(rule, (each) => {
        if (each.kind === "and" || each.kind === "or") return { ...each, rules: shuffled(random, each.rules) };
        if (each.kind === "change") return { ...each, allowing: shuffled(random, each.allowing) };
        if (each.kind === "share") return { ...each, of: shuffled(random, each.of) };
        if (each.kind !== "made-from" && each.kind !== "all") return each;
        const { include, except } = each.materials;
        return { ...each, materials: { include: shuffled(random, include), except: shuffled(random, except) } };
      });
      expect(judge(level, other)).toBe(judge(level, rule));
    });
  });

  it("does not hang on the currency or the unit of weight", () => {
    hold(({ rule, level, random }) => {
      const [value, weight] = [1, 2].map(() => rational(BigInt(1 + random.below(999)), BigInt(1 + random.below(999))));
      expect(judge(measuredAnew(level, value as Rational, weight as Rational), rule)).toBe(judge(level, rule));
    });
  });

  it("is never worse for a material that originates, or is wholly obtained, where it was not", () => {
    hold(({ rule, level, random }) => {
      const fair = rewritten(rule, favouring);
      const better = level.materials.map((material) => {
        if (random.once(2)) return material;
        const whollyObtained = material.originating === true && random.once(2) ? true : material.whollyObtained;
        return { ...material, originating: true, ...(whollyObtained === undefined ? {} : { whollyObtained }) };
      });
      expect(rank(judge({ ...level, materials: better }, fair))).toBeGreaterThanOrEqual(rank(judge(level, fair)));
    });
  });

  it("keeps a yes or no when more becomes known", () => {
    hold(({ rule, level, random }) => {
      const before = judge(level, rule);
      const after = judge(supplied(random, level), rule);
      if (before !== undefined) expect(after).toBe(before);
    });
  });

  it("is never worse for a tolerance", () => {
    hold(({ rule, level }) => {
      const strict = judge({ ...level, tolerances: [] }, rule);
      expect(rank(judge(level, rule))).toBeGreaterThanOrEqual(rank(strict));
      expect(judge(level, { kind: "no-tolerance", rule })).toBe(strict);
    });
  });

  it("is the same with alternatives multiplied out", () => {
    hold(({ rule, level, random }) => {
      const [b, c] = [randomRule(random, 2), randomRule(random, 2)];
      const together: Rule = { kind: "and", rules: [rule, { kind: "or", rules: [b, c] }] };
      const apart: Rule = {
        kind: "or",
        rules: [
          { kind: "and", rules: [rule, b] },
          { kind: "and", rules: [rule, c] },
        ],
      };
      expect(judge(level, together)).toBe(judge(level, apart));
    });
  });

  it("joins rules as Kleene does, where nothing is tolerated", () => {
    hold(({ rule, level, random }) => {
      const strict = { ...level, tolerances: [] };
      const other = randomRule(random, 2);
      const [a, b] = [judge(strict, rule), judge(strict, other)];
      expect(judge(strict, { kind: "and", rules: [rule, other] })).toBe(and(a, b));
      expect(judge(strict, { kind: "or", rules: [rule, other] })).toBe(or(a, b));
    });
  });

  it("takes more than a limit for the contrary of at most that limit", () => {
    const opposite = { "at-most": "over", over: "at-most", "at-least": "under", under: "at-least" } as const;
    hold(({ rule, level }) => {
      rewritten(rule, (each) => {
        if (each.kind !== "share" && each.kind !== "figure") return each;
        const one = each.kind === "share" ? { ...each, of: each.of.slice(0, 1) } : each;
        expect(judge(level, { ...one, sense: opposite[each.sense] })).toBe(not(judge(level, one)));
        return each;
      });
    });
  });
});
