import {
  BasisKind,
  ChargeUnit,
  Column,
  EVERY_COUNTRY,
  FAMILY_COUNT,
  GuardOperator,
  ProgramState,
  Rounding,
  SumOperator,
  Threshold,
} from "../../assembly/abi";

/**
 * The columns of a table as data: what writer, verifier and reader share, so that none of them names a column's type
 * or its meaning a second time. The prose is docs/table-format.md.
 */

export interface ElementTypes {
  readonly u8: Uint8Array;
  readonly u16: Uint16Array;
  readonly u32: Uint32Array;
  readonly i32: Int32Array;
  readonly u64: BigUint64Array;
  readonly i64: BigInt64Array;
}
export type ElementType = keyof ElementTypes;

export const ELEMENT_BYTES: Readonly<Record<ElementType, number>> = { u8: 1, u16: 2, u32: 4, i32: 4, u64: 8, i64: 8 };

/** Columns of one kind of row have equal counts. */
export type Rows =
  | "byte"
  | "string"
  | "character"
  | "regime"
  | "line"
  | "kind"
  | "set"
  | "setGroup"
  | "group"
  | "measure"
  | "choice"
  | "alternative"
  | "program"
  | "sum"
  | "term"
  | "basis"
  | "guard"
  | "step"
  | "area"
  | "member"
  | "claim"
  | "family"
  | "held"
  | "provision"
  | "displacement"
  | "by"
  | "of";

export interface ColumnLayout {
  readonly column: number;
  readonly name: string;
  readonly type: ElementType;
  readonly rows: Rows;
  /** The column holds, for each row and one more, where its rows of this kind begin. */
  readonly startsOf?: Rows;
  /** Elements are row numbers of this kind. */
  readonly refersTo?: Rows;
  /** Elements are below this. */
  readonly below?: number;
  /** A table may do without the column: no row has anything in it. */
  readonly optional?: boolean;
}

