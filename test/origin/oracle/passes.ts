import type { All, Change, MadeFrom, Rule } from "../../../src/model/origin/rule";
import type { Level, Material } from "./level";
import { isOriginating, truthOf } from "./level";
import { sameDigits, selected } from "./select";
import { counts, judgeCap } from "./share";
import type { Truth } from "./truth";
import { and, not, or } from "./truth";

/** The tests that look at materials one by one, and that a tolerance may therefore excuse. */
export type Excusable = Change | MadeFrom | All;

export const isExcusable = (rule: Rule): rule is Excusable =>
  rule.kind === "change" || rule.kind === "made-from" || rule.kind === "all";

/** How one material fares under one test. */
export interface Pass {
  readonly passes: Truth;
  /** Whether it fails beyond the limit of an allowance, which no tolerance lifts. */
  readonly beyond: Truth;
}

/** How each material fares, in the order of the bill. */
export function passes(level: Level, rule: Excusable): readonly Pass[] {
  const pass =
    rule.kind === "change" ? changes(level, rule) : rule.kind === "all" ? has(level, rule) : isOf(level, rule);
  return level.materials.map((material) =>
    material.examined === false ? { passes: true, beyond: false } : pass(material),
  );
}

const has =
  (level: Level, { materials, are }: All) =>
  (material: Material): Pass => ({
    passes: or(
      not(selected(materials, material, level)),
      truthOf(material, (state) => counts(are, state)),
    ),
    beyond: false,
  });

const isOf =
  (level: Level, { materials }: MadeFrom) =>
  (material: Material): Pass => ({
    passes: or(
      isOriginating(material),
      selected(materials, material, level),
      material.qualities["earlier-stage"],
      material.qualities["other-nature"],
    ),
    beyond: false,
  });

function changes(level: Level, { from, except, allowing }: Change): (material: Material) => Pass {
  const allowances = allowing.map(({ materials, upTo }) => ({
    materials,
    keeps: upTo === undefined ? true : judgeCap(level, materials, upTo).outcome,
  }));
  return (material) => {
    const passes = or(
      isOriginating(material),
      and(
        from === "any" ? true : not(sameDigits(material.code, level.product.code, from)),
        except === undefined ? true : not(selected(except, material, level)),
      ),
      ...allowances.map(({ materials, keeps }) => and(selected(materials, material, level), keeps)),
    );
    const beyond = allowances.map(({ materials, keeps }) => and(selected(materials, material, level), not(keeps)));
    return { passes, beyond: and(not(passes), or(...beyond)) };
  };
}
