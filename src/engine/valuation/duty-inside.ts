import type { Assessment, Charge } from "../../model/assessment";
import { millionths } from "../../model/declare/amount";
import type { Fields } from "../../model/declare/fields";
import { isFields } from "../../model/declare/fields";
import type { RateSum } from "../../model/rate";
import { parseCell } from "../../model/rate-text";
import { add, formatRational, multiply, type Rational, rational } from "../../model/rational";
import type { InsideChargeFact } from "../../model/valuation/facts";

/** Charges inside prices: of each line, and of an invoice of several lines as a whole. */
export interface ChargesInside {
  readonly lines: readonly (readonly InsideChargeFact[])[];
  readonly shared: readonly InsideChargeFact[];
}

/**
 * The charges inside prices delivered duty paid, as the tariff has them, for each line of the facts: the line is
 * assessed at the value `at` for the sake of its rates, and each becomes a share of the value, an amount by quantity,
 * and limits. Undefined where no such price stands there, where the facts state the charges, or where a rate is of
 * another form: then they are asked for.
 */
export function chargesInside(
  facts: Fields,
  entry: Fields,
  line: Fields | undefined,
  at: readonly string[],
  assess: (entry: unknown) => Assessment,
): ChargesInside | undefined {
  const { delivery, charges, lines = [facts] } = facts;
  if (!isFields(delivery) || delivery.term !== "DDP" || charges !== undefined || !Array.isArray(lines))
    return undefined;
  if (![facts, ...lines].every(leavesDutyOpen) || !lines.every((it) => isFields(it.price))) return undefined;
  const { lines: goods = [line ?? {}], ...whole } = entry;
  const own: readonly unknown[] = facts.lines === undefined ? [line ?? {}] : Array.isArray(goods) ? goods : [];
  if (own.length !== lines.length) return undefined;
  const found: InsideChargeFact[][] = [];
  const shared = new Map<string, InsideChargeFact>();
  for (const [i, each] of own.entries()) {
    const charges = isFields(each) ? probe({ ...whole, ...each }, at[i] ?? at[0]!, assess) : undefined;
    if (charges === undefined) return undefined;
    const ofLine: InsideChargeFact[] = [];
    for (const charge of charges) {
      const inside = insideCharge(charge, charges[0]!);
      if (inside === undefined) return undefined;
      if (facts.lines !== undefined && isOfEntry(charge)) shared.set(charge.measure, inside);
      else ofLine.push(inside);
    }
    found.push(ofLine);
  }
  return { lines: found, shared: [...shared.values()] };
}

/** Bound once for all lines of an entry. */
const isOfEntry = ({ rate }: Charge): boolean => rate.includes("/entry");

/** Neither the rates of the duty nor its amount is stated. */
const leavesDutyOpen = (facts: unknown): facts is Fields =>
  isFields(facts) &&
  facts.charges === undefined &&
  !(Array.isArray(facts.costs) && facts.costs.some((cost) => isFields(cost) && cost.leg === "importDuties"));

/** The charges of a line at a value in the territory's currency, which a first answer names. */
function probe(entry: Fields, at: string, assess: (entry: unknown) => Assessment): readonly Charge[] | undefined {
  const ask = (currency: string): Assessment => assess({ ...entry, value: { amount: at, currency } });
  const first = ask("XXX");
  const expected = first.ok ? undefined : first.issues.find(({ code }) => code === "CURRENCY_RATE_MISSING")?.expected;
  const answer = expected === undefined ? first : ask(expected);
  return answer.ok && "commodity" in answer ? answer.charges : undefined;
}

/** A charge as facts of a valuation state it; undefined for one that is no share of the value, nor an amount. */
function insideCharge({ measure, rate: text, bases }: Charge, ordinary: Charge): InsideChargeFact | undefined {
  const cell = parseCell(text);
  if (cell.kind !== "rate" || bases.some(({ kind }) => kind === "fact")) return undefined;
  const amounts = new Map(
    bases.flatMap((basis) => (basis.kind === "quantity" ? [[basis.unit, basis.amount] as const] : [])),
  );
  const [first, ...limits] = cell.sums;
  const base = text.includes("base duty") ? shareOf(ordinary) : ZERO;
  const line = first === undefined || base === undefined ? NOTHING : lineOf(first, amounts, base);
  if (line === undefined || base === undefined) return undefined;
  const charge: Record<string, string> = { charge: measure };
  for (const [name, exact] of [
    ["percent", multiply(line.percent, rational(100n))],
    ["amount", line.amount],
  ] as const) {
    const decimal = formatRational(exact);
    if (!/^\d+(\.\d{1,4})?$/.test(decimal)) return undefined;
    charge[name] = decimal;
  }
  for (const sum of limits) {
    const limit = lineOf(sum, amounts, base);
    const name = sum.operator === "floor" ? "least" : "most";
    if (limit === undefined || limit.percent.numerator !== 0n || name in charge) return undefined;
    charge[name] = formatRational(limit.amount);
  }
  return charge as unknown as InsideChargeFact;
}

const ZERO = rational(0n);
const NOTHING = { percent: ZERO, amount: ZERO };

/** The ordinary duty as a share of the value; undefined where it is not that alone. */
function shareOf({ rate }: Charge): Rational | undefined {
  const cell = parseCell(rate);
  if (cell.kind !== "rate" || cell.sums.length > 1) return undefined;
  const [sum] = cell.sums;
  const share = sum === undefined ? NOTHING : lineOf(sum, new Map(), ZERO);
  return share?.amount.numerator === 0n ? share.percent : undefined;
}

/**
 * A sum as a share of the value and an amount, `base` being the ordinary duty's share, which brings it to nothing at
 * most; undefined for terms that are neither.
 */
function lineOf(
  { terms }: RateSum,
  amounts: ReadonlyMap<string, string>,
  base: Rational,
): { percent: Rational; amount: Rational } | undefined {
  let percent = ZERO;
  let amount = ZERO;
  for (const { sign, coefficient, basis, factor } of terms) {
    const signed = multiply(coefficient, rational(BigInt(sign)));
    if (factor !== undefined) return undefined;
    if (basis.kind === "value") percent = add(percent, signed);
    else if (basis.kind === "entry") amount = add(amount, signed);
    else if (basis.kind === "base-duty") percent = add(percent, multiply(signed, base));
    else if (basis.kind === "quantity" && basis.threshold === undefined && amounts.has(basis.unit)) {
      amount = add(amount, multiply(signed, rational(millionths(amounts.get(basis.unit)!), 1000000n)));
    } else return undefined;
  }
  return { percent: percent.numerator < 0n ? ZERO : percent, amount };
}
