import { millionths } from "../../model/declare/amount";
import type { Money, Quantity } from "../../model/entry";
import type { IncludedCost, OriginProduct } from "../../model/origin/question";
import { add, compare, multiply, type Rational, rational } from "../../model/rational";
import { parseUnit } from "../../model/units";
import type { ProductAmount } from "../../table/origin/words";
import { type NetCost, netCostOf, sumOf } from "./costs";
import type { Row, Substance } from "./kinds";
import type { Setting } from "./setting";
import { inRange } from "./vocabulary";

export type Amounts = Partial<Record<ProductAmount, Rational>>;

/** A product's amounts by the basis that asks for them, and what net cost is made of. */
export interface ProductAmounts {
  readonly amounts: Amounts;
  readonly costs: NetCost | undefined;
}

const ZERO = rational(0n);
const less = (a: Rational, b: Rational): Rational => add(a, rational(-b.numerator, b.denominator));

/** Kilograms. */
export function kilograms({ unit, amount }: Quantity): Rational {
  const { numerator, denominator } = parseUnit(unit)!;
  return multiply(rational(millionths(amount), 1000000n), rational(numerator, denominator));
}

/** Of the good: each basis as declared. What is not declared is not turned from something else. */
export function amountsOfGood(setting: Setting, rows: readonly Row[] | undefined): ProductAmounts {
  const { question, agreement, purse } = setting;
  const { product } = question;
  const { netCost, totalCost, weight, decidingComponent } = product;
  const costs = netCost === undefined || isMoney(netCost) ? undefined : netCostOf(netCost, purse.of);
  const NC = netCost !== undefined && isMoney(netCost) ? purse.of(netCost) : costs?.netCost;
  const basis: Amounts = {
    EXW: product.exWorks && purse.of(product.exWorks),
    FOB: product.fob && purse.of(product.fob),
    TV: transactionValue(setting, product),
    NC: NC && replacedPrices(setting, NC),
    weight: weight && kilograms(weight),
    "total-cost": totalCost === undefined ? costs?.totalCost : purse.of(totalCost),
    "component-weight": decidingComponent && kilograms(decidingComponent.weight),
    ...textileWeights(rows),
  };
  const { good } = agreement.facts.values ?? {};
  basis.good = good === undefined ? onlyValue(basis) : basis[good.of];
  return { amounts: present(basis), costs };
}

/** Of a material with a bill of its own: its price is its value on every basis; its costs are its net cost. */
export function amountsOfMaterial(
  { purse }: Setting,
  material: Substance,
  rows: readonly Row[] | undefined,
): ProductAmounts {
  const value = material.value && purse.of(material.value);
  const costs = material.costs && netCostOf(material.costs, purse.of);
  const net = costs === undefined ? value : costs.netCost;
  const total = costs === undefined ? value : costs.totalCost;
  const weight = material.weight && kilograms(material.weight);
  const basis = { EXW: value, FOB: value, TV: value, good: value, NC: net, "total-cost": total, weight };
  return { amounts: present({ ...basis, ...textileWeights(rows) }), costs };
}

const isMoney = (value: object): value is Money => "amount" in value;

const present = (amounts: Amounts): Amounts =>
  Object.fromEntries(Object.entries(amounts).filter(([, amount]) => amount !== undefined));

function transactionValue({ agreement, purse }: Setting, product: OriginProduct): Rational | undefined {
  const value = product.transactionValue && purse.of(product.transactionValue);
  const shipment = product.internationalShipment;
  if (value === undefined || shipment === undefined || !agreement.facts.values?.good?.lessInternationalShipment)
    return value;
  const off = purse.of(shipment);
  return off && less(value, off);
}

/** Full cumulation with a supplier's complete costs: they take the place of the price that net cost holds (s. 9). */
function replacedPrices({ question, agreement, purse }: Setting, netCost: Rational): Rational | undefined {
  let sum: Rational | undefined = netCost;
  for (const { costs, value } of question.materials ?? []) {
    if (costs === undefined || value === undefined || !agreement.cumulates.has("full")) continue;
    const [price, cost] = [purse.of(value), netCostOf(costs, purse.of).netCost];
    sum = sum && price && cost && add(less(sum, price), cost);
  }
  return sum;
}

/** Where the facts do not say what the value of the good is: the one value that is declared. */
function onlyValue({ EXW, FOB, TV }: Amounts): Rational | undefined {
  const stated = [EXW, FOB, TV].filter((value) => value !== undefined);
  return stated.length === 1 ? stated[0] : undefined;
}

/** Net weights of all textile materials (chapters 50 to 63), and of all basic textile materials. */
function textileWeights(rows: readonly Row[] | undefined): Amounts {
  const textiles = (rows ?? []).filter(({ code }) => inRange(code.common, ["50", "63"]));
  const basics = (rows ?? []).filter(({ material }) => material.textile?.basic !== undefined);
  const sum = (list: readonly Row[]): Rational | undefined =>
    list.length === 0 ? undefined : sumOf(list.map(({ weight }) => weight));
  return { "textiles-weight": sum(textiles), "basic-textiles-weight": sum(basics) };
}

/** The value of a non-originating material: what the agreement lets one take off has come off; never below zero. */
export function valueLess(
  { agreement, purse }: Setting,
  value: Rational | undefined,
  included: readonly IncludedCost[] | undefined,
): Rational | undefined {
  if (value === undefined || included === undefined) return value;
  const kinds = agreement.facts.values?.materials?.less ?? [];
  const off = sumOf(included.filter(({ kind }) => kinds.includes(kind)).map((cost) => purse.of(cost)));
  return off && atLeastZero(less(value, off));
}

export const atLeastZero = (value: Rational): Rational => (compare(value, ZERO) < 0 ? ZERO : value);
export { less };
