import type { CodeRange } from "../../../../src/model/origin/rule";
import type { Parser, Reading } from "./parser";
import { firstOf, map } from "./parser";
import { means } from "./phrase";

/**
 * Codes as the annexes enumerate them: `headings 7206, 7207 or 7218`, `heading 8501 and subheading 850300`,
 * `chapters 1 and 2`, `headings 1101 to 1108`. A level governs the codes that follow it until the next level.
 */

const LEVELS = ["chapter", "heading", "subheading"] as const;
type Level = (typeof LEVELS)[number];

const isLevel = (word: string | undefined): word is Level => LEVELS.includes(word as Level);
const TO = new Set(["to", "through"]);
const AND = new Set([",", "and", "or", "and/or"]);

/** A code of 4 digits or more speaks for itself; one of a chapter needs the word. */
function codeAt(word: string | undefined, level: Level | undefined): string | undefined {
  if (word === undefined) return undefined;
  if (/^\d{4}$|^\d{6}$|^\d{8}$/.test(word)) return word;
  return level === "chapter" && /^\d{1,2}$/.test(word) ? word.padStart(2, "0") : undefined;
}

interface Found {
  readonly range: CodeRange;
  readonly level: Level | undefined;
  readonly end: number;
}

function rangeAt(tokens: readonly string[], at: number, governing: Level | undefined): Found | undefined {
  const named = tokens[at];
  const level = isLevel(named) ? named : governing;
  const start = isLevel(named) ? at + 1 : at;
  const from = codeAt(tokens[start], level);
  if (from === undefined) return undefined;
  const single = { range: { kind: "codes", from, to: from } as const, level, end: start + 1 };
  if (!TO.has(tokens[start + 1] ?? "")) return single;
  const after = isLevel(tokens[start + 2]) ? start + 3 : start + 2;
  const to = codeAt(tokens[after], level);
  if (to === undefined || to.length !== from.length || to < from) return undefined;
  return { range: { kind: "codes", from, to }, level, end: after + 1 };
}

/** The list; shorter ones as well, because an `and` after a code may belong to the sentence. */
export const codeList: Parser<readonly CodeRange[]> = (tokens, at) => {
  const readings: Reading<readonly CodeRange[]>[] = [];
  let found = rangeAt(tokens, at, undefined);
  let ranges: readonly CodeRange[] = [];
  while (found !== undefined) {
    ranges = [...ranges, found.range];
    readings.unshift({ meaning: ranges, end: found.end });
    let next = found.end;
    while (AND.has(tokens[next] ?? "")) next += 1;
    if (next === found.end) break;
    found = rangeAt(tokens, next, found.level);
  }
  return readings;
};

const same = (level: Level): readonly CodeRange[] => [{ kind: "same", level }];

/** `the same heading as the product`, `that of the product`, `this heading`. */
export const sameCodes: Parser<readonly CodeRange[]> = firstOf(
  ...LEVELS.flatMap((level) => [
    means(`same ${level} as product|good|products|goods`, same(level)),
    means(`same ${level} as final product|good`, same(level)),
    means(`same ${level}`, same(level)),
    means(`any? one? of? this|these ${level}`, same(level)),
  ]),
);

export const codes: Parser<readonly CodeRange[]> = firstOf(codeList, sameCodes);

/** A level named alone, as in `materials of any heading`. */
export const level: Parser<Level> = (tokens, at) => {
  const word = tokens[at];
  return isLevel(word) ? [{ meaning: word, end: at + 1 }] : [];
};

export const oneCode: Parser<CodeRange> = map(codeList, (ranges) => ranges[0] as CodeRange);
