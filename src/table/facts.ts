import type { Dated } from "./dated";
import type { Layers } from "./layers";

export type { Dated } from "./dated";

/**
 * A territory's tariff as facts: what `tariffs/<territory>/` commits as text and importers produce, what the compiler
 * turns into a table. Days are civil dates `YYYY-MM-DD`; `to` is the last day; `undefined` is open.
 */

/** A declarable line over a period. A row whose end lies before its beginning was withdrawn as if never made. */
export interface LineFact extends Dated {
  /** Digits only. */
  readonly code: string;
  /** Statistical units, Recommendation 20. */
  readonly units: readonly string[];
  /** Texts of the language of rates by the regime's column; a column without a text has no measure for the line. */
  readonly cells: Readonly<Record<string, string>>;
  /** Digits of the row of the schedule that states the rates. */
  readonly digits: number;
  /** Seasons in which the line may be entered, `MM-DD/MM-DD` both days in, with a space between two of them. */
  readonly season?: string;
}

export interface AreaMember extends Dated {
  readonly area: string;
  /** ISO 3166-1 alpha-2, `XI` or `XK`. */
  readonly country: string;
  readonly source: string;
}

/**
 * A preference programme: its symbol in a schedule, and the code under which an importer claims it. A symbol may have
 * several rows: for several claims, and for one claim over several periods.
 */
export interface Programme extends Dated {
  readonly symbol: string;
  readonly claim: string;
  /** `any`, an area of `AreaMember`, or one of the regime's named areas. */
  readonly area: string;
  /** For people: `in-force`, `lapsed`, `ended`. */
  readonly status?: string;
  readonly source: string;
}

export interface Source {
  readonly id: string;
  readonly instrument: string;
  readonly citation: string;
  /** How the source came to be relied on: read, or known without having been read. */
  readonly evidence?: "read" | "secondary" | "known";
  readonly note?: string;
  readonly publisher: string;
  readonly date: string;
  readonly licence: string;
  readonly attribution: string;
}

/** An official edition of the schedule: the day from which it is law, the day on which it was published. */
export interface Edition {
  readonly edition: string;
  readonly label: string;
  /** How a charge cites the schedule, where that is less than the label: the edition stands beside it in an answer. */
  readonly instrument?: string;
  readonly applies: string;
  readonly known: string;
  /** The official file that it was read from. */
  readonly file?: string;
}

export interface RoundingRule {
  /** Decimal; `0` is exact. */
  readonly quantum: string;
  readonly mode: "half-up" | "half-even" | "truncate" | "up";
}

export type FamilyName = "ordinary" | "additional" | "fees" | "excise" | "taxes";

/** A column of the schedule: what its cells charge as the ordinary duty, and on which origins. */
export interface RegimeColumn {
  readonly name: string;
  /** Name of the measure in an assessment. */
  readonly measure: string;
  /** Absent: every origin. */
  readonly area?: string;
  readonly except?: string;
  /** The column holds programme cells. */
  readonly programmes?: boolean;
  /** A line may leave the column empty, and then has no such measure; programme columns always may. */
  readonly optional?: boolean;
  readonly source?: string;
}

/** A layer of charges beside the ordinary duty: its headings exclude each other, so that goods bear at most one. */
export interface RegimeLayer {
  /** Name of the measure in an assessment. */
  readonly layer: string;
  readonly title: string;
  readonly family: Exclude<FamilyName, "ordinary">;
  /** What a charge is reckoned and bound by; `line` unless said otherwise. */
  readonly per?: "line" | "entry";
  /** It has no headings: a line declares that it bears it, and at what rate. */
  readonly deposit?: true;
}

/** A fact that rates and conditions may ask for: the value of a part, a count, a state, other goods. */
export interface FactRule {
  readonly type: "money" | "number" | "boolean" | "lines" | "commodity" | "codes" | "deposits";
  readonly unit?: string;
  readonly least?: string;
  readonly most?: string;
  readonly about: string;
}

/** How a territory assesses: data, named by rule; the engine knows the rules, not the territory. */
export interface Regime {
  readonly tariff: string;
  readonly name: string;
  readonly currency: string;
  readonly minorUnits: number;
  readonly codeDigits: number;
  readonly valuation: { readonly basis: "CIF" | "FOB"; readonly source?: string };
  /** Areas that are defined by taking one from another: `{"column-1": {"area": "any", "except": "column-2"}}`. */
  readonly areas?: Readonly<Record<string, { readonly area: string; readonly except?: string }>>;
  readonly columns: readonly RegimeColumn[];
  /** In the order in which they are charged. */
  readonly layers?: readonly RegimeLayer[];
  /** Up to this value, in the currency, an entry may be informal. */
  readonly informal?: { readonly limit: string; readonly source: string };
  /** Each family once: silence must not pass for coverage. */
  readonly families: readonly {
    readonly family: FamilyName;
    /** Whether the territory levies such charges at all. */
    readonly applies: boolean;
    /** Periods for which the facts hold them. */
    readonly held: readonly { readonly from: string; readonly to?: string }[];
    readonly reason?: string;
  }[];
  readonly rounding: {
    readonly value: RoundingRule & { readonly rule: "exact" | "line" | "rate-groups"; readonly source?: string };
    /** The first rule whose conditions all fit a term; none: exact. */
    readonly quantity: readonly (RoundingRule & {
      /** Units of rates, each with its qualifier. */
      readonly units?: readonly string[];
      /** Prefixes of codes. */
      readonly chapters?: readonly string[];
      /** Up to so many currency units per unit of the rate. */
      readonly coefficientUpTo?: string;
      readonly source?: string;
    })[];
    /** Values of parts. */
    readonly part?: RoundingRule & { readonly source?: string };
    readonly charge: RoundingRule & { readonly source?: string };
  };
  /** Facts that entries may declare, by name. */
  readonly facts?: Readonly<Record<string, FactRule>>;
  /** What the qualifiers of units mean: `lead` of `KGM:lead`. */
  readonly qualifiers?: Readonly<Record<string, string>>;
}

export interface TariffFacts {
  readonly regime: Regime;
  readonly sources: readonly Source[];
  readonly editions: readonly Edition[];
  readonly areas: readonly AreaMember[];
  readonly programmes: readonly Programme[];
  readonly lines: readonly LineFact[];
  readonly layers: Layers;
}
