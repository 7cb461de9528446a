import { describe, expect, it } from "vitest";
import type { LineAssessment } from "../../src/model/assessment";
import { createEngine } from "../../src/node";
import { changedRuritania, ruritaniaEngine, tableOf } from "../support/engines";

const engine = await ruritaniaEngine();

const assess = (date: string) =>
  engine.assess({
    tariff: "XR",
    date,
    commodity: "42022100",
    origin: "SE",
    value: { amount: "600", currency: "XTS" },
  }) as LineAssessment;

const notes = (date: string) => assess(date).notes.map(({ message: _, ...note }) => note);

describe("what a date says", () => {
  it("names the families of charges that can apply and are not held on it", () => {
    expect(notes("2024-12-31")).toEqual([{ code: "CHARGES_NOT_COVERED", families: ["fees"] }]);
    expect(notes("2025-01-01")).toEqual([{ code: "CHARGES_NOT_COVERED", families: ["fees", "excise"] }]);
    expect(assess("2024-12-31").totals.payable).toBeNull();
  });

  it("says that it is later than the newest edition is known to hold", () => {
    const after = { code: "AFTER_LAST_EDITION", edition: "2025-1", date: "2025-01-01" };
    expect(notes("2025-01-02")).toContainEqual(after);
    expect(notes("2026-01-02")).toContainEqual(after);
    expect(notes("2025-01-01")).not.toContainEqual(after);
  });

  it("chooses the edition that is cited", () => {
    const cited = ["2024-01-01", "2024-06-30", "2024-07-01", "2025-12-01"].map((date) => {
      const { table, charges } = assess(date);
      return [table.edition, charges[0]?.source.instrument];
    });
    expect(cited).toEqual([
      ["2024-1", "First edition of 2024"],
      ["2024-1", "First edition of 2024"],
      ["2024-2", "Second edition of 2024"],
      ["2025-1", "First edition of 2025"],
    ]);
  });

  it("cites an edition only from the day on which it was known", async () => {
    const before = await ruritaniaEngine({ knownOn: "2024-06-19" });
    const answer = before.assess({
      tariff: "XR",
      date: "2024-08-01",
      commodity: "42022100",
      origin: "SE",
      value: { amount: "600", currency: "XTS" },
    }) as LineAssessment;
    expect(answer.table.edition).toBe("2024-1");
    expect(answer.notes.map(({ code }) => code)).toEqual(["AFTER_LAST_EDITION", "CHARGES_NOT_COVERED"]);
  });

  it("lets the whole be payable where everything that applies is held", async () => {
    const families = (["ordinary", "additional", "fees", "excise", "taxes"] as const).map((family) => ({
      family,
      applies: family === "ordinary",
      held: [{ from: "2024-01-01" }],
    }));
    const whole = await createEngine({ tables: [await tableOf(changedRuritania({ regime: { families } }))] });
    const answer = whole.assess({
      tariff: "XR",
      date: "2024-08-01",
      origin: "SE",
      lines: ["600", "0.10"].map((amount) => ({ commodity: "42022100", value: { amount, currency: "XTS" } })),
    });
    expect(answer).toMatchObject({ ok: true, notes: [], totals: { duty: "200.00", payable: "200.00" } });
  });
});
