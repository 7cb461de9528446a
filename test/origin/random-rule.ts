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
import type { Chance } from "../oracle/random";

/** Rules by chance, of few enough chapters, facts and limits that materials by chance meet every branch of them. */

const DIGITS = ["chapter", "heading", "subheading"] as const;
const CHAPTERS = ["08", "17", "54", "61", "84", "85"];
export const NAMES = ["weaving", "natural-fibres", "earlier-stage", "other-nature", "hand-blown"];
export const FIGURES = ["labour-value-content", "cocoa-by-weight"];
export const VALUES: readonly ProductValue[] = ["EXW", "FOB", "TV", "NC"];
const BASES: readonly Base[] = [...VALUES, "originating", "materials", "weight", "materials-weight"];
const SENSES: readonly Sense[] = ["at-most", "at-least", "under", "over"];
const STATUSES: readonly Status[] = ["non-originating", "originating", "wholly-obtained", "used"];

export const few = <T>(random: Chance, most: number, make: () => T): readonly T[] =>
  Array.from({ length: random.below(most + 1) }, make);

const some = <T>(random: Chance, from: readonly T[], most: number): readonly T[] => [
  ...new Set([random.pick(from), ...few(random, most - 1, () => random.pick(from))]),
];

/** A code of so many digits out of a small part of the nomenclature. */
export function code(random: Chance, digits: number): string {
  let text = random.pick(CHAPTERS);
  while (text.length < digits) text += random.pick(["01", "02", "10", "99"]);
  return text;
}

function range(random: Chance): CodeRange {
  if (random.once(4)) return { kind: "same", level: random.pick(DIGITS) };
  const digits = random.pick([2, 2, 4, 4, 6, 8, 10]);
  const [a, b] = [code(random, digits), code(random, digits)];
  if (random.once(2)) return { kind: "codes", from: a, to: a };
  return a < b ? { kind: "codes", from: a, to: b } : { kind: "codes", from: b, to: a };
}

const selector = (random: Chance): Selector => ({
  range: random.once(5) ? undefined : range(random),
  quality: random.once(5) ? random.pick(NAMES) : undefined,
});

function materials(random: Chance): Materials {
  if (random.once(4)) return EVERY;
  return {
    include: [selector(random), ...few(random, 2, () => selector(random))],
    except: random.once(3) ? [selector(random)] : [],
  };
}

/** Mostly such as annexes use, some that no decimal ends. */
function limit(random: Chance): Rational {
  if (random.once(8)) return rational(BigInt(random.below(2)));
  if (random.once(6)) return random.pick([rational(1n, 3n), rational(2n, 7n), rational(4777n, 10_000n)]);
  return rational(BigInt(random.below(21)), 20n);
}

function allowance(random: Chance): Allowance {
  const upTo = random.once(2) ? { limit: limit(random), of: some(random, BASES, 2) } : undefined;
  return { materials: materials(random), upTo };
}

function share(random: Chance): Rule {
  const [sense, counted] = random.once(2)
    ? (["at-most", "non-originating"] as const)
    : [random.pick(SENSES), random.pick(STATUSES)];
  const of = some(random, BASES, 2);
  const selects = of.some((base) => base.startsWith("materials"));
  return {
    kind: "share",
    sense,
    counted,
    limit: limit(random),
    of,
    materials: materials(random),
    within: selects && random.once(2) ? materials(random) : undefined,
  };
}

function regionalValue(random: Chance): Rule {
  const method = random.pick(["build-down", "build-up", "focused-value"] as const);
  const focused = method === "focused-value" ? materials(random) : EVERY;
  return { kind: "rvc", method, limit: limit(random), of: some(random, VALUES, 2), materials: focused };
}

const TESTS: readonly ((random: Chance) => Rule)[] = [
  () => ({ kind: "wholly-obtained" }),
  ...Array.from(
    { length: 4 },
    () =>
      (random: Chance): Rule => ({
        kind: "change",
        from: random.pick([...DIGITS, "heading", "any"] as const),
        except: random.once(2) ? materials(random) : undefined,
        allowing: few(random, 2, () => allowance(random)),
      }),
  ),
  (random) => ({ kind: "made-from", materials: materials(random) }),
  (random) => ({ kind: "all", materials: materials(random), are: random.pick(["originating", "wholly-obtained"]) }),
  share,
  share,
  share,
  share,
  regionalValue,
  regionalValue,
  regionalValue,
  (random) => ({
    kind: "declared",
    subject: random.pick(["process", "product", "quota"]),
    fact: random.pick(NAMES),
  }),
  (random) => ({
    kind: "figure",
    figure: random.pick(FIGURES),
    sense: random.pick(SENSES),
    limit: limit(random),
  }),
];

/** A rule of at most so many levels. */
export function randomRule(random: Chance, levels = 3): Rule {
  if (levels <= 1 || random.once(3)) return random.pick(TESTS)(random);
  const inner = (): Rule => randomRule(random, levels - 1);
  const rules = (): readonly Rule[] => [inner(), inner(), ...few(random, 1, inner)];
  switch (random.below(8)) {
    case 0:
      return { kind: "no-tolerance", rule: inner() };
    case 1: {
      const parts = some(random, NAMES, 2).map((product) => ({ product, rule: inner() }));
      return { kind: "parts", parts, otherwise: random.once(3) ? undefined : inner() };
    }
    case 2:
    case 3:
    case 4:
      return { kind: "or", rules: rules() };
    default:
      return { kind: "and", rules: rules() };
  }
}

/** The limits that a rule names; of contents, what is left of the whole. */
export function limitsOf(rule: Rule): readonly Rational[] {
  switch (rule.kind) {
    case "and":
    case "or":
      return rule.rules.flatMap(limitsOf);
    case "no-tolerance":
      return limitsOf(rule.rule);
    case "parts":
      return rule.parts.flatMap((part) => limitsOf(part.rule));
    case "share":
      return [rule.limit];
    case "rvc": {
      const { numerator, denominator } = rule.limit;
      return [rule.method === "build-up" ? rule.limit : rational(denominator - numerator, denominator)];
    }
    case "change":
      return rule.allowing.flatMap(({ upTo }) => (upTo === undefined ? [] : [upTo.limit]));
    default:
      return [];
  }
}
