import { describe, expect, it } from "vitest";
import packageJson from "../../package.json";
import { usEngine } from "../support/engines";

const engine = await usEngine();
const { sha256 } = engine.table("US").header;

const ENTRY = {
  id: "e1",
  tariff: "US",
  date: "2025-01-15",
  commodity: "0101.30.00.00",
  origin: "FR",
  preference: "none",
  value: { amount: "12500.00", currency: "USD" },
  quantities: [
    { unit: "NAR", amount: "3" },
    { unit: "KGM", amount: "1500.5" },
  ],
  facts: {},
};

/** What the entry leaves open. */
const NOTE = {
  code: "TRANSPORT_NOT_DECLARED",
  layers: ["harbor-maintenance"],
  message: "transport is not declared: no harbor-maintenance fee is charged, which hangs on it",
};

const FEE = {
  kind: "fee",
  measure: "merchandise-processing",
  rate: "0.3464% MIN 32.71 USD/entry MAX 634.62 USD/entry",
  bases: [{ kind: "value", amount: "12500", currency: "USD" }],
  amount: { amount: "43.30", currency: "USD" },
  source: { instrument: "Customs user fees, fiscal year 2025", citation: "" },
};

const ANSWER = {
  id: "e1",
  ok: true,
  tariff: "US",
  date: "2025-01-15",
  commodity: "0101300000",
  customsValue: { amount: "12500.00", currency: "USD" },
  charges: [
    {
      kind: "duty",
      measure: "general",
      rate: "6.8%",
      bases: [{ kind: "value", amount: "12500", currency: "USD" }],
      amount: { amount: "850.00", currency: "USD" },
      source: { instrument: "HTSUS 2025", citation: "0101.30.00.00" },
    },
    FEE,
  ],
  totals: {
    ...{ currency: "USD", duty: "850.00", additionalDuty: "0.00", fees: "43.30", taxes: "0.00" },
    payable: "893.30",
  },
  preference: { applied: null },
  notes: [NOTE],
  table: { edition: "2025-basic", sha256 },
  engine: packageJson.version,
};

describe("the promised example", () => {
  it("is answered letter for letter, in the promised order", () => {
    expect(JSON.stringify(engine.assess(ENTRY), null, 1)).toBe(JSON.stringify(ANSWER, null, 1));
  });

  it("is answered as an entry with lines, with fields that the lines share", () => {
    const { commodity, value, quantities, facts, ...shared } = ENTRY;
    const answer = engine.assess({
      ...shared,
      lines: [
        { commodity, value, quantities },
        { commodity: "0101.21.00.10", value, facts },
      ],
    });
    const { customsValue, preference } = ANSWER;
    const [duty] = ANSWER.charges;
    const totals = { ...ANSWER.totals, fees: "0.00", payable: "850.00" };
    const free = { ...duty, rate: "free", bases: [], amount: { amount: "0.00", currency: "USD" } };
    expect(JSON.stringify(answer, null, 1)).toBe(
      JSON.stringify(
        {
          id: "e1",
          ok: true,
          tariff: "US",
          date: "2025-01-15",
          lines: [
            { ok: true, commodity: "0101300000", customsValue, charges: [duty], totals, preference },
            {
              ok: true,
              commodity: "0101210010",
              customsValue,
              charges: [{ ...free, source: { instrument: "HTSUS 2025", citation: "0101.21.00" } }],
              totals: { ...totals, duty: "0.00", payable: "0.00" },
              preference,
            },
          ],
          charges: [
            {
              ...FEE,
              bases: [{ kind: "value", amount: "25000", currency: "USD" }],
              amount: { amount: "86.60", currency: "USD" },
            },
          ],
          totals: { ...totals, fees: "86.60", payable: "936.60" },
          notes: [NOTE],
          table: ANSWER.table,
          engine: ANSWER.engine,
        },
        null,
        1,
      ),
    );
  });

  it("gets an explanation whose root is the charge, when asked", () => {
    const { explanation, ...answer } = engine.assess(ENTRY, { explain: true }) as unknown as typeof ANSWER & {
      explanation: { value: string };
    };
    expect(answer).toEqual(ANSWER);
    expect(explanation.value).toBe("893.30 USD");
  });

  it("shares nothing that a caller could change for the next", () => {
    const answer = engine.assess(ENTRY) as unknown as { notes: unknown[]; charges: { amount: object }[] };
    expect(() => answer.notes.push("mine")).toThrow(TypeError);
    answer.charges[0]!.amount = {};
    expect(engine.assess(ENTRY)).toEqual(ANSWER);
  });
});
