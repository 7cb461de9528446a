import type { RuleReading } from "./read-rule";
import { readRule } from "./read-rule";

/**
 * The texts of a row are alternatives; but where a page broke a sentence at its list, pieces of one alternative stand as
 * texts of their own. They are joined again: an item or a "However" belongs to the text before it, and a text that ends
 * open ("… of not less than:") takes what follows.
 */

export interface Alternative {
  readonly reading: RuleReading;
  /** How many texts of the source it was made of. */
  readonly texts: number;
  readonly since: string;
  readonly until: string;
}

const CONTINUES =
  /^\s*(?:[-*]\s*\(?[b-i]\)|\([ivx]+\)|however\b|non-originating\b(?!.*\buse)|followed\b|of which\b|provided\b|and\b|or\b)/i;
const OPEN = /(?::|,|\band|\bor)\s*$/i;

/** A text that says nothing alone goes on with the one before: by its first words, by an open end, or if both make sense. */
function continues(before: readonly string[], text: string): boolean {
  if (CONTINUES.test(text)) return true;
  const open = OPEN.test(before.at(-1) ?? "") && readRule(before).rule === undefined;
  return open || readRule([...before, text]).rule !== undefined;
}

/** "B, in each case accompanied by C" where A stands before it: "A or B, in each case …". */
const SHARED = /^(?:(?! or |, (?!in each)).)*in each case /is;

/** "80% of the net cost" behind "70% of the transaction value": the other share. */
const SHARE = /^\W*\d+(?:\.\d+)?\W*% of the net cost/i;

/** A limit without a "manufacture" of its own belongs to the text before; "(ii)" beside "(i)" is the other way to meet it. */
const LIMIT = /^\W*(?:[ivx]+\)\s*)?(?:the\s+)?(?:net\s+|total\s+|combined\s+|individual\s+)?(?:value|weight)\b/i;
const ROMAN = /^\W*[ivx]{2,}\)/i;

/** Pieces of one alternative, in order, and how many texts of the source they were. */
interface Group {
  readonly pieces: string[];
  texts: number;
}

function joined(texts: readonly string[]): readonly Group[] {
  const groups: Group[] = [];
  for (const text of texts) {
    const last = groups.at(-1);
    if (last !== undefined && (SHARED.test(text) || SHARE.test(text))) {
      last.pieces.push(`${(last.pieces.pop() ?? "").trim().replace(/\.$/, "")} or ${text.trim()}`);
    } else if (last !== undefined && LIMIT.test(text)) {
      last.pieces.push(ROMAN.test(text) ? `or\n\n${text.trim()}` : text);
    } else if (last !== undefined && readRule([text]).rule === undefined && continues(last.pieces, text)) {
      last.pieces.push(text);
    } else {
      groups.push({ pieces: [text], texts: 1 });
      continue;
    }
    last.texts += 1;
  }
  return groups;
}

const MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"];
const DAY = String.raw`(\d{1,2})(?:st|nd|rd|th)? ([a-z]{3})[a-z]* (\d{4})`;
const PERIOD = new RegExp(
  String.raw`\(\*?(?:for the period )?(?:from )?${DAY}(?: onwards|,? (?:to|until) ${DAY})\*?\)`,
  "i",
);
const UNTIL = new RegExp(String.raw`\(until ${DAY}\)`, "i");

const isoDay = (day?: string, month?: string, year?: string): string =>
  day === undefined || month === undefined || year === undefined
    ? ""
    : `${year}-${String(MONTHS.indexOf(month.toLowerCase()) + 1).padStart(2, "0")}-${day.padStart(2, "0")}`;

/** "(1st Jan 2021 to 31st Dec 2022)": the days on which an alternative is law. */
function dated(text: string): { readonly text: string; readonly since: string; readonly until: string } {
  const last = UNTIL.exec(text);
  if (last !== null) return { text: text.replace(last[0], ""), since: "", until: isoDay(last[1], last[2], last[3]) };
  const found = PERIOD.exec(text);
  if (found === null) return { text, since: "", until: "" };
  const [whole, d1, m1, y1, d2, m2, y2] = found;
  return { text: text.replace(whole, ""), since: isoDay(d1, m1, y1), until: isoDay(d2, m2, y2) };
}

/** A text of several paragraphs of which one has a period of its own is several alternatives. */
const byPeriods = (text: string): readonly string[] =>
  PERIOD.test(text) || UNTIL.test(text) ? text.split(/\n\s*\n(?=\s*A maximum|\s*Manufacture|\s*Production)/) : [text];

export function alternativesOf(texts: readonly string[], group: string): readonly Alternative[] {
  const split = texts.flatMap(byPeriods);
  const groups = joined(split);
  // What was split off was one text with what went before.
  const last = groups.at(-1);
  if (last !== undefined) last.texts -= split.length - texts.length;
  return groups.map(({ pieces, texts }) => {
    const parts = pieces.map(dated);
    const reading = readRule(
      parts.map(({ text }) => text),
      group,
    );
    const { since, until } = parts.find((part) => part.since !== "" || part.until !== "") ?? { since: "", until: "" };
    return { reading, texts, since, until };
  });
}
