import { MAX_SUMS, MAX_TERMS, ProgramState, SumOperator } from "../../../assembly/abi";
import type { Rate, RateTerm, Reference } from "../../model/rate";
import { printCell } from "../../model/rate-text";
import type { Regime } from "../facts";
import type { BasisTable } from "./bases";
import { type Draft, interner } from "./draft";
import type { RoundingScope } from "./rounding";

/** The program of a rate, for codes of a scope; its text and its bases are what it is. */
export type ProgramNumber = (
  rate: Rate | Reference,
  scope: RoundingScope,
  complain: (message: string) => void,
) => number;

const OPERATORS = { first: SumOperator.first, floor: SumOperator.floor, cap: SumOperator.cap } as const;
const COEFFICIENT_LIMIT = 1n << 63n;
/** `programDenominator` leaves room for the scale of two bases. */
const DENOMINATOR_LIMIT = 1n << 56n;

function leastCommonMultiple(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return (a / x) * b;
}

export function programTable({ data, string }: Draft, regime: Regime, bases: BasisTable): ProgramNumber {
  const intern = interner();

  const basesOf = (term: RateTerm, scope: RoundingScope, complain: (message: string) => void): [number, number] => {
    const { coefficient, currency, basis, factor } = term;
    if (currency !== undefined && currency !== regime.currency) {
      complain(`a rate in ${currency} under a regime in ${regime.currency}`);
    }
    const use = { share: currency === undefined, scope, complain };
    const first = bases.number(basis, { ...use, coefficient });
    return [first, factor === undefined ? 0 : bases.number(factor, use)];
  };

  return (rate, scope, complain) => {
    const text = printCell(rate);
    const sums = rate.kind === "see" ? [] : rate.sums;
    const numbered = sums.map(({ operator, terms }) => ({
      operator,
      terms: terms.map((term) => ({ term, bases: basesOf(term, scope, complain) })),
    }));
    const denominator = sums
      .flatMap(({ terms }) => terms)
      .reduce((multiple, { coefficient }) => leastCommonMultiple(multiple, coefficient.denominator), 1n);
    if (denominator >= DENOMINATOR_LIMIT) complain("coefficients without a common denominator of 56 bits");
    if (sums.length > MAX_SUMS) complain(`more than ${MAX_SUMS} sums`);
    if (sums.some(({ terms }) => terms.length > MAX_TERMS)) complain(`a sum of more than ${MAX_TERMS} terms`);

    return intern(JSON.stringify([text, numbered.map(({ terms }) => terms.map((it) => it.bases))]), () => {
      for (const { operator, terms } of numbered) {
        for (const { term, bases } of terms) {
          const coefficient = (term.coefficient.numerator * denominator) / term.coefficient.denominator;
          if (coefficient >= COEFFICIENT_LIMIT) complain("a coefficient of more than 63 bits");
          data.termCoefficient.push(BigInt(term.sign) * coefficient);
          data.termBasis.push(bases[0]);
          data.termFactor.push(bases[1]);
        }
        data.sumStart.push(data.termBasis.length);
        data.sumOperator.push(OPERATORS[operator]);
      }
      data.programStart.push(data.sumOperator.length);
      data.programDenominator.push(denominator);
      data.programText.push(string(text));
      data.programState.push(rate.kind === "see" ? ProgramState.refused : ProgramState.computable);
    });
  };
}
