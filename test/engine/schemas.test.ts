import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import assessmentSchema from "../../schemas/assessment.schema.json";
import entrySchema from "../../schemas/entry.schema.json";
import { readCases } from "../cases/cases";
import { ruritaniaEngine, usEngine } from "../support/engines";
import { REFUSED } from "./refused-entries";

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false });
const isEntry = ajv.compile<unknown>(entrySchema);
const isAssessment = ajv.compile<unknown>(assessmentSchema);
const us = await usEngine();
const ruritania = await ruritaniaEngine();

/** As it is written and read. */
const written = (value: unknown): unknown => JSON.parse(JSON.stringify(value));

function check(validate: typeof isEntry, value: unknown): void {
  validate(written(value));
  expect(validate.errors ?? []).toEqual([]);
}

const cases = readCases().filter(({ entry }) => entry.tariff === "US");

/** Flaws that the form of an entry shows, not only a calendar, a list of countries or a tariff. */
const FORMAL = ["MALFORMED_INPUT", "UNKNOWN_FIELD", "VALUE_INVALID"];
const UNFORMAL = [
  "a date that no calendar has",
  "a number out of its bounds",
  "a number that is a truth",
  "a part's value that is a text",
];

describe("schemas", () => {
  it.each(cases)("hold the worked example $id, and its answer", ({ entry, expect: { refused = [] } }) => {
    if (!refused.some((code) => FORMAL.includes(code))) check(isEntry, entry);
    check(isAssessment, us.assess(entry, { explain: true }));
  });

  it.each(REFUSED)("hold the refusal of $name", ({ entry }) => {
    check(isAssessment, ruritania.assess(entry));
  });

  it("hold an answer with lines, notes of all kinds, and what would be saved", () => {
    const value = { amount: "600", currency: "XTS" };
    const entry = {
      tariff: "XR",
      date: "2025-06-01",
      origin: "FR",
      preference: "best",
      commodity: "42022100",
      lines: [{ value }, { value, facts: { claims: ["A"] } }],
    };
    const answer = ruritania.assess(entry, { explain: true });
    expect(answer.ok && new Set(answer.notes.map(({ code }) => code))).toEqual(
      new Set(["AFTER_LAST_EDITION", "CHARGES_NOT_COVERED", "PREFERENCE_UNPROVEN"]),
    );
    check(isEntry, entry);
    check(isAssessment, answer);
  });

  const formal = REFUSED.filter(
    ({ name, refused }) => !UNFORMAL.includes(name) && refused.every(([code]) => FORMAL.includes(code)),
  );

  it.each(formal)("refuse $name", ({ entry }) => {
    expect(isEntry(written(entry ?? null))).toBe(false);
  });

  it("refuse an answer with a field too many, a number, or two base duties", () => {
    const value = { amount: "600", currency: "XTS" };
    const entry = { tariff: "XR", date: "2024-02-01", origin: "SE", commodity: "42022100", value };
    const answer = written(ruritania.assess(entry)) as { charges: object[] };
    check(isAssessment, answer);
    for (const wrong of [
      { ...answer, more: 1 },
      { ...answer, charges: [] },
      { ...answer, charges: [...answer.charges, ...answer.charges] },
      { ...answer, customsValue: { amount: 600, currency: "XTS" } },
    ]) {
      expect(isAssessment(wrong)).toBe(false);
    }
  });
});
