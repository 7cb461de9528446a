import type { Money } from "../../../src/model/entry";
import type {
  AdditionFact,
  AssistFact,
  CostFact,
  DeductionFact,
  DeliveryTerm,
  DiscountFact,
  InsideChargeFact,
  LineFacts,
  Transport,
  ValuationFacts,
} from "../../../src/model/valuation/facts";

/** Random valuations, the same for the same seed: every method, term, basis and kind of fact, most of them answerable. */

type Random = () => number;

/** Mulberry32. */
export function randomFrom(seed: number): Random {
  let state = seed | 0;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296;
  };
}

const OWN: Readonly<Record<string, string>> = { US: "USD", GB: "GBP", EU: "EUR" };
const CURRENCIES = ["USD", "EUR", "GBP", "JPY", "KWD"];
const TERMS: readonly DeliveryTerm[] = ["EXW", "FCA", "FAS", "FOB", "CFR", "CIF", "CPT", "CIP", "DAP", "DPU", "DDP"];
const WATER: readonly DeliveryTerm[] = ["FAS", "FOB", "CFR", "CIF"];
const LEGS = ["inlandExport", "loading", "mainFreight", "insurance", "unloading", "inlandImport", "clearance"] as const;

export function randomValuation(random: Random): ValuationFacts {
  const below = (most: number): number => Math.floor(random() * most);
  const chance = (share: number): boolean => random() < share;
  const pick = <T>(list: readonly T[]): T => list[below(list.length)]!;
  const tariff = pick(["US", "GB", "EU"]);
  const own = OWN[tariff]!;
  // Two foreign currencies at most: more can leave 128 bits, which is a refusal of its own.
  const currencies = chance(0.5) ? [own] : [own, pick(CURRENCIES), pick(CURRENCIES)];
  const digits = (most: number): string => `${1 + below(10 ** (1 + below(most)))}`;
  const amount = (most = 6): string => {
    const whole = digits(most);
    return chance(0.5) ? whole : `${whole}.${`${below(100)}`.padStart(2, "0")}${chance(0.1) ? `${1 + below(9)}` : ""}`;
  };
  const money = (most = 6): Money => ({ amount: amount(most), currency: pick(currencies) });
  const some = <T>(share: number, most: number, make: (i: number) => T): T[] | undefined =>
    chance(share) ? Array.from({ length: 1 + below(most) }, (_, i) => make(i)) : undefined;
  const rate = (most: number): string => `${below(most)}${chance(0.6) ? `.${1 + below(9)}` : ""}`;
  const by = () => (chance(0.5) ? {} : { by: pick(["value", "weight", "volume", "quantity"] as const) });

  const several = chance(0.3);
  const transport = chance(0.6) ? pick<Transport>(["sea", "air", "road", "rail", "post"]) : undefined;
  const delivery = chance(0.8)
    ? {
        term: pick(
          transport === undefined || transport === "sea" ? TERMS : TERMS.filter((term) => !WATER.includes(term)),
        ),
      }
    : undefined;
  const dutyPaid = delivery?.term === "DDP";
  /** Whether a term leaves it open that the price holds a leg. */
  const open = (leg: string, term: DeliveryTerm): boolean =>
    (term === "FCA" && (leg === "inlandExport" || leg === "loading")) ||
    (["unloading", "inlandImport"].includes(leg) && ["CFR", "CIF", "CPT", "CIP"].includes(term)) ||
    (term === "DAP" && ["insurance", "unloading", "inlandImport"].includes(leg)) ||
    (term === "DPU" && ["insurance", "inlandImport"].includes(leg)) ||
    (term === "DDP" && ["insurance", "unloading", "inlandImport"].includes(leg));

  const discount = (): DiscountFact => ({
    kind: pick(["cash", "quantity", "trade", "credit"] as const),
    earned: chance(0.7),
    ...(chance(0.2) ? { inPrice: true } : {}),
    ...(chance(0.5) ? { percent: rate(40) } : { amount: `${below(10)}.${10 + below(89)}`, currency: own }),
  });
  const addition = (): AdditionFact => {
    const kind = pick(["commission", "brokerage", "container", "packing", "royalty", "proceeds"] as const);
    return {
      kind,
      ...(kind === "commission" ? { side: pick(["selling", "buying"] as const) } : {}),
      ...(kind === "royalty" ? { relatesToGoods: chance(0.8), conditionOfSale: chance(0.8) } : {}),
      ...(chance(0.05) ? { inPrice: true } : {}),
      ...(chance(0.02) ? { quantifiable: false } : {}),
      ...(kind === "royalty" && chance(0.5) ? { percent: rate(20) } : { ...money(4), ...(several ? by() : {}) }),
    };
  };
  const assist = (): AssistFact => {
    const kind = pick(["materials", "tools", "consumed", "design"] as const);
    const units = 1 + below(500);
    return {
      kind,
      how: pick(["acquired", "produced", "leased"] as const),
      cost: { amount: `${1000 + below(9000)}`, currency: own },
      ...(chance(0.3) ? { transport: money(3) } : {}),
      ...(chance(0.3) ? { repairs: money(3) } : {}),
      ...(chance(0.3) ? { priorUse: { amount: amount(2), currency: own } } : {}),
      ...(kind === "design" ? { undertaken: pick(["importing-country", "elsewhere"] as const) } : {}),
      ...(chance(0.5)
        ? { units: `${units}`, over: { basis: "contract" as const, units: `${units + below(10000)}` } }
        : {}),
    };
  };
  const cost = (leg: (typeof LEGS)[number]): CostFact => {
    const paid = money(4);
    const free = delivery === undefined || open(leg, delivery.term);
    const always = delivery === undefined || (delivery.term === "FCA" && leg === "inlandExport");
    const inPrice = free && (always || chance(0.3)) ? (chance(0.1) ? "0.5" : chance(0.5)) : undefined;
    return {
      leg,
      ...paid,
      ...(inPrice === undefined ? {} : { inPrice }),
      ...(chance(0.7) ? { shownApart: chance(0.8) } : {}),
      ...(chance(0.3) ? { throughBill: chance(0.5) } : {}),
      ...(several ? by() : {}),
    };
  };
  const costs = (): CostFact[] | undefined => {
    const legs = LEGS.filter(() => chance(0.4));
    return legs.length === 0 ? undefined : legs.map(cost);
  };
  const deduction = (): DeductionFact => ({
    kind: pick(["installation", "assembly", "maintenance", "interest"] as const),
    ...money(3),
    ...(chance(0.7) ? { shownApart: true } : { included: true }),
  });
  const charges = (limits: boolean): InsideChargeFact[] => {
    const limited = limits && chance(0.5);
    const least = below(100);
    const all: InsideChargeFact[] = [
      { charge: "duty", percent: rate(30) },
      {
        charge: "fee",
        percent: `0.${1 + below(9999)}`.slice(0, 6),
        ...(limited ? { least: `${least}`, most: `${least + below(600)}.5` } : {}),
        ...(chance(0.3) ? { on: ["duty"] } : {}),
      },
      {
        charge: "tax",
        percent: rate(25),
        on: chance(0.5) ? ["duty", "fee"] : ["duty"],
        ...(chance(0.2) ? { amount: "1.5" } : {}),
      },
    ];
    return all.slice(0, 1 + below(3));
  };

  const line = (alone: boolean, currency: string): LineFacts => ({
    price: { amount: amount(alone ? 8 : 6), currency },
    ...(alone ? {} : { weight: amount(4), volume: amount(3), quantity: digits(4) }),
    ...optional("discounts", some(0.15, 2, discount)),
    ...optional("additions", some(0.3, 3, addition)),
    ...(alone ? optional("assists", some(0.3, 2, assist)) : {}),
    ...(alone ? optional("costs", costs()) : {}),
    ...optional("deductions", some(0.2, 2, deduction)),
    ...(dutyPaid ? { charges: charges(true) } : {}),
  });
  const currency = pick(currencies);
  const base: ValuationFacts = {
    tariff,
    date: "2014-06-15",
    exportDate: "2014-06-01",
    ...optional("transport", transport),
    ...optional("delivery", delivery),
    ...(transport === "air" && (tariff === "EU" || chance(0.6)) ? { air: { percent: `${below(101)}` } } : {}),
    ...(chance(0.05) ? { sale: false } : {}),
    ...(chance(0.05) ? { restrictions: [pick(["law", "area", "other"] as const)] } : {}),
    ...(chance(0.05) ? { conditions: [{ quantifiable: chance(0.5) }] } : {}),
    ...(chance(0.1)
      ? { related: chance(0.5) ? { circumstances: pick(["influenced", "not-influenced"] as const) } : {} }
      : {}),
    rates: CURRENCIES.filter((code) => code !== own).map((code) => ({
      currency: code,
      rate: `${1 + below(200)}.${1000 + below(9000)}`,
      quoted: pick(["foreign-per-local", "local-per-foreign"] as const),
    })),
  };
  const goods = chance(0.85)
    ? several
      ? {
          lines: Array.from({ length: 1 + below(6) }, () => line(false, currency)),
          ...optional("costs", costs()),
          ...optional(
            "discounts",
            some(0.1, 1, () => ({ ...discount(), inPrice: false })),
          ),
          ...optional("deductions", some(0.1, 1, deduction)),
        }
      : {
          ...line(true, currency),
          ...optional(
            "payments",
            some(0.2, 2, () => ({ kind: "debt" as const, ...money(4) })),
          ),
        }
    : {};
  const others = several && "lines" in goods ? {} : otherMethods();
  return { ...base, ...goods, ...others, ...(chance(0.2) ? { computedFirst: true } : {}) };

  function otherMethods(): Partial<ValuationFacts> {
    const candidates = () =>
      Array.from({ length: 1 + below(3) }, () => {
        const [sameLevel, sameQuantity] = [chance(0.6), chance(0.6)];
        const adjust = (kind: "level" | "quantity") => ({
          kind,
          effect: pick(["add", "subtract"] as const),
          evidence: "price list",
          amount: `${below(5)}.25`,
          currency: own,
        });
        return {
          ...money(4),
          units: digits(3),
          sameLevel,
          sameQuantity,
          ...(chance(0.6)
            ? {
                adjustments: [...(sameLevel ? [] : [adjust("level")]), ...(sameQuantity ? [] : [adjust("quantity")])],
              }
            : {}),
          ...(chance(0.4) ? { transport: { amount: "0.75", currency: own } } : {}),
        };
      });
    const comparison = () => ({
      units: digits(4),
      candidates: candidates(),
      ...(chance(0.4) ? { transport: money(2) } : {}),
    });
    const dated = chance(0.4);
    const resale = () => ({
      units: digits(4),
      currency: pick(currencies),
      imported: "2014-06-10",
      sales: Array.from({ length: 1 + below(8) }, () => ({
        units: digits(3),
        unitPrice: `${10 + below(5)}${chance(0.3) ? ".50" : ""}`,
        ...(dated ? { date: `2014-${pick(["06", "07", "08", "09", "10"])}-${10 + below(18)}` } : {}),
        ...(chance(0.1) ? { related: true } : {}),
        ...(chance(0.3) ? { number: digits(2) } : {}),
      })),
      deductions: [
        ...(chance(0.7) ? [{ kind: "profit" as const, percent: rate(40) }] : []),
        ...(chance(0.5)
          ? [{ kind: "transport" as const, amount: `${below(3)}.5`, currency: own, per: "unit" as const }]
          : []),
        ...(chance(0.3)
          ? [{ kind: "freight" as const, amount: `${below(9)}`, currency: own, per: "all" as const }]
          : []),
      ],
      ...(chance(0.2) ? { processed: true } : {}),
    });
    const made = "price" in goods;
    return {
      ...(chance(0.4) ? { identical: comparison() } : {}),
      ...(chance(0.4) ? { similar: comparison() } : {}),
      ...(chance(0.5) ? { resale: resale() } : {}),
      ...(chance(0.5)
        ? {
            computed: {
              elements: (["materials", "fabrication", "profit"] as const).map((kind) => ({ kind, ...money(5) })),
            },
          }
        : {}),
      ...(chance(0.3) ? { fallback: { following: 4, because: "no other data", ...money(5) } } : {}),
      ...(made || !chance(0.3) ? {} : { charges: [{ charge: "duty", percent: rate(30) }] }),
    };
  }
}

const optional = <K extends string, V>(name: K, value: V | undefined): { [P in K]?: V } =>
  (value === undefined ? {} : { [name]: value }) as { [P in K]?: V };
