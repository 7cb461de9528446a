import { readdirSync, readFileSync } from "node:fs";
import { Ajv2020 } from "ajv/dist/2020.js";
import { describe, expect, it } from "vitest";
import determinationSchema from "../../schemas/origin-determination.schema.json";
import questionSchema from "../../schemas/origin-question.schema.json";
import { explainOrigin } from "../../src/explain/origin";
import type { Explanation } from "../../src/model/assessment";
import type { Determination, OriginAnswer } from "../../src/model/origin/determination";
import type { OriginMaterial, OriginQuestion } from "../../src/model/origin/question";
import { createTestDeterminer, originCases } from "./determiner";

const { determine } = await createTestDeterminer();
const ajv = new Ajv2020({ allErrors: true, strict: true, allowUnionTypes: true, strictRequired: false });
const isQuestion = ajv.compile<unknown>(questionSchema);
const isAnswer = ajv.compile<unknown>(determinationSchema);
const gbp = (amount: string) => ({ amount, currency: "GBP" });

/** A pump under MaxNOM 50 % of its ex-works price of 1,000 pounds. */
function asked(materials: readonly OriginMaterial[] | undefined, more: Partial<OriginQuestion> = {}): OriginQuestion {
  return {
    agreement: "gb-eu",
    date: "2026-07-01",
    rule: "MaxNOM 50% EXW",
    product: { commodity: "841451", exWorks: gbp("1000") },
    ...(materials === undefined ? {} : { materials }),
    ...more,
  };
}

function answered(question: OriginQuestion): Determination {
  const answer = determine(question, { explain: explainOrigin });
  if (!answer.ok || "determinations" in answer) throw new Error(JSON.stringify(answer));
  return answer;
}

const issuesOf = (answer: OriginAnswer): string[] =>
  answer.ok ? [] : answer.issues.map(({ code, path }) => `${code} ${path}`);

const foreign = (value: string, more: Partial<OriginMaterial> = {}): OriginMaterial => ({
  commodity: "850110",
  origin: "CN",
  originating: false,
  value: gbp(value),
  ...more,
});

describe("schemas of origin", () => {
  it.each(originCases())("hold the case $id and its answer", ({ question, expect: expected }) => {
    const flaws = (expected.issues ?? []).map(({ code }) => String(code));
    expect(isQuestion(question)).toBe(!flaws.some((code) => /^(UNKNOWN_FIELD|VALUE_INVALID)$/.test(code)));
    const answer: unknown = JSON.parse(JSON.stringify(determine(question, { explain: explainOrigin })));
    isAnswer(answer);
    expect(isAnswer.errors ?? []).toEqual([]);
  });

  it("refuse what is none", () => {
    for (const wrong of [{}, asked([{ valeu: 1 } as OriginMaterial]), { ...asked([]), date: "tomorrow" }])
      expect(isQuestion(wrong)).toBe(false);
    const answer = answered(asked([]));
    for (const wrong of [{ ...answer, more: 1 }, { ...answer, status: "perhaps" }, {}])
      expect(isAnswer(JSON.parse(JSON.stringify(wrong)))).toBe(false);
  });
});

