/** Provisions of chapter 98: what the ordinary duty is taken on where a line claims one. */
import { type EntryLine, type Money, Refusal } from "./entry";
import { type Facts, inForce } from "./facts";
import { compare, decimal, max, type Rational, subtract, ZERO } from "./rational";
import { wholeDollar } from "./rounding";

const digits = (heading: string): string => heading.replaceAll(".", "");

/**
 * `none`: no duty; `value`; a fact of money; or `value - ` and such a fact. The longest provision that the claimed heading
 * begins with counts; a line claims one of the chapter at most.
 */
export function ordinaryBasis(facts: Facts, { facts: declared }: EntryLine, date: string): string {
  const headings = (declared?.headings ?? []) as readonly string[];
  const claimed = headings.find((heading) => heading.startsWith("98"));
  if (claimed === undefined) return "value";
  const rows = facts.provisions
    .filter((row) => row.layers?.split(" ").includes("ordinary") && inForce(row, date))
    .filter(({ provision = "" }) => digits(claimed).startsWith(digits(provision)))
    .sort((a, b) => (b.provision ?? "").length - (a.provision ?? "").length);
  return rows[0]?.basis ?? "value";
}

/** Whole dollars, as parts of the value are rounded. No part is worth more than the goods. */
export function basisValue(basis: string, { facts: declared, value }: EntryLine, dollars: Rational): Rational {
  if (basis === "value") return dollars;
  const name = basis.replace(/^value - /, "");
  const part = declared?.[name] as Money | undefined;
  if (part === undefined) throw new Refusal({ code: "FACT_MISSING", fact: name });
  if (compare(decimal(part.amount), decimal(value.amount)) > 0) {
    throw new Refusal({ code: "PART_EXCEEDS_VALUE", fact: name });
  }
  const whole = wholeDollar(part.amount);
  return basis === name ? whole : max(ZERO, subtract(dollars, whole));
}
