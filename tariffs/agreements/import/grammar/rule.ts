import type { Change, Rule } from "../../../../src/model/origin/rule";
import { EVERY } from "../../../../src/model/origin/rule";
import { both, change, declared, either, share } from "../rules";
import { condition } from "./conditions";
import { content } from "./content";
import { valueCaps } from "./figures";
import { rowOf } from "./lists";
import { classification, manufacture, withAllowances } from "./manufacture";
import { exceptions } from "./materials";
import { name } from "./names";
import type { Parser } from "./parser";
import { after, firstOf, listOf, map, oneOf, optional, sequence } from "./parser";
import { means, phrase, phrases } from "./phrase";
import { limitedProcess } from "./processes";
import { noShift, shift } from "./shift";

/** A whole rule: alternatives, each of requirements that must all be met. */

/** What a newer annex prints after the abbreviation. */
const UNDERGONE =
  "all non-originating materials used in production of good have undergone change in tariff classification at";

const abbreviated: Parser<Change> = firstOf(
  map(phrases(`cc : ${UNDERGONE} 2-digit level ( chapter )`, "cc"), () => change("chapter")),
  map(phrases(`cth : ${UNDERGONE} 4-digit level ( tariff heading )`, "cth"), () => change("heading")),
  map(phrases(`ctsh : ${UNDERGONE} 6-digit level ( tariff? subheading )`, "ctsh"), () => change("subheading")),
);

const changed: Parser<Rule> = withAllowances(
  map(sequence(abbreviated, optional(exceptions)), ([rule, except]) =>
    except === undefined ? rule : { ...rule, except: { include: except, except: [] } },
  ),
);

const WHOLLY_OBTAINED: Rule = { kind: "wholly-obtained" };

/** "All goods must be wholly obtained", "All animals of chapter 1 shall be wholly obtained": the product itself. */
const whole: Parser<Rule> = map(
  oneOf<unknown>(
    phrases("all goods must|shall be wholly obtained", "all goods are wholly obtained", "wholly obtained"),
    sequence(
      phrases("none if all", "all"),
      firstOf<unknown>(phrase("animals of chapter 1 used?"), name),
      phrases("must|shall be", "are"),
      phrases("wholly obtained in country or territory", "wholly obtained"),
    ),
  ),
  () => WHOLLY_OBTAINED,
);

/** "Each item in the set must satisfy the rule which would apply to it if it were not included in the set." */
const set: Parser<Rule> = map(
  sequence(
    phrase("each item in set must|shall satisfy rule ,? which would apply to it if it were not included in set"),
    phrases("~ however ~", ",? provided that ~"),
    phrase("non-originating articles may be incorporated ,? provided that? their total? value ,? does not exceed"),
    valueCaps,
  ),
  ([, , , caps]) => either(caps.map((cap) => share("at-most", "non-originating", EVERY, cap))),
);

/** "The origin of the product in its original classification shall be retained." */
const retained: Parser<Rule> = means(
  "origin of pharmaceutical? product in its original classification before? it? became? waste? shall be retained",
  declared("product", "original-origin-retained"),
);

/** Any of the processes that the annex's own note lists ("Process Rule"). */
const processRule: Parser<Rule> = means(
  "process rule",
  either(
    [
      "biotechnological-processing",
      "change-in-particle-size",
      "chemical-reaction",
      "distillation",
      "isomer-separation",
      "mixing-and-blending",
      "production-of-standard-materials",
      "purification",
    ].map((fact) => declared("process", fact)),
  ),
);

/** A scheme that treats its poorest beneficiaries better marks the rules of each group. */
const group: Parser<Rule> = oneOf(
  means("•? ldcs : ~", declared("product", "least-developed-exporter")),
  means("•? ldcs ~", declared("product", "least-developed-exporter")),
  means("•? other beneficiary countries ~", declared("product", "other-beneficiary-exporter")),
);

const quota: Parser<Rule> = map(
  phrases(
    "~ within limits of applicable annual quota",
    "( under alternative list rules with annual quotas as specified in annex orig-2a ( origin quotas and alternatives " +
      "to list rules in annex 2 ) )",
  ),
  () => declared("quota", "origin-quota"),
);

/** Polymers of two groups: the limit binds the group that weighs more, which must be told. */
const TWO_GROUPS = phrases(
  "~ in case of products composed of materials classified within both heading 3901 to heading? 3906 ,? on one hand ,? and " +
    "within heading 3907 to heading? 3911 ,? on other hand ,? this restriction only applies to that group of materials " +
    "which predominates by weight in product",
  "~ in case of products composed of materials classified both within heading 3901 to heading? 3906 ,? on one hand ,? and " +
    "within heading 3907 to heading? 3911 ,? on other hand ,? this restriction only applies to that group of materials " +
    "which predominates by weight in product",
);

