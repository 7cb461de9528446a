import { OriginColumn } from "../../../assembly/abi-origin";
import type { ElementType } from "../layout";

/** A column of the table of agreements; the prose is docs/origin-table.md. */
export interface OriginColumnLayout {
  readonly column: number;
  readonly name: string;
  readonly type: ElementType;
  /** The column holds where the rows of another begin, one element more than its rows. */
  readonly starts?: true;
}

/** In the order of their ids, in which they stand in the file. */
export const ORIGIN_LAYOUT = [
  { column: OriginColumn.meta, name: "meta", type: "u8" },
  { column: OriginColumn.agreementRules, name: "agreementRules", type: "u32", starts: true },
  { column: OriginColumn.agreementTolerances, name: "agreementTolerances", type: "u32", starts: true },
  { column: OriginColumn.ruleCodeDelta, name: "ruleCodeDelta", type: "u64" },
  { column: OriginColumn.rulePeriod, name: "rulePeriod", type: "u16" },
  { column: OriginColumn.ruleProgram, name: "ruleProgram", type: "u16" },
  { column: OriginColumn.ruleAnnexes, name: "ruleAnnexes", type: "u16" },
  { column: OriginColumn.periodSince, name: "periodSince", type: "i32" },
  { column: OriginColumn.periodUntil, name: "periodUntil", type: "i32" },
  { column: OriginColumn.programStart, name: "programStart", type: "u32", starts: true },
  { column: OriginColumn.nodeKind, name: "nodeKind", type: "u8" },
  { column: OriginColumn.nodeFlags, name: "nodeFlags", type: "u8" },
  { column: OriginColumn.nodeLength, name: "nodeLength", type: "u16" },
  { column: OriginColumn.nodeOperand, name: "nodeOperand", type: "u16" },
  { column: OriginColumn.testKind, name: "testKind", type: "u8" },
  { column: OriginColumn.testDetail, name: "testDetail", type: "u8" },
  { column: OriginColumn.testSense, name: "testSense", type: "u8" },
  { column: OriginColumn.testBases, name: "testBases", type: "u16" },
  { column: OriginColumn.testLimit, name: "testLimit", type: "u16" },
  { column: OriginColumn.testSelection, name: "testSelection", type: "u16" },
  { column: OriginColumn.testOther, name: "testOther", type: "u16" },
  { column: OriginColumn.testFact, name: "testFact", type: "u16" },
  { column: OriginColumn.testAllowances, name: "testAllowances", type: "u32", starts: true },
  { column: OriginColumn.allowanceSelection, name: "allowanceSelection", type: "u16" },
  { column: OriginColumn.allowanceLimit, name: "allowanceLimit", type: "u16" },
  { column: OriginColumn.allowanceBases, name: "allowanceBases", type: "u16" },
  { column: OriginColumn.limitNumerator, name: "limitNumerator", type: "u32" },
  { column: OriginColumn.limitDenominator, name: "limitDenominator", type: "u32" },
  { column: OriginColumn.selectionStart, name: "selectionStart", type: "u32", starts: true },
  { column: OriginColumn.selectorExcept, name: "selectorExcept", type: "u8" },
  { column: OriginColumn.selectorRange, name: "selectorRange", type: "u16" },
  { column: OriginColumn.selectorQuality, name: "selectorQuality", type: "u16" },
  { column: OriginColumn.rangeFrom, name: "rangeFrom", type: "u64" },
  { column: OriginColumn.rangeTo, name: "rangeTo", type: "u64" },
  { column: OriginColumn.factKind, name: "factKind", type: "u8" },
  { column: OriginColumn.toleranceFlags, name: "toleranceFlags", type: "u8" },
  { column: OriginColumn.toleranceGoods, name: "toleranceGoods", type: "u16" },
  { column: OriginColumn.toleranceMaterials, name: "toleranceMaterials", type: "u16" },
  { column: OriginColumn.toleranceFacts, name: "toleranceFacts", type: "u32", starts: true },
  { column: OriginColumn.conditionFact, name: "conditionFact", type: "u16" },
  { column: OriginColumn.toleranceExclusions, name: "toleranceExclusions", type: "u32", starts: true },
  { column: OriginColumn.exclusionGoods, name: "exclusionGoods", type: "u16" },
  { column: OriginColumn.exclusionFact, name: "exclusionFact", type: "u16" },
  { column: OriginColumn.exclusionMaterials, name: "exclusionMaterials", type: "u16" },
  { column: OriginColumn.toleranceAlternatives, name: "toleranceAlternatives", type: "u32", starts: true },
  { column: OriginColumn.alternativeCaps, name: "alternativeCaps", type: "u32", starts: true },
  { column: OriginColumn.capSelection, name: "capSelection", type: "u16" },
  { column: OriginColumn.capLimit, name: "capLimit", type: "u16" },
  { column: OriginColumn.capBase, name: "capBase", type: "u8" },
  { column: OriginColumn.exclusionLevel, name: "exclusionLevel", type: "u8" },
] as const satisfies readonly OriginColumnLayout[];

type Layout = (typeof ORIGIN_LAYOUT)[number];
export type OriginColumnName = Layout["name"];
type TypeOf<Name extends OriginColumnName> = Extract<Layout, { readonly name: Name }>["type"];

/** Columns as lists: of bigints where an element has 64 bits. */
export type OriginColumns = {
  readonly [Name in OriginColumnName]: TypeOf<Name> extends "u64" ? bigint[] : number[];
};

/** Columns as they were read. */
export type OriginData = {
  readonly [Name in OriginColumnName]: ArrayLike<TypeOf<Name> extends "u64" ? bigint : number>;
};

/** Empty columns; those of starts begin with 0. */
export const newOriginColumns = (): OriginColumns =>
  Object.fromEntries(
    ORIGIN_LAYOUT.map((layout: OriginColumnLayout) => [layout.name, layout.starts ? [0] : []]),
  ) as unknown as OriginColumns;
