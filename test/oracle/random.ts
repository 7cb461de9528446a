/** Seeded chance. Amounts are made of digits, as text: none is ever a JS number. */

export interface Chance {
  /** A whole number from 0 to below `bound`. */
  below(bound: number): number;
  pick<T>(from: readonly T[]): T;
  /** True once in `times`. */
  once(times: number): boolean;
}

/** Mulberry32: the same seed gives the same sequence everywhere. */
export function chance(seed: number): Chance {
  let state = seed >>> 0;
  function below(bound: number): number {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t = (t + Math.imul(t ^ (t >>> 7), t | 61)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) % bound;
  }
  return {
    below,
    pick(from) {
      if (from.length === 0) throw new RangeError("nothing to pick from");
      return from[below(from.length)] as (typeof from)[number];
    },
    once: (times) => below(times) === 0,
  };
}

function digits(random: Chance, count: number): string {
  return Array.from({ length: count }, () => String(random.below(10))).join("");
}

/** Uniform in the number of digits, so about uniform in the logarithm: 1 to `length` digits, none leading zero. */
export function wholeAmount(random: Chance, length: number): string {
  return String(1 + random.below(9)) + digits(random, random.below(length));
}

/**
 * A plain decimal of up to `length` digits and `decimals` places; one in six is an edge: nothing, a half and its
 * neighbours, or all nines.
 */
export function amount(random: Chance, length: number, decimals: number): string {
  if (random.once(6)) {
    const whole = wholeAmount(random, length);
    return random.pick(["0", "0.5", "0.49", "1", `${whole}.50`, `${whole}.49`, `${whole}.5`, "9".repeat(length)]);
  }
  const places = random.below(decimals + 1);
  const whole = random.once(8) ? "0" : wholeAmount(random, length);
  return places === 0 ? whole : `${whole}.${digits(random, places)}`;
}
