import { printCell } from "../../model/rate-text";
import type { Complain } from "../fact-error";
import { overlap } from "../periods";
import { type AreaTable, share } from "./areas";
import type { Measure } from "./sets";
import type { Row } from "./stack";

/**
 * Rows of one rank exclude each other by law: complains where two that always hold, at different rates, are for the same
 * goods on the same day. What hangs on a guard is the kernel's to refuse.
 */
export function rivalTable(
  rows: readonly Row[],
  areas: AreaTable,
  complain: Complain,
): (code: string, measures: readonly (Measure | undefined)[]) => void {
  const always = rows.flatMap((row, at) => (row.guard === 0 ? [{ ...row, at, text: printCell(row.rate) }] : []));
  const pairs = always.flatMap((one, i) =>
    always
      .slice(i + 1)
      .filter(
        (other) =>
          one.layer === other.layer &&
          one.fact.rank === other.fact.rank &&
          one.text !== other.text &&
          overlap(one.period, other.period) &&
          share(one.goods, other.goods, () => false),
      )
      .map((other) => [one, other] as const),
  );
  const told = new Set<(typeof pairs)[number]>();
  return (code, measures) => {
    for (const pair of pairs) {
      const [one, other] = pair;
      const [a, b] = [measures[one.at], measures[other.at]];
      if (a === undefined || b === undefined || told.has(pair)) continue;
      if (!areas.meet(a.area, b.area, [a.except, b.except])) continue;
      told.add(pair);
      const rates = `${one.fact.heading} (${one.text}) and ${other.fact.heading} (${other.text})`;
      complain(`${rates} are of one rank of ${one.fact.layer}, and both law for ${code}`, other.fact);
    }
  };
}
