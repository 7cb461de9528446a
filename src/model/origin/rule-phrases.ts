import type { Rational } from "../rational";
import { compare, divide, parseRational, rational } from "../rational";
import type { Cap, CodeRange, Materials, Selector, Sense, Status } from "./rule";
import type { RuleTokens } from "./rule-tokens";
import { MOST } from "./rule-tokens";
import { BASES, isCodePrefix, isFactName, LEVELS, SENSE_TEXT, STATUS_TEXT } from "./rule-words";

/** A text being read, and how many nodes and selectors it has given so far. */
export interface Reading {
  readonly tokens: RuleTokens;
  nodes: number;
}

const HUNDRED = rational(100n);

/** Counts a node. @throws RuleSyntaxError beyond the limit. */
export function count(reading: Reading): void {
  reading.nodes += 1;
  if (reading.nodes > MOST.nodes) throw reading.tokens.error(`at most ${MOST.nodes} nodes`);
}

/** One of the words, which it takes. */
export function oneOf<T extends string>({ tokens }: Reading, words: readonly T[], what: string): T {
  const found = words.find((word) => tokens.is(word));
  if (found === undefined) throw tokens.error(what);
  tokens.next();
  return found;
}

export function factName({ tokens }: Reading, what: string): string {
  if (tokens.token.kind !== "word" || !isFactName(tokens.token.text)) throw tokens.error(what);
  return tokens.next();
}

/** A prefix of codes, which may be written with dots. */
export function codePrefix({ tokens }: Reading): string {
  const { token } = tokens;
  const code = token.text.replaceAll(".", "");
  if (token.kind !== "number" || !isCodePrefix(code)) throw tokens.error("a code of 2 to 10 digits");
  tokens.next();
  return code;
}

/** `47.5%`, `33 1/3%`: the share, from 0 to 1. */
export function share({ tokens }: Reading): Rational {
  const start = tokens.token;
  let text = numberText(tokens);
  if (tokens.token.kind === "number") text += ` ${numberText(tokens)}`;
  if (tokens.take("/")) text += `/${numberText(tokens)}`;
  const percent = parseRational(text);
  if (percent === undefined || compare(percent, HUNDRED) > 0) throw tokens.error("a percentage of at most 100", start);
  tokens.expect("%");
  return divide(percent, HUNDRED);
}

function numberText(tokens: RuleTokens): string {
  if (tokens.token.kind !== "number") throw tokens.error("a percentage");
  return tokens.next();
}

/** `20% EXW/TV` */
export const cap = (reading: Reading): Cap => ({ limit: share(reading), of: bases(reading, BASES) });

/** One base or several: `EXW/TV`. */
export function bases<T extends string>(reading: Reading, known: readonly T[]): T[] {
  const found: T[] = [];
  do {
    found.push(
      oneOf(
        reading,
        known.filter((base) => !found.includes(base)),
        `a base (${known.join(", ")}), each once,`,
      ),
    );
  } while (reading.tokens.take("/"));
  return found;
}

/** The status words that a share ends with, or undefined. */
export const status = (reading: Reading): Status | undefined => worded(reading, STATUS_TEXT);

/** `at most`, `under`: how a share stands to its limit, or undefined. */
export const sense = (reading: Reading): Sense | undefined => worded(reading, SENSE_TEXT);

function worded<T extends string>({ tokens }: Reading, texts: Readonly<Record<T, string>>): T | undefined {
  const known = Object.entries<string>(texts).map(([meaning, text]) => ({
    meaning: meaning as T,
    words: text.split(" "),
  }));
  const begun = known.filter(({ words }) => tokens.is(words[0] as string));
  if (begun.length === 0) return undefined;
  const first = tokens.next();
  const found = begun.find(({ words }) => words.length === 1 || tokens.take(words[1] as string));
  if (found === undefined) throw tokens.error(begun.map(({ words }) => `"${words[1]}" after "${first}"`).join(" or "));
  return found.meaning;
}

/** `01..03, forged-blanks of 7207, same heading other than 960850` */
export function materials(reading: Reading): Materials {
  const include = selectors(reading);
  if (!reading.tokens.take("other")) return { include, except: [] };
  reading.tokens.expect("than");
  return { include, except: selectors(reading) };
}

function selectors(reading: Reading): Selector[] {
  const found: Selector[] = [];
  do found.push(selector(reading));
  while (reading.tokens.take(","));
  return found;
}

function selector(reading: Reading): Selector {
  count(reading);
  const { tokens } = reading;
  if (tokens.take("any")) return { range: undefined, quality: undefined };
  if (tokens.is("same") || tokens.token.kind === "number") return { range: range(reading), quality: undefined };
  const quality = factName(reading, 'materials (a code, a quality, "same" or "any")');
  return { range: tokens.take("of") ? range(reading) : undefined, quality };
}

function range(reading: Reading): CodeRange {
  const { tokens } = reading;
  if (tokens.take("same"))
    return { kind: "same", level: oneOf(reading, LEVELS, "a level (chapter, heading or subheading)") };
  const from = codePrefix(reading);
  if (!tokens.take("..")) return { kind: "codes", from, to: from };
  const end = tokens.token;
  const to = codePrefix(reading);
  if (to.length !== from.length || to <= from) throw tokens.error(`a code of ${from.length} digits after ${from}`, end);
  return { kind: "codes", from, to };
}
