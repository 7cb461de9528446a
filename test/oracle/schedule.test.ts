/** The oracle on the whole schedule. Needs the exports of the Commission in ../shared/data/us-hts. */
import { existsSync, readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { census, everyCell, linesOn } from "./cells";
import { oracleDuty } from "./duty";
import { randomLines } from "./entries";
import { readFacts } from "./facts";
import { readHistory } from "./history";
import { chance } from "./random";
import { rateOf, readLines, specialOf } from "./schedule";

const EXPORTS = "../shared/data/us-hts";
const FACTS = "tariffs/us";
const LAST = "2026-06-08";
const there = existsSync(EXPORTS) && existsSync(`${FACTS}/editions.tsv`);

describe.skipIf(!there)(`the whole schedule (skipped where ${EXPORTS} is absent)`, () => {
  const schedule = there ? readHistory(FACTS, EXPORTS) : null;
  if (schedule === null) return;
  const facts = readFacts(FACTS);

  it("reads every cell of every revision", () => {
    const unread: string[] = [];
    for (const file of readdirSync(EXPORTS).filter((name) => name.startsWith("hts_"))) {
      for (const line of readLines(`${EXPORTS}/${file}`).values()) {
        try {
          rateOf(line.general);
          rateOf(line.other);
          specialOf(line.special);
        } catch (error) {
          unread.push(`${file} ${line.code} ${error}`);
        }
      }
    }
    expect(unread).toEqual([]);
  });

  it("has a rate for all but the notes to chapter 58 in general and column 2", () => {
    const lines = linesOn(schedule, LAST);
    expect(lines.length).toBe(19_833);
    expect(lines.filter((line) => line.code.length === 10).length).toBe(19_738);
    for (const column of ["general", "other"] as const) {
      const { kinds, prose } = census(schedule, LAST, column);
      expect(kinds.prose).toBe(8);
      expect(new Set(prose.map(({ code }) => code.slice(0, 4)))).toEqual(new Set(["5810"]));
    }
  });

  it("answers a random entry of every cell of the last day, refusing only what is prose", () => {
    const refused = new Set<string>();
    let answered = 0;
    for (const { answer } of everyCell(schedule, facts, { date: LAST, times: 1, seed: 1 })) {
      if (answer.ok) answered += 1;
      else refused.add(`${answer.code} ${answer.text?.replace(/[\d.,–\- ]+$/, "")}`);
    }
    expect([...refused].filter((text) => !/^RATE_NOT_COMPUTABLE (See|free only under bond)/.test(text))).toEqual([]);
    expect(answered).toBeGreaterThan(200_000);
  });

  it("answers entries of several lines", () => {
    const random = chance(2);
    for (let time = 0; time < 500; time += 1) {
      const column = random.pick(["general", "column-2"] as const);
      const entry = randomLines(schedule, facts, random, { date: LAST, column, count: 1 + random.below(8) });
      expect(oracleDuty(schedule, facts, entry)).toMatchObject({ ok: true });
    }
  });
});
