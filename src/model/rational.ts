/** An exact rational of BigInts, always in lowest terms with a positive denominator. For compilers, never the hot path. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [x, y] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}

/** @throws RangeError for a denominator of zero. */
export function rational(numerator: bigint, denominator = 1n): Rational {
  if (denominator === 0n) throw new RangeError("a rational has no denominator of zero");
  const divisor = greatestCommonDivisor(numerator, denominator) || 1n;
  const sign = denominator < 0n ? -1n : 1n;
  return { numerator: (sign * numerator) / divisor, denominator: (sign * denominator) / divisor };
}

export const add = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);

export const multiply = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.numerator, a.denominator * b.denominator);

export const divide = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.denominator, a.denominator * b.numerator);

/** Below 0, 0 or above 0 as a is below, at or above b. */
export function compare(a: Rational, b: Rational): number {
  const difference = a.numerator * b.denominator - b.numerator * a.denominator;
  return difference < 0n ? -1 : difference > 0n ? 1 : 0;
}

/** `12.5`, `33 1/3`, `2/11` → rational; undefined when the text is none of these. */
export function parseRational(text: string): Rational | undefined {
  const match = /^(?:(\d+)(?:\.(\d+))?|(?:(\d+) )?(\d+)\/(\d+))$/.exec(text);
  if (match === null) return undefined;
  const [, digits, decimals = "", whole = "0", top, bottom] = match;
  if (digits !== undefined) return rational(BigInt(digits + decimals), 10n ** BigInt(decimals.length));
  const denominator = BigInt(bottom as string);
  if (denominator === 0n) return undefined;
  return rational(BigInt(whole) * denominator + BigInt(top as string), denominator);
}

/** The shortest exact text: a decimal where one ends, else a mixed fraction such as `33 1/3`. */
export function formatRational(value: Rational): string {
  const { numerator, denominator } = value;
  if (numerator < 0n) return `-${formatRational({ numerator: -numerator, denominator })}`;
  let scale = 1n;
  let digits = 0;
  while (scale % denominator !== 0n && digits < 18) {
    scale *= 10n;
    digits += 1;
  }
  if (scale % denominator !== 0n) {
    const whole = numerator / denominator;
    const fraction = `${numerator % denominator}/${denominator}`;
    return whole === 0n ? fraction : `${whole} ${fraction}`;
  }
  const scaled = ((numerator * scale) / denominator).toString().padStart(digits + 1, "0");
  return digits === 0 ? scaled : `${scaled.slice(0, -digits)}.${scaled.slice(-digits)}`;
}

const SIX_DECIMALS = 1000000n;

/** The same text of a fraction that is not in lowest terms: without looking for them where six decimals hold it. */
export function formatFraction(numerator: bigint, denominator: bigint): string {
  const scaled = numerator * SIX_DECIMALS;
  if (scaled % denominator !== 0n) return formatRational(rational(numerator, denominator));
  const millionths = scaled / denominator;
  if (millionths < 0n) return `-${formatFraction(-numerator, denominator)}`;
  if (millionths % SIX_DECIMALS === 0n) return (millionths / SIX_DECIMALS).toString();
  const digits = millionths.toString().padStart(7, "0");
  let end = digits.length;
  while (digits.charCodeAt(end - 1) === 48) end -= 1;
  return `${digits.slice(0, -6)}.${digits.slice(digits.length - 6, end)}`;
}
