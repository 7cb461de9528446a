import type { Sense } from "../../../src/model/origin/rule";
import type { Rational } from "../../oracle/rational";
import { add, compare, multiply, ZERO } from "../../oracle/rational";
import type { Truth } from "./truth";

/** What a sum can come to: an end that is absent is without bound. Ends that are there can be reached. */
export interface Span {
  readonly least: Rational | undefined;
  readonly most: Rational | undefined;
}

export const exactly = (value: Rational): Span => ({ least: value, most: value });

export const NOTHING = exactly(ZERO);

/** An amount times a factor, where an amount that is not known may be anything from 0. */
export function times(factor: Rational, amount: Rational | undefined): Span {
  if (factor.n === 0n) return NOTHING;
  if (amount !== undefined) return exactly(multiply(factor, amount));
  return factor.n > 0n ? { least: ZERO, most: undefined } : { least: undefined, most: ZERO };
}

const both = (
  a: Rational | undefined,
  b: Rational | undefined,
  join: (a: Rational, b: Rational) => Rational,
): Rational | undefined => (a === undefined || b === undefined ? undefined : join(a, b));

export const plus = (a: Span, b: Span): Span => ({
  least: both(a.least, b.least, add),
  most: both(a.most, b.most, add),
});

/** What it can be if it can be each of these. At least one. */
export const either = (spans: readonly Span[]): Span =>
  spans.reduce((a, b) => ({
    least: both(a.least, b.least, (x, y) => (compare(x, y) <= 0 ? x : y)),
    most: both(a.most, b.most, (x, y) => (compare(x, y) >= 0 ? x : y)),
  }));

/** Whether a difference stands to 0 as the sense says: for all, for none or for some of what it can be. */
export function stands({ least, most }: Span, sense: Sense): Truth {
  const below = most !== undefined && most.n < 0n;
  const notAbove = most !== undefined && most.n <= 0n;
  const above = least !== undefined && least.n > 0n;
  const notBelow = least !== undefined && least.n >= 0n;
  const [holds, breaks] = {
    "at-most": [notAbove, above],
    under: [below, notBelow],
    "at-least": [notBelow, below],
    over: [above, notAbove],
  }[sense] as [boolean, boolean];
  return holds ? true : breaks ? false : undefined;
}
