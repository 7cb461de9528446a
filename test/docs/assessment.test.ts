import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import type { Assessment, Charge } from "../../src/model/assessment";
import type { Entry } from "../../src/model/entry";
import { usEngine } from "../support/engines";

const engine = await usEngine();
const text = readFileSync(new URL("../../docs/assessment.md", import.meta.url), "utf8");

/** An entry as JSON, and right below it what the page says of its answer. */
const examples = [...text.matchAll(/```json\n([\s\S]*?)```\n\n```\n([\s\S]*?)```/g)].map(
  ([, json, answer]) => [JSON.parse(json!) as Entry, answer!] as const,
);

const chargeText = ({ measure, source, amount, refundable }: Charge): string =>
  [
    amount.amount.padStart(9),
    measure,
    ...(source.citation === "" ? [] : [`(${source.citation})`]),
    ...(refundable ? ["refundable"] : []),
  ].join(" ");

/** An answer in the words of the page. */
function answerText(answer: Assessment): string {
  if (!answer.ok) return answer.issues.map(({ code, path }) => `${code} at ${path}\n`).join("");
  const lines = "lines" in answer ? answer.lines : [answer];
  const charges = [...lines.flatMap((line) => line.charges), ...("lines" in answer ? answer.charges : [])];
  const payable = `${(answer.totals.payable ?? "null").padStart(9)} payable`;
  const notes = answer.notes.map(({ code }) => `note ${code}`);
  return [...charges.map(chargeText), payable, ...notes].map((line) => `${line}\n`).join("");
}

describe("docs/assessment.md", () => {
  it("has an example of every fact of layers", () => {
    const facts = examples.flatMap(([{ facts, lines = [] }]) => [facts, ...lines.map((line) => line.facts)]);
    const named = new Set(facts.flatMap((it) => Object.keys(it ?? {})));
    for (const fact of ["headings", "deposits", "quota", "deMinimis", "aluminumContentValue"])
      expect(named).toContain(fact);
    expect(examples.length).toBe(text.match(/```json/g)!.length);
  });

  it.each(examples)("is right about $id", (entry, expected) => {
    expect(answerText(engine.assess(entry))).toBe(expected);
  });
});
