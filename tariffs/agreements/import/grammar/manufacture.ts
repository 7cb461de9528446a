import type { Allowance, Cap, Change, Materials, Rule, Selector } from "../../../../src/model/origin/rule";
import { EVERY } from "../../../../src/model/origin/rule";
import { rational } from "../../../../src/model/rational";
import { factName } from "../fact-names";
import { both, change, declared, either, share } from "../rules";
import { codes, level, oneCode } from "./codes";
import { condition } from "./conditions";
import { notMoreThan, valueCaps } from "./figures";
import { rowOf } from "./lists";
import { exceptions, meant, ofCodes, SAME_DESCRIPTION, SAME_GROUP, selectedBy, selectors } from "./materials";
import { name } from "./names";
import type { Parser } from "./parser";
import { after, firstOf, later, listOf, map, nothing, oneOf, optional, sequence } from "./parser";
import { breaks, means, phrase, phrases } from "./phrase";

/** "Manufacture from …", "Manufacture in which …", and lists of both under "Manufacture:". */

const NON = "non-originating?";

/** "(CTH)" after the words that it abbreviates. */
const ABBREVIATED = phrases("( cc|cth|ctsh )", "( cc|cth|ctsh ) ,?", ",?");

const THAT_OF_PRODUCT = phrases("that of product|good|products", "that of goods");

/** ", except that of the product and of heading 8503" */
const barringProduct: Parser<readonly Selector[]> = map(
  sequence(
    phrases(",? except ~", ",? other than"),
    THAT_OF_PRODUCT,
    ABBREVIATED,
    optional(
      after(
        phrases(",? and except from? of? materials?", ",? and of? from?", ",? except from? for? of?", "or of? from?"),
        listOf(
          oneOf(map(after(phrase(`${NON} materials? of?`), codes), ofCodes), after(phrase(NON), selectors)),
          phrases(",? or|and of?", ","),
        ),
      ),
    ),
    optional(exceptions),
  ),
  ([, , , codesToo, more]) => [...(codesToo ?? []).flat(), ...(more ?? [])],
);

const barred = (include: readonly Selector[]): Materials | undefined =>
  include.length === 0 ? undefined : selectedBy(include);

const CHANGES = { chapter: "chapter", heading: "heading", subheading: "subheading" } as const;

/** "materials of any heading", with what is barred. */
const ofAnyHeading: Parser<Change> = map(
  sequence(
    phrases(`${NON} materials|material of any other?`, `${NON} materials|material of|from any`),
    level,
    firstOf<(level: keyof typeof CHANGES) => Change>(
      map(barringProduct, (except) => (level) => change(CHANGES[level], barred(except))),
      map(exceptions, (except) => () => change("any", barred(except))),
      map(
        sequence(phrase(",? including other? materials of|from"), oneCode, optional(exceptions)),
        ([, , except]) =>
          () =>
            change("any", barred([...SAME_DESCRIPTION, ...(except ?? [])])),
      ),
      means(",? including materials of different group in this heading", () => change("any", barred(SAME_GROUP))),
      nothing(() => change("any")),
    ),
  ),
  ([, level, meaning]) => meaning(level),
);

/** "all the materials used are classified within a heading other than that of the product" */
const allOfOther: Parser<Change> = map(
  sequence(
    phrase("all ,? materials|products ,? used is|are ,? classified within|in other?"),
    level,
    phrase("other than"),
    firstOf<(level: keyof typeof CHANGES) => Change>(
      map(
        sequence(THAT_OF_PRODUCT, ABBREVIATED, optional(exceptions)),
        ([, , except]) =>
          (level) =>
            change(CHANGES[level], barred(except ?? [])),
      ),
      map(codes, (ranges) => () => change("any", selectedBy(ofCodes(ranges)))),
    ),
  ),
  ([, level, , meaning]) => meaning(level),
);

/** "materials not classified within heading 1806" */
const notOf: Parser<Change> = map(
  sequence(phrase("materials|material not classified in|within"), codes),
  ([, ranges]) => change("any", selectedBy(ofCodes(ranges))),
);

const changes: Parser<Change> = firstOf(ofAnyHeading, allOfOther, notOf);

const CAP = after(
  phrases(
    ",? provided that? ~ their|its|whose total? value ,? taken? together? ,?",
    ",? provided that? ~ total value of these materials",
    ",? provided that? ~ total? value of these? materials? used?",
    ",? up to",
  ),
  after(oneOf(notMoreThan, nothing("")), valueCaps),
);

