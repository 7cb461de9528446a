import type { Issue } from "../issue";
import type { ValuationFacts } from "./facts";
import { valuation } from "./forms";
import { checkRules } from "./rules";

/** What was declared, once every field has its form and none contradicts another; else what is wrong. */
export function readValuation(input: unknown): { facts: ValuationFacts } | { issues: readonly Issue[] } {
  const issues: Issue[] = [];
  valuation(input, "", "", issues);
  if (issues.length > 0) return { issues };
  const facts = input as ValuationFacts;
  checkRules(facts, issues);
  return issues.length > 0 ? { issues } : { facts };
}
