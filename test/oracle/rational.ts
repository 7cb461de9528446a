/**
 * Exact rational numbers on BigInt. Fractions are kept as they come, unreduced; `key` gives the one reduced spelling.
 */
export interface Rational {
  readonly n: bigint;
  /** Always positive. */
  readonly d: bigint;
}

export function rational(n: bigint, d = 1n): Rational {
  if (d === 0n) throw new RangeError("a fraction over zero");
  return d < 0n ? { n: -n, d: -d } : { n, d };
}

export const ZERO = rational(0n);

/** "12.50" → 1250/100. Anything else than plain digits with one dot is a RangeError. */
export function decimal(text: string): Rational {
  const match = /^(\d+)(?:\.(\d+))?$/.exec(text);
  if (match === null) throw new RangeError(`not a plain decimal: ${text}`);
  const fraction = match[2] ?? "";
  return { n: BigInt(match[1] + fraction), d: 10n ** BigInt(fraction.length) };
}

export function add(a: Rational, b: Rational): Rational {
  return a.d === b.d ? { n: a.n + b.n, d: a.d } : { n: a.n * b.d + b.n * a.d, d: a.d * b.d };
}

export function subtract(a: Rational, b: Rational): Rational {
  return add(a, { n: -b.n, d: b.d });
}

export function multiply(a: Rational, b: Rational): Rational {
  return { n: a.n * b.n, d: a.d * b.d };
}

export function divide(a: Rational, b: Rational): Rational {
  return rational(a.n * b.d, a.d * b.n);
}

/** Negative, zero or positive, as a is below, equal to or above b. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

export function max(a: Rational, b: Rational): Rational {
  return compare(a, b) >= 0 ? a : b;
}

export function min(a: Rational, b: Rational): Rational {
  return compare(a, b) <= 0 ? a : b;
}

/** The greatest whole number not above a non-negative fraction. */
export function floor(a: Rational): bigint {
  if (a.n < 0n) throw new RangeError("floor is defined here for amounts, which are not negative");
  return a.n / a.d;
}

/** The part of a non-negative fraction after its whole number, in [0, 1). */
export function fraction(a: Rational): Rational {
  return { n: a.n % a.d, d: a.d };
}

/** To the nearest whole number, a half counting as one. */
export function roundHalfUp(a: Rational): bigint {
  return floor({ n: 2n * a.n + a.d, d: 2n * a.d });
}

/** Half up to `places` decimals, as a fraction over 10^places. */
export function roundTo(a: Rational, places: number): Rational {
  const scale = 10n ** BigInt(places);
  return { n: roundHalfUp({ n: a.n * scale, d: a.d }), d: scale };
}

/** Cents as money text: 85000n → "850.00". */
export function money(cents: bigint): string {
  return `${cents / 100n}.${(cents % 100n).toString().padStart(2, "0")}`;
}

/** The reduced fraction as text, equal for equal numbers: "1/3". */
export function key(a: Rational): string {
  let [x, y] = [a.n < 0n ? -a.n : a.n, a.d];
  while (y !== 0n) [x, y] = [y, x % y];
  return `${a.n / x}/${a.d / x}`;
}
