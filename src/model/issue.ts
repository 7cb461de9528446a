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
  | "QUANTITY_CONFLICT"
  | "UNIT_UNKNOWN"
  | "FACT_MISSING"
  | "VALUE_INVALID"
  | "AMOUNT_OVERFLOW"
  | "RATE_NOT_COMPUTABLE"
  | "CURRENCY_RATE_MISSING"
  /** Facts of a valuation that exclude each other. */
  | "VALUE_CONFLICT"
  /** No method of valuation is open with what is declared; `untaken` of the answer says why. */
  | "VALUE_UNDETERMINED";

/** One thing that is wrong or missing: where it stands, and the way out in the message. */
export interface Issue {
  readonly code: IssueCode;
  /** JSON Pointer into the record. */
  readonly path: string;
  /** QUANTITY_MISSING, QUANTITY_CONFLICT, UNIT_UNKNOWN: the unit. */
  readonly unit?: string;
  /** FACT_MISSING, UNKNOWN_FACT: its name, and what a FACT_MISSING wants. */
  readonly fact?: string;
  readonly type?: FactType;
  /** UNKNOWN_FIELD: the field. */
  readonly field?: string;
  /** VALUE_INVALID: the form of an amount, or the bounds of a fact, both in. */
  readonly pattern?: string;
  readonly least?: string;
  readonly most?: string;
  /** UNKNOWN_FACT, UNKNOWN_FIELD, UNKNOWN_TARIFF, UNIT_UNKNOWN with a qualifier: what is known. */
  readonly known?: readonly string[];
  /** COMMODITY_NOT_DECLARABLE, UNKNOWN_COMMODITY: declarable codes it could be. */
  readonly candidates?: readonly string[];
  /** DATE_OUT_OF_RANGE, UNKNOWN_COMMODITY, PREFERENCE_NOT_AVAILABLE: days on which it would be answered. */
  readonly from?: string;
  readonly to?: string;
  /** COMMODITY_NOT_DECLARABLE out of its season: `MM-DD/MM-DD`, with a space between two periods. */
  readonly season?: string;
  /** CURRENCY_RATE_MISSING: what was declared, and what can be. */
  readonly currency?: string;
  readonly expected?: string;
  /** PREFERENCE_NOT_AVAILABLE: which of the conditions failed, and what the line offers the origin. */
  readonly preference?: string;
  readonly reason?: "programme" | "origin" | "line" | "lapsed";
  readonly available?: readonly string[];
  /** RATE_NOT_COMPUTABLE: the provision to which the rate is left. */
  readonly reference?: string;
  /** Of a valuation: the article behind the rule. */
  readonly article?: string;
  readonly message: string;
}

/** What a fact is declared as: an amount of money, a decimal, a truth, components, a commodity code, codes. */
export type FactType = "money" | "number" | "boolean" | "lines" | "commodity" | "codes";

/** What does not stop an answer. */
export type NoteCode =
  | "AFTER_LAST_EDITION"
  | "CHARGES_NOT_COVERED"
  | "PREFERENCE_UNPROVEN"
  | "PREFERENCE_NOT_APPLIED"
  | "VALUES_DISAGREE";

export interface Note {
  readonly code: NoteCode;
  /** PREFERENCE_UNPROVEN of a line among several: JSON Pointer of the line. VALUES_DISAGREE: of what is said of the parts. */
  readonly path?: string;
  /** CHARGES_NOT_COVERED: families of charges that can apply and are not held. */
  readonly families?: readonly string[];
  /** PREFERENCE_UNPROVEN: the programme and what it would save. PREFERENCE_NOT_APPLIED: the programme. */
  readonly preference?: string;
  readonly saving?: { readonly amount: string; readonly currency: string };
  /** AFTER_LAST_EDITION: the newest edition and its day. */
  readonly edition?: string;
  readonly date?: string;
  readonly message: string;
}
