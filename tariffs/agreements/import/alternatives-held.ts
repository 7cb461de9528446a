import type { Annex, AnnexRow } from "./annex";
import { rangesOf } from "./code-ranges";

/**
 * Some data files hold one rule a row although the annex states alternatives (a fourth column, or rules after a
 * semicolon). What they leave out is a fact to declare, so that no "no" rests on half a rule.
 */

/** A product fact of the vocabulary: it meets an alternative of its rule that the data leave out. */
export const ALTERNATIVE_NOT_HELD = "alternative-not-held";

/** Files of fewer rows prove nothing. */
const ENOUGH = 40;

const INLINE = /\n\s*or\s*\n|\bor\s+(?:manufacture|production)\b/i;

/** Whether an annex of many rows has next to no alternatives: its source took the first of each row. */
export function lacksAlternatives(rows: readonly AnnexRow[]): boolean {
  const having = rows.filter(({ texts }) => new Set(texts).size > 1 || INLINE.test(texts[0] ?? ""));
  return rows.length > ENOUGH && having.length * 50 < rows.length;
}

const overlap = (a: AnnexRow, b: AnnexRow): boolean =>
  rangesOf(a).some((one) =>
    rangesOf(b).some((other) => {
      const length = Math.min(one.from.length, other.from.length);
      return (
        one.from.slice(0, length) <= other.to.slice(0, length) && other.from.slice(0, length) <= one.to.slice(0, length)
      );
    }),
  );

/**
 * Whether an alternative of a row may be missing: in such an annex any may, save where the other side's copy of the
 * agreement has one rule only for all of its codes.
 */
export function mayLackAlternative(row: AnnexRow, copy: Annex | undefined): boolean {
  const same = copy?.rows.filter((other) => overlap(row, other)) ?? [];
  return same.length === 0 || same.some(({ texts }) => texts.length > 1);
}
