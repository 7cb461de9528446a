import { COUNTRIES } from "../countries";
import { dayOf } from "../days";
import type { DrawbackKind, PaidCharge } from "../drawback";
import type { Issue } from "../issue";
import { add, compare, divide, parseRational, type Rational, rational } from "../rational";
import { type Fields, isFields, listOf, reportUnknown } from "./fields";
import { dateInvalid, malformed, unlike } from "./findings";
import { declareAmount } from "./money";
import { quote } from "./quote";

const KINDS: readonly unknown[] = ["unused", "rejected", "manufacturing"];
const FIELDS = [
  "id",
  "tariff",
  "date",
  "kind",
  "paid",
  "destination",
  "quantity",
  "substitute",
  "products",
  "exported",
  "waste",
  "dutyPaidAbroad",
  "originating",
  "clauses",
];
const MOST_CHARGES = 99;
const ONE = rational(1n);

/** A claim for drawback as read; of use where `issues` is empty. Shares are of 1. */
export interface DeclaredDrawback {
  readonly id: string | null;
  readonly date: string;
  readonly kind: DrawbackKind;
  readonly destination: string;
  readonly paid: readonly PaidCharge[];
  readonly substitute?: readonly PaidCharge[];
  readonly quantity: Rational;
  /** Of the value of all products; of what was used up and is not in waste of value. */
  readonly product?: Rational;
  readonly waste?: Rational;
  readonly dutyPaidAbroad?: string;
  readonly originating: boolean;
  readonly clauses: ReadonlyMap<string, boolean>;
  readonly issues: readonly Issue[];
}

/** Reads whatever it is given. */
export function declareDrawback(input: unknown, tariff: string): DeclaredDrawback {
  const issues: Issue[] = [];
  const claim: Fields = isFields(input) ? input : {};
  if (claim !== input) issues.push(unlike("", "a claim", input, `state an object such as {"tariff":"${tariff}",…}`));
  else reportUnknown(claim, FIELDS, "", issues);
  const { id, date, kind, destination, substitute, quantity, waste, dutyPaidAbroad, originating = false } = claim;
  if (claim === input && claim.tariff !== tariff)
    issues.push(unlike("/tariff", "tariff", claim.tariff, `state ${tariff}`));
  if (typeof date !== "string" || dayOf(date) === undefined) issues.push(dateInvalid("/date", "date", date));
  if (!KINDS.includes(kind)) issues.push(unlike("/kind", "kind", kind, `state one of ${KINDS.join(", ")}`));
  if (typeof destination !== "string" || !(COUNTRIES.has(destination) || destination === "destroyed")) {
    const rule = "state the country to which the goods went, ISO 3166-1 alpha-2, or destroyed";
    issues.push(unlike("/destination", "destination", destination, rule));
  }
  if (typeof originating !== "boolean") {
    issues.push(unlike("/originating", "originating", originating, "state true or false"));
  }
  for (const field of ["products", "waste"]) {
    if (claim[field] !== undefined && kind !== "manufacturing") {
      issues.push(malformed(`/${field}`, `${field} is stated of goods that were not used in manufacture`));
    }
  }
  if (substitute !== undefined && kind === "rejected") {
    issues.push(malformed("/substitute", "rejected goods leave themselves: there is no substitute for them"));
  }
  const part = waste === undefined ? undefined : declarePart(waste, "/waste", "waste", issues);
  return {
    id: typeof id === "string" ? id : null,
    date: String(date),
    kind: kind as DrawbackKind,
    destination: String(destination),
    paid: declareCharges(claim.paid, "paid", issues),
    ...(substitute === undefined ? {} : { substitute: declareCharges(substitute, "substitute", issues) }),
    quantity: quantity === undefined ? ONE : declarePart(quantity, "/quantity", "quantity", issues),
    ...declareProducts(claim, issues),
    ...(part === undefined ? {} : { waste: rational(part.denominator - part.numerator, part.denominator) }),
    ...(dutyPaidAbroad === undefined
      ? {}
      : { dutyPaidAbroad: declareAmount(dutyPaidAbroad, "/dutyPaidAbroad", "dutyPaidAbroad", issues) }),
    originating: originating === true,
    clauses: declareClauses(claim.clauses, issues),
    issues,
  };
}

function declareCharges(value: unknown, field: string, issues: Issue[]): PaidCharge[] {
  const list = listOf(value, MOST_CHARGES, `/${field}`, field, "charges, each a measure and an amount", issues) ?? [];
  return list.map((charge, index) => {
    const path = `/${field}/${index}`;
    if (!isFields(charge)) {
      issues.push(unlike(path, "a charge", charge, 'state {"measure":"general","amount":"100.00"}'));
      return { measure: "", amount: "0" };
    }
    reportUnknown(charge, ["measure", "amount"], path, issues);
    const { measure } = charge;
    if (typeof measure !== "string" || measure === "") {
      issues.push(unlike(`${path}/measure`, "measure", measure, "state the measure's name in the assessment"));
    }
    return { measure: String(measure), amount: declareAmount(charge.amount, `${path}/amount`, "amount", issues) };
  });
}

/** A part of a whole as a share of 1. */
function declarePart(value: unknown, path: string, field: string, issues: Issue[]): Rational {
  if (!isFields(value)) {
    issues.push(unlike(path, field, value, 'state {"part":"40","of":"100"}, both in one unit'));
    return ONE;
  }
  reportUnknown(value, ["part", "of"], path, issues);
  const part = parseRational(declareAmount(value.part, `${path}/part`, "part", issues))!;
  const whole = parseRational(declareAmount(value.of, `${path}/of`, "of", issues))!;
  if (whole.numerator === 0n || compare(part, whole) > 0) {
    const message = `${field} is ${quote(value.part)} of ${quote(value.of)}: the part is more than the whole`;
    issues.push(whole.numerator === 0n ? malformed(path, `${field} is a part of nothing`) : malformed(path, message));
    return ONE;
  }
  return divide(part, whole);
}

function declareProducts({ products, exported }: Fields, issues: Issue[]): { product?: Rational } {
  if (products === undefined) {
    if (exported !== undefined)
      issues.push(malformed("/exported", "exported names a product, and products states none"));
    return {};
  }
  if (!isFields(products)) {
    issues.push(unlike("/products", "products", products, 'state the value of each, {"A":"600","B":"400"}'));
    return {};
  }
  const values = Object.entries(products).map(([name, value]) => {
    const amount = declareAmount(value, `/products/${name}`, name, issues);
    return { name, value: parseRational(amount)! };
  });
  const left = values.find(({ name }) => name === exported);
  if (left === undefined) {
    const names = values.map(({ name }) => name).join(", ");
    issues.push(unlike("/exported", "exported", exported, `state which of the products left: ${names}`));
    return {};
  }
  const total = values.reduce((sum, { value }) => add(sum, value), rational(0n));
  if (total.numerator === 0n) {
    issues.push(malformed("/products", "the products are worth nothing: no share of them can be told"));
    return {};
  }
  return { product: divide(left.value, total) };
}

function declareClauses(value: unknown, issues: Issue[]): Map<string, boolean> {
  if (value === undefined) return new Map();
  if (!isFields(value)) {
    issues.push(unlike("/clauses", "clauses", value, "state true or false for each clause"));
    return new Map();
  }
  for (const [name, met] of Object.entries(value)) {
    if (typeof met !== "boolean") issues.push(unlike(`/clauses/${name}`, name, met, "state true or false"));
  }
  return new Map(Object.entries(value).map(([name, met]) => [name, met === true]));
}
