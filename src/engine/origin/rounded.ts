import { type Rational, rational } from "../../model/rational";

/** Rounded half up to so many decimals; of nothing below zero. */
export function halfUp({ numerator, denominator }: Rational, decimals: number): Rational {
  const scale = 10n ** BigInt(decimals);
  return rational((numerator * scale * 2n + denominator) / (denominator * 2n), scale);
}
