import type { Base, Cap } from "../../../../src/model/origin/rule";
import type { Rational } from "../../../../src/model/rational";
import { divide, parseRational, rational } from "../../../../src/model/rational";
import type { Parser } from "./parser";
import { after, firstOf, listOf, map, optional, sequence } from "./parser";
import { means, phrase, phrases, token } from "./phrase";

/** `40%` → 2/5 */
export const percent: Parser<Rational> = token((word) => {
  const share = word.endsWith("%") ? parseRational(word.slice(0, -1)) : undefined;
  return share === undefined ? undefined : divide(share, rational(100n));
});

const PRODUCT = "of? product|products|good|goods|set";
const FINAL = "of? final product|products|good|goods";

/** A phrase with or without the words that say whose value it is. */
const ofProduct = <Meaning>(words: string, meaning: Meaning): Parser<Meaning> =>
  firstOf(means(`${words} ${FINAL}`, meaning), means(`${words} ${PRODUCT}`, meaning), means(words, meaning));

const EXW: readonly Base[] = ["EXW"];
const FOB: readonly Base[] = ["FOB"];

/** The value that a share is taken of. */
export const valueBases: Parser<readonly Base[]> = firstOf(
  ofProduct("transaction value or ex-works price", ["TV", "EXW"]),
  ofProduct("either? ex-works price or free-on-board value", ["EXW", "FOB"]),
  ofProduct("ex-works price ( exw ) or free-on-board ( fob )? cost|price|value", ["EXW", "FOB"]),
  ofProduct("ex-works price or free-on-board ( fob ) cost|price|value", ["EXW", "FOB"]),
  ofProduct("value of ex-works price", EXW),
  ofProduct("ex-works price ( exw )", EXW),
  ofProduct("ex-works price", EXW),
  ofProduct("ex-works ( exw ) price", EXW),
  ofProduct("ex-works", EXW),
  ofProduct("free-on-board ( fob ) cost|price|value", FOB),
  ofProduct("free-on-board cost|price|value ( fob )", FOB),
  ofProduct("free-on-board cost|price|value", FOB),
  ofProduct("transaction value", ["TV"]),
  ofProduct("net cost", ["NC"]),
  means("value of product|good", ["TV"]),
);

/** "(MaxNOM 50 % (EXW))", "(MaxNOM 50 % (EXW) or 45 % (FOB))" repeats what went before. */
const SHORT_FORM: Parser<unknown> = optional(
  sequence(
    phrase("( maxnom"),
    percent,
    phrase("( exw )"),
    optional(sequence(phrase("or"), percent, phrase("( fob )"))),
    phrase(")"),
  ),
);

/** `40% of the ex-works price or 35% of the free on board price`: shares of which one is enough. */
export const valueCaps: Parser<readonly Cap[]> = map(
  sequence(
    listOf(
      map(sequence(percent, phrase("of either?"), valueBases), ([limit, , of]) => ({ limit, of })),
      phrase(",? or"),
    ),
    SHORT_FORM,
  ),
  ([caps]) => caps,
);

/** A weight that a share is taken of: the product's, or that of all materials of the kind. */
export const weightOfProduct: Parser<readonly Base[]> = map(
  after(
    optional(phrase("net|total")),
    phrases("weight of final? product|products|good|goods", "weight of final product|good"),
  ),
  () => ["weight"],
);

/** "does not exceed": a limit that includes itself. */
export const notMoreThan: Parser<string> = phrases(
  "does|do|must|may|shall not exceed ~",
  "may|must|shall does? not exceed ~",
  "not exceeding ~",
  "is|are not more than",
  "is|are no more than",
  "is limited to",
);

/** "not less than" likewise. */
export const notLessThan: Parser<string> = phrases("not less than", "at least", "no less than", "is not less than");
