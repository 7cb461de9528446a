import type { FactValue, Money, Quantity } from "../entry";
import type { RateFact } from "../valuation/facts";
import type { CertificateFacts } from "./certificate";
import type { CostElements, StockRecord } from "./costs";

/**
 * What a person asks about origin: docs/origin-question.md teaches it. Amounts and weights are decimal strings
 * `(0|[1-9]\d{0,14})(\.\d{1,6})?`, never numbers; a list of processes is complete, an absent one is unknown.
 */

/** The good whose origin is asked. Values and weight are those of `quantity` units together. */
export interface OriginProduct {
  /** Six digits or more; dots and spaces allowed. */
  readonly commodity: string;
  /** Edition of the Harmonized System in which `commodity` is written; absent: the one in force on the question's date. */
  readonly hsEdition?: number;
  /** Absent: 1. */
  readonly quantity?: string;
  readonly exWorks?: Money;
  readonly fob?: Money;
  readonly transactionValue?: Money;
  /** What the transaction value holds of international carriage and insurance: it is taken off where the agreement says so. */
  readonly internationalShipment?: Money;
  readonly netCost?: Money | CostElements;
  readonly totalCost?: Money;
  /** Net weight. */
  readonly weight?: Quantity;
  /** Present for a set under General Rule 3: the materials are then its components. */
  readonly set?: { readonly generalRule: "3(a)" | "3(b)" | "3(c)" };
  /** Of a garment or made-up article: net weight of the component that gives the classification. */
  readonly decidingComponent?: { readonly weight: Quantity };
  readonly automotive?: AutomotiveFacts;
}

/** Part that a material plays in the good. */
export type MaterialRole =
  | "material"
  | "retail-packing"
  | "shipping-packing"
  | "accessory"
  | "indirect"
  /** A part won by taking apart used goods, built into a remanufactured good. */
  | "recovered";

/**
 * A material of the bill. Value and weight are those of all units of it in the product's quantity. Its status is
 * declared, follows from its own materials, or is asked for; a country alone proves nothing.
 */
export interface OriginMaterial {
  /** A name for answers and explanations. */
  readonly id?: string;
  /** Uses a sub-assembly of the question's `assemblies`, `quantity` units of it: the other fields then come from there. */
  readonly assembly?: string;
  readonly commodity?: string;
  /** Absent: the product's. */
  readonly hsEdition?: number;
  /** Country of origin, or that from which it cumulates. */
  readonly origin?: string;
  /** Whether it is originating, in `origin`, under the rules by which the agreement takes it into account. */
  readonly originating?: boolean;
  readonly whollyObtained?: boolean;
  /** Units used; absent: 1. Counts with `assembly` and `stock`. */
  readonly quantity?: string;
  /** Customs value at import or first ascertainable price. */
  readonly value?: Money;
  /** Costs that the value holds and that the agreement may let one take off. */
  readonly included?: readonly IncludedCost[];
  readonly weight?: Quantity;
  readonly role?: MaterialRole;
  readonly textile?: TextileFacts;
  /** All processes that this material went through in a party, as ids of the vocabulary of processes. */
  readonly processes?: readonly string[];
  /** Qualities that a rule names of the material: ids of the vocabulary of facts. */
  readonly facts?: Readonly<Record<string, FactValue>>;
  /** Its own bill: made of these. */
  readonly materials?: readonly OriginMaterial[];
  /** Made by the producer of the good. True: may be looked through; absent: bought. */
  readonly selfProduced?: boolean;
  /** Of a self-produced material: whether the producer designates it as intermediate. Absent: whichever helps. */
  readonly intermediate?: boolean;
  /** A rule in the rule language by which it is judged, instead of the agreement's for its code. */
  readonly rule?: string;
  /** Full cumulation: value that production in a party added to it though it is not originating. */
  readonly accumulated?: Money;
  /** Full cumulation with all of the supplier's costs: they take the place of the price in net cost. */
  readonly costs?: CostElements;
  /** Fungible: units of the question's `stocks`, by withdrawal, or `quantity` units at the period's average. */
  readonly stock?: { readonly record: string; readonly withdrawal?: string };
}

