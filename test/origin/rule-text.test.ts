import { readFileSync } from "node:fs";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Rule } from "../../src/model/origin/rule";
import { EVERY } from "../../src/model/origin/rule";
import {
  parseMaterials,
  parseRule,
  printMaterials,
  printRule,
  RULE_LIMITS,
  RuleSyntaxError,
} from "../../src/model/origin/rule-text";
import { rational } from "../../src/model/rational";
import { arbitraryMaterials, arbitraryRule } from "./arbitrary-rule";

const CANONICAL = [
  "wholly obtained",
  "CC",
  "CTH except 7201..7203, 7205",
  "CTSH except same heading other than 850300",
  "any heading",
  "any heading except same-description",
  "CTH allowing handles-of-base-metal",
  "CTH allowing same heading up to 20% EXW",
  "any heading except 8202..8205 allowing 8202..8205 up to 15% EXW allowing 9999 up to 5% weight",
  "made from natural-fibres, man-made-staple-fibres, 47",
  "made from forged-blanks of 7207",
  "all of 01, 02 wholly obtained",
  "all of 2009 other than juice-of-pineapple of 2009 originating",
  "MaxNOM 50% EXW",
  "MaxNOM 47.5% EXW/TV of unprinted-fabric",
  "MaxNOM 33 1/3% weight of 1701, 1702",
  "MaxNOM 100% originating",
  "MaxNOM 50% EXW of any other than natural-rubber",
  "at least 70% materials-weight of 2401 originating",
  "at least 10% materials-weight of 2401 wholly obtained",
  "at most 20% weight of 02, 03 used",
  "at least 5% EXW non-originating",
  "over 60% EXW of 0802 originating",
  "under 50% materials used",
  "MaxNOM 30% materials-weight of 2401 within 24",
  "at least 10% materials of raw of 2401 within 24 other than 2404 wholly obtained",
  "figure labour-value-content under 40%",
  "RVC build-down 40% TV",
  "RVC build-up 30% EXW/FOB",
  "RVC build-down 70% NC",
  "RVC focused-value 50% TV of 4304",
  "RVC focused-value 50% TV of any",
  "process chemical-reaction",
  "product hand-blown",
  "quota alternative-tuna",
  "figure labour-value-content at least 40%",
  "figure cacao-content at most 70%",
  "rule of 8407",
  "no tolerance CTH",
  "no tolerance no tolerance CC",
  "no tolerance (CTH or CC)",
  "CTH and MaxNOM 50% EXW",
  "RVC build-down 40% TV or RVC build-up 35% TV",
  "(CTH and MaxNOM 50% EXW) or CC or process refining",
  "CTH and (process printing or process dyeing)",
  "(CC and CTH) and CTSH",
  "ex hand-blown: CTH; else: MaxNOM 50% EXW",
  "ex raw: wholly obtained; ex refined: CTH or CC",
  "ex raw: (ex dried: CC); else: CTH",
  "CC and (ex raw: CTH; else: CTSH)",
];

const problemOf = (text: string): RuleSyntaxError => {
  try {
    parseRule(text);
  } catch (error) {
    if (error instanceof RuleSyntaxError) return error;
    throw error;
  }
  throw new Error(`read without complaint: ${text}`);
};