describe("bills of materials", () => {
  const pack = (value: string): OriginMaterial => ({
    commodity: "850440",
    value: gbp("400"),
    rule: "MaxNOM 50% EXW",
    materials: [foreign(value)],
  });

  it("count what qualifies by its own rule whole as originating, and else whole as not", () => {
    expect(answered(asked([foreign("450"), pack("200")])).status).toBe("originating");
    const failed = answered(asked([foreign("450"), pack("200.01")]));
    expect(failed.status).toBe("not-originating");
    expect(failed.tests[0]).toMatchObject({ actual: "85%", outcome: "fail", excess: "350" });
    expect(failed.failed.map(({ path }) => path)).toEqual(["/materials/0", "/materials/1"]);
  });

  it("look through what the producer makes, unless he designates it, whichever is better", () => {
    const own = { ...pack("200.01"), selfProduced: true };
    expect(answered(asked([foreign("290"), own])).status).toBe("originating");
    expect(answered(asked([foreign("290"), { ...own, intermediate: true }])).status).toBe("not-originating");
    const good = { ...pack("200"), selfProduced: true };
    expect(answered(asked([foreign("450"), good])).status).toBe("originating");
    expect(answered(asked([foreign("450"), { ...good, intermediate: false }])).status).toBe("not-originating");
  });

  it("scale assemblies to the units used, exactly", () => {
    const assemblies = {
      motor: { commodity: "850110", quantity: "3", value: gbp("100"), originating: false, origin: "CN" },
    };
    const answer = answered(asked([{ assembly: "motor", quantity: "7" }], { assemblies }));
    expect(answer.amounts).toContainEqual({ name: "VNM", amount: "233.333333333333", exact: "700/3", currency: "GBP" });
    expect(answer.tests[0]).toMatchObject({ actual: "23.333333333333%", exact: "7/30" });
  });

  it("judge shared assemblies once, at ten thousand materials", () => {
    const assemblies: Record<string, OriginMaterial> = {};
    for (let i = 0; i < 60; i += 1)
      assemblies[`a${i}`] = {
        commodity: "850440",
        value: gbp("1000"),
        rule: "MaxNOM 50% EXW",
        materials:
          i === 0
            ? [foreign("10")]
            : [
                { assembly: `a${i - 1}`, quantity: "0.4" },
                { assembly: `a${i - 1}`, quantity: "0.4" },
              ],
      };
    const many = Array.from({ length: 9000 }, () => foreign("0.05"));
    const start = performance.now();
    const answer = answered(asked([{ assembly: "a59", quantity: "0.5" }, ...many], { assemblies }));
    expect(answer.status).toBe("originating");
    expect(performance.now() - start).toBeLessThan(20_000);
  });

  it("refuse cycles with their path, and depths beyond sixty-four", () => {
    const assemblies = { a: { materials: [{ assembly: "b" }] }, b: { materials: [{ assembly: "a" }] } };
    const cycle = determine(asked([{ assembly: "a" }], { assemblies }));
    expect(cycle).toMatchObject({ ok: false, issues: [{ code: "BILL_CYCLE", cycle: ["a", "b", "a"] }] });
    let deep: OriginMaterial = foreign("1");
    for (let i = 0; i < 100; i += 1) deep = { commodity: "850110", materials: [deep] };
    expect(issuesOf(determine(asked([deep])))[0]).toMatch(/^BILL_TOO_DEEP /);
    const chain = Object.fromEntries(
      Array.from({ length: 100 }, (_, i) => [`a${i}`, { materials: i === 99 ? [] : [{ assembly: `a${i + 1}` }] }]),
    );
    expect(issuesOf(determine(asked([{ assembly: "a0" }], { assemblies: chain })))).toEqual([
      "BILL_TOO_DEEP /materials",
    ]);
  });

  it("ask for what a material's own bill lacks, and for the bill itself", () => {
    const open = { ...pack("1"), materials: [{ commodity: "850110", origin: "CN", originating: false }] };
    const answer = answered(asked([foreign("450"), open]));
    expect(answer.status).toBe("undetermined");
    expect(answer.needs.map(({ path }) => path)).toEqual(["/materials/1/materials/0/value"]);
    expect(answered(asked(undefined)).needs.map(({ fact }) => fact)).toContain("materials");
  });

  it("count ATIGA's partial content in proportion", () => {
    const part = (value: string): OriginMaterial => ({ ...pack(value), origin: "TH", rule: "RVC build-down 40% FOB" });
    const under = (value: string) =>
      answered({
        ...asked([part(value)]),
        agreement: "atiga",
        date: "2024-06-01",
        rule: "RVC build-down 40% FOB",
        product: { commodity: "841451", fob: gbp("1000") },
      }).amounts.find(({ name }) => name === "VNM")?.amount;
    // 30 per cent of 400 count as originating; at 19 per cent nothing does; at 40 all.
    expect(under("280")).toBe("280");
    expect(under("324")).toBe("400");
    expect(under("240")).toBe("0");
  });
});

describe("amounts of several currencies", () => {
  it("are converted by the rate of the day of export, and told", () => {
    const answer = answered(asked([foreign("1", { value: { amount: "134.04", currency: "USD" } })]));
    expect(answer.amounts).toContainEqual({ name: "VNM", amount: "100", currency: "GBP" });
    expect(leavesOf(answer.explanation!).some(({ op }) => op === "rate")).toBe(true);
  });

  it("are asked for where no rate is at hand, and where the rule counts values alone", () => {
    const strange = foreign("1", { value: { amount: "10", currency: "XAU" } });
    expect(issuesOf(determine(asked([strange])))).toEqual(["CURRENCY_RATE_MISSING /materials/0/value"]);
    expect(answered(asked([strange], { rule: "CTH" })).status).toBe("originating");
    const rates = [{ currency: "XAU", rate: "2", quoted: "local-per-foreign" as const }];
    expect(answered(asked([strange], { rates })).tests[0]).toMatchObject({ actual: "2%" });
  });
});

