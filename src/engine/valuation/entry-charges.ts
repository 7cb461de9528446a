import { Clamp, ElementKind } from "../../../assembly/abi-valuation";
import type { Money } from "../../model/entry";
import type { Issue } from "../../model/issue";
import { add, compare, multiply, type Rational, rational } from "../../model/rational";
import type { ValuationFacts } from "../../model/valuation/facts";
import type { ValuationMarshal } from "./marshal";
import { type Closed, chargesOf, closing, NONE, type Plan, type PlannedCharge, type PlannedElement } from "./plan";
import { exactValue, type WorkedLine } from "./value";

/**
 * Charges of a whole invoice inside its lines' prices. One without limits is a rate on each line. One with a minimum or
 * a maximum (a processing fee) either is such a rate, or is a sum that is spread over the lines; of these cases the
 * one is right whose values, together, put the charge where the case says.
 */

type Lines = { readonly lines: readonly WorkedLine[]; readonly several: boolean };
type Attempt = Lines | Closed | { readonly issues: readonly Issue[] };

export function entryCharges(
  facts: ValuationFacts,
  plans: readonly Plan[],
  marshal: ValuationMarshal,
  work: (plans: readonly Plan[]) => Attempt,
): Attempt {
  const shared = chargesOf(facts.charges ?? []);
  const limited = shared.filter(({ least, most }) => least !== NONE || most !== NONE);
  if (limited.length === 0) return work(plans.map((plan) => withCharges(plan, shared)));
  let found: Lines | undefined;
  for (const cases of combinations(limited)) {
    const free = shared.filter((charge) => (cases.get(charge) ?? Clamp.free) === Clamp.free);
    const unlimited = free.map((charge) => ({ ...charge, least: NONE, most: NONE, on: 0 }));
    const sums = limited.filter((charge) => cases.get(charge) !== Clamp.free);
    const attempt = work(
      spreadSums(
        plans.map((plan) => withCharges(plan, unlimited)),
        sums,
        cases,
        facts,
        marshal,
      ),
    );
    if (!("lines" in attempt)) {
      // A sum larger than the prices is only a case that does not hold.
      if (sums.length > 0 && "issues" in attempt) continue;
      return attempt;
    }
    const value = attempt.lines.reduce((sum, { worked }) => {
      const { numerator, denominator } = exactValue(worked);
      return add(sum, rational(numerator, denominator));
    }, rational(0n));
    if (!limited.every((charge) => agrees(charge, cases.get(charge)!, value))) continue;
    if (found !== undefined && !sameValues(found, attempt)) return { issues: [unsolved] };
    found ??= attempt;
  }
  return found ?? { issues: [unsolved] };
}

const withCharges = (plan: Plan, charges: readonly PlannedCharge[]): Plan => ({
  ...plan,
  charges: [...plan.charges, ...charges],
});

function* combinations(limited: readonly PlannedCharge[]): Generator<Map<PlannedCharge, Clamp>> {
  for (let number = 0; number < 3 ** limited.length; number += 1) {
    const cases = new Map(
      limited.map((charge, i) => [charge, Math.floor(number / 3 ** i) % 3] as [PlannedCharge, Clamp]),
    );
    if (limited.every((charge) => cases.get(charge) === Clamp.free || limitOf(charge, cases.get(charge)!) !== NONE))
      yield cases;
  }
}

const limitOf = ({ least, most }: PlannedCharge, clamp: Clamp): bigint => (clamp === Clamp.floor ? least : most);

/** Limits are in, so that two cases may hold at a corner. */
function agrees(charge: PlannedCharge, clamp: Clamp, value: Rational): boolean {
  const raw = add(multiply(value, rational(charge.rateTop, charge.rateBottom)), rational(charge.fixed));
  const least = charge.least === NONE ? undefined : compare(raw, rational(charge.least));
  const most = charge.most === NONE ? undefined : compare(raw, rational(charge.most));
  if (clamp === Clamp.floor) return least! <= 0;
  if (clamp === Clamp.cap) return most! >= 0;
  return (least === undefined || least >= 0) && (most === undefined || most <= 0);
}

/** At a corner a spread sum and a rate may differ by less than a minor unit on a line, not in all. */
const sameValues = (a: Lines, b: Lines): boolean =>
  a.lines.reduce((sum, { worked }) => sum + worked.value, 0n) ===
  b.lines.reduce((sum, { worked }) => sum + worked.value, 0n);

/** The minimum or maximum as a deduction from each line, in proportion to the prices. */
function spreadSums(
  plans: readonly Plan[],
  sums: readonly PlannedCharge[],
  cases: ReadonlyMap<PlannedCharge, Clamp>,
  facts: ValuationFacts,
  marshal: ValuationMarshal,
): Plan[] {
  let spread = [...plans];
  for (const charge of sums) {
    const weights = plans.map(({ elements }) => elements[0]!.millionths);
    const shares = marshal.apportion(limitOf(charge, cases.get(charge)!), weights);
    if (shares === undefined) continue;
    const at = facts.charges!.findIndex((fact) => fact.charge === charge.name);
    spread = spread.map((plan, i) => ({
      ...plan,
      elements: [...plan.elements, deduction(charge, at, shares[i]!, marshal)],
    }));
  }
  return spread;
}

function deduction(charge: PlannedCharge, at: number, share: bigint, marshal: ValuationMarshal): PlannedElement {
  const money: Partial<Money> = { amount: marshal.format(share, 0) };
  const because = "the charge of the whole invoice stands at its limit: its share of that sum";
  const origin = {
    step: charge.name,
    path: `/charges/${at}`,
    article: "CVA Note to Art. 1, para. 3(c)",
    because,
    ...money,
  };
  return closing(ElementKind.deduction, origin, { millionths: share });
}

const unsolved: Issue = {
  code: "VALUE_UNDETERMINED",
  path: "/charges",
  article: "CVA Note to Art. 1, para. 3(c)",
  message: "no one value agrees with the charges inside the prices: check the prices, the rates and their limits",
};
