import { existsSync, readdirSync, readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { penultimateWednesday } from "../../src/engine/valuation/currency";
import { exchangeFacts } from "../../tariffs/gb/exchange";
import { territories } from "./valuer";

const facts = new URL("../../tariffs/gb/fx/", import.meta.url);
const published = new URL("../../../shared/data/fx/rate/", import.meta.url);
const pound = territories.get("GB")!.exchange!;

describe("the pound's monthly rates", () => {
  it.each([
    ["EUR", "2026-09-01", "1.1681"],
    ["EUR", "2026-09-30", "1.1681"],
    ["USD", "2026-09-10", "1.3554"],
  ])("%s on %s is %s", (currency, date, rate) => {
    expect(pound.find(currency, date)).toEqual({ rate, from: "2026-09-01", to: "2026-09-30" });
  });

  it("end with the last published month and begin with the first", () => {
    expect(pound.find("EUR", "2026-10-01")).toBeUndefined();
    expect(pound.find("EUR", "2014-12-31")).toBeUndefined();
    expect(pound.find("EUR", "2015-01-01")).toBeDefined();
    expect(pound.find("EUR", "2024-02-29")).toMatchObject({ to: "2024-02-29" });
    expect(pound.find("XYZ", "2026-09-01")).toBeUndefined();
  });

  it.skipIf(!existsSync(published))("are those of the published months, to the letter", () => {
    const years = readdirSync(published).filter((name) => /^\d{4}$/.test(name));
    const files = years.flatMap((year) =>
      readdirSync(new URL(`${year}/`, published)).map((name) =>
        readFileSync(new URL(`${year}/${name}`, published), "utf8"),
      ),
    );
    const made = exchangeFacts(files);
    expect([...made.keys()]).toEqual(years);
    for (const [year, text] of made) expect(readFileSync(new URL(`${year}.tsv`, facts), "utf8")).toBe(text);
  });

  it("are refused where a month stands twice or is none", () => {
    const month = { base: "GBP", period: { start: "2026-01-01", end: "2026-01-31" }, rates: { EUR: "1.1" } };
    const read = (...months: object[]) => exchangeFacts(months.map((it) => JSON.stringify(it)));
    expect(read(month).get("2026")).toBe("currency\t2026-01\nEUR\t1.1\n");
    expect(() => read(month, month)).toThrow("twice");
    expect(() => read({ ...month, rates: { EUR: "1,1" } })).toThrow("EUR");
    expect(() => read({ ...month, period: { start: "2026-01-15", end: "2026-01-31" } })).toThrow("not a month");
  });
});

describe("the day on which the Union's rates are fixed", () => {
  it.each([
    ["2026-08-01", "2026-08-19"],
    ["2026-12-31", "2026-12-23"],
    ["2023-05-15", "2023-05-24"],
    ["2024-01-31", "2024-01-24"],
    ["1969-12-10", "1969-12-24"],
  ])("of the month of %s is %s", (date, day) => expect(penultimateWednesday(date)).toBe(day));
});
