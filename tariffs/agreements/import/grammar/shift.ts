import type { Change, Rule, Selector } from "../../../../src/model/origin/rule";
import { factName } from "../fact-names";
import { both, change, declared } from "../rules";
import { codeList, codes, level } from "./codes";
import { condition } from "./conditions";
import { content } from "./content";
import { rowOf } from "./lists";
import { exceptions, ofCodes, selectedBy, selectors } from "./materials";
import { name } from "./names";
import type { Parser } from "./parser";
import { after, firstOf, listOf, map, oneOf, optional, sequence } from "./parser";
import { means, phrase, phrases } from "./phrase";
import { process } from "./processes";

/** "A change to a good of heading 8501 from any other heading, except from …": the words of CPTPP and CETA. */

/** The good that a change is about: all of the row, those that no other rule of the row names, or named ones. */
type Part = { readonly goods: "all" | "other" | "these"; readonly words: string };

const ofCodesToo = optional(after(phrase("of"), codeList));

const these = (words: string): Part => ({ goods: "these", words });

const part: Parser<Part> = oneOf<Part>(
  map(sequence(phrase("any other good|product|goods|products"), ofCodesToo), () => ({ goods: "other", words: "" })),
  map(sequence(phrase("good|product|goods|products"), ofCodesToo), () => ({ goods: "all", words: "" })),
  map(sequence(phrase("any? other? good|product of?"), ofCodesToo, phrase(",?"), name, ofCodesToo), ([, , , words]) =>
    these(words),
  ),
  map(sequence(name, ofCodesToo, optional(name)), ([words, , more]) =>
    these(more === undefined ? words : `${words} ${more}`),
  ),
);

/** A rule for part of a row's goods: the alternatives of the row are put together in `row-parts.ts`. */
function forPart({ goods, words }: Part, rule: Rule): Rule {
  if (goods === "all") return rule;
  if (goods === "other") return { kind: "parts", parts: [], otherwise: rule };
  return { kind: "parts", parts: [{ product: factName(words), rule }], otherwise: undefined };
}

const EXCEPT_FROM = phrases(",? except from ~", ",? except ~", ",? excluding non-originating materials from");

const AND_FROM = phrases(",? and|or from? any? of?", ", from?", "• ", ", •", ";? • or?");

const barred: Parser<readonly Selector[]> = after(
  EXCEPT_FROM,
  map(listOf(after(phrase("non-originating?"), oneOf(map(codes, ofCodes), selectors)), AND_FROM), (lists) =>
    lists.flat(),
  ),
);

const CHANGES = { chapter: "chapter", heading: "heading", subheading: "subheading" } as const;

/** Where the change may come from. */
const from: Parser<Change> = firstOf<Change>(
  map(
    sequence(
      phrases("within this|these heading|subheading or", "within any one? of these heading|subheading or"),
      phrase("any other"),
      level,
    ),
    () => change("any"),
  ),
  map(sequence(phrase("any other"), level), ([, level]) => change(CHANGES[level])),
  map(sequence(phrase("any"), level), () => change("any")),
);

const WHETHER = after(
  phrases(
    ",? whether or not there is also? change from any other",
    ",? whether or not there is also? change from another",
  ),
  level,
);

/** Where a change may come from besides: the product's own chapter, heading or subheading, or named materials. */
type Origin = keyof typeof CHANGES | readonly Selector[];

const origin: Parser<Origin> = oneOf<Origin>(
  after(phrases("within this|these|same", "within any one of these"), level),
  map(after(phrase("within?"), codes), ofCodes),
  selectors,
);

/** "from within this heading or heading 8708, whether or not there is also a change from any other heading" */
const fromWithin: Parser<Change> = map(
  sequence(listOf(origin, phrases(",? or from?", ",")), optional(barred), WHETHER, phrase(",?")),
  ([origins, except, other]) => {
    const own = origins.filter((origin): origin is keyof typeof CHANGES => typeof origin === "string");
    const include = origins.flatMap((origin): readonly Selector[] => {
      return typeof origin === "string" ? [{ range: { kind: "same", level: origin }, quality: undefined }] : origin;
    });
    const bars = except === undefined ? undefined : selectedBy(except);
    if (own.includes(other) || own.includes("chapter")) return change("any", bars);
    return change(CHANGES[other], bars, [{ materials: selectedBy(include), upTo: undefined }]);
  },
);

const PROVIDED = phrases(",|;? provided that? there? is? ~", ",|; provided that? ~", ",? in which ~");

const isProcessed: Parser<Rule> = oneOf(
  map(sequence(phrases("product|good is both?", "good|product is"), process), ([, rule]) => rule),
  means("change is result of more than packaging", declared("process", "more-than-packaging")),
  means("biodiesel is transesterified in territory of party", declared("process", "transesterification")),
  means(
    "either fabric or yarn meets rule of origin that would be applicable if fabric or yarn were classified alone",
    declared("product", "fabric-or-yarn-meets-own-rule"),
  ),
);

const proviso: Parser<Rule> = after(PROVIDED, rowOf(oneOf(condition, content, isProcessed)));

const shifted: Parser<Rule> = map(
  sequence(oneOf(from, fromWithin), optional(oneOf(barred, exceptions)), optional(proviso)),
  ([rule, except, limits]) => {
    const include = [...(rule.except?.include ?? []), ...(except ?? [])];
    const changed: Rule = include.length === 0 ? rule : { ...rule, except: selectedBy(include) };
    return limits === undefined ? changed : both([changed, limits]);
  },
);

const CHANGE_TO = phrases("change to", "no? change to");

/** "A change from any other heading", "A change to a good of … from any other chapter". */
export const shift: Parser<Rule> = oneOf(
  map(sequence(CHANGE_TO, part, phrase(",? from"), shifted), ([, part, , rule]) => forPart(part, rule)),
  after(phrase("change from"), shifted),
);

const NO_CHANGE = phrases("no change in tariff classification is? required");

/** "No change in tariff classification required for a good of …, provided there is a regional value content …" */
export const noShift: Parser<Rule> = map(
  sequence(NO_CHANGE, optional(after(phrase("for ~"), part)), proviso),
  ([, part, rule]) => (part === undefined ? rule : forPart(part, rule)),
);
