/** What a person declares. Amounts are decimal strings `(0|[1-9]\d{0,14})(\.\d{1,6})?`, never numbers. */

export interface Money {
  readonly amount: string;
  /** ISO 4217. */
  readonly currency: string;
}

export interface Quantity {
  /** UN/ECE Recommendation 20, with `:qualifier` where a rate counts a content or a state. */
  readonly unit: string;
  readonly amount: string;
}

/** An article whose own rate a line's rate refers to: a garment of an ensemble, an article of a set. */
export interface Component {
  readonly commodity: string;
  readonly value: Money;
  readonly quantities?: readonly Quantity[];
  readonly facts?: Readonly<Record<string, FactValue>>;
}

/** A deposit of a remedy that the case of the goods asks for, at the rate of the exporter's own. */
export interface Deposit {
  readonly kind: "antidumping" | "countervailing";
  /** The case's number: `A-570-029`. */
  readonly case: string;
  /** Per cent of the value, a decimal string. */
  readonly rate: string;
}

/** Money, a number or a code as text, a truth, a list of codes, components, or deposits. */
export type FactValue = Money | string | boolean | readonly string[] | readonly Component[] | readonly Deposit[];

/** What one line declares. */
export interface LineDeclaration {
  /** Digits; dots and spaces allowed. */
  readonly commodity: string;
  /** ISO 3166-1 alpha-2, `XI` or `XK`. */
  readonly origin: string;
  /** `none` (the default), a programme's official code, or `best`. */
  readonly preference?: string;
  readonly value: Money;
  readonly quantities?: readonly Quantity[];
  readonly facts?: Readonly<Record<string, FactValue>>;
}

/** How the goods are carried. */
export type TransportMode = "sea" | "air" | "road" | "rail" | "post";
export type EntryType = "formal" | "informal";

/** What holds for the whole entry. */
export interface EntryHeader {
  readonly id?: string;
  readonly tariff: string;
  /** The territory's civil date, `YYYY-MM-DD`. */
  readonly date: string;
  readonly exportCountry?: string;
  readonly exportDate?: string;
  readonly transport?: TransportMode;
  readonly entryType?: EntryType;
}

/** One declaration: a single line on the entry itself, or `lines` with the fields that differ. */
export type Entry = EntryHeader & Partial<LineDeclaration> & { readonly lines?: readonly Partial<LineDeclaration>[] };
