import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { ValuationFacts } from "../../src/model/valuation/facts";

/** A worked example of valuation: what is declared, and what the law makes of it. Only what is stated is compared. */
export interface ValuationCase {
  readonly id: string;
  readonly what: string;
  readonly law: string;
  readonly evidence: string;
  readonly valuation: ValuationFacts;
  readonly expect: {
    readonly customsValue?: string;
    readonly method?: number;
    readonly entered?: string;
    readonly lines?: readonly string[];
    /** Pointer of a fact → its effect. */
    readonly steps?: Readonly<Record<string, string>>;
    /** Charge inside the price → its amount. */
    readonly inside?: Readonly<Record<string, string>>;
    /** Closed method → article. */
    readonly untaken?: Readonly<Record<string, string>>;
    readonly unitPrice?: string;
    readonly aggregate?: string;
    readonly aggregates?: Readonly<Record<string, string>>;
    readonly saleDate?: string;
    readonly windowEnds?: string;
    /** Fields of the one rate applied. */
    readonly rate?: Readonly<Record<string, string>>;
    /** Codes of the issues, in their order; then their pointers. */
    readonly refused?: readonly string[];
    readonly paths?: readonly string[];
  };
  readonly note?: string;
}

const tariffs = fileURLToPath(new URL("../../tariffs/", import.meta.url));

/** Every case of every territory, in the order of its files. */
export const readValuationCases = (): ValuationCase[] =>
  readdirSync(tariffs, { recursive: true, encoding: "utf8" })
    .filter((path) => /^[^/]+\/cases\/valuation\/[^/]+\.json$/.test(path))
    .sort()
    .flatMap((path) => JSON.parse(readFileSync(tariffs + path, "utf8")) as ValuationCase[]);
