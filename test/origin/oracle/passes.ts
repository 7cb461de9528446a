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

/** Whether each material passes, in the order of the bill. */
export function passes(level: Level, rule: Excusable): readonly Truth[] {
  if (rule.kind === "all") return level.materials.map((material) => hasStatus(level, rule, material));
  const pass = rule.kind === "change" ? changes(level, rule) : madeFrom(level, rule);
  return level.materials.map((material) => or(isOriginating(material), pass(material)));
}

function hasStatus(level: Level, { materials, are }: All, material: Material): Truth {
  const has = truthOf(material, (state) => counts(are, state));
  return or(not(selected(materials, material, level)), has);
}

function changes(level: Level, { from, except, allowing }: Change): (material: Material) => Truth {
  const allowances = allowing.map(({ materials, upTo }) => ({
    materials,
    keeps: upTo === undefined ? true : judgeCap(level, materials, upTo).outcome,
  }));
  return (material) =>
    or(
      and(
        from === "any" ? true : not(sameDigits(material.code, level.product.code, from)),
        except === undefined ? true : not(selected(except, material, level)),
      ),
      ...allowances.map(({ materials, keeps }) => and(selected(materials, material, level), keeps)),
    );
}

function madeFrom(level: Level, { materials }: MadeFrom): (material: Material) => Truth {
  return (material) =>
    or(selected(materials, material, level), material.qualities["earlier-stage"], material.qualities["other-nature"]);
}
