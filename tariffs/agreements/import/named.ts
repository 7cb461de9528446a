import type { Materials, Rule } from "../../../src/model/origin/rule";
import type { Names } from "./vocabulary";

/** A rule with the vocabulary's names in place of generated ones. */
export function named(rule: Rule, names: Names): Rule {
  const called = (name: string): string => names.get(name) ?? name;
  const materials = ({ include, except }: Materials): Materials => {
    const all = (selectors: Materials["include"]): Materials["include"] =>
      selectors.map(({ range, quality }) => ({ range, quality: quality === undefined ? undefined : called(quality) }));
    return { include: all(include), except: all(except) };
  };
  switch (rule.kind) {
    case "and":
    case "or":
      return { ...rule, rules: rule.rules.map((inner) => named(inner, names)) };
    case "declared":
      return { ...rule, fact: called(rule.fact) };
    case "change":
      return {
        ...rule,
        except: rule.except === undefined ? undefined : materials(rule.except),
        allowing: rule.allowing.map((one) => ({ ...one, materials: materials(one.materials) })),
      };
    case "made-from":
    case "all":
    case "rvc":
      return { ...rule, materials: materials(rule.materials) };
    case "share":
      return {
        ...rule,
        materials: materials(rule.materials),
        within: rule.within === undefined ? undefined : materials(rule.within),
      };
    case "parts":
      return {
        ...rule,
        parts: rule.parts.map((part) => ({ product: called(part.product), rule: named(part.rule, names) })),
        otherwise: rule.otherwise === undefined ? undefined : named(rule.otherwise, names),
      };
    default:
      return rule;
  }
}
