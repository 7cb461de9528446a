/** The special column: "Free (A+,AU,BH) 2.4¢/kg (PA) See 9822.04.25 (AU)" → which programme symbol gets which rate. */
import type { Rate } from "./rate";
import { normalText, parseRate, UnreadableRate } from "./rate-text";

export type SpecialRates = ReadonlyMap<string, Rate>;

/** "(A*,AU, BH)": also with a missing comma, a stray dot, or opened twice as in "(PA (PA)". */
const LIST = /\((?=[A-Z])([A-Z0-9*+,. ]+?)(?:\([A-Z0-9*+,. ]+)?\)/g;
const SYMBOL = /^[A-Z]{1,2}[*+]?$/;

/** Every symbol printed in the cell with its rate; an empty cell has none. Throws UnreadableRate. */
export function parseSpecial(printed: string): SpecialRates {
  const text = normalText(printed);
  const rates = new Map<string, Rate>();
  let from = 0;
  for (const list of text.matchAll(LIST)) {
    const rate = parseRate(text.slice(from, list.index));
    from = list.index + list[0].length;
    for (const symbol of (list[1] as string).split(/[ ,.]+/).filter((part) => part !== "")) {
      if (!SYMBOL.test(symbol)) throw new UnreadableRate(`symbol ${symbol} in ${printed}`);
      // The first rate a symbol is printed with stands; "JO,L,KR,L" repeats a symbol within one list.
      if (!rates.has(symbol)) rates.set(symbol, rate);
      else if (rates.get(symbol) !== rate) throw new UnreadableRate(`${symbol} has two rates in ${printed}`);
    }
  }
  if (text.slice(from).trim() !== "") throw new UnreadableRate(printed);
  return rates;
}
