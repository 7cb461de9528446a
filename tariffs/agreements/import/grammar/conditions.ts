import type { Base, Materials, Rule, Selector, Status } from "../../../../src/model/origin/rule";
import { EVERY } from "../../../../src/model/origin/rule";
import { rational } from "../../../../src/model/rational";
import { all, both, either, share } from "../rules";
import { notMoreThan, percent, valueCaps, weightOfProduct } from "./figures";
import type { Meant } from "./materials";
import { meant, selectedBy } from "./materials";
import type { Parser } from "./parser";
import { after, firstOf, map, oneOf, optional, sequence } from "./parser";
import { means, phrase, phrases } from "./phrase";

/** What a rule requires of the materials: limits on their value and weight, and their status. */

const VALUE = phrases("total? value of", "combined? value of", "individual? value of");

/** Materials of which a rule limits the value are the non-originating ones, unless it says otherwise. */
const counted = ({ status }: Meant): Status => status ?? "non-originating";

/** "the value of all the materials of chapter 17 used does not exceed 30% of the ex-works price" */
const valueLimit: Parser<Rule> = map(sequence(VALUE, meant, notMoreThan, valueCaps), ([, materials, , caps]) =>
  either(caps.map((cap) => share("at-most", counted(materials), materials.materials, cap))),
);

/** "the value of materials of any heading, except that of the product, used does not exceed 50% of …" */
const otherHeadings: Parser<Rule> = map(
  sequence(
    VALUE,
    phrase("all? non-originating? materials of any heading ,? except that of product|good ,? used"),
    notMoreThan,
    valueCaps,
  ),
  ([, , , caps]) => {
    const other = selectedBy(EVERY.include, [{ range: { kind: "same", level: "heading" }, quality: undefined }]);
    return either(caps.map((cap) => share("at-most", "non-originating", other, cap)));
  },
);

/** "the value of all the originating nuts used exceeds 60% of the ex-works price": the limit itself does not do. */
const valueOver: Parser<Rule> = map(
  sequence(VALUE, meant, phrase("exceeds|exceed"), valueCaps),
  ([, materials, , caps]) =>
    either(caps.map((cap) => share("over", materials.status ?? "originating", materials.materials, cap))),
);

/** "the value of the non-originating materials used does not exceed the value of the originating materials used" */
const valueOverOriginating: Parser<Rule> = map(
  phrases(
    "value of all? non-originating materials used does not exceed value of all? originating materials used",
    "value of all? non-originating materials used does not exceed value of all? originating materials",
  ),
  () => share("at-most", "non-originating", EVERY, { limit: rational(1n), of: ["originating"] }),
);

/** The same for the head of a sewing machine. */
const headUnderOriginating: Parser<Rule> = map(
  phrase(
    "value of all? non-originating materials used in assembling head ( without motor ) does not exceed value of all? " +
      "originating materials used",
  ),
  () =>
    share("at-most", "non-originating", selectedBy([{ range: undefined, quality: "for-head-without-motor" }]), {
      limit: rational(1n),
      of: ["originating"],
    }),
);

/** "the materials of heading 8431 are only used up to a value of 10% of the ex-works price" */
const onlyUsedUpTo: Parser<Rule> = map(
  sequence(
    phrases("value of", "all?"),
    meant,
    phrases("taken? together? ,? is|are only used up to value of"),
    valueCaps,
  ),
  ([, materials, , caps]) => either(caps.map((cap) => share("at-most", counted(materials), materials.materials, cap))),
);

const WEIGHT = phrases("net|dry? weight of", "total? combined? net? weight of", "combined total? weight of");

/** What a weight is a share of: the product's, or that of all materials of some codes. */
const weighed: Parser<{ readonly of: readonly Base[]; readonly within?: Materials }> = oneOf(
  map(weightOfProduct, (of) => ({ of })),
  map(sequence(phrases("total? net? dry? weight of", "dry? weight of all?"), meant), ([, { materials }]) => ({
    of: ["materials-weight"],
    within: materials,
  })),
);

