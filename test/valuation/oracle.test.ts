import { describe, expect, it } from "vitest";
import { compareWithOracle } from "./oracle/agree";
import { createTestValuer } from "./valuer";

const { value } = await createTestValuer();

/** `DUTIABLE_VALUATIONS=1000000` compares a million. */
const count = Number(process.env.DUTIABLE_VALUATIONS ?? 6000);
const seed = Number(process.env.DUTIABLE_SEED ?? 20260915);

describe("the oracle", () => {
  it(`values ${count} random valuations alike`, { timeout: 3_600_000 }, () => {
    const { valued, refused, overflowed, methods, differences } = compareWithOracle(value, count, seed);
    console.log(
      `valuations: ${valued} valued, ${refused} refused by both, ${overflowed} beyond 128 bits; by method ${methods.slice(1)}`,
    );
    expect(differences).toEqual([]);
    expect(valued).toBeGreaterThan(count * 0.7);
    expect(overflowed).toBeLessThan(count * 0.01);
    expect(Math.min(...methods.slice(1))).toBeGreaterThan(count * 0.005);
  });
});
