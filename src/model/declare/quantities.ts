import type { Issue } from "../issue";
import { millionths } from "./amount";
import type { DeclaredQuantity } from "./declaration";
import { isFields, listOf, reportUnknown } from "./fields";
import { unitsDisagree, unitTwice, unknownUnit, unlike } from "./findings";
import { declareAmount } from "./money";
import type { TariffTerms } from "./terms";

const FIELDS = ["unit", "amount"];
const MOST = 99;
const NONE: readonly DeclaredQuantity[] = [];

/** Quantities in different units of one dimension are accepted where they say the same; the first is used. */
export function declareQuantities(
  value: unknown,
  terms: TariffTerms | undefined,
  path: string,
  issues: Issue[],
): readonly DeclaredQuantity[] {
  if (value === undefined) return NONE;
  const list = listOf(value, MOST, path, "quantities", 'quantities such as {"unit":"KGM","amount":"1500.5"}', issues);
  if (list === undefined) return NONE;
  const quantities: DeclaredQuantity[] = [];
  for (let i = 0; i < list.length; i += 1) {
    const quantity = declareQuantity(list[i], terms, path, i, issues);
    if (quantity !== undefined && agrees(quantity, quantities, path, i, issues)) quantities.push(quantity);
  }
  return quantities;
}

function declareQuantity(
  value: unknown,
  terms: TariffTerms | undefined,
  list: string,
  index: number,
  issues: Issue[],
): DeclaredQuantity | undefined {
  if (!isFields(value)) {
    issues.push(unlike(`${list}/${index}`, "a quantity", value, 'state {"unit":"KGM","amount":"1500.5"}'));
    return undefined;
  }
  const { unit, amount } = value;
  const term = typeof unit === "string" ? terms?.unit(unit) : undefined;
  const path = `${list}/${index}`;
  const read = declareAmount(amount, `${path}/amount`, "amount", issues);
  if (typeof unit !== "string") issues.push(unlike(`${path}/unit`, "unit", unit, "state a code such as KGM"));
  else if (terms !== undefined && term === undefined) {
    const base = terms.unit(unit.split(":", 1)[0]!);
    issues.push(unknownUnit(`${path}/unit`, unit, base === undefined ? undefined : terms.qualifiers));
  }
  reportUnknown(value, FIELDS, path, issues);
  return term && { term, unit: term.text, amount: read };
}

function agrees(
  quantity: DeclaredQuantity,
  others: readonly DeclaredQuantity[],
  path: string,
  index: number,
  issues: Issue[],
): boolean {
  const { term, amount } = quantity;
  for (const other of others) {
    if (other.term.name !== term.name) continue;
    if (other.unit === quantity.unit) {
      issues.push(unitTwice(`${path}/${index}/unit`, term.text));
      return false;
    }
    const own = millionths(amount) * term.numerator * other.term.denominator;
    if (own === millionths(other.amount) * other.term.numerator * term.denominator) continue;
    issues.push(unitsDisagree(`${path}/${index}`, term.text, amount, `${other.amount} ${other.unit}`));
    return false;
  }
  return true;
}
