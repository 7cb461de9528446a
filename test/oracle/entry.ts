/** The entry as the contract writes it, as far as the ordinary duty reads it, and the oracle's answer. */

export interface Money {
  readonly amount: string;
  readonly currency: string;
}

export interface Quantity {
  readonly unit: string;
  readonly amount: string;
}

export interface Component {
  readonly commodity: string;
  readonly value: Money;
  readonly quantities?: readonly Quantity[];
  readonly facts?: EntryFacts;
}

/**
 * Declared facts by name: parts' values, `polarization`, `plates`, `underBond`, `article`, `components`; `headings`,
 * of which a provision of chapter 98 changes what the duty is taken on.
 */
export type EntryFacts = Readonly<Record<string, Money | string | boolean | readonly Component[] | readonly string[]>>;

export interface EntryLine {
  readonly commodity: string;
  readonly value: Money;
  readonly quantities?: readonly Quantity[];
  readonly facts?: EntryFacts;
  readonly origin: string;
  /** A programme's claim code, or "none". */
  readonly preference?: string;
}

/** One line's fields, or several lines whose common fields stand on the entry. */
export interface Entry extends Partial<EntryLine> {
  readonly id: string;
  readonly tariff: "US";
  readonly date: string;
  readonly lines?: readonly Partial<EntryLine>[];
}

export interface LineDuty {
  /** Dollars and cents. */
  readonly duty: string;
  /** The value in whole dollars that the duty was taken on. */
  readonly dutiableValue: string;
  /** The printed text of the rate, and the number of the row that prints it. */
  readonly rate: string;
  readonly rateRow: string;
}

/** Why an entry has no answer; `line` counts from 0. */
export interface RefusalIssue {
  readonly code:
    | "UNKNOWN_COMMODITY"
    | "PREFERENCE_NOT_AVAILABLE"
    | "QUANTITY_MISSING"
    | "FACT_MISSING"
    | "RATE_NOT_COMPUTABLE"
    | "VALUE_INVALID"
    | "PART_EXCEEDS_VALUE"
    | "CURRENCY_RATE_MISSING";
  readonly unit?: string;
  readonly fact?: string;
  /** The words that have no rate, or what is wrong with a value. */
  readonly text?: string;
}

export type Answer =
  | { readonly ok: true; readonly lines: readonly LineDuty[] }
  | ({ readonly ok: false; readonly line: number } & RefusalIssue);

/** Thrown inside the oracle and turned into an Answer by `oracleDuty`. */
export class Refusal extends Error {
  constructor(readonly issue: RefusalIssue) {
    super(JSON.stringify(issue));
  }
}
