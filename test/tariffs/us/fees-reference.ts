import { add, compare, multiply, type Rational, rational } from "../../../src/model/rational";
import { feeRows, type Row, rows } from "./layers-facts";
import { cents, headingsOf, type Line, money } from "./layers-reference";

/** A row of `fees.tsv`: a share of the value, of a line or, where it has bounds, of the entry. */
const FEE = /^([\d.]+)%(?: MIN ([\d.]+) USD\/entry MAX ([\d.]+) USD\/entry)?$/;
const HUNDREDTH = rational(1n, 100n);

/** A line with its value in whole dollars, which its own fees are of, and as declared, which the entry's are of. */
export type FeeLine = Line & { readonly declared: Rational };

export interface Fee {
  readonly measure: string;
  readonly amount: string;
}

/** Provisions of chapter 98 that a guard may ask for: what is declared is the longest of them that it begins with. */
const provisions = [...new Set(rows("layers/chapter-98.tsv").map(({ provision }) => provision!))].sort(
  (a, b) => b.length - a.length,
);

/** What a line and its entry claim, as far as a fee hangs on it. */
const claimsOf = ({ facts }: Line, circumstances: readonly string[]): string[] => {
  const declared = (facts.headings ?? []) as readonly string[];
  return [...circumstances, ...declared.flatMap((heading) => provisions.find((it) => heading.startsWith(it)) ?? [])];
};

/** The fees of an entry by the rows of `fees.tsv`; its circumstances are its type and how it is carried. */
export function feesOfEntry(lines: readonly FeeLine[], circumstances: readonly string[]): Fee[] {
  const fees: Fee[] = [];
  const ofEntry = new Map<Row, Rational>();
  for (const line of lines) {
    const claiming = { ...line, facts: { headings: claimsOf(line, circumstances) } };
    for (const row of headingsOf(claiming, feeRows).values()) {
      if (row.rate === "free") continue;
      const [, percent, least] = FEE.exec(row.rate!)!;
      if (least !== undefined) ofEntry.set(row, add(ofEntry.get(row) ?? rational(0n), line.declared));
      else
        fees.push({ measure: row.layer!, amount: cents(multiply(line.value, multiply(money(percent!), HUNDREDTH))) });
    }
  }
  for (const [{ layer, rate }, value] of ofEntry) {
    const [, percent, least, most] = FEE.exec(rate!)!;
    const share = multiply(value, multiply(money(percent!), HUNDREDTH));
    const atLeast = compare(share, money(least!)) < 0 ? money(least!) : share;
    fees.push({ measure: layer!, amount: cents(compare(atLeast, money(most!)) > 0 ? money(most!) : atLeast) });
  }
  return fees.sort((a, b) => (a.measure < b.measure ? -1 : 1));
}