describe("the text of a rule", () => {
  it.each(CANONICAL)("%s is printed as it was read", (text) => {
    expect(printRule(parseRule(text))).toBe(text);
  });

  it("means what its nodes say", () => {
    expect(
      parseRule("CTH except 7201..7203 allowing scrap of same heading up to 20% EXW/TV and MaxNOM 47.5% EXW"),
    ).toEqual({
      kind: "and",
      rules: [
        {
          kind: "change",
          from: "heading",
          except: {
            include: [{ range: { kind: "codes", from: "7201", to: "7203" }, quality: undefined }],
            except: [],
          },
          allowing: [
            {
              materials: { include: [{ range: { kind: "same", level: "heading" }, quality: "scrap" }], except: [] },
              upTo: { limit: rational(1n, 5n), of: ["EXW", "TV"] },
            },
          ],
        },
        {
          kind: "share",
          sense: "at-most",
          counted: "non-originating",
          limit: rational(19n, 40n),
          of: ["EXW"],
          materials: EVERY,
          within: undefined,
        },
      ],
    } satisfies Rule);
  });

  it("binds and tighter than or, and keeps a group that is one", () => {
    expect(parseRule("CC and CTH or CTSH")).toEqual(parseRule("(CC and CTH) or CTSH"));
    expect(parseRule("CC and (CTH or CTSH)")).not.toEqual(parseRule("CC and CTH or CTSH"));
  });

  it.each([
    ["  CTH\r\n\texcept 72.01..72.03\n", "CTH except 7201..7203"],
    ["((CTH))", "CTH"],
    ["MaxNOM 50.00 % EXW of any", "MaxNOM 50% EXW"],
    ["MaxNOM 1/3% EXW", "MaxNOM 1/3% EXW"],
    ["at most 40% EXW non-originating", "MaxNOM 40% EXW"],
    ["CC and CTH or (CTSH)", "(CC and CTH) or CTSH"],
    ["no tolerance (CC)", "no tolerance CC"],
    ["ex raw : CC ;else:CTH", "ex raw: CC; else: CTH"],
  ])("%j has the canonical form %s", (text, canonical) => {
    expect(printRule(parseRule(text))).toBe(canonical);
  });

  it.each([
    ["", 1, 1, "a rule", "the end"],
    ["CTH exept 7201", 1, 5, "the end", '"exept"'],
    ["CTH except", 1, 11, 'materials (a code, a quality, "same" or "any")', "the end"],
    ["CTH and\n  MaxNOM 50%", 2, 13, "a base", "the end"],
    ["CTH\r\nand\rMaxNOM 50 EXW", 3, 11, '"%"', '"EXW"'],
    ["MaxNOM 101% EXW", 1, 8, "a percentage of at most 100", '"101"'],
    ["MaxNOM 1/0% EXW", 1, 8, "a percentage of at most 100", '"1"'],
    ["MaxNOM 50% EXW/EXW", 1, 16, "a base", '"EXW"'],
    ["RVC build-down 40% weight", 1, 20, "a base", '"weight"'],
    ["RVC 40% FOB", 1, 5, "a method", '"40"'],
    ["RVC focused-value 40% TV", 1, 25, '"of"', "the end"],
    ["CTH except 1", 1, 12, "a code of 2 to 10 digits", '"1"'],
    ["CTH except 7203..7201", 1, 18, "a code of 4 digits after 7203", '"7201"'],
    ["CTH except 72..7201", 1, 16, "a code of 2 digits after 72", '"7201"'],
    ["process and", 1, 9, "the name of a process", '"and"'],
    ["process Weaving", 1, 9, "the name of a process", '"Weaving"'],
    ["at 5% EXW used", 1, 4, '"most" after "at" or "least" after "at"', '"5"'],
    ["at least 5% EXW of 01", 1, 22, '"used"', "the end"],
    ["figure x 5%", 1, 10, '"under"', '"5"'],
    ["MaxNOM 50% EXW of 01 within 02", 1, 22, "the end", '"within"'],
    ["all of 01 wholly", 1, 17, '"obtained" after "wholly"', "the end"],
    ["all of 01 used", 1, 11, '"originating" or "wholly obtained"', '"used"'],
    ["(CC", 1, 4, '")"', "the end"],
    ["CC)", 1, 3, "the end", '")"'],
    ["ex raw CTH", 1, 8, '":"', '"CTH"'],
    ["ex raw: CTH; CC", 1, 14, '"ex" or "else"', '"CC"'],
    ["CC or ex raw: CTH", 1, 7, "a rule", '"ex"'],
    ["no CTH", 1, 4, '"tolerance"', '"CTH"'],
    ["CTH § CC", 1, 5, "the end", '"§"'],
    ["constructor", 1, 1, "a rule", '"constructor"'],
  ])("%j is refused at line %i, column %i", (text, line, column, expected, found) => {
    const problem = problemOf(text);
    expect([problem.line, problem.column, problem.found]).toEqual([line, column, found]);
    expect(problem.expected).toContain(expected);
  });
});

describe("any rule", () => {
  it("is read back from its text", () => {
    fc.assert(
      fc.property(arbitraryRule({ references: true }), (rule) => {
        const text = printRule(rule);
        expect(parseRule(text)).toEqual(rule);
        expect(printRule(parseRule(text))).toBe(text);
      }),
      { numRuns: 500 },
    );
  });

  it("is a selection read back from its text", () => {
    fc.assert(
      fc.property(arbitraryMaterials, (materials) => {
        expect(parseMaterials(printMaterials(materials))).toEqual(materials);
      }),
    );
  });

  it("that any text says has a canonical text", () => {
    const pieces =
      "CC CTH any heading except 72 7201 .. , same ( ) and or ex raw : ; else MaxNOM 40 % EXW of x no tolerance";
    const words = fc.array(fc.constantFrom(...pieces.split(" ")), { maxLength: 12 }).map((parts) => parts.join(" "));
    let read = 0;
    fc.assert(
      fc.property(fc.oneof(words, fc.string({ unit: "binary", maxLength: 40 })), (text) => {
        let rule: Rule;
        try {
          rule = parseRule(text);
        } catch (error) {
          expect(error).toBeInstanceOf(RuleSyntaxError);
          return;
        }
        read += 1;
        expect(parseRule(printRule(rule))).toEqual(rule);
      }),
      { numRuns: 3000, seed: 5 },
    );
    expect(read).toBeGreaterThan(5);
  });
});

