import { Rounding } from "../../../assembly/abi";
import { ValuationOperation, ValuationStatus } from "../../../assembly/abi-valuation";
import type { Explanation } from "../../model/assessment";
import { dateOf, dayOf } from "../../model/days";
import { millionths } from "../../model/declare/amount";
import { isFields } from "../../model/declare/fields";
import { unknownTariff } from "../../model/declare/findings";
import type { Issue } from "../../model/issue";
import type { ExchangeApplied, UntakenMethod, ValuationAnswer, ValuedLine } from "../../model/valuation/answer";
import type { ValuationFacts } from "../../model/valuation/facts";
import { readValuation } from "../../model/valuation/read";
import type { ValuationRegime } from "../../model/valuation/regime";
import { airPercent, needsAirShare } from "./air";
import { type AppliedRate, rateFor } from "./currency";
import { entryCharges } from "./entry-charges";
import { createValuationMarshal, type RoundingRule, type ValuationKernel, type Worked } from "./marshal";
import { comparisonPlan, computedPlan, fallbackPlan, resalePlan } from "./methods";
import { type Closed, isClosed, isConverted, type Plan, tooLarge } from "./plan";
import { type Setting, settingOf, type ValuationTerritory } from "./setting";
import { CannotSpread, ownItems, spreadItems } from "./spread";
import { insideOf, stepsOf } from "./steps";
import { nodesOf, type ValuationNode } from "./trace";
import { transactionPlan } from "./transaction";

const ORDER = [1, 2, 3, 4, 5, 6];
/** The computed before the deductive value, where the importer asks for it (Art. 4). */
const SWAPPED = [1, 2, 3, 5, 4, 6];
const MODES = {
  "half-up": Rounding.halfUp,
  "half-even": Rounding.halfEven,
  truncate: Rounding.truncate,
  up: Rounding.up,
};

/** A value that was worked out, with what an explanation is made from. */
export interface WorkedLine {
  readonly plan: Plan;
  readonly worked: Worked;
}

/** A method's result: worked lines (one, unless the invoice has several), a reason why it is closed, or issues. */
type Outcome =
  | { readonly lines: readonly WorkedLine[]; readonly several: boolean }
  | Closed
  | { readonly issues: readonly Issue[] };

/** What an explanation tells besides the steps. */
export interface ValuationStory {
  readonly currency: string;
  /** As it is answered: `12430.00 EUR`. */
  readonly customsValue: string;
  readonly rounding: string;
  readonly rates: readonly ExchangeApplied[];
}

/** Renders a worked value as a tree whose root is the customs value. */
export type ValuationExplainer = (plan: Plan, root: ValuationNode, story: ValuationStory) => Explanation;

export interface ValueOptions {
  readonly explain?: ValuationExplainer | undefined;
  /** Leave out the steps: what an assessment without an explanation needs is the value alone. */
  readonly valueOnly?: boolean;
}

