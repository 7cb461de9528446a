import type { Money } from "../entry";
import type { IncludedCost, ProofKind, ProofMaker } from "./question";
import type { ProductValue } from "./rule";

/**
 * What an agreement says about origin beside its product rules. Every fact names the source it was taken from; how well
 * that is known (`read`, `secondary`, `known`) stands with the source. What is absent is not known, and never assumed.
 */

export interface Cited {
  /** Id of a row of `sources.tsv`. */
  readonly source: string;
  /** Article, note or section within it. */
  readonly cite?: string;
}

/** Goods or materials by code: prefixes of 2 to 6 digits or ranges of two of one length, `04..24`, in the agreement's edition. */
export interface Scope {
  readonly codes: readonly string[];
  readonly except?: readonly string[];
}

/** A side of the agreement: one country, or several that are one territory for its purposes. */
export interface Party extends Cited {
  readonly party: string;
  /** ISO 3166-1 alpha-2. */
  readonly countries: readonly string[];
  /** First and last day on which the agreement applies to it, where it is not the agreement's own. */
  readonly from?: string;
  readonly to?: string;
}

/** A per cent as decimal text, `12.5%`. */
export type Percent = string;

/** What a tolerance or a set is measured against; weights are net. */
export type ShareBase =
  | ProductValue
  | "total-cost"
  /** The value of the good as `values.good` defines it. */
  | "good"
  | "weight"
  /** All textile materials used, and all basic textile materials. */
  | "textiles-weight"
  | "basic-textiles-weight"
  /** The component that gives the classification. */
  | "component-weight";

export interface ToleranceLimit {
  readonly limit: Percent;
  readonly of: ShareBase;
  /** Of the tolerated materials, those that are elastomeric. */
  readonly elastomeric?: Percent;
  /** Basic textile materials with a limit of their own; the others keep `limit`. */
  readonly basics?: Readonly<Record<string, Percent>>;
}

/** Materials that do not meet the product's rule and may be used all the same. */
export interface Tolerance extends Cited {
  readonly id: string;
  readonly goods: Scope;
  /** One of them is enough. */
  readonly limits: readonly ToleranceLimit[];
  /** Materials that may be excused; absent: any. */
  readonly materials?: Scope;
  /** Excused only if classified outside the good's own heading. */
  readonly otherHeading?: true;
  /** Not excused as: linings and interlinings. */
  readonly liningsExcluded?: true;
  /** Only trimmings and accessories, which linings and interlinings are not. */
  readonly trimmingsOnly?: true;
  /** Elastomeric yarns are excused only if formed in the parties. */
  readonly elastomericFormedInParties?: true;
  /** Only for goods of two or more basic textile materials. */
  readonly mixed?: true;
  /** Materials that are never excused in these goods; without `goods`: in any. `sameSubheading`: those of the good's own. */
  readonly excludes?: readonly {
    readonly materials?: Scope;
    readonly goods?: Scope;
    readonly sameSubheading?: true;
    /** Qualities by which the codes are narrowed: ids of the vocabulary. */
    readonly quality?: string;
    readonly goodsQuality?: string;
    /** Where the exclusion stands, if not with the tolerance. */
    readonly source?: string;
    readonly cite?: string;
  }[];
  /** What it may excuse; absent: a change of classification, `made from` and `all … wholly obtained` alike. */
  readonly excuses?: readonly ("change" | "made-from" | "all")[];
  /** The note that a product's rule must refer to. */
  readonly reference?: string;
  /** Where all non-originating materials stay within it, no value content is asked either. */
  readonly waivesContent?: true;
}

export interface SetRule extends Cited {
  /** General Rule 3 paragraphs for which it holds; others follow the product's rule. */
  readonly generalRules: readonly ("3(a)" | "3(b)" | "3(c)")[];
  /** Only for sets of these. */
  readonly goods?: Scope;
  /** One is enough. */
  readonly of: readonly ShareBase[];
  /** All must hold. Without `components`: of all non-originating ones. */
  readonly limits: readonly { readonly limit: Percent; readonly components?: Scope }[];
  readonly oneOriginating?: true;
}

/**
 * Whose production counts. `bilateral`: the parties' originating materials; `full`: any production in the parties;
 * `diagonal`: originating materials of `countries`; `partial`: a material whose content lies from `atLeast` to below
 * `below` counts in that proportion, one at or above it wholly.
 */
export interface Cumulation extends Cited {
  readonly kind: "bilateral" | "full" | "diagonal" | "partial";
  readonly countries?: readonly string[];
  readonly atLeast?: Percent;
  readonly below?: Percent;
  /** Depends on administrative cooperation or further agreements, which the claimant must know to be in force. */
  readonly conditional?: true;
}

/** How values are taken. */
export interface Values {
  /** The value of the good in regional value content: its basis, and whether international shipment comes off. */
  readonly good?: Cited & { readonly of: ProductValue; readonly lessInternationalShipment?: true };
  /** The base of maximum shares of non-originating materials. */
  readonly share?: Cited & { readonly of: ProductValue };
  /** What may come off the value of a non-originating material. */
  readonly materials?: Cited & { readonly less: readonly IncludedCost["kind"][] };
  /** What net cost leaves out of total cost. */
  readonly netCost?: Cited & { readonly excludes: readonly string[] };
}

