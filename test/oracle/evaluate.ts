/** A rate and one line's goods → the exact duty in dollars, not yet rounded to cents. */
import { type Component, type EntryFacts, type Money, type Quantity, Refusal } from "./entry";
import type { Basis, Rate, Term } from "./rate";
import {
  add,
  compare,
  decimal,
  divide,
  max,
  min,
  multiply,
  type Rational,
  rational,
  roundTo,
  subtract,
  ZERO,
} from "./rational";
import { dutiableQuantity, wholeDollar } from "./rounding";
import { convert } from "./units";

/** What a rate counts. */
export interface Goods {
  /** Whole dollars. Read only by rates that count it. */
  readonly value: Rational;
  readonly quantities: readonly Quantity[];
  readonly facts: EntryFacts;
}

/** The rate of another line, in the column, on the date and under the claim of the line at hand. */
export type RateLookup = (commodity: string) => { readonly rate: Rate; readonly heading: string };

const HUNDRED = rational(100n);

function fact(goods: Goods, name: string): EntryFacts[string] {
  const value = goods.facts[name];
  if (value === undefined) throw new Refusal({ code: "FACT_MISSING", fact: name });
  return value;
}

function partValue(goods: Goods, name: string): Rational {
  const { amount, currency } = fact(goods, name) as Money;
  if (currency !== "USD") throw new Refusal({ code: "CURRENCY_RATE_MISSING", text: currency });
  return wholeDollar(amount);
}

/** The declared quantity in the rate's unit, rounded as 159.3(b) says for a rate of `perUnit` dollars. */
function quantity(goods: Goods, unit: string, perUnit: Rational, heading: string): Rational {
  const exact = goods.quantities.find((declared) => declared.unit === unit);
  for (const declared of exact === undefined ? goods.quantities : [exact]) {
    const amount = convert(decimal(declared.amount), declared.unit, unit);
    if (amount !== null) return dutiableQuantity(amount, unit, perUnit, heading);
  }
  throw new Refusal({ code: "QUANTITY_MISSING", unit });
}

function measured(basis: Basis, coefficient: Rational, goods: Goods, heading: string): Rational {
  switch (basis.kind) {
    case "value":
      return goods.value;
    case "parts":
      return basis.facts.map((name) => partValue(goods, name)).reduce(add, ZERO);
    case "quantity":
      return max(ZERO, subtract(quantity(goods, basis.unit, coefficient, heading), rational(basis.over)));
  }
}

function sumOf(terms: readonly Term[], goods: Goods, heading: string): Rational {
  return terms
    .map((term) => multiply(term.coefficient, measured(term.basis, term.coefficient, goods, heading)))
    .reduce(add, ZERO);
}

/** `top` a kilogram, less `perDegree` for each degree under 100 and fractions in proportion, not less than `floor`. */
function sugarDuty(rate: Rate & { kind: "degrees" }, goods: Goods, heading: string): Rational {
  const polarization = decimal(fact(goods, "polarization") as string);
  if (compare(polarization, HUNDRED) > 0) throw new Refusal({ code: "VALUE_INVALID", text: "polarization over 100" });
  const degreesUnder = subtract(HUNDRED, polarization);
  const perKilogram = max(rate.floor, subtract(rate.top, multiply(rate.perDegree, degreesUnder)));
  return multiply(perKilogram, quantity(goods, "KGM", rate.top, heading));
}

/** The rate of the line that `facts.article` names. One reference leads to a rate, never to a further reference. */
function articleDuty(goods: Goods, lookup: RateLookup): Rational {
  const { rate, heading } = lookup(fact(goods, "article") as string);
  if (rate.kind === "article" || rate.kind === "plates") {
    throw new Refusal({ code: "RATE_NOT_COMPUTABLE", text: "the article's own rate refers to another article" });
  }
  return exactDuty(rate, goods, heading, lookup);
}

function components(goods: Goods): { component: Component; goods: Goods }[] {
  const declared = fact(goods, "components") as readonly Component[];
  if (declared.length === 0) throw new Refusal({ code: "FACT_MISSING", fact: "components" });
  return declared.map((component) => {
    if (component.value.currency !== "USD") throw new Refusal({ code: "CURRENCY_RATE_MISSING" });
    const value = wholeDollar(component.value.amount);
    return { component, goods: { value, quantities: component.quantities ?? [], facts: component.facts ?? {} } };
  });
}

function componentDuty(commodity: string, goods: Goods, lookup: RateLookup): Rational {
  const { rate, heading } = lookup(commodity);
  return exactDuty(rate, goods, heading, lookup);
}

/** Each component's duty to the cent, as if it were entered separately. */
function eachComponent(goods: Goods, lookup: RateLookup): Rational {
  return components(goods)
    .map((part) => roundTo(componentDuty(part.component.commodity, part.goods, lookup), 2))
    .reduce(add, ZERO);
}

/** The highest ratio of duty to value among the articles of the set, on the value of the set. */
function highestComponent(goods: Goods, lookup: RateLookup): Rational {
  const ratios = components(goods).map((part) => {
    const duty = componentDuty(part.component.commodity, part.goods, lookup);
    if (part.goods.value.n === 0n)
      throw new Refusal({ code: "VALUE_INVALID", text: "an article of the set of no value" });
    return divide(duty, part.goods.value);
  });
  return multiply(ratios.reduce(max), goods.value);
}

/** Dollars, exact. `heading` is that of the line whose rate it is. Throws a Refusal for what is missing or prose. */
export function exactDuty(rate: Rate, goods: Goods, heading: string, lookup: RateLookup): Rational {
  switch (rate.kind) {
    case "sum":
      return sumOf(rate.terms, goods, heading);
    case "degrees":
      return sugarDuty(rate, goods, heading);
    case "plates": {
      const capped = fact(goods, "plates") as boolean;
      const sum = sumOf(rate.terms, goods, heading);
      return capped ? min(sum, articleDuty(goods, lookup)) : sum;
    }
    case "article":
      return articleDuty(goods, lookup);
    case "each-component":
      return eachComponent(goods, lookup);
    case "highest-component":
      return highestComponent(goods, lookup);
    case "under-bond":
      if (fact(goods, "underBond")) return ZERO;
      throw new Refusal({ code: "RATE_NOT_COMPUTABLE", text: "free only under bond" });
    case "prose":
      throw new Refusal({ code: "RATE_NOT_COMPUTABLE", text: rate.text });
  }
}
