import type { Rule } from "../../../src/model/origin/rule";
import { rule } from "./grammar/rule";
import { plainText } from "./plain-text";
import { ruleTokens } from "./tokens";

/** What became of a text: the rule, or how far it could be read. No words of the text are kept. */
export type RuleReading =
  | { readonly rule: Rule; readonly unread?: undefined }
  | { readonly rule?: undefined; readonly unread: string };

const remembered = new Map<string, RuleReading>();

/** A text that stands alone, or several pieces of one sentence, printed one after the other. */
export function readRule(pieces: readonly string[], group = ""): RuleReading {
  const text = pieces.map(plainText).join("\n");
  const key = `${group}|${text}`;
  const known = remembered.get(key) ?? read(text, group);
  remembered.set(key, known);
  return known;
}

function read(text: string, group: string): RuleReading {
  const tokens = ruleTokens(text);
  if (tokens === undefined) return { unread: "a sign that rules do not use" };
  if (tokens.length === 0) return { unread: "no text" };
  const readings = rule(withGroup(tokens, group), 0);
  const whole = readings.find(({ end }) => end === withGroup(tokens, group).length);
  if (whole !== undefined) return { rule: whole.meaning };
  const read = Math.max(0, ...readings.map(({ end }) => end));
  return {
    unread: read === 0 ? `an opening not known (${opening(tokens)})` : `${read} of ${tokens.length} words read`,
  };
}

const OPENINGS = new Set(["manufacture", "production", "change", "cc", "cth", "ctsh", "however", "no", "each", "all"]);

/** A word of the language of rules, or what kind of text it is: never a word of the goods. */
const opening = ([first = ""]: readonly string[]): string =>
  OPENINGS.has(first) ? first : first === "•" ? "item" : /ing$|tion$/.test(first) ? "process" : "other";

/** "A change from any heading outside this group": the headings that the row itself covers. */
function withGroup(tokens: readonly string[], group: string): readonly string[] {
  if (group === "" || !tokens.includes("group")) return tokens;
  const at = tokens.findIndex((word, i) => word === "outside" && tokens[i + 1] === "this" && tokens[i + 2] === "group");
  if (at < 1) return tokens;
  return [...tokens.slice(0, at), "except", "from", "heading", ...group.split(" "), ...tokens.slice(at + 3)];
}
