import type { Parser, Reading } from "./parser";

/**
 * What a rule names without a code: a material ("natural fibres"), a product, a process ("distillation of wood tar").
 * The importer does not understand such words; it asks for them. A name is a run of words that holds none of the words
 * by which rules say what they require, so that nothing of a requirement can hide in a name.
 */

/** The words of requirements. None of them can stand in a name. */
const REQUIRING = new Set(
  [
    "manufacture manufactured manufacturing production produced product products good goods article articles",
    "provided however except excluding unless whether value weight volume exceed exceeds exceeding price ex-works",
    "transaction cost used use uses may must shall should not wholly obtained originating non-originating",
    "change changes classified classification heading subheading chapter undergone undergoes limit limits rule rules",
    "satisfy incorporated which where whose if each any all same this these their its it",
    "accompanied combined preceded followed least most up • ◦ ¶ ; : .",
  ].flatMap((line) => line.split(" ")),
);

/** Requiring words are harmless where they belong to a common name. */
const HARMLESS: readonly (readonly string[])[] = [
  ["not", "cut"],
  ["not", "carded"],
  ["not", "knitted"],
  ["not", "textile"],
  ["not", "chemically"],
  ["not", "further"],
  ["not", "plated"],
  ["not", "calcined"],
  ["not", "assembled"],
  ["not", "coated"],
  ["not", "spun"],
  ["not", "put"],
  ["whether", "or"],
  ["up", "in"],
  ["up", "for"],
  ["used", "tyres"],
  ["used", "pneumatic"],
  ["which", "is"],
  ["use", "with"],
  ["or", "not"],
  ["each", "other"],
  ["any", "material"],
  ["any", "materials"],
  ["unprinted", "goods"],
  ["unprinted", "products"],
  ["semi-finished", "products"],
  ["component", "products"],
  ["products", "containing"],
  ["articles", "of"],
  ["their", "fractions"],
  ["thickness", "exceeding"],
  ["which", "no"],
  ["is", "required"],
  ["its", "bark"],
  ["its", "derivatives"],
  ["their", "derivatives"],
  ["up", "affixed"],
];

const MEASURE = /^(?:micron|microns|cm|mm|m|g|kg|decitex|m2|dtex)$/;
const LONGEST = 200;

function harmless(tokens: readonly string[], at: number): boolean {
  return HARMLESS.some((pair) => pair.every((word, i) => tokens[at + i] === word || tokens[at - 1 + i] === word));
}

const CONNECTING = new Set([
  ..."( , and or and/or of for with by from in into to than other already as at being such including".split(" "),
]);

/** Behind "containing" a share belongs to the description. */
const DESCRIBING = new Set(["weight", "volume", "least"]);

/** What may follow within a name: a word, a number with its unit, a comma or conjunction that goes on. */
function goesOn(tokens: readonly string[], at: number, depth: number, described: boolean): boolean {
  const word = tokens[at];
  if (word === undefined) return false;
  if (described && (word.endsWith("%") || DESCRIBING.has(word))) return true;
  if (word.endsWith("%")) return false;
  const afterJoint = CONNECTING.has(tokens[at - 1] ?? "") && tokens[at + 1] !== "derived";
  if (/^materials?$/.test(word) && depth === 0 && afterJoint) return false;
  if (REQUIRING.has(word) && !(depth > 0 && /^[a-z]/.test(word)) && !harmless(tokens, at)) return false;
  if (/^\d/.test(word)) return MEASURE.test(tokens[at + 1] ?? "") || depth > 0;
  return true;
}

const NOT_FIRST = /^(?:[,()+/]|and|or|of|to|with|by|in|than|as|at|from|on|into|for|other)$/;

/** What goes on with a name behind its codes: "… with each other or with base metals". */
export const restOfName: Parser<string> = (tokens, at) =>
  /^(?:with|into)$/.test(tokens[at] ?? "") ? wordsFrom(tokens, at) : [];

/** "containing more than 10% by dry weight of milk solids" behind the codes of a name. */
export const contents: Parser<string> = (tokens, at) => (tokens[at] === "containing" ? wordsFrom(tokens, at) : []);

/** Every name that starts here, the longest first. */
export const name: Parser<string> = (tokens, at) => (NOT_FIRST.test(tokens[at] ?? "") ? [] : wordsFrom(tokens, at));

function wordsFrom(tokens: readonly string[], at: number): readonly Reading<string>[] {
  const readings: Reading<string>[] = [];
  let depth = 0;
  let described = false;
  for (let end = at; end < at + LONGEST && goesOn(tokens, end, depth, described); ) {
    const word = tokens[end] as string;
    described ||= word === "containing";
    if (word === ")" && depth === 0) break;
    depth += word === "(" ? 1 : word === ")" ? -1 : 0;
    end += 1;
    if (depth === 0 && !CONNECTING.has(word)) readings.unshift({ meaning: tokens.slice(at, end).join(" "), end });
  }
  return readings;
}
