import { DENOMINATOR, type RatedLine } from "../workload/rated-line";

/**
 * Duty in cents by doubles that hold integers: for the rule engines, which find the rate and leave the arithmetic to
 * their caller. Exact for the amounts of the benchmark (see `map-numbers.ts`).
 */
export function dutyInCents(rate: Omit<RatedLine, "code" | "unit">, cents: number, hundredths: number): number {
  const dollars = Math.floor((cents + 50) / 100);
  const rounded = rate.quantum === 1 ? hundredths : Math.floor((hundredths + 50) / 100) * 100;
  const exact = rate.value * dollars * 100 + (rate.quantity === 0 ? 0 : rate.quantity * rounded);
  return Math.floor((2 * exact + DENOMINATOR) / (2 * DENOMINATOR));
}
