import { ElementFlag, ElementKind } from "../../../assembly/abi-valuation";
import type {
  AdditionFact,
  AssistFact,
  CostFact,
  DeductionFact,
  DiscountFact,
  LineFacts,
  PaymentFact,
  SpreadKey,
  ValuationFacts,
} from "../../model/valuation/facts";
import { LEGS, pricedUnder } from "../../model/valuation/incoterms";
import { airShare } from "./air";
import {
  type Closed,
  chargesOf,
  closing,
  element,
  type Origin,
  type Plan,
  type PlannedElement,
  shareOf as percentShare,
  plan,
  unitsShare,
} from "./plan";
import type { Setting } from "./setting";

/** What one line declares, its shares of the invoice included, each item with where it stands. */
export interface LineItems {
  readonly line: LineFacts;
  readonly path: string;
  readonly payments: readonly Placed<PaymentFact>[];
  readonly discounts: readonly Placed<DiscountFact>[];
  readonly additions: readonly Placed<AdditionFact>[];
  readonly assists: readonly Placed<AssistFact>[];
  readonly costs: readonly Placed<CostFact>[];
  readonly deductions: readonly Placed<DeductionFact>[];
}

export interface Placed<T> {
  readonly item: T;
  readonly path: string;
  /** What `item` is a share of, as it stands on the invoice. */
  readonly whole?: T;
}

interface Amount {
  readonly amount?: string | undefined;
  readonly currency?: string | undefined;
}

/** `2000.00 EUR by weight`, for the share of a line; undefined for what stands there itself. */
function wholeText(whole: Amount | undefined, by: SpreadKey = "value"): string | undefined {
  return whole?.amount === undefined ? undefined : `${whole.amount} ${whole.currency} by ${by}`;
}

const PRICE = "CVA Art. 1";

/** Method 1: the price paid or payable, adjusted under Article 8 (Arts. 1 and 8). */
export function transactionPlan(items: LineItems, facts: ValuationFacts, setting: Setting): Plan | Closed {
  const { price } = items.line;
  if (price === undefined) return { because: "no price paid or payable is declared", article: PRICE };
  const closed = closedBySale(facts) ?? closedByAdditions(items);
  if (closed !== undefined) return closed;
  const elements = [
    element(ElementKind.price, {
      step: "price",
      path: `${items.path}/price`,
      article: PRICE,
      because: "the price paid or payable",
      amount: price.amount,
      currency: price.currency,
    }),
    ...items.discounts.map(discountElement),
    ...items.payments.map(paymentElement),
    ...items.additions.map(additionElement),
    ...items.assists.flatMap(assistElements),
    ...items.costs.map((cost) => costElement(cost, facts, setting)),
    ...items.deductions.map(deductionElement),
  ];
  return plan(elements, { charges: chargesOf(items.line.charges ?? []) });
}

/** Article 1.1: what makes a sale no basis for a value. */
function closedBySale({ sale, restrictions = [], conditions = [], related }: ValuationFacts): Closed | undefined {
  if (sale === false) return { because: "the goods are not sold for export", article: PRICE, path: "/sale" };
  const other = restrictions.indexOf("other");
  if (other >= 0) {
    return {
      because: "the buyer may not dispose of the goods freely",
      article: "CVA Art. 1.1(a)",
      path: `/restrictions/${other}`,
    };
  }
  const open = conditions.findIndex(({ quantifiable }) => !quantifiable);
  if (open >= 0) {
    const because = "the price depends on a condition whose value cannot be determined";
    return { because, article: "CVA Art. 1.1(b)", path: `/conditions/${open}` };
  }
  if (related === undefined) return undefined;
  const { circumstances, test } = related;
  if (circumstances === "not-influenced" || test?.closelyApproximates === true) return undefined;
  const path = "/related";
  if (circumstances === "influenced") {
    return { because: "the relationship of buyer and seller influenced the price", article: "CVA Art. 1.2(a)", path };
  }
  const because =
    test === undefined
      ? "buyer and seller are related, and nothing shows that the price was not influenced"
      : "buyer and seller are related, and the price does not closely approximate the test value";
  return { because, article: test === undefined ? "CVA Art. 1.2(a)" : "CVA Art. 1.2(b)", path };
}

