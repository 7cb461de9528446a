import type { ConditionalRate, ProgrammeRate, Rate, RateBasis, RateCell, RateSum, RateTerm, Reference } from "./rate";
import type { Rational } from "./rational";
import { compare, divide, formatRational, multiply, parseRational, rational } from "./rational";
import { TextCursor } from "./text-cursor";

export { RateSyntaxError } from "./text-cursor";

/**
 * The canonical text of rates (docs/rate-language.md). There is one text for a rate: what `parseCell` accepts,
 * `printCell` gives back letter for letter, so that equal rates compare as equal texts.
 */

const HUNDRED = rational(100n);
const ONE = rational(1n);

const NUMBER = /(?:\d+ )?\d+\/\d+|\d+(?:\.\d+)?/y;
const CURRENCY = /[A-Z]{3}(?=\/)/y;
const UNIT = /[A-Z0-9]{2,3}(?::[a-z][a-z0-9-]*)?(?![A-Za-z0-9:])/y;
const FACT = /[a-z][A-Za-z0-9]*/y;
const BASE_DUTY = "base duty";
const ENTRY = "entry";
const ENTRY_WORD = /entry(?![A-Za-z0-9])/y;
const QUOTED = /[^"\p{Cc}]+(?=")/uy;
const SYMBOL = /[A-Z][A-Z0-9]*[+*]?/y;

type Charge = Extract<RateBasis, { kind: "charge" }>;

const CHARGES: readonly (readonly [text: string, basis: Charge])[] = [
  ["duty of components", { kind: "charge", of: "components", pick: "sum" }],
  ["duty of article", { kind: "charge", of: "article", pick: "sum" }],
  ["highest rate of components", { kind: "charge", of: "components", pick: "highest" }],
];

/** @throws RateSyntaxError with the column (from 1) at which the text stops being a rate. */
export function parseCell(text: string): RateCell {
  const cursor = new TextCursor(text);
  const cell = cellAt(cursor);
  cursor.end();
  return cell;
}

/** The rates of a programme column's cell; none for an empty text. @throws RateSyntaxError */
export function parseProgrammeCell(text: string): ProgrammeRate[] {
  const rates: ProgrammeRate[] = [];
  if (text === "") return rates;
  const cursor = new TextCursor(text);
  do {
    const cell = cellAt(cursor);
    cursor.expect(" (");
    const programmes: string[] = [];
    do programmes.push(cursor.expectMatch(SYMBOL, "a programme's symbol"));
    while (cursor.take(","));
    cursor.expect(")");
    rates.push({ cell, programmes });
  } while (cursor.take("; "));
  cursor.end();
  return rates;
}

/** @throws RangeError for a cell that the language cannot say. */
export function printCell(cell: RateCell): string {
  if (cell.kind !== "conditional") return printPlain(cell);
  return cell.alternatives
    .map(({ fact, rate }) => (fact === undefined ? `else: ${printPlain(rate)}` : `if ${fact}: ${printPlain(rate)}`))
    .join("; ");
}

export const printProgrammeCell = (rates: readonly ProgrammeRate[]): string =>
  rates.map(({ cell, programmes }) => `${printCell(cell)} (${programmes.join(",")})`).join("; ");

function cellAt(cursor: TextCursor): RateCell {
  if (!cursor.take("if ")) return plainAt(cursor);
  const alternatives: ConditionalRate["alternatives"][number][] = [];
  do {
    const fact = cursor.expectMatch(FACT, "a fact");
    cursor.expect(": ");
    alternatives.push({ fact, rate: plainAt(cursor) });
  } while (cursor.take("; if "));
  cursor.expect("; else: ");
  alternatives.push({ fact: undefined, rate: plainAt(cursor) });
  return { kind: "conditional", alternatives };
}

function plainAt(cursor: TextCursor): Rate | Reference {
  if (cursor.take("free")) return { kind: "rate", sums: [] };
  if (cursor.take('see "')) {
    const text = cursor.expectMatch(QUOTED, "a text and a quotation mark");
    cursor.expect('"');
    return { kind: "see", text };
  }
  const sums: RateSum[] = [{ operator: "first", terms: termsAt(cursor) }];
  for (;;) {
    if (cursor.take(" MIN ")) sums.push({ operator: "floor", terms: termsAt(cursor) });
    else if (cursor.take(" MAX ")) sums.push({ operator: "cap", terms: termsAt(cursor) });
    else return { kind: "rate", sums };
  }
}

function termsAt(cursor: TextCursor): RateTerm[] {
  const terms = [termAt(cursor, cursor.take("-") ? -1 : 1)];
  for (;;) {
    if (cursor.take(" + ")) terms.push(termAt(cursor, 1));
    else if (cursor.take(` - ${BASE_DUTY}`))
      return [...terms, { sign: -1, coefficient: ONE, basis: { kind: "base-duty" } }];
    else if (cursor.take(" - ")) terms.push(termAt(cursor, -1));
    else return terms;
  }
}

