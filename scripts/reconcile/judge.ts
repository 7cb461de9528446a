import type { SampleRow } from "./sample";

/** What an entry of the row's goods may owe in a year, in cents of the row's whole value, and how it is declared. */
export interface Outcome {
  readonly cents: bigint;
  /** Measures that charge it, and claims: `general`, `S`, `general + 301-china`, `A (lapsed)`. */
  readonly name: string;
  /** The layers that charge it, if need be 0. */
  readonly layers: readonly string[];
  readonly by: Ground;
}

/**
 * What an outcome rests on: the schedule and its layers; a claim that the statistics take as granted although the
 * programme had lapsed; a claim under chapter 98, which is open to goods of every line.
 */
export type Ground = "schedule" | "lapsed programme" | "chapter 98";

/**
 * How a row stands: equal to an outcome, between the least and the greatest (a mixture of entries), above the greatest,
 * below the least.
 */
export type Standing = "pure" | "mixed" | "above" | "below";

export interface Judgement {
  readonly standing: Standing;
  /** The outcome that the row equals, the nearest. */
  readonly outcome?: Outcome;
  readonly least: Outcome;
  readonly greatest: Outcome;
}

/**
 * Each record of the statistics is rounded to whole dollars, and stands for a line of more than 2,500 dollars: less is
 * not reported by number. So rounding moves a row's duty by at most 50 cents for each 2,500 dollars of its value, a
 * five-thousandth; and by a dollar, however small it is.
 */
const RECORD = 2500n;
const DOLLAR = 100n;

/** Most by which rounding moves the duty of a row, in cents. */
export const roundingOf = (value: bigint): bigint => DOLLAR + (value * (DOLLAR / 2n)) / RECORD;

/** Errors of rounding that fall at random: four times their standard deviation, and a dollar. */
export function randomRoundingOf(value: bigint): bigint {
  const records = value / RECORD + 1n;
  return DOLLAR + (116n * squareRoot(records * 10000n)) / 100n;
}

/** The greatest integer whose square is not above. */
function squareRoot(square: bigint): bigint {
  if (square < 2n) return square;
  let root = square;
  for (let next = (root + 1n) / 2n; next < root; next = (root + square / root) / 2n) root = next;
  return root;
}

const distance = (a: bigint, b: bigint): bigint => (a < b ? b - a : a - b);

/** @param outcomes at least one */
export function judge({ value, duty }: SampleRow, outcomes: readonly Outcome[], rounding = roundingOf): Judgement {
  const paid = duty * DOLLAR;
  const tolerance = rounding(value);
  const byAmount = [...outcomes].sort((a, b) => (a.cents < b.cents ? -1 : a.cents > b.cents ? 1 : 0));
  const [least, greatest] = [byAmount[0]!, byAmount.at(-1)!];
  const nearest = byAmount.reduce((a, b) => (distance(b.cents, paid) < distance(a.cents, paid) ? b : a));
  if (distance(nearest.cents, paid) <= tolerance) return { standing: "pure", outcome: nearest, least, greatest };
  const standing = paid > greatest.cents ? "above" : paid < least.cents ? "below" : "mixed";
  return { standing, least, greatest };
}
