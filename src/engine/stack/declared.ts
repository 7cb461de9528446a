import { millionths } from "../../model/declare/amount";
import type { DeclaredLine } from "../../model/declare/declaration";
import { type Rational, rational } from "../../model/rational";
import type { TableView } from "../../table/read";

/** What guards ask of a line, and what it declares. */
export interface Declared {
  /** Numbers of headings and circumstances that are claimed. */
  readonly claimed: readonly number[];
  /** The preference that is claimed, 0 for none. */
  readonly claim: number;
  /** In millionths; undefined where nothing is declared. */
  fact(key: number): bigint | undefined;
  readonly value: bigint | undefined;
  /** In the unit of the basis. */
  quantity(basis: number): Rational | undefined;
}

/** Nothing is known of the line but its code, its origin and its day. */
export const UNDECLARED: Declared = {
  claimed: [],
  claim: 0,
  fact: () => undefined,
  value: undefined,
  quantity: () => undefined,
};

export function declaredOf({ columns }: TableView, line: DeclaredLine, claim: number): Declared {
  return {
    claimed: line.claimed,
    claim,
    fact(key) {
      const found = line.facts.find(({ term }) => term.key === key);
      return found === undefined ? undefined : millionths(found.amount);
    },
    value: millionths(line.value),
    quantity(basis) {
      const key = columns.basisKey[basis]!;
      const found = line.quantities.find(({ term }) => term.key === key);
      if (found === undefined) return undefined;
      const { term, amount } = found;
      const top = millionths(amount) * term.numerator * columns.basisUnitDenominator[basis]!;
      return rational(top, 1000000n * term.denominator * columns.basisUnitNumerator[basis]!);
    },
  };
}
