/** Worked examples of duty in the United States (19 CFR 159.3; rates of the schedule), checked by hand. */
import { describe, expect, it } from "vitest";
import type { Entry } from "./entry";
import { answer, duties, usd } from "./fixture";

const kg = (amount: string) => [{ unit: "KGM", amount }];

describe("worked examples", () => {
  const cases: [id: string, entry: Partial<Entry>, duties: string[]][] = [
    [
      "US-025 under half a kilogram",
      { commodity: "0709920000", value: usd("1"), quantities: kg("1234.4") },
      ["108.59"],
    ],
    ["US-025 half a kilogram", { commodity: "0709920000", value: usd("1"), quantities: kg("1234.5") }, ["108.68"]],
    ["US-027 compound", { commodity: "0709599100", value: usd("6000"), quantities: kg("1000") }, ["1288.00"]],
    [
      "US-029 each",
      { commodity: "9603294010", value: usd("3000"), quantities: [{ unit: "NAR", amount: "10000" }] },
      ["230.00"],
    ],
    [
      "US-031 per gross, pieces declared",
      { commodity: "9609100000", value: usd("20000"), quantities: [{ unit: "NAR", amount: "144000" }] },
      ["1000.00"],
    ],
    [
      "US-035 per cubic metre, inherited",
      { commodity: "0806.10.20.15", value: usd("1"), quantities: [{ unit: "MTQ", amount: "20" }] },
      ["22.60"],
    ],
    [
      "US-037 sugar of 96 degrees",
      { commodity: "1701141040", value: usd("1"), quantities: kg("50000"), facts: { polarization: "96" } },
      ["688.96"],
    ],
    [
      "US-039 sugar at the floor",
      { commodity: "1701141040", value: usd("1"), quantities: kg("10000"), facts: { polarization: "74.5" } },
      ["94.39"],
    ],
    [
      "US-041 movement and battery",
      {
        commodity: "9108.11.40",
        value: usd("4000"),
        quantities: [{ unit: "NAR", amount: "500" }],
        facts: { batteryValue: usd("250") },
      },
      ["193.25"],
    ],
    [
      "US-043 drained weight",
      { commodity: "0711510000", value: usd("1500"), quantities: [{ unit: "KGM:drained", amount: "620" }] },
      ["155.34"],
    ],
    ["US-045 over a dollar", { commodity: "2402208000", value: usd("30000"), quantities: kg("800") }, ["1530.00"]],
    ["US-047 ad valorem", { commodity: "7601103000", value: usd("10000") }, ["260.00"]],
    ["US-049 a", { commodity: "2804691000", value: usd("10000") }, ["530.00"]],
    ["US-049 b", { commodity: "0402910300", value: usd("1"), quantities: kg("500") }, ["11.00"]],
  ];
  it.each(cases)("%s", (_, entry, expected) => expect(duties(entry)).toEqual(expected));

  it("US-033 per litre of wine keeps two decimals", () => {
    const wine = (amount: string) => ({
      commodity: "2204215005",
      value: usd("1"),
      quantities: [{ unit: "LTR", amount }],
    });
    expect(duties(wine("9000"))).toEqual(["567.00"]);
    expect(duties(wine("10.126"))).toEqual(["0.64"]); // 10.13 x 0.063 = 0.63819
  });
});

describe("whole dollars over an entry", () => {
  const lines = (...pairs: [string, string][]) =>
    pairs.map(([commodity, amount]) => ({ commodity, value: usd(amount) }));
  const values = (entry: Partial<Entry>) => {
    const result = answer(entry);
    return result.ok ? result.lines.map((line) => line.dutiableValue) : result.code;
  };
  const [at3, at4, at5, at6] = ["0302451100", "0201200200", "0305394000", "0304919000"] as const;

  it("US-021: goods of one rate are one unit", () => {
    const entry = { lines: lines([at5, "10.50"], [at5, "20.50"], [at5, "30.50"]) };
    expect(values(entry)).toEqual(["10", "21", "31"]);
    expect(duties(entry)).toEqual(["0.50", "1.05", "1.55"]);
  });

  it("US-023: the smallest fraction taken up is dropped", () => {
    const entry = { lines: lines([at3, "100.60"], [at4, "200.70"], [at6, "300.90"]) };
    expect(values(entry)).toEqual(["100", "201", "301"]);
    expect(duties(entry)).toEqual(["3.00", "8.04", "18.06"]);
  });

  it("of equal fractions the one at the lower rate is dropped, wherever it stands", () => {
    expect(values({ lines: lines([at6, "100.50"], [at3, "200.50"]) })).toEqual(["101", "200"]);
    expect(values({ lines: lines([at3, "100.50"], [at6, "200.50"]) })).toEqual(["100", "201"]);
  });

  it("the largest fraction dropped is taken up, of equal ones that at the lower rate", () => {
    expect(values({ lines: lines([at3, "1.40"], [at6, "2.45"]) })).toEqual(["1", "3"]);
    expect(values({ lines: lines([at6, "1.40"], [at3, "2.40"]) })).toEqual(["1", "3"]);
  });
});

