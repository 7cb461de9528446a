import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  add,
  compare,
  divide,
  formatFraction,
  formatRational,
  multiply,
  parseRational,
  rational,
} from "../../src/model/rational";

const any = fc
  .tuple(fc.bigInt(-(10n ** 12n), 10n ** 12n), fc.bigInt(1n, 10n ** 6n))
  .map(([numerator, denominator]) => rational(numerator, denominator));

describe("rationals", () => {
  it("are in lowest terms over a positive denominator", () => {
    expect(rational(6n, -8n)).toEqual({ numerator: -3n, denominator: 4n });
    expect(rational(0n, -8n)).toEqual({ numerator: 0n, denominator: 1n });
    expect(() => rational(1n, 0n)).toThrow(RangeError);
    expect(() => divide(rational(1n), rational(0n))).toThrow(RangeError);
  });

  it("compute as fractions do", () => {
    fc.assert(
      fc.property(any, any, (a, b) => {
        expect(add(a, b)).toEqual(
          rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator),
        );
        if (b.numerator !== 0n) expect(multiply(divide(a, b), b)).toEqual(a);
        expect(Math.sign(compare(a, b))).toBe(Math.sign(-compare(b, a)));
        expect(compare(add(a, rational(1n)), a)).toBeGreaterThan(0);
      }),
    );
  });

  it.each([
    ["12.5", 25n, 2n],
    ["0.088", 11n, 125n],
    ["33 1/3", 100n, 3n],
    ["2/11", 2n, 11n],
    ["007", 7n, 1n],
  ])("read %s", (text, numerator, denominator) => {
    expect(parseRational(text)).toEqual({ numerator, denominator });
  });

  it.each(["", " 1/3", "1.5 1/3", "1/", "/3", "1/0", "-1", "1e3", ".5", "5.", "1  1/3", "1,5"])(
    "do not read %j",
    (text) => {
      expect(parseRational(text)).toBeUndefined();
    },
  );

  it.each([
    [rational(100n, 3n), "33 1/3"],
    [rational(-1n, 3n), "-1/3"],
    [rational(-25n, 2n), "-12.5"],
    [rational(0n), "0"],
    [rational(1n, 10n ** 18n), "0.000000000000000001"],
    [rational(1n, 10n ** 19n), "1/10000000000000000000"],
  ])("are written in the shortest exact way", (value, text) => {
    expect(formatRational(value)).toBe(text);
  });

  it("are written alike whether or not they are in lowest terms", () => {
    const top = fc.bigInt(-(10n ** 14n), 10n ** 14n);
    const bottom = fc.constantFrom(1n, 3n, 20n, 100n, 125000n, 1000000n, 125000000000n, 10n ** 19n);
    fc.assert(
      fc.property(top, bottom, (numerator, denominator) => {
        expect(formatFraction(numerator, denominator)).toBe(formatRational(rational(numerator, denominator)));
      }),
    );
  });

  it("are read as they were written", () => {
    fc.assert(
      fc.property(any, (value) => {
        const text = formatRational(value);
        const read = parseRational(text.replace(/^-/, ""))!;
        expect(text.startsWith("-") ? rational(-read.numerator, read.denominator) : read).toEqual(value);
      }),
    );
  });
});
