/** Fractions of BigInts, unreduced, and what the oracle needs of decimals: nothing here is shared with the engine. */
export interface Fraction {
  readonly n: bigint;
  /** Above zero. */
  readonly d: bigint;
}

export const whole = (n: bigint): Fraction => ({ n, d: 1n });
export const ZERO = whole(0n);
export const ONE = whole(1n);

/** `12.5` or `12.5%`, the latter still as 12.5. */
export function decimal(text: string): Fraction {
  const [integer = "", decimals = ""] = text.replace("%", "").split(".");
  return { n: BigInt(integer + decimals), d: 10n ** BigInt(decimals.length) };
}

export const percent = (text: string): Fraction => divide(decimal(text), whole(100n));
export const add = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
export const negate = ({ n, d }: Fraction): Fraction => ({ n: -n, d });
export const subtract = (a: Fraction, b: Fraction): Fraction => add(a, negate(b));
export const multiply = (a: Fraction, b: Fraction): Fraction => ({ n: a.n * b.n, d: a.d * b.d });

export function divide(a: Fraction, b: Fraction): Fraction {
  if (b.n === 0n) throw new RangeError("division by zero");
  return b.n < 0n ? { n: -a.n * b.d, d: -b.n * a.d } : { n: a.n * b.d, d: b.n * a.d };
}

export const sum = (all: readonly Fraction[]): Fraction => all.reduce(add, ZERO);

/** Below 0, 0 or above 0. */
export function compare(a: Fraction, b: Fraction): number {
  const difference = a.n * b.d - b.n * a.d;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** To hundredths, a half counting as one; for amounts that are not negative. */
export function cents({ n, d }: Fraction): bigint {
  return (200n * n + d) / (2n * d);
}

export const centsText = (amount: bigint): string => `${amount / 100n}.${(amount % 100n).toString().padStart(2, "0")}`;
