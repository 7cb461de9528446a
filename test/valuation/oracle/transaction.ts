import type { DeliveryTerm, LegName, LineFacts, ValuationFacts } from "../../../src/model/valuation/facts";
import { valueInside } from "./charges";
import {
  add,
  compare,
  decimal,
  divide,
  type Fraction,
  multiply,
  negate,
  ONE,
  percent,
  subtract,
  sum,
  ZERO,
} from "./exact";
import { type OracleTerritory, toLocal } from "./territory";

/** Method 1 of one line, all its items already its own. */

const HELD: Readonly<Record<DeliveryTerm, string>> = {
  EXW: "",
  FCA: "",
  FAS: "inlandExport",
  FOB: "inlandExport loading",
  CFR: "inlandExport loading mainFreight",
  CPT: "inlandExport loading mainFreight",
  CIF: "inlandExport loading mainFreight insurance",
  CIP: "inlandExport loading mainFreight insurance",
  DAP: "inlandExport loading mainFreight insurance inlandImport",
  DPU: "inlandExport loading mainFreight insurance inlandImport unloading",
  DDP: "inlandExport loading mainFreight insurance inlandImport clearance importDuties",
};

/** True where the sale or an addition closes the transaction value. */
export function isClosed(facts: ValuationFacts, lines: readonly LineFacts[]): boolean {
  const { sale, restrictions = [], conditions = [], related } = facts;
  if (sale === false || restrictions.includes("other") || conditions.some(({ quantifiable }) => !quantifiable))
    return true;
  if (
    related !== undefined &&
    related.circumstances !== "not-influenced" &&
    related.test?.closelyApproximates !== true
  ) {
    return true;
  }
  const additions = [facts, ...lines].flatMap((line) => line.additions ?? []);
  const assists = [facts, ...lines].flatMap((line) => line.assists ?? []);
  return (
    additions.some((item) => item.quantifiable === false && isAdded(item)) ||
    assists.some((item) => item.quantifiable === false && item.undertaken !== "importing-country")
  );
}

/** A discount that is stated as larger than the price is refused, whatever method is taken. */
export function hasImpossibleDiscount(line: LineFacts): boolean {
  return (line.discounts ?? []).some(({ inPrice = false, amount, currency }) => {
    if (inPrice || amount === undefined || currency !== line.price?.currency) return false;
    return compare(decimal(amount), decimal(line.price!.amount)) > 0;
  });
}

function isAdded(item: NonNullable<LineFacts["additions"]>[number]): boolean {
  if (item.inPrice === true) return false;
  if (item.kind === "commission") return item.side === "selling";
  if (item.kind === "royalty") return item.relatesToGoods === true && item.conditionOfSale === true;
  return true;
}

/** What is left of the price before charges inside it; undefined below zero. */
export function netPrice(line: LineFacts, facts: ValuationFacts, territory: OracleTerritory): Fraction | undefined {
  const local = (amount: string, currency: string): Fraction => toLocal(decimal(amount), currency, facts, territory);
  let price = local(line.price!.amount, line.price!.currency);
  for (const { kind, earned, inPrice = false, amount, currency, percent: rate } of line.discounts ?? []) {
    const counts = earned && kind !== "credit";
    if (counts === inPrice) continue;
    const share = rate === undefined ? undefined : percent(rate);
    if (counts) price = subtract(price, share === undefined ? local(amount!, currency!) : multiply(price, share));
    else if (share === undefined) price = add(price, local(amount!, currency!));
    else price = divide(price, subtract(ONE, share));
    if (compare(price, ZERO) < 0) return undefined;
  }
  let paid = price;
  if (line === facts)
    for (const { amount, currency } of facts.payments ?? []) paid = add(paid, local(amount, currency));
  const effects: Fraction[] = [];
  for (const item of line.additions ?? []) {
    if (!isAdded(item)) continue;
    effects.push(
      item.percent === undefined ? local(item.amount!, item.currency!) : multiply(paid, percent(item.percent)),
    );
  }
  for (const item of line.assists ?? []) effects.push(assistValue(item, local));
  for (const cost of line.costs ?? []) effects.push(costEffect(cost, facts, territory, local));
  for (const { amount, currency, shownApart } of line.deductions ?? []) {
    if (shownApart === true) effects.push(negate(local(amount, currency)));
  }
  return add(paid, sum(effects));
}

type Local = (amount: string, currency: string) => Fraction;

function assistValue(item: NonNullable<LineFacts["assists"]>[number], local: Local): Fraction {
  if (item.kind === "design" && item.publicDomain !== true && item.undertaken !== "elsewhere") return ZERO;
  const of = (money: { amount: string; currency: string } | undefined): Fraction =>
    money === undefined ? ZERO : local(money.amount, money.currency);
  if (item.publicDomain === true) return of(item.copies);
  const value = subtract(
    sum([of(item.cost), of(item.transport), of(item.repairs)]),
    add(of(item.priorUse), of(item.paid)),
  );
  return item.units === undefined ? value : multiply(value, divide(decimal(item.units), decimal(item.over!.units)));
}

/** Positive for what is added, negative for what comes off. */
function costEffect(
  cost: NonNullable<LineFacts["costs"]>[number],
  facts: ValuationFacts,
  { takes }: OracleTerritory,
  local: Local,
): Fraction {
  const held = facts.delivery === undefined ? "" : HELD[facts.delivery.term];
  const inPrice = cost.inPrice === undefined ? held.split(" ").includes(cost.leg) : cost.inPrice !== false;
  const amount = local(typeof cost.inPrice === "string" ? cost.inPrice : cost.amount, cost.currency);
  const byAir = cost.leg === "mainFreight" && facts.transport === "air" && facts.air !== undefined;
  const taken = byAir ? percent(facts.air!.percent!) : ONE;
  switch (takes(cost.leg as LegName, facts.transport)) {
    case "yes":
      return multiply(amount, inPrice ? subtract(taken, ONE) : taken);
    case "no":
      return inPrice ? negate(amount) : ZERO;
    case "no, if apart":
      return inPrice && cost.shownApart === true ? negate(amount) : ZERO;
    case "no, if apart on a through bill":
      return inPrice && cost.shownApart === true && cost.throughBill === true ? negate(amount) : ZERO;
  }
}

/** The value of a line; undefined where it would be below zero, or no value agrees with the charges. */
export function transactionValue(
  line: LineFacts,
  facts: ValuationFacts,
  territory: OracleTerritory,
): Fraction | undefined {
  const net = netPrice(line, facts, territory);
  if (net === undefined || compare(net, ZERO) < 0) return undefined;
  return valueInside(net, line.charges ?? []);
}
