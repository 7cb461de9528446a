import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { Rounding } from "../../assembly/abi";
import { compileArithmetic, halves } from "./arithmetic-module";

let kernel: Awaited<ReturnType<typeof compileArithmetic>>;
beforeAll(async () => {
  kernel = await compileArithmetic();
});

const LIMIT = 1n << 127n;
const bits = (most: number) =>
  fc
    .tuple(fc.integer({ min: 0, max: most }), fc.bigInt({ min: 0n, max: (1n << 128n) - 1n }))
    .map(([width, value]) => value & ((1n << BigInt(width)) - 1n));
/** Numbers of every width, and those beside a power of two, where carries and estimates go wrong. */
const edges = (most: number) =>
  fc.tuple(fc.integer({ min: 0, max: most - 1 }), fc.integer({ min: -2, max: 2 })).map(([width, step]) => {
    const value = (1n << BigInt(width)) + BigInt(step);
    return value < 0n ? 0n : value;
  });
const natural = (most: number) => fc.oneof(bits(most), edges(most));
const u64 = natural(64);
const u127 = natural(127);
const i128 = fc.tuple(u127, fc.boolean()).map(([value, negative]) => (negative ? -value : value));
const i64 = fc.oneof(
  natural(63),
  natural(63).map((value) => -value),
  fc.constant(-(1n << 63n)),
);
const runs = { numRuns: 3000 };

const MODES = [Rounding.halfUp, Rounding.halfEven, Rounding.truncate, Rounding.up];

function rounded(n: bigint, d: bigint, mode: number): bigint {
  const quotient = n / d;
  const twice = (n % d) * 2n;
  if (mode === Rounding.truncate || twice === 0n) return quotient;
  if (mode === Rounding.up) return quotient + 1n;
  if (twice !== d) return twice > d ? quotient + 1n : quotient;
  return mode === Rounding.halfUp ? quotient + 1n : quotient + (quotient & 1n);
}

/** What a checked operation must answer: the exact result, or a refusal when it has 2^127 or more. */
function checked(good: number, exact: bigint): void {
  const fits = exact > -LIMIT && exact < LIMIT;
  expect(good).toBe(fits ? 1 : 0);
  if (fits) expect(kernel.signed()).toBe(exact);
}

describe("wide numbers", () => {
  it("multiplies 64 by 64 bits exactly", () => {
    fc.assert(
      fc.property(u64, u64, (a, b) => {
        kernel.call.product!(a, b);
        expect(kernel.unsigned()).toBe(a * b);
      }),
      runs,
    );
  });

  it("multiplies up to 2^127 and refuses more", () => {
    fc.assert(
      fc.property(u127, u127, i64, (a, b, c) => {
        checked(kernel.call.times!(...halves(a), b & ((1n << 64n) - 1n)), a * (b & ((1n << 64n) - 1n)));
        checked(kernel.call.timesWide!(...halves(a), ...halves(b)), a * b);
        checked(kernel.call.timesSigned!(...halves(a), c), a * c);
      }),
      runs,
    );
  });

  it("adds, subtracts and compares with sign", () => {
    fc.assert(
      fc.property(i128, i128, (a, b) => {
        checked(kernel.call.plus!(...halves(a), ...halves(b)), a + b);
        checked(kernel.call.minus!(...halves(a), ...halves(b)), a - b);
        expect(Math.sign(kernel.call.compare!(...halves(a), ...halves(b)))).toBe(a < b ? -1 : a > b ? 1 : 0);
      }),
      runs,
    );
  });

  it("divides with a rest", () => {
    fc.assert(
      fc.property(u127, u127, (n, d) => {
        fc.pre(d !== 0n);
        kernel.call.divide!(...halves(n), ...halves(d));
        expect([kernel.unsigned(), kernel.remainder()]).toEqual([n / d, n % d]);
      }),
      { numRuns: 20000 },
    );
  });

  it("brings fractions to lowest terms", () => {
    fc.assert(
      fc.property(natural(60), natural(60), natural(60), (a, b, factor) => {
        fc.pre(b !== 0n && factor !== 0n);
        kernel.call.reduce!(...halves(a * factor), ...halves(b * factor));
        const [n, d] = kernel.fraction();
        expect(n * b).toBe(a * d);
        const gcd = (x: bigint, y: bigint): bigint => (y === 0n ? x : gcd(y, x % y));
        expect(gcd(n, d)).toBe(1n);
      }),
      runs,
    );
  });
});

describe("rounding", () => {
  it.each([
    ["half up", Rounding.halfUp, [0n, 1n, 1n, 2n, 3n]],
    ["half even", Rounding.halfEven, [0n, 0n, 1n, 2n, 2n]],
    ["truncate", Rounding.truncate, [0n, 0n, 0n, 1n, 2n]],
    ["up", Rounding.up, [0n, 1n, 1n, 2n, 3n]],
  ])("%s takes 0, 0.5, 0.75, 1.5 and 2.5 as its name says", (_, mode, expected) => {
    const quarters = [0n, 2n, 3n, 6n, 10n];
    const seen = quarters.map((n) => {
      kernel.call.divideRounded!(...halves(n), 4n, 0n, mode);
      return kernel.unsigned();
    });
    expect(seen).toEqual(expected);
  });

  it("rounds quotients by every mode, ties included", () => {
    const tie = fc.tuple(natural(60), natural(60)).map(([q, d]) => [(2n * q + 1n) * (d + 1n), 2n * (d + 1n)] as const);
    const any = fc
      .tuple(
        u127,
        u127.map((d) => d || 1n),
      )
      .map(([n, d]) => [n, d] as const);
    fc.assert(
      fc.property(fc.oneof(tie, any), fc.constantFrom(...MODES), ([n, d], mode) => {
        kernel.call.divideRounded!(...halves(n), ...halves(d), mode);
        expect(kernel.unsigned()).toBe(rounded(n, d, mode));
      }),
      runs,
    );
  });

  it("rounds to a multiple, and products once", () => {
    fc.assert(
      fc.property(natural(90), u64, u64, fc.constantFrom(...MODES), (n, a, q, mode) => {
        const quantum = q || 1n;
        checked(kernel.call.toMultiple!(...halves(n), quantum, mode), rounded(n, quantum, mode) * quantum);
        const good = kernel.call.mulDiv!(...halves(n), a, 0n, quantum, 0n, mode);
        if (n * a < LIMIT) expect(kernel.unsigned()).toBe(rounded(n * a, quantum, mode));
        expect(good).toBe(n * a < LIMIT ? 1 : 0);
      }),
      runs,
    );
  });
});
