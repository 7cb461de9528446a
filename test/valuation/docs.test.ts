import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { ValuationFacts } from "../../src/model/valuation/facts";
import { createTestValuer } from "./valuer";

const { value } = await createTestValuer();
const text = readFileSync(new URL("../../docs/valuation.md", import.meta.url), "utf8");
const examples = [...text.matchAll(/```json\n([\s\S]*?)```[\s\S]*?Value: \*\*([^*]+)\*\*/g)].map(
  ([, json, expected]) => [JSON.parse(json!) as ValuationFacts, expected!] as const,
);

describe("docs/valuation.md", () => {
  it("has an example of each method", () => {
    expect(examples.map(([{ id }]) => id)).toEqual([1, 2, 3, 4, 5, 6].map((method) => `method-${method}`));
  });

  it.each(examples)("is right about $id", (facts, expected) => {
    const answer = value(facts);
    if (!answer.ok) throw new Error(JSON.stringify(answer.issues));
    expect(`${answer.customsValue.amount} ${answer.customsValue.currency}`).toBe(expected);
    expect(`method-${answer.method}`).toBe(facts.id);
  });
});
