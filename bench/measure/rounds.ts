import { Bench } from "tinybench";

/** Something to be timed, over and over; what it answers, if a number, is the milliseconds that count. */
export interface Candidate {
  readonly name: string;
  run(): undefined | number | Promise<undefined | number>;
  /** Before each run, untimed. */
  clear?(): void | Promise<void>;
}

export interface Rounds {
  readonly rounds: number;
  /** Least time that a candidate gets in each round, in milliseconds. */
  readonly time: number;
}

/**
 * Times candidates in rounds: each runs in every round, so that what slows the machine for a while slows all of them.
 * Answers the median of all runs in milliseconds, by name.
 */
export async function medians(
  candidates: readonly Candidate[],
  { rounds, time }: Rounds,
): Promise<Map<string, number>> {
  const samples = new Map<string, number[]>(candidates.map(({ name }) => [name, []]));
  for (let round = 0; round <= rounds; round += 1) {
    const warmUp = round === 0;
    const bench = new Bench({
      time: warmUp ? 0 : time,
      iterations: 1,
      warmup: false,
      retainSamples: true,
      throws: true,
    });
    for (const { name, run, clear } of candidates) {
      bench.add(
        name,
        async () => {
          const milliseconds = await run();
          return milliseconds === undefined ? undefined : { overriddenDuration: milliseconds };
        },
        { async: true, beforeEach: async () => void (await clear?.()) },
      );
    }
    for (const task of await bench.run()) {
      if (task.result.state !== "completed") throw new Error(`${task.name} did not complete`);
      if (!warmUp) samples.get(task.name)!.push(...(task.result.latency.samples ?? []));
    }
  }
  return new Map([...samples].map(([name, times]) => [name, median(times)]));
}

export function median(numbers: readonly number[]): number {
  const sorted = [...numbers].sort((a, b) => a - b);
  const middle = sorted.length >> 1;
  return sorted.length % 2 === 1 ? sorted[middle]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}
