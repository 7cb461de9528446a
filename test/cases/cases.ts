import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Entry } from "../../src/model/entry";

/** A worked example: an entry, and what the law makes of it. */
export interface Case {
  readonly id: string;
  readonly what: string;
  readonly law: string;
  readonly evidence: "official_example" | "official_rate_or_threshold" | "rule_seen_figures_constructed";
  readonly entry: Entry;
  readonly expect: Expectation;
  readonly note?: string;
}

/** Only what is stated is compared. Lists hold an element for each line of the entry, or for each basis of a line. */
export interface Expectation {
  /** Canonical text of each line's base duty. */
  readonly rates?: readonly string[];
  readonly measures?: readonly string[];
  /** Dutiable values as the law rounds them, and their sum. */
  readonly values?: readonly string[];
  readonly valueTotal?: string;
  /** Quantities as the law rounds them, in the units of the rate. */
  readonly quantities?: readonly string[];
  /** Base duty of the entry. */
  readonly duty?: string;
  /** Charges of the entry other than fees, and its fees, in any order: a heading cites the charge of a layer. */
  readonly charges?: readonly ExpectedCharge[];
  readonly fees?: readonly Pick<ExpectedCharge, "measure" | "amount">[];
  /** The programme that was applied. */
  readonly applied?: string | null;
  readonly payable?: string | null;
  /** Codes of the notes, in their order. */
  readonly notes?: readonly string[];
  /** Codes of the issues, in their order; then the unit, fact or reference that each names, and its candidates. */
  readonly refused?: readonly string[];
  readonly asks?: readonly string[];
  readonly candidates?: readonly string[];
}

export interface ExpectedCharge {
  readonly measure: string;
  readonly heading?: string;
  readonly amount: string;
  readonly refundable?: true;
}

const tariffs = fileURLToPath(new URL("../../tariffs/", import.meta.url));

/** Every case of every territory, in the order of its files; cases of agreements ask about origin. */
export function readCases(): Case[] {
  return readdirSync(tariffs, { recursive: true, encoding: "utf8" })
    .filter((path) => /^(?!agreements\/)[^/]+\/cases\/[^/]+\.json$/.test(path))
    .sort()
    .flatMap((path) => JSON.parse(readFileSync(tariffs + path, "utf8")) as Case[]);
}
