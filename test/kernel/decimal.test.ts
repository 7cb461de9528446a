import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { instantiate } from "./kernel";

const kernel = instantiate();
const text = kernel.alloc(64);
const out = kernel.alloc(64);
const encoder = new TextEncoder();
const VALID = /^(0|[1-9]\d{0,14})(\.\d{1,6})?$/;
const MASK = (1n << 64n) - 1n;

function parse(amount: string): bigint | undefined {
  const bytes = encoder.encode(amount);
  new Uint8Array(kernel.memory.buffer).set(bytes.subarray(0, 64), text);
  if (kernel.parseAmount(text, bytes.length, out) < 0) return undefined;
  const view = new DataView(kernel.memory.buffer, out);
  return (view.getBigUint64(8, true) << 64n) | view.getBigUint64(0, true);
}

function format(amount: bigint, decimals: number, least: number): string {
  const length = kernel.formatAmount(amount & MASK, amount >> 64n, decimals, least, out);
  return new TextDecoder().decode(new Uint8Array(kernel.memory.buffer, out, length));
}

function expected(amount: bigint, decimals: number, least: number): string {
  const digits = amount.toString().padStart(decimals + 1, "0");
  const whole = digits.slice(0, digits.length - decimals);
  let fraction = digits.slice(digits.length - decimals);
  while (fraction.length > least && fraction.endsWith("0")) fraction = fraction.slice(0, -1);
  return fraction === "" ? whole : `${whole}.${fraction}`;
}

describe("amounts as text", () => {
  it.each([
    ["0", 0n],
    ["12500.00", 12_500_000_000n],
    ["0.000001", 1n],
    ["999999999999999.999999", 999_999_999_999_999_999_999n],
  ])("reads %s", (amount, millionths) => {
    expect(parse(amount)).toBe(millionths);
  });

  it.each([
    "",
    ".",
    "1.",
    ".5",
    "00",
    "01",
    "+1",
    "-1",
    "1e3",
    "1,5",
    " 1",
    "1 ",
    "1.0000000",
    "1000000000000000",
    "٣",
    "0x1",
    "1.2.3",
  ])("refuses %j", (amount) => {
    expect(parse(amount)).toBeUndefined();
  });

  it("reads what the contract's expression matches and nothing else", () => {
    const alphabet = fc.constantFrom(..."0123456789..");
    const anything = fc.string({ unit: alphabet, maxLength: 24 });
    const amount = fc
      .tuple(
        fc.bigInt({ min: 0n, max: 10n ** 15n - 1n }),
        fc.string({ unit: fc.constantFrom(..."0123456789"), maxLength: 6 }),
      )
      .map(([whole, fraction]) => (fraction === "" ? `${whole}` : `${whole}.${fraction}`));
    fc.assert(
      fc.property(fc.oneof(anything, amount), (candidate) => {
        const [whole = "", fraction = ""] = candidate.split(".");
        const amount = VALID.test(candidate) ? BigInt(whole + fraction.padEnd(6, "0")) : undefined;
        expect(parse(candidate)).toBe(amount);
      }),
      { numRuns: 5000 },
    );
  });

  it("writes 128 bits with any number of decimals", () => {
    const amount = fc.oneof(fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }), fc.bigInt({ min: 0n, max: 10_000_000n }));
    fc.assert(
      fc.property(
        amount,
        fc.integer({ min: 0, max: 38 }),
        fc.integer({ min: 0, max: 38 }),
        (value, decimals, least) => {
          expect(format(value, decimals, least)).toBe(expected(value, decimals, least));
        },
      ),
      { numRuns: 3000 },
    );
  });
});