export const LAYOUT = [
  { column: Column.meta, name: "meta", type: "u8", rows: "byte" },
  { column: Column.stringStart, name: "stringStart", type: "u32", rows: "string", startsOf: "character" },
  { column: Column.stringBytes, name: "stringBytes", type: "u8", rows: "character" },
  { column: Column.regime, name: "regime", type: "i64", rows: "regime" },

  { column: Column.lineCodeDelta, name: "lineCodeDelta", type: "u64", rows: "line" },
  { column: Column.lineFrom, name: "lineFrom", type: "i32", rows: "line" },
  { column: Column.lineTo, name: "lineTo", type: "i32", rows: "line" },
  { column: Column.lineKnown, name: "lineKnown", type: "i32", rows: "line" },
  { column: Column.lineEndKnown, name: "lineEndKnown", type: "i32", rows: "line" },
  { column: Column.lineUnits, name: "lineUnits", type: "u16", rows: "line" },
  { column: Column.lineDigits, name: "lineDigits", type: "u8", rows: "line" },
  { column: Column.lineGuard, name: "lineGuard", type: "u16", rows: "line", refersTo: "guard" },
  { column: Column.lineSet, name: "lineSet", type: "u32", rows: "line", refersTo: "set" },
  { column: Column.lineStack, name: "lineStack", type: "u32", rows: "line", refersTo: "set", optional: true },

  { column: Column.kindFamily, name: "kindFamily", type: "u8", rows: "kind", below: FAMILY_COUNT },
  { column: Column.kindLayer, name: "kindLayer", type: "u16", rows: "kind" },
  { column: Column.kindHeading, name: "kindHeading", type: "u16", rows: "kind" },
  { column: Column.kindPer, name: "kindPer", type: "u8", rows: "kind", below: ChargeUnit.entry + 1 },

  { column: Column.setStart, name: "setStart", type: "u32", rows: "set", startsOf: "setGroup" },
  { column: Column.setGroup, name: "setGroup", type: "u32", rows: "setGroup", refersTo: "group" },
  { column: Column.groupStart, name: "groupStart", type: "u32", rows: "group", startsOf: "measure" },
  { column: Column.measureArea, name: "measureArea", type: "u16", rows: "measure", refersTo: "area" },
  { column: Column.measureExcept, name: "measureExcept", type: "u16", rows: "measure", refersTo: "area" },
  { column: Column.measureClaim, name: "measureClaim", type: "u16", rows: "measure", refersTo: "claim" },
  { column: Column.measureKind, name: "measureKind", type: "u16", rows: "measure", refersTo: "kind" },
  { column: Column.measureChoice, name: "measureChoice", type: "u32", rows: "measure", refersTo: "choice" },
  { column: Column.measureRank, name: "measureRank", type: "u8", rows: "measure", optional: true },

  { column: Column.choiceStart, name: "choiceStart", type: "u32", rows: "choice", startsOf: "alternative" },
  { column: Column.alternativeGuard, name: "alternativeGuard", type: "u16", rows: "alternative", refersTo: "guard" },
  {
    column: Column.alternativeProgram,
    name: "alternativeProgram",
    type: "u32",
    rows: "alternative",
    refersTo: "program",
  },

  { column: Column.programStart, name: "programStart", type: "u32", rows: "program", startsOf: "sum" },
  { column: Column.programDenominator, name: "programDenominator", type: "u64", rows: "program" },
  { column: Column.programText, name: "programText", type: "u32", rows: "program", refersTo: "string" },
  { column: Column.programState, name: "programState", type: "u8", rows: "program", below: ProgramState.refused + 1 },
  { column: Column.sumStart, name: "sumStart", type: "u32", rows: "sum", startsOf: "term" },
  { column: Column.sumOperator, name: "sumOperator", type: "u8", rows: "sum", below: SumOperator.cap + 1 },
  { column: Column.termCoefficient, name: "termCoefficient", type: "i64", rows: "term" },
  { column: Column.termBasis, name: "termBasis", type: "u16", rows: "term", refersTo: "basis" },
  { column: Column.termFactor, name: "termFactor", type: "u16", rows: "term", refersTo: "basis" },

  { column: Column.basisKind, name: "basisKind", type: "u8", rows: "basis", below: BasisKind.entry + 1 },
  { column: Column.basisKey, name: "basisKey", type: "u16", rows: "basis" },
  { column: Column.basisUnitNumerator, name: "basisUnitNumerator", type: "u64", rows: "basis" },
  { column: Column.basisUnitDenominator, name: "basisUnitDenominator", type: "u64", rows: "basis" },
  { column: Column.basisQuantum, name: "basisQuantum", type: "u64", rows: "basis" },
  { column: Column.basisRounding, name: "basisRounding", type: "u8", rows: "basis", below: Rounding.up + 1 },
  { column: Column.basisThreshold, name: "basisThreshold", type: "u64", rows: "basis" },
  {
    column: Column.basisThresholdSense,
    name: "basisThresholdSense",
    type: "u8",
    rows: "basis",
    below: Threshold.under + 1,
  },
  { column: Column.basisText, name: "basisText", type: "u32", rows: "basis", refersTo: "string" },

  { column: Column.provisionArea, name: "provisionArea", type: "u16", rows: "provision", refersTo: "area" },
  { column: Column.provisionHeading, name: "provisionHeading", type: "u16", rows: "provision" },
  { column: Column.provisionLayer, name: "provisionLayer", type: "u16", rows: "provision" },
  { column: Column.provisionMinuend, name: "provisionMinuend", type: "u16", rows: "provision", refersTo: "basis" },
  {
    column: Column.provisionSubtrahend,
    name: "provisionSubtrahend",
    type: "u16",
    rows: "provision",
    refersTo: "basis",
  },

  { column: Column.guardStart, name: "guardStart", type: "u32", rows: "guard", startsOf: "step" },
  { column: Column.guardOperator, name: "guardOperator", type: "u8", rows: "step", below: GuardOperator.not + 1 },
  { column: Column.guardFirst, name: "guardFirst", type: "u32", rows: "step" },
  { column: Column.guardSecond, name: "guardSecond", type: "u32", rows: "step" },

  { column: Column.areaStart, name: "areaStart", type: "u32", rows: "area", startsOf: "member" },
  { column: Column.memberCountry, name: "memberCountry", type: "u16", rows: "member", below: EVERY_COUNTRY + 1 },
  { column: Column.memberFrom, name: "memberFrom", type: "i32", rows: "member" },
  { column: Column.memberTo, name: "memberTo", type: "i32", rows: "member" },
  { column: Column.memberKnown, name: "memberKnown", type: "i32", rows: "member" },
  { column: Column.memberEndKnown, name: "memberEndKnown", type: "i32", rows: "member" },

  { column: Column.claimArea, name: "claimArea", type: "u16", rows: "claim", refersTo: "area" },

  { column: Column.familyApplies, name: "familyApplies", type: "u8", rows: "family", below: 2 },
  { column: Column.heldFamily, name: "heldFamily", type: "u8", rows: "held", below: FAMILY_COUNT },
  { column: Column.heldFrom, name: "heldFrom", type: "i32", rows: "held" },
  { column: Column.heldTo, name: "heldTo", type: "i32", rows: "held" },

  { column: Column.displacementArea, name: "displacementArea", type: "u16", rows: "displacement", refersTo: "area" },
  { column: Column.displacementGuard, name: "displacementGuard", type: "u16", rows: "displacement", refersTo: "guard" },
  { column: Column.displacementLess, name: "displacementLess", type: "u16", rows: "displacement", refersTo: "basis" },
  {
    column: Column.displacementByStart,
    name: "displacementByStart",
    type: "u32",
    rows: "displacement",
    startsOf: "by",
  },
  { column: Column.displacementBy, name: "displacementBy", type: "u16", rows: "by" },
  {
    column: Column.displacementOfStart,
    name: "displacementOfStart",
    type: "u32",
    rows: "displacement",
    startsOf: "of",
  },
  { column: Column.displacementOf, name: "displacementOf", type: "u16", rows: "of" },
] as const satisfies readonly ColumnLayout[];

export type ColumnName = (typeof LAYOUT)[number]["name"];

/** The type of each column's elements, by the column's name. */
export type TypeOf = { readonly [L in (typeof LAYOUT)[number] as L["name"]]: L["type"] };

/** Typed arrays of all columns, by name. */
export type Columns = { readonly [Name in ColumnName]: ElementTypes[TypeOf[Name]] };
