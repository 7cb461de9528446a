import type { ShareBase, Tolerance, ToleranceLimit } from "../../../src/model/origin/agreement";
import type { Rational } from "../../oracle/rational";
import { decimal, rational } from "../../oracle/rational";
import type { Level, Material } from "./level";
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
export function isOpen(level: Level, { goods, mixed }: Tolerance): Truth {
  const basics = new Set(level.materials.flatMap(({ textile }) => textile?.basic ?? []));
  return and(inScope(goods, level.product.code), mixed === undefined || basics.size >= 2);
}

/** Whether a tolerance may excuse a material, whatever its amount. */
export function mayExcuse(level: Level, tolerance: Tolerance, material: Material): Truth {
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
    tolerance.elastomericFormedInParties === undefined ? true : or(not(textile.elastomeric), textile.formedInParties),
    ofBasics ? textile.basic !== undefined : true,
    not(or(...excluded)),
  );
}

/** Whether the materials that do not pass are all such as the tolerance excuses, and together within one of its limits. */
export function tolerates(level: Level, tolerance: Tolerance, passes: readonly Truth[]): Truth {
  const excusable = level.materials.map((material, index) => or(passes[index], mayExcuse(level, tolerance, material)));
  const limits = tolerance.limits.map((limit) => keeps(level, limit, passes));
  return and(isOpen(level, tolerance), ...excusable, or(...limits));
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
  const factor: Rational = { n: -limit.n, d: limit.d };
  const { values, weight, componentWeight } = level.product;
  switch (of) {
    case "weight":
      return times(factor, weight);
    case "component-weight":
      return times(factor, componentWeight);
    case "textiles-weight":
    case "basic-textiles-weight": {
      const counted = level.materials.filter(({ textile }) =>
        of === "textiles-weight" ? textile !== undefined : textile?.basic !== undefined,
      );
      return counted.map((material) => times(factor, material.weight)).reduce(plus, NOTHING);
    }
    case "good":
      return times(factor, level.good === undefined ? undefined : values[level.good]);
    default:
      return times(factor, values[of]);
  }
}
