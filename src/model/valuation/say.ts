import type { IssueCode } from "../issue";

/** Notes a finding: what it is, where, and the article behind it. */
export type Say = (code: IssueCode, path: string, article: string, message: string, fact?: string) => void;

/** True for exactly one of a per cent and an amount with its currency. */
export function shareOrAmount(
  item: { readonly amount?: string; readonly currency?: string; readonly percent?: string },
  path: string,
  article: string,
  say: Say,
): boolean {
  if ((item.percent === undefined) === (item.amount === undefined)) {
    const [code, message] =
      item.percent === undefined
        ? (["FACT_MISSING", "state an amount, or a per cent of the price"] as const)
        : (["VALUE_CONFLICT", "state an amount or a per cent, not both"] as const);
    say(code, path, article, message, code === "FACT_MISSING" ? "amount" : undefined);
    return false;
  }
  if (item.amount !== undefined && item.currency === undefined) {
    say("FACT_MISSING", `${path}/currency`, article, "state the currency of the amount", "currency");
    return false;
  }
  return true;
}
