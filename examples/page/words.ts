/** What units and facts are called on the page. */

const UNITS: Readonly<Record<string, string>> = {
  KGM: "kilograms",
  TNE: "metric tons",
  GRM: "grams",
  LBR: "pounds",
  CTM: "carats",
  LTR: "litres",
  HLT: "hectolitres",
  GLL: "gallons",
  BLL: "barrels of 42 gallons",
  MTQ: "cubic metres",
  MTK: "square metres",
  MTR: "metres",
  NAR: "pieces",
  DZN: "dozens",
  GRO: "gross",
  MIL: "thousands",
  NPR: "pairs",
  DPR: "dozens of pairs",
  NMP: "packs",
  PFL: "proof litres",
  LPA: "litres of pure alcohol",
};

/** Units that say the same quantity: any of them may be declared for any other. */
const FAMILIES: readonly (readonly string[])[] = [
  ["KGM", "TNE", "GRM", "LBR"],
  ["LTR", "HLT", "GLL", "BLL", "MTQ"],
  ["NAR", "DZN", "GRO", "MIL"],
  ["NPR", "DPR"],
  ["PFL", "LPA"],
];

const split = (unit: string): [code: string, qualifier: string | undefined] => {
  const [code = "", qualifier] = unit.split(":");
  return [code, qualifier];
};

/** `KGM` → kilograms; a code that the page has no word for stays as it is. */
export const unitName = (unit: string): string => UNITS[split(unit)[0]] ?? split(unit)[0];

/** `KGM:lead` → its own code and those that convert to it, with the qualifier. */
export function convertible(unit: string): string[] {
  const [code, qualifier] = split(unit);
  const family = FAMILIES.find((codes) => codes.includes(code)) ?? [code];
  const ordered = [code, ...family.filter((other) => other !== code)];
  return qualifier === undefined ? ordered : ordered.map((other) => `${other}:${qualifier}`);
}

/** One of a unit: `KGM:lead` → kilogram of lead. */
function one(unit: string): string {
  const [code, qualifier] = split(unit);
  const name = unitName(code).replace(/(?<!s)s(?= of |$)/, "");
  return qualifier === undefined ? name : `${name} (${qualifier.replaceAll("-", " ")})`;
}

/** The language of rates in words: `0.088 USD/KGM + 20%` → $0.088 per kilogram + 20%. */
export const rateWords = (rate: string): string =>
  rate
    .replace(
      /(\d[\d.]*(?: \d+\/\d+)?|\d+\/\d+) USD\/(entry|[A-Z0-9]{2,3}(?::[a-z-]+)?)/g,
      (_, amount, unit) => `$${amount} per ${one(unit)}`,
    )
    .replace(/\*([a-z]\w*)/gi, (_, fact) => ` for each unit of ${factName(fact).toLowerCase()}`)
    .replace(/>([\d.]+)/g, " over $1")
    .replace(/<([\d.]+)/g, " under $1")
    .replace(/% of ([a-z]\w*)/g, (_, fact) => `% of the ${factName(fact).toLowerCase()}`)
    .replaceAll(" MIN ", ", but not less than ")
    .replaceAll(" MAX ", ", but not more than ")
    .replaceAll(" - ", " less ");

/** What a quantity is of: `KGM:total-sugars` → Quantity, total sugars. */
export function quantityName(unit: string): string {
  const qualifier = split(unit)[1];
  return qualifier === undefined ? "Quantity" : `Quantity: ${qualifier.replaceAll("-", " ")}`;
}

/** `batteryValue` → Battery value. */
export function factName(fact: string): string {
  const words = fact.replace(/[A-Z]/g, (capital) => ` ${capital.toLowerCase()}`);
  return words.charAt(0).toUpperCase() + words.slice(1);
}

/** `0101300000` → 0101.30.00.00. */
export function dotted(code: string): string {
  const digits = code.replace(/\D/g, "");
  return [digits.slice(0, 4), digits.slice(4, 6), digits.slice(6, 8), digits.slice(8)].filter(Boolean).join(".");
}

const THOUSANDS = /^\d{1,3}([,\s'’]\d{3})+(\.\d*)?$/;

/**
 * An amount as people write it → as an entry states it: `1,500.50` → `1500.50`. Whatever else holds a comma stays as
 * it is, to be asked about: `12,50` is not 1250.
 */
export function plainAmount(text: string): string {
  const trimmed = text.trim();
  const plain = THOUSANDS.test(trimmed) ? trimmed.replace(/[,\s'’]/g, "") : trimmed;
  return plain
    .replace(/^0+(?=\d)/, "")
    .replace(/^\./, "0.")
    .replace(/\.$/, "");
}

/** `12500.00` → 12,500.00. A text throughout: no digit of money passes through a number. */
export function grouped(amount: string): string {
  const [whole = "", decimals] = amount.split(".");
  const separated = whole.replace(/\B(?=(\d{3})+$)/g, ",");
  return decimals === undefined ? separated : `${separated}.${decimals}`;
}