export interface IncludedCost extends Money {
  readonly kind:
    | "international-freight"
    | "inland-freight"
    | "insurance"
    | "packing"
    | "duties"
    | "brokerage"
    /** Waste and spoilage, net of what the scrap fetched. */
    | "waste";
}

/** What tolerances and rules for textiles ask of a material. */
export interface TextileFacts {
  /** Id of the basic textile material, such as `cotton` or `synthetic-staple-polyester`; absent: none. */
  readonly basic?: string;
  readonly elastomeric?: boolean;
  readonly formedInParties?: boolean;
  /** False: outside the component that gives the classification. */
  readonly inDecidingComponent?: boolean;
  readonly lining?: boolean;
}

/** USMCA, Uniform Regulations Part 6 (ss. 12 to 19). */
export interface AutomotiveFacts {
  readonly category:
    | "passenger-vehicle"
    | "light-truck"
    | "heavy-truck"
    | "core-part"
    | "principal-part"
    | "complementary-part"
    | "heavy-truck-principal-part"
    | "heavy-truck-complementary-part";
  readonly labour?: {
    readonly highWagePurchases: Money;
    readonly allPurchases: Money;
    readonly highWageLabour?: Money;
    /** Whether the labour cost stands in both numerator and denominator. */
    readonly labourCounted?: boolean;
    /** Points claimed, as decimals of a per cent. */
    readonly technologyCredit?: string;
    readonly assemblyCredit?: string;
  };
  readonly steel?: { readonly purchases: Money; readonly originating: Money };
  readonly aluminium?: { readonly purchases: Money; readonly originating: Money };
}

/** A country that the goods passed on their way, and what was done there. */
export interface TransitFact {
  readonly country: string;
  /** All operations, as ids: `storage`, `splitting`, `marking`, `preservation`, `unloading-reloading`, or a process. */
  readonly operations: readonly string[];
  readonly customsControl?: boolean;
}

/** What is at hand to prove the claim. */
export interface ProofFacts {
  readonly kind?: ProofKind;
  readonly by?: ProofMaker;
  /** Value of the consignment, against thresholds. */
  readonly consignmentValue?: Money;
  readonly issued?: string;
}

export type ProofKind =
  | "statement-on-origin"
  | "origin-declaration"
  | "importers-knowledge"
  | "eur1"
  | "eur-med"
  | "form-a"
  | "certification-of-origin"
  | "certificate-of-origin"
  | "supplier-declaration";

/** Who makes a proof out: any exporter, one registered (REX; EORI in the United Kingdom), one approved by customs. */
export type ProofMaker =
  | "exporter"
  | "registered-exporter"
  | "approved-exporter"
  | "producer"
  | "importer"
  | "authority";

/** A sub-assembly declared once and used by name: its values are those of `quantity` units (absent: 1). */
export type Assembly = Omit<OriginMaterial, "assembly" | "id">;

export interface OriginQuestion {
  readonly id?: string;
  /** An agreement's id; several; or `all`: every agreement in force that links the two countries. */
  readonly agreement: string | readonly string[];
  /** The day of export, on which all conditions must hold. */
  readonly date: string;
  /** A rule in the rule language instead of the agreement's own. */
  readonly rule?: string | null;
  /** Party in which the good was produced, and the one that imports it; either may be asked for. */
  readonly exportCountry?: string;
  readonly importCountry?: string;
  readonly product: OriginProduct;
  readonly materials?: readonly OriginMaterial[];
  readonly assemblies?: Readonly<Record<string, Assembly>>;
  readonly stocks?: Readonly<Record<string, StockRecord>>;
  readonly facts?: OriginFacts;
  readonly transit?: readonly TransitFact[];
  readonly proof?: ProofFacts;
  /** Rates of exchange that no table holds. */
  readonly rates?: readonly RateFact[];
  /** Whom and what a certificate would name. */
  readonly certificate?: CertificateFacts;
}

/**
 * `processes`: all that was done to the good in the party, as ids of the vocabulary of processes; complete when present.
 * `whollyObtained`: of the good itself. Any other name is a fact of the vocabulary.
 */
export interface OriginFacts {
  readonly processes?: readonly string[];
  readonly whollyObtained?: boolean;
  readonly [fact: string]: FactValue | undefined;
}
