import type { ComparisonFacts, LineFacts, ValuationFacts } from "../../../src/model/valuation/facts";
import { valueInside } from "./charges";
import {
  add,
  cents,
  centsText,
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
import { spreadUnits } from "./spread";
import { ORACLE_TERRITORIES, type OracleTerritory, toLocal } from "./territory";
import { hasImpossibleDiscount, isClosed, transactionValue } from "./transaction";

export interface OracleAnswer {
  readonly method: number;
  /** Of the whole, and of each line of an invoice of several. */
  readonly value: string;
  readonly lines: readonly string[];
}

/** The customs value by the law as it reads; `refused` where there is none. */
export function oracleValue(facts: ValuationFacts): OracleAnswer | "refused" {
  const territory = ORACLE_TERRITORIES[facts.tariff]!;
  if ([facts, ...(facts.lines ?? [])].some(hasImpossibleDiscount)) return "refused";
  const order = facts.computedFirst === true ? [1, 2, 3, 5, 4, 6] : [1, 2, 3, 4, 5, 6];
  for (const method of order) {
    const values = byMethod(method, facts, territory);
    if (values === "closed") continue;
    if (values.some((value) => value === undefined || compare(value, ZERO) < 0)) return "refused";
    const rounded = values.map((value) => cents(value!));
    const value = centsText(rounded.reduce((a, b) => a + b, 0n));
    return { method, value, lines: facts.lines === undefined ? [] : rounded.map(centsText) };
  }
  return "refused";
}

type Values = readonly (Fraction | undefined)[] | "closed";

function byMethod(method: number, facts: ValuationFacts, territory: OracleTerritory): Values {
  switch (method) {
    case 1:
      return transaction(facts, territory);
    case 2:
      return comparison(facts.identical, facts, territory);
    case 3:
      return comparison(facts.similar, facts, territory);
    case 4:
      return resale(facts, territory);
    case 5:
      return computed(facts, territory);
    default: {
      if (facts.fallback === undefined) return "closed";
      return [toLocal(decimal(facts.fallback.amount), facts.fallback.currency, facts, territory)];
    }
  }
}

function transaction(facts: ValuationFacts, territory: OracleTerritory): Values {
  if (facts.lines === undefined) {
    if (facts.price === undefined || isClosed(facts, [])) return "closed";
    return [transactionValue(facts, facts, territory)];
  }
  if (isClosed(facts, facts.lines)) return "closed";
  return ownLines(facts).map((line) => transactionValue(line, facts, territory));
}

const MINOR: Readonly<Record<string, number>> = { JPY: 0, KWD: 3 };

/** The lines with their shares of what stands on the invoice. */
function ownLines(facts: ValuationFacts): LineFacts[] {
  const lines = facts.lines!;
  const cut = <T extends { by?: string; amount?: string; currency?: string }>(items: readonly T[] = []): T[][] => {
    const parts: T[][] = lines.map(() => []);
    for (const item of items) {
      const shares = item.amount === undefined ? undefined : shareOut(item.amount, item.currency!, item.by ?? "value");
      const held = "inPrice" in item && typeof item.inPrice === "string" ? item.inPrice : undefined;
      const inside = held === undefined ? undefined : shareOut(held, item.currency!, item.by ?? "value");
      for (const [i, part] of parts.entries()) {
        const amount = shares === undefined ? {} : { amount: shares[i]! };
        part.push({ ...item, ...amount, ...(inside === undefined ? {} : { inPrice: inside[i]! }) });
      }
    }
    return parts;
  };
  const shareOut = (amount: string, currency: string, by: string): string[] => {
    const decimals = Math.max(MINOR[currency] ?? 2, amount.split(".")[1]?.length ?? 0);
    const scale = 10n ** BigInt(decimals);
    const { n, d } = decimal(amount);
    const keys = lines.map((line) => decimal(by === "value" ? line.price!.amount : line[by as "weight"]!));
    const weights = keys.map((key) => (key.n * 10n ** 6n) / key.d);
    return spreadUnits((n * scale) / d, weights)!.map((units) => textOf(units, decimals));
  };
  const discounts = cut(facts.discounts);
  const additions = cut(facts.additions);
  const costs = cut(facts.costs);
  const deductions = cut(facts.deductions);
  const payments = cut(facts.payments);
  return lines.map((line, i) => ({
    ...line,
    discounts: [...(line.discounts ?? []), ...discounts[i]!],
    // A payment besides the price adds to it before a royalty takes its per cent: the tests have no both.
    additions: [
      ...(line.additions ?? []),
      ...additions[i]!,
      ...payments[i]!.map(({ amount, currency }) => ({ kind: "packing" as const, amount, currency })),
    ],
    costs: [...(line.costs ?? []), ...costs[i]!],
    deductions: [...(line.deductions ?? []), ...deductions[i]!],
    charges: [...(line.charges ?? []), ...(facts.charges ?? [])],
  }));
}

function textOf(units: bigint, decimals: number): string {
  const digits = units.toString().padStart(decimals + 1, "0");
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}

function comparison(goods: ComparisonFacts | undefined, facts: ValuationFacts, territory: OracleTerritory): Values {
  if (goods === undefined) return "closed";
  const alike = goods.candidates.filter(({ sameLevel, sameQuantity }) => sameLevel && sameQuantity);
  const shown = goods.candidates.filter(({ sameLevel, sameQuantity, adjustments = [] }) => {
    const kinds = adjustments.map(({ kind }) => kind);
    return (sameLevel || kinds.includes("level")) && (sameQuantity || kinds.includes("quantity"));
  });
  const usable = alike.length > 0 ? alike : shown;
  if (usable.length === 0) return "closed";
  const local = ({ amount, currency }: { amount: string; currency: string }): Fraction =>
    toLocal(decimal(amount), currency, facts, territory);
  const values = usable.map((candidate) => {
    const adjusted = (candidate.adjustments ?? []).map((it) => (it.effect === "add" ? local(it) : negate(local(it))));
    let each = add(local(candidate), sum(adjusted));
    const carriage = territory.takes("mainFreight", undefined) === "yes" && candidate.transport && goods.transport;
    if (carriage) each = subtract(each, local(candidate.transport!));
    const value = multiply(each, divide(decimal(goods.units), decimal(candidate.units)));
    return carriage ? add(value, local(goods.transport!)) : value;
  });
  // A candidate that comes out below zero is no value at all.
  if (values.some((value) => compare(value, ZERO) < 0)) return [undefined];
  return [values.reduce((low, value) => (compare(value, low) < 0 ? value : low))];
}

function resale(facts: ValuationFacts, territory: OracleTerritory): Values {
  const goods = facts.resale;
  if (goods === undefined) return "closed";
  const days = goods.processed === true && facts.tariff === "US" ? 180 : 90;
  const counted = goods.sales.filter(({ related, suppliesAssists }) => related !== true && suppliesAssists !== true);
  const now = counted.filter(({ date }) => date === undefined || date === goods.imported);
  let chosen = now;
  if (now.length === 0) {
    const after = (date: string): number => (Date.parse(date) - Date.parse(goods.imported!)) / 86400000;
    const later = counted.filter(({ date }) => after(date!) >= 0 && after(date!) <= days);
    const first = later.map(({ date }) => date!).sort()[0];
    chosen = later.filter(({ date }) => date === first);
  }
  if (chosen.length === 0) return "closed";
  const units = new Map<string, Fraction>();
  for (const { units: sold, number = "1", unitPrice } of chosen) {
    const price = decimal(unitPrice!);
    const key = ((price.n * 1000000n) / price.d).toString();
    units.set(key, add(units.get(key) ?? ZERO, multiply(decimal(sold), decimal(number))));
  }
  const [best] = [...units].reduce((a, b) => {
    const order = compare(b[1], a[1]);
    return order > 0 || (order === 0 && BigInt(b[0]) > BigInt(a[0])) ? b : a;
  });
  const local = (amount: Fraction, currency: string): Fraction => toLocal(amount, currency, facts, territory);
  const price = local(multiply({ n: BigInt(best), d: 1000000n }, decimal(goods.units)), goods.currency);
  const off = (goods.deductions ?? []).map(({ kind, percent: rate, amount, currency, per }) => {
    if (rate !== undefined) return multiply(price, percent(rate));
    if (kind === "freight" && territory.takes("mainFreight", undefined) === "yes") return ZERO;
    const each = local(decimal(amount!), currency!);
    return per === "unit" ? multiply(each, decimal(goods.units)) : each;
  });
  const net = subtract(price, sum(off));
  return [compare(net, ZERO) < 0 ? undefined : valueInside(net, facts.charges ?? [])];
}

function computed(facts: ValuationFacts, territory: OracleTerritory): Values {
  if (facts.computed === undefined) return "closed";
  const carriage = (facts.costs ?? []).filter(({ leg }) => territory.takes(leg, facts.transport) === "yes");
  const all = [...facts.computed.elements, ...carriage];
  return [
    sum(
      all.map((item) => {
        const byAir = "leg" in item && item.leg === "mainFreight" && facts.transport === "air";
        const share = byAir ? percent(facts.air?.percent ?? "100") : ONE;
        return multiply(share, toLocal(decimal(item.amount), item.currency, facts, territory));
      }),
    ),
  ];
}
