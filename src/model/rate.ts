import type { Rational } from "./rational";

/**
 * The rate of a measure as its law states it: a left fold of sums under floors and caps. The form is derived from
 * every rate of five territories (docs/rate-language.md); its canonical text is parsed and printed by `rate-text.ts`.
 */

/** What a term multiplies. Every basis is declared, or follows from what is declared. */
export type RateBasis =
  /** The dutiable value. */
  | { readonly kind: "value" }
  /** A declared quantity: a Recommendation 20 unit, with a qualifier where the rate counts a content or a state. */
  | { readonly kind: "quantity"; readonly unit: string; readonly threshold?: RateThreshold }
  /** A declared fact: the value of a part, or a number such as degrees of polarization. */
  | { readonly kind: "fact"; readonly fact: string; readonly threshold?: RateThreshold }
  /** The charges of other articles: each component's own duty, or the value at the highest-rated component's ratio. */
  | { readonly kind: "charge"; readonly of: "components" | "article"; readonly pick: "sum" | "highest" }
  /** The ordinary duty of the line, as charged: taken off a rate that brings the duty up to a level. */
  | { readonly kind: "base-duty" }
  /** One, for an amount per entry. */
  | { readonly kind: "entry" };

/** Counts what is over a threshold (`jewels > 7`) or short of it (`degrees < 100`). */
export interface RateThreshold {
  readonly sense: "over" | "under";
  readonly at: Rational;
}

/** coefficient × basis [× factor], added or taken off. Money terms are in `currency` units per unit of basis. */
export interface RateTerm {
  readonly sign: 1 | -1;
  readonly coefficient: Rational;
  /** Absent for a share of a value or of a charge. */
  readonly currency?: string;
  readonly basis: RateBasis;
  readonly factor?: RateBasis;
}

export interface RateSum {
  /** `floor`: not less than this sum (written MIN). `cap`: not more than it (MAX). The first sum of a rate is `first`. */
  readonly operator: "first" | "floor" | "cap";
  readonly terms: readonly RateTerm[];
}

/** No sums: free. */
export interface Rate {
  readonly kind: "rate";
  readonly sums: readonly RateSum[];
}

/** A rate that the schedule leaves to prose or to another provision: cited, never computed. */
export interface Reference {
  readonly kind: "see";
  readonly text: string;
}

/** The first alternative whose fact is declared true; the last has none. */
export interface ConditionalRate {
  readonly kind: "conditional";
  readonly alternatives: readonly { readonly fact: string | undefined; readonly rate: Rate | Reference }[];
}

/** What a cell of a schedule can say. */
export type RateCell = Rate | Reference | ConditionalRate;

/** The rates among which a cell chooses, without those that it leaves to prose. */
export const ratesOf = (cell: RateCell): Rate[] =>
  (cell.kind === "conditional" ? cell.alternatives.map(({ rate }) => rate) : [cell]).filter((it) => it.kind === "rate");

/** A cell of a programme column: several rates, each for the programmes behind it. */
export interface ProgrammeRate {
  readonly cell: RateCell;
  readonly programmes: readonly string[];
}