/** Derives customs values. It never throws on data. */
export function createValuer(kernel: ValuationKernel, territories: ReadonlyMap<string, ValuationTerritory>) {
  const marshal = createValuationMarshal(kernel);
  /** Whether the valuation under way keeps the steps of the kernel. */
  let traced = true;

  function value(input: unknown, { explain, valueOnly = false }: ValueOptions = {}): ValuationAnswer {
    traced = !valueOnly;
    const id = isFields(input) && typeof input.id === "string" ? input.id : null;
    const read = readValuation(input);
    if ("issues" in read) return { id, ok: false, issues: read.issues };
    const { facts } = read;
    const territory = territories.get(facts.tariff);
    if (territory === undefined) {
      return { id, ok: false, issues: [notLoaded(facts.tariff, [...territories.keys()])] };
    }
    const own = facts.rates?.findIndex(({ currency }) => currency === territory.regime.currency) ?? -1;
    if (own >= 0) return { id, ok: false, issues: [ownRate(own, territory.regime)] };
    const setting = settingOf(territory, facts.transport);
    if (needsAirShare(facts, setting)) {
      const message =
        "of air freight only a percentage belongs to the value: state it, or the zone of departure, in air";
      const article = setting.regime.air!.source;
      return { id, ok: false, issues: [{ code: "FACT_MISSING", path: "/air", fact: "air", article, message }] };
    }
    if (airPercent(facts, setting) === undefined) {
      const message = `no percentage of air freight is known for the zone ${facts.air!.zone}: state the percentage`;
      const article = setting.regime.air?.source ?? "CVA Art. 8.2";
      return {
        id,
        ok: false,
        issues: [{ code: "FACT_MISSING", path: "/air/zone", fact: "percent", article, message }],
      };
    }
    const order = facts.computedFirst === true ? SWAPPED : ORDER;
    const asked = facts.method === undefined ? order : order.slice(0, order.indexOf(facts.method) + 1);
    const untaken: UntakenMethod[] = [];
    for (const method of asked) {
      const rates = new Map<string, AppliedRate>();
      const outcome = work(method, facts, setting, territory, rates);
      if ("issues" in outcome) return { id, ok: false, issues: outcome.issues, untaken };
      if ("because" in outcome) {
        untaken.push({ method, ...outcome });
        continue;
      }
      if (facts.method !== undefined && method !== facts.method)
        return { id, ok: false, issues: [stillOpen(method, facts)], untaken };
      return answer(id, method, outcome, { facts, setting, rates: [...rates.values()].slice(1), untaken, explain });
    }
    return { id, ok: false, issues: [undetermined(untaken, facts)], untaken };
  }

  function work(
    method: number,
    facts: ValuationFacts,
    setting: Setting,
    territory: ValuationTerritory,
    rates: Map<string, AppliedRate>,
  ): Outcome {
    try {
      if (method === 1 && facts.lines !== undefined) return workLines(facts, setting, territory, rates);
    } catch (error) {
      if (!(error instanceof CannotSpread)) throw error;
      return { issues: [{ code: error.code, path: error.path, article: "CVA Art. 8.3", message: error.message }] };
    }
    const planned = planOf(method, facts, setting);
    if (isClosed(planned)) return planned;
    const worked = workPlan(planned, territory, setting, facts, rates);
    if ("issues" in worked || "because" in worked) return worked;
    return { lines: [worked], several: false };
  }

  function workLines(
    facts: ValuationFacts,
    setting: Setting,
    territory: ValuationTerritory,
    rates: Map<string, AppliedRate>,
  ): Outcome {
    const plans: Plan[] = [];
    for (const items of spreadItems(facts, marshal)) {
      const planned = transactionPlan(items, facts, setting);
      if (isClosed(planned)) return planned;
      plans.push(planned);
    }
    const solved = entryCharges(facts, plans, marshal, (attempt) => {
      const lines: WorkedLine[] = [];
      for (const each of attempt) {
        const worked = workPlan(each, territory, setting, facts, rates);
        if ("issues" in worked || "because" in worked) return worked;
        lines.push(worked);
      }
      return { lines, several: true };
    });
    return solved;
  }

  /** Has the kernel work out a plan, once every currency in it has a rate. */
  function workPlan(
    plan: Plan,
    territory: ValuationTerritory,
    setting: Setting,
    facts: ValuationFacts,
    rates: Map<string, AppliedRate>,
  ): WorkedLine | Closed | { readonly issues: readonly Issue[] } {
    const { regime } = territory;
    const own = regime.currency;
    if (rates.size === 0) {
      const source = regime.exchange.source;
      rates.set(own, {
        currency: own,
        rate: "1",
        quoted: "local-per-foreign",
        used: "declared",
        source,
        top: 1n,
        bottom: 1n,
      });
    }
    const issues: Issue[] = [];
    const missing = new Set<string>();
    for (const element of plan.elements) {
      if (!isConverted(element)) continue;
      const { currency, path } = element;
      if (rates.has(currency) || missing.has(currency)) continue;
      const rate = rateFor(currency, `${path}/currency`, facts, territory);
      if ("rate" in rate) rates.set(currency, rate);
      else {
        missing.add(currency);
        issues.push(rate);
      }
    }
    if (issues.length > 0) return { issues };
    const large =
      tooLarge(plan) ??
      ([...rates.values()].some(({ top, bottom }) => top >> 64n !== 0n || bottom >> 64n !== 0n) ? "/rates" : undefined);
    if (large !== undefined) return { issues: [overflow(large)] };
    const rounding: RoundingRule = {
      quantum: millionths(regime.rounding.quantum),
      mode: MODES[regime.rounding.mode],
    };
    const worked = marshal.valuate(
      plan,
      [...rates.values()],
      setting.rules,
      rounding,
      traced || facts.lines !== undefined,
    );
    return worked.status === ValuationStatus.valued ? { plan, worked } : refusal(worked, plan);
  }

  interface Context {
    readonly facts: ValuationFacts;
    readonly setting: Setting;
    readonly rates: readonly AppliedRate[];
    readonly untaken: readonly UntakenMethod[];
    readonly explain: ValuationExplainer | undefined;
  }

  function answer(
    id: string | null,
    method: number,
    { lines, several }: { readonly lines: readonly WorkedLine[]; readonly several: boolean },
    { facts, setting, rates, untaken, explain }: Context,
  ): ValuationAnswer {
    const { regime } = setting;
    const { currency, minorUnits } = regime;
    const money = (amount: bigint) => ({ amount: marshal.format(amount, minorUnits), currency });
    const valued = lines.map(({ plan, worked }): ValuedLine => {
      if (!traced) return { customsValue: money(worked.value), steps: [] };
      const inside = insideOf(marshal, plan, worked.root!);
      const { amount } = money(worked.value);
      const { quantum, mode, source } = regime.rounding;
      const rounding = `to ${quantum}, ${mode}: ${source}`;
      const explanation = explain?.(plan, worked.root!, {
        currency,
        customsValue: `${amount} ${currency}`,
        rounding,
        rates,
      });
      return {
        customsValue: money(worked.value),
        steps: stepsOf(marshal, plan, worked.root!),
        ...(inside.length === 0 ? {} : { inside }),
        ...(explanation === undefined ? {} : { explanation }),
      };
    });
    const total = lines.reduce((sum, { worked }) => sum + worked.value, 0n);
    const first = lines[0]!.worked;
    const { transport, tariff, date } = facts;
    const introduction = transport === undefined ? undefined : regime.introduction[transport];
    return {
      id,
      ok: true,
      tariff,
      date,
      method,
      basis: regime.basis,
      ...(introduction === undefined ? {} : { introduction }),
      ...(several ? { steps: [] } : valued[0]!),
      customsValue: money(total),
      ...(regime.entered === undefined || several
        ? {}
        : { entered: money(entered(total, millionths(regime.entered.quantum), regime.entered.mode)) }),
      untaken,
      rates: rates.map(({ top: _top, bottom: _bottom, ...rate }) => rate),
      ...(method === 4 && traced ? { resale: resaleFound(first, facts) } : {}),
      lines: several ? valued : [],
      notes: [],
    };

    function resaleFound(worked: Worked, { resale }: ValuationFacts) {
      const days = resale!.processed === true ? regime.resale.processedDays : regime.resale.days;
      return {
        unitPrice: { amount: marshal.format(worked.unitPrice, 0), currency: resale!.currency },
        aggregate: marshal.format(worked.aggregate, 0),
        aggregates: nodesOf(worked.root!, ValuationOperation.aggregate).map(({ about, numerator }) => ({
          unitPrice: marshal.format(lines[0]!.plan.sales[about]!.price, 0),
          units: marshal.format(numerator, 0),
        })),
        ...(worked.saleDay === 0 ? {} : { date: dateOf(worked.saleDay) }),
        ...(resale!.imported === undefined ? {} : { windowEnds: dateOf(dayOf(resale!.imported)! + days) }),
      };
    }
  }

  return { value, marshal };
}

