import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { DeliveryTerm, ValuationFacts } from "../../src/model/valuation/facts";
import { TERMS } from "../../src/model/valuation/incoterms";
import { createTestValuer } from "./valuer";

const { value, marshal } = await createTestValuer();

/** The value in cents. @throws where it is refused */
function cents(facts: ValuationFacts): bigint {
  const answer = value(facts);
  if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
  return BigInt(answer.customsValue.amount.replace(".", ""));
}

const text = (amount: bigint): string => `${amount / 100n}.${(amount % 100n).toString().padStart(2, "0")}`;
const eur = (amount: bigint) => ({ amount: text(amount), currency: "EUR" });
const amounts = fc.bigInt(1n, 10n ** 11n);
const base = { tariff: "EU", date: "2026-09-10" } as const;

describe("a customs value", () => {
  it("rises by exactly the freight added to an FOB price, where freight belongs to it", () => {
    fc.assert(
      fc.property(amounts, amounts, (price, freight) => {
        const facts: ValuationFacts = { ...base, delivery: { term: "FOB" }, price: eur(price) };
        expect(cents({ ...facts, costs: [{ leg: "mainFreight", ...eur(freight) }] })).toBe(cents(facts) + freight);
      }),
    );
  });

  it("does not depend on the term, where the price holds what the term says", () => {
    const legs = [
      "inlandExport",
      "loading",
      "mainFreight",
      "insurance",
      "unloading",
      "inlandImport",
      "clearance",
    ] as const;
    const terms = Object.keys(TERMS).filter((term) => term !== "DDP") as DeliveryTerm[];
    fc.assert(
      fc.property(amounts, fc.array(amounts, { minLength: 7, maxLength: 7 }), (goods, costs) => {
        const values = terms.map((term) => {
          const held = legs.map((_, i) => TERMS[term][i] === "in" || TERMS[term][i] === "either|in");
          const price = goods + costs.reduce((sum, cost, i) => (held[i] ? sum + cost : sum), 0n);
          return cents({
            ...base,
            delivery: { term },
            price: eur(price),
            costs: legs.map((leg, i) => ({ leg, ...eur(costs[i]!), inPrice: held[i]!, shownApart: true })),
          });
        });
        expect(new Set(values).size).toBe(1);
      }),
    );
  });

  it("never falls when something is added", () => {
    const kinds = ["commission", "packing", "container", "proceeds"] as const;
    fc.assert(
      fc.property(amounts, fc.constantFrom(...kinds), amounts, amounts, (price, kind, less, more) => {
        const facts = (added: bigint): ValuationFacts => ({
          ...base,
          price: eur(price),
          additions: [{ kind, side: "selling", ...eur(added) }],
        });
        expect(cents(facts(less + more)) - cents(facts(less))).toBe(more);
      }),
    );
  });

  it("of a price in another currency, there and back, is the price", () => {
    fc.assert(
      fc.property(amounts, fc.bigInt(1n, 10n ** 7n), (price, rate) => {
        const quote = `${rate / 1000n}.${(rate % 1000n).toString().padStart(3, "0")}`;
        const rates = [{ currency: "USD", rate: quote, quoted: "local-per-foreign" as const }];
        const there = value({ ...base, price: { amount: text(price), currency: "USD" }, rates });
        if (!there.ok) throw new Error();
        const step = there.steps[0]!;
        if (step.exact !== undefined || step.effect.length > 22) return;
        const back = [{ currency: "USD", rate: quote, quoted: "foreign-per-local" as const }];
        expect(cents({ ...base, price: { amount: step.effect.slice(1), currency: "USD" }, rates: back })).toBe(price);
      }),
    );
  });

  it("with duty inside leaves the price when the duty is added again", () => {
    fc.assert(
      fc.property(amounts, fc.bigInt(0n, 9999n), (price, rate) => {
        const percent = text(rate);
        const v = cents({
          ...base,
          delivery: { term: "DDP" },
          price: eur(price),
          charges: [{ charge: "duty", percent }],
        });
        const again = v + (v * rate) / 10000n;
        const gap = again > price ? again - price : price - again;
        expect(gap <= 2n).toBe(true);
      }),
    );
  });

  it("of a line is the same whether it is split, save for the rounding of each line", () => {
    fc.assert(
      fc.property(amounts, fc.array(amounts, { minLength: 1, maxLength: 20 }), (freight, prices) => {
        const whole = prices.reduce((a, b) => a + b, 0n);
        const costs = [{ leg: "mainFreight", ...eur(freight) }] as const;
        const delivery = { term: "FOB" } as const;
        const split = cents({ ...base, delivery, costs, lines: prices.map((price) => ({ price: eur(price) })) });
        expect(split).toBe(cents({ ...base, delivery, costs, price: eur(whole) }));
      }),
    );
  });
});

