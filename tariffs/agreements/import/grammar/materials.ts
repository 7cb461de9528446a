import type { CodeRange, Materials, Selector, Status } from "../../../../src/model/origin/rule";
import { factName } from "../fact-names";
import { exactly, exactlyAlone } from "../whole-headings";
import { codeList, codes, sameCodes } from "./codes";
import { contents, name } from "./names";
import type { Parser } from "./parser";
import { after, between, check, firstOf, listOf, map, oneOf, optional, sequence } from "./parser";
import { means, phrase, phrases } from "./phrase";

/** Materials as a rule speaks of them, and whether only those of a status are meant. */
export interface Meant {
  readonly status: Status | undefined;
  readonly materials: Materials;
}

export const ALL_MATERIALS: Selector = { range: undefined, quality: undefined };

export const selectedBy = (include: readonly Selector[], except: readonly Selector[] = []): Materials => ({
  include,
  except,
});

export const ofCodes = (ranges: readonly CodeRange[]): readonly Selector[] =>
  ranges.map((range) => ({ range, quality: undefined }));

/** Enumerations of which each member is of the codes that follow. */
const OF_ONE_HEADING = new Set([
  "ingots or other primary forms",
  "waste and scrap",
  "meat or edible offal of swine",
  "meat and edible offal of poultry",
  "peaches or pears",
  "welded angles , shapes and sections",
  "unmanufactured tobacco or tobacco refuse",
  "prepared or preserved vegetables",
  "ingots or other primary forms or semi-finished materials",
  "ingots or other primary forms or semi-finished products",
  "tanned or dressed furskins",
]);

/**
 * A named material. Codes after an enumeration ("cereals, roots and tubers of heading 0714") may belong to its last
 * member alone: they then stay in the name, and only the declaration selects.
 */
function ofQuality(words: string, ranges: readonly CodeRange[] | undefined): readonly Selector[] {
  if (ranges === undefined) return exactlyAlone(words) ?? [{ range: undefined, quality: factName(words) }];
  if (/ (?:and|or|and\/or|,) /.test(words) && !OF_ONE_HEADING.has(words)) {
    const printed = ranges.map((range) => (range.kind === "same" ? range.level : `${range.from}-${range.to}`));
    return [{ range: undefined, quality: factName(`${words} ${printed.join(" ")}`) }];
  }
  return ranges.flatMap((range) => exactly(words, range) ?? [{ range, quality: factName(words) }]);
}

const status: Parser<Status> = oneOf<Status>(
  means("non-originating", "non-originating"),
  means("originating", "originating"),
);

/** `of heading 7206`, `classified within heading 8501`, `of the same heading as the product`. */
const OF = phrases(
  "of",
  "from",
  "of|from any? of",
  "classified within|in ,? any? of?",
  "falling within|in|under",
  "under",
);

const within = between(OF, oneOf(codeList, sameCodes), phrase(",?"));

const GOODS = phrase("other? materials|material|products|goods|articles|components");

/** `materials`, `materials of headings 1006 and 1101 to 1108`. */
const materialsOf: Parser<readonly Selector[]> = map(
  sequence(GOODS, optional(within), optional(obtainedFrom())),
  ([, ranges, quality]) => {
    if (quality === undefined) return ranges === undefined ? [ALL_MATERIALS] : ofCodes(ranges);
    return (ranges ?? [undefined]).map((range) => ({ range, quality }));
  },
);

/** `materials of chapter 16 obtained from fish` */
function obtainedFrom(): Parser<string> {
  return map(sequence(phrase("obtained from"), name, optional(after(phrase("of"), codeList))), ([, words, ranges]) => {
    const printed = (ranges ?? []).map((range) => (range.kind === "codes" ? range.from : range.level));
    return factName(["obtained from", words, ...printed].join(" "));
  });
}

/** `crude wool grease of heading 1505`, `natural fibres`. */
const namedMaterials: Parser<readonly Selector[]> = check(
  sequence(phrase("non-originating? originating?"), name, optional(within), optional(contents)),
  ([, words, ranges, containing]) => {
    if (WORK.test(words)) return undefined;
    return ofQuality(containing === undefined ? words : `${words} ${containing}`, ranges);
  },
);

