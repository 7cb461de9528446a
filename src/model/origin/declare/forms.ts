import { listOf } from "../../declare/fields";
import { malformed, missing, unlike } from "../../declare/findings";
import { pointer } from "../../declare/quote";
import type { Issue } from "../../issue";
import { parseUnit } from "../../units";
import {
  amount,
  currency,
  date,
  type Form,
  flag,
  listOfForm,
  object,
  oneOf,
  positive,
  words,
} from "../../valuation/shape";
import { RULE_LIMITS } from "../rule-text";

/** The forms of `OriginQuestion`, field by field. What fields mean together is checked by `question.ts` and `bill.ts`. */

/** Most materials that one list holds, and most levels that materials of materials go down. */
export const MOST_MATERIALS = 16384;
export const MOST_LEVELS = 64;

const MONEY = { amount, currency };
export const money = object(MONEY);

/** Null stands for absent. */
const orNull =
  (form: Form): Form =>
  (value, path, field, issues) => {
    if (value !== null) form(value, path, field, issues);
  };

/** What the text says is read by the parser of the language. */
const ruleText: Form = (value, path, field, issues) => {
  if (typeof value === "string" && value.length <= RULE_LIMITS.characters) return;
  issues.push(unlike(path, field, value, "state a rule in the rule language"));
};

const massUnit: Form = (value, path, field, issues) => {
  const unit = typeof value === "string" ? parseUnit(value) : undefined;
  if (unit?.key === "KGM") return;
  issues.push(unlike(path, field, value, "state a unit of mass: GRM, KGM or TNE"));
};
const weight = object({ unit: massUnit, amount });

const commodity =
  (least: number): Form =>
  (value, path, field, issues) => {
    const digits = typeof value === "string" && /^[\d. ]{1,40}$/.test(value) ? value.replace(/[. ]/g, "") : "";
    if (digits.length >= least && digits.length <= 14) return;
    issues.push(
      unlike(
        path,
        field,
        value,
        `state at least ${least} digits of the code in quotes, with dots or spaces if you like`,
      ),
    );
  };

const country: Form = (value, path, field, issues) => {
  if (typeof value !== "string" || !/^[A-Z]{2}$/.test(value))
    issues.push(unlike(path, field, value, "state an ISO 3166-1 alpha-2 code, or XI or XK"));
};

const edition: Form = (value, path, field, issues) => {
  if (!Number.isInteger(value))
    issues.push(unlike(path, field, value, "state the year of the edition, without quotes: 2022"));
};

const decimals: Form = (value, path, field, issues) => {
  if (!Number.isInteger(value) || (value as number) < 0 || (value as number) > 6)
    issues.push(unlike(path, field, value, "state a whole number from 0 to 6, without quotes"));
};

/** An object of names that the asker chooses. */
const record =
  (form: Form, what: string, most = 9999): Form =>
  (value, path, field, issues) => {
    if (typeof value !== "object" || value === null || Array.isArray(value)) {
      issues.push(unlike(path, field, value, `state an object of ${what} by name`));
      return;
    }
    const entries = Object.entries(value);
    if (entries.length > most)
      issues.push(malformed(path, `${field} holds ${entries.length} names: at most ${most} are read`));
    else for (const [name, element] of entries) form(element, pointer(path, name), name, issues);
  };

/** Of a fact of the vocabulary: what it is for is checked where the rules are known. */
const factValue: Form = (value, path, field, issues) => {
  if (typeof value === "boolean") return;
  if (typeof value === "string" && /^\d{1,15}(\.\d{1,6})?%?$/.test(value)) return;
  issues.push(unlike(path, field, value, 'state true or false, or a per cent as a text, "12.5"'));
};

const percentText: Form = (value, path, field, issues) => {
  if (typeof value === "string" && /^\d{1,3}(\.\d{1,6})?$/.test(value)) return;
  issues.push(unlike(path, field, value, 'state a per cent as a text of digits, "4.85"'));
};

/** Either of two forms, told apart by a field of the first. */
const byField =
  (name: string, having: Form, otherwise: Form): Form =>
  (value, path, field, issues) => {
    const has = typeof value === "object" && value !== null && Object.hasOwn(value, name);
    (has ? having : otherwise)(value, path, field, issues);
  };

const allocated = object({ of: money, part: amount, whole: positive }, { excluded: money, ratioDecimals: decimals });
const cost = byField("of", allocated, money);
const loan = object(
  { principal: money, contractPercent: percentText },
  {
    governmentPercent: percentText,
    yields: record(percentText, "yields", 99),
    weightedPrincipal: money,
  },
);
const elements = object(
  {},
  {
    totalCost: cost,
    originatingMaterials: cost,
    nonOriginatingMaterials: cost,
    materials: cost,
    otherProduct: cost,
    period: cost,
    other: cost,
    currencyGain: money,
    currencyLoss: money,
    excluded: object(
      {},
      {
        promotion: cost,
        royalties: cost,
        shippingAndPacking: cost,
        nonAllowableInterest: byField("principal", loan, cost),
        sum: cost,
      },
    ),
  },
);

const included = object(
  {
    kind: oneOf("international-freight", "inland-freight", "insurance", "packing", "duties", "brokerage", "waste"),
    ...MONEY,
  },
  {},
);
const textile = object(
  {},
  { basic: words, elastomeric: flag, formedInParties: flag, inDecidingComponent: flag, lining: flag },
);
const ids = listOfForm(words, "names of processes", 999);

