import { millionths } from "../declare/amount";
import type { ComparisonFacts, ComputedFacts, ResaleFacts, ValuationFacts } from "./facts";
import { type Say, shareOrAmount } from "./say";

/** What the facts of methods 2 to 6 mean together. */
export function checkOtherMethods(facts: ValuationFacts, say: Say): void {
  const { resale, computed, fallback, charges = [] } = facts;
  for (const name of ["identical", "similar"] as const) {
    const goods = facts[name];
    if (goods !== undefined) checkComparison(goods, name, say);
  }
  if (resale !== undefined) checkResale(resale, charges.length > 0, say);
  if (computed !== undefined) checkComputed(computed, say);
  if (fallback?.basis !== undefined) checkFallback(fallback.basis, say);
}

function checkComparison({ candidates }: ComparisonFacts, name: "identical" | "similar", say: Say): void {
  const article = `CVA Art. ${name === "identical" ? 2 : 3}.1(b)`;
  for (const [i, { sameLevel, sameQuantity, adjustments = [] }] of candidates.entries()) {
    for (const [at, { kind }] of adjustments.entries()) {
      if (!(kind === "level" ? sameLevel : sameQuantity)) continue;
      const message = `the sale was at the same ${kind}: there is nothing to adjust for`;
      say("VALUE_CONFLICT", `/${name}/candidates/${i}/adjustments/${at}`, article, message);
    }
  }
}

function checkComputed({ elements }: ComputedFacts, say: Say): void {
  const has = (...kinds: readonly string[]): boolean => elements.some(({ kind }) => kinds.includes(kind));
  const path = "/computed/elements";
  if (!has("materials", "fabrication")) {
    const message =
      "the cost of production has neither materials nor fabrication: state what it cost to make the goods";
    say("FACT_MISSING", path, "CVA Art. 6.1(a)", message, "materials");
  }
  if (!has("profit")) {
    say("FACT_MISSING", path, "CVA Art. 6.1(b)", "state profit and general expenses, as one sum", "profit");
  }
}

const RESALE = "CVA Art. 5 and its Note";

/** The price of so many units by a price list; undefined where no step has them. */
export const listedPrice = (units: string, priceList: ResaleFacts["priceList"] = []): string | undefined => {
  const size = millionths(units);
  const holds = ({ from, to = units }: { readonly from: string; readonly to?: string }): boolean =>
    millionths(from) <= size && size <= millionths(to);
  return priceList.find(holds)?.unitPrice;
};

function checkResale(resale: ResaleFacts, charged: boolean, say: Say): void {
  const { about } = resale;
  if (about !== undefined && about.from > about.to) {
    say("VALUE_CONFLICT", "/resale/about", "CVA Art. 5.1(a)", "the period ends before it begins");
  }
  for (const [i, sale] of resale.sales.entries()) {
    if (sale.unitPrice === undefined && listedPrice(sale.units, resale.priceList) === undefined) {
      const message =
        resale.priceList === undefined
          ? "state the unit price, or a price list"
          : `the price list has no step for ${sale.units} units: state the unit price`;
      say("FACT_MISSING", `/resale/sales/${i}/unitPrice`, RESALE, message, "unitPrice");
    }
    if (sale.date !== undefined && resale.imported === undefined) {
      say("FACT_MISSING", "/resale/imported", RESALE, "sales have dates: state the day of importation", "imported");
      break;
    }
  }
  const deductions = resale.deductions ?? [];
  if (["commission", "profit"].every((kind) => deductions.some((item) => item.kind === kind))) {
    const message = "either commissions or profit and general expenses are taken off, not both";
    say("VALUE_CONFLICT", "/resale/deductions", "CVA Art. 5.1(a)(i)", message);
  }
  for (const [i, item] of deductions.entries()) {
    const path = `/resale/deductions/${i}`;
    shareOrAmount(item, path, RESALE, say);
    if (item.amount !== undefined && item.per === undefined) {
      say("FACT_MISSING", `${path}/per`, RESALE, 'state whether the amount is per "unit" or for "all"', "per");
    }
    if (item.kind === "duties" && (item.percent !== undefined || charged)) {
      const message = "duty is a share of the customs value, not of the resale price: state its rate, in charges alone";
      say("VALUE_CONFLICT", path, "CVA Art. 5.1(a)(iv)", message);
    }
    if (item.kind === "processing" && resale.processed !== true) {
      const message = "value added by processing is taken off only from goods sold after it: state processed";
      say("VALUE_CONFLICT", path, "CVA Art. 5.2", message);
    }
  }
}

/** What a value by reasonable means may not rest on (Art. 7.2). */
const FORBIDDEN: Readonly<Record<string, string>> = {
  "domestic-price": "CVA Art. 7.2(a)",
  "higher-of-two": "CVA Art. 7.2(b)",
  "export-market-price": "CVA Art. 7.2(c)",
  "other-cost-of-production": "CVA Art. 7.2(d)",
  "export-to-other-country": "CVA Art. 7.2(e)",
  "minimum-value": "CVA Art. 7.2(f)",
  "arbitrary-value": "CVA Art. 7.2(g)",
};

/** On what a value by reasonable means rests: data available in the country of importation, or what may not be. */
export const FALLBACK_BASES: readonly string[] = ["available-data", ...Object.keys(FORBIDDEN)];

function checkFallback(basis: string, say: Say): void {
  const article = FORBIDDEN[basis];
  if (article !== undefined) say("VALUE_INVALID", "/fallback/basis", article, `a value may not rest on a ${basis}`);
}
