import { describe, expect, it } from "vitest";
import type { Valued } from "../../src/model/valuation/answer";
import { readValuationCases, type ValuationCase } from "./cases";
import { createTestValuer } from "./valuer";

const { value } = await createTestValuer();
const cases = readValuationCases();

/** Of an answer, what a case states. */
function stated(answer: Valued, expected: ValuationCase["expect"]) {
  const all = [...answer.steps, ...answer.lines.flatMap(({ steps }) => steps)];
  const from = <T>(keys: Readonly<Record<string, T>>, find: (key: string) => T | undefined) =>
    Object.fromEntries(Object.keys(keys).map((key) => [key, find(key)]));
  const found: Record<keyof ValuationCase["expect"], unknown> = {
    customsValue: answer.customsValue.amount,
    method: answer.method,
    entered: answer.entered?.amount,
    lines: answer.lines.map(({ customsValue }) => customsValue.amount),
    steps: from(expected.steps ?? {}, (path) => all.find((step) => step.path === path)?.effect),
    inside: from(expected.inside ?? {}, (name) => answer.inside?.find(({ charge }) => charge === name)?.amount),
    untaken: from(expected.untaken ?? {}, (method) => answer.untaken.find((it) => `${it.method}` === method)?.article),
    unitPrice: answer.resale?.unitPrice.amount,
    aggregate: answer.resale?.aggregate,
    aggregates: Object.fromEntries(answer.resale?.aggregates.map(({ unitPrice, units }) => [unitPrice, units]) ?? []),
    saleDate: answer.resale?.date,
    windowEnds: answer.resale?.windowEnds,
    rate: from(expected.rate ?? {}, (field) => ({ ...answer.rates[0] })[field as "rate"]),
    refused: undefined,
    paths: undefined,
  };
  return Object.fromEntries(Object.keys(expected).map((key) => [key, found[key as keyof typeof found]]));
}

describe("worked examples", () => {
  it("number more than forty", () => expect(cases.length).toBeGreaterThan(40));

  it.each(cases.map((it) => [`${it.id} ${it.what}`, it] as const))("%s", (_, { valuation, expect: expected }) => {
    const answer = value(valuation);
    if (!answer.ok) {
      expect(expected.refused, JSON.stringify(answer.issues)).toEqual(answer.issues.map(({ code }) => code));
      if (expected.paths !== undefined) expect(answer.issues.map(({ path }) => path)).toEqual(expected.paths);
      for (const [method, article] of Object.entries(expected.untaken ?? {})) {
        expect(answer.untaken?.find((it) => `${it.method}` === method)?.article).toBe(article);
      }
      return;
    }
    expect(stated(answer, expected)).toEqual(expected);
  });
});
