import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, describe, expect, test } from "vitest";
import type { AgreementFacts } from "../../src/model/origin/agreement";
import type { Editions } from "../../src/model/origin/editions";
import type { OriginQuestion } from "../../src/model/origin/question";
import { parseRule, printRule } from "../../src/model/origin/rule-text";
import { loadEditions } from "../../tariffs/agreements/hs/load";
import { loadAgreements } from "../../tariffs/agreements/load";

/** That the golden cases say what they mean; what the engine answers them is tried elsewhere. */

const FOLDER = join(import.meta.dirname, "../../tariffs/agreements");
const EXAMPLES = join(import.meta.dirname, "../../../shared/vectors/5_origin.json");

interface Case {
  readonly id: string;
  readonly what: string;
  readonly law: string;
  readonly evidence: string;
  readonly question: OriginQuestion & { readonly agreement: string };
  readonly expect: Readonly<Record<string, unknown>>;
  readonly note?: string;
}

const cases = readdirSync(join(FOLDER, "cases"))
  .sort()
  .flatMap((file) => JSON.parse(readFileSync(join(FOLDER, "cases", file), "utf8")) as Case[]);

let agreements: ReadonlyMap<string, AgreementFacts>;
let editions: Editions;
beforeAll(async () => {
  editions = await loadEditions(join(FOLDER, "hs"));
  agreements = new Map((await loadAgreements(FOLDER)).agreements.map((agreement) => [agreement.id, agreement]));
});

test("each case stands once", () => {
  const ids = cases.map(({ id }) => id);
  expect(ids.filter((id, i) => ids.indexOf(id) !== i)).toEqual([]);
});

test.skipIf(!existsSync(EXAMPLES))(
  "the worked examples are all there, with their evidence (skipped without ../shared)",
  () => {
    const examples = JSON.parse(readFileSync(EXAMPLES, "utf8")) as { id: string; evidence: string }[];
    const evidence = new Map(cases.map((each) => [each.id.replace(/\.\d+$/, ""), each.evidence]));
    for (const example of examples)
      expect([example.id, evidence.get(example.id)]).toEqual([example.id, example.evidence]);
  },
);

describe.each(cases.map((each) => [each.id, each] as const))("%s", (_, { what, law, question, expect: expected }) => {
  test("says what it is about, by which law, and what follows", () => {
    expect([what, law].every((words) => words.length > 5)).toBe(true);
    const known = ["status", "tests", "amounts", "tolerances", "failed", "needs", "conditions", "proof", "issues"];
    expect(Object.keys(expected).filter((name) => !known.includes(name))).toEqual([]);
    expect(Object.keys(expected)).not.toEqual([]);
  });

  test.skipIf("issues" in expected)("asks under an agreement that is in force for its countries", () => {
    const agreement = agreements.get(question.agreement) as AgreementFacts;
    expect(agreement, question.agreement).toBeDefined();
    expect(agreement.from === undefined || agreement.from.date <= question.date).toBe(true);
    expect(agreement.to === undefined || question.date <= agreement.to.date).toBe(true);
    const countries = agreement.parties.flatMap((party) => party.countries);
    for (const country of [question.exportCountry, question.importCountry]) {
      if (country !== undefined) expect(countries).toContain(country);
    }
  });

  test.skipIf("issues" in expected)("writes rules in their one form, and amounts as decimals", () => {
    const text = JSON.stringify(question);
    for (const [, rule] of text.matchAll(/"rule":"([^"]*)"/g)) expect(printRule(parseRule(rule as string))).toBe(rule);
    for (const [, amount] of text.matchAll(/"(?:amount|units|quantity|part|whole)":("?[^",}]*)/g)) {
      expect(amount).toMatch(/^"(0|[1-9]\d{0,14})(\.\d{1,6})?$/);
    }
  });

  test.skipIf("issues" in expected)("names codes that exist in the edition in which they are written", () => {
    const inForce = question.date < "2022-01-01" ? 2017 : 2022;
    const codes = editions.codes.get(question.product.hsEdition ?? inForce);
    for (const [, commodity] of JSON.stringify(question).matchAll(/"commodity":"([^"]*)"/g)) {
      expect(codes?.has((commodity as string).replaceAll(".", "")), commodity).toBe(true);
    }
  });
});
