import { COUNTRIES, countryNumber } from "../countries";
import type { Issue } from "../issue";
import { codeNumber, declareCommodity } from "./commodity";
import { declareArticle, declareComponents } from "./components";
import { BEST, type DeclaredLine, UNREADABLE } from "./declaration";
import { declareFacts } from "./facts";
import { type Fields, reportUnknown } from "./fields";
import { malformed, unknownCountry, unknownProgramme, unlike } from "./findings";
import { declareMoney } from "./money";
import { declareQuantities } from "./quantities";
import type { TariffTerms } from "./terms";

/** Fields that a line states, or takes from its entry. */
export const LINE_FIELDS = ["commodity", "origin", "preference", "value", "quantities", "facts"] as const;

type LineField = (typeof LINE_FIELDS)[number];

/** The object that states a field: the line, or else its entry. */
const stating = (own: Fields, shared: Fields | undefined, field: LineField): Fields =>
  shared !== undefined && own[field] === undefined && shared[field] !== undefined ? shared : own;

/**
 * Reads a line of an entry. `shared` is the entry of a line among `lines`; an entry of one line is itself the line,
 * its path is empty, and its caller has looked for unknown fields. `circumstances` of the entry count as claimed.
 */
export function declareLine(
  own: Fields,
  path: string,
  shared: Fields | undefined,
  terms: TariffTerms | undefined,
  circumstances: readonly number[] = NONE_CLAIMED,
): DeclaredLine {
  const issues: Issue[] = [];
  const at = (source: Fields) => (source === own ? path : "");
  const named = stating(own, shared, "commodity");
  const commodityPath = `${at(named)}/commodity`;
  const commodity = declareCommodity(named.commodity, terms, commodityPath, "commodity", issues);
  const made = stating(own, shared, "origin");
  const originPath = `${at(made)}/origin`;
  const originCode = made.origin;
  const origin = declareCountry(originCode, originPath, "origin", issues);
  const claimed = stating(own, shared, "preference");
  const preferencePath = `${at(claimed)}/preference`;
  const preference = claimed.preference === undefined ? "none" : claimed.preference;
  const claim = declarePreference(preference, preferencePath, terms, issues);
  const valued = stating(own, shared, "value");
  const valuePath = `${at(valued)}/value`;
  const value = declareMoney(valued.value, terms?.currency, valuePath, "value", issues);
  const counted = stating(own, shared, "quantities");
  const quantitiesPath = `${at(counted)}/quantities`;
  const quantities = declareQuantities(counted.quantities, terms, quantitiesPath, issues);
  const factsPath = `${path}/facts`;
  const facts = declareFacts(own.facts, factsPath, shared?.facts, "/facts", terms, issues);
  if (shared !== undefined) reportUnknown(own, LINE_FIELDS, path, issues);
  const line: DeclaredLine = {
    path,
    valuePath,
    quantitiesPath,
    factsPath,
    commodityPath,
    originPath,
    preferencePath,
    commodity,
    code: codeNumber(commodity, terms),
    origin,
    originCode: typeof originCode === "string" ? originCode : "",
    preference: typeof preference === "string" ? preference : "",
    claim,
    value,
    quantities,
    facts: facts.computed,
    claims: facts.claims,
    headings: facts.headings,
    claimed:
      facts.headings.length === 0
        ? circumstances
        : [...circumstances, ...new Set(facts.headings.map(({ heading }) => heading))],
    deposits: facts.deposits,
    deMinimisPath: facts.deMinimisPath,
    quotaPath: facts.quotaPath,
    components: NO_COMPONENTS,
    issues,
  };
  const { components, componentsPath, article, articlePath } = facts;
  if (components === undefined && articlePath === "") return line;
  if (components !== undefined && articlePath !== "") {
    issues.push(
      malformed(articlePath, "article and components are both stated: state the one that the rate refers to"),
    );
  }
  if (articlePath !== "") return { ...line, components: [declareArticle(line, article, articlePath, terms)] };
  return { ...line, components: declareComponents(components, componentsPath, line, terms) };
}

const NO_COMPONENTS: readonly DeclaredLine[] = [];
const NONE_CLAIMED: readonly number[] = [];

/** A country's number, or `UNREADABLE` with an issue. */
export function declareCountry(value: unknown, path: string, field: string, issues: Issue[]): number {
  if (typeof value !== "string") {
    issues.push(unlike(path, field, value, "state an ISO 3166-1 alpha-2 code, or XI or XK"));
    return UNREADABLE;
  }
  const number = countryNumber(value);
  if (number !== undefined) return number;
  issues.push(unknownCountry(path, field, value, value.length === 2 && COUNTRIES.has(value.toUpperCase())));
  return UNREADABLE;
}

function declarePreference(value: unknown, path: string, terms: TariffTerms | undefined, issues: Issue[]): number {
  if (value === "none") return 0;
  if (value === "best") return BEST;
  if (typeof value !== "string") {
    issues.push(unlike(path, "preference", value, 'state "none", "best" or the code of a programme'));
    return UNREADABLE;
  }
  const claim = terms?.claims.get(value);
  if (claim !== undefined) return claim;
  // Which programmes the line offers its origin is said by whoever can look it up: the engine adds it to this issue.
  if (terms !== undefined) issues.push(unknownProgramme(path, value, [...terms.claims.keys()]));
  return UNREADABLE;
}
