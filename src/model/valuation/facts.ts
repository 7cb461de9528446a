import type { Money } from "../entry";

/**
 * What a person declares so that a customs value can be derived. Articles are those of the WTO Agreement on
 * Implementation of Article VII of GATT 1994 (the Agreement). Amounts are decimal strings, never numbers.
 */

/** The eleven terms of Incoterms 2020. */
export type DeliveryTerm = "EXW" | "FCA" | "FAS" | "FOB" | "CFR" | "CIF" | "CPT" | "CIP" | "DAP" | "DPU" | "DDP";

export type Transport = "sea" | "air" | "road" | "rail" | "post";

/** Costs of the journey in its order, and what is paid on arrival. */
export type LegName =
  | "inlandExport"
  | "loading"
  | "mainFreight"
  | "insurance"
  | "unloading"
  | "inlandImport"
  | "clearance"
  | "importDuties";

/** How what belongs to a whole invoice is spread over its lines; by value where nothing is said. */
export type SpreadKey = "value" | "weight" | "volume" | "quantity";

interface Spread {
  readonly by?: SpreadKey;
}

/** A payment to the seller, or for the seller to someone else, besides the price invoiced (Note to Art. 1). */
export interface PaymentFact extends Money, Spread {
  readonly kind: "debt" | "advance" | "balance" | "other";
}

/** `inPrice`: the price stated is already net of it. A credit for an earlier transaction is part of the payment. */
export interface DiscountFact extends Spread {
  readonly kind: "cash" | "quantity" | "trade" | "credit";
  readonly amount?: string;
  readonly currency?: string;
  readonly percent?: string;
  /** Whether it was earned, or open to be earned, when the goods were valued. */
  readonly earned: boolean;
  readonly inPrice?: boolean;
}

/** Art. 8.1(a), (c) and (d). Without an amount it cannot be quantified, and the transaction value is closed. */
export interface AdditionFact extends Spread {
  readonly kind: "commission" | "brokerage" | "container" | "packing" | "royalty" | "proceeds";
  readonly amount?: string;
  readonly currency?: string;
  /** Of the price. */
  readonly percent?: string;
  /** Of a commission. */
  readonly side?: "selling" | "buying";
  /** Of a royalty or licence fee. */
  readonly relatesToGoods?: boolean;
  readonly conditionOfSale?: boolean;
  /** False: on data that are not objective, or cannot be told from other things. */
  readonly quantifiable?: boolean;
  readonly inPrice?: boolean;
}

/** Art. 8.1(b): what the buyer supplies free or cheap for the production of the goods. */
export interface AssistFact extends Spread {
  readonly kind: "materials" | "tools" | "consumed" | "design";
  readonly how: "acquired" | "produced" | "leased";
  /** What it cost to acquire, to produce or to lease. */
  readonly cost?: Money;
  readonly transport?: Money;
  readonly repairs?: Money;
  /** Taken off for use before. */
  readonly priorUse?: Money;
  /** What the buyer was paid for it. */
  readonly paid?: Money;
  /** Of design and engineering. */
  readonly undertaken?: "importing-country" | "elsewhere";
  readonly publicDomain?: boolean;
  /** What copies of public-domain work cost. */
  readonly copies?: Money;
  /** Units of this importation, and those over which the importer spreads the assist; both absent: all on these goods. */
  readonly units?: string;
  readonly over?: { readonly basis: "first-shipment" | "to-date" | "contract"; readonly units: string };
  readonly quantifiable?: boolean;
}

export interface CostFact extends Money, Spread {
  readonly leg: LegName;
  /** Whether the price holds it, or which part of it; where absent, as the delivery term says. */
  readonly inPrice?: boolean | string;
  readonly shownApart?: boolean;
  readonly throughBill?: boolean;
}

/** A cost after importation that the price holds (Note to Art. 1, para. 3). Exactly one of the two is true. */
export interface DeductionFact extends Money, Spread {
  readonly kind:
    | "installation"
    | "assembly"
    | "maintenance"
    | "technical-assistance"
    | "transport"
    | "duties"
    | "interest"
    | "reproduction"
    | "buying-commission";
  readonly shownApart?: boolean;
  readonly included?: boolean;
}

/** A duty or charge inside the price: `rate` as a per cent, between limits, on the value and on earlier charges. */
export interface InsideChargeFact {
  readonly charge: string;
  readonly percent?: string;
  /** In the territory's currency. */
  readonly amount?: string;
  readonly least?: string;
  readonly most?: string;
  readonly on?: readonly string[];
}

