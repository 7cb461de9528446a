import { describe, expect, it } from "vitest";
import type { EntryAssessment, LineAssessment } from "../../src/model/assessment";
import { createEngine, loadTable, loadValuation } from "../../src/node";

const dist = new URL("../../dist/tables/", import.meta.url);
const engine = await createEngine({
  tables: [await loadTable(new URL("us.tariff", dist))],
  valuations: [await loadValuation(new URL("us.valuation.json", dist))],
});

const entry = {
  id: "e1",
  tariff: "US",
  date: "2026-06-15",
  exportDate: "2026-05-20",
  commodity: "0101.30.00.00",
  origin: "FR",
};
const quantities = [{ unit: "NAR", amount: "3" }];
const usd = (amount: string) => ({ amount, currency: "USD" });

describe("an entry whose value is facts", () => {
  it("is assessed on the customs value that they yield", () => {
    const value = {
      method: 1,
      delivery: { term: "CIF" },
      price: usd("13000.00"),
      costs: [
        { leg: "mainFreight", ...usd("450.00") },
        { leg: "insurance", ...usd("50.00") },
      ],
    };
    const answer = engine.assess({ ...entry, quantities, value }) as LineAssessment;
    expect(answer).toMatchObject({ ok: true, customsValue: usd("12500.00"), totals: { duty: "850.00" } });
    expect(answer).toEqual(engine.assess({ ...entry, quantities, value: usd("12500.00") }));
  });

  it("has its valuation in the explanation", () => {
    const answer = engine.assess({ ...entry, quantities, value: { price: usd("100") } }, { explain: true });
    expect(answer).toMatchObject({ ok: true, valuations: [{ method: 1, steps: [{ step: "price", effect: "+100" }] }] });
  });

  it("names what is wrong where it stands in the entry", () => {
    const answer = engine.assess({
      ...entry,
      quantities,
      value: { price: usd("100"), costs: [{ leg: "loading", ...usd("5") }] },
    });
    expect(answer).toMatchObject({
      id: "e1",
      ok: false,
      issues: [{ code: "FACT_MISSING", path: "/value/costs/0/inPrice" }],
    });
  });

  it("finds the duty inside a price delivered duty paid in the tariff itself", () => {
    const value = { delivery: { term: "DDP" }, price: usd("10680.00") };
    const answer = engine.assess({ ...entry, quantities, value }) as LineAssessment;
    expect(answer).toMatchObject({ customsValue: usd("10000.00"), totals: { duty: "680.00" } });
  });

  it("finds it for a rate with a specific part", () => {
    const line = { ...entry, commodity: "2006.00.20.00", quantities: [{ unit: "KGM", amount: "1000" }] };
    const value = { delivery: { term: "DDP" }, price: usd("7243.00") };
    const answer = engine.assess({ ...line, value }) as LineAssessment;
    expect(answer.ok, JSON.stringify(answer)).toBe(true);
    const paid = Number(answer.customsValue.amount) + Number(answer.totals.duty);
    expect(Math.abs(paid - 7243)).toBeLessThan(0.6);
  });

  it("spreads an invoice over the lines of the entry", () => {
    const answer = engine.assess({
      ...entry,
      quantities,
      value: {
        delivery: { term: "CIF" },
        lines: [{ price: usd("600.00") }, { price: usd("400.00") }],
        costs: [{ leg: "mainFreight", ...usd("100.00") }],
      },
      lines: [{}, { commodity: "0101.30.00.00" }],
    }) as EntryAssessment;
    expect(answer.lines.map(({ customsValue }) => customsValue.amount)).toEqual(["540.00", "360.00"]);
  });

  it("values each line by its own facts", () => {
    const answer = engine.assess({
      ...entry,
      quantities,
      lines: [{ value: { price: usd("600.00") } }, { value: usd("50.00") }],
    }) as EntryAssessment;
    expect(answer.lines.map(({ customsValue }) => customsValue.amount)).toEqual(["600.00", "50.00"]);
  });
});
