import { ratio, round } from "./ratio";

/** Rounds parts so that they come to the target: one after another, the best candidate at each step. */
export function foot(
  exact: bigint[],
  target: bigint,
  { quantum, mode }: { quantum: bigint; mode: number },
  order: (a: number, b: number) => number,
): bigint[] {
  const rounded = exact.map((value) => round(ratio(value, quantum), mode) * quantum);
  const total = () => rounded.reduce((sum, value) => sum + value, 0n);
  while (total() !== target) {
    const tooHigh = total() > target;
    const fraction = (part: number) => exact[part]! % quantum;
    const candidates = exact
      .map((_, part) => part)
      .filter((part) => (tooHigh ? rounded[part]! > exact[part]! : rounded[part]! < exact[part]!))
      .sort((a, b) => {
        const side = fraction(a) - fraction(b);
        if (side !== 0n) return (tooHigh ? side : -side) < 0n ? -1 : 1;
        return order(a, b);
      });
    const changed = candidates[0]!;
    rounded[changed]! += tooHigh ? -quantum : quantum;
  }
  return rounded;
}
