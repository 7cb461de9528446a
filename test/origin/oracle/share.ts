import type { Base, Cap, Materials, RegionalValue, Sense, Share, Status } from "../../../src/model/origin/rule";
import type { Rational } from "../../oracle/rational";
import { add, multiply, rational, subtract, ZERO } from "../../oracle/rational";
import type { Level, Material, State } from "./level";
import { statesOf } from "./level";
import { selected } from "./select";
import type { Span } from "./sum";
import { either, exactly, NOTHING, plus, stands, times } from "./sum";
import type { Truth } from "./truth";
import { or, ways } from "./truth";

/** How a sum stood to its limit on one base. `actual` is there where every amount it needs is known and the base is not 0. */
export interface Measure {
  readonly base: Base;
  readonly outcome: Truth;
  readonly actual: Rational | undefined;
}

export interface Measured {
  readonly outcome: Truth;
  readonly measures: readonly Measure[];
}

const ONE = rational(1n);

export const counts = (status: Status, state: State): boolean =>
  status === "used" ||
  (status === "non-originating" && state === "non-originating") ||
  (status === "originating" && state !== "non-originating") ||
  (status === "wholly-obtained" && state === "wholly-obtained");

const byWeight = (base: Base): boolean => base === "weight" || base === "materials-weight";

const amountOf = (material: Material, base: Base): Rational | undefined =>
  byWeight(base) ? material.weight : material.value;

const productAmount = (level: Level, base: Base): Rational | undefined =>
  base === "weight" ? level.product.weight : level.product.values[base as "EXW"];

/** Whether the base is made of materials, and which of them: by what they can be, and whether they are within. */
const inBase = (base: Base, state: State, isWithin: boolean): boolean =>
  base === "originating"
    ? state !== "non-originating"
    : (base === "materials" || base === "materials-weight") && isWithin;

interface Sum {
  readonly counted: Status;
  readonly materials: Materials;
  readonly within: Materials | undefined;
}

const countedOf = ({ materials }: Level): readonly Material[] => materials.filter(({ counted }) => counted !== false);

/** Every way in which a material can enter numerator and base. */
function entering(level: Level, material: Material, { counted, materials, within }: Sum, base: Base) {
  const inNumerator = ways(selected(materials, material, level));
  return statesOf(material).flatMap((state) =>
    inNumerator.flatMap((isIn) =>
      (within === undefined ? [isIn] : ways(selected(within, material, level))).map((isWithin) => ({
        above: isIn && counts(counted, state) ? 1n : 0n,
        below: inBase(base, state, isWithin) ? 1n : 0n,
      })),
    ),
  );
}

/** Σ of what each material adds to the numerator, less limit × base. */
function difference(level: Level, sum: Sum, limit: Rational, base: Base): Span {
  const ofMaterials = countedOf(level).map((material) =>
    either(
      entering(level, material, sum, base).map(({ above, below }) =>
        times(subtract(rational(above), multiply(limit, rational(below))), amountOf(material, base)),
      ),
    ),
  );
  const ofProduct =
    base === "originating" || base.startsWith("materials")
      ? NOTHING
      : times(multiply(limit, rational(-1n)), productAmount(level, base));
  return ofMaterials.reduce(plus, ofProduct);
}

/** Numerator and base where nothing about them is unknown. */
function settled(level: Level, sum: Sum, base: Base): readonly [Rational, Rational] | undefined {
  let [above, below] = [ZERO, ZERO];
  for (const material of countedOf(level)) {
    const all = entering(level, material, sum, base);
    const first = all[0] as (typeof all)[number];
    if (all.some((way) => way.above !== first.above || way.below !== first.below)) return undefined;
    if (first.above === 0n && first.below === 0n) continue;
    const amount = amountOf(material, base);
    if (amount === undefined) return undefined;
    if (first.above === 1n) above = add(above, amount);
    if (first.below === 1n) below = add(below, amount);
  }
  if (base === "originating" || base.startsWith("materials")) return [above, below];
  const product = productAmount(level, base);
  return product === undefined ? undefined : [above, product];
}

const quotient = (above: Rational, below: Rational): Rational | undefined =>
  below.n === 0n ? undefined : rational(above.n * below.d, above.d * below.n);

const limitOf = ({ limit }: { readonly limit: { numerator: bigint; denominator: bigint } }): Rational =>
  rational(limit.numerator, limit.denominator);

function measured(measures: readonly Measure[]): Measured {
  return { outcome: or(...measures.map(({ outcome }) => outcome)), measures };
}

/** Doc, "a share and its limit": nothing is divided to decide, several bases are a choice. */
export function judgeShare(level: Level, share: Pick<Share, "limit" | "of" | "sense"> & Sum): Measured {
  return measured(
    share.of.map((base) => {
      const parts = settled(level, share, base);
      return {
        base,
        outcome: stands(difference(level, share, limitOf(share), base), share.sense),
        actual: parts && quotient(...parts),
      };
    }),
  );
}

/** The cap of an allowance: all of its non-originating materials together. */
export function judgeCap(level: Level, materials: Materials, cap: Cap): Measured {
  return judgeShare(level, { ...cap, sense: "at-most", counted: "non-originating", materials, within: undefined });
}

/** (V − VNM) / V, or VOM / V, at least the limit. */
export function judgeRegionalValue(level: Level, rule: RegionalValue): Measured {
  const up = rule.method === "build-up";
  const sum: Sum = { counted: up ? "originating" : "non-originating", materials: rule.materials, within: undefined };
  const limit = limitOf(rule);
  const content = level.product.content ?? ZERO;
  return measured(
    rule.of.map((base) => {
      const parts = settled(level, sum, base);
      if (up) {
        const span = plus(difference(level, sum, limit, base), exactly(content));
        return {
          base,
          outcome: stands(span, "at-least"),
          actual: parts && quotient(add(parts[0], content), parts[1]),
        };
      }
      const span = difference(level, sum, subtract(ONE, limit), base);
      const actual = parts && quotient(subtract(parts[1], parts[0]), parts[1]);
      return { base, outcome: stands(span, "at-most"), actual };
    }),
  );
}

/** A declared number against its limit. */
export function judgeFigure(actual: Rational | undefined, limit: Rational, sense: Sense): Truth {
  return actual === undefined ? undefined : stands(exactly(subtract(actual, limit)), sense);
}
