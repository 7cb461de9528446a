import type { Quantity } from "../entry";
import type { Issue } from "../issue";
import type { FactTerm, TariffTerms, UnitTerm } from "./terms";

/** What was read from an entry: every field checked by itself, nothing looked up in the table's law yet. */

export interface DeclaredQuantity extends Quantity {
  readonly term: UnitTerm;
}

/** An amount, or a truth as `1` or `0`. */
export interface DeclaredFact {
  readonly term: FactTerm;
  /** JSON Pointer of where it is stated. */
  readonly path: string;
  readonly amount: string;
}

/** A heading or a provision that a line claims. */
export interface DeclaredHeading {
  /** The table's number: of the longest beginning of a provision that the table knows. */
  readonly heading: number;
  /** As the law writes it, with all the digits that were declared. */
  readonly name: string;
  readonly path: string;
}

/** A deposit at a declared rate. */
export interface DeclaredDeposit {
  /** The table's kind of measure. */
  readonly kind: number;
  readonly case: string;
  /** Per cent. */
  readonly rate: string;
  readonly path: string;
}

/** `claim` of a line that asks for the cheapest of its claims. */
export const BEST = -2;
/** `claim` or `origin` of a line whose field is missing or wrong. */
export const UNREADABLE = -1;

/** A line of an entry, or a component of one. Where an amount could not be read, `1` stands, and there is an issue. */
export interface DeclaredLine {
  /** JSON Pointer: empty for an entry of one line, `/lines/0`, `/facts/components/0`. */
  readonly path: string;
  /** JSON Pointers of the line's fields, each where it is stated, or would be: an article's are its line's. */
  readonly valuePath: string;
  readonly quantitiesPath: string;
  readonly factsPath: string;
  readonly commodityPath: string;
  readonly originPath: string;
  readonly preferencePath: string;
  /** Digits as declared, separators gone; empty where there are none. */
  readonly commodity: string;
  /** The same as a number, or 0 where they are not as many as the tariff has. */
  readonly code: number;
  /** `countryNumber`, or `UNREADABLE`. */
  readonly origin: number;
  readonly originCode: string;
  /** As declared; `none` where nothing was. */
  readonly preference: string;
  /** The table's claim: 0 none, `BEST`, or `UNREADABLE`. */
  readonly claim: number;
  readonly value: string;
  readonly quantities: readonly DeclaredQuantity[];
  readonly facts: readonly DeclaredFact[];
  /** Claims of `facts.claims`, in their order, without repetition. */
  readonly claims: readonly number[];
  /** Headings that `facts.headings` names, without repetition. */
  readonly headings: readonly DeclaredHeading[];
  /** Numbers of all that is claimed: those headings, and the circumstances of the entry. */
  readonly claimed: readonly number[];
  readonly deposits: readonly DeclaredDeposit[];
  /** JSON Pointers of `facts.deMinimis` and `facts.quota` where they are declared true, else empty. */
  readonly deMinimisPath: string;
  readonly quotaPath: string;
  /** Articles whose charges the line's rate may refer to. */
  readonly components: readonly DeclaredLine[];
  /** What is wrong with the line, its components included. */
  readonly issues: Issue[];
}

export interface Declaration {
  readonly id: string | null;
  readonly terms: TariffTerms | undefined;
  readonly tariff: string;
  readonly date: string;
  /** Days from 1970-01-01; undefined where the date is missing or none. */
  readonly day: number | undefined;
  /** The entry has `lines`. */
  readonly several: boolean;
  /** Undefined where it is not declared. */
  readonly transport: string | undefined;
  readonly entryType: string | undefined;
  readonly lines: readonly DeclaredLine[];
  /** What is wrong with the entry itself. */
  readonly issues: readonly Issue[];
}
