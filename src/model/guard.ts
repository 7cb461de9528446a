/**
 * What must hold for a row of the facts to apply to a line: any of its clauses, of each clause all the atoms. The
 * canonical text is parsed and printed by `guard-text.ts` (docs/us-layers.md).
 */
export type Guard = readonly GuardClause[];

export type GuardClause = readonly GuardAtom[];

export interface GuardAtom {
  readonly negated: boolean;
  readonly test: GuardTest;
}

export type GuardTest =
  /** The line claims the heading of this row. */
  | { readonly kind: "claimed" }
  /** The line claims that heading, or that circumstance of its entry. */
  | { readonly kind: "claims"; readonly heading: string }
  /** One of the programmes is claimed, and the goods are of its origin. */
  | { readonly kind: "programme"; readonly programmes: readonly string[] }
  /** The fact is declared true. */
  | { readonly kind: "fact"; readonly fact: string }
  /** The declared number compares so; `at` is a decimal above 0. */
  | {
      readonly kind: "comparison";
      readonly fact: string;
      readonly operator: GuardComparison;
      readonly at: string;
    };

export type GuardComparison = "<" | "<=" | ">" | ">=";

/** What a line may claim beside headings: how its goods come in. */
export const CIRCUMSTANCES = ["formal", "informal", "sea", "air", "road", "rail", "post", "de-minimis"] as const;
