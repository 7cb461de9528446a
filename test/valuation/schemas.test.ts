import { readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import assessmentSchema from "../../schemas/assessment.schema.json";
import entrySchema from "../../schemas/entry.schema.json";
import valuationSchema from "../../schemas/valuation.schema.json";
import answerSchema from "../../schemas/valuation-answer.schema.json";
import { explainValuation } from "../../src/explain/valuation";
import { createEngine, loadTable, loadValuation } from "../../src/node";
import { readValuationCases } from "./cases";
import { REFUSALS, SOUND } from "./refusals";
import { createTestValuer } from "./valuer";

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false });
const isValuation = ajv.compile<unknown>(valuationSchema);
const isAnswer = ajv.compile<unknown>(answerSchema);
const isEntry = ajv.compile<unknown>(entrySchema);
const isAssessment = ajv.compile<unknown>(assessmentSchema);
const { value } = await createTestValuer();

const written = (it: unknown): unknown => JSON.parse(JSON.stringify(it));

function check(validate: typeof isAnswer, it: unknown): void {
  validate(written(it));
  expect(validate.errors ?? []).toEqual([]);
}

/** Codes of flaws that the form shows: what fields mean together is no matter of a schema. */
const FORMAL = ["MALFORMED_INPUT", "UNKNOWN_FIELD"];
const dates = ["a date that no calendar has"];

describe("schemas of valuations", () => {
  it.each(readValuationCases())("hold the worked example $id, and its answer", ({ valuation }) => {
    check(isValuation, valuation);
    check(isAnswer, value(valuation, { explain: explainValuation }));
  });

  it.each(REFUSALS)("hold the refusal of $what", ({ what, change, code }) => {
    const facts = { ...SOUND, ...change };
    check(isAnswer, value(facts));
    if (FORMAL.includes(code) && !dates.includes(what)) expect(isValuation(written(facts))).toBe(false);
  });

  it("hold the examples", () => {
    const text = readFileSync(new URL("../../examples/valuations.ndjson", import.meta.url), "utf8");
    for (const line of text.trimEnd().split("\n")) {
      check(isValuation, JSON.parse(line));
      check(isAnswer, value(JSON.parse(line), { explain: explainValuation }));
    }
  });

  it("refuse an answer with a field too many, a number, or none", () => {
    const answer = written(value(SOUND)) as Record<string, unknown>;
    check(isAnswer, answer);
    for (const wrong of [
      { ...answer, more: 1 },
      { ...answer, method: 7 },
      { ...answer, customsValue: { amount: 1000, currency: "EUR" } },
      {},
    ]) {
      expect(isAnswer(wrong)).toBe(false);
    }
  });

  it("of entries and assessments hold a value that is facts", async () => {
    const dist = new URL("../../dist/tables/", import.meta.url);
    const engine = await createEngine({
      tables: [await loadTable(new URL("us.tariff", dist))],
      valuations: [await loadValuation(new URL("us.valuation.json", dist))],
    });
    const price = { amount: "100", currency: "USD" };
    const goods = { commodity: "0101.30.00.00", origin: "FR", quantities: [{ unit: "NAR", amount: "3" }] };
    const entry = { tariff: "US", date: "2026-06-15", ...goods };
    for (const facts of [
      { ...entry, value: { price } },
      { ...entry, value: { lines: [{ price }] }, lines: [{}] },
      { ...entry, value: { price: { ...price, amount: "-1" } } },
    ]) {
      check(isEntry, facts);
      const answer = engine.assess(facts, { explain: true });
      check(isAssessment, answer);
      if (answer.ok) for (const valuation of answer.valuations!) check(isAnswer, valuation);
    }
  });
});
