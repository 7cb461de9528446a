import { BasisKind } from "../../../assembly/abi";
import type { DeclaredLine } from "../../model/declare/declaration";
import type { TableView } from "../../table/read";
import type { LoadedTable } from "../table";
import type { ActiveProvision } from "./reach";

/** The provision that the line claims for a layer, 0 for the ordinary duty, if it is one of the day's. */
export function provisionFor(
  { reach }: Pick<LoadedTable, "reach">,
  { headings, claimed, origin }: DeclaredLine,
  day: number,
  layer: number,
): ActiveProvision | undefined {
  if (headings.length === 0) return undefined;
  return reach(origin, day).provisions.find((it) => it.layer === layer && claimed.includes(it.heading));
}

/** The name of the fact that a basis is; undefined for any other basis. */
export function readAlone({ columns, meta }: TableView, basis: number): string | undefined {
  if (basis === 0 || columns.basisKind[basis] !== BasisKind.fact) return undefined;
  return meta.facts[columns.basisKey[basis]!]?.name;
}
