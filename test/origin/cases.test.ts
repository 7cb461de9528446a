import { describe, expect, it } from "vitest";
import { createTestDeterminer, originCases } from "./determiner";
import { differences } from "./expected";

/** The golden cases of `tariffs/agreements/cases`, through the engine and the agreements' own facts. */
const { determine } = await createTestDeterminer();

describe("golden cases of origin", () => {
  it.each(originCases())("$id: $what ($law)", ({ question, expect: expected }) => {
    expect(differences(determine(question), expected)).toEqual([]);
  });

  it("are told apart from what they do not expect", () => {
    const [first] = originCases().filter(({ expect: expected }) => expected.status === "originating");
    const answer = determine(first!.question);
    expect(differences(answer, { status: "not-originating" })).toHaveLength(1);
    expect(differences(answer, { amounts: [{ name: "VNM", amount: "0.01" }] })).toHaveLength(1);
    expect(differences(answer, { issues: [{ code: "NO_RULE" }] })).toHaveLength(1);
  });
});
