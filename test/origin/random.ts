import type { Tolerance, ToleranceLimit } from "../../src/model/origin/agreement";
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
import type { Rational as ModelRational } from "../../src/model/rational";
import { rational as modelRational } from "../../src/model/rational";
import type { Chance } from "../oracle/random";
import { amount } from "../oracle/random";
import type { Rational } from "../oracle/rational";
import { add, decimal, rational, ZERO } from "../oracle/rational";
import type { Level, Material, Product } from "./oracle/level";

/** Rules, bills of materials and tolerances by chance, close enough to each other that every branch is met. */

const DIGITS = ["chapter", "heading", "subheading"] as const;
const CHAPTERS = ["08", "17", "54", "61", "84", "85"];
export const NAMES = ["weaving", "natural-fibres", "earlier-stage", "other-nature", "hand-blown"];
/** Facts that only tolerances ask for. */
const ASIDE = ["trimming", "tolerance-note-6"];
export const FIGURES = ["labour-value-content", "cocoa-by-weight"];
const VALUES: readonly ProductValue[] = ["EXW", "FOB", "TV", "NC"];
const BASES: readonly Base[] = [...VALUES, "originating", "materials", "weight", "materials-weight"];
const SENSES: readonly Sense[] = ["at-most", "at-least", "under", "over"];
const STATUSES: readonly Status[] = ["non-originating", "originating", "wholly-obtained", "used"];
const BASICS = ["cotton", "silk", "metallised-strip"];

const few = <T>(random: Chance, most: number, make: () => T): readonly T[] =>
  Array.from({ length: random.below(most + 1) }, make);

const some = <T>(random: Chance, from: readonly T[], most: number): readonly T[] => [
  ...new Set([random.pick(from), ...few(random, most - 1, () => random.pick(from))]),
];

