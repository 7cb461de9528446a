import { describe, expect, it } from "vitest";
import type { LineAssessment, RefusedEntry } from "../../src/model/assessment";
import { ruritaniaEngine } from "../support/engines";

const engine = await ruritaniaEngine();
const assess = (entry: object) =>
  engine.assess(entry) as unknown as Omit<LineAssessment, "ok"> & Pick<RefusedEntry, "issues">;
const xts = (amount: string) => ({ amount, currency: "XTS" });

const ENSEMBLE = {
  tariff: "XR",
  date: "2024-08-01",
  commodity: "61032200",
  origin: "SE",
  value: xts("900"),
  facts: {
    components: [
      { commodity: "42022100", value: xts("300.99") },
      { commodity: "01012910", value: xts("600"), quantities: [{ unit: "DZN", amount: "2" }] },
    ],
  },
};

describe("components", () => {
  it("bear each their own duty, of which the line's is the sum", () => {
    const { charges, totals, customsValue } = assess(ENSEMBLE);
    expect(charges).toEqual([
      expect.objectContaining({
        rate: "duty of components",
        bases: [{ kind: "charge", of: "components", amount: "109.6", currency: "XTS" }],
        amount: xts("109.60"),
      }),
    ]);
    expect(totals.duty).toBe("109.60");
    expect(customsValue.amount).toBe("900.00");
  });

  it("give a set the highest of their ratios of duty to value", () => {
    const { charges } = assess({ ...ENSEMBLE, commodity: "82060000" });
    expect(charges[0]).toMatchObject({ rate: "highest rate of components", amount: xts("300.00") });
  });

  it("may be the article that a part is made for, which takes the part's value and quantities", () => {
    const part = {
      ...ENSEMBLE,
      commodity: "91149000",
      facts: { article: "0102.29.00" },
      quantities: [{ unit: "NAR", amount: "2" }],
    };
    const { charges } = assess(part);
    expect(charges[0]).toMatchObject({ rate: "duty of article", amount: xts("21.00") });
    expect(charges[0]!.bases).toEqual([{ kind: "charge", of: "article", amount: "21", currency: "XTS" }]);
    expect(assess({ ...part, quantities: [] }).issues).toEqual([
      expect.objectContaining({ code: "QUANTITY_MISSING", path: "/quantities", unit: "NAR" }),
    ]);
  });

  it("are asked for by name", () => {
    const asked = (commodity: string) => assess({ ...ENSEMBLE, commodity, facts: {} }).issues;
    expect(asked("61032200")).toEqual([
      expect.objectContaining({ code: "FACT_MISSING", path: "/facts/components", fact: "components", type: "lines" }),
    ]);
    expect(asked("91149000")).toEqual([
      expect.objectContaining({ code: "FACT_MISSING", path: "/facts/article", fact: "article", type: "commodity" }),
    ]);
  });

  it("name what is wrong with them by their own paths, all at once", () => {
    const components = [
      { commodity: "4202.21", value: xts("300") },
      { commodity: "01012910", value: xts("-5") },
      { commodity: "61032200", value: xts("1") },
      { commodity: "42022100", value: xts("1"), facts: { components: [] }, colour: "red" },
      7,
    ];
    const { issues } = assess({ ...ENSEMBLE, facts: { components } });
    expect(issues.map(({ code, path }) => [code, path])).toEqual([
      ["VALUE_INVALID", "/facts/components/1/value/amount"],
      ["MALFORMED_INPUT", "/facts/components/3/facts/components"],
      ["UNKNOWN_FIELD", "/facts/components/3/colour"],
      ["MALFORMED_INPUT", "/facts/components/4"],
      ["COMMODITY_NOT_DECLARABLE", "/facts/components/0/commodity"],
      ["QUANTITY_MISSING", "/facts/components/1/quantities"],
      ["RATE_NOT_COMPUTABLE", "/facts/components/2/commodity"],
    ]);
  });

  it("stand under their line's path in an entry of several", () => {
    const { facts, ...shared } = ENSEMBLE;
    const bad = { components: [{ commodity: "42022101", value: xts("300") }] };
    const answer = assess({ ...shared, lines: [{ facts }, { facts: bad }] });
    expect(answer.issues.map(({ path }) => path)).toEqual(["/lines/1/facts/components/0/commodity"]);
  });

  it("are not stated together with an article", () => {
    const { issues } = assess({ ...ENSEMBLE, facts: { ...ENSEMBLE.facts, article: "42022100" } });
    expect(issues).toEqual([expect.objectContaining({ code: "MALFORMED_INPUT", path: "/facts/article" })]);
  });

  it("follow the preference of their line", () => {
    const parts = ENSEMBLE.facts.components.map((part) => ({ ...part, commodity: "42022100" }));
    const entry = { ...ENSEMBLE, origin: "FR", preference: "A", commodity: "82060000", facts: { components: parts } };
    expect(assess(entry)).toMatchObject({ ok: true, preference: { applied: "A" } });
  });
});
