/** Which rule is law for a code on a day: rows of an annex against the table's, and the module's look-up against both. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dateOf } from "../../src/model/days";
import type { Rule } from "../../src/model/origin/rule";
import { parseRule, printRule } from "../../src/model/origin/rule-text";
import { compileOrigin } from "../../src/table/origin/compile";
import type { ProductRule } from "../../src/table/origin/rules";
import { marshal, question } from "./kernel";

const RULES = ["CC", "CTH", "CTSH", "wholly obtained", "process weaving", "MaxNOM 50% EXW"].map(parseRule);

const code = (digits: number) => fc.integer({ min: 0, max: 10 ** digits - 1 }).map((n) => `${n}`.padStart(digits, "0"));

const row: fc.Arbitrary<ProductRule> = fc
  .record({
    codes: fc.constantFrom(2, 4, 6, 8).chain((digits) =>
      // A small corner of the nomenclature, so that ranges meet.
      fc.tuple(code(Math.min(digits, 2)), code(Math.min(digits, 2))).map((ends) => {
        const [from = "", to = ""] = ends.sort().map((end) => end.slice(0, 1).concat(end.slice(1)).padEnd(digits, "0"));
        return { from, to };
      }),
    ),
    part: fc.option(fc.constantFrom("hand-blown", "knitted"), { nil: undefined }),
    since: fc.option(fc.integer({ min: 100, max: 110 }), { nil: undefined }),
    length: fc.option(fc.integer({ min: 0, max: 10 }), { nil: undefined }),
    rule: fc.constantFrom(...RULES),
  })
  .map(({ codes, part, since, length, rule }) => ({
    ...codes,
    annex: "annex",
    rule,
    ...(part !== undefined && { part }),
    ...(since !== undefined && { since: dateOf(since) }),
    ...(since !== undefined && length !== undefined && { until: dateOf(since + length) }),
  }));

/** As the rows say it, one code and day at a time; a code has all its ten digits. */
function lawOf(rows: readonly ProductRule[], code: string, day: number): string {
  const date = dateOf(day);
  const holding = rows.filter(
    ({ from, to, since = "", until = "9999" }) =>
      from <= code.slice(0, from.length) && code.slice(0, to.length) <= to && since <= date && date <= until,
  );
  const width = ({ from, to }: ProductRule): bigint => BigInt(to.padEnd(10, "9")) - BigInt(from.padEnd(10, "0"));
  const ordered = [...holding].sort((a, b) => {
    const [first, second] = [width(a), width(b)];
    if (first !== second) return first < second ? -1 : 1;
    return Number(a.part === undefined) - Number(b.part === undefined);
  });
  const parts: { product: string; rule: Rule }[] = [];
  for (const { part, rule } of ordered) {
    if (part !== undefined) parts.push({ product: part, rule });
    else return printRule(parts.length === 0 ? rule : { kind: "parts", parts, otherwise: rule });
  }
  return parts.length === 0 ? "none" : printRule({ kind: "parts", parts, otherwise: undefined });
}

describe("the rule of a code on a day", () => {
  it("is what the rows say, in the table and in the module", () => {
    const asked = fc.tuple(code(10), fc.integer({ min: 95, max: 125 }));
    fc.assert(
      fc.property(fc.array(row, { maxLength: 12 }), fc.array(asked, { minLength: 10, maxLength: 10 }), (rules, all) => {
        const table = marshal.load(compileOrigin({ agreements: [{ facts: { id: "a" }, rules }] }));
        const { view } = table;
        for (const [code, day] of all) {
          const found = view.rulesFor("a", code, day);
          expect(found.length).toBeLessThan(2);
          const text = found[0] ? printRule(view.rule(found[0].program)) : "none";
          expect(text).toBe(lawOf(rules, code, day));
          const outcome = marshal.determine(table, question({ agreement: "a", code, day }));
          expect(outcome.status).toBe(text === "none" ? "no-rule" : "ok");
          expect(outcome.program).toBe(found[0]?.program);
          expect(outcome.row).toBe(found[0]?.row);
        }
        marshal.unload(table);
      }),
      { numRuns: 150 },
    );
  });

  it("is not to be told of a code too short for it", () => {
    const rules = [
      { from: "8501", to: "8501", annex: "a", rule: parseRule("CTH") },
      { from: "8502", to: "8502", annex: "b", rule: parseRule("CC") },
    ];
    const table = marshal.load(compileOrigin({ agreements: [{ facts: { id: "a" }, rules }] }));
    const of = (code: string) => marshal.determine(table, question({ agreement: "a", code })).status;
    expect([of("85"), of("8501"), of("850110"), of("86")]).toEqual(["several-rules", "ok", "ok", "no-rule"]);
    expect(table.view.rulesFor("a", "85", 0).map(({ annexes }) => annexes)).toEqual([["a"], ["b"]]);
    marshal.unload(table);
  });
});
