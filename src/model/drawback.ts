import type { Citation } from "./assessment";
import type { Issue, IssueCode } from "./issue";

/**
 * Drawback: the refund of what was paid on imported goods that leave the country again. A claim is made for one import
 * line. Amounts are decimal strings in the tariff's currency, never numbers.
 */

/** How the goods left: as they came, rejected by the importer, or used to make what left. */
export type DrawbackKind = "unused" | "rejected" | "manufacturing";

/** What was paid on a line under one measure, by the measure's name in an assessment. */
export interface PaidCharge {
  readonly measure: string;
  readonly amount: string;
}

/** A part of a whole, in one and the same unit. */
export interface Part {
  readonly part: string;
  readonly of: string;
}

export interface DrawbackClaim {
  readonly id?: string;
  readonly tariff: string;
  /** Day of the import on which the charges were paid. */
  readonly date: string;
  readonly kind: DrawbackKind;
  readonly paid: readonly PaidCharge[];
  /** Where the goods went, ISO 3166-1 alpha-2; `destroyed` where they left the country's commerce otherwise. */
  readonly destination: string;
  /** How much of the line is claimed for, in the line's unit; absent: all of it. */
  readonly quantity?: Part;
  /** What other goods, that left in place of the imported, would have paid as an import of that quantity. */
  readonly substitute?: readonly PaidCharge[];
  /** Manufacturing: value of each product at the time of separation, and the one that left. Absent: there is one. */
  readonly products?: Readonly<Record<string, string>>;
  readonly exported?: string;
  /** Manufacturing: value of the waste, of the value of what was used up. Absent: the waste has none. */
  readonly waste?: Part;
  /** Duty paid on the product where it went, in the tariff's currency: asked for by some destinations. */
  readonly dutyPaidAbroad?: string;
  /** The imported goods originated in one of those destinations' agreement. */
  readonly originating?: boolean;
  /** Clauses that the goods meet, or do not, by their names. */
  readonly clauses?: Readonly<Record<string, boolean>>;
}

/** What bounded the claim: what was paid, what the substitute would have paid, or what was paid abroad. */
export type DrawbackBound = "paid" | "substitute" | "abroad";

export interface Drawback {
  readonly id: string | null;
  readonly ok: true;
  readonly tariff: string;
  readonly date: string;
  readonly currency: string;
  /** What drawback is a share of, rounded as amounts are; and the share, per cent. */
  readonly share: string;
  readonly rate: string;
  readonly drawback: string;
  /** The drawback unrounded: a decimal, or a mixed fraction where no decimal ends. */
  readonly exact: string;
  readonly bound: DrawbackBound;
  /** What was paid and is not refunded, each with the reason's source. */
  readonly excluded: readonly (PaidCharge & { readonly source: Citation })[];
  readonly sources: readonly Citation[];
}

/** DRAWBACK_NOT_ALLOWED: the law refuses the claim as a whole. DRAWBACK_NOT_HELD: no rule for a measure is at hand. */
export type DrawbackIssueCode = IssueCode | "DRAWBACK_NOT_ALLOWED" | "DRAWBACK_NOT_HELD";

export type DrawbackIssue = Omit<Issue, "code"> & {
  readonly code: DrawbackIssueCode;
  /** DRAWBACK_NOT_HELD: the measure. */
  readonly measure?: string;
};

export interface RefusedDrawback {
  readonly id: string | null;
  readonly ok: false;
  readonly issues: readonly DrawbackIssue[];
}

export type DrawbackAnswer = Drawback | RefusedDrawback;

/** Whether what was paid under a measure is refunded, for imports of some days. */
export interface DrawbackMeasure {
  readonly measure: string;
  /** First and last day of import; absent: no bound. */
  readonly from?: string;
  readonly to?: string;
  readonly charge: "duty" | "fee";
  /** Kinds of claim under which it is refunded; none: never. */
  readonly kinds: readonly DrawbackKind[];
  /** A clause that the claim must also meet. */
  readonly clause?: string;
  readonly source: Citation;
}

/** Destinations that bound the refund by their own duty. */
export interface DrawbackPartners {
  readonly countries: readonly string[];
  /** Day of export is not asked for: days of import from this on. */
  readonly from: string;
  /** Manufacturing: the lesser of the duty paid here and there. */
  readonly lesser: Citation;
  /** Unused goods that were substituted: nothing. */
  readonly noSubstitution: Citation;
  /** The same goods as imported, and originating goods: no bound. */
  readonly full: Citation;
}

/** A territory's drawback as data. */
export interface DrawbackRules {
  readonly tariff: string;
  readonly currency: string;
  readonly minorUnits: number;
  /** Share of what was paid, a decimal per cent. */
  readonly rate: string;
  readonly source: Citation;
  readonly substitution: Citation;
  readonly relativeValue: Citation;
  readonly waste: Citation;
  readonly measures: readonly DrawbackMeasure[];
  readonly partners: readonly DrawbackPartners[];
}