export type Valuer = ReturnType<typeof createValuer>;

function planOf(method: number, facts: ValuationFacts, setting: Setting): Plan | Closed {
  switch (method) {
    case 1:
      return transactionPlan(ownItems(facts), facts, setting);
    case 2:
      return comparisonPlan(facts.identical, "identical", setting);
    case 3:
      return comparisonPlan(facts.similar, "similar", setting);
    case 4:
      return resalePlan(facts, setting);
    case 5:
      return computedPlan(facts, setting);
    default:
      return fallbackPlan(facts.fallback);
  }
}

/** In whole units of the territory's choice. */
const entered = (value: bigint, quantum: bigint, mode: "half-up" | "truncate"): bigint =>
  ((mode === "truncate" ? value : value + quantum / 2n) / quantum) * quantum;

function refusal({ status, about }: Worked, plan: Plan): Closed | { readonly issues: readonly Issue[] } {
  const { path, article } = plan.elements[about] ?? plan.elements[0]!;
  switch (status) {
    case ValuationStatus.noSale: {
      const because = "no sale at or about importation, nor within the days after it, fixes a unit price";
      return { because, article: "CVA Art. 5.1", path };
    }
    case ValuationStatus.belowZero: {
      const message = "what is taken off is more than there is: the value would be below zero";
      return { issues: [{ code: "VALUE_INVALID", path, article, message }] };
    }
    case ValuationStatus.noSolution:
    case ValuationStatus.manySolutions: {
      const message =
        "no one value agrees with the charges inside the price: check the price, the rates and their limits";
      return {
        issues: [{ code: "VALUE_UNDETERMINED", path: "/charges", article: "CVA Note to Art. 1, para. 3(c)", message }],
      };
    }
    case ValuationStatus.overflow:
      return { issues: [overflow(path)] };
    default:
      throw new RangeError(`the kernel refused a valuation (${status})`);
  }
}

