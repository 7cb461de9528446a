import { describe, expect, it } from "vitest";
import type { OriginQuestion } from "../../src/model/origin/question";
import { createTestDeterminer } from "./determiner";

const { determine } = await createTestDeterminer();

const SOUND = {
  agreement: "gb-eu",
  date: "2026-07-01",
  rule: "MaxNOM 50% EXW",
  product: { commodity: "8414.51", exWorks: { amount: "1000", currency: "GBP" } },
  materials: [{ commodity: "850110", origin: "CN", originating: false, value: { amount: "100", currency: "GBP" } }],
} satisfies OriginQuestion;

const [material] = SOUND.materials;
const within = (change: object) => ({ ...SOUND, materials: [{ ...material, ...change }] });

const FLAWS: readonly (readonly [string, unknown, string])[] = [
  ["no object", "gb-eu", "MALFORMED_INPUT "],
  ["no product", { ...SOUND, product: undefined }, "MALFORMED_INPUT /product"],
  ["a code of four digits", { ...SOUND, product: { commodity: "8414" } }, "MALFORMED_INPUT /product/commodity"],
  ["an agreement mistyped", { ...SOUND, agreement: "gb-ue" }, "UNKNOWN_AGREEMENT /agreement"],
  ["the second of several agreements", { ...SOUND, agreement: ["gb-eu", "x"] }, "UNKNOWN_AGREEMENT /agreement/1"],
  ["all agreements of no country", { ...SOUND, agreement: "all" }, "MALFORMED_INPUT /exportCountry"],
  ["no such country", { ...SOUND, exportCountry: "XX" }, "UNKNOWN_COUNTRY /exportCountry"],
  ["no party", { ...SOUND, importCountry: "US" }, "NOT_A_PARTY /importCountry"],
  ["originating where nothing cumulates", within({ originating: true }), "NOT_A_PARTY /materials/0/origin"],
  [
    "originating without a country",
    within({ originating: true, origin: undefined }),
    "NOT_A_PARTY /materials/0/origin",
  ],
  ["before the agreement", { ...SOUND, date: "2020-12-31" }, "AGREEMENT_NOT_IN_FORCE /date"],
  ["no edition", within({ hsEdition: 2013 }), "UNKNOWN_HS_EDITION /materials/0/hsEdition"],
  ["no code of the edition", within({ commodity: "850199" }), "UNKNOWN_COMMODITY /materials/0/commodity"],
  ["a rule with a flaw", { ...SOUND, rule: "MaxNOM 50%" }, "RULE_SYNTAX /rule"],
  ["a material's rule with a flaw", within({ rule: "CTX" }), "RULE_SYNTAX /materials/0/rule"],
  ["no rule at hand", { ...SOUND, agreement: "atiga", rule: null }, "NO_RULE /product/commodity"],
  ["a negative weight", within({ weight: { unit: "KGM", amount: "-1" } }), "VALUE_INVALID /materials/0/weight/amount"],
  ["no unit of mass", within({ weight: { unit: "LTR", amount: "1" } }), "MALFORMED_INPUT /materials/0/weight/unit"],
  [
    "an amount that is a number",
    within({ value: { amount: 1, currency: "GBP" } }),
    "VALUE_INVALID /materials/0/value/amount",
  ],
  [
    "more than the product",
    within({ value: { amount: "1000.01", currency: "GBP" } }),
    "MATERIALS_EXCEED_PRODUCT /materials",
  ],
  ["a fact mistyped", { ...SOUND, facts: { remanufacturd: true } }, "UNKNOWN_FACT /facts/remanufacturd"],
  ["no process", { ...SOUND, facts: { processes: ["sorcery"] } }, "UNKNOWN_FACT /facts/processes/0"],
  ["no basic textile", within({ textile: { basic: "gold" } }), "UNKNOWN_FACT /materials/0/textile/basic"],
  [
    "no operation",
    { ...SOUND, transit: [{ country: "CH", operations: ["magic"] }] },
    "UNKNOWN_FACT /transit/0/operations/0",
  ],
  ["an unknown assembly", within({ assembly: "x" }), "MALFORMED_INPUT /materials/0/assembly"],
  ["an unknown stock", within({ stock: { record: "x" } }), "MALFORMED_INPUT /materials/0/stock/record"],
  ["an unknown field", { ...SOUND, matrials: [] }, "UNKNOWN_FIELD /matrials"],
];

describe("questions of origin", () => {
  it("that are sound are answered", () => {
    expect(determine(SOUND)).toMatchObject({ ok: true, status: "originating" });
    expect(determine({ ...SOUND, id: null })).toMatchObject({ id: null, ok: true });
  });

  it.each(FLAWS)("with %s are refused", (_, question, expected) => {
    const answer = determine(question);
    const issues = answer.ok ? [] : answer.issues.map(({ code, path }) => `${code} ${path}`);
    expect(
      issues.some((issue) => issue.startsWith(expected)),
      issues.join(", "),
    ).toBe(true);
  });

  it("carry what a machine needs to mend them", () => {
    expect(determine({ ...SOUND, rule: "CTH and\n  MaxNOM 50" })).toMatchObject({ issues: [{ line: 2, column: 12 }] });
    expect(determine({ ...SOUND, date: "2020-12-31" })).toMatchObject({ issues: [{ from: "2021-01-01" }] });
    const exceeding = determine(within({ value: { amount: "1000.01", currency: "GBP" } }));
    expect(exceeding).toMatchObject({ issues: [{ amount: "1000.01", value: "1000", currency: "GBP" }] });
    expect(determine({ ...SOUND, agreement: "gb-ue" })).toMatchObject({
      issues: [{ message: expect.stringContaining("did you mean gb-eu") }],
    });
  });
});
