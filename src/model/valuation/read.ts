import type { Issue } from "../issue";
import type { ValuationFacts } from "./facts";
import { valuation } from "./forms";
import { checkRules } from "./rules";

/** What was declared, once every field has its form and none contradicts another; else what is wrong. */
export function readValuation(input: unknown): { facts: ValuationFacts } | { issues: readonly Issue[] } {
  const issues: Issue[] = [];
  valuation(input, "", "a valuation", issues);
  if (issues.length > 0) return { issues: issues.map((issue) => ({ article: articleOf(issue.path), ...issue })) };
  const facts = input as ValuationFacts;
  checkRules(facts, issues);
  return issues.length > 0 ? { issues } : { facts };
}

/** The article that asks for a field, where no narrower one is at hand: by the name of the list or object it stands in. */
const ARTICLES: Readonly<Record<string, string>> = {
  price: "CVA Art. 1",
  payments: "CVA Note to Art. 1, para. 1",
  discounts: "CVA Art. 1 and its Note, para. 1",
  additions: "CVA Art. 8.1",
  assists: "CVA Art. 8.1(b) and its Note",
  costs: "CVA Art. 8.2",
  air: "CVA Art. 8.2",
  deductions: "CVA Note to Art. 1, para. 3",
  charges: "CVA Note to Art. 1, para. 3(c)",
  delivery: "CVA Art. 8.2; Incoterms 2020",
  sale: "CVA Art. 1.1",
  restrictions: "CVA Art. 1.1(a)",
  conditions: "CVA Art. 1.1(b)",
  related: "CVA Art. 1.1(d) and 1.2",
  identical: "CVA Art. 2",
  similar: "CVA Art. 3",
  computedFirst: "CVA Art. 4",
  resale: "CVA Art. 5",
  computed: "CVA Art. 6",
  fallback: "CVA Art. 7",
  rates: "CVA Art. 9",
};

function articleOf(path: string): string {
  const field = path.replace(/^\/lines\/\d+(?=\/)/, "").split("/")[1] ?? "";
  return Object.hasOwn(ARTICLES, field) ? ARTICLES[field]! : "CVA General Introductory Commentary";
}
