import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { dayOf } from "../../src/model/days";
import type { Correction, Snapshot } from "../../src/table/history";
import { byHeading, historyOf } from "../../src/table/history";
import { holds, periodOf } from "../../src/table/periods";

/** An edition whose states are texts, published on the day from which it applies. */
function edition(applies: string, states: Record<string, string>, known = applies): Snapshot<string> {
  return { edition: applies, applies, known, states: new Map(Object.entries(states)) };
}

const same = (state: string): string => state.trim();
const correction = (of: string, codes: string[], legal: string, known = of): Correction => {
  return { edition: of, codes, legal, known, reason: "told", source: "test" };
};

describe("editions as dated rows", () => {
  it("merge what they repeat", () => {
    const history = historyOf(
      [
        edition("2025-01-01", { "01": "a" }),
        edition("2025-02-01", { "01": "a " }),
        edition("2025-03-01", { "01": "a" }),
      ],
      same,
    );
    expect(history.rows).toEqual([{ code: "01", from: "2025-01-01", known: "2025-01-01", state: "a" }]);
    expect(history.changes.map(({ changes }) => changes)).toEqual([[], []]);
  });

  it("end a row the day before the next, from the day on which that was known", () => {
    const { rows } = historyOf(
      [edition("2025-01-01", { "01": "a", "02": "x" }), edition("2025-03-01", { "01": "b" }, "2025-02-20")],
      same,
    );
    expect(rows).toEqual([
      { code: "01", from: "2025-01-01", to: "2025-02-28", known: "2025-01-01", endKnown: "2025-02-20", state: "a" },
      { code: "01", from: "2025-03-01", known: "2025-02-20", state: "b" },
      { code: "02", from: "2025-01-01", to: "2025-02-28", known: "2025-01-01", endKnown: "2025-02-20", state: "x" },
    ]);
  });

  it("stand in the order of their dates, whatever the order of the files", () => {
    const [first, second] = [edition("2025-01-01", { "01": "a" }), edition("2026-01-01", { "01": "b" })];
    expect(historyOf([second, first], same)).toEqual(historyOf([first, second], same));
  });

  it("say by heading what was added, removed and changed", () => {
    const { changes } = historyOf(
      [
        edition("2025-01-01", { "010110": "a", "010120": "b", "020110": "c" }),
        edition("2026-01-01", { "010110": "z", "010130": "b", "020110": "c" }),
      ],
      same,
    );
    expect(changes.map(({ edition, changes }) => [edition, byHeading(changes)])).toEqual([
      [
        "2026-01-01",
        [
          {
            heading: "0101",
            added: [{ code: "010130", after: "b" }],
            removed: [{ code: "010120", before: "b" }],
            changed: [{ code: "010110", before: "a", after: "z" }],
          },
        ],
      ],
    ]);
  });
});

describe("corrections", () => {
  const editions = [edition("2025-01-01", { "0101": "a" }), edition("2025-07-01", { "0101": "b", "0102": "n" })];

  it("move a change back: the earlier row ended before that was known", () => {
    const { rows, unused } = historyOf(editions, same, [correction("2025-07-01", ["0101"], "2025-06-15")]);
    expect(rows).toEqual([
      { code: "0101", from: "2025-01-01", to: "2025-06-14", known: "2025-01-01", endKnown: "2025-07-01", state: "a" },
      { code: "0101", from: "2025-06-15", known: "2025-07-01", state: "b" },
      { code: "0102", from: "2025-07-01", known: "2025-07-01", state: "n" },
    ]);
    expect(unused).toEqual([]);
  });

  it("take the longest beginning of a code; a star is all that the edition changed", () => {
    const all = correction("2025-07-01", ["*"], "2025-06-01");
    const one = correction("2025-07-01", ["0102"], "2025-06-02");
    const { rows } = historyOf(editions, same, [all, one]);
    expect(rows.map(({ code, from }) => [code, from])).toEqual([
      ["0101", "2025-01-01"],
      ["0101", "2025-06-01"],
      ["0102", "2025-06-02"],
    ]);
  });

  it("withdraw what they correct back to its own first day", () => {
    const { rows } = historyOf(editions, same, [correction("2025-07-01", ["0101"], "2025-01-01")]);
    expect(rows[0]).toMatchObject({ from: "2025-01-01", to: "2024-12-31", endKnown: "2025-07-01", state: "a" });
    expect(rows[1]).toMatchObject({ from: "2025-01-01", known: "2025-07-01", state: "b" });
  });

  it("put back what an edition left out by slip, without forgetting that it did", () => {
    const gap = [
      edition("2025-01-01", { "0101": "a" }),
      edition("2025-02-01", {}),
      edition("2025-03-01", { "0101": "a" }),
    ];
    const { rows } = historyOf(gap, same, [correction("2025-03-01", ["0101"], "2025-02-01")]);
    expect(rows).toEqual([
      { code: "0101", from: "2025-01-01", to: "2025-01-31", known: "2025-01-01", endKnown: "2025-02-01", state: "a" },
      { code: "0101", from: "2025-02-01", known: "2025-03-01", state: "a" },
    ]);
  });

  it("are told when they moved nothing", () => {
    const typo = correction("2025-07-01", ["0199"], "2025-01-01");
    expect(historyOf(editions, same, [typo]).unused).toEqual([typo]);
  });

  it.each([
    ["of an edition that is none", [correction("2025-08-01", ["*"], "2025-01-01")]],
    ["behind the line's last change", [correction("2025-07-01", ["0101"], "2024-12-01")]],
    ["to a date that is none", [correction("2025-07-01", ["0101"], "2025-02-30")]],
  ])("are refused %s", (_, corrections) => {
    expect(() => historyOf(editions, same, corrections)).toThrowError(
      expect.objectContaining({ code: "FACTS_INVALID" }),
    );
  });

  it("cannot tell two editions of one day apart", () => {
    expect(() => historyOf([edition("2025-01-01", {}), edition("2025-01-01", {})], same)).toThrowError(/two editions/);
  });
});

describe("any editions", () => {
  const day = (n: number): string => `2025-${String(n + 1).padStart(2, "0")}-01`;
  const states = fc.dictionary(fc.constantFrom("0101", "0102", "0201"), fc.constantFrom("a", "b"));

  it("can be had back from the rows, on each edition's day and by the knowledge of that day", () => {
    fc.assert(
      fc.property(fc.array(states, { minLength: 1, maxLength: 6 }), (all) => {
        const { rows } = historyOf(
          all.map((of, i) => edition(day(i), of)),
          same,
        );
        all.forEach((of, i) => {
          const on = dayOf(day(i))!;
          const held = (knownOn?: number) =>
            Object.fromEntries(
              rows.flatMap(({ code, state, ...dated }) => {
                const period = periodOf(dated);
                if (typeof period === "string") throw new Error(period);
                return holds(period, on, knownOn) ? [[code, state]] : [];
              }),
            );
          expect(held()).toEqual({ ...of });
          expect(held(on)).toEqual({ ...of });
        });
      }),
    );
  });
});
