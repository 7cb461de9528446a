import { LEGS, TERMS } from "./incoterms";
import { FALLBACK_BASES } from "./other-methods";
import {
  amount,
  currency,
  date,
  eitherOf,
  type Form,
  flag,
  listOfForm,
  object,
  oneOf,
  percent,
  positive,
  someOf,
  words,
} from "./shape";

/** The forms of `ValuationFacts`, field by field. What fields mean together is checked by `rules.ts`. */

const MONEY = { amount, currency };
const SPREAD = { by: oneOf("value", "weight", "volume", "quantity") };
const SHARE = { amount, currency, percent };
const money = object(MONEY);

const payment = object({ kind: oneOf("debt", "advance", "balance", "other"), ...MONEY }, SPREAD);
const discount = object(
  { kind: oneOf("cash", "quantity", "trade", "credit"), earned: flag },
  { ...SHARE, ...SPREAD, inPrice: flag },
);
const addition = object(
  { kind: oneOf("commission", "brokerage", "container", "packing", "royalty", "proceeds") },
  {
    ...SHARE,
    ...SPREAD,
    side: oneOf("selling", "buying"),
    relatesToGoods: flag,
    conditionOfSale: flag,
    quantifiable: flag,
    inPrice: flag,
  },
);
const assist = object(
  { kind: oneOf("materials", "tools", "consumed", "design"), how: oneOf("acquired", "produced", "leased") },
  {
    ...SPREAD,
    cost: money,
    transport: money,
    repairs: money,
    priorUse: money,
    paid: money,
    undertaken: oneOf("importing-country", "elsewhere"),
    publicDomain: flag,
    copies: money,
    units: positive,
    over: object({ basis: oneOf("first-shipment", "to-date", "contract"), units: positive }),
    quantifiable: flag,
  },
);
const cost = object(
  { leg: oneOf(...LEGS), ...MONEY },
  { ...SPREAD, inPrice: eitherOf(flag, amount), shownApart: flag, throughBill: flag },
);
const deduction = object(
  {
    kind: oneOf(
      "installation",
      "assembly",
      "maintenance",
      "technical-assistance",
      "transport",
      "duties",
      "interest",
      "reproduction",
      "buying-commission",
    ),
    ...MONEY,
  },
  { ...SPREAD, shownApart: flag, included: flag },
);
const charge = object(
  { charge: words },
  { percent, amount, least: amount, most: amount, on: listOfForm(words, "names of earlier charges", 6) },
);

const candidate = object(
  { ...MONEY, units: positive, sameLevel: flag, sameQuantity: flag },
  {
    adjustments: listOfForm(
      object({ kind: oneOf("level", "quantity"), effect: oneOf("add", "subtract"), evidence: words, ...MONEY }),
      "adjustments",
      99,
    ),
    transport: money,
  },
);
const comparison = object({ units: positive, candidates: someOf(candidate, "candidates") }, { transport: money });

const sale = object(
  { units: positive },
  { number: positive, unitPrice: amount, date, related: flag, suppliesAssists: flag },
);
const resale = object(
  { units: positive, currency, sales: someOf(sale, "sales") },
  {
    imported: date,
    priceList: someOf(object({ from: amount, unitPrice: amount }, { to: amount }), "steps of a price list"),
    about: object({ from: date, to: date }),
    sufficientUnits: positive,
    deductions: listOfForm(
      object(
        { kind: oneOf("commission", "profit", "transport", "insurance", "freight", "duties", "processing") },
        { ...SHARE, per: oneOf("unit", "all") },
      ),
      "deductions",
      99,
    ),
    processed: flag,
  },
);
const computed = object({
  elements: someOf(
    object({ kind: oneOf("materials", "fabrication", "container", "packing", "assists", "profit"), ...MONEY }),
    "elements of cost",
  ),
});
const fallback = object(
  { following: oneOf(1, 2, 3, 4, 5), because: words, ...MONEY },
  { basis: oneOf(...FALLBACK_BASES) },
);

const line = {
  price: money,
  weight: amount,
  volume: amount,
  quantity: amount,
  discounts: listOfForm(discount, "discounts", 99),
  additions: listOfForm(addition, "additions", 999),
  assists: listOfForm(assist, "assists", 999),
  costs: listOfForm(cost, "costs", 99),
  deductions: listOfForm(deduction, "deductions", 99),
  charges: listOfForm(charge, "charges", 6),
};

const known = (value: unknown, path: string, field: string, issues: Parameters<Form>[3]): void => {
  if (value !== undefined && value !== null) words(value, path, field, issues);
};

export const valuation: Form = object(
  { tariff: words, date },
  {
    id: known,
    exportDate: date,
    method: oneOf(1, 2, 3, 4, 5, 6),
    computedFirst: flag,
    transport: oneOf("sea", "air", "road", "rail", "post"),
    delivery: object({ term: oneOf(...Object.keys(TERMS)) }, { place: words }),
    sale: flag,
    restrictions: listOfForm(oneOf("law", "area", "insubstantial", "other"), "restrictions", 99),
    conditions: listOfForm(object({ quantifiable: flag }), "conditions", 99),
    related: object(
      {},
      {
        circumstances: oneOf("not-influenced", "influenced"),
        test: object({ kind: oneOf("transaction", "deductive", "computed"), closelyApproximates: flag, ...MONEY }),
      },
    ),
    payments: listOfForm(payment, "payments", 99),
    air: object({}, { percent, zone: words }),
    rates: listOfForm(
      object(
        { currency, rate: positive, quoted: oneOf("foreign-per-local", "local-per-foreign") },
        { daily: positive, fixed: date },
      ),
      "rates of exchange",
      99,
    ),
    ...line,
    lines: someOf(object({}, line), "lines"),
    identical: comparison,
    similar: comparison,
    resale,
    computed,
    fallback,
  },
);
