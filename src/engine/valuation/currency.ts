import { dateOf, dayOf } from "../../model/days";
import { millionths } from "../../model/declare/amount";
import type { Issue } from "../../model/issue";
import type { RateFact, ValuationFacts } from "../../model/valuation/facts";
import type { ValuationTerritory } from "./setting";

/** A rate of exchange as it is applied: one unit of the currency is top/bottom of the territory's. */
export interface AppliedRate {
  readonly currency: string;
  readonly rate: string;
  readonly quoted: "foreign-per-local" | "local-per-foreign";
  /** `table`, `declared`, or `daily` where the daily rate displaced the periodical one. */
  readonly used: "table" | "declared" | "daily";
  /** |periodical − daily| / daily in per cent, to two decimals, for show: the comparison is exact. */
  readonly variance?: string;
  /** The period for which the rate holds. */
  readonly from?: string;
  readonly to?: string;
  readonly fixed?: string;
  readonly source: string;
  readonly top: bigint;
  readonly bottom: bigint;
}

/** The legal date that picks the rate. */
export function exchangeDate(facts: ValuationFacts, { regime }: ValuationTerritory): string | undefined {
  return regime.exchange.date === "exportation" ? facts.exportDate : facts.date;
}

/** The rate for a currency, or why there is none. */
export function rateFor(
  currency: string,
  path: string,
  facts: ValuationFacts,
  territory: ValuationTerritory,
): AppliedRate | Issue {
  const { regime, exchange } = territory;
  const at = facts.rates?.findIndex((rate) => rate.currency === currency) ?? -1;
  const declared = facts.rates?.[at];
  const date = exchangeDate(facts, territory);
  if (date === undefined && exchange !== undefined) return missingDate(regime.exchange.source);
  const period = date === undefined ? undefined : exchange?.find(currency, date);
  if (exchange !== undefined && period !== undefined) {
    if (declared !== undefined && !sameRate(declared, period.rate, exchange.quoted)) {
      const message = `the table's rate of ${date} is ${period.rate}: leave the declared rate out`;
      return { code: "VALUE_CONFLICT", path: `/rates/${at}`, article: regime.exchange.source, currency, message };
    }
    const { quoted, source } = exchange;
    return { currency, quoted, used: "table", source, ...period, ...fraction(period.rate, quoted) };
  }
  if (declared === undefined) return missingRate(currency, path, date, territory);
  return declaredRate(declared, `/rates/${at}`, date, territory);
}

function declaredRate(
  { currency, rate, quoted, daily, fixed }: RateFact,
  path: string,
  date: string | undefined,
  { regime }: ValuationTerritory,
): AppliedRate | Issue {
  const { dailyFrom, fixing, source } = regime.exchange;
  if (daily !== undefined && dailyFrom !== undefined) {
    const [q, d] = [millionths(rate), millionths(daily)];
    const gap = q > d ? q - d : d - q;
    const displaces = gap * 100000000n >= millionths(dailyFrom) * d;
    const hundredths = (gap * 20000n + d) / (2n * d);
    const variance = `${hundredths / 100n}.${(hundredths % 100n).toString().padStart(2, "0")}`;
    const taken = displaces ? daily : rate;
    const used = displaces ? "daily" : "declared";
    return { currency, rate: taken, quoted, used, variance, source, ...fraction(taken, quoted) };
  }
  if (daily !== undefined) {
    const message = "this administration has no daily rate that displaces a periodical one";
    return { code: "VALUE_CONFLICT", path: `${path}/daily`, article: source, currency, message };
  }
  if (fixing === undefined || fixed === undefined || date === undefined) {
    const { top, bottom } = fraction(rate, quoted);
    return { currency, rate, quoted, used: "declared", source, top, bottom };
  }
  const period = monthOf(date);
  const day = penultimateWednesday(monthBefore(date));
  if (fixed > day || fixed < monthBefore(date)) {
    const message = `the rate for ${date} is the one published on ${day}, or the latest before it`;
    return { code: "VALUE_CONFLICT", path: `${path}/fixed`, article: source, currency, message };
  }
  return { currency, rate, quoted, used: "declared", fixed, source, ...period, ...fraction(rate, quoted) };
}

function fraction(rate: string, quoted: "foreign-per-local" | "local-per-foreign"): { top: bigint; bottom: bigint } {
  const value = millionths(rate);
  return quoted === "foreign-per-local" ? { top: 1000000n, bottom: value } : { top: value, bottom: 1000000n };
}

const sameRate = (declared: RateFact, rate: string, quoted: string): boolean =>
  declared.quoted === quoted && millionths(declared.rate) === millionths(rate);

const missingDate = (article: string): Issue => ({
  code: "FACT_MISSING",
  path: "/exportDate",
  article,
  fact: "exportDate",
  message: "the rate of exchange is that of the date of exportation: state it",
});

function missingRate(currency: string, path: string, date: string | undefined, { regime }: ValuationTerritory): Issue {
  const on = date === undefined ? "" : ` on ${date}`;
  const message = `there is no rate of exchange for ${currency}${on}: state it in rates, or the amount in ${regime.currency}`;
  return { code: "CURRENCY_RATE_MISSING", path, article: "CVA Art. 9", currency, expected: regime.currency, message };
}

/** First and last day of the month of a date. */
function monthOf(date: string): { from: string; to: string } {
  const from = `${date.slice(0, 8)}01`;
  const next = dateOf(dayOf(from)! + 31);
  return { from, to: dateOf(dayOf(`${next.slice(0, 8)}01`)! - 1) };
}

/** The first day of the month before. */
const monthBefore = (date: string): string => `${dateOf(dayOf(`${date.slice(0, 8)}01`)! - 1).slice(0, 8)}01`;

/** The last Wednesday but one of the month that a date lies in. */
export function penultimateWednesday(date: string): string {
  const last = dayOf(monthOf(date).to)!;
  // 1970-01-01 was a Thursday: Wednesdays are the days with remainder 6 by seven.
  const lastWednesday = last - ((((last - 6) % 7) + 7) % 7);
  return dateOf(lastWednesday - 7);
}