/** A code of so many digits out of a small part of the nomenclature. */
function code(random: Chance, digits: number): string {
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
export function limit(random: Chance): ModelRational {
  if (random.once(8)) return modelRational(BigInt(random.below(2)));
  if (random.once(6)) return random.pick([modelRational(1n, 3n), modelRational(2n, 7n), modelRational(4777n, 10_000n)]);
  return modelRational(BigInt(random.below(21)), 20n);
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

/** A truth that is not known once in so many times. */
const fact = (random: Chance, missing: number): boolean | undefined =>
  random.once(missing) ? undefined : random.once(2);

/** How a bill is drawn: how often something is missing, and whether amounts are round, of six decimals or huge. */
interface Manner {
  readonly missing: number;
  readonly size: "round" | "fine" | "huge";
}

function quantity(random: Chance, { missing, size }: Manner): Rational | undefined {
  if (random.once(missing)) return undefined;
  if (random.once(12)) return ZERO;
  if (size === "round") return rational(BigInt(5 * random.below(21)));
  return decimal(size === "fine" ? amount(random, 4, 6) : amount(random, 15, 6));
}

function truths(random: Chance, missing: number): Readonly<Record<string, boolean>> {
  const entries = [...NAMES, ...ASIDE].map((name) => [name, fact(random, missing)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, boolean] => entry[1] !== undefined));
}

/** Without the keys that are undefined: what is absent is not known. */
function present<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

function material(random: Chance, manner: Manner, product: string): Material {
  const originating = random.once(3) ? true : random.once(manner.missing) ? undefined : false;
  const digits = random.once(manner.missing) ? random.pick([2, 4]) : random.pick([6, 6, 8, 10]);
  const near = product.slice(0, random.pick([2, 4, 6]));
  const own = random.once(3) ? (near + code(random, 10).slice(near.length)).slice(0, digits) : code(random, digits);
  const textile = random.once(2)
    ? present({
        basic: random.once(3) ? undefined : random.pick(BASICS),
        elastomeric: fact(random, manner.missing),
        formedInParties: fact(random, manner.missing),
        lining: fact(random, manner.missing),
      })
    : undefined;
  return present({
    code: own,
    originating,
    whollyObtained: originating === false ? false : fact(random, manner.missing),
    value: quantity(random, manner),
    weight: quantity(random, manner),
    qualities: truths(random, manner.missing),
    textile,
    examined: random.once(20) ? (false as const) : undefined,
    counted: random.once(20) ? (false as const) : undefined,
  }) as Material;
}

function tolerance(random: Chance, index: number): Tolerance {
  const percent = random.pick(["5%", "10%", "12.5%", "15%", "40%"]);
  const base = random.pick(["EXW", "FOB", "good", "total-cost", "weight", "component-weight"] as const);
  const textile = random.once(4);
  const limits: ToleranceLimit[] = textile
    ? [
        random.once(2)
          ? { limit: percent, of: "weight", elastomeric: "7%" }
          : { limit: percent, of: "basic-textiles-weight", basics: { "metallised-strip": "30%" } },
      ]
    : [{ limit: percent, of: base }, ...few(random, 1, () => ({ limit: "10%", of: "TV" as const }))];
  return present({
    id: `t${index}`,
    source: "none",
    goods: { codes: random.once(2) ? ["01..99"] : ["08..17", "61"], except: random.once(4) ? ["0801"] : [] },
    limits,
    materials: random.once(4) ? { codes: [code(random, 2), "84..85"], except: [code(random, 4)] } : undefined,
    otherHeading: random.once(6) ? (true as const) : undefined,
    reference: random.once(8) ? "Note 6" : undefined,
    trimmingsOnly: random.once(8) ? (true as const) : undefined,
    liningsExcluded: random.once(6) ? (true as const) : undefined,
    elastomericFormedInParties: textile && random.once(2) ? (true as const) : undefined,
    mixed: textile && random.once(2) ? (true as const) : undefined,
    excludes: few(random, 2, () =>
      present({
        materials: random.once(3) ? undefined : { codes: [code(random, 4)] },
        goods: random.once(2) ? undefined : { codes: [code(random, 2)] },
        sameSubheading: random.once(3) ? (true as const) : undefined,
        quality: random.once(5) ? random.pick(NAMES) : undefined,
        goodsQuality: random.once(6) ? random.pick(NAMES) : undefined,
      }),
    ),
    excuses: random.once(2) ? undefined : random.pick([["change"], ["change", "all"], ["made-from"]] as const),
    waivesContent: random.once(5) ? (true as const) : undefined,
  }) as Tolerance;
}

/** What an agreement may excuse. */
export const randomTolerances = (random: Chance): readonly Tolerance[] => few(random, 2, () => random).map(tolerance);

/** A bill and what is known beside it. */
export function randomLevel(random: Chance, rule: Rule, tolerances = randomTolerances(random)): Level {
  const missing = random.pick([3, 8, 1_000_000, 1_000_000]);
  const manner: Manner = { missing, size: random.pick(["round", "round", "fine", "huge"]) };
  const own = code(random, random.pick([6, 6, 8, 10]));
  const materials = few(random, random.pick([3, 3, 8, 16]), () => material(random, manner, own));
  const amounts = (): Rational | undefined => quantity(random, manner);
  const product = present({
    code: own,
    whollyObtained: fact(random, missing),
    values: present({ EXW: amounts(), FOB: amounts(), TV: amounts(), NC: amounts(), "total-cost": amounts() }),
    weight: amounts(),
    componentWeight: amounts(),
    content: random.once(6) ? rational(BigInt(random.below(30))) : undefined,
  }) as Product;
  const level: Level = {
    product: random.once(2) ? product : nearLimit(random, rule, product, materials),
    materials,
    processes: truths(random, missing),
    qualities: truths(random, missing),
    quotas: truths(random, missing),
    figures: Object.fromEntries(
      FIGURES.filter(() => !random.once(missing)).map((name) => [name, rational(BigInt(random.below(21)), 20n)]),
    ),
    tolerances,
    good: random.once(6) ? undefined : random.pick(VALUES),
  };
  return level;
}

/** The product worth, and weighing, so much that some limit is met, or missed by a millionth. */
function nearLimit(random: Chance, rule: Rule, product: Product, materials: readonly Material[]): Product {
  const limits = [...limitsOf(rule), modelRational(1n, 10n)].filter(({ numerator }) => numerator > 0n);
  const total = (of: "value" | "weight"): Rational =>
    materials
      .filter(({ originating }) => originating === false || random.once(4))
      .flatMap((each) => each[of] ?? [])
      .reduce(add, ZERO);
  const near = (sum: Rational): Rational => {
    const { numerator, denominator } = random.pick(limits);
    const millionths = (sum.n * 1_000_000n * denominator) / (sum.d * numerator) + BigInt(random.below(3) - 1);
    return millionths < 0n ? ZERO : rational(millionths, 1_000_000n);
  };
  const values = Object.fromEntries(Object.keys(product.values).map((name) => [name, near(total("value"))]));
  return { ...product, values, ...(product.weight === undefined ? {} : { weight: near(total("weight")) }) };
}

/** The limits that a rule names; of contents, what is left of the whole. */
function limitsOf(rule: Rule): readonly ModelRational[] {
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
      return [rule.method === "build-up" ? rule.limit : modelRational(denominator - numerator, denominator)];
    }
    case "change":
      return rule.allowing.flatMap(({ upTo }) => (upTo === undefined ? [] : [upTo.limit]));
    default:
      return [];
  }
}
