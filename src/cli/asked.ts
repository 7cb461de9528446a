import { COUNTRIES } from "../model/countries";
import { dateOf, dayOf } from "../model/days";
import { createOutput } from "../stream/output";
import type { TableView } from "../table/read";
import { Misuse } from "./status";

/** The date asked for, or that of a table's newest edition. @throws Misuse */
export function dateAsked(view: TableView, date: string | undefined): string {
  if (date === undefined) return dateOf(view.header.lastEditionDay);
  if (dayOf(date) === undefined) throw new Misuse(`${date} is no date: state YYYY-MM-DD`);
  return date;
}

/** @throws Misuse */
export function originAsked(origin: string | undefined): string | undefined {
  if (origin === undefined || COUNTRIES.has(origin)) return origin;
  throw new Misuse(`${origin} is no country: state an ISO 3166-1 alpha-2 code, such as KR`);
}

/** Data as JSON, or as the text that a person reads; rejects where its reader has gone. */
export function print<T>(json: boolean | undefined, data: T, text: (data: T) => string): Promise<void> {
  const output = createOutput(process.stdout);
  output.line(json ? JSON.stringify(data, null, 2) : text(data).trimEnd());
  return output.flush();
}
