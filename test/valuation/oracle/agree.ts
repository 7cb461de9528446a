import type { ValuationAnswer } from "../../../src/model/valuation/answer";
import type { ValuationFacts } from "../../../src/model/valuation/facts";
import { randomFrom, randomValuation } from "./random";
import { type OracleAnswer, oracleValue } from "./value";

export interface Agreement {
  readonly valued: number;
  readonly refused: number;
  /** Refused by the engine alone, since the exact value leaves 128 bits. */
  readonly overflowed: number;
  readonly methods: readonly number[];
  readonly differences: readonly {
    readonly facts: ValuationFacts;
    readonly engine: unknown;
    readonly oracle: unknown;
  }[];
}

/** Values random valuations by the engine and by the oracle. Stops at twenty differences. */
export function compareWithOracle(
  value: (facts: ValuationFacts) => ValuationAnswer,
  count: number,
  seed: number,
): Agreement {
  const random = randomFrom(seed);
  const tally = { valued: 0, refused: 0, overflowed: 0 };
  const methods = [0, 0, 0, 0, 0, 0, 0];
  const differences: { facts: ValuationFacts; engine: unknown; oracle: unknown }[] = [];
  for (let i = 0; i < count && differences.length < 20; i += 1) {
    const facts = randomValuation(random);
    const answer = value(facts);
    const oracle = oracleValue(facts);
    if (answer.ok) {
      const engine: OracleAnswer = {
        method: answer.method,
        value: answer.customsValue.amount,
        lines: answer.lines.map(({ customsValue }) => customsValue.amount),
      };
      tally.valued += 1;
      methods[answer.method]! += 1;
      if (JSON.stringify(engine) !== JSON.stringify(oracle)) differences.push({ facts, engine, oracle });
    } else {
      const codes = answer.issues.map(({ code }) => code);
      if (codes.includes("AMOUNT_OVERFLOW")) tally.overflowed += 1;
      else if (
        oracle === "refused" &&
        codes.every((code) => code === "VALUE_INVALID" || code === "VALUE_UNDETERMINED")
      ) {
        tally.refused += 1;
      } else differences.push({ facts, engine: answer.issues, oracle });
    }
  }
  return { ...tally, methods, differences };
}
