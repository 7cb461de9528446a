import { describe, expect, it } from "vitest";
import { createEngine as createAnywhere } from "../../src/index";
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

  it("finds duties and fees inside a price delivered duty paid in the tariff itself", () => {
    // 6.8 per cent, 10 per cent of section 122, 0.3464 per cent of the processing fee.
    const value = { delivery: { term: "DDP" }, price: usd("11714.64") };
    const answer = engine.assess({ ...entry, quantities, value }) as LineAssessment;
    expect(answer).toMatchObject({ customsValue: usd("10000.00"), totals: { duty: "680.00", payable: "1714.64" } });
    // A duty that is brought up to 15 per cent comes to that, whatever the ordinary duty.
    const car = { ...entry, date: "2026-05-10", exportDate: "2026-05-01", commodity: "8703.23.01.90", origin: "JP" };
    const whole = { delivery: { term: "DDP" }, price: usd("34603.92") };
    expect(engine.assess({ ...car, value: whole })).toMatchObject({ customsValue: usd("30000.00") });
  });

  it("finds it for each line of an invoice", () => {
    const value = {
      delivery: { term: "DDP" },
      lines: [{ price: usd("1168.00") }, { price: usd("500.00") }],
      costs: [{ leg: "mainFreight", ...usd("166.80") }],
    };
    const lines = [{}, { commodity: "0101.21.00.10" }];
    const answer = engine.assess({ ...entry, quantities, value, lines }) as EntryAssessment;
    expect(answer.ok, JSON.stringify(answer)).toBe(true);
    // Freight by price is 116.80 and 50.00; both bear 10 per cent, the first 6.8 more, and together the least fee.
    expect(answer.lines.map(({ customsValue }) => customsValue.amount)).toEqual(["879.87", "399.94"]);
    expect(answer.totals).toMatchObject({ fees: "33.58", payable: "221.42" });
    const fewer = engine.assess({ ...entry, quantities, value });
    expect(fewer).toMatchObject({ ok: false, issues: [{ code: "FACT_MISSING", path: "/value/charges" }] });
  });

  it("finds it for a rate with a specific part", () => {
    const line = { ...entry, commodity: "2006.00.20.00", quantities: [{ unit: "KGM", amount: "1000" }] };
    const value = { delivery: { term: "DDP" }, price: usd("7243.00") };
    const answer = engine.assess({ ...line, value }) as LineAssessment;
    expect(answer.ok, JSON.stringify(answer)).toBe(true);
    const paid = Number(answer.customsValue.amount) + Number(answer.totals.payable);
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

const table = await loadTable(new URL("us.tariff", dist));
const built = (await import(new URL("../../dist/node.js", import.meta.url).href)) as typeof import("../../src/node");

describe("a regime of valuation", () => {
  const facts = { ...entry, quantities, value: { price: usd("100") } };

  it("comes along with the table of its tariff, in Node", async () => {
    const plain = await built.createEngine({ tables: [await built.loadTable("us")] });
    expect(plain.assess(facts)).toMatchObject({ ok: true, customsValue: usd("100.00") });
  });

  it("gives way to the one that is given", async () => {
    const { regime } = await loadValuation(new URL("us.valuation.json", dist));
    const other = { regime: { ...regime, rounding: { ...regime.rounding, quantum: "1000" } } };
    const engine = await built.createEngine({ tables: [table], valuations: [other] });
    expect(engine.assess({ ...facts, value: { price: usd("1600") } })).toMatchObject({ customsValue: usd("2000.00") });
  });

  it("leaves a table that is none to the engine's refusal", async () => {
    await expect(built.createEngine({ tables: [new Uint8Array(5)] })).rejects.toThrow(built.DutiableError);
  });

  it("is asked for where there is none, with the way to it", async () => {
    const bare = await createAnywhere({ tables: [table] });
    expect(bare.assess(facts)).toMatchObject({
      ok: false,
      issues: [{ code: "UNKNOWN_TARIFF", path: "/tariff", message: expect.stringContaining("loadValuation") }],
    });
  });
});