const ownRate = (at: number, { currency, exchange }: ValuationRegime): Issue => ({
  code: "VALUE_CONFLICT",
  path: `/rates/${at}/currency`,
  article: exchange.source,
  currency,
  message: `${currency} is the territory's own currency: it has no rate of exchange`,
});

const notLoaded = (tariff: string, known: readonly string[]): Issue => ({
  ...unknownTariff("/tariff", tariff, known),
  message:
    `no regime of valuation of this tariff is loaded, but ${known.join(", ") || "none"}: give createEngine one ` +
    "in valuations, as loadValuation reads it, or state the customs value as an amount",
});

const overflow = (path: string): Issue => ({
  code: "AMOUNT_OVERFLOW",
  path,
  message: "the exact value does not fit 128 bits: state fewer currencies, or amounts with fewer digits",
});

const stillOpen = (method: number, { method: asked }: ValuationFacts): Issue => ({
  code: "VALUE_CONFLICT",
  path: "/method",
  article: "CVA General Introductory Commentary; Art. 4",
  message: `method ${asked} is asked for, but method ${method} comes before it and is open`,
});

function undetermined(untaken: readonly UntakenMethod[], { method }: ValuationFacts): Issue {
  const last = untaken.at(-1)!;
  const message =
    method === undefined
      ? "no method of valuation is open with what is declared"
      : `method ${method} is closed: ${last.because}`;
  return { code: "VALUE_UNDETERMINED", path: last.path ?? "", article: last.article, message };
}

/** The exact value before rounding, in millionths. */
export function exactValue({ root }: Worked): { numerator: bigint; denominator: bigint } {
  const { operation, operands } = root!;
  if (operation !== ValuationOperation.rounded) throw new RangeError("a value ends with its rounding");
  return operands[0]!;
}
