import type { Rule } from "../../../../src/model/origin/rule";
import { factName } from "../fact-names";
import { both, declared, either, share } from "../rules";
import { codeList } from "./codes";
import { condition } from "./conditions";
import { notMoreThan, valueCaps } from "./figures";
import { rowOf } from "./lists";
import { polypropylene, selectedBy } from "./materials";
import { name, restOfName } from "./names";
import type { Parser } from "./parser";
import { after, check, firstOf, listOf, map, oneOf, optional, sequence } from "./parser";
import { means, phrase, phrases } from "./phrase";

/**
 * Work that a rule names: a single operation, or several joined by "accompanied by", "combined with", "or". Operations
 * of textiles are told apart; any other operation is one fact, with what it is done to.
 */

const operation = (fact: string): Rule => declared("process", fact);

const FINISHING = phrase(
  "at least two preparatory or finishing operations ( such as scouring , bleaching , mercerising , heat setting , " +
    "raising , calendering , shrink resistance processing , permanent finishing , decatising , impregnating , " +
    "mending and burling )",
);

/** Operations that stand in a row without saying what they are done to. */
const BARE: Readonly<Record<string, string>> = {
  weaving: "weaving",
  knitting: "knitting",
  "knitting ( knitted to shape goods )": "knitting",
  calendering: "calendering",
  crocheting: "crocheting",
  tufting: "tufting",
  flocking: "flocking",
  dyeing: "dyeing",
  printing: "printing",
  "printing ( as standalone operation )": "printing-standalone",
  coating: "coating",
  laminating: "laminating",
  impregnating: "impregnating",
  covering: "covering",
  metalising: "metalising",
  rubberising: "rubberising",
  spinning: "spinning",
  twisting: "twisting",
  texturing: "texturing",
  gimping: "gimping",
  forming: "fabric-formation",
  embroidering: "embroidering",
  "yarn dyeing": "yarn-dyeing",
  "any mechanical operation": "mechanical-operation",
  "fabric formation": "fabric-formation",
  "other fabric formation process": "fabric-formation",
  "non-woven fabric formation": "nonwoven-formation",
  "non-woven process": "nonwoven-formation",
  "any? non-woven process including needle punching": "nonwoven-formation",
  "any? non-woven techniques including needle punching": "nonwoven-formation",
  "making-up ,? (? including cutting of? fabric? )?": "making-up",
  "making up ,? (? including cutting of? fabric? )?": "making-up",
  "making-up": "making-up",
  "making up": "making-up",
};

const MAIN_FINISHING = phrase(
  "at least two other main preparatory or finishing operations ( such as calendering , shrink resistance processes , " +
    "heat setting , permanent finishing )",
);

const bare: Parser<Rule> = firstOf(
  map(FINISHING, () => operation("two-finishing-operations")),
  map(MAIN_FINISHING, () => operation("two-main-finishing-operations")),
  ...Object.entries(BARE)
    .sort(([a], [b]) => b.split(" ").length - a.split(" ").length)
    .map(([words, fact]) => means(words, operation(fact))),
);

const STAPLE = either([operation("spinning-natural-fibres"), operation("spinning-staple-fibres")]);

/** Operations that say what they are done to. */
const NATURAL_FIBRES = means("natural fibres", operation("use-of-natural-fibres"));

const OF_FIBRES: readonly (readonly [string, Rule])[] = [
  ["spinning of natural and/or|or|and man-made staple fibres", STAPLE],
  ["spinning of natural fibres", operation("spinning-natural-fibres")],
  ["extrusion of man-made fibres", operation("extrusion-man-made-fibres")],
  ["extrusion of man-made filament yarn", operation("extrusion-filament-yarn")],
  ["extrusion of man-made continuous filament", operation("extrusion-filament-yarn")],
  ["dyeing of yarn of natural fibres", operation("dyeing-natural-fibre-yarn")],
  [
    "spinning or bonding of natural fibres",
    either([operation("spinning-natural-fibres"), operation("bonding-natural-fibres")]),
  ],
  ["knitting and making-up in one operation", both([operation("knitting"), operation("making-up")])],
  ["use of natural fibres", operation("use-of-natural-fibres")],
  ["spinning of natural or of man-made staple fibres", STAPLE],
  ["tufting or weaving of man-made filament yarn", either([operation("tufting"), operation("weaving")])],
  ["extrusion of man-made fibres accompanied , if necessary , by spinning", operation("extrusion-man-made-fibres")],
];

const ofFibres: Parser<Rule> = firstOf(...OF_FIBRES.map(([words, rule]) => means(words, rule)));

