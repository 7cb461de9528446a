import type { Issue } from "../issue";
import { isAmount } from "./amount";
import { isFields, reportUnknown } from "./fields";
import { amountInvalid, currencyWithoutRate, missing, unlike } from "./findings";

const FIELDS = ["amount", "currency"];
/** Stands for an amount that could not be read, so that the rest of the entry is still checked. */
export const UNREAD = "1";

/** The amount as text, or `UNREAD` with an issue. */
export function declareAmount(value: unknown, path: string, field: string, issues: Issue[]): string {
  if (typeof value === "string" && isAmount(value)) return value;
  if (value === undefined) issues.push(missing(path, field, "state the amount as a text of digits"));
  else issues.push(amountInvalid(path, field, value));
  return UNREAD;
}

const isCurrency = (text: string): boolean => /^[A-Z]{3}$/.test(text);

/** The amount of `{amount, currency}` in the expected currency; undefined expects any. */
export function declareMoney(
  value: unknown,
  expected: string | undefined,
  path: string,
  field: string,
  issues: Issue[],
): string {
  if (!isFields(value)) {
    const rule = `state an amount and its currency, {"amount":"12500.00","currency":"${expected ?? "USD"}"}`;
    issues.push(unlike(path, field, value, rule));
    return UNREAD;
  }
  const { amount, currency } = value;
  const read = declareAmount(amount, `${path}/amount`, `${field}.amount`, issues);
  if (currency !== expected || expected === undefined) {
    if (typeof currency !== "string" || !isCurrency(currency)) {
      const rule = `state the ISO 4217 code, three capital letters${expected === undefined ? "" : `: ${expected}`}`;
      issues.push(unlike(`${path}/currency`, `${field}.currency`, currency, rule));
    } else if (expected !== undefined) {
      issues.push(currencyWithoutRate(`${path}/currency`, currency, expected));
    }
  }
  reportUnknown(value, FIELDS, path, issues);
  return read;
}
