import type { Rational } from "../rational";

/**
 * A product-specific rule of origin, as the annexes to agreements state them (docs/rule-language.md has the text form,
 * `rule-text.ts` reads and writes it).
 *
 * Every rule has one of three values. A test is true if every way of supplying the facts it lacks (an unknown amount is
 * any from 0) makes it true, false if every way makes it false, and unknown else; `and`, `or` and `parts` join values by
 * Kleene's strong logic. Unless a node says otherwise it looks at the **non-originating materials** used to make the
 * product: those that originate neither by their own rule nor by cumulation. Shares are exact; a limit met exactly is
 * kept.
 *
 * The agreement, not the rule, decides what tolerance there is, how materials are valued and which operations never
 * suffice. A tolerance excuses materials under `change`, `made-from` and `all`; it never lifts the limit of a `share`,
 * an `rvc` or an allowance (PEM Convention, App. I Art. 5(2); EU-UK TCA Art. 42; EU-Japan EPA Art. 3.6).
 */
export type Rule =
  | WhollyObtained
  | Change
  | MadeFrom
  | All
  | Share
  | RegionalValue
  | Declared
  | Figure
  | RuleOf
  | NoTolerance
  | Both
  | Either
  | Parts;

/**
 * The product itself is wholly obtained (WO): grown, born, mined or caught in the parties, or made only from such
 * products. Needs that declaration about the product. EU-UK TCA Art. 41; CPTPP Art. 3.3.
 */
export interface WhollyObtained {
  readonly kind: "wholly-obtained";
}

/**
 * A change in tariff classification. Every non-originating material passes that
 * - is in an allowance; or
 * - has not the product's own chapter (CC, 2 digits), heading (CTH, 4) or subheading (CTSH, 6), and is not in `except`.
 *
 * `from: "any"` is "materials of any heading": only `except` bars. Needs the code of the product and of every
 * non-originating material. EU-UK TCA Annex 2 Note 2; CPTPP Annex 3-D; PEM App. I Annex II.
 */
export interface Change {
  readonly kind: "change";
  readonly from: "chapter" | "heading" | "subheading" | "any";
  readonly except: Materials | undefined;
  readonly allowing: readonly Allowance[];
}

/**
 * "However, materials … may be used", up to a share where `upTo` is there: together, the allowance's non-originating
 * materials, all of them, make up at most that share. A material beyond several allowances counts in each.
 */
export interface Allowance {
  readonly materials: Materials;
  readonly upTo: Cap | undefined;
}

/**
 * "Manufacture from …": every non-originating material is one of these, or was at an earlier stage of working
 * (`earlier-stage`: fibre where yarn is named), or is of a nature that the condition cannot mean (`other-nature`:
 * buttons where yarn is named). The two are qualities that a material is declared to have, asked only of materials
 * that are not among those named. PEM App. I Annex I Notes 3.2 and 3.5; EU-UK TCA Annex 2 Note 3(4).
 */
export interface MadeFrom {
  readonly kind: "made-from";
  readonly materials: Materials;
}

/**
 * "All the materials … used are wholly obtained" (or "originating"): no material of the selection, of whatever origin,
 * lacks the status. A product that uses none passes. A non-originating material is never wholly obtained; of an
 * originating one it must be declared. PEM App. I Annex II, chapters 1–24; EU-UK TCA Annex 3.
 */
export interface All {
  readonly kind: "all";
  readonly materials: Materials;
  readonly are: "originating" | "wholly-obtained";
}

/**
 * A limit on a share of value or weight: the sum over the selection's materials of the counted status, divided by one
 * of the bases, stands to `limit` as `sense` says. Several bases are the exporter's choice: one is enough. With "at most"
 * and "non-originating" this is MaxNOM. Nothing is divided: the sum is compared with limit × base, so that a selection
 * of which nothing is used keeps every limit. Needs the value (or net weight) of each material counted and the base.
 * EU-UK TCA Annex 2 Note 4; PEM App. I Art. 1 (value of materials), Annex I Note 3.
 */
export interface Share extends Cap {
  readonly kind: "share";
  readonly sense: Sense;
  readonly counted: Status;
  readonly materials: Materials;
  /** The selection of which the bases `materials` and `materials-weight` speak; `materials` itself where undefined. */
  readonly within: Materials | undefined;
}

/** How a share stands to its limit: `at-most` ≤, `at-least` ≥, `under` <, `over` >. */
export type Sense = "at-most" | "at-least" | "under" | "over";

/** Whose share is taken: all materials "used", or those of a status (a wholly obtained material also originates). */
export type Status = "non-originating" | "originating" | "wholly-obtained" | "used";

/** A share of one of the bases, from 0 to 1 inclusive: 2/5 for 40 %. At least one base, none twice. */
export interface Cap {
  readonly limit: Rational;
  readonly of: readonly Base[];
}

