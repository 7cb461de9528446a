import { describe, expect, it } from "vitest";
import { dayOf } from "../../src/model/days";
import { diffTables } from "../../src/table/diff";
import type { LineFact } from "../../src/table/facts";
import { openTable } from "../../src/table/read";
import { compiled, ruritania, ruritaniaFacts } from "./ruritania";

const facts = ruritaniaFacts();
const before = ruritania();
const day = dayOf("2024-08-01")!;

describe("the difference of two tables", () => {
  it("is nothing between a table and itself", () => {
    expect(diffTables(before, ruritania(), day)).toEqual({ added: [], removed: [], changed: [] });
  });

  it("is what lines say on the day", () => {
    const lines = facts.lines.flatMap((line): LineFact[] => {
      if (line.code === "57011000") return [];
      if (line.code === "42022100") return [line, { ...line, code: "42022200" }];
      if (line.code === "04069010") return [{ ...line, cells: { ...line.cells, normal: "12.8%", agreed: "1% (N,X)" } }];
      return [line];
    });
    const after = openTable(compiled({ ...facts, lines }));
    expect(diffTables(before, after, day)).toEqual({
      added: ["42022200"],
      removed: ["57011000"],
      changed: [
        {
          code: "04069010",
          rates: [
            { measure: "agreed A", before: "6.4% MIN 0.02 XTS/KGM", after: undefined },
            { measure: "agreed A+", before: "6.4% MIN 0.02 XTS/KGM", after: undefined },
            { measure: "agreed N", before: undefined, after: "1%" },
            { measure: "agreed X", before: "free", after: "1%" },
            { measure: "normal", before: "12.8% MIN 0.03 XTS/KGM", after: "12.8%" },
          ],
        },
      ],
    });
  });

  it("does not see what is not in force", () => {
    const lines = facts.lines.filter(({ code }) => code !== "24031100");
    const after = openTable(compiled({ ...facts, lines }));
    expect(diffTables(before, after, day).removed).toEqual([]);
    expect(diffTables(before, after, dayOf("2024-06-30")!).removed).toEqual(["24031100"]);
  });
});
