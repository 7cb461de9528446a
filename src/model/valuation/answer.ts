import type { Explanation } from "../assessment";
import type { Money } from "../entry";
import type { Issue } from "../issue";

/** One fact and what it does to the customs value. */
export interface ValuationStep {
  readonly step: string;
  /** JSON Pointer of the fact. */
  readonly path: string;
  readonly article: string;
  readonly because: string;
  /** Of what is spread over the lines of an invoice: the line's share. */
  readonly declared?: Money;
  /** Signed, in the territory's currency: exact, or to six decimals with the fraction in `exact`. */
  readonly effect: string;
  readonly exact?: string;
}

/** A method that was not applied, and why. */
export interface UntakenMethod {
  readonly method: number;
  readonly because: string;
  readonly article: string;
  readonly path?: string;
}

/** A rate of exchange that was applied. */
export interface ExchangeApplied {
  readonly currency: string;
  readonly rate: string;
  readonly quoted: "foreign-per-local" | "local-per-foreign";
  readonly used: "table" | "declared" | "daily";
  readonly variance?: string;
  readonly from?: string;
  readonly to?: string;
  readonly fixed?: string;
  readonly source: string;
}

/** A charge that the price included, as the value found has it: unrounded. */
export interface InsideChargeApplied {
  readonly charge: string;
  readonly amount: string;
  readonly exact?: string;
  readonly limit?: "least" | "most";
}

export interface ValuedLine {
  readonly customsValue: Money;
  readonly steps: readonly ValuationStep[];
  /** Charges inside the price, found with the value. */
  readonly inside?: readonly InsideChargeApplied[];
  readonly explanation?: Explanation;
}

/** What the deductive method found. */
export interface ResaleFound {
  readonly unitPrice: Money;
  readonly aggregate: string;
  /** Units sold at each price, lowest price first. */
  readonly aggregates: readonly { readonly unitPrice: string; readonly units: string }[];
  /** Absent: at or about the time of importation. */
  readonly date?: string;
  /** The last day on which a sale counts. */
  readonly windowEnds?: string;
}

export interface ValuationNote {
  readonly code: "VALUE_ENTERED";
  readonly message: string;
}

export interface Valued extends ValuedLine {
  readonly id: string | null;
  readonly ok: true;
  readonly tariff: string;
  readonly date: string;
  readonly method: number;
  readonly basis: "CIF" | "FOB";
  /** The place to which, or from which, carriage counts. */
  readonly introduction?: string;
  /** As it is entered, where the territory enters whole units. */
  readonly entered?: Money;
  readonly untaken: readonly UntakenMethod[];
  readonly rates: readonly ExchangeApplied[];
  readonly resale?: ResaleFound;
  /** Of an invoice of several lines: each line's value; `customsValue` is their sum. */
  readonly lines: readonly ValuedLine[];
  readonly notes: readonly ValuationNote[];
}

export interface RefusedValuation {
  readonly id: string | null;
  readonly ok: false;
  readonly index?: number;
  readonly issues: readonly Issue[];
  /** Why each method was closed, where the facts were read. */
  readonly untaken?: readonly UntakenMethod[];
}

export type ValuationAnswer = Valued | RefusedValuation;
