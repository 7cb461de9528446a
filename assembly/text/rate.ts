import { greatestCommonDivisor } from "../arithmetic/fraction";
import {
  finish,
  isDigit,
  isLower,
  isUpper,
  moveTo,
  next,
  peek,
  position,
  put,
  putNumber,
  putText,
  read,
  startWriting,
  take,
} from "./cursor";

/** What stands where the text stops being a rate; empty while it is one. */
let flaw: string = "";

/**
 * A cell of the language of rates (docs/rate-language.md), read to its end: the text itself, since a rate has only one,
 * or `error at COLUMN: WHAT expected`, columns from 1.
 */
export function parseRate(text: string): string {
  read(text);
  flaw = "";
  const good = readCell() && (peek() == 0 || expected("the end"));
  if (good) return text;
  startWriting();
  putText("error at ");
  putNumber(position() + 1);
  put(58);
  put(32);
  putText(flaw);
  putText(" expected");
  return finish();
}

function expected(what: string): bool {
  flaw = what;
  return false;
}

function expect(literal: string): bool {
  return take(literal) || expected(literal);
}

function readCell(): bool {
  if (!take("if ")) return readPlain();
  do {
    if (!readFact() || !expect(": ") || !readPlain()) return false;
  } while (take("; if "));
  return expect("; else: ") && readPlain();
}

function readPlain(): bool {
  if (take("free")) return true;
  if (take('see "')) return readQuoted();
  do {
    if (!readSum()) return false;
  } while (take(" MIN ") || take(" MAX "));
  return true;
}

function readQuoted(): bool {
  const first = position();
  while (peek() >= 32 && peek() != 34 && peek() - 127 >= 33) next();
  if (position() > first && take('"')) return true;
  moveTo(first);
  return expected("a text and a quotation mark");
}

function readSum(): bool {
  take("-");
  do {
    if (!readTerm()) return false;
    // The ordinary duty is only taken off, and last.
    if (take(" - base duty")) return true;
  } while (take(" + ") || take(" - "));
  return true;
}

function readTerm(): bool {
  if (take("duty of components") || take("duty of article") || take("highest rate of components")) return true;
  if (!readNumber()) return false;
  if (take("%")) return !take(" of ") || readFact();
  if (!expect(" ")) return false;
  const first = position();
  if (!isUpper(next()) || !isUpper(next()) || !isUpper(next()) || peek() != 47) {
    moveTo(first);
    return expected("a currency and a slash");
  }
  next();
  return takeEntry() || (readBasis() && (!take("*") || readBasis()));
}

/** The word `entry`, of an amount for each. */
function takeEntry(): bool {
  const before = position();
  if (take("entry") && !isLower(peek()) && !isUpper(peek()) && !isDigit(peek())) return true;
  moveTo(before);
  return false;
}

function readBasis(): bool {
  if (!readUnit() && !readFact()) return expected("a unit or a fact");
  return !(take(">") || take("<")) || readNumber();
}

/** Two or three capitals and digits, and a qualifier after a colon. */
function readUnit(): bool {
  const first = position();
  while (isUpper(peek()) || isDigit(peek())) next();
  const length = position() - first;
  let good = length == 2 || length == 3;
  if (good && take(":")) {
    good = isLower(peek());
    while (isLower(peek()) || isDigit(peek()) || peek() == 45) next();
  }
  if (good && !isLower(peek()) && !isUpper(peek()) && peek() != 58) return true;
  moveTo(first);
  return false;
}

function readFact(): bool {
  if (!isLower(peek())) return expected("a fact");
  while (isLower(peek()) || isUpper(peek()) || isDigit(peek())) next();
  return true;
}

/** Digits as a number below 10^18, without zeros before them; −1 where there are none such. */
function readDigits(): i64 {
  const first = position();
  const zero = peek() == 48;
  let value: i64 = 0;
  while (isDigit(peek())) value = value * 10 + (next() - 48);
  const length = position() - first;
  return length == 0 || length > 18 || (zero && length > 1) ? -1 : value;
}

/** Above 0, in the one form it has: a decimal where one ends, else a whole number and a fraction in lowest terms. */
function readNumber(): bool {
  const first = position();
  const whole = readDigits();
  if (position() > first && (readFraction(whole) || readDecimal(whole))) return true;
  moveTo(first);
  return expected("a number in its shortest form");
}

/** Set where a fraction stood, in lowest terms or not. */
let fraction: bool = false;

/** What stands behind a whole number, or behind the top of a fraction without one. */
function readFraction(whole: i64): bool {
  const after = position();
  let top = whole;
  const mixed = takeBefore(" ");
  if (mixed) top = readDigits();
  fraction = takeBefore("/");
  if (fraction) return isLowest(top, readDigits()) && (!mixed || whole > 0);
  moveTo(after);
  return false;
}

function readDecimal(whole: i64): bool {
  if (fraction) return false;
  if (!takeBefore(".")) return whole > 0;
  let last: u32 = 0;
  while (isDigit(peek())) last = next();
  return whole >= 0 && last != 48;
}

/** Takes a sign if a digit stands behind it. */
function takeBefore(sign: string): bool {
  const before = position();
  if (take(sign) && isDigit(peek())) return true;
  moveTo(before);
  return false;
}

/** A fraction below 1 that no decimal ends. */
function isLowest(top: i64, bottom: i64): bool {
  if (top <= 0 || bottom <= top || greatestCommonDivisor(top, bottom) != 1) return false;
  while (bottom % 2 == 0) bottom /= 2;
  while (bottom % 5 == 0) bottom /= 5;
  return bottom != 1;
}
