import type { Engine } from "dutiable";
import { rateWords } from "./words";

/** What the page looks up in the table itself. */
export interface Schedule {
  /** First and last day that the table answers. */
  readonly firstDay: string;
  readonly lastDay: string;
  /** Name of the newest edition. */
  readonly newest: string;
  isCountry(code: string): boolean;
  /** Codes declarable on a day that begin with these digits, and whether there are more than `most`. */
  codes(digits: string, date: string, most: number): { readonly codes: string[]; readonly more: boolean };
  /** The rate of a code without preference, for goods of a country or, where that is empty, as most countries have it. */
  rate(code: string, origin: string, date: string): string;
  /** Programmes under which goods of a country may be claimed to get a rate of their own on this code. */
  programmes(code: string, origin: string, date: string): string[];
  /** What a measure is called: the title of its layer, or that of the duty of chapters 1 to 97. */
  title(measure: string): string;
  /** What a fact is, in a sentence. */
  about(fact: string): string;
}

export function openSchedule(engine: Engine, tariff: string): Schedule {
  const table = engine.table(tariff);

  /** Measures of a line that are open to goods of a country on a day. */
  function measures(code: string, origin: string, date: string) {
    const day = engine.day(date);
    const row = table.lineAt(code, day);
    if (row === undefined) return [];
    return table
      .measuresOf(table.setOf(row))
      .filter(({ area }) => origin === "" || table.areaHolds(area, origin, day))
      .filter(({ except }) => origin === "" || except === 0 || !table.areaHolds(except, origin, day));
  }

  const rateOf = (choice: number): string =>
    table
      .alternativesOf(choice)
      .map(({ program }) => table.rateText(program))
      .join(", or ");

  // A date that no table can hold is answered with those that this one does.
  const probe = engine.assess({ tariff, date: "0001-01-01", commodity: "", origin: "" });
  const reach = probe.ok ? undefined : probe.issues.find(({ code }) => code === "DATE_OUT_OF_RANGE");

  // Area 0 is every country there is.
  const isCountry = (code: string): boolean => table.areaHolds(0, code, 0);

  return {
    firstDay: reach?.from ?? "",
    lastDay: reach?.to ?? "",
    newest: table.meta.editions.at(-1)?.label ?? "",
    isCountry,
    codes(digits, date, most) {
      const codes = table.codesWithPrefix(digits, engine.day(date), most + 1);
      return { codes: codes.slice(0, most), more: codes.length > most };
    },
    rate(code, origin, date) {
      const general = measures(code, origin, date).find(({ claim }) => claim === 0);
      return general === undefined ? "" : rateWords(rateOf(general.choice));
    },
    programmes(code, origin, date) {
      const claims = measures(code, origin, date).map(({ claim }) => table.meta.claims[claim]?.code);
      return [...new Set(claims.filter((claim) => claim !== undefined))].sort();
    },
    title: (measure) => table.meta.layers.find((it) => it?.layer === measure)?.title ?? "Ordinary duty",
    about: (fact) => table.meta.facts.find(({ name }) => name === fact)?.about ?? "",
  };
}
