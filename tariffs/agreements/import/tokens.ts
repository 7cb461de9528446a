/**
 * A plain text as tokens: words in small letters, numbers, percentages (`47.5%`), codes without dots (`170230`), the
 * signs `, ; : . ( )`, `¶` before a paragraph, `•` before an item of a list and `◦` before an item within an item.
 * What carries no meaning is left out: articles, quotes, and the full stop at the end.
 */

const ITEM = /^(\s*)-\s+(.*)$/;
/** `a)`, `(b)`, `ii)` before an item; roman numerals stand within letters. */
const LABEL = /^\(?([a-h]|i{1,3}|iv|vi{0,3}|ix|x)\)\s*/;
const ROMAN = /^\(?[ivx]+\)/;

const WORDS: readonly (readonly [written: RegExp, token: string])[] = [
  [/(\d),(\d{1,2})(?=\s*(?:%|per cent|percent))/g, "$1.$2"],
  [/(\d)\s*(?:%|per cent\b|percent\b)/g, "$1%"],
  [/\bnon-\s?originating\b/g, "non-originating"],
  [/\bex[- ]+works?\b/g, "ex-works"],
  [/\bfree[- ]+on[- ]+board\b/g, "free-on-board"],
  [/\bsub[- ]?headings?\b/g, "subheading"],
  [/\bheadings?\b/g, "heading"],
  [/\bchapters?\b/g, "chapter"],
  [/\b(heading|subheading|chapter) n(?:o|os|s)?\b\.?/g, "$1"],
  [/\band\s*\/\s*or\b/g, "and/or"],
  [/\bre-?tanning\b/g, "retanning"],
  [/\b(\d{4})\s(\d{2})(?=[\s,;.)]|$)(?! ?(?:%|cm|mm))/g, "$1$2"],
  [/\b(\d{2,4})\.(\d{2})(?:\.(\d{2}))?(?![\d%])/g, "$1$2$3"],
  [/(?<=[a-z])\/(?=[a-z])(?<!and\/)/g, " / "],
  [/-(?=[\s(]|$)|(?<=\s)-/g, " "],
];

const TOKEN = /\d+(?:\.\d+)?%|\d+(?:\.\d+)?(?![\w-])|and\/or|[\p{L}\d]+(?:[-'.][\p{L}\d]+)*|[•◦¶,;:.()/+]/gu;
const SILENT = new Set(["the", "a", "an"]);

function line(text: string, first: boolean): string {
  const item = ITEM.exec(text);
  const words = (item?.[2] ?? text.trim()).toLowerCase();
  const nested = (item?.[1]?.length ?? 0) > 2;
  if (item === null && !LABEL.test(words)) return first ? words : `¶ ${words}`;
  if (item !== null && LABEL.test(words) && ROMAN.test(words) && nested) return `◦ ${words.replace(LABEL, "")}`;
  return `${nested ? "◦" : "•"} ${words.replace(LABEL, "")}`;
}

/** Words after which no sentence ends, and no item. */
const GOES_ON = /^(?:of|in|for|with|from|by|than|as|to|not|does|exceed|chapter|heading|subheading)$/;

/** A new paragraph within a phrase is a slip of the page. */
function isNoBrokenLine(token: string, at: number, tokens: readonly string[]): boolean {
  if (token !== "¶") return true;
  const [before = "", last = ""] = tokens.slice(Math.max(0, at - 2), at);
  const [next = "", code = ""] = tokens.slice(at + 1);
  if (GOES_ON.test(last)) return false;
  if (/^(?:and|or)$/.test(last) && !/^[,;:.¶•◦]$/.test(before)) return false;
  return !(/^(?:and|or)$/.test(next) && /^(?:\d{4,6}|heading|chapter|subheading)$/.test(code));
}

/** The tokens; undefined when a character is none of the language's. */
export function ruleTokens(plain: string): readonly string[] | undefined {
  const lines = plain.split("\n").map((text, i) => line(text, i === 0));
  const inline = lines.join(" ").replace(/(?<=: |; |or |and |, )\(?[a-d]\) /g, "• ");
  const meant = WORDS.reduce((text, [written, token]) => text.replace(written, token), inline.replaceAll("'s", "s"));
  if (/[^\s']/.test(meant.replace(TOKEN, ""))) return undefined;
  const tokens = (meant.match(TOKEN) ?? []).filter((token) => !SILENT.has(token)).filter(isNoBrokenLine);
  return tokens.slice(0, tokens.findLastIndex((token) => !/^[.¶•◦,;]$/.test(token)) + 1);
}
