import type { Issue } from "../issue";
import { unlike } from "./findings";
import { quote } from "./quote";
import type { TariffTerms } from "./terms";

const ZERO = 48;
const SPACE = 32;
const POINT = 46;
/** Longer than any nomenclature's codes with their separators. */
const LONGEST = 40;
const RULE = 'state the digits of the code in quotes, with dots or spaces if you like: "0101.30.00.00"';

/** The digits of a commodity code, all of them for a line that is declared with fewer; empty, with an issue, for no code. */
export function declareCommodity(
  value: unknown,
  terms: TariffTerms | undefined,
  path: string,
  field: string,
  issues: Issue[],
): string {
  if (typeof value !== "string" || value.length > LONGEST) {
    issues.push(unlike(path, field, value, RULE));
    return "";
  }
  let digits = "";
  let start = 0;
  for (let i = 0; i < value.length; i += 1) {
    const character = value.charCodeAt(i);
    if (character >= ZERO && character <= 57) continue;
    if (character !== POINT && character !== SPACE) {
      issues.push(unlike(path, field, value, `${quote(value[i])} is no digit; ${RULE}`));
      return "";
    }
    digits += value.slice(start, i);
    start = i + 1;
  }
  digits = start === 0 ? value : digits + value.slice(start);
  if (digits === "") issues.push(unlike(path, field, value, RULE));
  return terms?.shortCodes.get(digits) ?? digits;
}

/**
 * A code as a number; codes are counted and compared, never computed with. 0, which is no line's, for a text of another
 * length than the tariff's codes have.
 */
export function codeNumber(digits: string, terms: TariffTerms | undefined): number {
  if (digits.length !== terms?.codeDigits) return 0;
  let code = 0;
  for (let i = 0; i < digits.length; i += 1) code = code * 10 + digits.charCodeAt(i) - ZERO;
  return code;
}
