import { describe, expect, it } from "vitest";
import type { AssessedLine, Assessment, Charge, Explanation } from "../../src/model/assessment";
import type { Issue } from "../../src/model/issue";
import { createEngine, loadTable } from "../../src/node";
import { type Case, type Expectation, type ExpectedCharge, readCases } from "./cases";

const table = await loadTable(new URL("../../dist/tables/us.tariff", import.meta.url));
const engine = await createEngine({ tables: [table] });
const instruments = ["HTSUS", ...engine.table("US").meta.sources.map(({ instrument }) => instrument)];

type Answered = Extract<Assessment, { ok: true }>;

const linesOf = (assessment: Answered): readonly Omit<AssessedLine, "ok">[] =>
  "lines" in assessment ? assessment.lines : [assessment];

const baseDuties = (assessment: Answered): Charge[] =>
  linesOf(assessment).flatMap(({ charges }) => charges.filter(({ kind }) => kind === "duty"));

const chargesOf = (assessment: Answered): Charge[] => [
  ...linesOf(assessment).flatMap(({ charges }) => charges),
  ...("lines" in assessment ? assessment.charges : []),
];

const asExpected = ({ kind, measure, source, amount, refundable }: Charge): ExpectedCharge => ({
  measure,
  ...(kind === "additional-duty" ? { heading: source.citation } : {}),
  amount: amount.amount,
  ...(refundable === true ? { refundable } : {}),
});

const byMeasure = (a: ExpectedCharge, b: ExpectedCharge): number => (a.measure < b.measure ? -1 : 1);

const sorted = (charges: readonly Charge[]): ExpectedCharge[] => charges.map(asExpected).sort(byMeasure);

/** A sum of amounts with two decimals. */
function sumOf(charges: readonly Charge[]): string {
  const cents = charges.reduce((sum, { amount }) => sum + BigInt(amount.amount.replace(".", "")), 0n);
  const digits = cents.toString().padStart(3, "0");
  return `${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

const named = ({ unit, fact, reference }: Issue): string => unit ?? fact ?? reference ?? "";

/** The answer in the terms of the case, as far as the case states them. */
function summary(assessment: Assessment, stated: Expectation): Expectation {
  const refusal = assessment.ok ? undefined : assessment.issues;
  const duties = assessment.ok ? baseDuties(assessment) : [];
  const amounts = (kind: string) =>
    duties.flatMap(({ bases }) => bases.filter((basis) => basis.kind === kind).map(({ amount }) => amount));
  const answer: Record<keyof Expectation, () => unknown> = {
    rates: () => duties.map(({ rate }) => rate),
    measures: () => duties.map(({ measure }) => measure),
    values: () => amounts("value"),
    valueTotal: () => String(amounts("value").reduce((sum, amount) => sum + BigInt(amount), 0n)),
    quantities: () => amounts("quantity"),
    duty: () => assessment.ok && assessment.totals.duty,
    charges: () => assessment.ok && sorted(chargesOf(assessment).filter(({ kind }) => kind !== "fee")),
    fees: () => assessment.ok && sorted(chargesOf(assessment).filter(({ kind }) => kind === "fee")),
    applied: () => assessment.ok && linesOf(assessment)[0]?.preference.applied,
    payable: () => assessment.ok && assessment.totals.payable,
    notes: () => assessment.ok && assessment.notes.map(({ code }) => code),
    refused: () => refusal?.map(({ code }) => code),
    asks: () => refusal?.map(named),
    candidates: () => refusal?.flatMap(({ candidates = [] }) => candidates),
  };
  return Object.fromEntries((Object.keys(stated) as (keyof Expectation)[]).map((key) => [key, answer[key]()]));
}

const leavesOf = (step: Explanation): Explanation[] =>
  step.children.length === 0 ? [step] : step.children.flatMap(leavesOf);

const resolve = (entry: unknown, pointer: string): unknown =>
  pointer
    .split("/")
    .slice(1)
    .reduce((at, member) => (at as Record<string, unknown> | undefined)?.[member], entry);

/** What a leaf stands on: a part of the entry, named by its path, or a fact, cited. */
function stands({ entry }: Case, { because }: Explanation): boolean {
  const path = /^declared at (\/\S+)/.exec(because)?.[1];
  if (path !== undefined) return resolve(entry, path) !== undefined;
  return instruments.some((instrument) => because.includes(instrument));
}

const cases = readCases();

describe("worked examples", () => {
  it("have ids of their own", () => {
    expect(new Set(cases.map(({ id }) => id)).size).toBe(cases.length);
  });

  it.each(cases)("$id $what", (example) => {
    const { entry, expect: expected } = example;
    const assessment = engine.assess(entry, { explain: true });
    const charges = expected.charges && { charges: [...expected.charges].sort(byMeasure) };
    expect(summary(assessment, expected)).toEqual({ ...expected, ...charges });
    if (!assessment.ok) return;
    for (const { explanation, charges, totals } of linesOf(assessment)) {
      expect(explanation?.value).toBe(`${sumOf(charges)} ${totals.currency}`);
      expect(leavesOf(explanation!).filter((leaf) => !stands(example, leaf))).toEqual([]);
    }
  });
});
