/**
 * A territory's tariff as facts: what `tariffs/<territory>/` commits as text and importers produce, what the compiler
 * turns into a table. Days are civil dates `YYYY-MM-DD`; `to` is the last day; `undefined` is open.
 */

/** The dates on which a fact is law, and the days from which the fact and its end were known. */
export interface Dated {
  readonly from: string;
  readonly to?: string;
  readonly known: string;
  /** Before this day the end was not known: the fact counted as open. Absent: known with the fact. */
  readonly endKnown?: string;
}

/** A declarable line over a period. Cells are texts of the rate language, by the regime's column. */
export interface LineFact extends Dated {
  /** Digits only. */
  readonly code: string;
  /** Statistical units, Recommendation 20. */
  readonly units: readonly string[];
  readonly cells: Readonly<Record<string, string>>;
  /** Digits of the row of the schedule that states the rates. */
  readonly digits: number;
  /** Season in which the line may be entered, `MM-DD/MM-DD`, both days in. */
  readonly season?: string;
}

export interface AreaMember extends Dated {
  readonly area: string;
  /** ISO 3166-1 alpha-2, `XI` or `XK`. */
  readonly country: string;
  readonly source: string;
}

/** A preference programme: its symbol in a schedule, and the code under which an importer claims it. */
export interface Programme {
  readonly symbol: string;
  readonly claim: string;
  /** An area of `AreaMember`, or one of the regime's named areas. */
  readonly area: string;
  readonly from: string;
  readonly to?: string;
  readonly source: string;
}

export interface Source {
  readonly id: string;
  readonly instrument: string;
  readonly citation: string;
  readonly publisher: string;
  readonly date: string;
  readonly licence: string;
  readonly attribution: string;
}

/** An official edition of the schedule: the day from which it is law, the day on which it was published. */
export interface Edition {
  readonly edition: string;
  readonly label: string;
  readonly applies: string;
  readonly known: string;
}

export interface RoundingRule {
  readonly quantum: string;
  readonly mode: "half-up" | "half-even" | "truncate" | "up";
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
  readonly columns: readonly {
    readonly name: string;
    /** Name of the measure in an assessment. */
    readonly measure: string;
    readonly area?: string;
    readonly except?: string;
    /** The column holds programme cells. */
    readonly programmes?: boolean;
  }[];
  readonly families: readonly {
    readonly family: "ordinary" | "additional" | "fees" | "excise" | "taxes";
    readonly applies: boolean;
    readonly held: readonly { readonly from: string; readonly to?: string }[];
    readonly reason?: string;
  }[];
  readonly rounding: {
    readonly value: RoundingRule & { readonly rule: "exact" | "line" | "rate-groups"; readonly source?: string };
    /** The first rule whose condition fits a term; none: exact. */
    readonly quantity: readonly (RoundingRule & {
      readonly units?: readonly string[];
      readonly chapters?: readonly string[];
      readonly coefficientUpTo?: string;
      readonly source?: string;
    })[];
    /** Values of parts. */
    readonly part?: RoundingRule & { readonly source?: string };
    readonly charge: RoundingRule & { readonly source?: string };
  };
  /** Facts that rates may ask for. */
  readonly facts?: Readonly<
    Record<
      string,
      {
        readonly type: "money" | "number" | "boolean" | "lines" | "commodity" | "codes";
        readonly unit?: string;
        readonly least?: string;
        readonly most?: string;
        readonly about: string;
      }
    >
  >;
}

export interface TariffFacts {
  readonly regime: Regime;
  readonly sources: readonly Source[];
  readonly editions: readonly Edition[];
  readonly areas: readonly AreaMember[];
  readonly programmes: readonly Programme[];
  readonly lines: readonly LineFact[];
}