/** "However, materials of the same heading may be used, provided that their total value does not exceed 20% of …" */
const mayBeUsed: Parser<(rule: Change) => readonly Change[]> = map(
  sequence(
    phrases("~ however ~", "~!"),
    meant,
    phrases("may also? be? used|incorporated into|in? set? as? backing?", "may also be used"),
    optional(CAP),
  ),
  ([, { materials }, , caps]) =>
    (rule) =>
      (caps ?? [undefined]).map((upTo) => withAllowance(rule, { materials, upTo })),
);

const withAllowance = (rule: Change, allowance: Allowance): Change => ({
  ...rule,
  allowing: [...rule.allowing, allowance],
});

/** "However, these materials may be used": those that were barred. */
const theseMayBeUsed: Parser<(rule: Change) => readonly Change[]> = map(
  sequence(phrases("~ however ~"), phrase("these materials may be used"), optional(CAP)),
  ([, , caps]) =>
    (rule) =>
      (caps ?? [undefined]).map((upTo) => withAllowance(rule, { materials: rule.except ?? EVERY, upTo })),
);

const RETANNED = phrases("may be used only if", "may be used ,? provided that ~ they? undergo?");

/** "materials of subheadings … may be used only if a retanning operation … takes place" */
const onlyIf: Parser<(rule: Change) => Rule> = map(
  sequence(phrases("~ however ~"), meant, RETANNED, name, phrase("takes? place?")),
  ([, { materials }, , work]) =>
    (rule) =>
      either([rule, both([withAllowance(rule, { materials, upTo: undefined }), declared("process", factName(work))])]),
);

/** "However, waste and scrap of heading 7802 may not be used." */
const mayNotBeUsed: Parser<(rule: Change) => readonly Change[]> = map(
  sequence(phrases("~ however ~"), meant, phrase("may|shall|must not be used")),
  ([, { materials }]) =>
    (rule) => [{ ...rule, except: selectedBy([...(rule.except?.include ?? []), ...materials.include]) }],
);

/** "However, the value of all the materials of heading 2909 used shall not exceed 20% of …" */
const butLimited: Parser<Rule> = after(phrases("~ however ~"), condition);

/** A change of classification with its allowances. */
export const withAllowances = (changes: Parser<Change>): Parser<Rule> =>
  oneOf(
    map(sequence(changes, listOf(oneOf(theseMayBeUsed, mayBeUsed, mayNotBeUsed), nothing(""))), ([rule, amended]) =>
      either(amended.reduce<readonly Change[]>((rules, amend) => rules.flatMap(amend), [rule])),
    ),
    map(sequence(changes, onlyIf), ([rule, amend]) => amend(rule)),
    map(sequence(changes, butLimited), ([rule, limit]) => both([rule, limit])),
    map(changes, (rule): Rule => rule),
  );

export const classification: Parser<Rule> = withAllowances(changes);

/** "from wood of any heading, except drawn wood of heading 4409" */
const namedOfAny: Parser<Rule> = map(
  sequence(name, phrase("of any heading"), optional(exceptions)),
  ([words, , except]) => ({
    kind: "made-from",
    materials: selectedBy([{ range: undefined, quality: factName(words) }], except ?? []),
  }),
);

const FOLLOWING = optional(phrase("following materials ~"));

/** "from yarn", "from materials of heading 7206", "from: natural fibres, or chemical materials". */
const named: Parser<Materials> = map(
  listOf(
    map(sequence(breaks, FOLLOWING, phrase(NON), meant), ([, , , { materials }]) => materials),
    phrases("~ and/or|and|or ~ from?", "~!"),
  ),
  (lists) =>
    selectedBy(
      lists.flatMap(({ include }) => include),
      lists.flatMap(({ except }) => except),
    ),
);

interface AlsoUsed {
  readonly materials: Materials;
  readonly caps: readonly Cap[] | undefined;
}

/** "Jute fabric may be used as a backing", within a limit or without. */
const alsoUsed: Parser<AlsoUsed> = map(
  sequence(phrases("~ however ~", "~!"), meant, phrase("may be used as? backing?"), optional(CAP)),
  ([, { materials }, , caps]) => ({ materials, caps }),
);

