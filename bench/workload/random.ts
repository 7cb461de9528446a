/** A number in [0, 1): the same sequence for the same seed, so that every run measures the same entries. */
export type Random = () => number;

/** Mulberry32, 32 bits of state. */
export function randomFrom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

/** A whole number from 0 to `count` − 1. */
export const below = (random: Random, count: number): number => Math.floor(random() * count);

/** A whole number from `least` to `most`, its logarithm evenly spread: as many below ten as between ten and a hundred. */
export const logUniform = (random: Random, least: number, most: number): number =>
  Math.floor(Math.exp(Math.log(least) + random() * (Math.log(most + 1) - Math.log(least))));

/** All numbers below `count`, in random order. */
export function shuffled(random: Random, count: number): Uint32Array {
  const order = Uint32Array.from({ length: count }, (_, i) => i);
  for (let i = count - 1; i > 0; i -= 1) {
    const other = below(random, i + 1);
    [order[i], order[other]] = [order[other]!, order[i]!];
  }
  return order;
}

/** How often each line is declared: all alike; by Zipf's law (the nth most frequent 1/n as often); or half and half. */
export type Weighting = "uniform" | "zipf" | "mix";

/** Draws numbers below `count` by the weighting; which of them are frequent is random. */
export function draw(random: Random, count: number, weighting: Weighting): () => number {
  const uniform = () => below(random, count);
  if (weighting === "uniform") return uniform;
  const order = shuffled(random, count);
  const cumulated = new Float64Array(count);
  let total = 0;
  for (let i = 0; i < count; i += 1) cumulated[i] = total += 1 / (i + 1);
  const zipf = () => {
    const at = random() * total;
    let [low, high] = [0, count - 1];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (cumulated[middle]! < at) low = middle + 1;
      else high = middle;
    }
    return order[low]!;
  };
  return weighting === "zipf" ? zipf : () => (random() < 0.5 ? uniform() : zipf());
}
