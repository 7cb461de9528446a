import type { ValuationFacts } from "../../src/model/valuation/facts";

/** What can be wrong with a valuation: the fact to change, and the code, pointer and article of the one finding. */

const eur = (amount: string) => ({ amount, currency: "EUR" });
export const SOUND: ValuationFacts = { tariff: "EU", date: "2026-09-10", price: eur("1000") };

export interface Refusal {
  readonly what: string;
  readonly change: Readonly<Record<string, unknown>>;
  readonly code: string;
  readonly path: string;
  readonly article?: string;
}

const freight = { leg: "mainFreight", ...eur("100") };
const sale = { units: "5", unitPrice: "10" };

export const REFUSALS: readonly Refusal[] = [
  {
    what: "a commission without a side",
    change: { additions: [{ kind: "commission", ...eur("5") }] },
    code: "FACT_MISSING",
    path: "/additions/0/side",
    article: "CVA Art. 8.1(a)(i)",
  },
  {
    what: "a royalty with one condition",
    change: { additions: [{ kind: "royalty", relatesToGoods: true, ...eur("5") }] },
    code: "FACT_MISSING",
    path: "/additions/0/conditionOfSale",
    article: "CVA Art. 8.1(c)",
  },
  {
    what: "an addition without an amount",
    change: { additions: [{ kind: "packing" }] },
    code: "FACT_MISSING",
    path: "/additions/0/amount",
    article: "CVA Art. 8.3",
  },
  {
    what: "an assist with no units to spread it over",
    change: { assists: [{ kind: "tools", how: "acquired", cost: eur("50"), units: "5" }] },
    code: "FACT_MISSING",
    path: "/assists/0/over",
    article: "CVA Note to Art. 8.1(b)(ii)",
  },
  {
    what: "an assist spread over no units",
    change: {
      assists: [
        { kind: "tools", how: "acquired", cost: eur("50"), units: "5", over: { basis: "contract", units: "0" } },
      ],
    },
    code: "VALUE_INVALID",
    path: "/assists/0/over/units",
  },
  {
    what: "an assist spread over fewer units than come",
    change: {
      assists: [
        { kind: "tools", how: "acquired", cost: eur("50"), units: "5", over: { basis: "contract", units: "4" } },
      ],
    },
    code: "VALUE_INVALID",
    path: "/assists/0/units",
    article: "CVA Note to Art. 8.1(b)(ii)",
  },
  {
    what: "an assist whose earlier use is worth more than it",
    change: { assists: [{ kind: "tools", how: "acquired", cost: eur("50"), priorUse: eur("51") }] },
    code: "VALUE_INVALID",
    path: "/assists/0",
    article: "CVA Art. 8.1(b)(ii)",
  },
  {
    what: "design work of unknown place",
    change: { assists: [{ kind: "design", how: "produced", cost: eur("50") }] },
    code: "FACT_MISSING",
    path: "/assists/0/undertaken",
    article: "CVA Art. 8.1(b)(iv)",
  },
  {
    what: "a negative price",
    change: { price: eur("-1000") },
    code: "VALUE_INVALID",
    path: "/price/amount",
    article: "CVA Art. 1",
  },
  {
    what: "a discount larger than all lines of the invoice",
    change: {
      price: undefined,
      lines: [{ price: eur("5") }, { price: eur("6") }],
      discounts: [{ kind: "cash", earned: true, ...eur("12") }],
    },
    code: "VALUE_INVALID",
    path: "/discounts/0",
  },
  {
    what: "a negative freight of a line",
    change: {
      price: undefined,
      lines: [{ price: eur("5"), costs: [{ leg: "loading", ...eur("-1"), inPrice: true }] }],
    },
    code: "VALUE_INVALID",
    path: "/lines/0/costs/0/amount",
    article: "CVA Art. 8.2",
  },
  {
    what: "air freight without its zone or percentage",
    change: { transport: "air", delivery: { term: "FCA" }, costs: [freight] },
    code: "FACT_MISSING",
    path: "/air",
  },
  {
    what: "a percentage of air freight of goods by sea",
    change: { transport: "sea", air: { percent: "70" } },
    code: "VALUE_CONFLICT",
    path: "/air",
  },
  {
    what: "a rate for the territory's own currency",
    change: { rates: [{ currency: "EUR", rate: "2", quoted: "local-per-foreign" }] },
    code: "VALUE_CONFLICT",
    path: "/rates/0/currency",
  },
  {
    what: "more charges on a line and its invoice than a price holds",
    change: {
      price: undefined,
      delivery: { term: "DDP" },
      lines: [{ price: eur("5"), charges: ["a", "b", "c", "d"].map((charge) => ({ charge, percent: "1" })) }],
      charges: ["e", "f", "g"].map((charge) => ({ charge, percent: "1" })),
    },
    code: "VALUE_INVALID",
    path: "/charges",
  },
  {
    what: "a duty stated on the line and on the invoice",
    change: {
      price: undefined,
      delivery: { term: "DDP" },
      lines: [{ price: eur("5"), charges: [{ charge: "duty", percent: "1" }] }],
      charges: [{ charge: "duty", percent: "1" }],
    },
    code: "VALUE_CONFLICT",
    path: "/charges/0/charge",
  },
  {
    what: "prices of nothing that hold a fee",
    change: {
      price: undefined,
      delivery: { term: "DDP" },
      lines: [{ price: eur("0") }],
      charges: [{ charge: "fee", percent: "1", least: "1" }],
    },
    code: "VALUE_UNDETERMINED",
    path: "/charges",
  },
  {
    what: "an adjustment for a quantity that is the same",
    change: {
      price: undefined,
      identical: {
        units: "1",
        candidates: [
          {
            ...eur("5"),
            units: "1",
            sameLevel: true,
            sameQuantity: true,
            adjustments: [{ kind: "quantity", effect: "add", evidence: "list", ...eur("1") }],
          },
        ],
      },
    },
    code: "VALUE_CONFLICT",
    path: "/identical/candidates/0/adjustments/0",
    article: "CVA Art. 2.1(b)",
  },
  {
    what: "a duty as a share of the resale price",
    change: {
      price: undefined,
      resale: { units: "1", currency: "EUR", sales: [sale], deductions: [{ kind: "duties", percent: "10" }] },
    },
    code: "VALUE_CONFLICT",
    path: "/resale/deductions/0",
    article: "CVA Art. 5.1(a)(iv)",
  },
  {
    what: "a sale of a quantity that the price list leaves out",
    change: {
      price: undefined,
      resale: { units: "1", currency: "EUR", sales: [{ units: "5" }], priceList: [{ from: "10", unitPrice: "1" }] },
    },
    code: "FACT_MISSING",
    path: "/resale/sales/0/unitPrice",
  },
  {
    what: "a computed value without profit",
    change: { price: undefined, computed: { elements: [{ kind: "materials", ...eur("5") }] } },
    code: "FACT_MISSING",
    path: "/computed/elements",
    article: "CVA Art. 6.1(b)",
  },
  {
    what: "a computed value of profit alone",
    change: { price: undefined, computed: { elements: [{ kind: "profit", ...eur("5") }] } },
    code: "FACT_MISSING",
    path: "/computed/elements",
    article: "CVA Art. 6.1(a)",
  },
  {
    what: "a value by reasonable means on a basis that is none",
    change: {
      price: undefined,
      fallback: { following: 1, basis: "what the neighbour pays", because: "x", ...eur("5") },
    },
    code: "MALFORMED_INPUT",
    path: "/fallback/basis",
    article: "CVA Art. 7",
  },
  {
    what: "a price as a number",
    change: { price: { amount: 1000, currency: "EUR" } },
    code: "VALUE_INVALID",
    path: "/price/amount",
  },
  {
    what: "a discount larger than the price",
    change: { discounts: [{ kind: "cash", earned: true, ...eur("1000.01") }] },
    code: "VALUE_INVALID",
    path: "/discounts/0",
    article: "CVA Art. 1 and its Note, para. 1",
  },
  {
    what: "a discount of more than all",
    change: { discounts: [{ kind: "cash", earned: true, percent: "101" }] },
    code: "VALUE_INVALID",
    path: "/discounts/0",
  },
  {
    what: "deductions larger than the price",
    change: { deductions: [{ kind: "installation", ...eur("1001"), shownApart: true }] },
    code: "VALUE_INVALID",
    path: "/price",
  },
  {
    what: "two freights",
    change: { delivery: { term: "FOB" }, costs: [freight, freight] },
    code: "VALUE_CONFLICT",
    path: "/costs/1",
    article: "CVA Art. 8.2; Incoterms 2020",
  },
  {
    what: "freight inside an FOB price",
    change: { delivery: { term: "FOB" }, costs: [{ ...freight, inPrice: true }] },
    code: "VALUE_CONFLICT",
    path: "/costs/0/inPrice",
    article: "CVA Art. 8.2; Incoterms 2020",
  },
  {
    what: "freight outside a CIF price",
    change: { delivery: { term: "CIF" }, costs: [{ ...freight, inPrice: false }] },
    code: "VALUE_CONFLICT",
    path: "/costs/0/inPrice",
  },
  {
    what: "insurance inside an EXW price",
    change: { delivery: { term: "EXW" }, costs: [{ leg: "insurance", ...eur("5"), inPrice: true }] },
    code: "VALUE_CONFLICT",
    path: "/costs/0/inPrice",
  },
  {
    what: "carriage to a terminal that FCA leaves open",
    change: { delivery: { term: "FCA" }, costs: [{ leg: "inlandExport", ...eur("5") }] },
    code: "FACT_MISSING",
    path: "/costs/0/inPrice",
  },
  {
    what: "a cost without a delivery term",
    change: { costs: [freight] },
    code: "FACT_MISSING",
    path: "/costs/0/inPrice",
  },
  {
    what: "a term for water by air",
    change: { transport: "air", delivery: { term: "FOB" } },
    code: "VALUE_CONFLICT",
    path: "/delivery/term",
    article: "Incoterms 2020",
  },
  {
    what: "a term that does not exist",
    change: { delivery: { term: "DAT" } },
    code: "MALFORMED_INPUT",
    path: "/delivery/term",
  },
  {
    what: "a cost both shown apart and included",
    change: { deductions: [{ kind: "installation", ...eur("5"), shownApart: true, included: true }] },
    code: "VALUE_CONFLICT",
    path: "/deductions/0",
    article: "CVA Note to Art. 1, para. 3",
  },
  {
    what: "a cost neither shown apart nor included",
    change: { deductions: [{ kind: "installation", ...eur("5") }] },
    code: "FACT_MISSING",
    path: "/deductions/0/shownApart",
  },
  {
    what: "carriage after entry stated twice",
    change: {
      delivery: { term: "DAP" },
      costs: [{ leg: "inlandImport", ...eur("5"), shownApart: true }],
      deductions: [{ kind: "transport", ...eur("5"), shownApart: true }],
    },
    code: "VALUE_CONFLICT",
    path: "/deductions/0",
  },
  {
    what: "a currency without a rate",
    change: { price: { amount: "1000", currency: "CHF" } },
    code: "CURRENCY_RATE_MISSING",
    path: "/price/currency",
    article: "CVA Art. 9",
  },
  {
    what: "a currency without a rate on the date",
    change: { tariff: "GB", date: "2014-12-31" },
    code: "CURRENCY_RATE_MISSING",
    path: "/price/currency",
  },
  {
    what: "a rate of zero",
    change: { rates: [{ currency: "USD", rate: "0", quoted: "foreign-per-local" }] },
    code: "VALUE_INVALID",
    path: "/rates/0/rate",
  },
  {
    what: "a DDP price without its duty",
    change: { delivery: { term: "DDP" } },
    code: "FACT_MISSING",
    path: "/charges",
    article: "CVA Note to Art. 1, para. 3(c)",
  },
  {
    what: "a DDP price below the minimum charge in it",
    change: { delivery: { term: "DDP" }, charges: [{ charge: "fee", percent: "1", least: "1001" }] },
    code: "VALUE_UNDETERMINED",
    path: "/charges",
    article: "CVA Note to Art. 1, para. 3(c)",
  },
  {
    what: "a charge whose minimum is above its maximum",
    change: { delivery: { term: "DDP" }, charges: [{ charge: "fee", percent: "1", least: "5", most: "4" }] },
    code: "VALUE_CONFLICT",
    path: "/charges/0/least",
  },
  {
    what: "a charge on one that comes later",
    change: {
      delivery: { term: "DDP" },
      charges: [
        { charge: "tax", percent: "1", on: ["duty"] },
        { charge: "duty", percent: "1" },
      ],
    },
    code: "VALUE_INVALID",
    path: "/charges/0/on/0",
  },
  {
    what: "duty inside an FOB price",
    change: { delivery: { term: "FOB" }, charges: [{ charge: "duty", percent: "10" }] },
    code: "VALUE_CONFLICT",
    path: "/charges",
  },
  {
    what: "an air zone that is not known",
    change: { transport: "air", delivery: { term: "FCA" }, air: { zone: "moon" } },
    code: "FACT_MISSING",
    path: "/air/zone",
  },
  {
    what: "an air zone and a percentage",
    change: { transport: "air", air: { zone: "china", percent: "70" } },
    code: "VALUE_CONFLICT",
    path: "/air",
  },
  {
    what: "commission and profit both taken off",
    change: {
      price: undefined,
      resale: {
        units: "1",
        currency: "EUR",
        sales: [sale],
        deductions: [
          { kind: "commission", percent: "5" },
          { kind: "profit", percent: "5" },
        ],
      },
    },
    code: "VALUE_CONFLICT",
    path: "/resale/deductions",
    article: "CVA Art. 5.1(a)(i)",
  },
  {
    what: "value added by processing, of goods not processed",
    change: {
      price: undefined,
      resale: {
        units: "1",
        currency: "EUR",
        sales: [sale],
        deductions: [{ kind: "processing", ...eur("1"), per: "unit" }],
      },
    },
    code: "VALUE_CONFLICT",
    path: "/resale/deductions/0",
    article: "CVA Art. 5.2",
  },
  {
    what: "a value by reasonable means that rests on a minimum value",
    change: { price: undefined, fallback: { following: 1, basis: "minimum-value", because: "list", ...eur("5") } },
    code: "VALUE_INVALID",
    path: "/fallback/basis",
    article: "CVA Art. 7.2(f)",
  },
  {
    what: "a later method while an earlier one is open",
    change: { method: 6, fallback: { following: 1, because: "handier", ...eur("5") } },
    code: "VALUE_CONFLICT",
    path: "/method",
  },
  {
    what: "no facts of any method",
    change: { price: undefined },
    code: "VALUE_UNDETERMINED",
    path: "",
    article: "CVA Art. 7",
  },
  {
    what: "lines in two currencies",
    change: { price: undefined, lines: [{ price: eur("5") }, { price: { amount: "5", currency: "USD" } }] },
    code: "VALUE_CONFLICT",
    path: "/lines/1/price",
  },
  {
    what: "freight by weight over lines of which one has none",
    change: {
      price: undefined,
      delivery: { term: "FOB" },
      costs: [{ ...freight, by: "weight" }],
      lines: [{ price: eur("5"), weight: "1" }, { price: eur("5") }],
    },
    code: "FACT_MISSING",
    path: "/lines/1/weight",
  },
  {
    what: "freight by weight over lines without any",
    change: {
      price: undefined,
      delivery: { term: "FOB" },
      costs: [{ ...freight, by: "weight" }],
      lines: [{ price: eur("5"), weight: "0" }],
    },
    code: "VALUE_INVALID",
    path: "/costs/0",
  },
  {
    what: "a price on the invoice and on its lines",
    change: { lines: [{ price: eur("5") }] },
    code: "VALUE_CONFLICT",
    path: "/price",
  },
  { what: "a territory that is not known", change: { tariff: "ZZ" }, code: "UNKNOWN_TARIFF", path: "/tariff" },
  { what: "a date that no calendar has", change: { date: "2026-02-30" }, code: "MALFORMED_INPUT", path: "/date" },
  { what: "a field that is not known", change: { frieght: "5" }, code: "UNKNOWN_FIELD", path: "/frieght" },
  {
    what: "an amount beyond what 128 bits hold exactly",
    change: {
      price: undefined,
      lines: undefined,
      resale: { units: "999999999999999", currency: "EUR", sales: [{ units: "999999999999999", unitPrice: "1" }] },
    },
    code: "AMOUNT_OVERFLOW",
    path: "/resale/sales",
  },
  {
    what: "freight spread by weights beyond 128 bits",
    change: {
      price: undefined,
      delivery: { term: "FOB" },
      costs: [{ leg: "mainFreight", by: "weight", amount: "999999999999999.999999", currency: "EUR" }],
      lines: [
        { price: { amount: "5", currency: "EUR" }, weight: "999999999999999.999999" },
        { price: { amount: "5", currency: "EUR" }, weight: "999999999999999.999999" },
      ],
    },
    code: "AMOUNT_OVERFLOW",
    path: "/costs/0",
  },
];
