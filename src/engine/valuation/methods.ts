import { ElementFlag, ElementKind, SaleFlag } from "../../../assembly/abi-valuation";
import { dayOf } from "../../model/days";
import { millionths } from "../../model/declare/amount";
import type {
  CandidateFact,
  ComparisonFacts,
  ComputedFacts,
  FallbackFacts,
  ResaleDeductionFact,
  ResaleFacts,
  ValuationFacts,
} from "../../model/valuation/facts";
import { LEGS } from "../../model/valuation/incoterms";
import { listedPrice } from "../../model/valuation/other-methods";
import {
  type Closed,
  chargesOf,
  closing,
  element,
  type Plan,
  type PlannedElement,
  type PlannedSale,
  plan,
  shareOf,
  unitsShare,
} from "./plan";
import type { Setting } from "./setting";
import { costElement } from "./transaction";

/** Methods 2 and 3: the lowest transaction value of identical or similar goods, adjusted (Arts. 2 and 3). */
export function comparisonPlan(
  facts: ComparisonFacts | undefined,
  name: "identical" | "similar",
  setting: Setting,
): Plan | Closed {
  const article = name === "identical" ? "CVA Art. 2" : "CVA Art. 3";
  if (facts === undefined) return { because: `no transaction value of ${name} goods is declared`, article };
  const placed = facts.candidates.map((candidate, i) => ({ candidate, path: `/${name}/candidates/${i}` }));
  const alike = placed.filter(({ candidate }) => candidate.sameLevel && candidate.sameQuantity);
  // Sales at the same level and quantity go before all others; those others need evidence for each difference.
  const usable = alike.length > 0 ? alike : placed.filter(({ candidate }) => hasEvidence(candidate));
  if (usable.length === 0) {
    const because = `every sale of ${name} goods differs in commercial level or quantity, and nothing shows by how much`;
    return { because, article: `${article}.1(b) and its Note`, path: `/${name}/candidates` };
  }
  return plan(
    usable.flatMap(({ candidate, path }) => candidateElements(candidate, path, facts, article, name, setting)),
  );
}

function hasEvidence({ sameLevel, sameQuantity, adjustments = [] }: CandidateFact): boolean {
  const shown = (kind: string): boolean => adjustments.some((adjustment) => adjustment.kind === kind);
  return (sameLevel || shown("level")) && (sameQuantity || shown("quantity"));
}

function candidateElements(
  candidate: CandidateFact,
  path: string,
  { units, transport }: ComparisonFacts,
  article: string,
  name: string,
  { legs }: Setting,
): PlannedElement[] {
  const share = unitsShare(units, candidate.units);
  const { amount, currency } = candidate;
  const because = `transaction value of ${name} goods, for ${units} of ${candidate.units} units`;
  const elements = [element(ElementKind.part, { step: "candidate", path, article, because, amount, currency }, share)];
  for (const [i, adjustment] of (candidate.adjustments ?? []).entries()) {
    const kind = adjustment.effect === "add" ? ElementKind.part : ElementKind.allowance;
    const origin = {
      step: adjustment.kind,
      path: `${path}/adjustments/${i}`,
      article: `${article}.1(b)`,
      because: `adjusted for ${adjustment.kind} on evidence: ${adjustment.evidence}`,
      amount: adjustment.amount,
      currency: adjustment.currency,
    };
    elements.push(element(kind, origin, share));
  }
  // Differences of distance and mode matter only where the value includes carriage (Arts. 2.2 and 3.2).
  if (legs.mainFreight.rule === "included" && candidate.transport !== undefined && transport !== undefined) {
    const of = (whose: string) => ({
      step: "transport",
      article: `${article}.2`,
      because: `carriage and insurance of ${whose}`,
    });
    elements.push(
      element(
        ElementKind.allowance,
        { ...of(`the ${name} goods`), path: `${path}/transport`, ...candidate.transport },
        share,
      ),
      element(ElementKind.part, { ...of("these goods"), path: `/${name}/transport`, ...transport }),
    );
  }
  const lowest = { step: "candidate", path, article: `${article}.3`, because: "the lowest of several counts" };
  return [...elements, closing(ElementKind.candidate, lowest)];
}

const RESALE = "CVA Art. 5";

/** Method 4: the unit price in the greatest aggregate quantity, less what arises in the country of importation. */
export function resalePlan(facts: ValuationFacts, setting: Setting): Plan | Closed {
  const { resale } = facts;
  if (resale === undefined) return { because: "no sales in the country of importation are declared", article: RESALE };
  const { regime } = setting;
  const imported = resale.imported === undefined ? 0 : dayOf(resale.imported)!;
  const days = resale.processed === true ? regime.resale.processedDays : regime.resale.days;
  const { units, currency, deductions = [] } = resale;
  const elements = [
    closing(
      ElementKind.resale,
      {
        step: "unit price",
        path: "/resale/sales",
        article: `${RESALE}.1(a) and its Note`,
        because: `the unit price in the greatest aggregate quantity, times ${units} units`,
        currency,
      },
      unitsShare(units, "1"),
    ),
    ...deductions.map((item, i) => resaleDeduction(item, `/resale/deductions/${i}`, units, setting)),
  ];
  return plan(elements, {
    charges: chargesOf(facts.charges ?? []),
    sales: salesOf(resale),
    firstSaleDay: imported,
    lastSaleDay: imported + days,
    sufficientUnits: millionths(resale.sufficientUnits ?? "0.000001"),
  });
}