/** What a material and an assembly have in common, at one level of the bill. */
const substance = (level: number): Readonly<Record<string, Form>> => ({
  commodity: commodity(2),
  hsEdition: edition,
  origin: country,
  originating: flag,
  whollyObtained: flag,
  quantity: positive,
  value: money,
  included: listOfForm(included, "costs", 99),
  weight,
  role: oneOf("material", "retail-packing", "shipping-packing", "accessory", "indirect", "recovered"),
  textile,
  processes: ids,
  facts: record(factValue, "facts", 999),
  materials: (value, path, field, issues) => bill(level + 1)(value, path, field, issues),
  selfProduced: flag,
  intermediate: flag,
  rule: ruleText,
  accumulated: money,
  costs: elements,
  stock: object({ record: words }, { withdrawal: words }),
});

const forms: Form[] = [];
/** The materials at one level of the bill; the form of each level is made when a question first goes so deep. */
function bill(level: number): Form {
  if (level > MOST_LEVELS)
    return (_, path, __, issues) => {
      const message = `the bill goes down more than ${MOST_LEVELS} levels: leave out what lies below materials whose status is declared`;
      issues.push({ code: "BILL_TOO_DEEP", path, message });
    };
  forms[level] ??= materialsOf(object({}, { id: words, assembly: words, ...substance(level) }));
  return forms[level];
}

const materialsOf =
  (form: Form): Form =>
  (value, path, field, issues) => {
    const list = listOf(value, MOST_MATERIALS, path, field, "materials", issues) ?? [];
    for (const [i, material] of list.entries()) {
      // One flaw that every material has need not be said of each.
      if (issues.length > MOST_ISSUES) return;
      form(material, `${path}/${i}`, `${field}[${i}]`, issues);
    }
  };
const MOST_ISSUES = 64;

const receipt = object({ units: amount, originating: flag }, { date, unitCost: money, value: money });
const withdrawal = object({ id: words, units: amount }, { date });
const stock = object(
  { method: oneOf("fifo", "lifo", "average"), receipts: listOfForm(receipt, "receipts") },
  {
    average: oneOf("rolling", "period"),
    withdrawals: listOfForm(withdrawal, "withdrawals"),
    unitDecimals: decimals,
    ratioDecimals: decimals,
  },
);

const metal = object({ purchases: money, originating: money });
const automotive = object(
  {
    category: oneOf(
      "passenger-vehicle",
      "light-truck",
      "heavy-truck",
      "core-part",
      "principal-part",
      "complementary-part",
      "heavy-truck-principal-part",
      "heavy-truck-complementary-part",
    ),
  },
  {
    labour: object(
      { highWagePurchases: money, allPurchases: money },
      { highWageLabour: money, labourCounted: flag, technologyCredit: percentText, assemblyCredit: percentText },
    ),
    steel: metal,
    aluminium: metal,
  },
);

const product = object(
  { commodity: commodity(6) },
  {
    hsEdition: edition,
    quantity: positive,
    exWorks: money,
    fob: money,
    transactionValue: money,
    internationalShipment: money,
    netCost: byField("amount", money, elements),
    totalCost: money,
    weight,
    set: object({ generalRule: oneOf("3(a)", "3(b)", "3(c)") }),
    decidingComponent: object({ weight }),
    automotive,
  },
);

const PROOFS = [
  ...["statement-on-origin", "origin-declaration", "importers-knowledge", "eur1", "eur-med", "form-a"],
  ...["certification-of-origin", "certificate-of-origin", "supplier-declaration"],
];
const MAKERS = ["exporter", "registered-exporter", "approved-exporter", "producer", "importer", "authority"];

const party = object({ name: words }, { identifier: words, address: words, country });
const certificate = object(
  {},
  {
    number: words,
    issueDate: date,
    issuePlace: words,
    exporter: party,
    producer: party,
    importer: party,
    consignee: party,
    goods: object({}, { description: words, marks: words, packages: words, invoice: words, invoiceDate: date }),
    transport: words,
    from: date,
    to: date,
  },
);

const oneOrSeveral: Form = (value, path, field, issues) => {
  if (Array.isArray(value)) {
    listOfForm(words, "agreements", 999)(value, path, field, issues);
    if (value.length === 0) issues.push(missing(path, field, 'name at least one agreement, or "all"'));
  } else words(value, path, field, issues);
};

const processesAndFacts: Form = (value, path, field, issues) => {
  if (typeof value !== "object" || value === null || Array.isArray(value)) {
    issues.push(unlike(path, field, value, "state an object of facts by name"));
    return;
  }
  for (const [name, fact] of Object.entries(value)) {
    const form = name === "processes" ? ids : name === "whollyObtained" ? flag : factValue;
    form(fact, pointer(path, name), name, issues);
  }
};

export const question: Form = object(
  { agreement: oneOrSeveral, date, product },
  {
    id: orNull(words),
    rule: orNull(ruleText),
    exportCountry: country,
    importCountry: country,
    materials: bill(1),
    assemblies: record(object({}, substance(1)), "assemblies", MOST_MATERIALS),
    stocks: record(stock, "stocks", 999),
    facts: processesAndFacts,
    transit: listOfForm(object({ country, operations: ids }, { customsControl: flag }), "countries passed", 99),
    certificate,
    proof: object({}, { kind: oneOf(...PROOFS), by: oneOf(...MAKERS), consignmentValue: money, issued: date }),
    rates: listOfForm(
      object(
        { currency, rate: positive, quoted: oneOf("foreign-per-local", "local-per-foreign") },
        { daily: positive, fixed: date },
      ),
      "rates of exchange",
      99,
    ),
  },
) as (value: unknown, path: string, field: string, issues: Issue[]) => void;
