import { Amount, Base, FactKind, Method, RangeRow, Sense, StatusBit } from "../../../assembly/abi-origin";
import type { Base as BaseName, RegionalValue, Rule, Sense as SenseName, Status } from "../../model/origin/rule";

/** What the words of the language of rules are in a table, and back. */

const inverse = <T extends string>(words: Readonly<Record<T, number>>): ReadonlyMap<number, T> =>
  new Map((Object.entries(words) as [T, number][]).map(([word, number]) => [number, word]));

export const SENSE_NUMBERS: Readonly<Record<SenseName, number>> = {
  "at-most": Sense.atMost,
  "at-least": Sense.atLeast,
  under: Sense.under,
  over: Sense.over,
};
export const SENSE_WORDS = inverse(SENSE_NUMBERS);

export const STATUS_BITS: Readonly<Record<Status, number>> = {
  "non-originating": StatusBit.non,
  originating: StatusBit.originating | StatusBit.wholly,
  "wholly-obtained": StatusBit.wholly,
  used: StatusBit.non | StatusBit.originating | StatusBit.wholly,
};
export const STATUS_WORDS = inverse(STATUS_BITS);

export const METHOD_NUMBERS: Readonly<Record<RegionalValue["method"], number>> = {
  "build-down": Method.buildDown,
  "build-up": Method.buildUp,
  "focused-value": Method.focusedValue,
};
export const METHOD_WORDS = inverse(METHOD_NUMBERS);

export const BASE_BITS: Readonly<Record<BaseName, number>> = {
  EXW: Base.exWorks,
  FOB: Base.freeOnBoard,
  TV: Base.transactionValue,
  NC: Base.netCost,
  weight: Base.weight,
  originating: Base.originating,
  materials: Base.materials,
  "materials-weight": Base.materialsWeight,
};
/** By the number of the bit. */
export const BASE_WORDS = Object.keys(BASE_BITS) as readonly BaseName[];

export type Level = "chapter" | "heading" | "subheading";
export const LEVEL_ROWS: Readonly<Record<Level, number>> = {
  chapter: RangeRow.sameChapter,
  heading: RangeRow.sameHeading,
  subheading: RangeRow.sameSubheading,
};
export const LEVEL_WORDS = inverse(LEVEL_ROWS);

/** Amounts of a product, by the order of the request's columns. */
export const AMOUNT_NUMBERS = {
  EXW: Amount.exWorks,
  FOB: Amount.freeOnBoard,
  TV: Amount.transactionValue,
  NC: Amount.netCost,
  weight: Amount.weight,
  content: Amount.content,
  good: Amount.good,
  "total-cost": Amount.totalCost,
  "textiles-weight": Amount.textilesWeight,
  "basic-textiles-weight": Amount.basicTextilesWeight,
  "component-weight": Amount.componentWeight,
} as const;
export type ProductAmount = keyof typeof AMOUNT_NUMBERS;
export const AMOUNT_WORDS = Object.keys(AMOUNT_NUMBERS) as readonly ProductAmount[];

export type FactSubject = Extract<Rule, { kind: "declared" }>["subject"] | "figure" | "material";
export const FACT_KIND_NUMBERS: Readonly<Record<FactSubject, number>> = {
  process: FactKind.process,
  product: FactKind.product,
  quota: FactKind.quota,
  figure: FactKind.figure,
  material: FactKind.material,
};
export const FACT_KIND_WORDS = inverse(FACT_KIND_NUMBERS);
