/** Why an entry was refused. Codes and parameters are stable and never reused; messages are not. */
export type IssueCode =
  | "MALFORMED_INPUT"
  | "UNKNOWN_FIELD"
  | "UNKNOWN_FACT"
  | "UNKNOWN_TARIFF"
  | "DATE_OUT_OF_RANGE"
  | "UNKNOWN_COMMODITY"
  | "COMMODITY_NOT_DECLARABLE"
  | "UNKNOWN_COUNTRY"
  | "PREFERENCE_NOT_AVAILABLE"
  | "QUANTITY_MISSING"
  | "UNIT_UNKNOWN"
  | "FACT_MISSING"
  | "VALUE_INVALID"
  | "AMOUNT_OVERFLOW"
  | "RATE_NOT_COMPUTABLE"
  | "CURRENCY_RATE_MISSING";

/** One thing that is wrong or missing: where it stands, and the way out in the message. */
export interface Issue {
  readonly code: IssueCode;
  /** JSON Pointer into the record. */
  readonly path: string;
  readonly message: string;
  /** QUANTITY_MISSING, UNIT_UNKNOWN: the unit. */
  readonly unit?: string;
  /** FACT_MISSING, UNKNOWN_FACT: its name, and what a FACT_MISSING wants. */
  readonly fact?: string;
  readonly type?: string;
  /** UNKNOWN_FIELD: the field. */
  readonly field?: string;
  /** COMMODITY_NOT_DECLARABLE, UNKNOWN_COMMODITY: declarable codes it could be. */
  readonly candidates?: readonly string[];
  /** DATE_OUT_OF_RANGE, UNKNOWN_COMMODITY, COMMODITY_NOT_DECLARABLE: days on which it would be answered. */
  readonly from?: string;
  readonly to?: string;
  /** COMMODITY_NOT_DECLARABLE out of its season: `MM-DD/MM-DD`. */
  readonly season?: string;
  /** PREFERENCE_NOT_AVAILABLE: which of the three conditions failed, and what the line offers the origin. */
  readonly reason?: "programme" | "origin" | "line" | "lapsed";
  readonly available?: readonly string[];
  /** RATE_NOT_COMPUTABLE: the provision to which the rate is left. */
  readonly reference?: string;
}

/** What does not stop an answer. */
export type NoteCode = "AFTER_LAST_EDITION" | "CHARGES_NOT_COVERED" | "PREFERENCE_UNPROVEN";

export interface Note {
  readonly code: NoteCode;
  readonly message: string;
  /** CHARGES_NOT_COVERED: families of charges that can apply and are not held. */
  readonly families?: readonly string[];
  /** PREFERENCE_UNPROVEN: the programme and what it would save. */
  readonly preference?: string;
  readonly saving?: { readonly amount: string; readonly currency: string };
  /** AFTER_LAST_EDITION: the newest edition and its day. */
  readonly edition?: string;
  readonly date?: string;
}
