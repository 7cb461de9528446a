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

const GOOD = phrases("any? other? good|product|goods|products");

/** The good that a change is about: whole, or a part of the codes that must be told apart. */
type Part = { readonly whole: boolean; readonly words: string };

const ofCodesToo = optional(after(phrase("of"), codeList));

const part: Parser<Part> = oneOf<Part>(
  map(sequence(GOOD, ofCodesToo), ([good]) => ({ whole: true, words: good })),
  map(
    sequence(phrase("any? other? good|product of?"), ofCodesToo, phrase(",?"), name, ofCodesToo),
    ([, , , words]) => ({ whole: false, words }),
  ),
  map(sequence(name, ofCodesToo, optional(name)), ([words, , more]) => ({
    whole: false,
    words: more === undefined ? words : `${words} ${more}`,
  })),
);

const forPart = ({ whole, words }: Part, rule: Rule): Rule =>
  whole ? rule : both([declared("product", factName(words)), rule]);

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

const WHETHER = phrases(",? whether or not there is also change from any other heading|subheading|chapter ,?");

/** "from within this heading, whether or not there is also a change from any other": any, and a limit must follow. */
const fromWithin: Parser<Change> = map(
  sequence(
    oneOf(
      means("within this|these heading|subheading", undefined),
      means("within any one? of these heading|subheading", undefined),
      means("within any one? of these heading|subheading or heading", undefined),
      map(codes, () => undefined),
    ),
    optional(barred),
    WHETHER,
  ),
  ([, except]) => change("any", except === undefined ? undefined : selectedBy(except)),
);

const PROVIDED = phrases(",|;? provided that? there? is? ~", ",|; provided that? ~");

const isProcessed: Parser<Rule> = map(
  sequence(phrases("product|good is both?", "good|product is"), process),
  ([, rule]) => rule,
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

const NO_CHANGE = phrases("no change in tariff classification is? required for ~");

/** "No change in tariff classification required for a good of …, provided there is a regional value content …" */
export const noShift: Parser<Rule> = map(sequence(NO_CHANGE, part, proviso), ([, part, rule]) => forPart(part, rule));
