import type { Entries } from "../workload/entries";

/**
 * A way to compute the duty of many entries: look up the code, take the general rate, round the value to whole dollars
 * and the quantity as its rate asks, multiply, round to cents half up, and keep the duty of each entry, or that it has
 * none because the code is unknown or the quantity missing.
 */
export interface Peer {
  readonly name: string;
  /** What the reader should know about the row. */
  readonly remark?: string;
  /** Most entries that it computes in a bearable time. */
  readonly atMost?: number;
  /** How many lines it holds a rate for, where it cannot hold all in a bearable time: it then gets entries of these. */
  readonly holds?: number;
  /** Loads rates and entries; whatever a user of the peer would do once or has at hand is done here, untimed. */
  prepare(entries: Entries): Prepared | Promise<Prepared>;
}

export interface Prepared {
  /** Computes every entry: what is timed. A peer in another process answers the milliseconds that it took. */
  run(): undefined | number | Promise<undefined | number>;
  /** Puts away what `run` left, untimed, so that it can run again. */
  clear?(): void | Promise<void>;
  /** Sum of the duties in cents of the last run. */
  sum(): bigint | Promise<bigint>;
  /** Duties in cents of the last run, where the peer may be wrong: for counting how often. */
  duties?(): ArrayLike<number>;
  close?(): void | Promise<void>;
}

/** Marks, where a peer keeps them beside the duties. */
export const enum Status {
  assessed = 0,
  unknownCommodity = 1,
  quantityMissing = 9,
}

/** Sums a column of cents. */
export function total(cents: Iterable<number | bigint>): bigint {
  let sum = 0n;
  for (const amount of cents) sum += BigInt(amount);
  return sum;
}
