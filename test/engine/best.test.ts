import { describe, expect, it } from "vitest";
import type { LineAssessment, RefusedEntry } from "../../src/model/assessment";
import { ruritaniaEngine } from "../support/engines";

const engine = await ruritaniaEngine();

/** A hide bag, 33 1/3 %, agreed 16 2/3 % for the alliance; a bull, 2 % and a sum, agreed free for A and 1 % for N. */
const BAG = {
  tariff: "XR",
  date: "2024-08-01",
  commodity: "42022100",
  origin: "FR",
  preference: "best",
  value: { amount: "600", currency: "XTS" },
};

const assess = (entry: object) =>
  engine.assess(entry) as unknown as Omit<LineAssessment, "ok"> & Pick<RefusedEntry, "issues">;

describe("the best preference", () => {
  it("is the cheapest of the programmes claimed", () => {
    const { preference, totals, notes } = assess({ ...BAG, facts: { claims: ["A", "A+", "X"] } });
    expect(preference.applied).toBe("A");
    expect(totals.duty).toBe("100.00");
    expect(notes.map(({ code }) => code)).not.toContain("PREFERENCE_UNPROVEN");
  });

  it("is none where none is claimed, and each programme that is cheaper is noted with what it would save", () => {
    const { preference, totals, notes } = assess(BAG);
    expect(preference.applied).toBeNull();
    expect(totals.duty).toBe("200.00");
    expect(notes.filter(({ code }) => code === "PREFERENCE_UNPROVEN")).toEqual([
      expect.objectContaining({ preference: "A", saving: { amount: "100.00", currency: "XTS" } }),
      expect.objectContaining({ preference: "A+", saving: { amount: "100.00", currency: "XTS" } }),
    ]);
  });

  it("is none among equals, then the one claimed first", () => {
    const free = { ...BAG, commodity: "84713000", date: "2024-09-01" };
    expect(assess({ ...free, facts: { claims: ["A"] } }).preference.applied).toBeNull();
    expect(assess({ ...BAG, facts: { claims: ["A+", "A"] } }).preference.applied).toBe("A+");
  });

  it("passes over what is claimed and not open to the goods", () => {
    const { preference, totals } = assess({ ...BAG, origin: "SE", facts: { claims: ["A", "N"] } });
    expect(preference.applied).toBeNull();
    expect(totals.duty).toBe("200.00");
  });

  it("asks for what a claimed programme counts, which may be cheaper", () => {
    const cheese = { ...BAG, commodity: "04069010", facts: { claims: ["A"] } };
    expect(assess(cheese).issues).toEqual([expect.objectContaining({ code: "QUANTITY_MISSING", unit: "KGM" })]);
    const { preference, totals } = assess({ ...cheese, quantities: [{ unit: "KGM", amount: "10" }] });
    expect(preference.applied).toBe("A");
    expect(totals.duty).toBe("38.40");
  });

  it("needs no quantity where a programme is free", () => {
    const { preference, totals } = assess({ ...BAG, commodity: "20057000", facts: { claims: ["X"] } });
    expect(preference.applied).toBe("X");
    expect(totals.duty).toBe("0.00");
  });

  it("is chosen for each line of an entry", () => {
    const { commodity, value, ...shared } = BAG;
    const answer = engine.assess({
      ...shared,
      facts: { claims: ["A"] },
      lines: [
        { commodity, value },
        { commodity: "84713000", value },
        { commodity, value, origin: "SE" },
        { commodity, value, preference: "none" },
      ],
    });
    expect("lines" in answer && answer.lines?.map((line) => line.ok && line.preference.applied)).toEqual([
      "A",
      null,
      null,
      null,
    ]);
  });

  it("refuses a claim that is no programme", () => {
    expect(assess({ ...BAG, facts: { claims: ["A", "ZZ"] } }).issues).toEqual([
      expect.objectContaining({ code: "PREFERENCE_NOT_AVAILABLE", path: "/facts/claims/1", reason: "programme" }),
    ]);
  });
});
