import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import claimSchema from "../../schemas/drawback.schema.json";
import answerSchema from "../../schemas/drawback-answer.schema.json";
import type { DrawbackAnswer, DrawbackClaim } from "../../src/model/drawback";
import { drawback, loadDrawback } from "../../src/node";
import { dutiable, ndjson, records } from "./command";

const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false });
const isClaim = ajv.compile<unknown>(claimSchema);
const isAnswer = ajv.compile<unknown>(answerSchema);
const pathTo = (file: string): string => fileURLToPath(new URL(`../../${file}`, import.meta.url));

const rules = await loadDrawback(new URL("../../dist/tables/us.drawback.json", import.meta.url));
const examples = readFileSync(pathTo("examples/drawback.ndjson"), "utf8")
  .trimEnd()
  .split("\n")
  .map((line) => JSON.parse(line) as DrawbackClaim);
const cases = JSON.parse(readFileSync(pathTo("tariffs/us/cases/layers/drawback.json"), "utf8")) as {
  readonly id: string;
  readonly drawback: DrawbackClaim;
}[];

describe("dutiable drawback", () => {
  it("answers the examples as the library does", async () => {
    const ended = await dutiable(["drawback", pathTo("examples/drawback.ndjson")]);
    expect(ended.status).toBe(0);
    expect(records(ended)).toEqual(examples.map((claim) => drawback(claim, rules)));
    const amounts = records(ended).map((answer) => (answer as { drawback: string }).drawback);
    expect(amounts).toEqual(["1828.44", "475.20", "5940.00", "73.89", "89.10"]);
  });

  it("refuses what is no claim, or under another tariff, and answers the next", async () => {
    const ended = await dutiable(["drawback"], `7\nno JSON\n${ndjson({ ...examples[0], tariff: "GB" }, examples[0]!)}`);
    expect(ended.status).toBe(1);
    const answers = records(ended) as (DrawbackAnswer & { readonly index?: number })[];
    expect(answers.map(({ ok, index }) => [ok, index])).toEqual([
      [false, undefined],
      [false, 1],
      [false, undefined],
      [true, undefined],
    ]);
    expect(answers.map((answer) => (answer.ok ? "" : answer.issues[0]!.path))).toEqual(["", "", "/tariff", ""]);
    for (const answer of answers) expect(isAnswer(answer) ? [] : isAnswer.errors).toEqual([]);
  });
});

describe("the rules of drawback", () => {
  it("are the package's, or those of a path; others are missed by name", async () => {
    await expect(loadDrawback(pathTo("dist/tables/us.drawback.json"))).resolves.toEqual(rules);
    await expect(loadDrawback("xx")).rejects.toMatchObject({ code: "MISUSE" });
    await expect(loadDrawback("./no such file")).rejects.toMatchObject({ code: "MISUSE" });
  });
});

describe("schemas of drawback", () => {
  const claims = [...examples, ...cases.map(({ drawback: claim }) => claim)];

  it.each(claims)("hold claim and answer %#", (claim) => {
    expect(isClaim(claim) ? [] : isClaim.errors).toEqual([]);
    const answer = JSON.parse(JSON.stringify(drawback(claim, rules))) as unknown;
    expect(isAnswer(answer) ? [] : isAnswer.errors).toEqual([]);
  });

  it.each([
    ["an amount that is a number", { ...examples[0], paid: [{ measure: "general", amount: 1 }] }],
    ["a field too many", { ...examples[0], more: 1 }],
    ["products of goods that were not used", { ...examples[0], products: { a: "1" }, exported: "a" }],
    ["a substitute for rejected goods", { ...examples[1], kind: "rejected" }],
    ["no destination", { ...examples[0], destination: undefined }],
  ])("refuse %s, as the law's reader does", (_, claim) => {
    const written = JSON.parse(JSON.stringify(claim)) as unknown;
    expect(isClaim(written)).toBe(false);
    expect(drawback(written, rules).ok).toBe(false);
  });
});
