import { millionths } from "../../model/declare/amount";
import type { Money } from "../../model/entry";
import { minorUnits } from "../../model/valuation/currencies";
import type { AssistFact, CostFact, LineFacts, SpreadKey, ValuationFacts } from "../../model/valuation/facts";
import type { ValuationMarshal } from "./marshal";
import type { LineItems, Placed } from "./transaction";

/** What belongs to an invoice of several lines, spread over them to the last minor unit, and joined with their own. */

interface Spreadable {
  readonly by?: SpreadKey;
}

/** Becomes an issue: lines without any weight to spread by, or amounts beyond 128 bits. */
export class CannotSpread extends Error {
  constructor(
    readonly path: string,
    readonly code: "VALUE_INVALID" | "AMOUNT_OVERFLOW",
  ) {
    super(
      code === "VALUE_INVALID"
        ? "there is nothing to spread it by: all lines have 0"
        : "it cannot be spread within 128 bits: state it, or what it is spread by, with fewer digits",
    );
  }
}

/** The items of a line that stands alone. */
export function ownItems(facts: ValuationFacts, line: LineFacts = facts, path = ""): LineItems {
  const place = <T>(items: readonly T[] | undefined, name: string): Placed<T>[] =>
    (items ?? []).map((item, i) => ({ item, path: `${path}/${name}/${i}` }));
  return {
    line,
    path,
    payments: line === facts ? place(facts.payments, "payments") : [],
    discounts: place(line.discounts, "discounts"),
    additions: place(line.additions, "additions"),
    assists: place(line.assists, "assists"),
    costs: place(line.costs, "costs"),
    deductions: place(line.deductions, "deductions"),
  };
}

/** The items of each line of an invoice. @throws CannotSpread */
export function spreadItems(facts: ValuationFacts, marshal: ValuationMarshal): LineItems[] {
  const lines = facts.lines!;
  const spreadAmount = (money: Money, by: SpreadKey, path: string): string[] => {
    const weights = lines.map((line) => millionths((by === "value" ? line.price?.amount : line[by]) ?? "0"));
    const shares = marshal.apportion(smallestUnits(money), weights);
    if (shares === undefined) {
      throw new CannotSpread(path, weights.every((weight) => weight === 0n) ? "VALUE_INVALID" : "AMOUNT_OVERFLOW");
    }
    return shares.map((share) => marshal.format(share * smallestUnit(money), minorUnits(money.currency)));
  };
  const spread = <T extends Spreadable>(
    items: readonly T[] | undefined,
    name: string,
    cut: (item: T, path: string) => T[] | undefined,
  ): Placed<T>[][] => {
    const parts: Placed<T>[][] = lines.map(() => []);
    for (const [i, item] of (items ?? []).entries()) {
      const path = `/${name}/${i}`;
      const shares = cut(item, path);
      for (const [line, part] of parts.entries())
        part.push(shares === undefined ? { item, path } : { item: shares[line]!, path, whole: item });
    }
    return parts;
  };
  /** An item with an amount: a share for each line; one with a per cent is the same for all. */
  const cutAmount = <T extends Spreadable & { readonly amount?: string; readonly currency?: string }>(
    item: T,
    path: string,
  ): T[] | undefined =>
    item.amount === undefined || item.currency === undefined
      ? undefined
      : spreadAmount(item as Money, item.by ?? "value", path).map((amount) => ({ ...item, amount }));
  const cutCost = (item: CostFact, path: string): CostFact[] => {
    const whole = cutAmount(item, path)!;
    if (typeof item.inPrice !== "string") return whole;
    const inside = spreadAmount({ amount: item.inPrice, currency: item.currency }, item.by ?? "value", path);
    return whole.map((cost, i) => ({ ...cost, inPrice: inside[i]! }));
  };
  const cutAssist = (item: AssistFact, path: string): AssistFact[] => {
    let cut: AssistFact[] = lines.map(() => item);
    for (const name of ["cost", "transport", "repairs", "priorUse", "paid", "copies"] as const) {
      const money = item[name];
      if (money === undefined) continue;
      const shares = spreadAmount(money, item.by ?? "value", path);
      cut = cut.map((assist, i) => ({ ...assist, [name]: { ...money, amount: shares[i]! } }));
    }
    return cut;
  };
  const payments = spread(facts.payments, "payments", cutAmount);
  const discounts = spread(facts.discounts, "discounts", cutAmount);
  const additions = spread(facts.additions, "additions", cutAmount);
  const assists = spread(facts.assists, "assists", cutAssist);
  const costs = spread(facts.costs, "costs", cutCost);
  const deductions = spread(facts.deductions, "deductions", cutAmount);
  return lines.map((line, i) => {
    const own = ownItems(facts, line, `/lines/${i}`);
    return {
      ...own,
      payments: payments[i]!,
      discounts: [...own.discounts, ...discounts[i]!],
      additions: [...own.additions, ...additions[i]!],
      assists: [...own.assists, ...assists[i]!],
      costs: [...own.costs, ...costs[i]!],
      deductions: [...own.deductions, ...deductions[i]!],
    };
  });
}

/** A currency's minor unit in millionths, or what the amount itself is stated to. */
function smallestUnit({ amount, currency }: Money): bigint {
  const decimals = Math.max(minorUnits(currency), amount.split(".")[1]?.length ?? 0);
  return 10n ** BigInt(6 - decimals);
}

const smallestUnits = (money: Money): bigint => millionths(money.amount) / smallestUnit(money);
