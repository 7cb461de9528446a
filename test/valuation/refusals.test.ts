import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { REFUSALS, SOUND } from "./refusals";
import { createTestValuer } from "./valuer";

const { value } = await createTestValuer();

describe("a valuation is refused for", () => {
  it.each(REFUSALS.map((it) => [it.what, it] as const))("%s", (_, { change, code, path, article }) => {
    const changed = Object.fromEntries(Object.entries({ ...SOUND, ...change }).filter(([, it]) => it !== undefined));
    const answer = value(changed);
    expect(answer.ok).toBe(false);
    if (answer.ok) return;
    expect(answer.issues.map((issue) => [issue.code, issue.path])).toEqual([[code, path]]);
    if (article !== undefined) expect(answer.issues[0]!.article).toBe(article);
    expect(answer.issues[0]!.message).not.toBe("");
  });

  it("all that is wrong, at once", () => {
    const answer = value({ ...SOUND, price: { amount: "x", currency: "euro" }, date: 5, frieght: 1 });
    expect(answer.ok ? [] : answer.issues.map(({ path }) => path).sort()).toEqual([
      "/date",
      "/frieght",
      "/price/amount",
      "/price/currency",
    ]);
  });
});

describe("whatever it is given", () => {
  it("a valuation is answered, never thrown", () => {
    const keys = ["price", "lines", "costs", "resale", "charges", "identical", "delivery", "method", "rates", "air"];
    const facts = fc.record(Object.fromEntries(keys.map((key) => [key, fc.jsonValue()])), { requiredKeys: [] });
    fc.assert(
      fc.property(
        fc.oneof(
          fc.anything(),
          facts.map((it) => ({ ...SOUND, ...it })),
        ),
        (input) => {
          const answer = value(input);
          expect(answer.ok || answer.issues.length > 0).toBe(true);
        },
      ),
      { numRuns: 2000 },
    );
  });
});
