import type { Money } from "./entry";
import type { Issue, Note } from "./issue";
import type { Valued } from "./valuation/answer";

export type ChargeKind = "duty" | "additional-duty" | "fee" | "tax" | "excise";

/** What a charge was computed on, as the law rounds it. */
export type ChargeBasis =
  | { readonly kind: "value"; readonly amount: string; readonly currency: string }
  | { readonly kind: "quantity"; readonly unit: string; readonly amount: string }
  | { readonly kind: "fact"; readonly fact: string; readonly amount: string; readonly currency?: string }
  | { readonly kind: "charge"; readonly of: string; readonly amount: string; readonly currency: string };

export interface Citation {
  readonly instrument: string;
  readonly citation: string;
}

export interface Charge {
  readonly kind: ChargeKind;
  readonly measure: string;
  /** Canonical text of the language of rates. */
  readonly rate: string;
  readonly bases: readonly ChargeBasis[];
  readonly amount: Money;
  readonly source: Citation;
  /** The charge was held unlawful: what was paid may be had back. */
  readonly refundable?: true;
}

/** Sums by kind. `payable` is null while a family that can apply is not held by the table. */
export interface Totals {
  readonly currency: string;
  readonly duty: string;
  readonly additionalDuty: string;
  readonly fees: string;
  readonly taxes: string;
  readonly payable: string | null;
}

/** A node of an explanation: leaves are inputs or cited facts, the root is the amount. */
export interface Explanation {
  readonly label: string;
  readonly op: string;
  readonly value: string;
  /** The rule or the source behind the step. */
  readonly because: string;
  readonly children: readonly Explanation[];
}

export interface AssessedLine {
  readonly ok: true;
  readonly commodity: string;
  readonly customsValue: Money;
  readonly charges: readonly Charge[];
  readonly totals: Totals;
  readonly preference: { readonly applied: string | null };
  readonly explanation?: Explanation;
}

export interface RefusedLine {
  readonly ok: false;
  readonly issues: readonly Issue[];
}

interface Assessed {
  /** With an explanation: the valuations of an entry that declares facts instead of amounts, in the order of its lines. */
  readonly valuations?: readonly Valued[];
  readonly id: string | null;
  readonly ok: true;
  readonly tariff: string;
  readonly date: string;
  readonly notes: readonly Note[];
  readonly table: { readonly edition: string; readonly sha256: string };
  readonly engine: string;
}

/** An entry of one line. */
export type LineAssessment = Assessed & Omit<AssessedLine, "ok">;

/** An entry of several lines: each line's, then the entry's own charges and the totals of both. */
export type EntryAssessment = Assessed & {
  readonly lines: readonly AssessedLine[];
  readonly charges: readonly Charge[];
  readonly totals: Totals;
  /** Of the entry's own charges. */
  readonly explanation?: Explanation;
};

export interface RefusedEntry {
  readonly id: string | null;
  readonly ok: false;
  /** Place in the input from 0, where the record could not be read at all. */
  readonly index?: number;
  readonly issues: readonly Issue[];
  /** For an entry of several lines: which were assessed, which refused. */
  readonly lines?: readonly (AssessedLine | RefusedLine)[];
}

export type Assessment = LineAssessment | EntryAssessment | RefusedEntry;
