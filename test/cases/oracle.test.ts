import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { oracleDuty } from "../oracle/duty";
import type { Entry as OracleEntry } from "../oracle/entry";
import { readFacts } from "../oracle/facts";
import { readHistory } from "../oracle/history";
import { add, decimal, money, ZERO } from "../oracle/rational";
import { type Case, readCases } from "./cases";

const path = (relative: string) => fileURLToPath(new URL(`../../${relative}`, import.meta.url));
const schedule = readHistory(path("tariffs/us"), path("../shared/data/us-hts"));

/**
 * The oracle knows rates and programmes of chapters 1 to 97, and what chapter 98 leaves of them; the form of an entry,
 * seasons, the reach of the table, layers and fees are not its matter.
 */
const KNOWN_REFUSALS = ["UNKNOWN_COMMODITY", "PREFERENCE_NOT_AVAILABLE", "QUANTITY_MISSING", "FACT_MISSING"];

/** Measures of the ordinary duty among the charges that a case states. */
const ORDINARY = ["general", "special", "column-2"];
const isKnown = ({ entry, expect: { refused } }: Case): boolean =>
  entry.tariff === "US" && entry.preference !== "best" && (!refused || KNOWN_REFUSALS.includes(refused[0] ?? ""));

describe.skipIf(schedule === null)("cases against the oracle, from the raw schedule", () => {
  const facts = readFacts(path("tariffs/us"));

  it.each(readCases().filter(isKnown))("$id $what", ({ entry, expect: expected }) => {
    const answer = oracleDuty(schedule!, facts, entry as OracleEntry);
    if (expected.refused) {
      expect(answer).toMatchObject({ ok: false, code: expected.refused[0] });
      return;
    }
    if (!answer.ok) throw new Error(`refused: ${JSON.stringify(answer)}`);
    const duties = answer.lines.map((line) => decimal(line.duty)).reduce(add, ZERO);
    const ordinary = (expected.charges ?? []).filter(({ measure }) => ORDINARY.includes(measure));
    if (ordinary.length > 0) expect(duties).toEqual(ordinary.map(({ amount }) => decimal(amount)).reduce(add, ZERO));
    if (expected.duty) expect(money(duties.n * (100n / duties.d))).toBe(expected.duty);
    if (expected.values) expect(answer.lines.map((line) => line.dutiableValue)).toEqual(expected.values);
  });
});