describe("a hostile text", () => {
  const hostile: [name: string, text: string][] = [
    ["a million characters too many", " ".repeat(RULE_LIMITS.characters + 1)],
    ["parentheses", "(".repeat(500_000)],
    ["tolerances", "no tolerance ".repeat(80_000)],
    ["parts in parts", "ex raw: (".repeat(100_000)],
    ["alternatives", `CC${" or CC".repeat(100_000)}`],
    ["codes", `CTH except 72${", 72".repeat(100_000)}`],
    ["a long name", `process ${"a-".repeat(400_000)}a`],
    ["a long number", `MaxNOM 1${".1".repeat(400_000)}% EXW`],
    ["a long percentage", `MaxNOM 0.${"0".repeat(900_000)}1% EXW`],
    ["hyphens", `process a${"-".repeat(900_000)}`],
    ["line ends", `${"\r\n".repeat(400_000)}x`],
  ];

  it.each(hostile)("of %s is refused soon", (_, text) => {
    const start = performance.now();
    expect(problemOf(text)).toBeInstanceOf(RuleSyntaxError);
    expect(performance.now() - start).toBeLessThan(2000);
  });

  it("at the limits is still read, printed and read again", () => {
    const deep = `${"(CC and (CTH or ".repeat(15)}CTSH${"))".repeat(15)}`;
    expect(printRule(parseRule(printRule(parseRule(deep))))).toBe(printRule(parseRule(deep)));
    expect(problemOf(`${"(CC and (CTH or ".repeat(16)}CTSH${"))".repeat(16)}`).expected).toContain("32 levels");
    const wide = `CTH except 72${", 72".repeat(RULE_LIMITS.nodes - 2)}`;
    expect(printRule(parseRule(wide))).toBe(wide);
    expect(problemOf(`${wide}, 72`).expected).toContain("4096 nodes");
  });
});

describe("a rule without a text", () => {
  const share = (over: object): Rule => ({
    kind: "share",
    sense: "at-most",
    counted: "non-originating",
    limit: rational(1n, 2n),
    of: ["EXW"],
    materials: EVERY,
    within: undefined,
    ...over,
  });
  const codes = (from: string, to: string) =>
    share({ materials: { include: [{ range: { kind: "codes", from, to }, quality: undefined }], except: [] } });
  let deep: Rule = { kind: "wholly-obtained" };
  for (let level = 0; level < 100_000; level += 1) deep = { kind: "no-tolerance", rule: deep };

  it.each<[string, Rule]>([
    ["a limit above 1", share({ limit: rational(3n, 2n) })],
    ["a limit below 0", share({ limit: rational(-1n, 2n) })],
    ["a limit too fine", share({ limit: rational(1n, 10n ** 50n + 1n) })],
    ["no base", share({ of: [] })],
    ["a base twice", share({ of: ["EXW", "EXW"] })],
    ["within other materials", share({ within: EVERY })],
    ["no materials", share({ materials: { include: [], except: [] } })],
    ["a descending range", codes("72", "71")],
    ["a range of two lengths", codes("72", "7301")],
    ["a code of one digit", codes("7", "7")],
    ["a name of the language", { kind: "declared", subject: "process", fact: "and" }],
    ["a name in capitals", { kind: "declared", subject: "product", fact: "Raw" }],
    ["one rule to join", { kind: "and", rules: [{ kind: "wholly-obtained" }] }],
    ["no part", { kind: "parts", parts: [], otherwise: undefined }],
    [
      "materials for a build-down",
      {
        kind: "rvc",
        method: "build-down",
        limit: rational(1n, 2n),
        of: ["TV"],
        materials: { include: [{ range: undefined, quality: "x" }], except: [] },
      },
    ],
    ["too many levels", deep],
  ])("for %s is refused", (_, rule) => {
    expect(() => printRule(rule)).toThrow(RangeError);
  });
});

describe("the page that teaches the language", () => {
  const page = readFileSync(new URL("../../docs/rule-language.md", import.meta.url), "utf8");
  const examples = [...page.matchAll(/```rule\n([^`]*)```/g)].flatMap(([, block = ""]) => block.trim().split("\n"));

  it("has examples", () => {
    expect(examples.length).toBeGreaterThan(20);
  });

  it.each(examples)("%s is canonical", (text) => {
    expect(printRule(parseRule(text))).toBe(text);
  });
});