/**
 * What a share is taken of. The first six are values and set value against value, the last two weight against weight.
 * - `EXW` the product's ex-works price, `FOB` its value free on board, `TV` its transaction value as the agreement
 *   adjusts it, `NC` its net cost;
 * - `originating` the value of all originating materials used; `materials` the value of all materials of the same
 *   selection, of whatever origin;
 * - `weight` the product's net weight; `materials-weight` the net weight of all materials of the same selection.
 */
export type Base = ProductValue | "originating" | "materials" | "weight" | "materials-weight";

export type ProductValue = "EXW" | "FOB" | "TV" | "NC";

/**
 * Regional (qualifying) value content of at least `limit` (0 to 1), on one of the bases V:
 * - `build-down` (V − VNM) / V, VNM the value of all non-originating materials; with base `NC` the net cost method;
 * - `focused-value` the same, VNM of the selected materials only;
 * - `build-up` VOM / V, VOM the value of originating materials and what else the agreement's formula counts as content.
 *
 * Tolerated materials still count in VNM. `materials` is `EVERY` except for focused value.
 * CPTPP Art. 3.5; RCEP Art. 3.5; USMCA Art. 4.5; EU-Japan EPA Annex 3-A Note 4.
 */
export interface RegionalValue {
  readonly kind: "rvc";
  readonly method: "build-down" | "build-up" | "focused-value";
  readonly limit: Rational;
  readonly of: readonly ProductValue[];
  readonly materials: Materials;
}

/**
 * A named fact that is declared true or false, and is unknown until it is; `vocabulary.tsv` says what each means.
 * - `process` was carried out on the product or its materials within the parties ("weaving", "chemical-reaction"); a
 *   sequence such as spinning, weaving and making-up is the conjunction of its processes;
 * - `product`: the product has the quality ("hand-blown");
 * - `quota`: the quota that this alternative is bound to is claimed and has room (EU-UK TCA Annex 4; CETA Protocol on origin, Annex 5-A).
 */
export interface Declared {
  readonly kind: "declared";
  readonly subject: "process" | "product" | "quota";
  readonly fact: string;
}

/**
 * A share that is declared as a number and compared: labour value content, cacao by weight, spirit by volume. USMCA
 * Annex 4-B Art. 7.
 */
export interface Figure {
  readonly kind: "figure";
  readonly figure: string;
  readonly sense: Sense;
  readonly limit: Rational;
}

/** The rule that the same agreement has for another code, applied to this product and its materials as they are. */
export interface RuleOf {
  readonly kind: "rule-of";
  readonly code: string;
}

/** The rule without the agreement's general tolerance. */
export interface NoTolerance {
  readonly kind: "no-tolerance";
  readonly rule: Rule;
}

/** False if one of the rules is, else unknown if one is, else true. At least two rules. */
export interface Both {
  readonly kind: "and";
  readonly rules: readonly Rule[];
}

/** True if one of the rules is, else unknown if one is, else false. At least two rules. */
export interface Either {
  readonly kind: "or";
  readonly rules: readonly Rule[];
}

/**
 * "ex" parts of a range: the first part whose fact about the product is true gives the rule, else `otherwise`, else
 * false (the range's other products have no rule here). While a fact is unknown the value is unknown, unless the
 * part's own rule and all that may follow agree. At least one part.
 */
export interface Parts {
  readonly kind: "parts";
  readonly parts: readonly { readonly product: string; readonly rule: Rule }[];
  readonly otherwise: Rule | undefined;
}

/**
 * A selection of materials: those that one of `include` selects and none of `except` does. At least one inclusion. A
 * material whose code is too short to tell, or of which a quality is not declared, is selected "perhaps": unknown.
 */
export interface Materials {
  readonly include: readonly Selector[];
  readonly except: readonly Selector[];
}

/** The materials in the range (any code where there is none) that have the quality (where one is named). */
export interface Selector {
  readonly range: CodeRange | undefined;
  /** A quality that each material is declared to have or not: "natural-fibres", "forged-blanks". */
  readonly quality: string | undefined;
}

/**
 * Codes from one prefix to another, both included, of one length of 2 to 10 digits without dots, in the agreement's own
 * edition of the Harmonized System; or the codes that share the product's own chapter, heading or subheading.
 */
export type CodeRange =
  | { readonly kind: "codes"; readonly from: string; readonly to: string }
  | { readonly kind: "same"; readonly level: "chapter" | "heading" | "subheading" };

/** All materials. */
export const EVERY: Materials = { include: [{ range: undefined, quality: undefined }], except: [] };

/** The qualities of a material that `made-from` asks for besides those it names. */
export const MADE_FROM_QUALITIES = ["earlier-stage", "other-nature"] as const;
