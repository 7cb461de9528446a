import type { ProgrammeRate } from "../../src/model/rate";
import { readRate } from "./rate-reader";

/**
 * The special column: rates, each followed by the symbols of the programmes that enjoy it (General Note 3(c)), such as
 * `Free (A+,AU,KR) 3.2% (JP) See 9822.04.40 (P+)`. Symbols are sorted, so that setting them anew is no change; rates
 * keep their order.
 */

export interface SpecialColumn {
  readonly rates: readonly ProgrammeRate[];
  /** What could not be read. A group with symbols still stands among the rates, left to its own words. */
  readonly unread: readonly string[];
}

/** One rate and its list. An inner bracket is a slip, `(PA (PA)`; so is a missing one at the end. */
const GROUP = /([^()]*)\(([^)]*)(?:\)|$)/g;
const SYMBOL = /^[A-Z]{1,2}[+*]?$/;

export function readSpecialColumn(text: string): SpecialColumn {
  const rates: ProgrammeRate[] = [];
  const unread: string[] = [];
  for (const [, printed = "", list = ""] of text.matchAll(GROUP)) {
    const rate = printed.trim();
    const symbols = [...new Set(list.split(/[\s,.(]+/))].filter((symbol) => symbol !== "").sort();
    const cell = readRate(rate);
    if (cell === undefined || symbols.length === 0 || symbols.some((symbol) => !SYMBOL.test(symbol))) {
      unread.push(`${rate} (${list})`);
    }
    const programmes = symbols.filter((symbol) => SYMBOL.test(symbol));
    if (programmes.length > 0)
      rates.push({ cell: cell ?? { kind: "see", text: rate.replaceAll('"', "'") }, programmes });
  }
  const rest = text.replace(GROUP, "").trim();
  if (rest !== "") unread.push(rest);
  return { rates, unread };
}
