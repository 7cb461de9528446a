import { describe, expect, it } from "vitest";
import type { LineAssessment } from "../../src/model/assessment";
import { ruritaniaEngine } from "../support/engines";

const engine = await ruritaniaEngine();
const xts = (amount: string) => ({ amount, currency: "XTS" });

const GOOD = { tariff: "XR", date: "2024-08-01", commodity: "04069010", origin: "SE", value: xts("100") };

const assess = (change: object) => engine.assess({ ...GOOD, ...change }) as LineAssessment;
const kilograms = (...quantities: [unit: string, amount: string][]) => {
  const { charges } = assess({ quantities: quantities.map(([unit, amount]) => ({ unit, amount })) });
  return charges?.[0]?.bases.find(({ kind }) => kind === "quantity")?.amount;
};

describe("what is declared", () => {
  it("may be in any unit that converts exactly", () => {
    // Whole kilograms, half up, as the made-up regime says of rates up to 1 XTS.
    expect(kilograms(["KGM", "1234.5"])).toBe("1235");
    expect(kilograms(["TNE", "1.2345"])).toBe("1235");
    expect(kilograms(["GRM", "1234499.999999"])).toBe("1234");
    expect(kilograms(["LBR", "2"])).toBe("1");
  });

  it("may say the same in two units of one dimension, and be of no use to the rate", () => {
    expect(kilograms(["KGM", "1000"], ["TNE", "1"], ["NAR", "5"], ["KGM:lead", "1"])).toBe("1000");
  });

  it("counts numbers in dozens, and dozens in numbers", () => {
    const heads = (unit: string, amount: string) =>
      assess({ commodity: "01012910", quantities: [{ unit, amount }] }).charges?.[0]?.amount.amount;
    expect(heads("DZN", "2")).toBe("9.60");
    expect(heads("GRO", "0.5")).toBe("28.80");
    expect(heads("NAR", "24")).toBe("9.60");
  });

  it("is shown with the currency's decimals, and with more where more were declared", () => {
    const shown = (amount: string) => assess({ commodity: "42022100", value: xts(amount) }).customsValue?.amount;
    expect(["0", "12500", "12500.5", "12500.50", "12500.500000", "12500.123456"].map(shown)).toEqual([
      "0.00",
      "12500.00",
      "12500.50",
      "12500.50",
      "12500.50",
      "12500.123456",
    ]);
    expect(shown("999999999999999.999999")).toBe("999999999999999.999999");
  });

  it("may spell a code with dots and spaces anywhere", () => {
    for (const commodity of ["4202.21.00", "4202 21 00", " 42 02.2100 ", "42022100"]) {
      expect(assess({ commodity }).commodity).toBe("42022100");
    }
  });

  it("of facts a line adds its own to those that the entry shares", () => {
    const { commodity: _, value, ...shared } = GOOD;
    const answer = engine.assess({
      ...shared,
      commodity: "90013000",
      value,
      facts: { underBond: false, organic: false },
      lines: [{}, { facts: { organic: true } }, { facts: { underBond: true } }],
    });
    expect("lines" in answer && answer.lines?.map((line) => line.ok && line.charges[0]?.rate)).toEqual([
      "12%",
      "1%",
      "free",
    ]);
  });

  it("leaves the entry as it was", () => {
    const entry = { ...GOOD, quantities: [{ unit: "KGM", amount: "5" }], facts: { claims: ["A"] }, preference: "best" };
    const before = JSON.stringify(entry);
    engine.assess(entry, { explain: true });
    expect(JSON.stringify(entry)).toBe(before);
  });

  it("shows what each charge was computed on, in the order of the rate", () => {
    const bases = (commodity: string, change: object) => assess({ commodity, ...change }).charges?.[0]?.bases;
    expect(
      bases("91012100", {
        quantities: [{ unit: "NAR", amount: "3" }],
        facts: { caseValue: xts("12.345"), batteryValue: xts("1.5") },
      }),
    ).toEqual([
      { kind: "quantity", unit: "NAR", amount: "3" },
      { kind: "fact", fact: "caseValue", amount: "12.34", currency: "XTS" },
      { kind: "fact", fact: "batteryValue", amount: "1.5", currency: "XTS" },
    ]);
    expect(bases("17011410", { quantities: [{ unit: "KGM", amount: "10" }], facts: { polarization: "97.5" } })).toEqual(
      [
        { kind: "quantity", unit: "KGM", amount: "10" },
        { kind: "fact", fact: "polarization", amount: "97.5" },
      ],
    );
    expect(
      bases("91081100", {
        quantities: [
          { unit: "NAR", amount: "1" },
          { unit: "NAR:jewels", amount: "17" },
        ],
      }),
    ).toEqual([
      { kind: "quantity", unit: "NAR", amount: "1" },
      { kind: "quantity", unit: "NAR:jewels", amount: "17" },
    ]);
    expect(bases("84713000", {})).toEqual([]);
  });
});
