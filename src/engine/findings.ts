import { DAYS_AFTER_LAST_EDITION } from "../../assembly/abi";
import { dateOf } from "../model/days";
import { quote } from "../model/declare/quote";
import type { FactType, Issue } from "../model/issue";
import type { Validity } from "./commodities";

/** What the law of a table can have against a line that is itself well declared, each with the way out. */

export function dateOutOfRange(date: string, { firstDay, lastDay }: { firstDay: number; lastDay: number }): Issue {
  const from = dateOf(firstDay);
  const to = dateOf(lastDay);
  const message =
    `date ${date} is not answered: the table answers ${from} to ${to}, ` +
    `${DAYS_AFTER_LAST_EDITION} days after its newest edition`;
  return { code: "DATE_OUT_OF_RANGE", path: "/date", from, to, message };
}

/** A heading or subheading, or a code of another length. */
export function notDeclarable(path: string, code: string, digits: number, candidates: string[], more: number): Issue {
  const way = `state all ${digits} digits: ${candidates.slice(0, 8).join(", ")}${candidates.length > 8 || more > 0 ? ", …" : ""}`;
  const count = candidates.length + more;
  const codes = count === 1 ? "one declarable code" : `${count} declarable codes`;
  const message = `commodity ${quote(code)} has ${codes} on this date; ${way}`;
  return { code: "COMMODITY_NOT_DECLARABLE", path, candidates, message };
}

export function unknownCommodity(path: string, code: string, digits: number, candidates: string[]): Issue {
  const near = candidates.length === 0 ? "" : `; near it are ${candidates.join(", ")}`;
  const length = code.length === digits ? "" : `, a declarable code has ${digits} digits`;
  const message = `commodity ${quote(code)} is not in the tariff${length}${near}: check the digits`;
  return { code: "UNKNOWN_COMMODITY", path, ...(candidates.length === 0 ? {} : { candidates }), message };
}

/** A code of other days. */
export function notInForce(path: string, code: string, date: string, days: Validity, candidates: string[]): Issue {
  const { from, to } = days;
  const period = to === undefined ? `from ${from} on` : `from ${from} to ${to}`;
  const near = candidates.length === 0 ? "check the date" : `on that day there are ${candidates.join(", ")}`;
  return {
    code: "UNKNOWN_COMMODITY",
    path,
    from,
    ...(to === undefined ? {} : { to }),
    ...(candidates.length === 0 ? {} : { candidates }),
    message: `commodity ${quote(code)} is not declarable on ${date}: it is ${period}; ${near}`,
  };
}

export const outOfSeason = (path: string, code: string, date: string, season: string | undefined): Issue => ({
  code: "COMMODITY_NOT_DECLARABLE",
  path,
  ...(season === undefined ? {} : { season }),
  message:
    season === undefined
      ? `commodity ${quote(code)} is not for goods as declared: look for the one of its heading that is`
      : `commodity ${quote(code)} is declarable from ${season.replaceAll("/", " to ").replaceAll(/ (?=..-.. to )/g, " and ")} only, and the date is ${date}: ` +
        "look for the one that holds then",
});

export interface Refused {
  readonly preference: string;
  readonly reason: "programme" | "origin" | "line" | "lapsed";
  readonly available: readonly string[];
  readonly from?: string;
  readonly to?: string;
}

export function preferenceNotAvailable(path: string, refused: Refused, origin: string, commodity: string): Issue {
  const { preference, reason, available, from, to } = refused;
  const why = {
    programme: "is no programme of this tariff",
    origin: `is not open to goods of ${origin} on this date`,
    line: `gives no rate for ${commodity}`,
    lapsed: `is not in force on this date${from === undefined ? "" : `, but from ${from}${to === undefined ? "" : ` to ${to}`}`}`,
  }[reason];
  const way = available.length === 0 ? `state "none"` : `state "none" or one of ${available.join(", ")}`;
  const message = `preference ${quote(preference)} ${why}: for these goods ${way}`;
  return { code: "PREFERENCE_NOT_AVAILABLE", path, ...refused, message };
}

export const quantityMissing = (path: string, unit: string): Issue => ({
  code: "QUANTITY_MISSING",
  path,
  unit,
  message: `the rate counts ${unit}: state a quantity in ${unit}, or in a unit that converts to it`,
});

export const quantityInexact = (path: string, unit: string, declared: string): Issue => ({
  code: "QUANTITY_MISSING",
  path,
  unit,
  message: `${declared} has no exact value in ${unit} with six decimals: state the quantity in ${unit}`,
});

const FORMS: Readonly<Record<FactType, string>> = {
  money: "an amount with its currency",
  number: "a number as a text of digits",
  boolean: "true or false",
  lines: "an array of the articles, each with commodity, value and quantities",
  commodity: "the commodity code of the article",
  codes: "an array of codes",
};

export const factMissing = (path: string, fact: string, type: FactType, about: string | undefined): Issue => ({
  code: "FACT_MISSING",
  path: `${path}/${fact}`,
  fact,
  type,
  message: `the rate asks for ${fact}${about === undefined ? "" : ` (${about})`}: state ${FORMS[type]}`,
});

export const rateNotComputable = (path: string, rate: string): Issue => {
  const reference = /^see "(.*)"$/.exec(rate)?.[1] ?? rate;
  const message = `the tariff leaves this rate to another provision, ${quote(reference)}: it has to be worked out by hand`;
  return { code: "RATE_NOT_COMPUTABLE", path, reference, message };
};

export const componentWithoutValue = (path: string): Issue => ({
  code: "RATE_NOT_COMPUTABLE",
  path,
  message: "the highest rate among the components cannot be told of one without a value: state the value of each",
});

export const noMeasure = (path: string, origin: string): Issue => ({
  code: "RATE_NOT_COMPUTABLE",
  path,
  message: `the table holds no rate of this commodity for goods of ${origin}: it has to be worked out by hand`,
});

export const nestedReference = (path: string): Issue => ({
  code: "RATE_NOT_COMPUTABLE",
  path,
  message: "the rate of this article refers to other articles in turn, which is not computed: state those articles",
});

export const overflow = (path: string): Issue => ({
  code: "AMOUNT_OVERFLOW",
  path,
  message: "a charge on these amounts is too large to be computed exactly: split the line",
});
