import type { Issue } from "../issue";
import { isAmount, millionths } from "./amount";
import { declareCommodity } from "./commodity";
import type { DeclaredDeposit, DeclaredFact, DeclaredHeading } from "./declaration";
import { declareDeposits } from "./deposits";
import { isFields, listOf } from "./fields";
import { amountInvalid, malformed, outOfBounds, unknownFact, unknownProgramme, unlike } from "./findings";
import { declareHeadings } from "./headings";
import { declareMoney } from "./money";
import { pointer } from "./quote";
import type { FactTerm, TariffTerms } from "./terms";

const MOST_CLAIMS = 99;
const NAMED = 16;

/** What the facts of a line say. */
export interface Facts {
  readonly computed: readonly DeclaredFact[];
  readonly claims: readonly number[];
  /** The value of `components`, not yet read, and its path. */
  readonly components: unknown;
  readonly componentsPath: string;
  /** Digits of `article`. */
  readonly article: string;
  readonly articlePath: string;
  readonly headings: readonly DeclaredHeading[];
  readonly deposits: readonly DeclaredDeposit[];
  readonly deMinimisPath: string;
  readonly quotaPath: string;
}

type Draft = { -readonly [Name in keyof Facts]: Facts[Name] } & {
  readonly computed: DeclaredFact[];
  /** Facts that have been read. */
  readonly terms: FactTerm[];
};

const blank = (): Draft => ({
  computed: [],
  terms: [],
  claims: [],
  components: undefined,
  componentsPath: "",
  article: "",
  articlePath: "",
  headings: [],
  deposits: [],
  deMinimisPath: "",
  quotaPath: "",
});

const NO_FACTS: Facts = blank();

/** Facts of a line and those that its entry shares: of two with one name the line's holds. */
export function declareFacts(
  own: unknown,
  path: string,
  shared: unknown,
  sharedPath: string,
  terms: TariffTerms | undefined,
  issues: Issue[],
): Facts {
  if (own === undefined && shared === undefined) return NO_FACTS;
  const facts = blank();
  if (own !== undefined) readFacts(facts, own, path, terms, issues);
  if (shared !== undefined) readFacts(facts, shared, sharedPath, terms, issues);
  return facts;
}

function readFacts(facts: Draft, value: unknown, path: string, terms: TariffTerms | undefined, issues: Issue[]): void {
  if (!isFields(value)) {
    issues.push(unlike(path, "facts", value, 'state an object such as {"polarization":"98.5"}'));
    return;
  }
  if (terms === undefined) return;
  let unknown = 0;
  for (const name in value) {
    const fact = value[name];
    if (fact === undefined) continue;
    const term = terms.facts.get(name);
    if (term !== undefined) {
      if (facts.terms.includes(term)) continue;
      readFact(facts, term, fact, `${path}/${name}`, terms, issues);
      facts.terms.push(term);
    } else {
      unknown += 1;
      if (unknown <= NAMED) issues.push(unknownFact(pointer(path, name), name, [...terms.facts.keys()].sort()));
    }
  }
  if (unknown > NAMED) issues.push(malformed(path, `${unknown - NAMED} more facts are not known`));
}

/** What could not be read is still computed with, as a placeholder, so that no rate asks for it a second time. */
function readFact(facts: Draft, term: FactTerm, value: unknown, path: string, terms: TariffTerms, issues: Issue[]) {
  const { name } = term;
  switch (term.type) {
    case "money":
      facts.computed.push({ term, path, amount: declareMoney(value, terms.currency, path, name, issues) });
      break;
    case "number":
      facts.computed.push({ term, path, amount: readNumber(term, value, path, issues) });
      break;
    case "boolean":
      if (typeof value !== "boolean") issues.push(unlike(path, name, value, "state true or false, without quotes"));
      if (name === "deMinimis" && value === true) facts.deMinimisPath = path;
      if (name === "quota" && value === true) facts.quotaPath = path;
      facts.computed.push({ term, path, amount: value === false ? "0" : "1" });
      break;
    case "lines":
      facts.components = value;
      facts.componentsPath = path;
      break;
    case "commodity":
      facts.article = declareCommodity(value, terms, path, name, issues);
      facts.articlePath = path;
      break;
    case "codes":
      if (name !== "headings") {
        facts.claims = readClaims(value, path, terms, issues);
        break;
      }
      facts.headings = declareHeadings(value, path, terms.headings, issues);
      // That headings are declared is itself a fact: what is not claimed then is not had.
      facts.computed.push({ term, path, amount: "1" });
      break;
    case "deposits":
      facts.deposits = declareDeposits(value, path, terms.deposits, issues);
  }
}

function readNumber({ name, least, most }: FactTerm, value: unknown, path: string, issues: Issue[]): string {
  if (typeof value !== "string" || !isAmount(value)) {
    issues.push(amountInvalid(path, name, value));
    return "1";
  }
  if (least === undefined && most === undefined) return value;
  const exact = millionths(value);
  const low = least !== undefined && exact < millionths(least);
  const high = most !== undefined && exact > millionths(most);
  if (low || high) issues.push(outOfBounds(path, name, value, least, most));
  return value;
}

function readClaims(value: unknown, path: string, terms: TariffTerms, issues: Issue[]): readonly number[] {
  const list = listOf(value, MOST_CLAIMS, path, "claims", 'codes of programmes, such as ["KR"]', issues) ?? [];
  const claims: number[] = [];
  for (let i = 0; i < list.length; i += 1) {
    const code = list[i];
    const claim = typeof code === "string" ? terms.claims.get(code) : undefined;
    if (typeof code !== "string") {
      issues.push(unlike(`${path}/${i}`, "a claim", code, "state the code of a programme as a text"));
    } else if (claim === undefined) {
      issues.push(unknownProgramme(`${path}/${i}`, code, [...terms.claims.keys()]));
    } else if (!claims.includes(claim)) claims.push(claim);
  }
  return claims;
}
