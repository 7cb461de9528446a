import type { ProductValue, RegionalValue, Rule } from "../../../../src/model/origin/rule";
import { EVERY } from "../../../../src/model/origin/rule";
import type { Rational } from "../../../../src/model/rational";
import { parseRational } from "../../../../src/model/rational";
import { either, share } from "../rules";
import { notLessThan, percent, valueBases, valueCaps } from "./figures";
import { meant } from "./materials";
import type { Parser } from "./parser";
import { after, firstOf, listOf, map, oneOf, optional, sequence } from "./parser";
import { means, phrase, phrases } from "./phrase";

/** Limits on content that name their method: RVC, QVC, MaxNOM in the words of the newer agreements. */

const rvc = (
  method: RegionalValue["method"],
  limit: Rational,
  of: readonly ProductValue[],
  materials = EVERY,
): Rule => ({ kind: "rvc", method, limit, of, materials });

const METHODS = {
  up: phrases("under|using build-up method"),
  down: phrases("under|using build-down method"),
  net: phrases("under|using net cost method"),
  focused: phrases("under|using focused value method taking into account only"),
};

const isProductValue = (base: string): base is ProductValue => ["EXW", "FOB", "TV", "NC"].includes(base);

const bases: Parser<readonly ProductValue[]> = map(optional(after(phrase("of either?"), valueBases)), (found) =>
  (found ?? ["TV"]).filter(isProductValue),
);

/** "40% under the build-down method" */
const byMethod: Parser<Rule> = oneOf(
  map(sequence(percent, bases, METHODS.up), ([limit, of]) => rvc("build-up", limit, of)),
  map(sequence(percent, bases, METHODS.down), ([limit, of]) => rvc("build-down", limit, of)),
  map(sequence(percent, METHODS.net), ([limit]) => rvc("build-down", limit, ["NC"])),
  map(sequence(percent, METHODS.focused, meant), ([limit, , { materials }]) =>
    rvc("focused-value", limit, ["TV"], materials),
  ),
);

const OR = phrases("~ or ~", "~!");

const methods: Parser<Rule> = map(listOf(byMethod, OR), either);

const RVC = phrases(
  "regional value content ( rvc )",
  "regional value content",
  "rvc",
  "qvc",
  "qualifying value content",
);

const REFERENCE = optional(phrase("as calculated under article 4 of origin reference document"));

/** "a regional value content of not less than: a) 30% under the build-up method, b) …" */
const regional: Parser<Rule> = after(
  sequence(
    phrases("good has", "your goods contain", "there is", "~"),
    RVC,
    REFERENCE,
    phrase("of"),
    notLessThan,
    phrase("~"),
  ),
  oneOf(
    methods,
    map(
      sequence(
        percent,
        phrases(
          ",? whether using build-up method or build-down method",
          ",? whether using build-down method or build-up method",
        ),
        optional(phrase("( rvc30|rvc35|rvc40|rvc45|rvc50|rvc20|rvc25|rvc55|rvc60 )")),
      ),
      ([limit]) => either([rvc("build-up", limit, ["TV"]), rvc("build-down", limit, ["TV"])]),
    ),
    map(sequence(percent, phrase("of either?"), valueBases), ([limit, , of]) =>
      rvc("build-down", limit, of.filter(isProductValue)),
    ),
    map(percent, (limit) => either([rvc("build-up", limit, ["TV"]), rvc("build-down", limit, ["TV"])])),
  ),
);

const shareOf = (text: string): Rational => parseRational(text) as Rational;

/** India's headnote 9(f): 40 % of ex-works or 45 % of free-on-board built down, or 35 % of either built up. */
const STANDARD_QVC = either([
  rvc("build-down", shareOf("2/5"), ["EXW"]),
  rvc("build-down", shareOf("9/20"), ["FOB"]),
  rvc("build-up", shareOf("7/20"), ["EXW", "FOB"]),
]);

/** "A maximum of 50% of the ex-works price (EXW) is made up of non-originating parts (MAXNOM)." */
const maximum: Parser<Rule> = oneOf(
  map(
    sequence(
      phrases("maximum of", "a? maximum of"),
      valueCaps,
      phrases(
        "is made up of non-originating parts|materials ( maxnom )",
        "is made up of non-originating parts|materials",
      ),
    ),
    ([, caps]) => either(caps.map((cap) => share("at-most", "non-originating", EVERY, cap))),
  ),
  map(sequence(phrase("maximum value of non-originating materials ( maxnom ) cannot exceed"), valueCaps), ([, caps]) =>
    either(caps.map((cap) => share("at-most", "non-originating", EVERY, cap))),
  ),
  map(sequence(phrase("maxnom"), percent, phrase("( exw )")), ([, limit]) =>
    share("at-most", "non-originating", EVERY, { limit, of: ["EXW"] }),
  ),
);

/** "80% of the net cost of the product": the heading of the annex says that it limits non-originating materials. */
export const content: Parser<Rule> = firstOf(regional, maximum, means("standard qvc", STANDARD_QVC));