export interface Treatment extends Cited {
  /** Whether it is looked at in a change of classification or a process rule, and in a value. */
  readonly change: "disregarded" | "counted";
  readonly value: "disregarded" | "counted";
}

/** What becomes of a material with a bill of its own that does not qualify: all of it counts, or only what is not originating in it. */
export interface Absorption extends Cited {
  readonly unqualified: "whole" | "non-originating-part";
  /** Only for what the producer makes himself and has not designated as intermediate. */
  readonly selfProducedOnly?: true;
}

export interface Fungibles extends Cited {
  readonly methods: readonly ("fifo" | "lifo" | "average" | "segregation")[];
  readonly goods?: boolean;
  readonly authorisation?: boolean;
  /** Decimals that the agreement's averages keep. */
  readonly unitDecimals?: number;
  readonly ratioDecimals?: number;
}

export interface Transport extends Cited {
  readonly rule: "non-alteration" | "direct-transport";
  /** Operations that keep the origin, ids of `operations.tsv`: without condition, and under customs control. */
  readonly permitted: readonly string[];
  readonly underCustomsControl?: readonly string[];
}

/** Working outside the parties that keeps the origin of goods sent back. */
export interface Territoriality extends Cited {
  readonly limit: Percent;
  readonly of: ProductValue;
  readonly exceptGoods?: Scope;
}

export interface Proof extends Cited {
  readonly kind: ProofKind;
  readonly by: ProofMaker;
  /** Consignments up to and with this value. */
  readonly upTo?: Money;
  /** Only for exports of this party. */
  readonly exportsOf?: string;
  readonly importsInto?: string;
  readonly validMonths?: number;
}

/** Imports for which no proof is asked. */
export interface ProofWaiver extends Cited {
  readonly upTo: Money;
  readonly importsInto?: string;
}

/** A limit that is raised by steps: each holds from its day. */
export type Steps = readonly { readonly from: string; readonly limit: Percent }[];

/** Content of vehicles and their parts. */
export interface Automotive {
  readonly content: readonly (Cited & {
    readonly category: string;
    /** Net cost and transaction value method; absent: the method is not open. */
    readonly netCost?: Steps;
    readonly transactionValue?: Steps;
  })[];
  readonly labour?: readonly (Cited & {
    readonly categories: readonly string[];
    readonly total: Steps;
    /** Least points of material and manufacturing. */
    readonly material: Steps;
    readonly technologyAtMost: Percent;
    readonly assemblyAtMost: Percent;
  })[];
  /** Least originating share of the purchases of a year. */
  readonly purchases?: readonly (Cited & { readonly metal: "steel" | "aluminium"; readonly least: Percent })[];
}

export interface AgreementFacts extends Cited {
  readonly id: string;
  readonly title: string;
  /** A protocol whose facts hold where the agreement states none of its own; resolved when it is read. */
  readonly like?: string;
  /** No agreement, but the rules by which a territory tells the origin of goods without preference. */
  readonly nonPreferential?: true;
  /** First and last day on which it applies, both in. */
  readonly from?: Cited & { readonly date: string };
  readonly to?: Cited & { readonly date: string };
  readonly parties: readonly Party[];
  /** The party that grants preferences to the others without receiving any. */
  readonly grantedBy?: string;
  readonly hsEdition?: Cited & { readonly edition: number };
  /** Where the product rules stand. */
  readonly rules?: Cited & {
    /** Another agreement with the same annex, whose `rules.tsv` is read. */
    readonly sameAs?: string;
    /** The last day for which the rules at hand are known to be the law. */
    readonly knownUntil?: string;
  };
  /** Articles by subject, for citations. */
  readonly articles?: Cited & { readonly bySubject: Readonly<Record<string, string>> };
  readonly values?: Values;
  readonly tolerances?: readonly Tolerance[];
  readonly sets?: readonly SetRule[];
  readonly cumulation?: readonly Cumulation[];
  readonly absorption?: Absorption;
  readonly insufficient?: Cited & { readonly operations: readonly string[] };
  readonly accessories?: Treatment;
  readonly retailPacking?: Treatment;
  readonly shippingPacking?: Treatment;
  readonly indirect?: Treatment;
  readonly fungibles?: Fungibles;
  readonly transport?: Transport;
  readonly territoriality?: Territoriality;
  readonly proofs?: readonly Proof[];
  readonly waivers?: readonly ProofWaiver[];
  readonly drawback?: Cited & { readonly prohibited: boolean };
  /** Symbols of the special programmes of the United States that a good of this agreement claims. */
  readonly usProgrammes?: Cited & { readonly symbols: readonly string[] };
  /** A whole and its parts in one subheading or heading: value contents that stand in for the change of classification. */
  readonly partsTogether?: Cited & { readonly transactionValue: Percent; readonly netCost: Percent };
  readonly automotive?: Automotive;
}
