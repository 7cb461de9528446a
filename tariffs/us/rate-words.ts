/**
 * The words of the schedule's rates: what a rate is charged on, as phrases of tokens (`rate-tokens.ts`), without
 * articles, commas and full stops. Quantities are Recommendation 20 codes, parts are facts of the US regime.
 */

/** After a slash: the quantity. `lin. m` and `m` are one measure; a head, an article and a piece are counted alike. */
export const UNIT_PHRASES: Readonly<Record<string, string>> = {
  kg: "KGM",
  "clean kg": "KGM:clean",
  g: "GRM",
  t: "TNE",
  liter: "LTR",
  "pf liter": "PFL",
  bbl: "BLL",
  m: "MTR",
  "lin m": "MTR",
  m2: "MTK",
  m3: "MTQ",
  no: "NAR",
  head: "NAR",
  article: "NAR",
  jewel: "NAR:jewels",
  doz: "DZN",
  pr: "NPR",
  pack: "NMP",
  gross: "GRO",
  "line / gross": "GRO:lines",
  "1000": "MIL",
  thousand: "MIL",
  "1000 pins": "MIL:pins",
};

/** Quantities that stand without a slash. */
export const COUNT_PHRASES: Readonly<Record<string, string>> = {
  each: "NAR",
  "for each other piece or part": "NAR:other-pieces",
};

const SUBSTANCES = [
  "lead",
  "copper",
  "zinc",
  "molybdenum",
  "tungsten",
  "magnesium",
  "manganese",
  "silicon",
  "anhydrous morphine",
];

/** After a quantity: which of it counts, as the unit's qualifier. */
export const CONTENT_PHRASES: Readonly<Record<string, string>> = {
  "on drained weight": "drained",
  "of total sugars": "total-sugars",
  "on contents and container": "with-container",
  "including weight of container": "with-container",
  "on entire contents of container": "entire-contents",
  "of recording surface": "recording-surface",
  "of immediate containers": "immediate-containers",
  ...Object.fromEntries(
    SUBSTANCES.flatMap((name) => ["on", "of"].map((word) => [`${word} ${name} content`, name.replace(" ", "-")])),
  ),
};

/** A proof liter counts alcohol already. */
export const PROOF_PHRASE = "on ethyl alcohol content";

/** After `% on`: the declared values that share the rate. An entire set is the goods themselves. */
export const PART_PHRASES: Readonly<Record<string, readonly string[]>> = {
  case: ["caseValue"],
  "strap band or bracelet": ["strapValue"],
  "case and strap band or bracelet": ["caseValue", "strapValue"],
  movement: ["movementValue"],
  "movement and case": ["movementValue", "caseValue"],
  battery: ["batteryValue"],
  apparatus: ["apparatusValue"],
  "value of lead content": ["leadValue"],
  "value of rifle": ["rifleValue"],
  "value of telescopic sight if any": ["sightValue"],
  "entire set": ["value"],
};

/** After `The rate applicable to`: the articles whose own charge is meant, by their name in the language of rates. */
export const REFERENT_PHRASES: Readonly<Record<string, "components" | "highest" | "article">> = {
  "each garment in ensemble if separately entered": "components",
  "each garment in ensemble if entered separately": "components",
  "each article in absence of this subheading": "components",
  "that article in set subject to highest rate of duty": "highest",
  "article of which it is part": "article",
  "article of which it is part or accessory": "article",
  "article of which it is accessory": "article",
  "natural juice in heading 2009": "article",
  "complete assembled movement": "article",
  // 9110.11.00.00, column 2, without its last word.
  "complete assembled": "article",
};

/** Raw sugar: cents taken off for each degree of polarization under a hundred. */
export const DEGREE_PHRASE = "for each degree under";
export const DEGREE_TAIL = "degrees ( and fractions of degree in proportion )";

/** 9110.90.40 and 9114.90.30: the cap that stands only for movements with a plate. */
export const PLATE_PHRASE =
  "but if consisting in part of plate or set of plates total duty shall not exceed duty for complete movement";
