import { millionths } from "../../model/declare/amount";
import type { Money } from "../../model/entry";
import type { Issue } from "../../model/issue";
import type { OriginQuestion } from "../../model/origin/question";
import { multiply, type Rational, rational } from "../../model/rational";
import type { ExchangeTable } from "../../model/valuation/regime";

/** A table of rates of exchange, and the currency in which or of which they are quoted. */
export interface OriginExchange {
  readonly currency: string;
  readonly table: ExchangeTable;
}

/** A rate that was applied: one unit of `currency` is `rate` units of the product's. */
export interface RateUsed {
  readonly currency: string;
  readonly to: string;
  readonly rate: Rational;
  readonly quoted: string;
  readonly source: string;
}

/** Amounts of one question in the currency of its product. */
export interface Purse {
  readonly currency: string;
  /** The exact amount; undefined where no rate is at hand: `lacking` then says so. */
  of(money: Money): Rational | undefined;
  /** What is wrong with an amount that has no rate. */
  lacking(money: Money, path: string): Issue | undefined;
  readonly used: readonly RateUsed[];
}

const MILLION = 1000000n;

/**
 * Amounts as exact rationals of the product's own currency: it is that of the first value the product declares, else of
 * the first material. Rates are those of the day of export: declared ones, quoted against that currency, else a
 * table's where one of the two currencies is the table's own. Two foreign currencies of a table are not crossed.
 */
export function openPurse(question: OriginQuestion, exchanges: readonly OriginExchange[]): Purse {
  const currency = currencyOf(question);
  const rates = new Map<string, Rational | undefined>([[currency, rational(1n)]]);
  const amounts = new Map<Money, Rational | undefined>();
  const used: RateUsed[] = [];

  function rateOf(foreign: string): Rational | undefined {
    if (rates.has(foreign)) return rates.get(foreign);
    const found = declaredRate(question, foreign) ?? tableRate(question.date, foreign, currency, exchanges);
    rates.set(foreign, found?.rate);
    if (found !== undefined) used.push({ currency: foreign, to: currency, ...found });
    return found?.rate;
  }

  return {
    currency,
    used,
    of(money) {
      if (amounts.has(money)) return amounts.get(money);
      const rate = rateOf(money.currency);
      const plain = rational(millionths(money.amount), MILLION);
      const amount = rate && (money.currency === currency ? plain : multiply(plain, rate));
      amounts.set(money, amount);
      return amount;
    },
    lacking(money, path) {
      if (rateOf(money.currency) !== undefined) return undefined;
      const { date } = question;
      const message =
        `there is no rate of exchange between ${money.currency} and ${currency} on ${date}: ` +
        `state it in rates, or the amount in ${currency}`;
      return { code: "CURRENCY_RATE_MISSING", path, currency: money.currency, expected: currency, message };
    },
  };
}

function currencyOf({ product, materials = [] }: OriginQuestion): string {
  const { exWorks, fob, transactionValue } = product;
  const first = exWorks ?? fob ?? transactionValue ?? firstMoney(product);
  return first?.currency ?? materials.find(({ value }) => value !== undefined)?.value?.currency ?? "XXX";
}

/** The first amount of money that stands within. */
function firstMoney(value: unknown): Money | undefined {
  if (typeof value !== "object" || value === null) return undefined;
  if ("currency" in value && "amount" in value) return value as Money;
  for (const element of Object.values(value)) {
    const found = firstMoney(element);
    if (found !== undefined) return found;
  }
  return undefined;
}

type Found = Pick<RateUsed, "rate" | "quoted" | "source">;

function declaredRate({ rates = [] }: OriginQuestion, foreign: string): Found | undefined {
  const declared = rates.find(({ currency }) => currency === foreign);
  if (declared === undefined) return undefined;
  const { rate, quoted } = declared;
  return { rate: fraction(rate, quoted), quoted: `${rate}, ${quoted}`, source: "declared" };
}

function tableRate(
  date: string,
  foreign: string,
  local: string,
  exchanges: readonly OriginExchange[],
): Found | undefined {
  for (const { currency, table } of exchanges) {
    if (currency !== local && currency !== foreign) continue;
    const period = table.find(currency === local ? foreign : local, date);
    if (period === undefined) continue;
    const rate = fraction(period.rate, table.quoted);
    const quoted = `${period.rate}, ${period.from} to ${period.to}`;
    return { rate: currency === local ? rate : inverse(rate), quoted, source: table.source };
  }
  return undefined;
}

const fraction = (rate: string, quoted: "foreign-per-local" | "local-per-foreign"): Rational =>
  quoted === "foreign-per-local" ? rational(MILLION, millionths(rate)) : rational(millionths(rate), MILLION);

const inverse = ({ numerator, denominator }: Rational): Rational => rational(denominator, numerator);
