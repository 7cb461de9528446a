import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { drawback } from "../../src/engine/drawback";
import type { DrawbackAnswer, DrawbackBound, DrawbackClaim } from "../../src/model/drawback";
import { readDrawbackRules } from "../../tariffs/drawbacks";

const folder = fileURLToPath(new URL("../../tariffs/us/", import.meta.url));
const rules = (await readDrawbackRules(folder))!;

interface Case {
  readonly id: string;
  readonly what: string;
  readonly drawback: DrawbackClaim;
  readonly expect: {
    readonly share?: string;
    readonly drawback?: string;
    readonly exact?: string;
    readonly bound?: DrawbackBound;
    readonly excluded?: readonly string[];
    readonly refused?: readonly string[];
  };
}

const cases = JSON.parse(readFileSync(`${folder}cases/layers/drawback.json`, "utf8")) as Case[];

/** The answer in the terms of the case, as far as the case states them. */
function summary(answer: DrawbackAnswer, stated: Case["expect"]): Case["expect"] {
  if (!answer.ok) return { refused: answer.issues.map(({ code }) => code) };
  const { share, drawback: amount, exact, bound } = answer;
  const found = { share, drawback: amount, exact, bound, excluded: answer.excluded.map(({ measure }) => measure) };
  return Object.fromEntries(Object.entries(found).filter(([name]) => name in stated));
}

const claim: DrawbackClaim = {
  id: "d1",
  tariff: "US",
  date: "2025-01-15",
  kind: "unused",
  destination: "DE",
  paid: [{ measure: "general", amount: "100.00" }],
};

const refusals = (input: unknown): string[] => {
  const answer = drawback(input, rules);
  return answer.ok ? [] : answer.issues.map(({ code, path }) => `${code} ${path}`);
};

describe("drawback", () => {
  it.each(cases)("$id $what", ({ drawback: input, expect: stated }) => {
    expect(summary(drawback(input, rules), stated)).toEqual(stated);
  });

  it("cites each rule that had a part in it", () => {
    const answer = drawback({ ...claim, substitute: [{ measure: "general", amount: "90.00" }] }, rules);
    expect(answer.ok && answer.sources.map(({ instrument }) => instrument)).toEqual([
      "19 USC 1313",
      "19 CFR 190.22, 190.32",
    ]);
  });

  it.each<[string, unknown, string[]]>([
    ["no object", 5, ["MALFORMED_INPUT ", "MALFORMED_INPUT /date", "MALFORMED_INPUT /kind"]],
    ["another tariff", { ...claim, tariff: "GB" }, ["MALFORMED_INPUT /tariff"]],
    [
      "a number for an amount",
      { ...claim, paid: [{ measure: "general", amount: 100 }] },
      ["VALUE_INVALID /paid/0/amount"],
    ],
    ["an unknown field", { ...claim, payed: [] }, ["UNKNOWN_FIELD /payed"]],
    ["a part above the whole", { ...claim, quantity: { part: "4", of: "3" } }, ["MALFORMED_INPUT /quantity"]],
    ["a part of nothing", { ...claim, quantity: { part: "0", of: "0" } }, ["MALFORMED_INPUT /quantity"]],
    ["waste of unused goods", { ...claim, waste: { part: "1", of: "2" } }, ["MALFORMED_INPUT /waste"]],
    ["no destination", { ...claim, destination: undefined }, ["MALFORMED_INPUT /destination"]],
    [
      "a product that is none",
      { ...claim, kind: "manufacturing", products: { A: "1" }, exported: "B" },
      ["MALFORMED_INPUT /exported"],
    ],
    [
      "products of no value",
      { ...claim, kind: "manufacturing", products: { A: "0", B: "0" }, exported: "B" },
      ["MALFORMED_INPUT /products"],
    ],
  ])("refuses %s", (_, input, issues) => {
    expect(refusals(input)).toEqual(expect.arrayContaining(issues));
  });

  it("never throws, whatever it is given", () => {
    fc.assert(fc.property(fc.anything(), (input) => !drawback(input, rules).ok));
  });

  const cents = fc
    .bigInt({ min: 0n, max: 10n ** 15n })
    .map((amount) => `${amount / 100n}.${String(amount % 100n).padStart(2, "0")}`);
  const hundredths = (amount: string): bigint => BigInt(amount.replace(".", ""));

  it("is never above 99 per cent of what was paid, nor of what the substitute would have paid", () => {
    fc.assert(
      fc.property(cents, cents, fc.integer({ min: 0, max: 7 }), (paid, other, part) => {
        const substitute = [{ measure: "general", amount: other }];
        const quantity = { part: String(part), of: "7" };
        const answer = drawback(
          { ...claim, paid: [{ measure: "general", amount: paid }], substitute, quantity },
          rules,
        );
        if (!answer.ok) return false;
        const most = (base: bigint): boolean => hundredths(answer.drawback) * 100n <= base * 99n + 50n;
        return most(hundredths(paid)) && most(hundredths(other));
      }),
    );
  });

  it("of all products together is the drawback of the whole, unrounded", () => {
    fc.assert(
      fc.property(
        cents,
        fc.array(fc.integer({ min: 0, max: 1000 }), { minLength: 1, maxLength: 4 }),
        (amount, values) => {
          fc.pre(values.some((value) => value > 0));
          const products = Object.fromEntries(values.map((value, index) => [`P${index}`, String(value)]));
          const made = { ...claim, kind: "manufacturing" as const, paid: [{ measure: "general", amount }], products };
          const parts = Object.keys(products).map((exported) => {
            const answer = drawback({ ...made, exported }, rules);
            return answer.ok ? hundredths(answer.drawback) : -1n;
          });
          const whole = drawback({ ...claim, paid: [{ measure: "general", amount }] }, rules);
          const sum = parts.reduce((total, part) => total + part, 0n);
          const difference = whole.ok ? sum - hundredths(whole.drawback) : 99n;
          return difference <= BigInt(parts.length) && difference >= -BigInt(parts.length);
        },
      ),
    );
  });
});
