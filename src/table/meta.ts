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
  /** Sources of the table's displacements and provisions, by row. */
  readonly displacements: readonly Cited[];
  readonly provisions: readonly Cited[];
  /** Absent where the territory knows no informal entries. */
  readonly informal?: Regime["informal"];
  readonly quotas: readonly QuotaMeta[];
  /** What is law, or may be, and is not in the table. */
  readonly notHeld: readonly NotHeldMeta[];
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

export interface Cited {
  readonly source: string;
}

/** Goods whose codes begin with `code` are within a quota; the same goods over it stand under `over`. */
export interface QuotaMeta extends Cited {
  readonly code: string;
  readonly over: readonly string[];
  readonly terms: string;
  readonly from: string;
  readonly to?: string;
}

/** On days, for goods of an area: what a line must claim for it to matter is in `when`. */
export interface NotHeldMeta {
  /** A layer, or a name for what is none. */
  readonly layer: string;
  readonly family: FamilyName;
  readonly from: string;
  readonly to?: string;
  /** Absent: goods of every origin. */
  readonly countries?: readonly string[];
  readonly goods: "all" | GoodsMeta;
  /** The beginning of a heading, `informal`, or `quota`. Absent: it matters always. */
  readonly when?: string;
  readonly reason: string;
}

/** Beginnings of codes; those of `less` are out again, and one of `only` has to fit as well. */
export interface GoodsMeta {
  readonly of: readonly string[];
  readonly less?: readonly string[];
  readonly only?: readonly string[];
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
