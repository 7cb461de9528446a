import { millionths } from "../../model/declare/amount";
import type { Money } from "../../model/entry";
import type { AllocatedCost, CostAmount, CostElements, LoanInterest } from "../../model/origin/costs";
import { add, compare, divide, multiply, parseRational, type Rational, rational } from "../../model/rational";
import { halfUp } from "./rounded";

/** Net cost and what it is made of, as far as it is known. Undefined where an amount has no rate of exchange. */
export interface NetCost {
  readonly totalCost: Rational | undefined;
  readonly netCost: Rational | undefined;
  readonly originatingMaterials: Rational | undefined;
  readonly nonOriginatingMaterials: Rational | undefined;
  readonly nonAllowableInterest: Rational | undefined;
}

type Amount = (money: Money) => Rational | undefined;

const ZERO = rational(0n);
/** The sum, or undefined if one is not known. Amounts of one denominator are added before they are put in lowest terms. */
export function sumOf(amounts: readonly (Rational | undefined)[]): Rational | undefined {
  let numerator = 0n;
  let denominator = 1n;
  for (const amount of amounts) {
    if (amount === undefined) return undefined;
    if (amount.denominator === denominator) numerator += amount.numerator;
    else if (denominator % amount.denominator === 0n) {
      numerator += amount.numerator * (denominator / amount.denominator);
    } else {
      const sum = add({ numerator, denominator }, amount);
      numerator = sum.numerator;
      denominator = sum.denominator;
    }
  }
  return rational(numerator, denominator);
}

const minus = (a: Rational | undefined, b: Rational | undefined): Rational | undefined =>
  a === undefined || b === undefined ? undefined : add(a, rational(-b.numerator, b.denominator));

/** Net cost of elements: total cost with the gains and losses of currency, less what is excluded (s. 7). */
export function netCostOf(elements: CostElements, amount: Amount): NetCost {
  const { originatingMaterials, nonOriginatingMaterials, materials, otherProduct, period, other } = elements;
  const parts = [originatingMaterials, nonOriginatingMaterials, materials, otherProduct, period, other];
  const stated = elements.totalCost === undefined ? parts : [elements.totalCost];
  const costs = stated.filter((cost) => cost !== undefined);
  const { currencyGain, currencyLoss, excluded = {} } = elements;
  const before = sumOf(costs.map((cost) => worthOf(cost, amount)));
  const totalCost = minus(
    sumOf([before, currencyLoss === undefined ? ZERO : amount(currencyLoss)]),
    currencyGain === undefined ? ZERO : amount(currencyGain),
  );
  const { nonAllowableInterest: interest, ...named } = excluded;
  const nonAllowableInterest =
    interest === undefined
      ? undefined
      : "principal" in interest
        ? loanInterest(interest, amount)
        : worthOf(interest, amount);
  const leaves = [
    ...Object.values(named).map((cost) => worthOf(cost, amount)),
    ...(interest === undefined ? [] : [nonAllowableInterest]),
    // What an overhead holds of excluded costs leaves with the ratio by which it came.
    ...costs.filter(isAllocated).map((cost) => excludedOf(cost, amount)),
  ];
  return {
    totalCost,
    netCost: minus(totalCost, sumOf(leaves)),
    originatingMaterials: originatingMaterials && worthOf(originatingMaterials, amount),
    nonOriginatingMaterials: nonOriginatingMaterials && worthOf(nonOriginatingMaterials, amount),
    nonAllowableInterest,
  };
}

const isAllocated = (cost: CostAmount): cost is AllocatedCost => "of" in cost;

const worthOf = (cost: CostAmount, amount: Amount): Rational | undefined => {
  if (!isAllocated(cost)) return amount(cost);
  const whole = amount(cost.of);
  return whole && multiply(whole, ratioOf(cost));
};

const excludedOf = (cost: AllocatedCost, amount: Amount): Rational | undefined => {
  if (cost.excluded === undefined) return ZERO;
  const excluded = amount(cost.excluded);
  return excluded && multiply(excluded, ratioOf(cost));
};

function ratioOf({ part, whole, ratioDecimals }: AllocatedCost): Rational {
  const ratio = rational(millionths(part), millionths(whole));
  return ratioDecimals === undefined ? ratio : halfUp(ratio, ratioDecimals);
}

const SEVEN = rational(7n);
const HUNDRED = rational(100n);

/** Interest above the government's rate and 700 basis points, in a year (Schedule 9); nothing where it is not above. */
function loanInterest(loan: LoanInterest, amount: Amount): Rational | undefined {
  const principal = amount(loan.principal);
  const government = governmentRate(loan, amount);
  if (principal === undefined || government === undefined) return undefined;
  const above = minus(minus(parseRational(loan.contractPercent), government), SEVEN)!;
  return compare(above, ZERO) > 0 ? divide(multiply(principal, above), HUNDRED) : ZERO;
}

/** As stated; or interpolated between two yields at the weighted average maturity, to a tenth of a year, half up. */
function governmentRate(loan: LoanInterest, amount: Amount): Rational | undefined {
  const { governmentPercent, yields = {}, weightedPrincipal } = loan;
  if (governmentPercent !== undefined) return parseRational(governmentPercent);
  const principal = amount(loan.principal);
  const weighted = weightedPrincipal && amount(weightedPrincipal);
  if (principal === undefined || weighted === undefined || principal.numerator === 0n) return undefined;
  const maturity = halfUp(divide(weighted, principal), 1);
  const points = Object.entries(yields)
    .map(([years, percent]) => ({ years: parseRational(years), percent: parseRational(percent)! }))
    .filter((point): point is { years: Rational; percent: Rational } => point.years !== undefined)
    .sort((a, b) => compare(a.years, b.years));
  const after = points.find(({ years }) => compare(years, maturity) >= 0);
  const before = points.findLast(({ years }) => compare(years, maturity) <= 0);
  if (after === undefined || before === undefined) return undefined;
  if (compare(after.years, before.years) === 0) return after.percent;
  const way = divide(minus(maturity, before.years)!, minus(after.years, before.years)!);
  return add(before.percent, multiply(minus(after.percent, before.percent)!, way));
}