/** Sales by price, as the kernel wants them. */
function salesOf({ sales, priceList = [], about, imported }: ResaleFacts): PlannedSale[] {
  const planned = sales.map(({ units, number = "1", unitPrice, date, related, suppliesAssists }) => {
    const size = millionths(units);
    const price = unitPrice ?? listedPrice(units, priceList);
    const at =
      date === undefined || date === imported || (about !== undefined && about.from <= date && date <= about.to);
    const leftOut = related === true || suppliesAssists === true || price === undefined;
    return {
      price: millionths(price ?? "0"),
      units: (size * millionths(number)) / 1000000n,
      day: date === undefined ? 0 : dayOf(date)!,
      flags: (leftOut ? SaleFlag.leftOut : 0) | (at ? SaleFlag.atImportation : 0),
    };
  });
  return planned.sort((a, b) => (a.price < b.price ? -1 : a.price > b.price ? 1 : 0));
}

const RESALE_ARTICLES: Readonly<Record<ResaleDeductionFact["kind"], string>> = {
  commission: `${RESALE}.1(a)(i)`,
  profit: `${RESALE}.1(a)(i)`,
  transport: `${RESALE}.1(a)(ii)`,
  insurance: `${RESALE}.1(a)(ii)`,
  freight: `${RESALE}.1(a)(iii)`,
  duties: `${RESALE}.1(a)(iv)`,
  processing: `${RESALE}.2`,
};

function resaleDeduction(item: ResaleDeductionFact, path: string, units: string, { legs }: Setting): PlannedElement {
  const { kind, amount, currency, percent, per } = item;
  const origin = {
    step: kind,
    path,
    article: RESALE_ARTICLES[kind],
    because: "in the resale price, not in the customs value",
  };
  const staysIn = kind === "freight" && legs.mainFreight.rule === "included";
  if (percent !== undefined) {
    const because = staysIn ? "the customs value includes it" : origin.because;
    const share = staysIn ? { shareTop: 0n } : shareOf(percent);
    return closing(ElementKind.shareOfPrice, { ...origin, because }, share);
  }
  const share = per === "unit" ? unitsShare(units, "1") : {};
  const paid = { ...origin, amount: amount!, currency: currency! };
  if (kind !== "freight") return element(ElementKind.deduction, paid, share);
  // International freight and insurance come off only where the basis leaves them out (Art. 8.2).
  const because = staysIn ? "the customs value includes it" : paid.because;
  const leg = LEGS.indexOf("mainFreight");
  return element(
    ElementKind.leg,
    { ...paid, because },
    { ...share, leg, flags: ElementFlag.inPrice | ElementFlag.shownApart },
  );
}

const COST_ARTICLES: Readonly<Record<ComputedFacts["elements"][number]["kind"], string>> = {
  materials: "CVA Art. 6.1(a)",
  fabrication: "CVA Art. 6.1(a)",
  container: "CVA Art. 6.1(a); Note to Art. 6, para. 3",
  packing: "CVA Art. 6.1(a); Note to Art. 6, para. 3",
  assists: "CVA Art. 6.1(a); Note to Art. 6, para. 3",
  profit: "CVA Art. 6.1(b)",
};

/** Method 5: what it cost to make the goods, with profit and general expenses, and carriage as the basis says. */
export function computedPlan(facts: ValuationFacts, setting: Setting): Plan | Closed {
  const { computed, costs = [] } = facts;
  if (computed === undefined) return { because: "the cost of production is not declared", article: "CVA Art. 6" };
  const elements = computed.elements.map(({ kind, amount, currency }, i) => {
    const because = kind === "profit" ? "profit and general expenses usual in the trade" : "cost of production";
    const path = `/computed/elements/${i}`;
    return element(ElementKind.addition, { step: kind, path, article: COST_ARTICLES[kind], because, amount, currency });
  });
  const carriage = costs.map((item, i) => {
    // A cost of production holds no carriage to the country of importation.
    const placed = { item: { ...item, inPrice: false }, path: `/costs/${i}` };
    return costElement(placed, { ...facts, delivery: undefined }, setting);
  });
  return plan([...elements, ...carriage]);
}

/** Method 6: reasonable means, consistent with the Agreement, on data available in the country of importation. */
export function fallbackPlan(facts: FallbackFacts | undefined): Plan | Closed {
  const article = "CVA Art. 7";
  if (facts === undefined) return { because: "no value by reasonable means is declared", article };
  const because = `method ${facts.following} applied flexibly: ${facts.because}`;
  const { amount, currency } = facts;
  return plan([
    element(ElementKind.addition, { step: "fallback", path: "/fallback", article, because, amount, currency }),
  ]);
}
