/** How an amount of money or a quantity is written: at most 15 digits before the point and six after it. */
export const AMOUNT_PATTERN = "(0|[1-9]\\d{0,14})(\\.\\d{1,6})?";

const ZERO = 48;
const POINT = 46;

const isDigit = (character: number): boolean => character >= 48 && character <= 57;

/** True for a text of `AMOUNT_PATTERN`. */
export function isAmount(text: string): boolean {
  const { length } = text;
  let place = 0;
  while (place < length && isDigit(text.charCodeAt(place))) place += 1;
  if (place === 0 || place > 15 || (place > 1 && text.charCodeAt(0) === ZERO)) return false;
  if (place === length) return true;
  const decimals = length - place - 1;
  if (text.charCodeAt(place) !== POINT || decimals < 1 || decimals > 6) return false;
  for (place += 1; place < length; place += 1) if (!isDigit(text.charCodeAt(place))) return false;
  return true;
}

/** An amount in millionths. */
export function millionths(amount: string): bigint {
  const point = amount.indexOf(".");
  if (point < 0) return BigInt(amount) * 1000000n;
  return BigInt(amount.slice(0, point) + amount.slice(point + 1).padEnd(6, "0"));
}
