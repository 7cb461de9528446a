/** The term form of a rate of duty: what the printed words of one cell mean. */
import { add, key, type Rational, ZERO } from "./rational";

/** Facts of money that hold the value of a part of the goods. */
export type PartFact =
  | "caseValue"
  | "strapValue"
  | "batteryValue"
  | "movementValue"
  | "leadValue"
  | "rifleValue"
  | "sightValue"
  | "apparatusValue";

export type Basis =
  | { readonly kind: "value" }
  /** The sum of the parts' values, each in whole dollars. */
  | { readonly kind: "parts"; readonly facts: readonly PartFact[] }
  /** The quantity in the rate's unit; with `over`, what exceeds that many. */
  | { readonly kind: "quantity"; readonly unit: string; readonly over: bigint };

/** Dollars: coefficient times basis (a percentage is a coefficient of 1/100 each). */
export interface Term {
  readonly coefficient: Rational;
  readonly basis: Basis;
}

export type Rate =
  | { readonly kind: "sum"; readonly terms: readonly Term[] }
  /** Raw sugar: dollars a kilogram at 100 degrees, less so much a degree under 100, but not less than the floor. */
  | { readonly kind: "degrees"; readonly top: Rational; readonly perDegree: Rational; readonly floor: Rational }
  /** The sum, capped by the duty of `facts.article` where a plate is among the parts (`facts.plates`). */
  | { readonly kind: "plates"; readonly terms: readonly Term[] }
  /** The rate of the line named in `facts.article`, on this entry's own bases. */
  | { readonly kind: "article" }
  /** Each of `facts.components` as if entered separately. */
  | { readonly kind: "each-component" }
  /** The ratio of duty to value of the highest of `facts.components`, on the set's value. */
  | { readonly kind: "highest-component" }
  | { readonly kind: "under-bond" }
  /** Words that point outside the chapters 1 to 97 or at a note: nothing to compute. */
  | { readonly kind: "prose"; readonly text: string };

export const FREE: Rate = { kind: "sum", terms: [] };

function basisKey(basis: Basis): string {
  if (basis.kind === "value") return "V";
  return basis.kind === "parts" ? basis.facts.join("+") : `${basis.unit}>${basis.over}`;
}

function termsKey(terms: readonly Term[]): string {
  return terms.map((term) => `${key(term.coefficient)}*${basisKey(term.basis)}`).join(" + ");
}

/** One spelling a rate: lines with equal keys are goods of one rate in the sense of 19 CFR 159.3(a). */
export function rateKey(rate: Rate): string {
  switch (rate.kind) {
    case "sum":
      return termsKey(rate.terms);
    case "plates":
      return `plates ${termsKey(rate.terms)}`;
    case "degrees":
      return `degrees ${key(rate.top)} ${key(rate.perDegree)} ${key(rate.floor)}`;
    case "prose":
      return `prose ${rate.text}`;
    default:
      return rate.kind;
  }
}

/** The share of the goods' own value that a rate takes, which tells the lower of two rates. */
export function adValorem(rate: Rate): Rational {
  if (rate.kind !== "sum" && rate.kind !== "plates") return ZERO;
  return rate.terms.filter((t) => t.basis.kind === "value").reduce((sum, t) => add(sum, t.coefficient), ZERO);
}
