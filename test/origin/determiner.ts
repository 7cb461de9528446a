import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { instantiate } from "../../src/engine/module";
import { createDeterminer } from "../../src/engine/origin/origin";
import { readExchange } from "../../src/engine/valuation/exchange";
import type { OriginQuestion } from "../../src/model/origin/question";
import { readOriginData } from "../../tariffs/origin";

const root = new URL("../../", import.meta.url);
const folder = fileURLToPath(new URL("tariffs/agreements", root));

/** Rates of the pound, as the package has them. */
function poundRates() {
  const fx = new URL("tariffs/gb/fx/", root);
  const years = readdirSync(fx).filter((name) => /^\d{4}\.tsv$/.test(name));
  return readExchange({
    quoted: "foreign-per-local",
    source: "HMRC",
    years: Object.fromEntries(years.map((name) => [name.slice(0, 4), readFileSync(new URL(name, fx), "utf8")])),
  });
}

/** A determiner with the agreements of this checkout. */
export const createTestDeterminer = async () =>
  createDeterminer(await instantiate(), await readOriginData(folder), [{ currency: "GBP", table: poundRates() }]);

/** A golden case: what follows from a question, by which law. */
export interface OriginCase {
  readonly id: string;
  readonly what: string;
  readonly law: string;
  readonly question: OriginQuestion;
  readonly expect: Expected;
}

export interface Expected {
  readonly status?: string;
  readonly tests?: readonly Named[];
  readonly amounts?: readonly Named[];
  readonly tolerances?: readonly Named[];
  readonly failed?: readonly Named[];
  readonly needs?: readonly Named[];
  readonly conditions?: readonly Named[];
  readonly issues?: readonly Named[];
  readonly proof?: { readonly required?: boolean | null; readonly options?: readonly Named[] };
}

type Named = Readonly<Record<string, unknown>>;

export const originCases = (): OriginCase[] =>
  readdirSync(`${folder}/cases`)
    .sort()
    .flatMap((file) => JSON.parse(readFileSync(`${folder}/cases/${file}`, "utf8")) as OriginCase[]);
