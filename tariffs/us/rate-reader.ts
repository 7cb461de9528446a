import type { Rate, RateBasis, RateCell, RateSum, RateTerm } from "../../src/model/rate";
import type { Rational } from "../../src/model/rational";
import { divide, rational } from "../../src/model/rational";
import { rateTokens } from "./rate-tokens";
import {
  CONTENT_PHRASES,
  COUNT_PHRASES,
  DEGREE_PHRASE,
  DEGREE_TAIL,
  PART_PHRASES,
  PLATE_PHRASE,
  PROOF_PHRASE,
  REFERENT_PHRASES,
  UNIT_PHRASES,
} from "./rate-words";
import { TokenCursor } from "./token-cursor";

/**
 * The rates of columns 1 and 2 as the schedule prints them.
 *
 *     rate   := sum ["less" money "for each degree under" number …] ["but not less than" sum] [plates]
 *     sum    := term ("+" term)*
 *     term   := number "%" ["on" part] | money
 *     money  := (number "¢" | "$" number) ("each" | "/" unit [content] ["over" number])
 *     charge := "The rate applicable to" articles
 */

const HUNDRED = rational(100n);
const FREE: Rate = { kind: "rate", sums: [] };
/** General Headnote of chapter 51: free only while a bond holds the wool to its use. */
const FREE_UNDER_BOND: RateCell = {
  kind: "conditional",
  alternatives: [
    { fact: "underBond", rate: FREE },
    { fact: undefined, rate: { kind: "see", text: "Free, under bond" } },
  ],
};

/** What a printed rate says; undefined when this grammar cannot read it. */
export function readRate(text: string): RateCell | undefined {
  if (/^see\b/i.test(text)) return readReference(text);
  const tokens = rateTokens(text);
  if (tokens === undefined) return undefined;
  const cursor = new TokenCursor(tokens);
  const cell = cellAt(cursor);
  return cursor.atEnd ? cell : undefined;
}

/** `See 9918.04.60, 99.18.04.80` → see "9918.04.60, 9918.04.80": codes as the schedule numbers them, all kept. */
function readReference(text: string): RateCell | undefined {
  const to = text
    .slice("see".length)
    .trim()
    .replace(/\b\d[\d.]*\d\b/g, (code) => {
      const digits = code.replaceAll(".", "");
      return digits.length === 8 ? `${digits.slice(0, 4)}.${digits.slice(4, 6)}.${digits.slice(6)}` : code;
    })
    .replace(/\.$/, "")
    .replaceAll('"', "'");
  return to === "" ? undefined : { kind: "see", text: to };
}

function cellAt(cursor: TokenCursor): RateCell | undefined {
  if (cursor.take("free under bond")) return FREE_UNDER_BOND;
  if (cursor.take("free")) return FREE;
  if (cursor.take("rate of duty applicable to") || cursor.take("rate applicable to")) return chargeAt(cursor);
  return rateAt(cursor);
}

function chargeAt(cursor: TokenCursor): Rate | undefined {
  const referent = cursor.takeOneOf(REFERENT_PHRASES);
  if (referent === undefined) return undefined;
  return referent === "highest" ? rateOf([charge("components", "highest")]) : rateOf([charge(referent, "sum")]);
}

function rateAt(cursor: TokenCursor): RateCell | undefined {
  const first = sumAt(cursor);
  if (first === undefined) return undefined;
  if (cursor.take("less")) {
    const discount = degreesAt(cursor);
    if (discount === undefined) return undefined;
    first.push(discount);
  }
  const sums: RateSum[] = [{ operator: "first", terms: first }];
  if (cursor.take("but not less than") || cursor.take("but not less")) {
    const floor = sumAt(cursor);
    if (floor === undefined) return undefined;
    sums.push({ operator: "floor", terms: floor });
  }
  const rate: Rate = { kind: "rate", sums };
  return cursor.take(PLATE_PHRASE) ? cappedWithPlates(rate) : rate;
}

function cappedWithPlates(rate: Rate): RateCell {
  const cap: RateSum = { operator: "cap", terms: [charge("article", "sum")] };
  return {
    kind: "conditional",
    alternatives: [
      { fact: "plates", rate: { kind: "rate", sums: [...rate.sums, cap] } },
      { fact: undefined, rate },
    ],
  };
}

/** `0.02¢/kg for each degree under 100 degrees …`: money times the degrees that are missing. */
function degreesAt(cursor: TokenCursor): RateTerm | undefined {
  const money = moneyAt(cursor);
  if (money === undefined || !cursor.take(DEGREE_PHRASE)) return undefined;
  const at = cursor.takeNumber();
  if (at === undefined || !cursor.take(DEGREE_TAIL)) return undefined;
  const factor: RateBasis = { kind: "fact", fact: "polarization", threshold: { sense: "under", at } };
  return { ...money, sign: -1, factor };
}

function sumAt(cursor: TokenCursor): RateTerm[] | undefined {
  const terms: RateTerm[] = [];
  do {
    const found = termsAt(cursor);
    if (found === undefined) return undefined;
    terms.push(...found);
  } while (cursor.take("+"));
  return terms;
}

/** One printed term: several where one rate falls on two parts. */
function termsAt(cursor: TokenCursor): RateTerm[] | undefined {
  const percent = cursor.takeNumberBefore("%");
  if (percent === undefined) {
    const money = moneyAt(cursor);
    return money && [money];
  }
  const parts = cursor.take("on") ? cursor.takeOneOf(PART_PHRASES) : ["value"];
  return parts?.map((part) => ({ sign: 1, coefficient: divide(percent, HUNDRED), basis: basisOf(part) }));
}

function moneyAt(cursor: TokenCursor): RateTerm | undefined {
  const coefficient = amountAt(cursor);
  const basis = quantityAt(cursor);
  return coefficient && basis && { sign: 1, coefficient, currency: "USD", basis };
}

/** In dollars. */
function amountAt(cursor: TokenCursor): Rational | undefined {
  if (cursor.take("$")) return cursor.takeNumber();
  const cents = cursor.takeNumberBefore("¢");
  return cents && divide(cents, HUNDRED);
}

function quantityAt(cursor: TokenCursor): RateBasis | undefined {
  const count = cursor.takeOneOf(COUNT_PHRASES);
  if (count !== undefined) return { kind: "quantity", unit: count };
  const unit = cursor.take("/") ? cursor.takeOneOf(UNIT_PHRASES) : undefined;
  if (unit === undefined) return undefined;
  if (unit === "PFL") cursor.take(PROOF_PHRASE);
  const content = cursor.takeOneOf(CONTENT_PHRASES);
  const basis = { kind: "quantity" as const, unit: content === undefined ? unit : `${unit}:${content}` };
  if (!cursor.take("over")) return basis;
  const at = cursor.takeNumber();
  return at && { ...basis, threshold: { sense: "over", at } };
}

const rateOf = (terms: readonly RateTerm[]): Rate => ({ kind: "rate", sums: [{ operator: "first", terms }] });

const charge = (of: "components" | "article", pick: "sum" | "highest"): RateTerm => ({
  sign: 1,
  coefficient: rational(1n),
  basis: { kind: "charge", of, pick },
});

const basisOf = (part: string): RateBasis => (part === "value" ? { kind: "value" } : { kind: "fact", fact: part });
