/** From the printed text of a rate cell to its term form. A text of a shape not known is an UnreadableRate. */

import { type Basis, FREE, type PartFact, type Rate, type Term } from "./rate";
import { add, decimal, divide, multiply, type Rational, rational } from "./rational";
import { unitOfWords } from "./units";

export class UnreadableRate extends Error {}

const PERCENT = rational(1n, 100n);

/**
 * The text without markup and typing noise: tags dropped ("m<sup>2</sup>" → "m2"), blanks collapsed, words broken over
 * a line end joined ("thou- sand"), no blank around a slash or before a percent sign, one blank around a plus.
 */
export function normalText(text: string): string {
  return text
    .replace(/<[^>]*>/g, "")
    .replaceAll("²", "2")
    .replaceAll("³", "3")
    .replace(/\s+/g, " ")
    .replace(/([a-z])- ([a-z])/g, "$1$2")
    .replace(/\s*\/\s*$/, "")
    .replace(/\s*\/\s*(?=[a-z])/g, "/")
    .replace(/\s*\+\s*(?=[\d$])/g, " + ")
    .replace(/\b(pf|lin)\. /g, "$1.")
    .replace(/(m[23])of/, "$1 of")
    .replace("1,000", "1000")
    .replace("weght", "weight")
    .replace("thebattery", "the battery")
    .trim();
}

/** "33 1/3" or "6.25" → the number. */
function number(text: string): Rational {
  const mixed = /^(\d+) (\d+)\/(\d+)$/.exec(text);
  if (mixed === null) return decimal(text);
  return add(decimal(mixed[1] as string), rational(BigInt(mixed[2] as string), BigInt(mixed[3] as string)));
}

const PARTS: Record<string, readonly PartFact[]> = {
  case: ["caseValue"],
  "strap, band or bracelet": ["strapValue"],
  "case and strap, band or bracelet": ["caseValue", "strapValue"],
  battery: ["batteryValue"],
  movement: ["movementValue"],
  "movement and case": ["movementValue", "caseValue"],
  apparatus: ["apparatusValue"],
  "value of the lead content": ["leadValue"],
  "value of the rifle": ["rifleValue"],
  "value of the telescopic sight, if any": ["sightValue"],
};

function percentBasis(words: string): Basis | null {
  if (words === "" || words === "on the entire set") return { kind: "value" };
  const facts = PARTS[words.replace(/^on (the )?/, "")];
  return facts === undefined ? null : { kind: "parts", facts };
}

function quantityBasis(words: string): Basis | null {
  const over = / over (\d+)$/.exec(words);
  const unit = unitOfWords(words.replace(/ over \d+$/, ""));
  return unit === null ? null : { kind: "quantity", unit, over: BigInt(over?.[1] ?? "0") };
}

const TERM =
  /^(?:(?<percent>\d+ \d+\/\d+|\d+(?:\.\d+)?)%|\$(?<dollars>\d+(?:\.\d+)?)|(?<cents>\d+(?:\.\d+)?)¢) ?(?<words>.*)$/;

function term(text: string): Term {
  const groups = TERM.exec(text)?.groups;
  const words = groups?.words ?? "";
  const basis = groups?.percent === undefined ? quantityBasis(words) : percentBasis(words);
  if (groups === undefined || basis === null) throw new UnreadableRate(text);
  if (groups.dollars !== undefined) return { coefficient: decimal(groups.dollars), basis };
  return { coefficient: multiply(number((groups.percent ?? groups.cents) as string), PERCENT), basis };
}

const DEGREES =
  /^(?<top>[\d.]+)¢\/kg less (?<step>[\d.]+)¢\/kg for each degree under 100 degrees \(and fractions of a degree in proportion\) but not less (?:than )?(?<floor>[\d.]+)¢\/kg$/;

const PLATES =
  /^(?<sum>.*), but if consisting in part of a plate or a set of plates the total duty shall not exceed the duty for the complete movement$/;

/** Prose that points at goods the declarant must name. */
const REFERENCES: readonly (readonly [RegExp, Rate])[] = [
  [
    /^The rate applicable,? to each (garment in the (in the )?ensemble if (separately entered|entered separately)|article in the absence of this subheading)$/,
    { kind: "each-component" },
  ],
  [
    /^The rate of duty applicable to that article in the set subject to the highest rate of duty$/,
    { kind: "highest-component" },
  ],
  [
    /^The rate applicable to (the article of which it is (a part or|an) accessory|the natural juice in heading 2009|the complete, assembled( movement)?)$/,
    { kind: "article" },
  ],
];

/** The term form of one rate. Throws UnreadableRate for a text of no known shape, the empty text among them. */
export function parseRate(printed: string): Rate {
  const text = normalText(printed);
  if (text === "Free") return FREE;
  if (text === "Free, under bond") return { kind: "under-bond" };
  if (/^See [^()]+$/.test(text)) return { kind: "prose", text };
  for (const [pattern, rate] of REFERENCES) if (pattern.test(text)) return rate;
  const degrees = DEGREES.exec(text)?.groups;
  if (degrees !== undefined) {
    const cents = (digits: string | undefined) => divide(decimal(digits as string), rational(100n));
    return { kind: "degrees", top: cents(degrees.top), perDegree: cents(degrees.step), floor: cents(degrees.floor) };
  }
  const plates = PLATES.exec(text)?.groups?.sum;
  const terms = (plates ?? text).split(" + ").map(term);
  return plates === undefined ? { kind: "sum", terms } : { kind: "plates", terms };
}
