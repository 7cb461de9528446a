import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { OPEN } from "../../assembly/abi";
import { ALWAYS, complement, holds, intersect, overlap, type Period, periodOf } from "../../src/table/periods";

/** Small calendars, so that every day and every knowledge can be tried. */
const DAYS = [...Array(9).keys()];
const period: fc.Arbitrary<Period> = fc
  .record({ from: fc.nat(7), to: fc.oneof(fc.nat(7), fc.constant(OPEN)), known: fc.nat(7), late: fc.nat(3) })
  .map(({ from, to, known, late }) => ({ from, to, known, endKnown: to === OPEN ? known : known + late }))
  .filter(({ from, to, known, endKnown }) => to >= from || endKnown > known);

const everywhere = (test: (day: number, knownOn: number) => void): void => {
  for (const day of [...DAYS, OPEN - 1]) for (const knownOn of [...DAYS, 20]) test(day, knownOn);
};

describe("periods", () => {
  it("read their dates", () => {
    expect(periodOf({ from: "1970-01-02", known: "1970-01-01" })).toEqual({ from: 1, to: OPEN, known: 0, endKnown: 0 });
    expect(periodOf({ from: "1970-01-02", to: "1970-01-03", known: "1970-01-05", endKnown: "1970-01-06" })).toEqual({
      from: 1,
      to: 2,
      known: 4,
      endKnown: 5,
    });
  });

  it.each([
    [{ from: "1970", known: "1970-01-01" }, "from is no date"],
    [{ from: "1970-01-01", known: "" }, "known is no date"],
    [{ from: "1970-01-01", to: "1970-02-30", known: "1970-01-01" }, "to is no date"],
    [{ from: "1970-01-01", to: "1970-02-01", known: "1970-01-01", endKnown: "x" }, "endKnown is no date"],
    [{ from: "1970-01-01", known: "1970-01-01", endKnown: "1970-01-02" }, "endKnown without an end"],
    [{ from: "1970-01-01", to: "1970-01-02", known: "1970-01-02", endKnown: "1970-01-01" }, "was known"],
    [{ from: "1970-01-02", to: "1970-01-01", known: "1970-01-01" }, "before it begins"],
  ])("refuse %j", (fact, message) => {
    expect(periodOf(fact)).toContain(message);
  });

  it("count as open until their end is known", () => {
    const withdrawn = { from: 3, to: 2, known: 1, endKnown: 5 };
    expect(holds(withdrawn, 4, 4)).toBe(true);
    expect(holds(withdrawn, 4, 5)).toBe(false);
    expect(holds(withdrawn, 4)).toBe(false);
    expect(holds(withdrawn, 4, 0)).toBe(false);
  });

  it("overlap where both hold", () => {
    fc.assert(
      fc.property(period, period, (a, b) => {
        let both = false;
        everywhere((day, knownOn) => {
          both ||= holds(a, day, knownOn) && holds(b, day, knownOn);
        });
        expect(overlap(a, b)).toBe(both);
      }),
    );
  });

  it("intersect to what both say, or to nothing that could be said", () => {
    fc.assert(
      fc.property(period, period, (a, b) => {
        const joint = intersect(a, b);
        if (joint === null) return;
        everywhere((day, knownOn) => {
          const holdsJointly = joint !== undefined && holds(joint, day, knownOn);
          expect(holdsJointly).toBe(holds(a, day, knownOn) && holds(b, day, knownOn));
        });
      }),
    );
  });

  it("cannot say an end that moved twice", () => {
    const a = { from: 0, to: 6, known: 0, endKnown: 1 };
    const b = { from: 0, to: 4, known: 0, endKnown: 3 };
    expect(intersect(a, b)).toBeNull();
    expect(intersect({ ...a, to: 3 }, b)).toEqual({ ...a, to: 3 });
  });

  it("have a complement that holds when they do not", () => {
    fc.assert(
      fc.property(period, (a) => {
        const rest = complement(a);
        everywhere((day, knownOn) => {
          expect(rest.some((other) => holds(other, day, knownOn))).toBe(!holds(a, day, knownOn));
        });
        expect(rest[0]!.from).toBe(ALWAYS);
      }),
    );
  });
});
