import { Clamp } from "../../../assembly/abi-valuation";
import type { Issue } from "../../model/issue";
import { add, compare, multiply, type Rational, rational } from "../../model/rational";
import type { ValuationFacts } from "../../model/valuation/facts";
import type { ValuationMarshal } from "./marshal";
import { type Closed, chargesOf, NONE, type Plan, type PlannedCharge } from "./plan";
import { insideAmounts } from "./steps";
import { exactValue, type WorkedLine } from "./value";

/**
 * Charges of a whole invoice inside its lines' prices. A rate is a rate on each line; an amount is spread over the
 * lines by price. A charge with a minimum or a maximum (a processing fee) either follows its rate, or is an amount, its
 * limit; of these cases the one is right whose values, together, put the charge where the case says.
 */

type Lines = { readonly lines: readonly WorkedLine[]; readonly several: boolean };
type Attempt = Lines | Closed | { readonly issues: readonly Issue[] };
type Cases = ReadonlyMap<string, Clamp>;

export function entryCharges(
  facts: ValuationFacts,
  plans: readonly Plan[],
  marshal: ValuationMarshal,
  work: (plans: readonly Plan[]) => Attempt,
): Attempt {
  const shared = chargesOf(facts.charges ?? []);
  if (shared.length === 0) return work(plans);
  const limited = shared.filter(({ least, most }) => least !== NONE || most !== NONE);
  let found: Lines | undefined;
  for (const cases of combinations(limited)) {
    const charged = withCharges(facts, plans, cases, marshal);
    if (charged === undefined) continue;
    const attempt = work(charged);
    if (!("lines" in attempt)) {
      // An amount larger than the prices is only a case that does not hold.
      if (limited.some(({ name }) => cases.get(name) !== Clamp.free) && "issues" in attempt) continue;
      return attempt;
    }
    if (!limited.every((charge) => agrees(charge, cases.get(charge.name)!, facts, attempt))) continue;
    if (found !== undefined && !sameValues(found, attempt)) return { issues: [unsolved] };
    found ??= attempt;
  }
  return found ?? { issues: [unsolved] };
}

/** Each line's own charges, then its part of the invoice's; undefined where nothing says how an amount is spread. */
function withCharges(
  facts: ValuationFacts,
  plans: readonly Plan[],
  cases: Cases,
  marshal: ValuationMarshal,
): Plan[] | undefined {
  const prices = plans.map(({ elements }) => elements[0]!.millionths);
  const amounts = new Map<string, readonly bigint[]>();
  for (const charge of chargesOf(facts.charges!)) {
    const whole = amountOf(charge, cases.get(charge.name) ?? Clamp.free);
    const shares = whole === 0n ? prices.map(() => 0n) : marshal.apportion(whole, prices);
    if (shares === undefined) return undefined;
    amounts.set(charge.name, shares);
  }
  return plans.map((plan, line) => {
    const all = chargesOf([...(facts.lines![line]!.charges ?? []), ...facts.charges!]);
    const charges = all.map((charge, i): PlannedCharge => {
      if (i < plan.charges.length) return charge;
      const fixed = amounts.get(charge.name)![line]!;
      const clamp = cases.get(charge.name) ?? Clamp.free;
      if (clamp === Clamp.free) return { ...charge, fixed, least: NONE, most: NONE };
      const atLimit = clamp === Clamp.floor ? "least" : "most";
      return { ...charge, rateTop: 0n, fixed, least: NONE, most: NONE, on: 0, atLimit };
    });
    return { ...plan, charges };
  });
}

const amountOf = ({ fixed, least, most }: PlannedCharge, clamp: Clamp): bigint =>
  clamp === Clamp.free ? fixed : clamp === Clamp.floor ? least : most;

function* combinations(limited: readonly PlannedCharge[]): Generator<Cases> {
  for (let number = 0; number < 3 ** limited.length; number += 1) {
    const cases = new Map(limited.map(({ name }, i) => [name, (Math.floor(number / 3 ** i) % 3) as Clamp]));
    if (limited.every((charge) => amountOf(charge, cases.get(charge.name)!) !== NONE)) yield cases;
  }
}

/** Whether the charge, by its rate on all lines together, lies where the case says; limits are in. */
function agrees(charge: PlannedCharge, clamp: Clamp, facts: ValuationFacts, { lines }: Lines): boolean {
  const { on = [] } = facts.charges!.find((fact) => fact.charge === charge.name)!;
  let base = ZERO;
  for (const { plan, worked } of lines) {
    const { numerator, denominator } = exactValue(worked);
    base = add(base, rational(numerator, denominator));
    for (const { name, amount } of insideAmounts(plan, worked.root!)) if (on.includes(name)) base = add(base, amount);
  }
  const raw = add(multiply(base, rational(charge.rateTop, charge.rateBottom)), rational(charge.fixed));
  const least = charge.least === NONE ? undefined : compare(raw, rational(charge.least));
  const most = charge.most === NONE ? undefined : compare(raw, rational(charge.most));
  if (clamp === Clamp.floor) return least! <= 0;
  if (clamp === Clamp.cap) return most! >= 0;
  return (least === undefined || least >= 0) && (most === undefined || most <= 0);
}

const ZERO: Rational = rational(0n);

/** At a corner a spread amount and a rate may differ by less than a minor unit on a line, not in all. */
const sameValues = (a: Lines, b: Lines): boolean => sumOf(a) === sumOf(b);
const sumOf = ({ lines }: Lines): bigint => lines.reduce((sum, { worked }) => sum + worked.value, 0n);

const unsolved: Issue = {
  code: "VALUE_UNDETERMINED",
  path: "/charges",
  article: "CVA Note to Art. 1, para. 3(c)",
  message: "no one value agrees with the charges inside the prices: check the prices, the rates and their limits",
};