describe("columns and programmes", () => {
  const goods = { commodity: "4202292000", value: usd("100") };
  it("takes column 2 by origin, a third being a third", () => {
    expect(duties({ ...goods, origin: "RU" })).toEqual(["33.33"]);
    expect(duties({ ...goods, origin: "RU", date: "2022-04-08" })).toBe("UNKNOWN_COMMODITY 4202292000");
  });

  it("takes a programme's rate when claimed, and refuses it where line, country or day lack it", () => {
    expect(duties({ ...goods, origin: "AU" })).toEqual(["3.30"]);
    expect(duties({ ...goods, origin: "AU", preference: "AU" })).toEqual(["0.00"]);
    expect(duties({ ...goods, origin: "FR", preference: "AU" })).toBe("PREFERENCE_NOT_AVAILABLE AU");
    expect(duties({ ...goods, origin: "KE", preference: "D" })).toBe("PREFERENCE_NOT_AVAILABLE D");
    expect(duties({ commodity: "2106905200", value: usd("1"), origin: "BR", preference: "A" })).toBe(
      "PREFERENCE_NOT_AVAILABLE A",
    );
  });

  it("accepts a claim of origin where the general rate is free, from the origins of the programme alone", () => {
    const forklift = { commodity: "8427104000", value: usd("100000") };
    expect(duties({ ...forklift, origin: "AU", preference: "AU" })).toEqual(["0.00"]);
    expect(duties({ ...forklift, origin: "FR", preference: "AU" })).toBe("PREFERENCE_NOT_AVAILABLE AU");
    expect(duties({ ...forklift, origin: "RU", preference: "AU" })).toBe("PREFERENCE_NOT_AVAILABLE AU");
    const wool = { commodity: "5101111000", value: usd("1"), facts: { underBond: true } };
    expect(duties({ ...wool, origin: "AU", preference: "AU" })).toEqual(["0.00"]);
  });

  it("does not compute what is in chapters 98 and 99 or in a note", () => {
    const milk = { commodity: "0402917000", value: usd("1"), origin: "AU", preference: "AU" };
    expect(duties(milk)).toBe("RATE_NOT_COMPUTABLE See 9822.04.30");
    expect(duties({ commodity: "5810910010", value: usd("1") })).toBe("RATE_NOT_COMPUTABLE See additional U.S. note 1");
  });
});

describe("provisions of chapter 98", () => {
  const claim = (commodity: string, heading: string, facts: Entry["facts"] = {}) => ({
    commodity,
    value: usd("1000.40"),
    quantities: kg("500"),
    facts: { headings: [heading], ...facts },
  });

  it("no duty on goods returned, whatever the rate counts", () => {
    expect(duties(claim("7601103000", "9801.00.10"))).toEqual(["0.00"]);
    expect(duties(claim("0709599100", "9801"))).toEqual(["0.00"]);
  });

  it("on the value of the repair, or on the value without parts, each in whole dollars", () => {
    expect(duties(claim("7601103000", "9802.00.50", { repairValue: usd("99.50") }))).toEqual(["2.60"]);
    expect(duties(claim("7601103000", "9802.00.80", { usPartsValue: usd("250.50") }))).toEqual(["19.47"]); // 749
    expect(duties(claim("0709599100", "9802.00.80", { usPartsValue: usd("1000.40") }))).toEqual(["44.00"]);
  });

  it("nothing is left of a value that rounding takes below nought", () => {
    const entry = { ...claim("7601103000", "9802.00.80", { usPartsValue: usd("0.50") }), value: usd("0.50") };
    const lines = [entry, { ...entry, facts: {}, value: usd("0.60") }]; // a dollar for both, and it is the second's
    expect(duties({ lines })).toEqual(["0.00", "0.03"]);
  });

  it("any other provision leaves the ordinary duty as it is", () => {
    expect(duties(claim("7601103000", "9804.00.20"))).toEqual(["26.00"]);
  });

  it("asks for the part, where the rate counts the value, and knows none that is worth more", () => {
    expect(duties(claim("7601103000", "9802.00.50"))).toBe("FACT_MISSING repairValue");
    expect(duties(claim("0402910300", "9802.00.50"))).toEqual(["11.00"]);
    expect(duties(claim("7601103000", "9802.00.80", { usPartsValue: usd("1000.41") }))).toBe(
      "PART_EXCEEDS_VALUE usPartsValue",
    );
  });
});

describe("what is missing is asked for", () => {
  it("names the unit or the fact", () => {
    expect(duties({ commodity: "0709920000", value: usd("1") })).toBe("QUANTITY_MISSING KGM");
    const drained = { commodity: "0711510000", value: usd("1"), quantities: kg("1") };
    expect(duties(drained)).toBe("QUANTITY_MISSING KGM:drained");
    const movement = { commodity: "91081140", value: usd("1"), quantities: [{ unit: "NAR", amount: "1" }] };
    expect(duties(movement)).toBe("FACT_MISSING batteryValue");
    expect(duties({ commodity: "9110904000", value: usd("1") })).toBe("FACT_MISSING plates");
    expect(duties({ commodity: "6103220010", value: usd("1") })).toBe("FACT_MISSING components");
    expect(duties({ commodity: "5101111000", value: usd("1"), origin: "RU" })).toBe("FACT_MISSING underBond");
  });
});
