import type { Materials, Rule } from "./rule";
import { MADE_FROM_QUALITIES } from "./rule";

/** The rules that a rule is made of; none for a test. */
export function innerRules(rule: Rule): readonly Rule[] {
  switch (rule.kind) {
    case "and":
    case "or":
      return rule.rules;
    case "no-tolerance":
      return [rule.rule];
    case "parts": {
      const rules = rule.parts.map((part) => part.rule);
      return rule.otherwise === undefined ? rules : [...rules, rule.otherwise];
    }
    default:
      return [];
  }
}

/** How many rules stand in one another, 1 for a test. */
export const levelsOf = (rule: Rule): number => 1 + Math.max(0, ...innerRules(rule).map(levelsOf));

/** The selections of materials that a rule itself names, not those of the rules it is made of. */
export function selectionsOf(rule: Rule): readonly Materials[] {
  switch (rule.kind) {
    case "change":
      return [...(rule.except === undefined ? [] : [rule.except]), ...rule.allowing.map(({ materials }) => materials)];
    case "made-from":
    case "all":
    case "rvc":
      return [rule.materials];
    case "share":
      return rule.within === undefined ? [rule.materials] : [rule.materials, rule.within];
    default:
      return [];
  }
}

/** The named facts that a rule may ask for, each list sorted and without doubles. */
export interface RuleFacts {
  readonly processes: readonly string[];
  /** Qualities of the product. */
  readonly product: readonly string[];
  readonly quotas: readonly string[];
  readonly figures: readonly string[];
  /** Qualities of single materials. */
  readonly qualities: readonly string[];
}

/** What a rule may ask to have declared, apart from codes, origins, amounts and whether things are wholly obtained. */
export function factsOf(rule: Rule): RuleFacts {
  const names = { process: new Set<string>(), product: new Set<string>(), quota: new Set<string>() };
  const figures = new Set<string>();
  const qualities = new Set<string>();
  const visit = (rule: Rule): void => {
    if (rule.kind === "declared") names[rule.subject].add(rule.fact);
    if (rule.kind === "figure") figures.add(rule.figure);
    if (rule.kind === "parts") for (const { product } of rule.parts) names.product.add(product);
    if (rule.kind === "made-from") for (const quality of MADE_FROM_QUALITIES) qualities.add(quality);
    for (const { include, except } of selectionsOf(rule))
      for (const { quality } of [...include, ...except]) if (quality !== undefined) qualities.add(quality);
    for (const inner of innerRules(rule)) visit(inner);
  };
  visit(rule);
  return {
    processes: [...names.process].sort(),
    product: [...names.product].sort(),
    quotas: [...names.quota].sort(),
    figures: [...figures].sort(),
    qualities: [...qualities].sort(),
  };
}
