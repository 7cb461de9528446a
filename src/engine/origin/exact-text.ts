import { formatRational, type Rational, rational } from "../../model/rational";

/** A number as an answer shows it: a decimal, or twelve decimals (half up) with the fraction beside it. */
export interface ExactText {
  readonly text: string;
  /** In lowest terms, where the text is rounded. */
  readonly exact?: string;
}

const PLACES = 12;

export function exactText(value: Rational): ExactText {
  const { numerator, denominator } = value;
  if (denominator === 1n) return { text: numerator.toString() };
  const scale = 10n ** BigInt(PLACES);
  if (scale % denominator === 0n) return { text: formatRational(value) };
  const negative = numerator < 0n;
  const size = negative ? -numerator : numerator;
  const scaled = (size * scale * 2n + denominator) / (denominator * 2n);
  const digits = scaled.toString().padStart(PLACES + 1, "0");
  const text = `${negative ? "-" : ""}${digits.slice(0, -PLACES)}.${digits.slice(-PLACES)}`;
  return { text, exact: `${numerator}/${denominator}` };
}

/** A share as a per cent; `exact` is the share itself. */
export function percentText(share: Rational): ExactText {
  const { text, exact } = exactText(rational(share.numerator * 100n, share.denominator));
  return exact === undefined
    ? { text: `${text}%` }
    : { text: `${text}%`, exact: `${share.numerator}/${share.denominator}` };
}

/** A limit of a rule, as short as it is exact: `45%`, `33 1/3%`. */
export const limitText = (limit: Rational): string =>
  `${formatRational(rational(limit.numerator * 100n, limit.denominator))}%`;