describe("editions of the Harmonized System", () => {
  it("leave open only what hangs on the branch, and ask for it", () => {
    // Flat panel display modules, 8524 of 2022, were parts of many headings before.
    const part = { commodity: "852491", hsEdition: 2022, origin: "CN", originating: false };
    const under = (rule: string) =>
      answered({ ...asked([part], { rule }), product: { commodity: "852990", hsEdition: 2022 } });
    const cth = under("no tolerance CTH");
    expect(cth.status).toBe("undetermined");
    expect(cth.needs).toMatchObject([{ fact: "commodity", path: "/materials/0/commodity" }]);
    expect(under("no tolerance any heading").status).toBe("originating");
  });
});

describe("properties of determinations", () => {
  it("the order of materials does not matter", () => {
    const list = [foreign("100"), foreign("200", { commodity: "841490" }), foreign("250")];
    const one = answered(asked(list));
    const other = answered(asked([...list].reverse()));
    expect([other.status, other.tests[0]!.actual]).toEqual([one.status, one.tests[0]!.actual]);
  });

  it("answers whatever it is given without throwing", () => {
    const hostile: unknown[] = [
      null,
      1,
      "x",
      [],
      {},
      { agreement: {} },
      { ...asked([]), product: null },
      { ...asked([]), materials: [null] },
      { ...asked([]), agreement: [] },
      { ...asked([]), agreement: "all" },
      { ...asked([]), facts: [] },
      { ...asked([]), assemblies: { a: 1 } },
      { ...asked([]), date: "2026-02-30" },
      { ...asked([]), rule: "rule of 0101" },
      { ...asked([]), rule: "(".repeat(5000) },
      { ...asked([foreign("999999999999999")]), rates: [] },
      Object.defineProperty({}, "agreement", {
        enumerable: true,
        get: () => {
          throw new Error("no");
        },
      }),
    ];
    for (const question of hostile) {
      const answer = JSON.parse(JSON.stringify(determine(question))) as OriginAnswer;
      expect(isAnswer(answer) || isAnswer.errors).toBe(true);
    }
  });

  it("refuses an agreement beside others, and answers the rest", () => {
    const answer = determine({ ...asked([foreign("1")]), agreement: ["gb-gsp", "gb-eu"] });
    expect(answer).toMatchObject({ ok: true, determinations: [{ ok: false }, { ok: true, agreement: "gb-eu" }] });
    const all = determine({ ...asked([foreign("1")]), agreement: "all", exportCountry: "GB", importCountry: "JP" });
    const ids = all.ok && "determinations" in all ? all.determinations.map((it) => it.agreement) : [];
    expect(ids).toEqual(["cptpp", "gb-cptpp", "gb-japan"]);
  });
});

describe("examples", () => {
  const folder = new URL("../../examples/origin/", import.meta.url);
  const statuses: Readonly<Record<string, readonly string[]>> = {
    "electric-car": ["originating", "originating", "originating", "originating"],
    "cotton-shirt": ["originating", "originating", "not-originating", "originating"],
    jam: ["originating", "originating", "not-originating", "originating"],
  };

  it.each(readdirSync(folder))("%s under four agreements, explained down to what was declared", (file) => {
    for (const question of JSON.parse(readFileSync(new URL(file, folder), "utf8")) as OriginQuestion[]) {
      expect(isQuestion(question) || isQuestion.errors).toBe(true);
      const answer = determine(question, { explain: explainOrigin });
      if (!answer.ok || !("determinations" in answer)) throw new Error(JSON.stringify(answer));
      const determined = answer.determinations.filter((it) => it.ok) as Determination[];
      expect(determined.map(({ status }) => status)).toEqual(statuses[question.id!]);
      for (const { status, explanation, source } of determined) {
        expect(explanation!.value).toBe(status);
        expect(explanation!.because).toContain(source.citation);
        expect(leavesOf(explanation!).length).toBeGreaterThan(5);
      }
    }
  });
});

const leavesOf = (node: Explanation): Explanation[] =>
  node.children.length === 0 ? [node] : node.children.flatMap(leavesOf);
