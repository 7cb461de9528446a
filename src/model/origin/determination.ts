import type { Explanation } from "../assessment";
import type { Money } from "../entry";
import type { Issue } from "../issue";
import type { ProofKind, ProofMaker } from "./question";

/** The answer to a question of origin. Values are exact: a decimal, or twelve decimals with the fraction in `exact`. */

export type OriginStatus = "originating" | "not-originating" | "undetermined";

export type Outcome = "pass" | "fail" | "undetermined";

/** Where a rule stands. */
export interface OriginSource {
  readonly instrument: string;
  readonly citation: string;
  /** `read`, `secondary` or `known`, as the agreement's sources say; `declared` where the question brings the rule. */
  readonly evidence: string;
}

/** One limit or requirement, tried. */
export interface OriginTest {
  /** `CC`, `CTH`, `CTSH`, `WO`, `MaxNOM`, `RVC`, `process`, `tolerance`, `set`, `labour`, `steel` … */
  readonly test: string;
  /** As the rule writes it: `45%`, `CTH`, `except from 8507`. */
  readonly limit?: string;
  /** Of a number: in the limit's unit. */
  readonly actual?: string;
  /** The fraction in lowest terms, where `actual` is not exact. */
  readonly exact?: string;
  readonly outcome: Outcome;
  /** By how much a limit is missed: the least change of the sum that it compares, in its currency or in kilograms. */
  readonly excess?: string;
  /** JSON Pointers of materials that failed. */
  readonly materials?: readonly string[];
  readonly source?: OriginSource;
}

/** A sum that a test compared: VNM, VOM, the basis, net cost. */
export interface OriginAmount {
  readonly name:
    | "VNM"
    | "VOM"
    | "basis"
    | "netCost"
    | "totalCost"
    | "non-originating-units"
    | "originating-units"
    | "non-allowable-interest";
  readonly amount: string;
  readonly exact?: string;
  readonly currency?: string;
  /** JSON Pointer of the material, where it is not the good's. */
  readonly path?: string;
}

export interface ToleranceUsed extends OriginTest {
  readonly test: "tolerance";
  /** Id of the tolerance in the agreement's facts. */
  readonly tolerance: string;
}

/** A material that does not meet the rule, and by how much where that can be said. */
export interface FailedMaterial {
  readonly path: string;
  readonly commodity: string;
  readonly test: string;
  readonly excess?: string;
}

/** A fact that decides and is not declared. */
export interface OriginNeed {
  readonly fact: string;
  /** JSON Pointer at which to declare it. */
  readonly path: string;
  readonly type:
    | "money"
    | "weight"
    | "number"
    | "boolean"
    | "processes"
    | "materials"
    | "commodity"
    | "country"
    | "date";
  readonly question: string;
}

/** A condition beside the product's rule: whoever signs affirms what is `undeclared`. */
export interface OriginCondition {
  readonly condition: "sufficient-production" | "non-alteration" | "territoriality" | "drawback" | "proof";
  readonly outcome: Outcome | "undeclared";
  readonly source?: OriginSource;
}

/** One way to prove the claim. */
export interface ProofOption {
  readonly kind: ProofKind;
  readonly by: ProofMaker;
  readonly upTo?: Money;
  readonly outcome: Outcome;
  readonly validMonths?: number;
  readonly source?: OriginSource;
}

export interface ProofRequired {
  /** False below a waiver; null where the consignment's value decides and is not declared. */
  readonly required: boolean | null;
  readonly options: readonly ProofOption[];
}

export interface Determination {
  readonly id: string | null;
  readonly ok: true;
  readonly agreement: string;
  readonly date: string;
  readonly status: OriginStatus;
  /** Canonical text of the rule that applied, with the range of codes for which it stands. */
  readonly rule: string;
  readonly codes?: string;
  readonly tests: readonly OriginTest[];
  readonly amounts: readonly OriginAmount[];
  readonly tolerances: readonly ToleranceUsed[];
  readonly failed: readonly FailedMaterial[];
  readonly needs: readonly OriginNeed[];
  readonly conditions: readonly OriginCondition[];
  readonly proof: ProofRequired;
  readonly source: OriginSource;
  readonly notes: readonly { readonly code: string; readonly path?: string; readonly message: string }[];
  readonly explanation?: Explanation;
  readonly table: { readonly edition: string; readonly sha256: string };
  readonly engine: string;
}

/** A question under several agreements: one determination for each, in the order asked or of their ids. */
export interface Determinations {
  readonly id: string | null;
  readonly ok: true;
  readonly determinations: readonly (Determination | RefusedQuestion)[];
}

export interface RefusedQuestion {
  readonly id: string | null;
  readonly ok: false;
  readonly agreement?: string;
  readonly index?: number;
  readonly issues: readonly Issue[];
}

export type OriginAnswer = Determination | Determinations | RefusedQuestion;
