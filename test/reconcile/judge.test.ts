import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { judge, type Outcome, randomRoundingOf, roundingOf } from "../../scripts/reconcile/judge";
import type { SampleRow } from "../../scripts/reconcile/sample";

const row = (value: number, duty: number): SampleRow => ({
  code: "8501010000",
  line: "8501010000",
  origin: "DE",
  country: "GERMANY",
  value: BigInt(value),
  duty: BigInt(duty),
});

/** Outcomes of a row by their rates in hundredths of a per cent. */
const outcomes = (value: number, ...rates: number[]): Outcome[] =>
  rates.map((rate) => ({ cents: (BigInt(value) * BigInt(rate)) / 100n, name: `${rate}`, layers: [], by: "schedule" }));

describe("a row's standing", () => {
  it.each([
    [25_000, "pure", "250"],
    [25_201, "pure", "250"],
    [25_202, "above", undefined],
    [0, "pure", "0"],
    [202, "mixed", undefined],
    [24_798, "mixed", undefined],
  ])("of duty %i on a million between nothing and 2.5 per cent is %s", (duty, standing, name) => {
    const judgement = judge(row(1_000_000, duty), outcomes(1_000_000, 250, 0));
    expect([judgement.standing, judgement.outcome?.name]).toEqual([standing, name]);
  });

  it("is below where even the least is not reached", () => {
    expect(judge(row(1_000_000, 24_798), outcomes(1_000_000, 250)).standing).toBe("below");
  });

  it("is never outside what it lies between", () => {
    fc.assert(
      fc.property(fc.nat(1e9), fc.nat(1e8), fc.array(fc.nat(9999), { minLength: 1 }), (value, duty, rates) => {
        const { standing, least, greatest } = judge(row(value, duty), outcomes(value, ...rates));
        const cents = BigInt(duty) * 100n;
        const within = least.cents <= cents && cents <= greatest.cents;
        return within ? standing === "pure" || standing === "mixed" : standing !== "mixed";
      }),
    );
  });
});

describe("rounding", () => {
  it("is a dollar and half a dollar a record", () => {
    expect(roundingOf(0n)).toBe(100n);
    expect(roundingOf(1_000_000n)).toBe(100n + 20_000n);
  });

  it("taken as random grows with the root of the records, and is never the wider", () => {
    expect(randomRoundingOf(2500n * 10_000n)).toBe(100n + 116n * 100n);
    fc.assert(
      fc.property(
        fc.bigInt({ min: 2500n * 8n, max: 10n ** 13n }),
        (value) => randomRoundingOf(value) <= roundingOf(value),
      ),
    );
  });
});
