import type { Parts, Rule } from "../../../src/model/origin/rule";
import { either } from "./rules";

/**
 * The alternatives of one row as one rule. Some annexes give the parts of a heading in the texts of their rules: "a
 * change to tuna of …", "a change to any other good of …". Each part keeps its own rules, and what is said of any other
 * good holds for those that no part names.
 */
export function alternativeRules(rules: readonly Rule[]): Rule {
  const parts = rules.filter((rule): rule is Parts => rule.kind === "parts");
  const whole = rules.filter((rule) => rule.kind !== "parts");
  if (parts.length === 0) return either(whole);
  const named = new Map<string, Rule[]>();
  for (const { product, rule } of parts.flatMap((rule) => rule.parts)) {
    named.set(product, [...(named.get(product) ?? []), rule]);
  }
  const other = parts.flatMap(({ otherwise }) => (otherwise === undefined ? [] : [otherwise]));
  const otherwise = other.length === 0 ? undefined : either(other);
  if (named.size === 0) return either([...whole, ...other]);
  const listed = [...named].map(([product, rules]) => ({ product, rule: either(rules) }));
  return either([...whole, { kind: "parts", parts: listed, otherwise }]);
}
