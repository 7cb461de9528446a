import { describe, expect, it } from "vitest";
import { COUNTRIES, countryCode, countryNumber } from "../../src/model/countries";

describe("countries", () => {
  it("are those of ISO 3166-1, with XI and XK", () => {
    expect(COUNTRIES.size).toBe(249 + 2);
    const names = new Intl.DisplayNames("en", { type: "region", fallback: "none" });
    expect([...COUNTRIES].filter((code) => code !== "XI" && names.of(code) === undefined)).toEqual([]);
  });

  it("have a number each, and it gives the code back", () => {
    expect(countryNumber("AA")).toBeUndefined();
    expect(countryNumber("US")).toBe(20 * 26 + 18);
    for (const code of COUNTRIES) expect(countryCode(countryNumber(code)!)).toBe(code);
  });

  it.each(["us", "USA", "UK", "EU", "ZZ", "", "U", "XX"])("%j is none", (code) => {
    expect(countryNumber(code)).toBeUndefined();
  });
});