/** An addition that must be made and has no objective and quantifiable data closes the method (Art. 8.3 and its Note). */
function closedByAdditions({ additions, assists }: LineItems): Closed | undefined {
  for (const { item, path } of additions) {
    if (item.quantifiable !== false || leftOut(item) !== undefined) continue;
    const article = item.kind === "proceeds" ? "CVA Art. 1.1(c)" : "CVA Note to Art. 8.3";
    return { because: `the ${item.kind} cannot be quantified on objective data`, article, path };
  }
  for (const { item, path } of assists) {
    if (item.quantifiable !== false || !isAssistAdded(item)) continue;
    return {
      because: `the assist (${item.kind}) cannot be quantified on objective data`,
      article: "CVA Note to Art. 8.3",
      path,
    };
  }
  return undefined;
}

function paymentElement({ item, path, whole }: Placed<PaymentFact>): PlannedElement {
  const because = "paid to the seller, or for the seller, besides the invoice";
  return element(ElementKind.price, {
    step: "payment",
    path,
    article: "CVA Note to Art. 1, para. 1",
    because,
    amount: item.amount,
    currency: item.currency,
    shareOf: wholeText(whole, item.by),
  });
}

const DISCOUNT = "CVA Art. 1; Advisory Opinions 5.1, 8.1 and 15.1";

/** A discount counts where it was earned; a credit for an earlier transaction is part of what is paid. */
function discountElement({ item, path, whole }: Placed<DiscountFact>): PlannedElement {
  const { kind, inPrice = false, percent, amount, currency } = item;
  const counts = item.earned && kind !== "credit";
  const what = kind === "credit" ? "a credit for an earlier transaction is no discount" : WHETHER[`${counts}`](kind);
  const shareOf = wholeText(whole, item.by);
  const origin = { step: "discount", path, article: DISCOUNT, amount, currency, shareOf };
  if (counts === inPrice) {
    return idle({
      ...origin,
      because: `${what}: ${counts ? "the price is net of it already" : "it is not taken off"}`,
    });
  }
  const because = counts ? what : `${what}: it is added back`;
  if (percent === undefined) {
    const paid = { ...origin, because, amount: amount!, currency: currency! };
    return element(counts ? ElementKind.discount : ElementKind.price, paid);
  }
  const share = percentShare(percent);
  if (counts) return closing(ElementKind.discountShare, { ...origin, because }, share);
  // A price net of p per cent is (1 − p) of the price: p/(1 − p) of it is added back.
  const shareBottom = share.shareBottom - share.shareTop;
  return closing(ElementKind.priceShare, { ...origin, because }, { ...share, shareBottom });
}

const WHETHER = {
  true: (kind: string) => `a ${kind} discount that the price payable reflects`,
  false: () => "a discount not earned when the goods were valued",
};

/** A fact that the law leaves out: a step of the answer that has no effect, whatever its amount and currency. */
function idle(origin: Origin): PlannedElement {
  const { amount, currency } = origin;
  const none = { shareTop: 0n };
  if (amount === undefined || currency === undefined) return closing(ElementKind.addition, origin, none);
  return element(ElementKind.addition, { ...origin, amount, currency }, none);
}

const ADDITION_ARTICLES: Readonly<Record<AdditionFact["kind"], string>> = {
  commission: "CVA Art. 8.1(a)(i)",
  brokerage: "CVA Art. 8.1(a)(i)",
  container: "CVA Art. 8.1(a)(ii)",
  packing: "CVA Art. 8.1(a)(iii)",
  royalty: "CVA Art. 8.1(c)",
  proceeds: "CVA Art. 8.1(d)",
};

/** Why an addition is not made; undefined for one that is. */
function leftOut({ kind, side, relatesToGoods, conditionOfSale, inPrice }: AdditionFact): string | undefined {
  if (kind === "commission" && side === "buying") return "a buying commission is not added";
  if (kind === "royalty" && relatesToGoods !== true) return "it does not relate to the goods: not added";
  if (kind === "royalty" && conditionOfSale !== true) return "it is no condition of the sale: not added";
  return inPrice === true ? "in the price already" : undefined;
}

function additionElement({ item, path, whole }: Placed<AdditionFact>): PlannedElement {
  const { kind, amount, currency, percent } = item;
  const shareOf = wholeText(whole, item.by);
  const origin = { step: kind, path, article: ADDITION_ARTICLES[kind], amount, currency, shareOf };
  const because = leftOut(item);
  if (because !== undefined) return idle({ ...origin, because });
  const borne = { ...origin, because: "borne by the buyer and not in the price" };
  if (percent !== undefined) return closing(ElementKind.addedShare, borne, percentShare(percent));
  return element(ElementKind.addition, { ...borne, amount: amount!, currency: currency! });
}

