import type { Tolerance, ToleranceLimit } from "../../src/model/origin/agreement";
import type { Rule } from "../../src/model/origin/rule";
import { rational as limit } from "../../src/model/rational";
import type { Chance } from "../oracle/random";
import { amount } from "../oracle/random";
import type { Rational } from "../oracle/rational";
import { add, decimal, rational, ZERO } from "../oracle/rational";
import type { Level, Material, Product } from "./oracle/level";
import { code, FIGURES, few, limitsOf, NAMES, VALUES } from "./random-rule";

/** Bills of materials and tolerances by chance, close enough to a rule that every branch of it is met. */

const BASICS = ["cotton", "silk", "metallised-strip"];
/** Facts that only tolerances ask for. */
const ASIDE = ["trimming", "tolerance-note-6"];

/** Where the codes of a bill come from, and the facts that may be declared of it. */
export interface World {
  readonly product: (random: Chance) => string;
  readonly code: (random: Chance, digits: number) => string;
  readonly names: readonly string[];
  readonly figures: readonly string[];
}

const WORLD: World = {
  product: (random) => code(random, random.pick([6, 6, 8, 10])),
  code,
  names: [...NAMES, ...ASIDE],
  figures: FIGURES,
};

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

function truths(random: Chance, missing: number, names: readonly string[]): Readonly<Record<string, boolean>> {
  const entries = names.map((name) => [name, fact(random, missing)] as const);
  return Object.fromEntries(entries.filter((entry): entry is [string, boolean] => entry[1] !== undefined));
}

/** Without the keys that are undefined: what is absent is not known. */
function present<T extends object>(fields: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== undefined)) as never;
}

function material(random: Chance, { code, names }: World, manner: Manner, product: string): Material {
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
    qualities: truths(random, manner.missing, names),
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
        ...(random.once(3)
          ? { sameSubheading: true as const }
          : { materials: { codes: [code(random, random.pick([2, 4, 6]))] } }),
        goods: random.once(2) ? undefined : { codes: [code(random, 2)] },
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
export function randomLevel(
  random: Chance,
  rule: Rule,
  tolerances = randomTolerances(random),
  world: World = WORLD,
): Level {
  const missing = random.pick([3, 8, 1_000_000, 1_000_000]);
  const manner: Manner = { missing, size: random.pick(["round", "round", "fine", "huge"]) };
  const own = world.product(random);
  const materials = few(random, random.pick([3, 3, 8, 16]), () => material(random, world, manner, own));
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
    processes: truths(random, missing, world.names),
    qualities: truths(random, missing, world.names),
    quotas: truths(random, missing, world.names),
    figures: Object.fromEntries(
      world.figures.filter(() => !random.once(missing)).map((name) => [name, rational(BigInt(random.below(21)), 20n)]),
    ),
    tolerances,
    good: random.once(6) ? undefined : random.pick(VALUES),
  };
  return level;
}

/** The product worth, and weighing, so much that some limit is met, or missed by a millionth. */
function nearLimit(random: Chance, rule: Rule, product: Product, materials: readonly Material[]): Product {
  const limits = [...limitsOf(rule), limit(1n, 10n)].filter(({ numerator }) => numerator > 0n);
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