describe("what is spread over lines", () => {
  const weights = fc.array(fc.bigInt(0n, 10n ** 21n), { minLength: 1, maxLength: 50 });

  it("is neither lost nor invented, and no share is a unit off its due", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 10n ** 17n), weights, (units, keys) => {
        const all = keys.reduce((a, b) => a + b, 0n);
        const shares = marshal.apportion(units, keys);
        if (all === 0n) return expect(shares).toBeUndefined();
        expect(shares!.reduce((a, b) => a + b, 0n)).toBe(units);
        for (const [i, share] of shares!.entries()) {
          const due = units * keys[i]!;
          expect(share * all > due - all && share * all < due + all).toBe(true);
        }
      }),
    );
  });

  it("gives of equal remainders the first line the unit", () => {
    expect(marshal.apportion(100n, [1n, 1n, 1n])).toEqual([34n, 33n, 33n]);
    expect(marshal.apportion(2n, [1n, 1n, 1n])).toEqual([1n, 1n, 0n]);
  });
});

describe("a fee of the whole invoice inside its prices", () => {
  const duty = [{ charge: "duty", percent: "8.3" }];
  const lines = (prices: bigint[]) =>
    prices.map((price) => ({ price: { amount: text(price), currency: "USD" }, charges: duty }));
  const invoice = (prices: bigint[]): ValuationFacts => ({
    tariff: "US",
    date: "2014-06-02",
    delivery: { term: "DDP" },
    lines: lines(prices),
    charges: [{ charge: "MPF", percent: "0.21", least: "25", most: "485" }],
  });

  it.each([
    ["at its maximum", [100_000_00n, 84_435_000n], 485n * 100n],
    ["at its minimum", [500_00n, 600_00n], 25n * 100n],
  ])("stands %s once, not on each line", (_, prices, fee) => {
    const total = cents(invoice(prices));
    const paid = prices.reduce((a, b) => a + b, 0n);
    const gap = total + (total * 83n) / 1000n + fee - paid;
    expect(gap >= -3n && gap <= 3n).toBe(true);
  });

  it("is a rate between its limits", () => {
    const total = cents(invoice([50_000_00n, 60_000_00n]));
    const gap = total + (total * 851n) / 10000n - 110_000_00n;
    expect(gap >= -3n && gap <= 3n).toBe(true);
  });
});

describe("charges of a whole invoice", () => {
  it("with the values are the prices, the fee once and between its limits", () => {
    const line = fc.record({ price: fc.bigInt(1000n, 10n ** 9n), percent: fc.integer({ min: 0, max: 40 }) });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 7 }), fc.boolean(), (lines, taxed) => {
        const answer = value({
          ...base,
          delivery: { term: "DDP" },
          lines: lines.map(({ price, percent }) => ({
            price: eur(price),
            charges: [{ charge: "duty", percent: `${percent}` }],
          })),
          charges: [
            { charge: "fee", percent: "0.3464", least: "2.5", most: "651.50", ...(taxed ? { on: ["duty"] } : {}) },
            { charge: "entry", amount: "1.5" },
          ],
        });
        if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
        const near = (amount: string): number => Number(amount);
        const values = answer.lines.map(({ customsValue }) => near(customsValue.amount));
        const duties = values.map((it, i) => (it * lines[i]!.percent) / 100);
        const sum = (all: readonly number[]): number => all.reduce((a, b) => a + b, 0);
        const raw = 0.003464 * (sum(values) + (taxed ? sum(duties) : 0));
        const fee = Math.min(651.5, Math.max(2.5, raw));
        const prices = sum(lines.map(({ price }) => Number(price) / 100));
        // Each line is rounded to the cent, and so is the duty found from it.
        expect(Math.abs(sum(values) + sum(duties) + fee + 1.5 - prices)).toBeLessThan(0.01 * lines.length);
        const paid = sum(
          answer.lines.map(({ inside }) => near(inside!.find(({ charge }) => charge === "fee")!.amount)),
        );
        expect(Math.abs(paid - fee)).toBeLessThan(0.001 * lines.length);
      }),
    );
  });
});
