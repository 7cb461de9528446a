/**
 * Entries that are refused, one flaw or one kind of flaw each, and the codes and paths they are refused with. The
 * messages are golden/refusals.json: read them there as a person would who has to repair the entry.
 */
export interface RefusedExample {
  readonly name: string;
  readonly entry: unknown;
  readonly refused: readonly (readonly [code: string, path: string])[];
}

const xts = (amount: unknown) => ({ amount, currency: "XTS" });

const GOOD = {
  id: "r1",
  tariff: "XR",
  date: "2024-02-01",
  commodity: "4202.21.00",
  origin: "SE",
  value: xts("600.00"),
};

const without = (field: keyof typeof GOOD) =>
  Object.fromEntries(Object.entries(GOOD).filter(([name]) => name !== field));

const one = (name: string, change: object, code: string, path: string): RefusedExample => ({
  name,
  entry: { ...GOOD, ...change },
  refused: [[code, path]],
});

const amount = (name: string, value: unknown) =>
  one(`value ${name}`, { value: xts(value) }, "VALUE_INVALID", "/value/amount");

export const REFUSED: readonly RefusedExample[] = [
  { name: "nothing", entry: null, refused: [["MALFORMED_INPUT", ""]] },
  { name: "an array", entry: [GOOD], refused: [["MALFORMED_INPUT", ""]] },
  { name: "a text", entry: "e1", refused: [["MALFORMED_INPUT", ""]] },
  {
    name: "an empty object",
    entry: {},
    refused: [
      ["MALFORMED_INPUT", "/tariff"],
      ["MALFORMED_INPUT", "/date"],
      ["MALFORMED_INPUT", "/commodity"],
      ["MALFORMED_INPUT", "/origin"],
      ["MALFORMED_INPUT", "/value"],
    ],
  },
  one("an unknown field", { colour: "red" }, "UNKNOWN_FIELD", "/colour"),
  one("a mistyped field", { comodity: "42022100" }, "UNKNOWN_FIELD", "/comodity"),
  one("a field of a line on a value", { value: { ...xts("1"), unit: "KGM" } }, "UNKNOWN_FIELD", "/value/unit"),
  one("an id that is a number", { id: 7 }, "MALFORMED_INPUT", "/id"),
  one("a tariff that is not loaded", { tariff: "XQ" }, "UNKNOWN_TARIFF", "/tariff"),
  { name: "no date", entry: without("date"), refused: [["MALFORMED_INPUT", "/date"]] },
  one("a date of another form", { date: "01.02.2024" }, "MALFORMED_INPUT", "/date"),
  one("a date that no calendar has", { date: "2023-02-29" }, "MALFORMED_INPUT", "/date"),
  one("a date before the table", { date: "2023-12-31" }, "DATE_OUT_OF_RANGE", "/date"),
  one("a date long after the last edition", { date: "2026-01-03" }, "DATE_OUT_OF_RANGE", "/date"),
  { name: "no commodity", entry: without("commodity"), refused: [["MALFORMED_INPUT", "/commodity"]] },
  one("a commodity with letters", { commodity: "4202A100" }, "MALFORMED_INPUT", "/commodity"),
  one("a commodity that is a number", { commodity: 42022100 }, "MALFORMED_INPUT", "/commodity"),
  one("a commodity of dots", { commodity: ".." }, "MALFORMED_INPUT", "/commodity"),
  one("a heading", { commodity: "0702" }, "COMMODITY_NOT_DECLARABLE", "/commodity"),
  one("a subheading", { commodity: "2403.11" }, "COMMODITY_NOT_DECLARABLE", "/commodity"),
  one("a chapter", { commodity: "42" }, "UNKNOWN_COMMODITY", "/commodity"),
  one("a code with too many digits", { commodity: "4202.21.00.00" }, "UNKNOWN_COMMODITY", "/commodity"),
  one("a code that never was", { commodity: "42022190" }, "UNKNOWN_COMMODITY", "/commodity"),
  one("a code that lost its zero", { commodity: "1022900" }, "UNKNOWN_COMMODITY", "/commodity"),
  one("a code of later days", { commodity: "24031110" }, "UNKNOWN_COMMODITY", "/commodity"),
  one("a code of earlier days", { commodity: "24031100", date: "2024-07-01" }, "UNKNOWN_COMMODITY", "/commodity"),
  one("a code out of its season", { commodity: "07020010" }, "COMMODITY_NOT_DECLARABLE", "/commodity"),
  one("a code out of its two seasons", { commodity: "07099210" }, "COMMODITY_NOT_DECLARABLE", "/commodity"),
  { name: "no origin", entry: without("origin"), refused: [["MALFORMED_INPUT", "/origin"]] },
  one("an origin that is no country", { origin: "ZZ" }, "UNKNOWN_COUNTRY", "/origin"),
  one("an origin in small letters", { origin: "se" }, "UNKNOWN_COUNTRY", "/origin"),
  one("an origin by its name", { origin: "Sweden" }, "UNKNOWN_COUNTRY", "/origin"),
  one("an export country that is none", { exportCountry: "Q1" }, "UNKNOWN_COUNTRY", "/exportCountry"),
  one("an export date that is none", { exportDate: "soon" }, "MALFORMED_INPUT", "/exportDate"),
  one("a transport that is none", { transport: "camel" }, "MALFORMED_INPUT", "/transport"),
  one("an entry type that is none", { entryType: "casual" }, "MALFORMED_INPUT", "/entryType"),
  { name: "no value", entry: without("value"), refused: [["MALFORMED_INPUT", "/value"]] },
  one("a value that is a number", { value: 600 }, "MALFORMED_INPUT", "/value"),
  one("a value without an amount", { value: { currency: "XTS" } }, "MALFORMED_INPUT", "/value/amount"),
  one("a value without a currency", { value: { amount: "600" } }, "MALFORMED_INPUT", "/value/currency"),
  one(
    "a currency in small letters",
    { value: { amount: "600", currency: "xts" } },
    "MALFORMED_INPUT",
    "/value/currency",
  ),
  one(
    "a currency without a rate",
    { value: { amount: "600", currency: "EUR" } },
    "CURRENCY_RATE_MISSING",
    "/value/currency",
  ),
  amount("as a JSON number", 600.5),
  amount("below zero", "-600"),
  amount("below zero as a JSON number", -600),
  amount("NaN", Number.NaN),
  amount("NaN as a text", "NaN"),
  amount("infinite", Number.POSITIVE_INFINITY),
  amount("with an exponent", "6e2"),
  amount("as a JSON number with an exponent", 6e200),
  amount("of forty digits", "1234567890123456789012345678901234567890"),
  amount("of sixteen digits", "1234567890123456"),
  amount("with seven decimals", "0.0000001"),
  amount("with a leading zero", "0600"),
  amount("with a sign", "+600"),
  amount("with a comma", "600,00"),
  amount("with thousands", "1,600.00"),
  amount("with a space", " 600"),
  amount("with a point at the end", "600."),
  amount("empty", ""),
  amount("in other digits", "٦٠٠"),
  amount("as a truth", true),
  one("quantities that are no array", { quantities: { unit: "KGM", amount: "1" } }, "MALFORMED_INPUT", "/quantities"),
  one("a quantity that is a text", { quantities: ["1 KGM"] }, "MALFORMED_INPUT", "/quantities/0"),
  one("a quantity without a unit", { quantities: [{ amount: "1" }] }, "MALFORMED_INPUT", "/quantities/0/unit"),
  one("a quantity as a number", { quantities: [{ unit: "KGM", amount: 1 }] }, "VALUE_INVALID", "/quantities/0/amount"),
  one("an unknown unit", { quantities: [{ unit: "KILO", amount: "1" }] }, "UNIT_UNKNOWN", "/quantities/0/unit"),
  one(
    "an unknown qualifier",
    { quantities: [{ unit: "KGM:gold", amount: "1" }] },
    "UNIT_UNKNOWN",
    "/quantities/0/unit",
  ),
  one(
    "two quantities of one unit",
    {
      quantities: [
        { unit: "KGM", amount: "1" },
        { unit: "KGM", amount: "1" },
      ],
    },
    "QUANTITY_CONFLICT",
    "/quantities/1/unit",
  ),
  one(
    "two quantities that disagree",
    {
      quantities: [
        { unit: "TNE", amount: "1" },
        { unit: "KGM", amount: "999" },
      ],
    },
    "QUANTITY_CONFLICT",
    "/quantities/1",
  ),
  one("a missing quantity", { commodity: "20057000" }, "QUANTITY_MISSING", "/quantities"),
  one(
    "a quantity in a unit of another dimension",
    { commodity: "04069010", quantities: [{ unit: "LTR", amount: "3" }] },
    "QUANTITY_MISSING",
    "/quantities",
  ),
  one(
    "a quantity that has no exact value in the rate's unit",
    {
      commodity: "22060010",
      quantities: [
        { unit: "LTR", amount: "0.000001" },
        { unit: "ASU", amount: "5" },
      ],
    },
    "QUANTITY_MISSING",
    "/quantities",
  ),
  {
    name: "two missing quantities",
    entry: { ...GOOD, commodity: "26070000" },
    refused: [
      ["QUANTITY_MISSING", "/quantities"],
      ["QUANTITY_MISSING", "/quantities"],
    ],
  },
  {
    name: "a missing quantity and a missing fact",
    entry: { ...GOOD, commodity: "17011410" },
    refused: [
      ["QUANTITY_MISSING", "/quantities"],
      ["FACT_MISSING", "/facts/polarization"],
    ],
  },
  {
    name: "a missing quantity and two missing values of parts",
    entry: { ...GOOD, commodity: "91012100" },
    refused: [
      ["QUANTITY_MISSING", "/quantities"],
      ["FACT_MISSING", "/facts/caseValue"],
      ["FACT_MISSING", "/facts/batteryValue"],
    ],
  },
  one("a missing fact that chooses the rate", { commodity: "90013000" }, "FACT_MISSING", "/facts/underBond"),
  one(
    "a second fact that chooses the rate",
    { commodity: "90013000", facts: { underBond: false } },
    "FACT_MISSING",
    "/facts/organic",
  ),
  one(
    "a fact under which the rate is left to prose",
    { commodity: "90013000", origin: "KP", facts: { underBond: false } },
    "RATE_NOT_COMPUTABLE",
    "/commodity",
  ),
  one("facts that are no object", { facts: ["polarization"] }, "MALFORMED_INPUT", "/facts"),
  one("an unknown fact", { facts: { weather: "wet" } }, "UNKNOWN_FACT", "/facts/weather"),
  one("a mistyped fact", { facts: { polarisation: "98" } }, "UNKNOWN_FACT", "/facts/polarisation"),
  one("a number that is a truth", { facts: { polarization: true } }, "VALUE_INVALID", "/facts/polarization"),
  one("a number as a JSON number", { facts: { polarization: 98.5 } }, "VALUE_INVALID", "/facts/polarization"),
  one("a number out of its bounds", { facts: { polarization: "100.000001" } }, "VALUE_INVALID", "/facts/polarization"),
  one("a truth that is a text", { facts: { organic: "yes" } }, "MALFORMED_INPUT", "/facts/organic"),
  one("a part's value that is a text", { facts: { caseValue: "12" } }, "MALFORMED_INPUT", "/facts/caseValue"),
  one(
    "a part's value in another currency",
    { facts: { caseValue: { amount: "12", currency: "EUR" } } },
    "CURRENCY_RATE_MISSING",
    "/facts/caseValue/currency",
  ),
  one("an article with letters", { facts: { article: "watch" } }, "MALFORMED_INPUT", "/facts/article"),
  one("components that are no array", { facts: { components: {} } }, "MALFORMED_INPUT", "/facts/components"),
  one("claims that are a text", { facts: { claims: "A" } }, "MALFORMED_INPUT", "/facts/claims"),
  one("a claim that is a number", { facts: { claims: [1] } }, "MALFORMED_INPUT", "/facts/claims/0"),
  one("a preference that is a number", { preference: 1 }, "MALFORMED_INPUT", "/preference"),
  one("a preference that is no programme", { preference: "GSP" }, "PREFERENCE_NOT_AVAILABLE", "/preference"),
  one("a preference not open to the origin", { preference: "N" }, "PREFERENCE_NOT_AVAILABLE", "/preference"),
  one(
    "a preference without a rate for the line",
    { origin: "AT", preference: "N" },
    "PREFERENCE_NOT_AVAILABLE",
    "/preference",
  ),
  one(
    "a preference that is not in force yet",
    { origin: "FR", preference: "A+" },
    "PREFERENCE_NOT_AVAILABLE",
    "/preference",
  ),
  one(
    "a preference that has lapsed",
    { origin: "AT", preference: "N", commodity: "01012910", date: "2026-01-01" },
    "PREFERENCE_NOT_AVAILABLE",
    "/preference",
  ),
  one("a rate left to prose", { commodity: "97012100" }, "RATE_NOT_COMPUTABLE", "/commodity"),
  one(
    "an origin for which there is no rate",
    { commodity: "97012100", origin: "KP" },
    "RATE_NOT_COMPUTABLE",
    "/commodity",
  ),
  one(
    "a charge too large to be exact",
    {
      commodity: "22060010",
      quantities: [
        { unit: "HLT", amount: "999999999999999" },
        { unit: "ASU", amount: "999999999999999" },
      ],
    },
    "AMOUNT_OVERFLOW",
    "/value",
  ),
  one("lines that are no array", { lines: {} }, "MALFORMED_INPUT", "/lines"),
  one("no lines", { lines: [] }, "MALFORMED_INPUT", "/lines"),
  one("a line that is a text", { lines: ["42022100"] }, "MALFORMED_INPUT", "/lines/0"),
  one("a date on a line", { lines: [{ date: "2024-02-01" }] }, "UNKNOWN_FIELD", "/lines/0/date"),
  {
    name: "lines, of which the second lacks a quantity and the third is unknown",
    entry: { ...GOOD, lines: [{}, { commodity: "20057000" }, { commodity: "99999999", value: xts("1e5") }] },
    refused: [
      ["QUANTITY_MISSING", "/lines/1/quantities"],
      ["VALUE_INVALID", "/lines/2/value/amount"],
      ["UNKNOWN_COMMODITY", "/lines/2/commodity"],
    ],
  },
  {
    name: "a shared field that is wrong, once",
    entry: { ...GOOD, origin: "ZZ", lines: [{}, {}, { origin: "SE" }] },
    refused: [["UNKNOWN_COUNTRY", "/origin"]],
  },
  {
    name: "all at once",
    entry: {
      ...GOOD,
      colour: "red",
      commodity: "17011410",
      origin: "fr",
      preference: "GSP",
      value: { amount: 5, currency: "EUR" },
      quantities: [{ unit: "KILO", amount: "-1" }],
      facts: { weather: "wet" },
    },
    refused: [
      ["UNKNOWN_FIELD", "/colour"],
      ["UNKNOWN_COUNTRY", "/origin"],
      ["PREFERENCE_NOT_AVAILABLE", "/preference"],
      ["VALUE_INVALID", "/value/amount"],
      ["CURRENCY_RATE_MISSING", "/value/currency"],
      ["VALUE_INVALID", "/quantities/0/amount"],
      ["UNIT_UNKNOWN", "/quantities/0/unit"],
      ["UNKNOWN_FACT", "/facts/weather"],
    ],
  },
];