const OR = phrases(",? or by|with?", ", by|with?", "and/or");
const AND = phrases(",? and by|with?");
const JOINED = phrases(",? in each case accompanied by", ",? in each case combined with");
const WITH = phrases(",? accompanied by|with", ",? combined with", ",? preceded by", ",? followed by");

const OF_YARN = new Set(["twisting", "texturing"]);
const OF_FABRIC = new Set(["weaving", "knitting", "crocheting"]);

/**
 * Operations that stand in for each other. Where one is named twice, or one on yarn beside one that makes fabric,
 * another alternative has begun.
 */
const bares: Parser<Rule> = check(listOf(bare, OR), (rules) => {
  const facts = rules.map((rule) => (rule.kind === "declared" ? rule.fact : ""));
  const mixed = facts.some((fact) => OF_YARN.has(fact)) && facts.some((fact) => OF_FABRIC.has(fact));
  return new Set(facts).size === facts.length && !mixed ? either(rules) : undefined;
});

const bareRow: Parser<Rule> = oneOf(
  bares,
  map(sequence(listOf(bare, phrase(",")), phrase(",? or"), bare), ([first, , last]) => either([...first, last])),
  map(sequence(bares, AND, bares), ([first, , second]) => both([first, second])),
);

const isSpun = (rule: Rule): boolean =>
  rule.kind === "declared" ? rule.fact.startsWith("spinning") : rule.kind === "or" && rule.rules.some(isSpun);

/** What goes with several operations goes with each; but what is spun already is not "accompanied by spinning". */
function accompanied(first: readonly Rule[], rest: readonly Rule[]): Rule | undefined {
  const spunTwice = first.some(isSpun) && rest.some(isSpun);
  return spunTwice && first.length > 1 ? undefined : both([either(first), ...rest]);
}

const isChoice = (rule: Rule): boolean => rule.kind === "or";

/** "weaving, knitting or crocheting combined with making-up", "spinning of natural fibres accompanied by weaving" */
/** What goes along with an operation; of several steps only the last may be a choice, or an alternative has begun. */
const along: Parser<readonly Rule[]> = oneOf(
  map(sequence(listOf(after(WITH, bare), phrase(",?")), after(WITH, bareRow)), ([steps, last]) => [...steps, last]),
  map(after(WITH, bareRow), (last) => [last]),
);

const worked: Parser<Rule> = oneOf(
  check(sequence(bareRow, along), ([first, rest]) =>
    isChoice(first) && rest.length > 1 ? undefined : both([first, ...rest]),
  ),
  check(sequence(listOf(ofFibres, phrase(",? or")), along), ([first, rest]) => accompanied(first, rest)),
  ofFibres,
  bareRow,
);

/** "A or B, in each case accompanied by C" */
const inEachCase: Parser<Rule> = map(
  sequence(listOf(oneOf(ofFibres, bare, NATURAL_FIBRES), phrases(",? or", ",")), JOINED, bareRow),
  ([first, , second]) => both([either(first), second]),
);

const textile: Parser<Rule> = map(listOf(oneOf(inEachCase, worked), phrases(",? or")), either);

const OPERATION = /^(?:[a-z-]+ing|[a-z]+(?:ation|lysis|tion)|removal|assembly|treatment|cut)$/;

/** Refining and the operations that an introductory note lists under this name. */
const refining: Parser<Rule> = oneOf(
  map(phrase("operations of refining and/or|or one or more specific process ( es|eg )"), () =>
    either([operation("refining"), operation("specific-process")]),
  ),
  map(phrase("operations of refining , liquefaction and/or one or more specific process ( es )"), () =>
    either([operation("refining"), operation("liquefaction"), operation("specific-process")]),
  ),
  map(phrases("specific process ( es )", "specific process"), () => operation("specific-process")),
);

/** Operations of the chemical industry, each of which is enough. */
const CHEMICAL: readonly (readonly [string, string])[] = [
  ["chemical reaction", "chemical-reaction"],
  ["purification", "purification"],
  ["mixing and|or blending", "mixing-and-blending"],
  ["blending", "mixing-and-blending"],
  ["production of standard materials", "production-of-standard-materials"],
  ["change in particle size", "change-in-particle-size"],
  ["isomer separation", "isomer-separation"],
  ["biotechnological processing", "biotechnological-processing"],
  ["distillation", "distillation"],
];

