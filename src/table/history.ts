import { dateOf, dayOf } from "../model/days";
import { DutiableError } from "../model/errors";
import type { Dated, LineFact } from "./facts";

/**
 * Editions of a schedule, each a snapshot, as dated rows. A state that editions repeat is one row, from the day on
 * which it became law to the last day before another took its place. What an edition prints first is known from that
 * edition's day; so is the end of what it replaces: until then the earlier row counted as open.
 */

/** One edition: the states of its codes on the day from which it applies. */
export interface Snapshot<State> {
  readonly edition: string;
  /** The day from which it is law, and the day on which it was published. */
  readonly applies: string;
  readonly known: string;
  readonly states: ReadonlyMap<string, State>;
}

/** Changes first printed in an edition that were law from another day than the edition's. */
export interface Correction {
  readonly edition: string;
  /** Codes or their beginnings, digits only; `*` is every code. The longest that fits a code counts. */
  readonly codes: readonly string[];
  readonly legal: string;
  readonly known: string;
  readonly reason: string;
  readonly source: string;
}

export interface HistoryRow<State> extends Dated {
  readonly code: string;
  readonly state: State;
}

/** What an edition changed in one code: no `before` where it was added, no `after` where it was removed. */
export interface Change<State> {
  readonly code: string;
  readonly before?: State;
  readonly after?: State;
}

export interface EditionChanges<State> {
  readonly edition: string;
  readonly changes: readonly Change<State>[];
}

export interface History<State> {
  /** By code, then by date. */
  readonly rows: readonly HistoryRow<State>[];
  /** From each edition to the next; none for the first. */
  readonly changes: readonly EditionChanges<State>[];
  /** Corrections that fit no change of their edition. */
  readonly unused: readonly Correction[];
}

/**
 * @param identity equal texts for states that say the same
 * A correction back to the day of the line's last change withdraws what that change made: it ends before it begins.
 * @throws DutiableError FACTS_INVALID: a date that is none, two editions of one day, a correction of no edition, or one
 *   that reaches behind the line's last change, which one row cannot tell.
 */
export function historyOf<State>(
  snapshots: readonly Snapshot<State>[],
  identity: (state: State) => string,
  corrections: readonly Correction[] = [],
): History<State> {
  const editions = inOrder(snapshots);
  const unused = new Set(corrections);
  for (const { edition } of corrections) {
    if (!editions.some((snapshot) => snapshot.edition === edition)) throw invalid(`no edition ${edition} to correct`);
  }
  const rows = new Map<string, HistoryRow<State>[]>();
  const changes = editions.map((snapshot, i): EditionChanges<State> => {
    const found = changesBetween(editions[i - 1]?.states ?? new Map<string, State>(), snapshot.states, identity);
    for (const change of found) {
      const correction = correctionOf(change.code, snapshot.edition, corrections);
      if (correction !== undefined) unused.delete(correction);
      record(rows, change, correction?.legal ?? snapshot.applies, correction?.known ?? snapshot.known);
    }
    return { edition: snapshot.edition, changes: found };
  });
  const codes = [...rows.keys()].sort();
  return { rows: codes.flatMap((code) => rows.get(code) ?? []), changes: changes.slice(1), unused: [...unused] };
}

/** A line as an edition states it. */
export type LineState = Pick<LineFact, "units" | "cells" | "digits" | "season">;

/** Lines are the same that have the same text in every field; an importer writes its columns in one order. */
export const lineIdentity = ({ units, cells, digits, season }: LineState): string =>
  JSON.stringify([units, cells, digits, season]);

export const lineFact = ({ state, ...dated }: HistoryRow<LineState>): LineFact => ({ ...dated, ...state });

/** What changed under one heading of the nomenclature. */
export interface HeadingChanges<State> {
  readonly heading: string;
  readonly added: readonly Change<State>[];
  readonly removed: readonly Change<State>[];
  readonly changed: readonly Change<State>[];
}

export function byHeading<State>(changes: readonly Change<State>[]): HeadingChanges<State>[] {
  const headings = [...new Set(changes.map(({ code }) => code.slice(0, 4)))].sort();
  return headings.map((heading) => {
    const here = changes.filter(({ code }) => code.startsWith(heading));
    return {
      heading,
      added: here.filter(({ before }) => before === undefined),
      removed: here.filter(({ after }) => after === undefined),
      changed: here.filter(({ before, after }) => before !== undefined && after !== undefined),
    };
  });
}

function inOrder<State>(snapshots: readonly Snapshot<State>[]): Snapshot<State>[] {
  const editions = snapshots.toSorted((a, b) => day(a.applies) - day(b.applies) || day(a.known) - day(b.known));
  editions.forEach(({ edition, applies }, i) => {
    if (editions[i - 1]?.applies === applies) throw invalid(`two editions apply from ${applies}: ${edition}`);
  });
  return editions;
}

function changesBetween<State>(
  before: ReadonlyMap<string, State>,
  after: ReadonlyMap<string, State>,
  identity: (state: State) => string,
): Change<State>[] {
  const changes: Change<State>[] = [];
  for (const [code, state] of before) if (!after.has(code)) changes.push({ code, before: state });
  for (const [code, state] of after) {
    const previous = before.get(code);
    if (previous === undefined) changes.push({ code, after: state });
    else if (identity(previous) !== identity(state)) changes.push({ code, before: previous, after: state });
  }
  return changes.sort((a, b) => (a.code < b.code ? -1 : 1));
}

function correctionOf(code: string, edition: string, corrections: readonly Correction[]): Correction | undefined {
  const fit = ({ codes }: Correction): number =>
    Math.max(-1, ...codes.map((start) => (start === "*" ? 0 : code.startsWith(start) ? start.length : -1)));
  return corrections
    .filter((correction) => correction.edition === edition && fit(correction) >= 0)
    .sort((a, b) => fit(b) - fit(a))[0];
}

/** Ends the code's last row the day before, and opens the next. */
function record<State>(
  rows: Map<string, HistoryRow<State>[]>,
  { code, before, after }: Change<State>,
  from: string,
  known: string,
): void {
  const own = rows.get(code) ?? [];
  rows.set(code, own);
  const last = own.at(-1);
  if (before !== undefined && last !== undefined) {
    if (day(from) < day(last.from)) throw invalid(`${code}: ${from} reaches behind its change of ${last.from}`);
    own[own.length - 1] = { ...last, to: dateOf(day(from) - 1), endKnown: known };
  } else if (last?.to !== undefined && day(from) <= day(last.to)) {
    throw invalid(`${code}: ${from} reaches behind its end of ${last.to}`);
  }
  if (after !== undefined) own.push({ code, from, known, state: after });
}

function day(date: string): number {
  const found = dayOf(date);
  if (found === undefined) throw invalid(`${date} is no date`);
  return found;
}

const invalid = (message: string): DutiableError => new DutiableError("FACTS_INVALID", message);
