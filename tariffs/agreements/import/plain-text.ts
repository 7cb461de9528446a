/**
 * The text of a rule as the annex prints it, freed from the page it was taken from: no entities, tags, links or
 * emphasis; one kind of hyphen, quote and space; words that a line broke are whole again. A line is a paragraph or an
 * item of a list: an item keeps its depth in leading spaces and starts with `- `.
 */

const ENTITIES: Readonly<Record<string, string>> = { nbsp: " ", amp: "&", quot: '"', apos: "'", lt: "<", gt: ">" };

/** Marks of footnotes that were printed small and became part of the text: `yarn7`, `product [ 5 ]`, `yarn14,18`. */
const FOOTNOTE =
  /\[\s*(?:footnote[^\]]*|\d*)\s*\]|(?<=[a-z)])\d{1,2}(?:\s*,\s*\d{1,2})?(?!\d|[.,]\d)(?:\s+\d{1,2}(?=\s*\.?\s*$))?(?=[\s.,;:]|[a-z]|$)/gm;

/** Slips of the typesetters, each seen in at least one annex. */
const SLIPS: readonly (readonly [slip: RegExp, meant: string])[] = [
  [/(manufactur)(?:ed|e) ?from ?(bullion|worked) ?(or ?work|carving) ?/gi, "$1e from $2 $3 "],
  [/\bbullion orwork ?lead/gi, "bullion or work lead"],
  [/\bdifferent ?group ?(?=in)/gi, "different group "],
  [/\bprinting ?accompanied/gi, "printing accompanied"],
  [/\bcalendaring\b/gi, "calendering"],
  [/\br[as]+[sz]ing\b/gi, "raising"],
  [/\bimprinted fabric/gi, "unprinted fabric"],
  [/(unembroidered fabrics?,? provided (?:that )?the value of the )embroidered/gi, "$1unembroidered"],
  [/\bhow ever\b/gi, "however"],
  [/\bal ready\b/gi, "already"],
  [/\bta ken\b/gi, "taken"],
  [/\bmeat end edible/gi, "meat and edible"],
  [/\bmagnetite\b/gi, "magnesite"],
  [/\bplanning, sanding/gi, "planing, sanding"],
  [/\bendjointing\b/gi, "end-jointing"],
  [/\bgas[ -]mantle/gi, "gas-mantle"],
  [/\bmay (not )?he used\b/gi, "may $1be used"],
  [/\bheating (?=\d{4})/gi, "heading "],
  [/\bscorning\b/gi, "scouring"],
  [/\bprocesses\)/gi, "process(es)"],
  [/(?<=product)\.(?=[A-Z])/g, ". "],
  [/(?<=product)(?=Jute)/g, ". "],
  [/\bshrink-resistance\b/gi, "shrink resistance"],
  [/\bpreparatory finishing\b/gi, "preparatory or finishing"],
  [/\b1,\s?4-(?=cyclo)/gi, ""],
  [/\bknitting\/crocheting\b/gi, "knitting or crocheting"],
  [/\bcalcinations\b/gi, "calcination"],
  [/(?<=\d{4}),? (?=chemical materials)/gi, ", "],
  [/\bspp\./gi, "spp"],
  [/\bmanmade\b/gi, "man-made"],
  [/\bnon ?woven/gi, "non-woven"],
  [/\bandproduction\b/gi, "and production"],
  [/\bderivates\b/gi, "derivatives"],
  [/\bmetaliz/gi, "metalis"],
  [/\bmerceriz/gi, "merceris"],
  [/\bdecatiz/gi, "decatis"],
];

function entity(whole: string, name: string): string {
  if (name.startsWith("#")) return String.fromCodePoint(Number(name.replace(/^#x/i, "0x").replace("#", "")));
  return ENTITIES[name.toLowerCase()] ?? whole;
}

/** `<abbr title='…'>CTH</abbr>` and links leave the words that a reader sees. */
function withoutMarkup(text: string): string {
  return text
    .replace(/&(#x?[\da-f]+|[a-z]+);/gi, entity)
    .replace(/&(#x?[\da-f]+|[a-z]+);/gi, entity)
    .replace(/<br\s*\/?>/gi, "\n")
    .replace(/<\/?[a-z][^>]*>/gi, "")
    .replace(/\[([^\]]*)\]\([^)]*\)/g, "$1")
    .replace(/^(\s*)\*\s+/gm, "$1- ")
    .replace(/[*\\]/g, "");
}

/** One sign for each meaning. */
function withPlainSigns(text: string): string {
  return text
    .replace(/[\u00a0\u2000-\u200b\u202f\t]/g, " ")
    .replace(/[\u2010\u2011]/g, "-")
    .replace(/[\u2012-\u2015]/g, "-")
    .replace(/(?<=[a-z]) - (?=within)/gi, ", ")
    .replace(/(?<=(?:,|or|and)) - (?=in|from|the|glass)/gi, "\n- ")
    .replace(/[\u2018\u2019\u201c\u201d"`]/g, "'")
    .replace(/^(\s*)[•·]\s*/gm, "$1- ")
    .replace(/º/g, "");
}

/** `ex- works`, `man- made`: a hyphen that a line broke. A dash between words keeps its spaces. */
const BROKEN_HYPHEN = /(?<=[a-z])- (?=[a-z])/gi;

/** A line that goes on with the one before: no blank line and no item between them. */
const WRAPPED = /(?<=\S)[ \t]*\n(?![ \t]*(?:\n|[-•*][ \t]|\(?[a-hivx]+\)))[ \t]*(?=\S)/g;
/** An item whose words stand on the next line. */
const EMPTY_ITEM = /^([ \t]*-)[ \t]*\n\s*/gm;

export function plainText(source: string): string {
  const signs = withPlainSigns(withoutMarkup(source))
    .replace(EMPTY_ITEM, "$1 ")
    .replace(WRAPPED, " ")
    .replace(FOOTNOTE, "")
    .replace(BROKEN_HYPHEN, "-");
  const meant = SLIPS.reduce((text, [slip, right]) => text.replace(slip, right), signs);
  return meant
    .split("\n")
    .map((line) => line.trimEnd())
    .filter((line) => line.trim() !== "")
    .join("\n");
}
