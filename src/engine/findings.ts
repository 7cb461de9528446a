import { DAYS_AFTER_LAST_EDITION } from "../../assembly/abi";
import { dateOf } from "../model/days";
import { millionths } from "../model/declare/amount";
import { quote } from "../model/declare/quote";
import type { FactType, HeadingReason, Issue, Note } from "../model/issue";
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
  deposits: "an array of deposits, each with kind, case and rate",
};

export const factMissing = (path: string, fact: string, type: FactType, about: string | undefined): Issue => ({
  code: "FACT_MISSING",
  path: `${path}/${fact}`,
  fact,
  type,
  message: `the rate asks for ${fact}${about === undefined ? "" : ` (${about})`}: state ${FORMS[type]}`,
});

/** A list that is law and not held: the line has to say which headings it is on. */
export const headingsMissing = (path: string): Issue => ({
  code: "FACT_MISSING",
  path: `${path}/headings`,
  fact: "headings",
  type: "codes",
  message:
    "whether these goods are on a list that the table does not hold depends on the headings that are claimed for them: " +
    'state those of chapters 98 and 99, "headings":[] if there is none',
});

export function partExceedsValue(path: string, fact: string, amount: string, value: string, currency: string): Issue {
  // A provision of another value, or other parts, may leave less than the goods are worth.
  const of =
    millionths(amount) > millionths(value)
      ? `the value of the goods, ${value} ${currency}`
      : `what the other parts and the provision that is claimed leave of their value of ${value} ${currency}`;
  const message = `${fact} is ${amount} ${currency}, more than ${of}: no part is worth more`;
  return { code: "PART_EXCEEDS_VALUE", path, fact, amount, value, message };
}

export interface NotApplicable {
  readonly heading: string;
  readonly reason: HeadingReason;
  readonly from?: string;
  readonly to?: string;
  /** Why, in words. */
  readonly why: string;
}

export const headingNotApplicable = (path: string, { why, ...refused }: NotApplicable): Issue => ({
  code: "HEADING_NOT_APPLICABLE",
  path,
  ...refused,
  message: `heading ${refused.heading} does not apply to these goods: ${why}`,
});

export function deMinimisNotAvailable(
  path: string,
  origin: string,
  date: string,
  over?: { readonly limit: string; readonly value: string },
  currency = "",
): Issue {
  const message =
    over === undefined
      ? `goods of ${origin} are not free for their low value on ${date}: leave deMinimis out`
      : `the shipment is worth ${over.value} ${currency}, and free up to ${over.limit}: leave deMinimis out`;
  return { code: "DE_MINIMIS_NOT_AVAILABLE", path, ...over, message };
}

const orSuch = (candidates: readonly string[]): string =>
  candidates.length === 0 ? "" : `: ${candidates.slice(0, 8).join(", ")}${candidates.length > 8 ? ", …" : ""}`;

export const quotaNotOnLine = (path: string, commodity: string, candidates: readonly string[]): Issue => ({
  code: "QUOTA_NOT_ON_LINE",
  path,
  ...(candidates.length === 0 ? {} : { candidates }),
  message: `${commodity} is no line of a quota: leave quota out${
    candidates.length === 0 ? "" : `, or declare the line that is${orSuch(candidates)}`
  }`,
});

export const quotaNotClaimed = (
  path: string,
  commodity: string,
  terms: string,
  candidates: readonly string[],
): Issue => ({
  code: "QUOTA_NOT_CLAIMED",
  path,
  article: terms,
  ...(candidates.length === 0 ? {} : { candidates }),
  message:
    `${commodity} is for goods entered under the quota of ${terms}: ` +
    `declare goods that are not on a line over it${orSuch(candidates)}`,
});

export const quotaNotDeclared = (path: string, commodity: string, terms: string): Note => ({
  code: "QUOTA_NOT_DECLARED",
  ...(path === "" ? {} : { path }),
  message: `${commodity} is for goods entered under the quota of ${terms}: state quota true in facts if these are`,
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
