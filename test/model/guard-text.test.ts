import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { Guard, GuardTest } from "../../src/model/guard";
import { parseGuard, printGuard } from "../../src/model/guard-text";
import { RateSyntaxError } from "../../src/model/text-cursor";

const ofFact = fc.constantFrom("steelStamping", "usMetalShare", "organic", "claimedBefore", "notes");
const test: fc.Arbitrary<GuardTest> = fc.oneof(
  fc.constant({ kind: "claimed" } as const),
  fc.record({
    kind: fc.constant("claims" as const),
    heading: fc.constantFrom("9903.74.08", "98", "de-minimis", "sea"),
  }),
  fc.record({
    kind: fc.constant("programme" as const),
    programmes: fc.array(fc.constantFrom("S", "S+", "P", "KR", "E*"), { minLength: 1, maxLength: 4 }),
  }),
  fc.record({ kind: fc.constant("fact" as const), fact: ofFact }),
  fc.record({
    kind: fc.constant("comparison" as const),
    fact: ofFact,
    operator: fc.constantFrom("<" as const, "<=" as const, ">" as const, ">=" as const),
    at: fc.constantFrom("15", "0.5", "99.95", "100"),
  }),
);
const guard: fc.Arbitrary<Guard> = fc.array(
  fc.array(fc.record({ negated: fc.boolean(), test }), { minLength: 1, maxLength: 4 }),
  { minLength: 1, maxLength: 3 },
);

describe("the text of a guard", () => {
  it("is read back as it was printed", () => {
    fc.assert(
      fc.property(guard, (it) => {
        expect(parseGuard(printGuard(it))).toEqual(it);
      }),
    );
  });

  it("has clauses of atoms", () => {
    const claims = { kind: "claims", heading: "9903.01.34" } as const;
    const share = { kind: "comparison", fact: "usContentShare", operator: ">=", at: "20" } as const;
    expect(parseGuard("not claims 9903.01.34 and usContentShare >= 20 or programme S S+")).toEqual([
      [
        { negated: true, test: claims },
        { negated: false, test: share },
      ],
      [{ negated: false, test: { kind: "programme", programmes: ["S", "S+"] } }],
    ]);
  });

  it.each([
    ["", 'a test expected at column 1 of ""'],
    ["claimed and", 'the end expected at column 8 of "claimed and"'],
    ["claimed  and organic", "the end expected at column 8"],
    ["not not claimed", "what not is about expected at column 8"],
    ["claims", "what claims is about expected at column 7"],
    ["claims Sea", "a heading or a circumstance expected at column 8"],
    ["programme s", "a programme's code expected at column 11"],
    ["programme S,S+", "the end expected at column 12"],
    ["Organic", "a test expected at column 1"],
    ["share = 5", "the end expected at column 6"],
    ["share < 0", "a number above 0 expected at column 9"],
    ["share < 5.0", "the end expected at column 10"],
    ["share < 05", "a number above 0 expected at column 9"],
    ["share <", '" " expected at column 8'],
    ["(claimed)", "a test expected at column 1"],
  ])("is not %j", (text, message) => {
    expect(() => parseGuard(text)).toThrow(RateSyntaxError);
    expect(() => parseGuard(text)).toThrow(message);
  });
});
