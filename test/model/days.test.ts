import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateOf, dayOf, dayOfYear } from "../../src/model/days";

describe("days", () => {
  it.each([
    ["1970-01-01", 0],
    ["1969-12-31", -1],
    ["2000-02-29", 11016],
    ["2025-01-01", 20089],
    ["0000-01-01", -719528],
    ["9999-12-31", 2932896],
  ])("%s is day %i", (date, day) => {
    expect(dayOf(date)).toBe(day);
    expect(dateOf(day)).toBe(date);
  });

  it.each([
    "2025-02-30",
    "2025-02-29",
    "1900-02-29",
    "2025-04-31",
    "2025-13-01",
    "2025-00-10",
    "2025-01-00",
    "2025-1-01",
    "2025-01-1",
    "20250101",
    "2025/01/01",
    "2025-01-01 ",
    " 2025-01-0",
    "+025-01-01",
    "",
  ])("%j is no date", (text) => {
    expect(dayOf(text)).toBeUndefined();
  });

  it("agree with the platform's calendar", () => {
    fc.assert(
      fc.property(fc.integer({ min: -719528, max: 2932896 }), (day) => {
        const date = dateOf(day);
        expect(date).toBe(new Date(day * 86_400_000).toISOString().slice(0, 10));
        expect(dayOf(date)).toBe(day);
      }),
    );
  });

  it("end with the year 9999", () => {
    expect(() => dateOf(2932897)).toThrow(RangeError);
    expect(() => dateOf(0.5)).toThrow(RangeError);
  });

  it.each([
    ["11-01", 1101],
    ["02-29", 229],
    ["02-30", undefined],
    ["13-01", undefined],
    ["1-01", undefined],
  ])("%s in the year is %s", (text, value) => {
    expect(dayOfYear(text)).toBe(value);
  });
});
