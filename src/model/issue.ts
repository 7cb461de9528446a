import type { OriginIssueCode, OriginIssueFields } from "./origin/issue";

/** Why an entry was refused. Codes and parameters are stable and never reused; messages are not. */
export type IssueCode =
  | OriginIssueCode
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
  | "VALUE_UNDETERMINED"
  /** A heading that the tariff does not know. */
  | "UNKNOWN_HEADING"
  /** Two headings that exclude each other are claimed. */
  | "HEADINGS_CONFLICT"
  /** A heading is claimed that is the heading of none of the line's layers. */
  | "HEADING_NOT_APPLICABLE"
  /** A quota is claimed for a line that has none. */
  | "QUOTA_NOT_ON_LINE"
  /** The line is for goods under a quota, and the entry says that they are not. */
  | "QUOTA_NOT_CLAIMED"
  /** The entry is dated before its export. */
  | "ENTRY_BEFORE_EXPORT"
  /** A part that is taken off the value is worth more than it. */
  | "PART_EXCEEDS_VALUE"
  /** A shipment is claimed to be free for its low value, and is not. */
  | "DE_MINIMIS_NOT_AVAILABLE";

/** One thing that is wrong or missing: where it stands, and the way out in the message. */
export interface Issue extends OriginIssueFields {
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
  readonly reason?: "programme" | "origin" | "line" | "lapsed" | HeadingReason;
  readonly available?: readonly string[];
  /** UNKNOWN_HEADING, HEADING_NOT_APPLICABLE, HEADINGS_CONFLICT: the heading; and the one that it excludes. */
  readonly heading?: string;
  readonly other?: string;
  /** PART_EXCEEDS_VALUE: the part's amount and the value; DE_MINIMIS_NOT_AVAILABLE: the limit and the value. */
  readonly amount?: string;
  readonly value?: string;
  readonly limit?: string;
  /** RATE_NOT_COMPUTABLE: the provision to which the rate is left. */
  readonly reference?: string;
  /** Of a valuation: the article behind the rule. */
  readonly article?: string;
  readonly message: string;
}

/** Why a heading does not apply: its days, the origin, the goods, or what it asks for besides the claim. */
export type HeadingReason = "ended" | "not-begun" | "origin" | "goods" | "condition";

/** What a fact is declared as: an amount of money, a decimal, a truth, components, a commodity code, codes, deposits. */
export type FactType = "money" | "number" | "boolean" | "lines" | "commodity" | "codes" | "deposits";

/** What does not stop an answer. */
export type NoteCode =
  | "AFTER_LAST_EDITION"
  | "CHARGES_NOT_COVERED"
  | "PREFERENCE_UNPROVEN"
  /** A bill of materials proves the preference that was applied; `saving` is what it saves. */
  | "PREFERENCE_PROVEN"
  | "PREFERENCE_NOT_APPLIED"
  | "VALUES_DISAGREE"
  /** Fees that hang on the transport are not charged, since none is declared. */
  | "TRANSPORT_NOT_DECLARED"
  /** The entry is taken as formal, and might be informal. */
  | "ENTRY_TYPE_ASSUMED"
  /** Charges that were held unlawful: what was paid may be had back. */
  | "REFUNDABLE"
  /** The line is for goods under a quota, which the entry does not speak of. */
  | "QUOTA_NOT_DECLARED"
  /** Nothing is due, for the shipment's low value. */
  | "DE_MINIMIS";

export interface Note {
  readonly code: NoteCode;
  /** PREFERENCE_UNPROVEN, QUOTA_NOT_DECLARED of a line among several: JSON Pointer of the line. VALUES_DISAGREE: of what is said of the parts. */
  readonly path?: string;
  /** CHARGES_NOT_COVERED: families of charges that can apply and are not held. */
  readonly families?: readonly string[];
  /** CHARGES_NOT_COVERED: what of them is not held and can concern these goods. REFUNDABLE: measures. */
  readonly layers?: readonly string[];
  /** PREFERENCE_UNPROVEN: the programme and what it would save. PREFERENCE_NOT_APPLIED: the programme. */
  readonly preference?: string;
  readonly saving?: { readonly amount: string; readonly currency: string };
  /** REFUNDABLE: the sum. */
  readonly amount?: { readonly amount: string; readonly currency: string };
  /** AFTER_LAST_EDITION: the newest edition and its day. */
  readonly edition?: string;
  readonly date?: string;
  readonly message: string;
}