/** "30% of either the net weight of the product or the net weight of all material used in production" */
const EITHER_WEIGHT = phrase("of either net weight of product or net weight of all material used in production");

const eitherWeight: Parser<Rule> = map(
  sequence(phrases("net? weight of"), meant, notMoreThan, percent, EITHER_WEIGHT),
  ([, materials, , limit]) =>
    either([
      share("at-most", counted(materials), materials.materials, { limit, of: ["weight"] }),
      share("at-most", counted(materials), materials.materials, { limit, of: ["materials-weight"] }, EVERY),
    ]),
);

/** "the total weight of non-originating materials of headings 1701 and 1702 used does not exceed 20% of …" */
const weightLimit: Parser<Rule> = map(
  sequence(WEIGHT, meant, notMoreThan, percent, phrase("of"), weighed),
  ([, materials, , limit, , { of, within }]) =>
    share("at-most", counted(materials), materials.materials, { limit, of }, within),
);

/** "the individual weight of sugar and of the materials of chapter 4 used": one limit each. */
const individualLimits: Parser<Rule> = map(
  sequence(phrase("individual weight of"), meant, notMoreThan, percent, phrase("of"), weightOfProduct),
  ([, materials, , limit, , of]) =>
    both(
      materials.materials.include.map((selector) =>
        share("at-most", counted(materials), { ...materials.materials, include: [selector] }, { limit, of }),
      ),
    ),
);

/** "at least 70% by weight of the unmanufactured tobacco of heading 2401 used is originating" */
const atLeastByWeight: Parser<Rule> = map(
  sequence(
    phrase("at least"),
    percent,
    phrase("by weight of"),
    meant,
    phrase("is|are|must|shall already? be? already?"),
    ARE(),
  ),
  ([, limit, , materials, , are]) => share("at-least", are, materials.materials, { limit, of: ["materials-weight"] }),
);

function ARE(): Parser<"originating" | "wholly-obtained"> {
  return firstOf<"originating" | "wholly-obtained">(
    means("wholly obtained in country or territory", "wholly-obtained"),
    means("wholly obtained or produced", "wholly-obtained"),
    means("wholly obtained", "wholly-obtained"),
    means("originating", "originating"),
  );
}

/** "However, materials of headings 1507 and 1508 may be used": these need not be. */
const butNot: Parser<readonly Selector[]> = map(
  sequence(phrase("~ however ~"), meant, phrase("may be used")),
  ([, { materials }]) => materials.include,
);

/** "all the materials of chapter 4 used are wholly obtained" */
const allAre: Parser<Rule> = map(
  sequence(meant, phrases("must|shall already? be already?", "is|are already?"), ARE(), optional(butNot)),
  ([{ materials }, , are, free]) => all({ ...materials, except: [...materials.except, ...(free ?? [])] }, are),
);

/** Arrack beside wholly obtained grapes, where all else originates; volumes are declared. */
const grapes: Parser<Rule> = map(
  sequence(
    allAre,
    phrase(",? or ,? if all other materials used are already? originating ,? arrack may be used up to limit of"),
    percent,
    phrase("by volume"),
  ),
  ([wholly, , limit]) =>
    either([
      wholly,
      both([
        all(
          selectedBy([{ range: undefined, quality: undefined }], [{ range: undefined, quality: "arrack" }]),
          "originating",
        ),
        { kind: "figure", figure: "arrack-by-volume", sense: "at-most", limit },
      ]),
    ]),
);

const UNDER_LIMIT = phrases("where? ,? within above limit ,?", "where", "in? which", "that", "if");

export const condition: Parser<Rule> = after(
  optional(UNDER_LIMIT),
  firstOf(
    headUnderOriginating,
    valueOverOriginating,
    oneOf(
      otherHeadings,
      valueLimit,
      valueOver,
      grapes,
      onlyUsedUpTo,
      eitherWeight,
      weightLimit,
      individualLimits,
      atLeastByWeight,
      allAre,
    ),
  ),
);
