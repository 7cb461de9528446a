/** Properties of footing whole numbers to a total. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { add, compare, rational, roundHalfUp, ZERO } from "./rational";
import { roundToFoot, wholeDollars } from "./rounding";

const cents = fc.bigInt({ min: 0n, max: 10_000n });
const sum = (whole: readonly bigint[]) => whole.reduce((a, b) => a + b, 0n);

describe("rounding that foots", () => {
  it("meets the rounded total, each amount within a dollar of its own", () => {
    fc.assert(
      fc.property(fc.array(cents, { minLength: 1, maxLength: 12 }), (list) => {
        const amounts = list.map((n) => rational(n, 100n));
        const target = roundHalfUp(amounts.reduce(add, ZERO));
        const rounded = roundToFoot(amounts, target);
        expect(sum(rounded)).toBe(target);
        for (const [index, whole] of rounded.entries()) {
          const distance = whole * 100n - list[index]!;
          expect(distance > -100n && distance < 100n).toBe(true);
        }
      }),
    );
  });

  it("moves no amount while one that is nearer to the other dollar stays", () => {
    fc.assert(
      fc.property(fc.array(cents, { minLength: 2, maxLength: 8 }), (list) => {
        const amounts = list.map((n) => rational(n, 100n));
        const rounded = roundToFoot(amounts, roundHalfUp(amounts.reduce(add, ZERO)));
        const moved = list.filter((n, index) => rounded[index] !== (n + 50n) / 100n).map((n) => n % 100n);
        const stayed = list.filter((n, index) => rounded[index] === (n + 50n) / 100n).map((n) => n % 100n);
        const down = moved.every((f) => f >= 50n);
        expect(down || moved.every((f) => f < 50n)).toBe(true);
        for (const f of moved) {
          const nearer = stayed.filter((g) => (down ? g >= 50n && g < f : g < 50n && g > f));
          expect(nearer).toEqual([]);
        }
      }),
    );
  });

  it("foots the lines of a rate to their unit and the units to the entry", () => {
    const line = fc.record({ cents, rate: fc.constantFrom(3n, 5n, 7n) });
    fc.assert(
      fc.property(fc.array(line, { minLength: 1, maxLength: 10 }), (list) => {
        const lines = list.map(({ cents: n, rate }) => ({
          value: rational(n, 100n),
          rate: String(rate),
          level: rational(rate, 100n),
        }));
        const dollars = wholeDollars(lines);
        expect(sum(dollars)).toBe(roundHalfUp(rational(sum(list.map((each) => each.cents)), 100n)));
        for (const rate of ["3", "5", "7"]) {
          const own = lines.filter((each) => each.rate === rate);
          const exact = own.map((each) => each.value).reduce(add, ZERO);
          const unit = rational(sum(dollars.filter((_, index) => lines[index]!.rate === rate)));
          expect(compare(unit, add(exact, rational(1n))) < 0).toBe(true);
          expect(compare(add(unit, rational(1n)), exact) > 0).toBe(true);
        }
      }),
    );
  });
});
