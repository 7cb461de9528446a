/** Rates that lie in other lines, and rates of parts and contents, checked by hand. */
import { describe, expect, it } from "vitest";
import { duties, usd } from "./fixture";

const number = (amount: string) => ({ unit: "NAR", amount });

describe("rates that refer to other goods", () => {
  it("each garment of an ensemble is rounded as if entered separately", () => {
    const components = [
      { commodity: "7601103000", value: usd("10.60") }, // 11 x 2.6 % = 0.286
      { commodity: "2804691000", value: usd("20.20") }, // 20 x 5.3 % = 1.06
      { commodity: "0709920000", value: usd("5"), quantities: [{ unit: "KGM", amount: "1.5" }] }, // 2 x 0.088 = 0.176
    ];
    const entry = { commodity: "6103220010", value: usd("36"), facts: { components } };
    expect(duties(entry)).toEqual(["1.53"]); // 0.29 + 1.06 + 0.18
  });

  it("a set bears the ratio of its highest article, on its own value", () => {
    const pliers = (amount: string) => ({
      commodity: "8203206030",
      value: usd("7.40"),
      quantities: [{ unit: "DZN", amount }],
    });
    const other = { commodity: "8205513030", value: usd("90") };
    const set = (amount: string) => ({
      commodity: "8206000000",
      value: usd("1000"),
      facts: { components: [other, pliers(amount)] },
    });
    // 7 dollars: (0.12 + 0.385) / 7 = 7.2143 %
    expect(duties(set("1"))).toEqual(["72.14"]);
    expect(duties(set("0.4"))).toEqual(["55.00"]);
  });

  it("the natural juice's rate applies to the juice's own litres, in its own column", () => {
    const juice = {
      commodity: "2106905200",
      value: usd("500"),
      quantities: [{ unit: "LTR", amount: "100.5" }],
      facts: { article: "2009.12.25.00" },
    };
    expect(duties(juice)).toEqual(["4.55"]); // 101 x 0.045 = 4.545
    expect(duties({ ...juice, origin: "RU" })).toEqual(["18.18"]);
    expect(duties({ ...juice, origin: "KE", preference: "D" })).toEqual(["0.00"]);
    expect(duties({ ...juice, facts: {} })).toBe("FACT_MISSING article");
  });

  it("an assembly with a plate bears no more than the complete movement", () => {
    const quantities = [{ unit: "NAR:jewels", amount: "10" }, { unit: "NAR:other-pieces", amount: "5" }, number("1")];
    const facts = { batteryValue: usd("0"), article: "91081140" };
    const assembly = (plates: boolean) => ({
      commodity: "9110904000",
      value: usd("100"),
      quantities,
      facts: { ...facts, plates },
    });
    expect(duties(assembly(false))).toEqual(["4.48"]); // 4.30 + 0.17 + 0.01
    expect(duties(assembly(true))).toEqual(["0.36"]);
  });

  it("wool under bond is free, and has no rate otherwise", () => {
    const wool = (underBond: boolean) => ({
      commodity: "5101111000",
      value: usd("1"),
      origin: "RU",
      facts: { underBond },
    });
    expect(duties(wool(true))).toEqual(["0.00"]);
    expect(duties(wool(false))).toBe("RATE_NOT_COMPUTABLE free only under bond");
  });
});

describe("parts, contents and units", () => {
  it("counts jewels over seven, and rounds each part's value to whole dollars", () => {
    const clock = (jewels: string) => ({
      commodity: "91051930",
      value: usd("1000"),
      quantities: [number("2"), { unit: "NAR:jewels", amount: jewels }],
      facts: { caseValue: usd("99.50") },
    });
    expect(duties(clock("7"))).toEqual(["4.56"]); // 0.86 + 3.70
    expect(duties(clock("10"))).toEqual(["4.64"]); // + 0.084
    expect(duties(clock("3"))).toEqual(["4.56"]);
  });

  it("converts within a dimension, then rounds in the rate's unit", () => {
    const spirits = (unit: string, amount: string) => ({
      commodity: "2208908020",
      value: usd("1"),
      quantities: [{ unit, amount }],
    });
    expect(duties(spirits("LPA", "50.004"))).toEqual(["21.10"]); // 100.008 -> 100.01 x 0.211 = 21.10211
    expect(duties(spirits("LTR", "50"))).toBe("QUANTITY_MISSING PFL");
    const olives = (unit: string, amount: string) => ({
      commodity: "0709920000",
      value: usd("1"),
      quantities: [{ unit, amount }],
    });
    expect(duties(olives("TNE", "1.2345"))).toEqual(["108.68"]);
    expect(duties(olives("GRM", "499"))).toEqual(["0.00"]);
    const naphtha = {
      commodity: "2710122500",
      value: usd("1"),
      quantities: [{ unit: "LTR", amount: "1589.87294928" }],
    };
    expect(duties(naphtha)).toEqual(["1.05"]);
  });

  it("keeps two decimals of a unit over a dollar", () => {
    const cigarettes = (amount: string) => ({
      commodity: "2402208000",
      value: usd("0"),
      quantities: [{ unit: "KGM", amount }],
    });
    expect(duties(cigarettes("1.005"))).toEqual(["1.06"]); // 1.01 x 1.05 = 1.0605
    expect(duties(cigarettes("1.004"))).toEqual(["1.05"]);
  });
});
