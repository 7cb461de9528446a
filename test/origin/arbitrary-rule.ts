import fc from "fast-check";
import type {
  Allowance,
  Base,
  CodeRange,
  Materials,
  ProductValue,
  Rule,
  Selector,
  Sense,
  Status,
} from "../../src/model/origin/rule";
import { EVERY } from "../../src/model/origin/rule";
import type { Rational } from "../../src/model/rational";
import { rational } from "../../src/model/rational";

/** Rules of every kind, and what they are made of, for properties. */

const NAMES = ["weaving", "spinning", "chemical-reaction", "natural-fibres", "earlier-stage", "hand-blown", "x1"];
const BASES: Base[] = ["EXW", "FOB", "TV", "NC", "originating", "materials", "weight", "materials-weight"];
const PRODUCT_VALUES: ProductValue[] = ["EXW", "FOB", "TV", "NC"];

export const arbitraryName: fc.Arbitrary<string> = fc.constantFrom(...NAMES);

/** Shares from 0 to 1, mostly such as annexes use, some that no decimal ends. */
export const arbitraryShare: fc.Arbitrary<Rational> = fc.oneof(
  fc.integer({ min: 0, max: 20 }).map((n) => rational(BigInt(n), 20n)),
  fc.bigInt({ min: 1n, max: 10_000n }).chain((d) => fc.bigInt({ min: 0n, max: d }).map((n) => rational(n, d))),
);

const level = fc.constantFrom("chapter" as const, "heading" as const, "subheading" as const);

export const arbitraryRange: fc.Arbitrary<CodeRange> = fc.oneof(
  level.map((level) => ({ kind: "same" as const, level })),
  fc.constantFrom(2, 4, 6, 8, 10).chain((digits) => {
    const code = fc.integer({ min: 0, max: 10 ** digits - 1 }).map((n) => `${n}`.padStart(digits, "0"));
    return fc.tuple(code, code, fc.boolean()).map(([a, b, single]) => {
      const [from, to] = a < b ? [a, b] : [b, a];
      return { kind: "codes" as const, from, to: single ? from : to };
    });
  }),
);

const selector: fc.Arbitrary<Selector> = fc.record({
  range: fc.option(arbitraryRange, { nil: undefined }),
  quality: fc.option(arbitraryName, { nil: undefined }),
});

export const arbitraryMaterials: fc.Arbitrary<Materials> = fc.oneof(
  fc.constant(EVERY),
  fc.record({
    include: fc.array(selector, { minLength: 1, maxLength: 3 }),
    except: fc.array(selector, { maxLength: 2 }),
  }),
);

const bases = fc.uniqueArray(fc.constantFrom(...BASES), { minLength: 1, maxLength: 3 });
const values = fc.uniqueArray(fc.constantFrom(...PRODUCT_VALUES), { minLength: 1, maxLength: 2 });
const sense = fc.constantFrom<Sense>("at-most", "at-least", "under", "over");
const cap = fc.record({ limit: arbitraryShare, of: bases });
const allowance: fc.Arbitrary<Allowance> = fc.record({
  materials: arbitraryMaterials,
  upTo: fc.option(cap, { nil: undefined }),
});

/** A rule that is made of no other. */
export const arbitraryTest: fc.Arbitrary<Rule> = fc.oneof(
  fc.constant({ kind: "wholly-obtained" as const }),
  fc.record({
    kind: fc.constant("change" as const),
    from: fc.oneof(level, fc.constant("any" as const)),
    except: fc.option(arbitraryMaterials, { nil: undefined }),
    allowing: fc.array(allowance, { maxLength: 2 }),
  }),
  fc.record({ kind: fc.constant("made-from" as const), materials: arbitraryMaterials }),
  fc.record({
    kind: fc.constant("all" as const),
    materials: arbitraryMaterials,
    are: fc.constantFrom("originating" as const, "wholly-obtained" as const),
  }),
  fc
    .record({
      kind: fc.constant("share" as const),
      sense,
      counted: fc.constantFrom<Status>("non-originating", "originating", "wholly-obtained", "used"),
      limit: arbitraryShare,
      of: bases,
      materials: arbitraryMaterials,
      within: fc.option(arbitraryMaterials, { nil: undefined }),
    })
    .map((share) => (share.of.some((base) => base.startsWith("materials")) ? share : { ...share, within: undefined })),
  fc.record({
    kind: fc.constant("rvc" as const),
    method: fc.constantFrom("build-down" as const, "build-up" as const),
    limit: arbitraryShare,
    of: values,
    materials: fc.constant(EVERY),
  }),
  fc.record({
    kind: fc.constant("rvc" as const),
    method: fc.constant("focused-value" as const),
    limit: arbitraryShare,
    of: values,
    materials: arbitraryMaterials,
  }),
  fc.record({
    kind: fc.constant("declared" as const),
    subject: fc.constantFrom("process" as const, "product" as const, "quota" as const),
    fact: arbitraryName,
  }),
  fc.record({ kind: fc.constant("figure" as const), figure: arbitraryName, sense, limit: arbitraryShare }),
);

const ruleOf: fc.Arbitrary<Rule> = fc
  .integer({ min: 1, max: 9999 })
  .map((n) => ({ kind: "rule-of" as const, code: `${n}`.padStart(4, "0") }));

function joining(inner: fc.Arbitrary<Rule>): fc.Arbitrary<Rule> {
  const rules = fc.array(inner, { minLength: 2, maxLength: 3 });
  return fc.oneof(
    fc.record({ kind: fc.constant("and" as const), rules }),
    fc.record({ kind: fc.constant("or" as const), rules }),
    fc.record({ kind: fc.constant("no-tolerance" as const), rule: inner }),
    fc.record({
      kind: fc.constant("parts" as const),
      parts: fc.array(fc.record({ product: arbitraryName, rule: inner }), { minLength: 1, maxLength: 2 }),
      otherwise: fc.option(inner, { nil: undefined }),
    }),
  );
}

/** Rules of some levels; with `references`, also ones that point to the rule of another heading. */
export function arbitraryRule({ references = false, depth = 4 } = {}): fc.Arbitrary<Rule> {
  const leaf = references ? fc.oneof({ weight: 9, arbitrary: arbitraryTest }, ruleOf) : arbitraryTest;
  return fc.letrec<{ rule: Rule }>((tie) => ({
    rule: fc.oneof({ maxDepth: depth, withCrossShrink: true }, leaf, joining(tie("rule"))),
  })).rule;
}
