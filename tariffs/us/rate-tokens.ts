/**
 * A rate of the schedule as tokens: numbers, words in small letters, and the signs `% $ ¢ + / - ( )`. What carries no
 * meaning is left out: articles, commas, full stops, a word set twice, the hyphen of a broken line.
 */

/** Slips of the typesetter, each where it was seen. */
const SLIPS: readonly (readonly [slip: RegExp, meant: string])[] = [
  [/drained weght/, "drained weight"], // 2003.10.01, column 2, 2025 basic
  [/thebattery/, "the battery"], // 9102.91.80, column 2
  [/m2of/, "m2 of"], // 8523.29.40, column 2
  [/% ?\/$/, "%"], // 2909.19.18.00, column 2, 2025 revisions 4 and 7
];

/** `6.5817`, `1,000`, `33 1/3`, `1/2`, `.5`; the slash of `$2/1,000` is a sign. */
const NUMBER = String.raw`\d+\/\d+(?= ?%)|(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d+| \d+\/\d+)?|\.\d+`;
const TOKEN = new RegExp(String.raw`${NUMBER}|[a-z]+\d?|[%$¢+/()-]`, "g");
const SILENT = new Set(["the", "a", "an"]);

/** The tokens; undefined when a character is none of the grammar's. */
export function rateTokens(text: string): readonly string[] | undefined {
  const lower = text.toLowerCase().replace(/([a-z])- ([a-z])/g, "$1$2");
  const meant = SLIPS.reduce((fixed, [slip, right]) => fixed.replace(slip, right), lower);
  if (/[^\s,.]/.test(meant.replace(TOKEN, ""))) return undefined;
  const tokens = (meant.match(TOKEN) ?? []).filter((token) => !SILENT.has(token));
  return tokens
    .filter((token, i) => token !== tokens[i - 1] || !/^[a-z]/.test(token))
    .map((token) => token.replaceAll(",", ""));
}
