import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { amountShape, putAmount, readAmount } from "../../src/stream/amount-words";

const shapeOf = (text: string, most = 6): number => amountShape(Buffer.from(text), 0, text.length, most);

describe("the shape of an amount", () => {
  it.each([
    ["0", 1],
    ["12500", 5],
    ["12500.5", 5 + (1 << 8)],
    ["0.000001", 1 + (6 << 8)],
    ["999999999999.99", 12 + (2 << 8)],
  ])("%s is read", (text, shape) => expect(shapeOf(text)).toBe(shape));

  it.each(["", ".", "1.", ".5", "00", "01", "-1", "+1", "1e3", "1,5", " 1", "1 ", "1.0000001", "1000000000000"])(
    "%j is left to the engine",
    (text) => expect(shapeOf(text)).toBe(-1),
  );

  it("takes no more decimals than asked for", () => {
    expect(shapeOf("1.55", 2)).toBeGreaterThan(0);
    expect(shapeOf("1.555", 2)).toBe(-1);
  });
});

describe("words of 32 bits", () => {
  const words = new Uint32Array(2);
  const integer = () => (BigInt(words[1]!) << 32n) + BigInt(words[0]!);

  it("hold what an amount says", () => {
    fc.assert(
      fc.property(fc.bigInt(0n, 999_999_999_999n), fc.bigInt(0n, 99n), fc.nat(2), (whole, cents, decimals) => {
        const fraction = decimals === 0 ? "" : `.${cents.toString().padStart(2, "0").slice(0, decimals)}`;
        const text = `${whole}${fraction}`;
        const bytes = Buffer.from(`"${text}"`);
        const shape = amountShape(bytes, 1, bytes.length - 1, 6);
        readAmount(bytes, 1, shape, 6, words, 0);
        expect(integer()).toBe(whole * 1_000_000n + BigInt(fraction.slice(1).padEnd(6, "0")));
      }),
    );
  });

  it("are written as the decimal that they are", () => {
    const buffer = Buffer.alloc(40);
    fc.assert(
      fc.property(
        fc.bigInt(0n, 2n ** 64n - 1n),
        fc.constantFrom([2, 2], [6, 0], [6, 2], [0, 0], [3, 3]),
        (value, [decimals, least]) => {
          words[0] = Number(value & 0xffffffffn);
          words[1] = Number(value >> 32n);
          const end = putAmount(buffer, 3, words, 0, decimals!, least!);
          const digits = value.toString().padStart(decimals! + 1, "0");
          const whole = digits.slice(0, digits.length - decimals!);
          let fraction = digits.slice(digits.length - decimals!);
          while (fraction.length > least! && fraction.endsWith("0")) fraction = fraction.slice(0, -1);
          expect(buffer.toString("latin1", 3, end)).toBe(fraction === "" ? whole : `${whole}.${fraction}`);
        },
      ),
    );
  });
});