/** Work is no material: with such a word another alternative has begun. */
const WORK =
  /\b(?:electrolytic|thermal|separation|alloying|fusion|distillation|purification|extrusion|weaving|operations?)\b/;

/** What answers to the product's own description in the annex stands in its heading. */
const likeProduct = (quality: string): readonly Selector[] => [{ range: { kind: "same", level: "heading" }, quality }];

export const SAME_DESCRIPTION = likeProduct("same-description");
export const SAME_GROUP = likeProduct("same-group");

const sameDescription: Parser<readonly Selector[]> = firstOf(
  means("materials? of|in? same description as product|good", SAME_DESCRIPTION),
  means("materials of this description", SAME_DESCRIPTION),
  means("materials of same group as product", SAME_GROUP),
  means("materials of same group", SAME_GROUP),
);

/** Fine polypropylene, which mills of the parties need and do not make. */
export const polypropylene: Parser<readonly Selector[]> = map(
  phrase(
    "non-originating? polypropylene filament of heading 5402 ~ or? non-originating? polypropylene fibres of heading 5503 or " +
      "heading? 5506 ~ or? ~ non-originating? polypropylene filament tow of heading 5501 ~ of which denomination in all cases " +
      "of single filament or fibre is less than 9 decitex ,?",
  ),
  () =>
    ["5402", "5503", "5506", "5501"].map((code) => ({
      range: { kind: "codes", from: code, to: code } as const,
      quality: "polypropylene-below-9-decitex",
    })),
);

const plainSelectors = firstOf(sameDescription, polypropylene, oneOf(materialsOf, namedMaterials));

/** `materials of chapter 4`, or the bare codes that some annexes leave `materials of` out before. */
export const selectors: Parser<readonly Selector[]> = firstOf(plainSelectors, map(codes, ofCodes));

const AND = phrases(",? and/or|and|or of? from?", ",");
const several: Parser<readonly Selector[]> = map(
  listOf(after(phrase("other? non-originating? of?"), plainSelectors), AND),
  (lists) => lists.flat(),
);

/** `(except durum wheat and its derivatives)`, `, other than rice of heading 1006`. */
const EXCEPT = phrases(
  "except ~ for? from? that|those? of?",
  ",? except ~ for? from? that|those? of?",
  ",? other than ~ that|those? of? from?",
  ",? excluding",
  ",? with exception of",
);

/** The next item of a list; a new paragraph ends it. */
const nextItem: Parser<string> = (tokens, at) =>
  phrase("~! and|or? ~")(tokens, at).filter(({ end }) => {
    const between = tokens.slice(at, end);
    return between.includes("•") && !between.includes("¶");
  });

export const exceptions: Parser<readonly Selector[]> = after(
  EXCEPT,
  map(
    listOf(
      firstOf(
        oneOf(
          map(codes, ofCodes),
          map(
            sequence(
              phrase("that|those? of? non-originating? materials|material of|from|classified? within|in?"),
              codes,
            ),
            ([, ranges]) => ofCodes(ranges),
          ),
          namedMaterials,
          plainSelectors,
        ),
      ),
      oneOf(phrases(",? and|or from?", ",", ",? and except from?"), nextItem),
    ),
    (lists) => lists.flat(),
  ),
);

const USED = phrases(
  "already? used in production of product|good",
  "used in production",
  "used in preparation of good",
  "used ,? taken? together? ,?",
  ",? taken together ,?",
  "in products|goods of this chapter",
  "of kind used as primary source of electrical power for propulsion of vehicle",
  ",?",
);

/** `all the non-originating materials of chapter 17 used`, `any fruit juice used`: what a limit or a status is about. */
export const meant: Parser<Meant> = map(
  sequence(
    phrases("of? all|any other? of?", "of?"),
    optional(status),
    several,
    optional(exceptions),
    USED,
    optional(oneOf(between(phrase(","), exceptions, phrase(",?")), between(phrase("("), exceptions, phrase(")")))),
  ),
  ([, counted, include, except, , more]) => ({
    status: counted,
    materials: selectedBy(include, [...(except ?? []), ...(more ?? [])]),
  }),
);
