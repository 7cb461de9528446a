import type { ValuationFacts } from "../../src/model/valuation/facts";
import { LEGS, TERMS } from "../../src/model/valuation/incoterms";
import { BATCH_TERMS, type BatchColumns } from "../../test/valuation/batch";
import { below, logUniform, randomFrom } from "./random";

/** Rules of the legs on a CIF and on an FOB basis (`LegRule`, by `Leg`). */
export const CIF = [1, 1, 1, 1, 3, 3, 3, 2];
export const FOB = [4, 4, 2, 2, 3, 3, 3, 2];

/** Own currency, two quoted as foreign units for one, one directly. */
const RATES = [
  { top: 1n, bottom: 1n },
  { top: 10000n, bottom: 11681n },
  { top: 10000n, bottom: 13554n },
  { top: 108n, bottom: 100n },
];

/** Columns of transaction values: every term, four currencies, carriage, insurance and inland legs, additions. */
export function valuationColumns(count: number, seed = 20260915): BatchColumns {
  const random = randomFrom(seed);
  const amounts = (most: number): BigUint64Array =>
    BigUint64Array.from({ length: count }, () => BigInt(logUniform(random, 1, most)));
  const bytes = (most: number): Uint8Array => Uint8Array.from({ length: count }, () => below(random, most));
  const used = ["inlandExport", "mainFreight", "insurance", "inlandImport"];
  return {
    count,
    term: bytes(BATCH_TERMS.length),
    currency: bytes(RATES.length),
    // A price of no less than what may come off it.
    price: amounts(1_000_000_000).map((price) => price + 1_000_000n),
    additions: amounts(100_000),
    deductions: amounts(100_000),
    legs: LEGS.map((leg) => (used.includes(leg) ? amounts(100_000) : undefined)),
    rates: RATES,
  };
}

/** 1, −1 or 0 for each term and leg: what the peers look up. */
export const coefficients = (rules: readonly number[]): Int8Array =>
  Int8Array.from(
    BATCH_TERMS.flatMap((term) =>
      TERMS[term].map((priced, leg) => {
        const held = priced === "in" || priced === "either|in";
        if (rules[leg] === 1) return held ? 0 : 1;
        return held && rules[leg] !== 4 ? -1 : 0;
      }),
    ),
  );

/** A full valuation as facts: terms, carriage, insurance, an assist, a royalty, a deduction, a foreign currency. */
export function fullValuation(i: number): ValuationFacts {
  const price = `${10000 + (i % 977)}.${10 + (i % 90)}`;
  const usd = (amount: string) => ({ amount, currency: "USD" });
  return {
    tariff: "US",
    date: "2026-06-15",
    exportDate: "2026-05-20",
    method: 1,
    delivery: { term: "CIF" },
    price: { amount: price, currency: "EUR" },
    rates: [{ currency: "EUR", rate: "1.1602", quoted: "local-per-foreign" }],
    costs: [
      { leg: "mainFreight", ...usd("420.00") },
      { leg: "insurance", ...usd("31.50") },
    ],
    assists: [
      {
        kind: "tools",
        how: "acquired",
        cost: usd("50000.00"),
        transport: usd("800.00"),
        units: "1000",
        over: { basis: "contract", units: "10000" },
      },
    ],
    additions: [{ kind: "royalty", relatesToGoods: true, conditionOfSale: true, percent: "3" }],
    deductions: [{ kind: "installation", ...usd("150.00"), shownApart: true }],
  };
}
