import type { Citation } from "../model/assessment";
import { type DeclaredDrawback, declareDrawback } from "../model/declare/drawback";
import { quote } from "../model/declare/quote";
import type {
  DrawbackAnswer,
  DrawbackBound,
  DrawbackIssue,
  DrawbackMeasure,
  DrawbackRules,
  PaidCharge,
} from "../model/drawback";
import {
  add,
  compare,
  divide,
  formatRational,
  multiply,
  parseRational,
  type Rational,
  rational,
} from "../model/rational";

const ZERO = rational(0n);
const HALF = rational(1n, 2n);

const amountOf = (text: string): Rational => parseRational(text)!;

/** What was paid, or would have been, of which the law refunds a share. */
interface Refundable {
  readonly duty: Rational;
  readonly fee: Rational;
}

const totalOf = ({ duty, fee }: Refundable): Rational => add(duty, fee);
const shareOf = ({ duty, fee }: Refundable, share: Rational): Refundable => ({
  duty: multiply(duty, share),
  fee: multiply(fee, share),
});

/**
 * Works out a claim for drawback exactly. In this order: measures that are not refunded go; the quantity claimed for;
 * the lesser of that and what a substitute would have paid; the share of the product that left, and of what did not
 * become waste of value; the lesser of the duty that is left and the duty abroad; the share that the law refunds,
 * rounded once, half up. Whatever is wrong with the claim is in the answer's `issues`: nothing is thrown.
 */
export function drawback(input: unknown, rules: DrawbackRules): DrawbackAnswer {
  const claim = declareDrawback(input, rules.tariff);
  const issues: DrawbackIssue[] = [...claim.issues];
  if (issues.length > 0) return { id: claim.id, ok: false, issues };

  const excluded: (PaidCharge & { source: Citation })[] = [];
  const paid = sumOf(claim, claim.paid, "/paid", rules, issues, excluded);
  const substitute = claim.substitute && sumOf(claim, claim.substitute, "/substitute", rules, issues);
  const partners = rules.partners.find(
    ({ countries, from }) => countries.includes(claim.destination) && from <= claim.date,
  );
  if (partners !== undefined && claim.kind === "unused" && substitute !== undefined) {
    const message = `other goods went to ${claim.destination} in place of the imported: nothing is refunded`;
    issues.push({
      code: "DRAWBACK_NOT_ALLOWED",
      path: "/substitute",
      article: partners.noSubstitution.citation,
      message,
    });
  }
  const bounded = partners !== undefined && claim.kind === "manufacturing" && !claim.originating;
  if (bounded && claim.dutyPaidAbroad === undefined) {
    const message = `the refund is at most the duty paid in ${claim.destination}: state dutyPaidAbroad`;
    issues.push({ code: "MALFORMED_INPUT", path: "/dutyPaidAbroad", field: "dutyPaidAbroad", message });
  }
  if (issues.length > 0) return { id: claim.id, ok: false, issues };

  const sources = [rules.source];
  let bound: DrawbackBound = "paid";
  let left = shareOf(paid, claim.quantity);
  if (substitute !== undefined) {
    sources.push(rules.substitution);
    if (compare(totalOf(substitute), totalOf(left)) < 0) [left, bound] = [substitute, "substitute"];
  }
  if (claim.product !== undefined) {
    sources.push(rules.relativeValue);
    left = shareOf(left, claim.product);
  }
  if (claim.waste !== undefined) {
    sources.push(rules.waste);
    left = shareOf(left, claim.waste);
  }
  if (partners !== undefined) sources.push(bounded ? partners.lesser : partners.full);
  const abroad = bounded ? amountOf(claim.dutyPaidAbroad!) : left.duty;
  if (compare(abroad, left.duty) < 0) [left, bound] = [{ ...left, duty: abroad }, "abroad"];

  const exact = multiply(totalOf(left), divide(amountOf(rules.rate), rational(100n)));
  return {
    id: claim.id,
    ok: true,
    tariff: rules.tariff,
    date: claim.date,
    currency: rules.currency,
    share: money(totalOf(left), rules.minorUnits),
    rate: `${rules.rate}%`,
    drawback: money(exact, rules.minorUnits),
    exact: formatRational(exact),
    bound,
    excluded,
    sources,
  };
}

/** The charges of which a share is refunded; the others are put aside, and those without a rule are issues. */
function sumOf(
  claim: DeclaredDrawback,
  charges: readonly PaidCharge[],
  path: string,
  rules: DrawbackRules,
  issues: DrawbackIssue[],
  excluded: (PaidCharge & { source: Citation })[] = [],
): Refundable {
  const sum = { duty: ZERO, fee: ZERO };
  for (const [index, charge] of charges.entries()) {
    const { measure } = charge;
    const at = `${path}/${index}/measure`;
    const rule = rules.measures.find((it) => it.measure === measure && holds(it, claim.date));
    if (rule === undefined) {
      const message = `whether ${quote(measure)} of ${claim.date} is refunded is not held: leave it out, and ask`;
      issues.push({ code: "DRAWBACK_NOT_HELD", path: at, measure, message });
      continue;
    }
    const { clause, kinds, source } = rule;
    const met = clause === undefined ? true : claim.clauses.get(clause);
    if (kinds.includes(claim.kind) && met === undefined) {
      const message = `${measure} is refunded under ${clause} alone: state in clauses whether the goods meet it`;
      issues.push({ code: "FACT_MISSING", path: "/clauses", fact: clause!, type: "boolean", message });
    } else if (kinds.includes(claim.kind) && met === true) {
      sum[rule.charge] = add(sum[rule.charge], amountOf(charge.amount));
    } else excluded.push({ ...charge, source });
  }
  return sum;
}

const holds = ({ from = "", to }: DrawbackMeasure, date: string): boolean =>
  from <= date && (to === undefined || date <= to);

/** Rounded half up to so many decimals. */
function money(amount: Rational, decimals: number): string {
  const scaled = add(multiply(amount, rational(10n ** BigInt(decimals))), HALF);
  const digits = (scaled.numerator / scaled.denominator).toString().padStart(decimals + 1, "0");
  return decimals === 0 ? digits : `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
}