const orByGroup = (rule: Rule): Rule => {
  const fact = declared("product", "predominant-polymer-group-within-limit");
  if (rule.kind !== "and") return either([rule, fact]);
  return both([...rule.rules.slice(0, -1), either([rule.rules.at(-1) as Rule, fact])]);
};

const alternative: Parser<Rule> = oneOf(
  whole,
  set,
  retained,
  processRule,
  manufacture,
  changed,
  shift,
  noShift,
  content,
  condition,
  after(
    phrases(
      "other operations in which",
      "other operations than those referred to in column ( 3 ) in which",
      "other operations than those referred to in column 3? in which",
      "other operations than those referred to above in which",
    ),
    classification,
  ),
  limitedProcess,
);

/** References to notes, which the agreement's tolerances already carry; they say nothing of their own. */
const NOTE = phrases(
  "~ (? see also? introductory|note? note|notes|appendix ~",
  "~ (? for special conditions relating to",
  "~ for knitted or crocheted articles , not elastic or rubberised , obtained by sewing or assembling pieces of knitted " +
    "or crocheted fabrics ( cut out or knitted directly to shape ) , see introductory note ~",
  "~ group is regarded as any part of heading separated from rest by semicolon|semi-colon",
  "~ it is understood that production is beyond insufficient production provided in article 7",
);

/** A remark runs to its full stop; nothing but a reference may stand in it. */
const remark: Parser<string> = (tokens, at) =>
  NOTE(tokens, at).flatMap(({ end }) => {
    let last = end;
    while (last < tokens.length && REMARK_WORDS.has(tokens[last] ?? "")) last += 1;
    return last > at ? [{ meaning: "", end: last }] : [];
  });

const REMARK_WORDS = new Set(
  (
    "see also introductory note notes to in part of this schedule products goods made mixture textile materials " +
    "specific process processes ( es ) special conditions relating for , and 1 2 3 4 5 6 7 8 9 10 11 7.1 7.2 7.3 8.1 8.2 8.3 " +
    "9.1 2.2 appendix provisions related product-specific rules origin certain vehicles parts"
  ).split(" "),
);

const remarks = optional(listOf(remark, phrases("~")));

const PROVIDED = phrases(",? provided that? ~", ",? in which ~");

const withMore: Parser<Rule> = map(
  sequence(
    optional(group),
    alternative,
    optional(after(PROVIDED, rowOf(condition))),
    optional(TWO_GROUPS),
    optional(after(phrases("~ and ~"), listOf(alternative, phrases("~ and ~")))),
    optional(quota),
    remarks,
  ),
  ([beneficiary, rule, limits, groups, more, bound]) =>
    both([
      ...(beneficiary === undefined ? [] : [beneficiary]),
      groups === undefined ? rule : orByGroup(rule),
      ...(limits === undefined ? [] : [limits]),
      ...(more ?? []),
      ...(bound === undefined ? [] : [bound]),
    ]),
);

const STANDING = new Set(
  (
    "manufacture production change no cth ctsh cc extrusion spinning weaving tufting knitting flocking printing " +
    "making-up coating dyeing thermal electrolytic maximum"
  ).split(" "),
);

const newParagraph: Parser<string> = (tokens, at) =>
  phrase("~")(tokens, at).filter(
    ({ end }) => end > at && tokens.slice(at, end).includes("¶") && STANDING.has(tokens[end] ?? ""),
  );

/** Alternatives are joined by "or"; those that stand by themselves also by a new paragraph. */
const OR = phrases("~ or ~");

/** "and/or" joins alternatives only where each has a "manufacture" of its own; within one it joins its clauses. */
const andOr: Parser<string> = (tokens, at) =>
  phrase("~ and/or ~")(tokens, at).filter(({ end }) => STANDING.has(tokens[end] ?? ""));

/** A bare requirement stands for a rule only by itself: behind an "or" it belongs to the sentence before. */
const notBare: Parser<string> = (tokens, at) =>
  oneOf(OR, andOr, newParagraph)(tokens, at).filter(({ end }) => condition(tokens, end).length === 0);

export const rule: Parser<Rule> = map(sequence(listOf(withMore, notBare), phrases("~")), ([rules]) => either(rules));