const chemical: Parser<Rule> = map(
  sequence(
    listOf(oneOf(...CHEMICAL.map(([words, fact]) => means(words, operation(fact)))), phrases(",? or", ",")),
    phrases("is undergone", "must be undergone", "~"),
  ),
  ([rules]) => either(rules),
);

/** "separation of non-originating precious metals": work is done to what does not originate, said or not. */
const work: Parser<string> = map(
  sequence(name, optional(after(phrase("of|from non-originating"), name))),
  ([words, of]) => (of === undefined ? words : `${words} of ${of}`),
);

/** Operations of textiles make sentences of their own, which must be read as such. */
const TEXTILE = /\b(?:weaving|knitting|accompan|combined)/;

/** The words that say what is done stand before those that say to what. */
function isWork(words: string): boolean {
  const [done = ""] = words.split(/ (?:of|for|from|through|with|in|on|by) /);
  return !TEXTILE.test(words) && done.split(" ").some((word) => OPERATION.test(word));
}

/** Any other operation: one fact. */
const otherWork: Parser<Rule> = check(
  sequence(work, optional(after(phrase("of|from"), codeList)), optional(restOfName)),
  ([words, ranges, more]) => {
    if (!isWork(words)) return undefined;
    const printed = (ranges ?? []).map((range) => (range.kind === "codes" ? `${range.from}-${range.to}` : range.level));
    return operation(factName([words, ...printed, more ?? ""].join(" ").trim()));
  },
);

/** A lone word is a whole rule ("Refining"); behind others it is part of a sentence that was not understood. */
const other: Parser<Rule> = (tokens, at) =>
  otherWork(tokens, at).filter(({ end }) => end - at > 1 || /^(?:¶|•)?$/.test(tokens[at - 1] ?? ""));

const PROVIDED = phrases(",? provided that? ~", ",? where", ",? in which");

/** An operation, with the limits that are set to it. */
export const process: Parser<Rule> = oneOf(refining, chemical, textile, other);

const diffusion: Parser<Rule> = map(
  sequence(
    phrase(
      "operation of diffusion ,? (? in which integrated circuits are formed on semi-conductor substrate by selective " +
        "introduction of appropriate dopant )?",
    ),
    optional(
      phrases(
        ",? whether or not assembled and/or|or|and tested in country other than those specified in article|articles 3|4 and? 3|4?",
        ",? whether or not assembled and/or|or|and tested in non-party",
        ",? whether or not assembled and/or|or|and tested in non-party",
      ),
    ),
  ),
  () => operation("semiconductor-diffusion"),
);

const undergone: Parser<Rule> = means(
  "non-originating materials used? undergo diffusion",
  operation("semiconductor-diffusion"),
);

/** A backing of jute is no matter of the operations. */
const JUTE = phrase("~ however? ~ non-originating? jute fabric may be used as? backing");

/** Fine polypropylene may be brought in as well, within a limit. */
const POLYPROPYLENE: Parser<Rule> = map(
  sequence(
    phrases("~ however ~"),
    polypropylene,
    phrases("may be used ,? provided that? ~ their|its? total? value does not exceed"),
    valueCaps,
  ),
  ([, include, , caps]) => either(caps.map((cap) => share("at-most", "non-originating", selectedBy(include), cap))),
);

/** "… of forged blanks the value of which does not exceed 35% of the ex-works price" */
const withValueOf: Parser<Rule> = map(
  check(sequence(name, phrase(",? value of which"), notMoreThan, valueCaps), ([words, , , caps]) => {
    const of = words.lastIndexOf(" of ");
    return of < 0 ? undefined : { words, material: words.slice(of + 4), caps };
  }),
  ({ words, material, caps }) =>
    both([
      operation(factName(words)),
      either(
        caps.map((cap) =>
          share("at-most", "non-originating", selectedBy([{ range: undefined, quality: factName(material) }]), cap),
        ),
      ),
    ]),
);

/** "provided that the value of the uncoated fabric used does not exceed …", and work that is named only behind it. */
const limit: Parser<Rule> = map(
  sequence(after(PROVIDED, rowOf(condition)), optional(after(WITH, bareRow))),
  ([limits, then]) => (then === undefined ? limits : both([limits, then])),
);

/** One alternative of work, with the limits that are set to it. */
export const limitedProcess: Parser<Rule> = map(
  sequence(
    oneOf(diffusion, undergone, withValueOf, refining, chemical, inEachCase, worked, other),
    optional(limit),
    optional(JUTE),
    optional(POLYPROPYLENE),
  ),
  ([rule, limits, , finePolypropylene]) =>
    both([rule, ...[limits, finePolypropylene].filter((one) => one !== undefined)]),
);
