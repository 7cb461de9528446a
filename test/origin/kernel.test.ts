/** The kernel on rules made by hand: outcomes, tolerances by ways, traces, and what it refuses. */
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { parseRule } from "../../src/model/origin/rule-text";
import { compileOrigin, compileRule } from "../../src/table/origin/compile";
import { openOrigin } from "../../src/table/origin/read";
import { arbitraryRule } from "./arbitrary-rule";
import { foreign, judged, tolerance } from "./kernel";

const exw = (amount: bigint) => ({ amounts: { EXW: amount } });

describe("tests about materials", () => {
  it.each([
    ["CTH", "850300", "850100", "pass"],
    ["CTH", "850300", "850310", "fail"],
    ["CTH", "8503", "85", "undetermined"],
    ["CTH", "85", "8503", "undetermined"],
    ["CTH", "85", "8403", "pass"],
    ["CC", "850300", "840100", "pass"],
    ["CC", "850300", "850100", "fail"],
    ["CTSH", "850300", "850300", "fail"],
    ["CTSH", "850300", "850390", "pass"],
    ["any heading", "850300", "850300", "pass"],
    ["CTH except 8501", "850300", "850100", "fail"],
    ["CTH except 850110..850120", "850300", "8501", "undetermined"],
    ["CTH allowing same heading", "850300", "850310", "pass"],
    ["made from 8501", "850300", "850100", "pass"],
    ["all of 85 wholly obtained", "850300", "850100", "fail"],
    ["all of 85 wholly obtained", "850300", "840100", "pass"],
  ])("%s, product %s, material %s: %s", (rule, code, material, outcome) => {
    expect(judged(rule, { code, materials: [foreign(material, 1n)], quality: () => false }).outcome).toBe(outcome);
  });

  it("leave out what originates, and what they do not look at", () => {
    expect(judged("CTH", { materials: [{ code: "850300", originating: true }] }).outcome).toBe("pass");
    expect(judged("CTH", { materials: [{ code: "850300", originating: undefined }] }).outcome).toBe("undetermined");
    expect(judged("CTH", { materials: [{ ...foreign("850300"), change: false }] }).outcome).toBe("pass");
  });

  it("pass by an allowance only while its cap holds, and by the change whatever the cap", () => {
    const rule = "CTH allowing 85 up to 20% EXW";
    const of = (code: string, value: bigint) =>
      judged(rule, { ...exw(100n), materials: [foreign(code, value)] }).outcome;
    expect(of("850300", 20n)).toBe("pass");
    expect(of("850300", 21n)).toBe("fail");
    expect(of("850100", 21n)).toBe("pass");
  });
});

describe("shares", () => {
  it.each([
    ["MaxNOM 50% EXW", 50n, "pass"],
    ["MaxNOM 50% EXW", 51n, "fail"],
    ["under 50% EXW non-originating", 50n, "fail"],
    ["MaxNOM 33 1/3% EXW", 33n, "pass"],
    ["MaxNOM 33 1/3% EXW", 34n, "fail"],
    ["RVC build-down 50% EXW", 50n, "pass"],
    ["RVC build-down 50% EXW", 51n, "fail"],
    ["RVC focused-value 50% EXW of 84", 51n, "pass"],
    ["MaxNOM 50% EXW of 84", 51n, "pass"],
  ])("%s with %s of 100: %s", (rule, value, outcome) => {
    expect(judged(rule, { ...exw(100n), materials: [foreign("850100", value)] }).outcome).toBe(outcome);
  });

  it("fail before the last price is known, and ask for it while it can matter", () => {
    const materials = [foreign("8501", 51n), foreign("8502")];
    expect(judged("MaxNOM 50% EXW", { ...exw(100n), materials }).outcome).toBe("fail");
    expect(judged("MaxNOM 60% EXW", { ...exw(100n), materials }).outcome).toBe("undetermined");
    expect(judged("MaxNOM 60% EXW", { materials: [] }).outcome).toBe("pass");
  });

  it("count what else build-up counts", () => {
    const of = (content: bigint) =>
      judged("RVC build-up 40% FOB", {
        amounts: { FOB: 100n, content },
        materials: [{ code: "8501", originating: true, value: 30n }],
      }).outcome;
    expect([of(9n), of(10n)]).toEqual(["fail", "pass"]);
  });

  it("say the exact sums, and that more may come", () => {
    const materials = [foreign("8501", 7n), foreign("8502"), { code: "8504", originating: true, value: 5n }];
    const { trace } = judged("MaxNOM 40% EXW/TV", { ...exw(100n), materials }, [], true);
    const sums = { numerator: 7n, numeratorOpen: true, limit: { numerator: 2n, denominator: 5n } };
    expect(trace).toEqual([
      {
        node: 0,
        outcome: "undetermined",
        materials: [],
        shares: [
          { base: "EXW", ...sums, denominator: 100n, denominatorOpen: false, outcome: "undetermined" },
          { base: "TV", ...sums, denominator: 0n, denominatorOpen: true, outcome: "undetermined" },
        ],
      },
    ]);
  });
});

