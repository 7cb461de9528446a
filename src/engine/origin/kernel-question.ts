import type { Rational } from "../../model/rational";
import type { OriginView } from "../../table/origin/read";
import type { ProductAmount } from "../../table/origin/words";

/** Declared true, declared false, or not declared. */
export type Truth = boolean | undefined;

/** A material of one product level, its own origin already told. */
export interface OriginMaterial {
  /** Digits, of which the first ten count; empty where nothing is known. */
  readonly code: string;
  readonly originating: Truth;
  /** If it originates: whether it is wholly obtained. */
  readonly wholly?: Truth;
  /** From 0 to below 2^90, in the unit of the product's amounts; absent: not known, any from 0. */
  readonly value?: bigint | undefined;
  readonly weight?: bigint | undefined;
  /** Whether changes of classification, `made from` and `all` look at it; absent: yes. */
  readonly change?: boolean;
  /** Whether shares and value contents do; absent: yes. */
  readonly counted?: boolean;
}

/**
 * One product of one level, under one agreement. A bill that is not known is one material of which nothing is known: it
 * stands for any number.
 */
export interface OriginQuestion {
  /** Its id, or its number in the table. */
  readonly agreement: number | string;
  /** Days from 1970-01-01. */
  readonly day: number;
  /** The program that judges it; absent: that of the agreement for the code on the day. */
  readonly program?: number;
  readonly code: string;
  /** Whole numbers of one unit for all values and one for all weights; absent: not known (`content`: none). */
  readonly amounts: Readonly<Partial<Record<ProductAmount, bigint>>>;
  /** Whether the product is wholly obtained. */
  readonly wholly?: Truth;
  /** Asked for each fact that the program and the agreement's tolerances name. */
  fact(kind: "process" | "product" | "quota", id: string): Truth;
  /** A share, its terms below 2^64. */
  figure(id: string): Rational | undefined;
  readonly materials: readonly OriginMaterial[];
  /** Asked for each quality that they name, of each material by its place. */
  quality(material: number, id: string): Truth;
  /** Whether the agreement's tolerances may help; absent: yes. */
  readonly tolerances?: boolean;
}

/** A table that the module has verified and holds. */
export interface OriginTable {
  readonly handle: number;
  readonly view: OriginView;
}