const capped = (materials: Materials, caps: readonly Cap[] | undefined): readonly Rule[] =>
  caps === undefined ? [] : [either(caps.map((cap) => share("at-most", "non-originating", materials, cap)))];

const BONDED = phrase("~ followed in both cases by bonding into non-woven");

const madeFrom: Parser<Rule> = map(
  sequence(named, optional(CAP), optional(listOf(alsoUsed, nothing(""))), optional(BONDED)),
  ([materials, caps, also, bonded]) =>
    both([
      ...(bonded === undefined ? [] : [declared("process", "nonwoven-formation")]),
      {
        kind: "made-from",
        materials: {
          ...materials,
          include: [...materials.include, ...(also ?? []).flatMap((one) => one.materials.include)],
        },
      },
      ...capped(materials, caps),
      ...(also ?? []).flatMap((one) => capped(one.materials, one.caps)),
    ]),
);

const FROM = phrases("from ~", "using ~");

const fromMaterials: Parser<Rule> = after(FROM, firstOf(oneOf(classification, namedOfAny), madeFrom));

const IN_WHICH = phrases(",? in which ~", ",? in which ,?", ",? where ~", ",? provided that? ~", ",? ~");

const requirement: Parser<Rule> = oneOf(classification, condition);

const inWhich: Parser<Rule> = after(IN_WHICH, rowOf(after(phrases("in which ~", "where ~", "~"), requirement)));

/** What may follow "from materials …" in one sentence: limits. */
const further: Parser<Rule> = after(
  phrases("~ and? in which ~", "~ where ~", "~ provided that? ~", "~ and ~"),
  rowOf(after(phrases("in which ~", "and in which ~", "where ~", "~"), condition)),
);

const clause: Parser<Rule> = oneOf(
  map(sequence(fromMaterials, optional(further)), ([rule, limits]) =>
    limits === undefined ? rule : both([rule, limits]),
  ),
  inWhich,
);

const MAKING = phrases("manufacture|manufacturing|production ~");

/** "Manufacture of materials of any subheading" is a slip for "from". */
const slippedFrom: Parser<Rule> = after(phrase("of"), classification);

/** "Manufacture by electrolytic or thermal treatment", of something or within a limit. */
const byWork: Parser<Rule> = map(
  sequence(
    phrase("by"),
    name,
    optional(fromMaterials),
    optional(after(phrases(",? in which ~", ",? provided that? ~"), condition)),
  ),
  ([, work, from, limit]) =>
    both([
      declared("process", factName(work)),
      ...(from === undefined ? [] : [from]),
      ...(limit === undefined ? [] : [limit]),
    ]),
);

/** Seats of cotton cloth that is made up: the cloth within a limit, all else originating and no seat itself. */
const cottonCloth: Parser<Rule> = map(
  sequence(
    phrase(
      "from cotton cloth already? made up in form ready for use with? materials? of heading 9401 or heading? 9403 ,? provided that? ~",
    ),
    phrases("value of cloth does not exceed", "its value does not exceed"),
    valueCaps,
    phrase(
      "~ and? ~ all other materials used are already? originating and are classified in heading other than heading 9401 or heading? 9403",
    ),
  ),
  ([, , caps]) => {
    const cloth = [{ range: undefined, quality: factName("cotton cloth made up") }];
    const seats = ofCodes([
      { kind: "codes", from: "9401", to: "9401" },
      { kind: "codes", from: "9403", to: "9403" },
    ]);
    return both([
      either(caps.map((cap) => share("at-most", "non-originating", selectedBy(cloth), cap))),
      { kind: "all", materials: selectedBy(EVERY.include, cloth), are: "originating" },
      share("at-most", "used", selectedBy(seats, cloth), { limit: rational(0n), of: ["EXW"] }),
    ]);
  },
);

const biodiesel: Parser<Rule> = map(
  phrases(
    "in which biodiesel is obtained through transesterification , esterification or hydro-treatment|hydrotreatment",
    "in which biodiesel is obtained through transesterification and/or esterification or through hydro-treatment|hydrotreatment",
  ),
  () => either(["transesterification", "esterification", "hydrotreatment"].map((fact) => declared("process", fact))),
);

/** The clauses of one "Manufacture". */
export const manufacture: Parser<Rule> = after(
  MAKING,
  oneOf(clause, byWork, slippedFrom, cottonCloth, biodiesel, rowOf(later(() => clause))),
);
