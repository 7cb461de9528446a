import { OPEN } from "../../assembly/abi";
import { dayOf } from "../model/days";
import type { Dated } from "./facts";

/**
 * A fact's dates in days. It holds on a day, by the knowledge of another day k, if `known <= k`, `from <= day`, and
 * `day <= to` or `k < endKnown`: until its end was known it counted as open. `to < from` is a fact that was withdrawn.
 */
export interface Period {
  readonly from: number;
  readonly to: number;
  readonly known: number;
  /** `known` where the end was known with the fact, or there is none. */
  readonly endKnown: number;
}

/** Before every date: i32's least. */
export const ALWAYS = -0x80000000;

/** Of what has no dates. */
export const EVER: Period = { from: ALWAYS, to: OPEN, known: ALWAYS, endKnown: ALWAYS };

/** What knowledge of the newest kind knows. */
export const LATEST = OPEN;

export function holds(period: Period, day: number, knownOn = LATEST): boolean {
  return period.known <= knownOn && period.from <= day && day <= lastDay(period, knownOn);
}

/** The last day of a fact by the knowledge of a day. */
const lastDay = ({ to, endKnown }: Period, knownOn: number): number => (knownOn < endKnown ? OPEN : to);

/**
 * A fact's dates, or what is wrong with them. An end that is earlier than the beginning withdraws the fact, and must
 * have become known later than the fact: else there never was one.
 */
export function periodOf(fact: Dated): Period | string {
  const from = dayOf(fact.from);
  const to = fact.to === undefined ? OPEN : dayOf(fact.to);
  const known = dayOf(fact.known);
  const endKnown = fact.endKnown === undefined ? known : dayOf(fact.endKnown);
  if (from === undefined) return `from is no date: ${JSON.stringify(fact.from)}`;
  if (to === undefined) return `to is no date: ${JSON.stringify(fact.to)}`;
  if (known === undefined) return `known is no date: ${JSON.stringify(fact.known)}`;
  if (endKnown === undefined) return `endKnown is no date: ${JSON.stringify(fact.endKnown)}`;
  if (fact.endKnown !== undefined && fact.to === undefined) return "endKnown without an end";
  if (endKnown < known) return `its end was known (${fact.endKnown}) before itself (${fact.known})`;
  if (to < from && endKnown === known) return `ends (${fact.to}) before it begins (${fact.from})`;
  return { from, to, known, endKnown };
}

/** Whether both hold on some day by the knowledge of some day: that of the first on which both are known. */
export function overlap(a: Period, b: Period): boolean {
  const known = Math.max(a.known, b.known);
  return Math.max(a.from, b.from) <= Math.min(lastDay(a, known), lastDay(b, known));
}

/**
 * The days on which both hold: undefined when there are none. `null` when no one period says it, because the end
 * moved twice as knowledge grew, from one date to an earlier one.
 */
export function intersect(a: Period, b: Period): Period | undefined | null {
  const from = Math.max(a.from, b.from);
  const known = Math.max(a.known, b.known);
  const ends = [a, b].map(({ to, endKnown }) => ({ to, endKnown: Math.max(endKnown, known) }));
  const [first, second] = ends.sort((x, y) => x.endKnown - y.endKnown || x.to - y.to) as [Period, Period];
  if (first.to !== OPEN && second.to < first.to && second.endKnown > first.endKnown) return null;
  const end = first.to === OPEN ? second : first;
  const joint = { from, to: end.to, known, endKnown: end.to === OPEN ? known : end.endKnown };
  return joint.to < from && joint.endKnown === known ? undefined : joint;
}

/** The periods that hold exactly when `period` does not. */
export function complement({ from, to, known, endKnown }: Period): Period[] {
  const before = { from: ALWAYS, to: from - 1, known: ALWAYS, endKnown: known };
  return to === OPEN ? [before] : [before, { from: to + 1, to: OPEN, known: endKnown, endKnown }];
}

/** By beginning, then knowledge, then end. */
export const comparePeriods = (a: Period, b: Period): number =>
  a.from - b.from || a.known - b.known || a.to - b.to || a.endKnown - b.endKnown;

/** The days on which one of each list holds. @param conflict is called where no periods say it (`intersect`) */
export function meetAll(some: readonly Period[], others: readonly Period[], conflict: () => void): Period[] {
  const both: Period[] = [];
  for (const one of some) {
    for (const other of others) {
      const period = intersect(one, other);
      if (period === null) conflict();
      else if (period !== undefined) both.push(period);
    }
  }
  return both;
}

/** The days of some periods on which none of the others holds. */
export const without = (some: readonly Period[], gone: readonly Period[], conflict: () => void): Period[] =>
  gone.reduce<Period[]>((rest, period) => meetAll(rest, complement(period), conflict), [...some]);

/** The same days in fewer periods, in order: without those that another one holds. */
export function simplify(periods: readonly Period[]): Period[] {
  const sorted = [...periods].sort(comparePeriods);
  return sorted.filter(
    (one, i) => !sorted.some((other, j) => i !== j && contains(other, one) && !(j > i && contains(one, other))),
  );
}

/** Whether one period holds whenever the other does. */
function contains(wide: Period, narrow: Period): boolean {
  const both = intersect(wide, narrow);
  return both !== null && both !== undefined && comparePeriods(both, narrow) === 0;
}
