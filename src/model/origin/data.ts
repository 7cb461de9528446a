import type { Cited } from "./agreement";
import type { EditionStep } from "./editions";

/** What stands beside a table of agreements: the editions of the Harmonized System, and names of textile materials. */
export interface OriginBeside {
  readonly editions: { readonly year: number; readonly list: string; readonly steps: readonly EditionStep[] };
  /** Basic textile material → what it is, in a line. */
  readonly basics: Readonly<Record<string, string>>;
  /** Agreement → the codes by which its certificates name the criterion of origin. */
  readonly criteria: Readonly<Record<string, OriginCriteria>>;
}

/** Of goods wholly obtained, made of originating materials only, and made by the product's rule. */
export interface OriginCriteria extends Cited {
  readonly wholly: string;
  readonly exclusively: string;
  readonly rule: string;
}

/** All that origin is determined by. */
export interface OriginData extends OriginBeside {
  /** A sealed table of agreements. */
  readonly table: Uint8Array;
}
