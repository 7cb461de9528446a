import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  convertible,
  dotted,
  factName,
  grouped,
  plainAmount,
  quantityName,
  rateWords,
} from "../../examples/page/words";
import { parseUnit } from "../../src/model/units";

describe("the page's words", () => {
  it.each([
    ["1,500.50", "1500.50"],
    ["  12 000 ", "12000"],
    ["1'234'567", "1234567"],
    ["007", "7"],
    [".5", "0.5"],
    ["12.", "12"],
    ["0", "0"],
    ["-5", "-5"],
    ["12,50", "12,50"],
    ["1,2345", "1,2345"],
    ["1.234,56", "1.234,56"],
    ["1e3", "1e3"],
    ["", ""],
  ])("read the amount %j as %j", (typed, plain) => expect(plainAmount(typed)).toBe(plain));

  it("lose no digit of an amount between grouping and reading", () => {
    const amount = fc.stringMatching(/^(0|[1-9]\d{0,14})(\.\d{1,6})?$/);
    fc.assert(
      fc.property(amount, (text) => {
        expect(plainAmount(grouped(text))).toBe(text);
      }),
    );
    expect(grouped("1234567.8901")).toBe("1,234,567.8901");
    expect(grouped("999999999999999.99")).toBe("999,999,999,999,999.99");
  });

  it.each([
    ["6.8%", "6.8%"],
    ["0.088 USD/KGM + 20%", "$0.088 per kilogram + 20%"],
    ["0.36 USD/NAR + 5.3% of batteryValue", "$0.36 per piece + 5.3% of the battery value"],
    ["0.017 USD/KGM:lead", "$0.017 per kilogram (lead)"],
    ["0.14 USD/GRO", "$0.14 per gross"],
    ["0.3464% MIN 32.71 USD/entry", "0.3464%, but not less than $32.71 per entry"],
    ["15% - base duty", "15% less base duty"],
    ["0.105 USD/BLL", "$0.105 per barrel of 42 gallons"],
    ["0.028 USD/NAR:jewels>7", "$0.028 per piece (jewels) over 7"],
    [
      "0.014606 USD/KGM - 0.00020668 USD/KGM*polarization<100 MIN 0.00943854 USD/KGM",
      "$0.014606 per kilogram less $0.00020668 per kilogram for each unit of polarization under 100, but not less than $0.00943854 per kilogram",
    ],
    ["33 1/3%", "33 1/3%"],
    ["free", "free"],
  ])("say %j as %j", (rate, words) => expect(rateWords(rate)).toBe(words));

  it("offer units that the engine converts into the one asked for", () => {
    for (const unit of ["KGM", "LTR", "NAR", "NPR", "PFL", "BLL", "DZN", "KGM:lead", "MTK", "GRM"]) {
      const keys = convertible(unit).map((code) => parseUnit(code)?.key);
      expect(new Set(keys)).toEqual(new Set([parseUnit(unit)?.key]));
      expect(convertible(unit)[0]).toBe(unit);
    }
  });

  it("name codes, facts and quantities", () => {
    expect(dotted("0101300000")).toBe("0101.30.00.00");
    expect(dotted("010130")).toBe("0101.30");
    expect(factName("batteryValue")).toBe("Battery value");
    expect(quantityName("KGM:total-sugars")).toBe("Quantity: total sugars");
  });
});
