import type { FamilyName } from "../../table/facts";
import type { TableMeta } from "../../table/meta";

/** What is law, or may be, and is not in a table: on days, for goods of an area. */
export interface NotHeld {
  /** A layer or a fee; or what is none. */
  readonly layer: string;
  readonly family: FamilyName;
  readonly from: string;
  readonly to?: string;
  /** Absent: goods of every origin. */
  readonly countries?: readonly string[];
  readonly goods: "all" | GoodsOf;
  /** What the line must claim for it to matter: the beginning of a heading, `informal`, `quota`. */
  readonly when?: string;
  readonly reason: string;
}

/** Beginnings of codes; those of `less` are out again, and one of `only` has to fit as well. */
export interface GoodsOf {
  readonly of: readonly string[];
  readonly less?: readonly string[];
  readonly only?: readonly string[];
}

/** A line in quota, and those of the same goods over it. */
export interface QuotaMeta {
  readonly code: string;
  readonly over: readonly string[];
  readonly terms: string;
  readonly from: string;
  readonly to?: string;
  readonly source: string;
}

/** What a table with layers says besides. */
export interface LayeredMeta extends TableMeta {
  readonly notHeld?: readonly NotHeld[];
  readonly quotas?: readonly QuotaMeta[];
  /** By row of the table's displacements and provisions. */
  readonly displacements?: readonly { readonly source: string }[];
  readonly provisions?: readonly { readonly source: string }[];
  /** Up to this value an entry may be informal. */
  readonly informal?: { readonly limit: string; readonly source: string };
}
