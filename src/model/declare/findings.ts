import type { Issue } from "../issue";
import { AMOUNT_PATTERN } from "./amount";
import { nearest, pointer, quote, shortened } from "./quote";

/** What can be wrong with a field by itself, each with the rule it breaks and the way out. */

export const malformed = (path: string, message: string): Issue => ({ code: "MALFORMED_INPUT", path, message });

export function dateInvalid(path: string, field: string, value: unknown): Issue {
  const rule = 'state a civil date, "YYYY-MM-DD"';
  const isImpossible = typeof value === "string" && /^\d{4}-\d{2}-\d{2}$/.test(value);
  return unlike(path, field, value, isImpossible ? `no calendar has that day; ${rule}` : rule);
}

export const missing = (path: string, field: string, rule: string): Issue =>
  malformed(path, `${field} is missing: ${rule}`);

/** A field of another type, or of another form, than its rule says. */
export const unlike = (path: string, field: string, value: unknown, rule: string): Issue =>
  value === undefined ? missing(path, field, rule) : malformed(path, `${field} is ${quote(value)}: ${rule}`);

export function unknownField(path: string, field: string, known: readonly string[]): Issue {
  const meant = nearest(field, known);
  const way = meant === undefined ? `known here: ${known.join(", ")}` : `did you mean ${meant}?`;
  const message = `there is no field ${quote(field)}; ${way}`;
  return { code: "UNKNOWN_FIELD", path: pointer(path, field), field: shortened(field), known, message };
}

export function amountInvalid(path: string, field: string, value: unknown): Issue {
  const quotable = typeof value === "number" && value >= 0 && Number.isFinite(value) && !String(value).includes("e");
  const way = quotable
    ? `write it in quotes, "${value}", so that no digit is lost`
    : "state a text of digits, at most 15 before the point and six after it, without sign or exponent";
  const message = `${field} is ${quote(value)}: ${way} (${AMOUNT_PATTERN})`;
  return { code: "VALUE_INVALID", path, pattern: AMOUNT_PATTERN, message };
}

export function outOfBounds(path: string, fact: string, amount: string, least?: string, most?: string): Issue {
  const bounds =
    least === undefined ? `at most ${most}` : most === undefined ? `at least ${least}` : `from ${least} to ${most}`;
  const message = `${fact} is ${quote(amount)}: it is a number ${bounds}, limits included`;
  return {
    code: "VALUE_INVALID",
    path,
    fact,
    ...(least === undefined ? {} : { least }),
    ...(most === undefined ? {} : { most }),
    message,
  };
}

export const currencyWithoutRate = (path: string, currency: string, expected: string): Issue => ({
  code: "CURRENCY_RATE_MISSING",
  path,
  currency,
  expected,
  message: `the table holds no rate of exchange for ${currency}: state the amount in ${expected}`,
});

export function unknownCountry(path: string, field: string, country: string, known: boolean): Issue {
  const way = known
    ? `write it in capitals, ${quote(country.toUpperCase())}`
    : "state an ISO 3166-1 alpha-2 code, or XI or XK";
  return { code: "UNKNOWN_COUNTRY", path, message: `${field} ${quote(country)} is no country: ${way}` };
}

export function unknownUnit(path: string, unit: string, known: readonly string[] | undefined): Issue {
  const way =
    known === undefined
      ? "state a UN/ECE Recommendation 20 code that customs counts in, such as KGM, TNE, LTR, MTK, NAR, DZN"
      : `qualifiers that this tariff counts by: ${known.join(", ") || "none"}`;
  const message = `unit ${quote(unit)} is not known: ${way}`;
  return { code: "UNIT_UNKNOWN", path, unit: shortened(unit), ...(known === undefined ? {} : { known }), message };
}

export const unitTwice = (path: string, unit: string): Issue => ({
  code: "QUANTITY_CONFLICT",
  path,
  unit,
  message: `a quantity in ${unit} is already stated: state one quantity a unit`,
});

export const unitsDisagree = (path: string, unit: string, amount: string, other: string): Issue => ({
  code: "QUANTITY_CONFLICT",
  path,
  unit,
  message: `${amount} ${unit} is not ${other}, which is stated as well: leave one of the two out`,
});

/** A bill of materials is no fact of the tariff: whoever determines origin takes it out of the entry. */
const UNREAD_BILL =
  'a bill of materials is read where preference is "best" and the engine was given origin: ' +
  "createEngine({ tables, origin: await createOrigin() }), with createOrigin of dutiable/origin";

export function unknownFact(path: string, fact: string, known: readonly string[]): Issue {
  if (fact === "origin") return { code: "UNKNOWN_FACT", path, fact, known, message: UNREAD_BILL };
  const meant = nearest(fact, known);
  const way = meant === undefined ? `known to this tariff: ${known.join(", ")}` : `did you mean ${meant}?`;
  const message = `no rate asks for a fact ${quote(fact)}; ${way}`;
  return { code: "UNKNOWN_FACT", path, fact: shortened(fact), known, message };
}

export function unknownHeading(path: string, heading: string, candidates: readonly string[]): Issue {
  const way = candidates.length === 0 ? "check its digits" : `near it are ${candidates.join(", ")}`;
  const message = `heading ${heading} is not known to this tariff: ${way}`;
  return {
    code: "UNKNOWN_HEADING",
    path,
    heading,
    ...(candidates.length === 0 ? {} : { candidates }),
    message,
  };
}

export const headingsExclude = (path: string, heading: string, other: string): Issue => ({
  code: "HEADINGS_CONFLICT",
  path,
  heading,
  other,
  message: `headings ${other} and ${heading} exclude each other: claim the one that applies`,
});

export const entryBeforeExport = (date: string, exportDate: string): Issue => ({
  code: "ENTRY_BEFORE_EXPORT",
  path: "/exportDate",
  message: `exportDate ${exportDate} is after the date of entry, ${date}: goods are entered after they are exported`,
});

export function unknownTariff(path: string, tariff: string, known: readonly string[]): Issue {
  const way = known.length === 0 ? "no table is loaded" : `loaded: ${known.join(", ")}`;
  return { code: "UNKNOWN_TARIFF", path, known, message: `there is no table of the tariff ${quote(tariff)}; ${way}` };
}

export function unknownProgramme(path: string, preference: string, known: readonly string[]): Issue {
  const way = `write "none", "best", or a programme's code: ${known.join(", ") || "the tariff has none"}`;
  const message = `preference ${quote(preference)} is no programme of this tariff: ${way}`;
  return { code: "PREFERENCE_NOT_AVAILABLE", path, preference: shortened(preference), reason: "programme", message };
}
