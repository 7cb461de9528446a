import { BasisKind, GuardOperator, LAYER_WORD } from "../../assembly/abi";
import { DutiableError } from "../model/errors";
import type { TableHeader } from "./header";
import type { Columns, Rows } from "./layout";
import type { TableMeta } from "./meta";

/** The lists of the meta that the table's numbers point into have to hold them. */
export function readMeta(columns: Columns, rows: (of: Rows) => number, header: TableHeader): TableMeta {
  let meta: TableMeta;
  try {
    meta = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(columns.meta)) as TableMeta;
  } catch {
    throw new DutiableError("TABLE_CORRUPT", "the table's meta cannot be read");
  }
  if (typeof meta !== "object" || meta === null) throw new DutiableError("TABLE_CORRUPT", "the table has no meta");
  const lists = [meta.editions, meta.sources, meta.families, meta.measures, meta.units, meta.quantities];
  const more = [meta.facts, meta.areas, meta.claims, meta.layers, meta.headings, meta.deMinimis];
  const named = [meta.displacements, meta.provisions, meta.quotas, meta.notHeld];
  const sound =
    [...lists, ...more, ...named].every(Array.isArray) &&
    meta.tariff === header.tariff &&
    meta.editions.length > 0 &&
    meta.areas.length === rows("area") &&
    meta.claims.length === rows("claim") &&
    meta.measures.length === rows("kind") &&
    meta.displacements.length === rows("displacement") &&
    meta.provisions.length === rows("provision") &&
    namedWords(columns, meta) &&
    columns.lineUnits.every((units) => units < meta.units.length) &&
    columns.basisKind.every((kind, basis) => {
      const key = columns.basisKey[basis] as number;
      if (kind === BasisKind.quantity) return key < meta.quantities.length;
      return !KEYED_BY_FACT.has(kind) || key < meta.facts.length;
    });
  if (!sound) throw new DutiableError("TABLE_CORRUPT", "the table's meta is another table's");
  return meta;
}

const KEYED_BY_FACT: ReadonlySet<number> = new Set([
  BasisKind.fact,
  BasisKind.componentsSum,
  BasisKind.componentsHighest,
]);

/** Whether layers, headings and facts are in the meta wherever a column names one. */
function namedWords(columns: Columns, meta: TableMeta): boolean {
  const isLayer = (layer: number): boolean => layer < meta.layers.length;
  const isHeading = (heading: number): boolean => heading < meta.headings.length;
  const isWord = (word: number): boolean => ((word & LAYER_WORD) !== 0 ? isLayer(word & ~LAYER_WORD) : isHeading(word));
  return (
    [columns.kindLayer, columns.provisionLayer].every((column) => column.every(isLayer)) &&
    [columns.kindHeading, columns.provisionHeading].every((column) => column.every(isHeading)) &&
    [columns.displacementBy, columns.displacementOf].every((column) => column.every(isWord)) &&
    columns.guardOperator.every((operator, step) => {
      const [first, second] = [columns.guardFirst[step] as number, columns.guardSecond[step] as number];
      if (operator === GuardOperator.fact) return first < meta.facts.length;
      if (operator === GuardOperator.listed) return isHeading(first) && second < meta.facts.length;
      return operator !== GuardOperator.claims || isHeading(first);
    })
  );
}
