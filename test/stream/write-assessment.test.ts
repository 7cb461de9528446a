import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Assessment, Charge, ChargeBasis } from "../../src/model/assessment";
import { createAssessmentWriter } from "../../src/stream/write-assessment";
import { collected } from "./collect";

const amount = fc.tuple(fc.nat(9_999_999), fc.nat(99)).map(([a, b]) => `${a}.${String(b).padStart(2, "0")}`);
const name = fc.oneof(
  fc.constantFrom(
    "USD",
    "general",
    "6.8%",
    'see "9822.04.40"',
    "HTSUS 2026 Revision 2",
    "ß",
    "\u2028",
    "\ud800",
    "\u0000",
  ),
  fc.string({ unit: "binary", maxLength: 6 }),
);
const money = fc.record({ amount, currency: name });
const basis: fc.Arbitrary<ChargeBasis> = fc.oneof(
  fc.record({ kind: fc.constant("value" as const), amount, currency: name }),
  fc.record({ kind: fc.constant("quantity" as const), unit: name, amount }),
  fc.record({ kind: fc.constant("fact" as const), fact: name, amount }),
  fc.record({ kind: fc.constant("fact" as const), fact: name, amount, currency: name }),
  fc.record({ kind: fc.constant("charge" as const), of: name, amount, currency: name }),
);
const charge: fc.Arbitrary<Charge> = fc.record({
  kind: fc.constantFrom("duty" as const, "fee" as const),
  measure: fc.constantFrom("general", "special"),
  rate: name,
  bases: fc.array(basis, { maxLength: 3 }),
  amount: money,
  source: fc.record({ instrument: name, citation: fc.oneof(fc.constant("0101.30.00.00"), name) }),
});
/** Notes that answers of a day share, and notes of an answer's own. */
const DAYS = [1, 2].map((n) =>
  Object.freeze([Object.freeze({ code: "CHARGES_NOT_COVERED" as const, message: `day ${n}`, families: ["fees"] })]),
);
const assessed: fc.Arbitrary<Assessment> = fc.record({
  id: fc.option(fc.oneof(fc.constant("e1"), name)),
  ok: fc.constant(true as const),
  tariff: fc.constantFrom("US", "XX"),
  date: fc.constantFrom("2026-01-01", "2026-01-02"),
  commodity: fc.constantFrom("0101300000", "0709599100"),
  customsValue: money,
  charges: fc.array(charge, { minLength: 0, maxLength: 2 }),
  totals: fc.record({
    currency: name,
    duty: amount,
    additionalDuty: fc.constantFrom("0.00", "1.00"),
    fees: fc.constantFrom("0.00", "1.00"),
    taxes: fc.constantFrom("0.00", "1.00"),
    payable: fc.option(amount),
  }),
  preference: fc.record({ applied: fc.option(fc.constantFrom("KR", "S+")) }),
  notes: fc.oneof(
    fc.constantFrom(...DAYS),
    fc.constant([]),
    fc.array(fc.record({ code: fc.constant("PREFERENCE_UNPROVEN" as const), message: name })),
  ),
  table: fc.constantFrom({ edition: "a", sha256: "0" }, { edition: "b", sha256: "1" }),
  engine: fc.constantFrom("1.0.0", "1.0.1"),
});
const other: fc.Arbitrary<Assessment> = fc.oneof(
  fc.record({ id: fc.constant(null), ok: fc.constant(false as const), index: fc.nat(), issues: fc.constant([]) }),
  assessed.map(
    (answer) =>
      ({ ...answer, explanation: { label: "ü", op: "", value: "", because: "", children: [] } }) as Assessment,
  ),
);

describe("the writer", () => {
  it("writes what JSON.stringify writes, whatever it has written before", async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.oneof({ weight: 9, arbitrary: assessed }, other), { maxLength: 40 }),
        async (answers) => {
          const { output, text } = collected();
          const write = createAssessmentWriter(output);
          for (const answer of answers) write(answer);
          await output.flush();
          expect(text()).toBe(Buffer.from(answers.map((answer) => `${JSON.stringify(answer)}\n`).join("")).toString());
        },
      ),
      { numRuns: 300 },
    );
  });
});