/** Art. 1.1(d) and 1.2. */
export interface RelationFact {
  readonly circumstances?: "not-influenced" | "influenced";
  readonly test?: Money & {
    readonly kind: "transaction" | "deductive" | "computed";
    readonly closelyApproximates: boolean;
  };
}

/** A transaction value of identical or similar goods, already accepted (Arts. 2 and 3). */
export interface CandidateFact extends Money {
  /** The amount is for so many units. */
  readonly units: string;
  readonly sameLevel: boolean;
  readonly sameQuantity: boolean;
  readonly adjustments?: readonly (Money & {
    readonly kind: "level" | "quantity";
    readonly effect: "add" | "subtract";
    /** A price list in force, and the like. */
    readonly evidence: string;
  })[];
  /** Carriage and insurance that the value holds. */
  readonly transport?: Money;
}

export interface ComparisonFacts {
  readonly units: string;
  readonly candidates: readonly CandidateFact[];
  /** Carriage and insurance of the goods to be valued. */
  readonly transport?: Money;
}

/** Sales of the imported, identical or similar goods in the country of importation (Art. 5). */
export interface ResaleFacts {
  readonly units: string;
  readonly currency: string;
  readonly imported?: string;
  readonly sales: readonly {
    readonly units: string;
    /** How many such sales. */
    readonly number?: string;
    /** Absent: by the price list. */
    readonly unitPrice?: string;
    /** Absent: at or about the time of importation. */
    readonly date?: string;
    readonly related?: boolean;
    readonly suppliesAssists?: boolean;
  }[];
  readonly priceList?: readonly { readonly from: string; readonly to?: string; readonly unitPrice: string }[];
  /** Days that count as at or about the time of importation. */
  readonly about?: { readonly from: string; readonly to: string };
  readonly sufficientUnits?: string;
  readonly deductions?: readonly ResaleDeductionFact[];
  /** Sold after further processing, at the importer's request (Art. 5.2). */
  readonly processed?: boolean;
}

export interface ResaleDeductionFact {
  readonly kind: "commission" | "profit" | "transport" | "insurance" | "freight" | "duties" | "processing";
  readonly amount?: string;
  readonly currency?: string;
  readonly percent?: string;
  readonly per?: "unit" | "all";
}

/** Art. 6. */
export interface ComputedFacts {
  readonly elements: readonly (Money & {
    readonly kind: "materials" | "fabrication" | "container" | "packing" | "assists" | "profit";
  })[];
}

/** Art. 7: a value by reasonable means. */
export interface FallbackFacts extends Money {
  /** The method that is applied flexibly. */
  readonly following: number;
  /** `available-data` (the same as absent), or what Art. 7.2 forbids. */
  readonly basis?: string;
  readonly because: string;
}

/** A rate of exchange that no table holds. */
export interface RateFact {
  readonly currency: string;
  readonly rate: string;
  readonly quoted: "foreign-per-local" | "local-per-foreign";
  /** The rate certified for the day, where a periodical rate gives way to it. */
  readonly daily?: string;
  /** The day on which the rate was fixed. */
  readonly fixed?: string;
}

export interface LineFacts {
  readonly price?: Money;
  readonly weight?: string;
  readonly volume?: string;
  readonly quantity?: string;
  readonly discounts?: readonly DiscountFact[];
  readonly additions?: readonly AdditionFact[];
  readonly assists?: readonly AssistFact[];
  readonly costs?: readonly CostFact[];
  readonly deductions?: readonly DeductionFact[];
  readonly charges?: readonly InsideChargeFact[];
}

export interface ValuationFacts extends LineFacts {
  readonly id?: string;
  readonly tariff: string;
  /** The day of entry or acceptance. */
  readonly date: string;
  readonly exportDate?: string;
  /** Absent: the methods are tried in their order. */
  readonly method?: number;
  /** The importer asks for the computed before the deductive value (Art. 4). */
  readonly computedFirst?: boolean;
  readonly transport?: Transport;
  readonly delivery?: { readonly term: DeliveryTerm; readonly place?: string };
  /** False: no sale for export (consignment, lease, gift). */
  readonly sale?: boolean;
  readonly restrictions?: readonly ("law" | "area" | "insubstantial" | "other")[];
  readonly conditions?: readonly { readonly quantifiable: boolean }[];
  readonly related?: RelationFact;
  readonly payments?: readonly PaymentFact[];
  readonly air?: { readonly percent?: string; readonly zone?: string };
  readonly rates?: readonly RateFact[];
  readonly lines?: readonly LineFacts[];
  readonly identical?: ComparisonFacts;
  readonly similar?: ComparisonFacts;
  readonly resale?: ResaleFacts;
  readonly computed?: ComputedFacts;
  readonly fallback?: FallbackFacts;
}