const ASSIST_ARTICLES: Readonly<Record<AssistFact["kind"], string>> = {
  materials: "CVA Art. 8.1(b)(i)",
  tools: "CVA Art. 8.1(b)(ii)",
  consumed: "CVA Art. 8.1(b)(iii)",
  design: "CVA Art. 8.1(b)(iv)",
};

const isAssistAdded = ({ kind, publicDomain, undertaken }: AssistFact): boolean =>
  kind !== "design" || publicDomain === true || undertaken === "elsewhere";

const COPIES = [["copies", ElementKind.part, "work in the public domain: the cost of copies"]] as const;
const COSTS = [
  ["cost", ElementKind.part, "what it cost to acquire, to produce or to lease"],
  ["transport", ElementKind.part, "carriage to the place of production"],
  ["repairs", ElementKind.part, "repairs and changes"],
  ["priorUse", ElementKind.allowance, "allowance for use before"],
  ["paid", ElementKind.allowance, "what the producer paid for it"],
] as const;

function assistElements({ item, path, whole }: Placed<AssistFact>): PlannedElement[] {
  const article = ASSIST_ARTICLES[item.kind];
  if (!isAssistAdded(item)) {
    const because = "undertaken in the importing country: not added";
    return [
      idle({
        step: `assist: ${item.kind}`,
        path,
        article,
        because,
        ...item.cost,
        shareOf: wholeText(whole?.cost, item.by),
      }),
    ];
  }
  const parts: PlannedElement[] = [];
  for (const [name, kind, because] of item.publicDomain === true ? COPIES : COSTS) {
    const money = item[name];
    if (money === undefined) continue;
    const { amount, currency } = money;
    const origin = {
      step: name,
      path: `${path}/${name}`,
      article: "CVA Note to Art. 8.1(b)(ii)",
      because,
      amount,
      currency,
      shareOf: wholeText(whole?.[name], item.by),
    };
    parts.push(element(kind, origin));
  }
  const share = item.units === undefined ? {} : unitsShare(item.units, item.over!.units);
  const because =
    item.over === undefined
      ? "supplied by the buyer free of charge or at reduced cost"
      : `spread over the units of the ${item.over.basis}: ${item.units} of ${item.over.units}`;
  return [...parts, closing(ElementKind.assist, { step: `assist: ${item.kind}`, path, article, because }, share)];
}

export function costElement(
  { item, path, whole }: Placed<CostFact>,
  facts: ValuationFacts,
  setting: Setting,
): PlannedElement {
  const { leg, currency, inPrice } = item;
  const priced = facts.delivery === undefined ? "out" : pricedUnder(facts.delivery.term, leg);
  const holds = inPrice === undefined ? priced === "in" || priced === "either|in" : inPrice !== false;
  const { rule, source } = setting.legs[leg];
  const included = leg === "mainFreight" && facts.transport === "air" ? airShare(facts, setting) : 1000000;
  const flags =
    (holds ? ElementFlag.inPrice : 0) |
    (item.shownApart === true ? ElementFlag.shownApart : 0) |
    (item.throughBill === true ? ElementFlag.throughBill : 0);
  const because = `${holds ? "in the price" : "not in the price"}${facts.delivery === undefined ? "" : ` (${facts.delivery.term})`}; ${RULES[rule]}`;
  const amount = typeof inPrice === "string" ? inPrice : item.amount;
  const held = typeof whole?.inPrice === "string" ? { ...whole, amount: whole.inPrice } : whole;
  const shareOf = wholeText(held, item.by);
  return element(
    ElementKind.leg,
    { step: leg, path, article: `CVA Art. 8.2; ${source}`, because, amount, currency, shareOf },
    { leg: LEGS.indexOf(leg), flags, included },
  );
}

const RULES = {
  "as-priced": "the value leaves it as the price has it",
  included: "the value includes it",
  excluded: "the value excludes it",
  "excluded-if-apart": "the value excludes it where it is shown apart",
  "excluded-if-through": "the value excludes it where it is shown apart and the goods travel on a through bill",
};

function deductionElement({ item, path, whole }: Placed<DeductionFact>): PlannedElement {
  const { kind, amount, currency } = item;
  const apart = item.shownApart === true;
  const origin = {
    step: kind,
    path,
    article: kind === "buying-commission" ? "CVA Note to Art. 8.1(a)(i)" : "CVA Note to Art. 1, para. 3",
    because: apart
      ? "in the price, shown apart: not part of the value"
      : "in the price and not shown apart: it stays in",
    amount,
    currency,
    shareOf: wholeText(whole, item.by),
  };
  // What is not shown apart is still a step of the answer: its share is nothing.
  return element(ElementKind.deduction, origin, apart ? {} : { shareTop: 0n });
}