describe("tolerances", () => {
  it("excuse all that fails on one way, together", () => {
    const rule = "CTH and all of 04 wholly obtained";
    const materials = [foreign("8503", 9n), { code: "04", originating: true, wholly: false, value: 8n } as const];
    const of = (limit: string) =>
      judged(rule, { ...exw(100n), materials }, [tolerance({ limits: [{ limit, of: "EXW" }] })]).outcome;
    expect([of("16%"), of("17%")]).toEqual(["fail", "pass"]);
  });

  it("excuse on each way what fails on it alone", () => {
    const rule = "(CTH or all of 04 wholly obtained) and (CTH or MaxNOM 1% EXW)";
    const outcome = judged(rule, { ...exw(100n), materials: [foreign("8503", 9n), foreign("04", 50n)] }, [tolerance()]);
    expect(outcome).toMatchObject({ outcome: "pass", plain: "fail", tolerance: "value" });
  });

  it("lift no share, no cap of an allowance, and nothing under no tolerance", () => {
    const materials = [foreign("8503", 9n)];
    for (const rule of ["MaxNOM 5% EXW", "CTH allowing 8503 up to 5% EXW", "no tolerance CTH"]) {
      expect(judged(rule, { ...exw(100n), materials }, [tolerance()]).outcome, rule).toBe("fail");
    }
  });

  it("keep to their goods, materials, exclusions and kinds of tests", () => {
    const of = (more: Parameters<typeof tolerance>[0]) =>
      judged("CTH", { ...exw(100n), materials: [foreign("850310", 9n)], quality: () => true }, [tolerance(more)])
        .outcome;
    expect(of({})).toBe("pass");
    expect(of({ goods: { codes: ["84"] } })).toBe("fail");
    expect(of({ materials: { codes: ["84"] } })).toBe("fail");
    expect(of({ otherHeading: true })).toBe("fail");
    expect(of({ liningsExcluded: true })).toBe("fail");
    expect(of({ excludes: [{ goods: { codes: ["8503"] } }] })).toBe("fail");
    expect(of({ excludes: [{ sameSubheading: true }] })).toBe("pass");
    expect(of({ excuses: ["made-from"] })).toBe("fail");
    expect(of({ mixed: true })).toBe("undetermined");
    expect(of({ reference: "Note 6" })).toBe("undetermined");
    expect(of({ limits: [{ limit: "10%", of: "weight" }] })).toBe("undetermined");
  });

  it("waive value content where all that does not originate is within them", () => {
    const rule = "CTH and RVC build-down 95% EXW";
    const of = (value: bigint) =>
      judged(rule, { ...exw(100n), materials: [foreign("8501", value)] }, [tolerance({ waivesContent: true })]).outcome;
    expect([of(10n), of(11n)]).toEqual(["pass", "fail"]);
  });

  it("say what they excused and how far it went", () => {
    const { tolerances } = judged("CTH", { ...exw(100n), materials: [foreign("8503", 11n)] }, [tolerance()], true);
    const limit = { numerator: 1n, denominator: 10n };
    const sums = { numerator: 11n, numeratorOpen: false, denominator: 100n, denominatorOpen: false };
    const caps = [{ base: "EXW", limit, ...sums, outcome: "fail" }];
    expect(tolerances).toEqual([{ tolerance: "value", outcome: "fail", caps, materials: [0], ineligible: [] }]);
  });
});

describe("what does not fit", () => {
  it("is a status, never a wrapped number", () => {
    const of = (value: bigint) => judged("MaxNOM 50% EXW", { ...exw(1n << 89n), materials: [foreign("8501", value)] });
    expect(of(1n << 88n)).toMatchObject({ outcome: "pass", status: "ok" });
    expect(of((1n << 88n) + 1n)).toMatchObject({ outcome: "fail", status: "ok" });
    expect(of(1n << 90n)).toMatchObject({ outcome: "undetermined", status: "overflow" });
  });

  it("is refused where a rule has more ways than will be tried", () => {
    const materials = [foreign("8503", 50n)];
    const branch = "(CTH or CC or CTSH except 85)";
    const rule = Array.from({ length: 16 }, () => branch).join(" and ");
    expect(judged(rule, { ...exw(100n), materials }, [tolerance()]).status).toBe("work");
  });

  it("is thrown where a question is none", () => {
    expect(() => judged("CTH", { code: "85x" })).toThrow(RangeError);
    expect(() => judged("CTH", { agreement: "another" })).toThrow(RangeError);
    expect(() => judged("CTH", { amounts: { EXW: -1n } })).toThrow(RangeError);
  });
});

describe("programs", () => {
  it("read back as the rules that they were compiled from", () => {
    fc.assert(
      fc.property(arbitraryRule(), (rule) => {
        const bytes = compileRule(rule);
        const view = openOrigin(bytes);
        expect(compileRule(view.rule(1))).toEqual(bytes);
      }),
      { numRuns: 300 },
    );
  });

  it("hold the rule of another code in its place", () => {
    const rules = [
      { from: "8407", to: "8408", annex: "a", rule: parseRule("CTH") },
      { from: "8703", to: "8703", annex: "b", rule: parseRule("rule of 8407 or wholly obtained") },
    ];
    const view = openOrigin(compileOrigin({ agreements: [{ facts: { id: "x" }, rules }] }));
    const [found] = view.rulesFor("x", "870310", 0);
    expect(view.rule(found!.program)).toEqual(parseRule("CTH or wholly obtained"));
  });

  it.each([
    ["rule of 85", "has no rule"],
    ["rule of 84", "leads back"],
  ])("cannot hold %s", (text, message) => {
    const rules = [{ from: "84", to: "84", annex: "a", rule: parseRule(text) }];
    expect(() => compileOrigin({ agreements: [{ facts: { id: "x" }, rules }] })).toThrow(message);
  });
});
