import type { LegName, Transport } from "./facts";

/** What a basis of valuation does with a leg of the journey (`LegRule`). */
export type LegTreatment = "as-priced" | "included" | "excluded" | "excluded-if-apart" | "excluded-if-through";

export interface Cited {
  /** Where the rule stands. */
  readonly source: string;
}

/** How a territory values goods: data, named by rule; the engine knows the methods, not the territory. */
export interface ValuationRegime {
  readonly tariff: string;
  readonly currency: string;
  readonly minorUnits: number;
  readonly basis: "CIF" | "FOB";
  /** What the value takes of each leg, up to the place of introduction. */
  readonly legs: Readonly<Record<LegName, { readonly rule: LegTreatment } & Cited>>;
  /** Where a mode of transport differs: goods by post are introduced where they are delivered. */
  readonly byTransport?: Readonly<
    Partial<Record<Transport, Readonly<Partial<Record<LegName, { readonly rule: LegTreatment } & Cited>>>>>
  >;
  /** Place of introduction by mode, for people. */
  readonly introduction: Readonly<Partial<Record<Transport, string>>>;
  /** Zones of departure → the percentage of air freight that belongs to the value, each with the day it applies from. */
  readonly air?: Cited & {
    readonly zones: Readonly<Record<string, readonly { readonly from: string; readonly percent: string }[]>>;
  };
  readonly exchange: Cited & {
    /** Which date picks the rate. */
    readonly date: "acceptance" | "exportation";
    /** A certified daily rate displaces a periodical one from which it differs by so many per cent of itself, or more. */
    readonly dailyFrom?: string;
    /** The day of a month on which the next month's rates are fixed. */
    readonly fixing?: "penultimate-wednesday";
    /** How the administration's own table is quoted, where the territory holds one. */
    readonly table?: Cited & { readonly quoted: ExchangeTable["quoted"] };
  };
  /** Days after importation within which a later sale may fix a unit price; the second for goods further processed. */
  readonly resale: Cited & { readonly days: number; readonly processedDays: number };
  readonly rounding: Cited & {
    readonly quantum: string;
    readonly mode: "half-up" | "half-even" | "truncate" | "up";
  };
  /** How the value is entered, where that differs: whole units of currency. */
  readonly entered?: Cited & { readonly quantum: string; readonly mode: "half-up" | "truncate" };
}

/** Currencies of an administration's dated table: rates as decimals, quoted one way. */
export interface ExchangeTable extends Cited {
  readonly quoted: "foreign-per-local" | "local-per-foreign";
  /** The rate of a currency on a day; undefined where the table has none. */
  find(currency: string, date: string): ExchangePeriod | undefined;
}

export interface ExchangePeriod {
  readonly rate: string;
  readonly from: string;
  readonly to: string;
}

/**
 * A table of monthly rates as text: one file a year, tab-separated, currencies down, months (`2026-09`) across, an
 * empty cell where the administration published none.
 */
export interface ExchangeText {
  readonly quoted: ExchangeTable["quoted"];
  readonly source: string;
  /** Year → the file's text. */
  readonly years: Readonly<Record<string, string>>;
}

/** A regime with its table of rates as data: what the build writes for a territory, and an engine is given. */
export interface ValuationData {
  readonly regime: ValuationRegime;
  readonly exchange?: ExchangeText;
}
