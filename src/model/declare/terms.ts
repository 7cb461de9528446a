import type { FactType } from "../issue";

/** A unit that may be declared, as a table counts it. */
export interface UnitTerm {
  /** As declared: `TNE`, `GRM:lead`. */
  readonly text: string;
  /** The quantity across units: `KGM`, `KGM:lead`. */
  readonly name: string;
  /** The table's number of that quantity, or −1 where no rate asks for it. */
  readonly key: number;
  /** One of the unit is numerator/denominator of the quantity's base unit. */
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** A fact that may be declared. */
export interface FactTerm {
  readonly name: string;
  /** The table's number of the fact, or −1 where no rate computes with it. */
  readonly key: number;
  readonly type: FactType;
  readonly unit?: string;
  /** Bounds of a number, both in, as amounts. */
  readonly least?: string;
  readonly most?: string;
}

/** What a line may claim beside a preference: headings of layers, provisions of another base, circumstances of the entry. */
export interface HeadingTerms {
  /** By number, as the law writes them: `9903.88.69`, `9802.00.50`, `98`. */
  readonly names: readonly string[];
  /** By their digits. */
  readonly numbers: ReadonlyMap<string, number>;
  /** `formal`, `sea`, `post` …, where a charge hangs on them. */
  readonly circumstances: ReadonlyMap<string, number>;
}

/** What a tariff lets a person say: an entry is read against it. */
export interface TariffTerms {
  readonly tariff: string;
  readonly currency: string;
  readonly codeDigits: number;
  /** Lines that the schedule prints with fewer digits, none below them: the code as printed → with all its digits. */
  readonly shortCodes: ReadonlyMap<string, string>;
  /** Undefined for a unit or a qualifier that is not known. */
  unit(text: string): UnitTerm | undefined;
  /** Sorted. */
  readonly qualifiers: readonly string[];
  readonly facts: ReadonlyMap<string, FactTerm>;
  /** Codes of programmes that may be claimed → the table's number of the claim. */
  readonly claims: ReadonlyMap<string, number>;
  readonly headings: HeadingTerms;
  /** Kinds of deposits → the table's number of the kind of measure. */
  readonly deposits: ReadonlyMap<string, number>;
}

/** Facts to which the entry itself gives their meaning: those that every tariff knows. */
export const COMMON_FACTS: readonly FactTerm[] = [
  { name: "claims", key: -1, type: "codes" },
  { name: "components", key: -1, type: "lines" },
  { name: "article", key: -1, type: "commodity" },
];

/** Those that a tariff with layers of duty knows as well. */
export const LAYER_FACTS: readonly FactTerm[] = [
  { name: "headings", key: -1, type: "codes" },
  { name: "deposits", key: -1, type: "deposits" },
  { name: "deMinimis", key: -1, type: "boolean" },
  { name: "quota", key: -1, type: "boolean" },
];
