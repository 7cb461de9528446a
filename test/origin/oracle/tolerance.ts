import type { ShareBase, Tolerance, ToleranceLimit } from "../../../src/model/origin/agreement";
import type { Rational } from "../../oracle/rational";
import { add, decimal, rational, ZERO } from "../../oracle/rational";
import type { Level, Material } from "./level";
import { isOriginating } from "./level";
import type { Pass } from "./passes";
import { inScope, sameDigits } from "./select";
import type { Span } from "./sum";
import { either, NOTHING, plus, stands, times } from "./sum";
import type { Truth } from "./truth";
import { and, not, or, ways } from "./truth";

const ONE = rational(1n);

/** `12.5%` → 1/8. */
const share = (percent: string): Rational => {
  const { n, d } = decimal(percent.slice(0, -1));
  return { n, d: d * 100n };
};

const isWeight = (base: ShareBase): boolean => base === "weight" || base.endsWith("-weight");

/** Whether a tolerance stands open for the product at all. */
function isOpen(level: Level, { goods, mixed, reference }: Tolerance): Truth {
  const basics = new Set(level.materials.flatMap(({ textile }) => textile?.basic ?? []));
  return and(
    inScope(goods, level.product.code),
    mixed === undefined || basics.size >= 2,
    reference === undefined ? true : level.qualities[referenceFact(reference)],
  );
}

/** The fact that a product's rule refers to a note: `tolerance-note-6`. */
export const referenceFact = (reference: string): string => `tolerance-${reference.toLowerCase().replaceAll(" ", "-")}`;

/** Whether a tolerance may excuse a material, whatever its amount. */
function mayExcuse(level: Level, tolerance: Tolerance, material: Material): Truth {
  const { code } = level.product;
  const textile = material.textile ?? {};
  const excluded = (tolerance.excludes ?? []).map(({ materials, goods, sameSubheading, quality, goodsQuality }) =>
    and(
      materials === undefined ? true : inScope(materials, material.code),
      goods === undefined ? true : inScope(goods, code),
      sameSubheading === undefined ? true : sameDigits(material.code, code, "subheading"),
      quality === undefined ? true : material.qualities[quality],
      goodsQuality === undefined ? true : level.qualities[goodsQuality],
    ),
  );
  const ofBasics = tolerance.limits.every(({ of }) => of === "basic-textiles-weight");
  return and(
    tolerance.materials === undefined ? true : inScope(tolerance.materials, material.code),
    tolerance.otherHeading === undefined ? true : not(sameDigits(material.code, code, "heading")),
    tolerance.liningsExcluded === undefined ? true : not(textile.lining),
    tolerance.trimmingsOnly === undefined ? true : and(material.qualities.trimming, not(textile.lining)),
    tolerance.elastomericFormedInParties === undefined ? true : or(not(textile.elastomeric), textile.formedInParties),
    ofBasics ? textile.basic !== undefined : true,
    not(or(...excluded)),
  );
}

/** Whether the materials that do not pass are all such as the tolerance excuses, and together within one of its limits. */
export function tolerates(level: Level, tolerance: Tolerance, passes: readonly Pass[]): Truth {
  const excusable = level.materials.map((material, index) => {
    const { passes: passed, beyond } = passes[index] as Pass;
    return or(passed, and(mayExcuse(level, tolerance, material), not(beyond)));
  });
  const limits = tolerance.limits.map((limit) =>
    keeps(
      level,
      limit,
      passes.map((each) => each.passes),
    ),
  );
  return and(isOpen(level, tolerance), ...excusable, or(...limits));
}

/** Whether all non-originating materials, even such as it never excuses, stay within one of its limits. */
export function waives(level: Level, tolerance: Tolerance): Truth {
  if (tolerance.waivesContent === undefined) return false;
  const originate = level.materials.map((each) => (each.counted === false ? true : isOriginating(each)));
  return and(isOpen(level, tolerance), or(...tolerance.limits.map((limit) => keeps(level, limit, originate))));
}

function keeps(level: Level, { limit, of, elastomeric, basics = {} }: ToleranceLimit, passes: readonly Truth[]): Truth {
  const own = (material: Material): string | undefined =>
    material.textile?.basic !== undefined && material.textile.basic in basics ? material.textile.basic : undefined;
  const within = (percent: string, counted: (material: Material) => Truth): Truth => {
    const failing = level.materials.map((material, index) => {
      const amount = times(ONE, isWeight(of) ? material.weight : material.value);
      const counts = ways(and(not(passes[index]), counted(material)));
      return either(counts.map((each) => (each ? amount : NOTHING)));
    });
    return stands(failing.reduce(plus, lessLimit(level, of, share(percent))), "at-most");
  };
  return and(
    within(limit, (material) => own(material) === undefined),
    ...Object.entries(basics).map(([basic, percent]) => within(percent, (material) => own(material) === basic)),
    elastomeric === undefined ? true : within(elastomeric, ({ textile }) => textile?.elastomeric),
  );
}

/** −limit × base. */
function lessLimit(level: Level, of: ShareBase, limit: Rational): Span {
  return times({ n: -limit.n, d: limit.d }, baseOf(level, of));
}

/** Undefined where it, or a part of it, is not known. */
export function baseOf({ product, materials, good }: Level, of: ShareBase): Rational | undefined {
  switch (of) {
    case "weight":
      return product.weight;
    case "component-weight":
      return product.componentWeight;
    case "textiles-weight":
    case "basic-textiles-weight":
      return materials
        .filter(({ textile }) => (of === "textiles-weight" ? textile : textile?.basic) !== undefined)
        .map(({ weight }) => weight)
        .reduce<Rational | undefined>((sum, weight) => sum && weight && add(sum, weight), ZERO);
    case "good":
      return good === undefined ? undefined : product.values[good];
    default:
      return product.values[of];
  }
}
