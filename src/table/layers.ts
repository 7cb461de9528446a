import type { Dated } from "./dated";

/** The layers of charges beside the ordinary duty, as facts (docs/us-layers.md says how a territory writes them). */
export interface Layers {
  readonly headings: readonly LayerHeading[];
  readonly scopes: readonly ScopeProvision[];
  readonly displacements: readonly Displacement[];
  readonly provisions: readonly Provision[];
  readonly deMinimis: readonly DeMinimis[];
  readonly quotas: readonly Quota[];
  readonly notHeld: readonly NotHeld[];
}

/** For people: only the days decide. What was paid under a heading that was struck down is refundable. */
export const HEADING_STATUSES = ["in-force", "expired", "struck-down"] as const;

/** What a heading charges goods of an area and a scope. */
export interface LayerHeading extends Dated {
  /** As importers declare it; empty for a charge that no heading selects. */
  readonly heading: string;
  readonly layer: string;
  /** Of the rows of a layer that fit, the lowest rank counts whose guard holds. */
  readonly rank: number;
  /** `any`, an area, or countries with spaces between; so is what is taken out of it. */
  readonly area: string;
  readonly except?: string;
  /** Scopes and provisions, `less` others, `only` with others; `all`; `?` for a list that is not held. */
  readonly scope: string;
  /** Language of rates. */
  readonly rate: string;
  /** Language of guards; empty: always. */
  readonly when: string;
  readonly status: (typeof HEADING_STATUSES)[number];
  readonly source: string;
}

/** Goods whose codes begin with `code` are in the scope, for ever where no days are given. */
export interface ScopeProvision {
  readonly scope: string;
  readonly code: string;
  readonly from?: string;
  readonly to?: string;
  readonly known?: string;
  readonly endKnown?: string;
  readonly source: string;
}

/** Where a layer or heading of `by` charges a line, those of `displaces` do not; nobody named: wherever `when` holds. */
export interface Displacement extends Dated {
  readonly by: readonly string[];
  readonly displaces: readonly string[];
  /** They do charge, on the value less this fact. */
  readonly less?: string;
  readonly when: string;
  readonly source: string;
}

/** Where the provision is claimed, the shares of the layers (`ordinary` is one) are taken of another value. */
export interface Provision extends Dated {
  /** The provision, and all that begin with it and are not named themselves. */
  readonly provision: string;
  readonly layers: readonly string[];
  /** `value`, a fact, `value - fact`, or `none`. */
  readonly basis: string;
  readonly source: string;
}

/** Shipments of at most this value bear no duty and no fee. */
export interface DeMinimis extends Dated {
  readonly area: string;
  readonly except?: string;
  /** An amount and the currency: `800 USD`. */
  readonly limit: string;
  readonly source: string;
}

/** Goods within a quota, and the provisions under which the same goods stand that are over it. */
export interface Quota extends Dated {
  readonly code: string;
  readonly over: readonly string[];
  /** The law that says which goods are within. */
  readonly terms: string;
  readonly source: string;
}

/** What is law, or may be, and is not in the facts: silence must not pass for coverage. */
export interface NotHeld {
  /** A layer, or a name for what is none. */
  readonly layer: string;
  /** Of what is no layer. */
  readonly family?: string;
  readonly from: string;
  readonly to?: string;
  readonly area: string;
  readonly scope: string;
  /**
   * What a line must claim for it to matter: the beginning of a heading, `informal`, `quota`. `declared`: the line's
   * own headings say what the facts do not, so that nothing is missing.
   */
  readonly when: string;
  readonly reason: string;
}
