import type { Rate, RateBasis, RateCell, Reference } from "../../src/model/rate";

/** What a cell needs before it can be computed, for counting. */
export type CellKind =
  | "free"
  | "ad valorem"
  | "specific"
  | "compound"
  /** The charge of other articles, which the entry declares. */
  | "of components"
  | "of article"
  /** By a fact of the goods: one alternative may be prose. */
  | "conditional"
  /** A reference to a note or a provision: never computed. */
  | "prose";

export const CELL_KINDS: readonly CellKind[] = [
  "free",
  "ad valorem",
  "specific",
  "compound",
  "of components",
  "of article",
  "conditional",
  "prose",
];

export function kindOf(cell: RateCell): CellKind {
  if (cell.kind === "see") return "prose";
  if (cell.kind === "conditional") return "conditional";
  const bases = basesOf(cell);
  const charge = bases.find((basis) => basis.kind === "charge");
  if (charge?.kind === "charge") return charge.of === "components" ? "of components" : "of article";
  if (bases.length === 0) return "free";
  const shares = cell.sums.flatMap(({ terms }) => terms).map(({ currency }) => currency === undefined);
  return shares.every((share) => share) ? "ad valorem" : shares.some((share) => share) ? "compound" : "specific";
}

/** Whether a line's rate can be had: from its own goods, from them and other declared articles, or not at all. */
export type Computability = "alone" | "declared" | "never";

/** Every alternative counts: a rate that prose may decide is not computable. */
export function computabilityOf(cell: RateCell): Computability {
  const alternatives: readonly (Rate | Reference)[] =
    cell.kind === "conditional" ? cell.alternatives.map(({ rate }) => rate) : [cell];
  const each = alternatives.map((rate): Computability => {
    if (rate.kind === "see") return "never";
    return basesOf(rate).some(({ kind }) => kind === "charge") ? "declared" : "alone";
  });
  return each.includes("never") ? "never" : each.includes("declared") ? "declared" : "alone";
}

const basesOf = ({ sums }: Rate): RateBasis[] => sums.flatMap(({ terms }) => terms.map(({ basis }) => basis));
