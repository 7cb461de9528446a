import { dayOf } from "../../model/days";
import type { Layers, ScopeProvision } from "../layers";
import { compareTexts } from "../order";
import { ALWAYS, EVER, meetAll, type Period, periodOf, simplify, without } from "../periods";
import { type Draft, interner } from "./draft";

/** A text of scopes, read: what it covers, less some of it, and only with others; parts by their numbers. */
export interface ScopeText {
  readonly number: number;
  readonly of: readonly number[];
  readonly less: readonly number[];
  readonly only: readonly number[];
  /** The list is law, but not held: `?`. */
  readonly unlisted: boolean;
}

export interface ScopeTable {
  /** Reads the scope of a heading; every scope is read before the first code is looked up. */
  readonly read: (text: string, fact: object) => ScopeText;
  /** Which provisions cover a code: codes of one number are alike to every scope. */
  readonly combination: (code: string) => number;
  /** When goods of a combination are in a scope: one list for the same provisions. */
  readonly periods: (scope: ScopeText, combination: number) => readonly Period[];
}

/** A provision of a part: goods whose codes begin with it are in, in the period. */
interface Entry {
  readonly part: number;
  readonly period: Period;
  /** Entries of one part and period are one. */
  readonly number: number;
}

const ALWAYS_IN: readonly Period[] = [EVER];
const NEVER_IN: readonly Period[] = [];
const EVERYTHING = "all";
const UNLISTED = "?";
const SINCE_EVER = "0001-01-01";

export function scopeTable({ complain }: Draft, layers: Layers, codeDigits: number): ScopeTable {
  const listed = provisionsByScope(layers, codeDigits, complain);
  const used = new Set<string>();
  const internPart = interner();
  const internEntry = interner();
  const internCombination = interner();
  const texts = new Map<string, ScopeText>();
  const byPrefix = new Map<string, Entry[]>();
  const combinations: (readonly Entry[])[] = [];
  const found = new Map<string, readonly Period[]>();

  const enter = (code: string, part: number, period: Period): void => {
    const { from, to, known, endKnown } = period;
    const entries = byPrefix.get(code) ?? [];
    byPrefix.set(code, entries);
    entries.push({ part, period, number: internEntry([part, from, to, known, endKnown].join(" "), () => {}) });
  };

  const partOf = (word: string, fact: object): number =>
    internPart(word, () => {
      const part = used.size;
      used.add(word);
      const provisions = listed.get(word);
      for (const { code, period } of provisions ?? []) enter(code, part, period);
      if (provisions !== undefined) return;
      if (word === EVERYTHING) enter("", part, EVER);
      else if (/^\d{2,}$/.test(word) && word.length <= codeDigits) enter(word, part, EVER);
      else complain(`unknown scope or provision ${JSON.stringify(word)}`, fact);
    });

  const read: ScopeTable["read"] = (text, fact) => {
    const known = texts.get(text);
    if (known !== undefined) return known;
    const parts: Record<"of" | "less" | "only", number[]> = { of: [], less: [], only: [] };
    let into = parts.of;
    for (const word of text === UNLISTED ? [] : text.split(" ")) {
      if (word === "less" || word === "only") into = parts[word];
      else into.push(partOf(word, fact));
    }
    const scope = { number: texts.size, ...parts, unlisted: text === UNLISTED };
    if (!scope.unlisted && scope.of.length === 0) complain(`a scope of nothing: ${JSON.stringify(text)}`, fact);
    texts.set(text, scope);
    return scope;
  };

  const combination: ScopeTable["combination"] = (code) => {
    const hits: Entry[] = [];
    for (let digits = 0; digits <= code.length; digits += 1) {
      const entries = byPrefix.get(code.slice(0, digits));
      if (entries !== undefined) hits.push(...entries);
    }
    const numbers = [...new Set(hits.map(({ number }) => number))].sort((a, b) => a - b);
    return internCombination(numbers.join(" "), () => {
      combinations.push(numbers.map((number) => hits.find((entry) => entry.number === number) as Entry));
    });
  };

  const conflict = (): void =>
    complain("scopes: an end that was known twice, the later one first: state the earlier end in both");

  const periodsOf = (scope: ScopeText, entries: readonly Entry[]): readonly Period[] => {
    const covering = (parts: readonly number[]): Period[] =>
      entries.filter(({ part }) => parts.includes(part)).map(({ period }) => period);
    let periods = covering(scope.of);
    if (scope.less.length > 0) periods = without(periods, covering(scope.less), conflict);
    if (scope.only.length > 0) periods = meetAll(periods, covering(scope.only), conflict);
    return simplify(periods);
  };
  const periods: ScopeTable["periods"] = (scope, combination) => {
    if (scope.unlisted) return ALWAYS_IN;
    const hits = combinations[combination] ?? [];
    if (!hits.some(({ part }) => scope.of.includes(part))) return NEVER_IN;
    const { of, less, only } = scope;
    const entries = hits.filter(({ part }) => of.includes(part) || less.includes(part) || only.includes(part));
    const key = `${scope.number}: ${entries.map(({ number }) => number).join(" ")}`;
    const known = found.get(key) ?? periodsOf(scope, entries);
    found.set(key, known);
    return known;
  };
  return { read, combination, periods };
}

interface DatedProvision {
  readonly code: string;
  readonly period: Period;
}

function provisionsByScope(
  { scopes }: Layers,
  codeDigits: number,
  complain: Draft["complain"],
): Map<string, DatedProvision[]> {
  const listed = new Map<string, DatedProvision[]>();
  const sorted = [...scopes].sort((a, b) =>
    compareTexts([a.scope, a.code, a.from ?? ""], [b.scope, b.code, b.from ?? ""]),
  );
  for (const fact of sorted) {
    const period = scopePeriod(fact);
    if (typeof period === "string") complain(`${fact.scope} ${fact.code}: ${period}`, fact);
    if (!/^\d{2,}$/.test(fact.code) || fact.code.length > codeDigits) complain(`no provision: ${fact.code}`, fact);
    const provisions = listed.get(fact.scope) ?? [];
    listed.set(fact.scope, provisions);
    if (typeof period !== "string") provisions.push({ code: fact.code, period });
  }
  return listed;
}

/** In for ever where no days are given, and known with its first day. */
function scopePeriod({ from, to, known = from, endKnown }: ScopeProvision): Period | string {
  if (from !== undefined && known !== undefined) return periodOf({ from, to, known, endKnown });
  const period = periodOf({ from: SINCE_EVER, to, known: known ?? SINCE_EVER, endKnown });
  if (typeof period === "string") return period;
  const since = (day: number): number => (day === dayOf(SINCE_EVER) ? ALWAYS : day);
  return { from: ALWAYS, to: period.to, known: since(period.known), endKnown: since(period.endKnown) };
}
