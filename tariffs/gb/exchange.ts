import { DutiableError } from "../../src/model/errors";

/** A month of HMRC's rates as its JSON copies hold it: units of each currency for one pound. */
interface PublishedMonth {
  readonly base: string;
  readonly period: { readonly start: string; readonly end: string };
  readonly rates: Readonly<Record<string, string>>;
}

const RATE = /^\d{1,9}(\.\d{1,6})?$/;

/**
 * The facts `fx/YYYY.tsv` from the published months: currencies down, months across, rates as printed.
 * @throws DutiableError FACTS_INVALID for a month that is none, or twice, or has a rate of another form.
 */
export function exchangeFacts(files: readonly string[]): Map<string, string> {
  const years = new Map<string, Map<string, Readonly<Record<string, string>>>>();
  for (const text of files) {
    const { base, period, rates } = JSON.parse(text) as PublishedMonth;
    const month = period?.start?.slice(0, 7) ?? "";
    const wrong = (what: string): DutiableError => new DutiableError("FACTS_INVALID", `rates of ${month}: ${what}`);
    if (base !== "GBP" || period.start !== `${month}-01` || period.end.slice(0, 7) !== month)
      throw wrong("not a month");
    for (const [currency, rate] of Object.entries(rates)) {
      if (!/^[A-Z]{3}$/.test(currency) || !RATE.test(rate)) throw wrong(`${currency} ${rate}`);
    }
    const year = month.slice(0, 4);
    const months = years.get(year) ?? new Map();
    if (months.has(month)) throw wrong("twice");
    years.set(year, months.set(month, rates));
  }
  return new Map([...years].sort().map(([year, months]) => [year, printYear(months)]));
}

function printYear(months: ReadonlyMap<string, Readonly<Record<string, string>>>): string {
  const across = [...months.keys()].sort();
  const down = [...new Set([...months.values()].flatMap((rates) => Object.keys(rates)))].sort();
  const rows = down.map((currency) => [currency, ...across.map((month) => months.get(month)![currency] ?? "")]);
  return [["currency", ...across], ...rows].map((cells) => `${cells.join("\t")}\n`).join("");
}
