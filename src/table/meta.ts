import type { Dated, Edition, FactRule, FamilyName, Regime, RegimeColumn, Source } from "./facts";

/** What the host reads of a table as JSON: names, sources and rules. Lists stand in the order of the table's numbers. */
export interface TableMeta {
  /** Raised when the compiler writes other bytes for the same facts. */
  readonly compiler: number;
  readonly tariff: string;
  readonly name: string;
  readonly currency: string;
  readonly minorUnits: number;
  readonly codeDigits: number;
  readonly valuation: Regime["valuation"];
  readonly rounding: Regime["rounding"];
  /** By legal day, then by day of publication: the newest last. */
  readonly editions: readonly Edition[];
  readonly sources: readonly Source[];
  readonly families: Regime["families"];
  /** `measureKind` → the column or the heading whose rates the measures are. */
  readonly measures: readonly MeasureKind[];
  /** `kindLayer` → layer; the first is the ordinary duty, and `null`. */
  readonly layers: readonly (LayerMeta | null)[];
  /** `kindHeading`, and what guards and provisions claim → the heading or circumstance; the first is none, and empty. */
  readonly headings: readonly string[];
  /** Shipments that are free of charges where the heading `de-minimis` is claimed for them: what the host tests. */
  readonly deMinimis: readonly DeMinimisMeta[];
  /** `lineUnits` → statistical units. */
  readonly units: readonly (readonly string[])[];
  /** `basisKey` of quantities → `KGM`, `KGM:lead`: the base unit of the dimension, and what is counted. */
  readonly quantities: readonly string[];
  /** Numbers of facts → what may be declared. */
  readonly facts: readonly (FactRule & { readonly name: string })[];
  readonly qualifiers: Readonly<Record<string, string>>;
  /** Areas by number; the first is every country. */
  readonly areas: readonly string[];
  /** Claims by number; the first is none. */
  readonly claims: readonly (ClaimMeta | null)[];
}

export interface MeasureKind {
  readonly measure: string;
  readonly chargeKind: "duty" | "additional-duty" | "fee" | "excise" | "tax";
  readonly family: FamilyName;
  /** Absent for a measure of a layer. */
  readonly column?: RegimeColumn["name"];
  readonly programmes: boolean;
  readonly source?: string;
  /** The heading of a layer's measure, by which a charge cites it. */
  readonly citation?: string;
  /** The heading was held unlawful: what was paid may be had back. */
  readonly refundable?: true;
}

export interface LayerMeta {
  readonly layer: string;
  readonly title: string;
  readonly family: FamilyName;
  readonly per: "line" | "entry";
}

/** Goods of the area, on the days that it holds, less those of `except` (0: of none), up to a value. */
export interface DeMinimisMeta {
  readonly area: number;
  readonly except: number;
  /** In the regime's currency. */
  readonly limit: string;
  readonly source: string;
}

/** A preference that may be declared: the symbols of the schedule that answer it, and since when. */
export interface ClaimMeta {
  readonly code: string;
  readonly symbols: readonly string[];
  readonly periods: readonly (Dated & {
    readonly symbol: string;
    readonly area: string;
    readonly status?: string;
    readonly source: string;
  })[];
}

const sortKeys = (_key: string, value: unknown): unknown =>
  typeof value === "object" && value !== null && !Array.isArray(value)
    ? Object.fromEntries(Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1)))
    : value;

/** UTF-8 JSON with sorted names: the same bytes for the same facts. */
export const encodeMeta = (meta: TableMeta): Uint8Array => new TextEncoder().encode(JSON.stringify(meta, sortKeys));
