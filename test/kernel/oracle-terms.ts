import type { Ratio } from "./ratio";

/** Thrown where a line has no answer. */
export class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly detail: number,
  ) {
    super();
  }
}

/** A request's column, or its one value for all lines. */
export const pick = <T>(value: T | T[] | undefined, line: number, otherwise: T): T =>
  Array.isArray(value) ? (value[line] as T) : (value ?? otherwise);

export const MICRO = 1_000_000n;

/** What the shares of a rate are taken of, and what other layers reckon on. */
export interface Ground {
  value: Ratio;
  /** The ordinary duty as charged. */
  duty?: Ratio;
  /** No duty at all, whatever the rate. */
  none?: boolean;
}
