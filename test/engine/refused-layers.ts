import type { RefusedExample } from "./refused-entries";

/**
 * Entries of the United States that are refused for their layers, and the codes and paths they are refused with. The
 * messages are golden/layer-refusals.json.
 */
const usd = (amount: string) => ({ amount, currency: "USD" });

const FISH = { tariff: "US", date: "2026-03-15", commodity: "0305.41.00.00", origin: "VN", value: usd("10000") };

const one = (name: string, change: object, code: string, path: string): RefusedExample => ({
  name,
  entry: { ...FISH, ...change },
  refused: [[code, path]],
});

export const REFUSED_LAYERS: readonly RefusedExample[] = [
  one("headings that are no list", { facts: { headings: "9903.88.69" } }, "MALFORMED_INPUT", "/facts/headings"),
  one("a heading of another chapter", { facts: { headings: ["8703.23"] } }, "MALFORMED_INPUT", "/facts/headings/0"),
  one("a heading that does not exist", { facts: { headings: ["9903.88.99"] } }, "UNKNOWN_HEADING", "/facts/headings/0"),
  one("a slip in a heading", { facts: { headings: ["9930.88.69"] } }, "UNKNOWN_HEADING", "/facts/headings/0"),
  one(
    "a heading of other goods",
    { facts: { headings: ["9903.94.05"] } },
    "HEADING_NOT_APPLICABLE",
    "/facts/headings/0",
  ),
  one(
    "a heading of another origin",
    { commodity: "6109.10.00.12", date: "2025-09-15", facts: { headings: ["9903.01.01"] } },
    "HEADING_NOT_APPLICABLE",
    "/facts/headings/0",
  ),
  one(
    "a refund of a duty that had ended",
    { facts: { headings: ["9903.02.69"] } },
    "HEADING_NOT_APPLICABLE",
    "/facts/headings/0",
  ),
  one(
    "an exclusion past its date",
    { commodity: "8501.10.40.20", origin: "CN", date: "2026-12-15", facts: { headings: ["9903.88.69"] } },
    "HEADING_NOT_APPLICABLE",
    "/facts/headings/0",
  ),
  one(
    "a heading that is not law yet",
    { facts: { headings: ["9903.05.84"] } },
    "HEADING_NOT_APPLICABLE",
    "/facts/headings/0",
  ),
  one(
    "a heading whose condition does not hold",
    {
      date: "2026-05-10",
      commodity: "7301.20.10.00",
      origin: "KR",
      facts: { headings: ["9903.82.06"], usMetalShare: "50" },
    },
    "HEADING_NOT_APPLICABLE",
    "/facts/headings/0",
  ),
  one(
    "two provisions of chapter 98",
    { facts: { headings: ["9802.00.50", "9801.00.10"], repairValue: usd("200") } },
    "HEADINGS_CONFLICT",
    "/facts/headings/1",
  ),
  {
    name: "two headings of one rank that both hold, at different rates",
    entry: {
      ...FISH,
      date: "2026-06-15",
      commodity: "8427.10.40.00",
      origin: "KR",
      facts: { headings: ["9903.82.06", "9903.82.23"], usMetalShare: "95", russianAluminum: false },
    },
    refused: [["HEADINGS_CONFLICT", "/facts/headings/1"]],
  },
  {
    name: "a heading without the programme that it asks for",
    entry: {
      ...FISH,
      date: "2025-05-15",
      commodity: "8703.23.01.90",
      origin: "MX",
      facts: { headings: ["9903.94.03"], usContentValue: usd("2000") },
    },
    refused: [["HEADING_NOT_APPLICABLE", "/facts/headings/0"]],
  },
  one("a repair without its value", { facts: { headings: ["9802.00.50"] } }, "FACT_MISSING", "/facts/repairValue"),
  one(
    "a repair that is worth more than the goods",
    { facts: { headings: ["9802.00.50"], repairValue: usd("10000.01") } },
    "PART_EXCEEDS_VALUE",
    "/facts/repairValue",
  ),
  one(
    "a metal content above the value",
    {
      date: "2025-09-15",
      commodity: "8408.20.90.00",
      origin: "GB",
      facts: { steelContentValue: usd("10001") },
    },
    "PART_EXCEEDS_VALUE",
    "/facts/steelContentValue",
  ),
  one("no word on lists that are not held", { date: "2026-08-15" }, "FACT_MISSING", "/facts/headings"),
  one("a quota on a line that has none", { facts: { quota: true } }, "QUOTA_NOT_ON_LINE", "/facts/quota"),
  one(
    "a quota on the line over it",
    { commodity: "0201.10.50.10", facts: { quota: true } },
    "QUOTA_NOT_ON_LINE",
    "/facts/quota",
  ),
  one(
    "a line in quota for goods that are not",
    { commodity: "0201.10.10.10", quantities: [{ unit: "KGM", amount: "10" }], facts: { quota: false } },
    "QUOTA_NOT_CLAIMED",
    "/commodity",
  ),
  one("an entry before its export", { exportDate: "2026-03-16" }, "ENTRY_BEFORE_EXPORT", "/exportDate"),
  one(
    "a value over what is de minimis",
    { date: "2025-05-01", origin: "GB", value: usd("800.01"), facts: { deMinimis: true } },
    "DE_MINIMIS_NOT_AVAILABLE",
    "/facts/deMinimis",
  ),
  one(
    "de minimis after its suspension",
    { value: usd("50"), facts: { deMinimis: true } },
    "DE_MINIMIS_NOT_AVAILABLE",
    "/facts/deMinimis",
  ),
  one(
    "a deposit of another kind",
    { facts: { deposits: [{ kind: "safeguard", case: "S-1", rate: "5" }] } },
    "MALFORMED_INPUT",
    "/facts/deposits/0/kind",
  ),
  one(
    "a deposit with a rate that is a number",
    { facts: { deposits: [{ kind: "antidumping", case: "A-552-801", rate: 25.76 }] } },
    "VALUE_INVALID",
    "/facts/deposits/0/rate",
  ),
  one(
    "a deposit without a case",
    { facts: { deposits: [{ kind: "antidumping", rate: "25.76" }] } },
    "MALFORMED_INPUT",
    "/facts/deposits/0/case",
  ),
  one(
    "one case twice",
    {
      facts: {
        deposits: [
          { kind: "antidumping", case: "A-552-801", rate: "25.76" },
          { kind: "antidumping", case: "A-552-801", rate: "0" },
        ],
      },
    },
    "MALFORMED_INPUT",
    "/facts/deposits/1/case",
  ),
];
