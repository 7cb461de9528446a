import type { Rule } from "../../../src/model/origin/rule";
import { ALTERNATIVE_NOT_HELD } from "./alternatives-held";
import type { AnnexRow } from "./annex";
import type { Range } from "./code-ranges";
import { isEx, isRest } from "./parts";
import { plainText } from "./plain-text";
import { both, declared, either } from "./rules";

/**
 * Rows that hold within a yearly quota, and often for one direction of trade, say so in column 2 ("Quota for exports
 * from Canada into the United Kingdom"). They stand beside the rule that the same goods have otherwise: without the
 * quota, that rule decides.
 */

const QUOTA = /\bquotas?\b/i;

export const isQuotaBound = ({ description }: AnnexRow): boolean => QUOTA.test(plainText(description));

interface Placed {
  readonly row: AnnexRow;
  readonly ranges: readonly Range[];
}

const holds = (outer: Range, inner: Range): boolean =>
  outer.from <= inner.from.slice(0, outer.from.length) && inner.to.slice(0, outer.to.length) <= outer.to;

/** Codes have even lengths; of two ranges the longer codes, then fewer of them, are the closer. */
const width = ({ from, to }: Range): number => (Number(to) - Number(from) + 1) * 10 ** (10 - from.length);

/** The row that has the codes without the quota: the closest around them, if it is one alone and for all goods. */
export function standardRow<Row extends Placed>(range: Range, rows: readonly Row[]): Row | undefined {
  const around = rows
    .filter(({ row }) => !isQuotaBound(row))
    .flatMap((row) => row.ranges.filter((outer) => holds(outer, range)).map((outer) => ({ row, width: width(outer) })));
  const closest = Math.min(...around.map(({ width }) => width));
  const [only, ...more] = around.filter(({ width }) => width === closest).map(({ row }) => row);
  if (only === undefined || more.length > 0) return undefined;
  return isEx(only.row) && !isRest(only.row) ? undefined : only;
}

/** @param standard the rule without the quota; where it could not be told from others, it is asked for. */
export const quotaBound = (rule: Rule, standard: Rule | undefined): Rule =>
  either([both([declared("quota", "origin-quota"), rule]), standard ?? declared("product", ALTERNATIVE_NOT_HELD)]);
