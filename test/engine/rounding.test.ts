import { describe, expect, it } from "vitest";
import { createEngine } from "../../src/node";
import { changedRuritania, line, ruritaniaEngine, tableOf } from "../support/engines";

/** Ruritania under 19 CFR 159.3(a): whole units of currency, over the entry, by groups of one rate. */
const facts = changedRuritania({
  lines: [line("10010000", "5%"), line("20010000", "3%"), line("30010000", "4%"), line("40010000", "6%")],
});
const value = { quantum: "1", mode: "half-up", rule: "rate-groups" } as const;
const grouped = { ...facts, regime: { ...facts.regime, rounding: { ...facts.regime.rounding, value } } };
const engine = await createEngine({ tables: [await tableOf(grouped)] });

type Line = { charges: { bases: { amount: string }[]; amount: { amount: string } }[] };
type Answer = { ok: boolean; lines: Line[]; totals: { duty: string } };

const answer = (lines: [code: string, amount: string][]) =>
  engine.assess({
    tariff: "XR",
    date: "2024-02-01",
    origin: "SE",
    lines: lines.map(([commodity, amount]) => ({ commodity, value: { amount, currency: "XTS" } })),
  }) as unknown as Answer;

const dutiable = ({ lines }: Answer) => lines.map(({ charges }) => charges[0]!.bases[0]!.amount);

describe("values rounded over an entry", () => {
  it("US-021: goods of one rate are one unit", () => {
    const found = answer([
      ["10010000", "10.50"],
      ["10010000", "20.50"],
      ["10010000", "30.50"],
    ]);
    expect(dutiable(found).reduce((sum, amount) => sum + BigInt(amount), 0n)).toBe(62n);
    expect(found.totals.duty).toBe("3.10");
  });

  it("US-023: the smallest fraction taken up is dropped", () => {
    const found = answer([
      ["20010000", "100.60"],
      ["30010000", "200.70"],
      ["40010000", "300.90"],
    ]);
    expect(dutiable(found)).toEqual(["100", "201", "301"]);
    expect(found.totals.duty).toBe("29.10");
  });

  it("does not look beyond the entry", () => {
    const alone = answer([["20010000", "100.60"]]);
    expect(dutiable(alone)).toEqual(["101"]);
  });

  it("is each line's own matter where the regime says so", async () => {
    const made = await ruritaniaEngine();
    const found = made.assess({
      tariff: "XR",
      date: "2024-02-01",
      origin: "SE",
      lines: ["10.60", "20.70"].map((amount) => ({ commodity: "42022100", value: { amount, currency: "XTS" } })),
    }) as unknown as Answer;
    expect(dutiable(found)).toEqual(["10", "20"]);
  });
});
