import type { Parser, Reading } from "./parser";
import { map } from "./parser";

/**
 * A phrase of the annexes, written as they write it. Between words that must come, `word?` may be left out and
 * `one|other` stands for either; `~` is a separator: any run of commas, semicolons, colons,
 * new lines and items, or none; `~!` is the same with at least one.
 */
export function phrase(pattern: string): Parser<string> {
  const steps = pattern.split(" ").map(step);
  return (tokens, at) => {
    let ends = [at];
    for (const next of steps) ends = ends.flatMap((end) => next(tokens, end));
    return [...new Set(ends)].map((end) => ({ meaning: pattern, end }));
  };
}

type Step = (tokens: readonly string[], at: number) => number[];

const BREAKS = new Set([",", ";", ":", "¶", "•", "◦", "."]);

function step(pattern: string): Step {
  if (pattern === "~") return (tokens, at) => [passed(tokens, at)];
  if (pattern === "~!") return (tokens, at) => [passed(tokens, at)].filter((end) => end > at);
  const optional = pattern.endsWith("?");
  const words = new Set((optional ? pattern.slice(0, -1) : pattern).split("|"));
  return (tokens, at) => {
    const found = words.has(tokens[at] ?? "") ? [at + 1] : [];
    return optional ? [...found, at] : found;
  };
}

function passed(tokens: readonly string[], at: number): number {
  let end = at;
  while (BREAKS.has(tokens[end] ?? "")) end += 1;
  return end;
}

/** Any of the phrases. */
export function phrases(...patterns: readonly string[]): Parser<string> {
  const parsers = patterns.map(phrase);
  return (tokens, at) => parsers.flatMap((parser) => parser(tokens, at));
}

/** A phrase that means something. */
export function means<Meaning>(pattern: string, meaning: Meaning): Parser<Meaning> {
  return map(phrase(pattern), () => meaning);
}

/** One token that satisfies a condition. */
export function token<Meaning>(meant: (token: string) => Meaning | undefined): Parser<Meaning> {
  return (tokens, at) => {
    const meaning = at < tokens.length ? meant(tokens[at] as string) : undefined;
    return meaning === undefined ? [] : [{ meaning, end: at + 1 } satisfies Reading<Meaning>];
  };
}

/** Any run of signs that break a text into lines and items. */
export const breaks: Parser<string> = phrase("~");
