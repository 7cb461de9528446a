import { dateOf, dayOf } from "../../model/days";
import type { ExchangePeriod, ExchangeTable, ExchangeText } from "../../model/valuation/regime";

/** A table of rates to look things up in. */
export function readExchange({ quoted, source, years }: ExchangeText): ExchangeTable {
  /** Years are read when first asked for. */
  const read = new Map<string, Map<string, string>>();
  const ratesOf = (year: string): Map<string, string> => {
    let rates = read.get(year);
    if (rates === undefined) {
      rates = readYear(years[year] ?? "");
      read.set(year, rates);
    }
    return rates;
  };
  return {
    quoted,
    source,
    find(currency, date): ExchangePeriod | undefined {
      const month = date.slice(0, 7);
      const rate = ratesOf(date.slice(0, 4)).get(`${currency} ${month}`);
      return rate === undefined ? undefined : { rate, from: `${month}-01`, to: endOf(month) };
    },
  };
}

function readYear(text: string): Map<string, string> {
  const rates = new Map<string, string>();
  const [header = "", ...rows] = text.split(/\r?\n/);
  const months = header.split("\t").slice(1);
  for (const row of rows) {
    const [currency, ...cells] = row.split("\t");
    for (const [i, rate] of cells.entries()) if (rate !== "") rates.set(`${currency} ${months[i]}`, rate);
  }
  return rates;
}

/** The last day of a month `YYYY-MM`. */
const endOf = (month: string): string => dateOf(dayOf(`${dateOf(dayOf(`${month}-01`)! + 31).slice(0, 7)}-01`)! - 1);
