import { millionths } from "../model/declare/amount";
import type { DeclaredLine } from "../model/declare/declaration";
import type { Note } from "../model/issue";

/**
 * What a line declares of its parts against what it declares of the whole: the articles of a set come to its value, and
 * no part is worth more than the goods. The declarant is told, for a duty on less than the whole would be silent.
 */
export function disagreements({ value, facts, components, factsPath }: DeclaredLine, notes: Note[]): void {
  if (components.length === 0 && facts.length === 0) return;
  const whole = millionths(value);
  // An article that a rate refers to takes the line's own value.
  const articles = components.filter(({ path }) => !path.endsWith("/article"));
  if (articles.length > 0 && articles.reduce((sum, article) => sum + millionths(article.value), 0n) !== whole) {
    notes.push(disagreement(`${factsPath}/components`, "the articles' values do not come to the value of the line"));
  }
  for (const { term, path: at, amount } of facts) {
    if (term.type === "money" && millionths(amount) > whole) {
      notes.push(disagreement(at, `${term.name} is more than the value of the line`));
    }
  }
}

const disagreement = (path: string, what: string): Note => ({
  code: "VALUES_DISAGREE",
  path,
  message: `${what}: the duty is computed as declared; check both`,
});
