/** Recommendation 20 units: what the schedule's words mean, and exact conversion within one dimension. */
import { decimal, divide, multiply, type Rational, rational } from "./rational";

/** Base unit code → its dimension and how many of the dimension's own unit it holds. */
const SCALES: Record<string, readonly [dimension: string, size: Rational]> = {
  KGM: ["mass", rational(1n)],
  TNE: ["mass", rational(1000n)],
  GRM: ["mass", rational(1n, 1000n)],
  CTM: ["mass", decimal("0.0002")],
  LTR: ["volume", rational(1n)],
  HLT: ["volume", rational(100n)],
  MTQ: ["volume", rational(1000n)],
  BLL: ["volume", decimal("158.987294928")],
  NAR: ["number", rational(1n)],
  DZN: ["number", rational(12n)],
  CEN: ["number", rational(100n)],
  GRO: ["number", rational(144n)],
  MIL: ["number", rational(1000n)],
  // A proof litre is a litre at 50 % vol: a litre of pure alcohol makes two.
  PFL: ["alcohol", rational(1n)],
  LPA: ["alcohol", rational(2n)],
  MTK: ["area", rational(1n)],
  MTR: ["length", rational(1n)],
  NPR: ["pairs", rational(1n)],
  NMP: ["packs", rational(1n)],
};

/** "KGM:lead" → ["KGM", "lead"]; a plain unit has the qualifier "". */
export function splitUnit(unit: string): [base: string, qualifier: string] {
  const colon = unit.indexOf(":");
  return colon < 0 ? [unit, ""] : [unit.slice(0, colon), unit.slice(colon + 1)];
}

/** The amount of `from` counted in `to`, or null where they measure different things. */
export function convert(amount: Rational, from: string, to: string): Rational | null {
  if (from === to) return amount;
  const [fromBase, fromQualifier] = splitUnit(from);
  const [toBase, toQualifier] = splitUnit(to);
  const [source, target] = [SCALES[fromBase], SCALES[toBase]];
  if (fromQualifier !== toQualifier || source === undefined || target === undefined) return null;
  return source[0] === target[0] ? divide(multiply(amount, source[1]), target[1]) : null;
}

/** Every unit that converts to the given one, itself first. */
export function unitsOfDimension(unit: string): string[] {
  const [base, qualifier] = splitUnit(unit);
  const dimension = SCALES[base]?.[0];
  const others = Object.keys(SCALES).filter((other) => other !== base && SCALES[other]?.[0] === dimension);
  return [unit, ...others.map((other) => (qualifier === "" ? other : `${other}:${qualifier}`))];
}

/** The words after "¢" or "$…", with the slash or the "each" before them, → unit. Spacing is already normal. */
const WORDS: Record<string, string> = {
  each: "NAR",
  "/head": "NAR",
  "/article": "NAR",
  "/kg": "KGM",
  "/g": "GRM",
  "/t": "TNE",
  "/liter": "LTR",
  "/pf.liter": "PFL",
  "/pf.liter on ethyl alcohol content": "PFL",
  "/m2": "MTK",
  "/m3": "MTQ",
  "/m": "MTR",
  "/lin.m": "MTR",
  "/bbl": "BLL",
  "/doz.": "DZN",
  "/pr.": "NPR",
  "/gross": "GRO",
  "/pack": "NMP",
  "/1000": "MIL",
  "/thousand": "MIL",
  "/1000 pins": "MIL:pins",
  "/clean kg": "KGM:clean",
  "/kg of total sugars": "KGM:total-sugars",
  "/kg on drained weight": "KGM:drained",
  "/kg on contents and container": "KGM:with-container",
  "/kg, including weight of container": "KGM:with-container",
  "/t, including weight of container": "TNE:with-container",
  "/kg on entire contents of container": "KGM:entire-contents",
  "/kg of anhydrous morphine content": "KGM:anhydrous-morphine",
  "/line/gross": "GRO:lines",
  "/gross of immediate containers": "GRO:immediate-containers",
  "/m2 of recording surface": "MTK:recording-surface",
  "/jewel": "NAR:jewels",
  "for each other piece or part": "NAR:other-pieces",
};

/** The unit a rate's words count, or null for words not known. */
export function unitOfWords(words: string): string | null {
  const content = /^\/kg on (lead|copper|zinc|molybdenum|tungsten|magnesium|manganese|silicon) content$/.exec(words);
  return content === null ? (WORDS[words] ?? null) : `KGM:${content[1]}`;
}
