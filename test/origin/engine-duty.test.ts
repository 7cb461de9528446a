import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import type { Assessment } from "../../src/model/assessment";
import type { Engine } from "../../src/node";
import { createOrigin } from "../../src/origin";
import { readOriginData } from "../../tariffs/origin";
import { usEngine } from "../support/engines";

const folder = fileURLToPath(new URL("../../tariffs/agreements", import.meta.url));
const usd = (amount: string) => ({ amount, currency: "USD" });

/** Wooden bedroom furniture from Chile: change of subheading, and 35 per cent build-up or 45 build-down. */
const entry = {
  id: "b1",
  tariff: "US",
  date: "2025-01-15",
  commodity: "9403.50.90.45",
  origin: "CL",
  preference: "best",
  value: usd("1000"),
  quantities: [
    { unit: "NAR", amount: "10" },
    { unit: "KGM", amount: "500" },
  ],
};
const bill = (foreign: string) => ({
  product: { transactionValue: usd("1000") },
  materials: [
    { commodity: "440711", origin: "CL", originating: true, value: usd("340") },
    { commodity: "441114", origin: "CN", originating: false, value: usd(foreign) },
  ],
});

let engine: Engine;
beforeAll(async () => {
  engine = await usEngine({ origin: await createOrigin({ agreements: await readOriginData(folder) }) });
});

const line = (answer: Assessment) => {
  if (!answer.ok || "lines" in answer) throw new Error(JSON.stringify(answer));
  return answer;
};
const noteOf = (answer: Assessment, code: string) =>
  answer.ok ? answer.notes.find((note) => note.code === code) : undefined;

describe("origin feeds duty", () => {
  it("claims the programme that a bill of materials proves, and says what it saves", () => {
    const plain = line(engine.assess({ ...entry, facts: {} }));
    expect(plain.preference.applied).toBeNull();
    const proven = line(engine.assess({ ...entry, facts: { origin: bill("550") } }));
    expect(proven.preference.applied).toBe("CL");
    const saving = noteOf(proven, "PREFERENCE_PROVEN")!.saving!;
    expect(saving).toEqual(noteOf(plain, "PREFERENCE_UNPROVEN")!.saving);
    expect(Number(plain.totals.payable) - Number(proven.totals.payable)).toBeCloseTo(Number(saving.amount), 2);
  });

  it("does not where the goods do not qualify by a dollar, and says why", () => {
    const answer = line(engine.assess({ ...entry, facts: { origin: bill("550.01") } }));
    expect(answer.preference.applied).toBeNull();
    expect(noteOf(answer, "PREFERENCE_NOT_APPLIED")!.message).toMatch(/RVC build-down 45% TV/);
  });

  it("refuses a bill that cannot be read, at its place in the entry", () => {
    const answer = engine.assess({ ...entry, facts: { origin: { ...bill("1"), materials: [{ valeu: 1 }] } } });
    expect(answer).toMatchObject({ id: "b1", ok: false, issues: [{ path: "/facts/origin/materials/0/valeu" }] });
  });

  it("proves each line of an entry by its own bill", () => {
    const { tariff, date, preference, ...goods } = entry;
    const lines = [
      { ...goods, id: undefined, facts: { origin: bill("550") } },
      { ...goods, id: undefined, facts: { origin: bill("560") } },
    ].map(({ id: _, ...it }) => it);
    const answer = engine.assess({ tariff, date, preference, lines });
    if (!answer.ok || !("lines" in answer)) throw new Error(JSON.stringify(answer));
    expect(answer.lines.map((it) => it.preference.applied)).toEqual(["CL", null]);
    expect(noteOf(answer, "PREFERENCE_PROVEN")).toMatchObject({ path: "/lines/0" });
  });

  it("without what determines origin refuses the bill, and says how to give it", async () => {
    const answer = (await usEngine()).assess({ ...entry, facts: { origin: bill("550") } });
    expect(answer).toMatchObject({
      ok: false,
      issues: [{ code: "UNKNOWN_FACT", path: "/facts/origin", fact: "origin" }],
    });
    expect(!answer.ok && answer.issues[0]!.message).toContain("origin: await createOrigin()");
  });

  it("answers questions of origin by the same engine, and none without agreements", async () => {
    const question = { agreement: "us-chile", date: "2020-06-01", ...bill("1"), product: { commodity: "940350" } };
    expect(engine.origin(question)).toMatchObject({ ok: true, agreement: "us-chile" });
    const bare = await usEngine();
    expect(() => bare.origin(question)).toThrowError(expect.objectContaining({ code: "MISUSE" }));
  });
});