function termAt(cursor: TextCursor, sign: 1 | -1): RateTerm {
  for (const [text, basis] of CHARGES) if (cursor.take(text)) return { sign, coefficient: ONE, basis };
  const number = numberAt(cursor);
  if (cursor.take("%")) {
    const basis: RateBasis = cursor.take(" of ")
      ? { kind: "fact", fact: cursor.expectMatch(FACT, "a fact") }
      : { kind: "value" };
    return { sign, coefficient: divide(number, HUNDRED), basis };
  }
  cursor.expect(" ");
  const currency = cursor.expectMatch(CURRENCY, "a currency and a slash");
  cursor.expect("/");
  if (cursor.match(ENTRY_WORD) !== undefined) return { sign, coefficient: number, currency, basis: { kind: "entry" } };
  const basis = basisAt(cursor);
  const term = { sign, coefficient: number, currency, basis };
  return cursor.take("*") ? { ...term, factor: basisAt(cursor) } : term;
}

function basisAt(cursor: TextCursor): RateBasis {
  if (cursor.match(ENTRY_WORD) !== undefined) throw cursor.error("a unit or a fact", cursor.column - ENTRY.length);
  const unit = cursor.match(UNIT);
  const basis =
    unit === undefined
      ? { kind: "fact" as const, fact: cursor.expectMatch(FACT, "a unit or a fact") }
      : { kind: "quantity" as const, unit };
  if (cursor.take(">")) return { ...basis, threshold: { sense: "over", at: numberAt(cursor) } };
  if (cursor.take("<")) return { ...basis, threshold: { sense: "under", at: numberAt(cursor) } };
  return basis;
}

function numberAt(cursor: TextCursor): Rational {
  const { column } = cursor;
  const text = cursor.expectMatch(NUMBER, "a number");
  const value = parseRational(text);
  if (value === undefined) throw cursor.error("a number", column);
  if (compare(value, rational(0n)) === 0) throw cursor.error("a number above 0", column);
  if (formatRational(value) !== text) throw cursor.error(formatRational(value), column);
  return value;
}

function printPlain(plain: Rate | Reference): string {
  if (plain.kind === "see") {
    if (!/^[^"\p{Cc}]+$/u.test(plain.text)) throw new RangeError("a reference cannot hold quotation marks or controls");
    return `see "${plain.text}"`;
  }
  const operators = { first: "", floor: " MIN ", cap: " MAX " };
  return plain.sums.map(({ operator, terms }) => operators[operator] + printSum(terms)).join("") || "free";
}

function printSum(terms: readonly RateTerm[]): string {
  const topUp = terms.findIndex(({ basis }) => basis.kind === "base-duty");
  if (topUp === 0 || (topUp > 0 && topUp < terms.length - 1)) throw new RangeError("the base duty is taken off last");
  const signed = terms.map((term, i) => {
    const sign = i === 0 ? (term.sign < 0 ? "-" : "") : term.sign < 0 ? " - " : " + ";
    return sign + printTerm(term);
  });
  return signed.join("");
}

function printTerm({ sign, coefficient, currency, basis, factor }: RateTerm): string {
  if (basis.kind === "base-duty") {
    if (sign > 0 || compare(coefficient, ONE) !== 0) throw new RangeError("only the whole base duty is taken off");
    return BASE_DUTY;
  }
  if (basis.kind === "charge") {
    const known = CHARGES.find(([, { of, pick }]) => of === basis.of && pick === basis.pick);
    if (known === undefined || compare(coefficient, ONE) !== 0) throw new RangeError("only whole charges have a text");
    return known[0];
  }
  if (currency === undefined) {
    const percent = `${formatRational(multiply(coefficient, HUNDRED))}%`;
    if (basis.kind === "value") return percent;
    if (basis.kind === "fact" && basis.threshold === undefined) return `${percent} of ${basis.fact}`;
    throw new RangeError("a share is of a value, whole");
  }
  const rate = `${formatRational(coefficient)} ${currency}/${basis.kind === "entry" ? ENTRY : printBasis(basis)}`;
  if (basis.kind === "entry" && factor !== undefined) throw new RangeError("an amount per entry has no factor");
  return factor === undefined ? rate : `${rate}*${printBasis(factor)}`;
}

/** A unit or a fact, with its threshold: what a citation calls the basis. @throws RangeError for other bases. */
export function printBasis(basis: RateBasis): string {
  if (basis.kind !== "quantity" && basis.kind !== "fact") throw new RangeError("only units and facts are written");
  const name = basis.kind === "quantity" ? basis.unit : basis.fact;
  if (name === ENTRY) throw new RangeError("no fact is called entry");
  if (basis.threshold === undefined) return name;
  return `${name}${basis.threshold.sense === "over" ? ">" : "<"}${formatRational(basis.threshold.at)}`;
}
