/**
 * The ordinary duty of the engine, which charges layers and fees beside it, against the oracle: every line and column
 * that computes, and entries of several lines.
 */
import { existsSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import type { Engine } from "../../src/index";
import { createEngine, loadTable } from "../../src/node";
import { type Case, everyCell } from "./cells";
import { oracleDuty } from "./duty";
import { randomLines } from "./entries";
import type { Answer, Entry } from "./entry";
import { readFacts } from "./facts";
import { readHistory } from "./history";
import { withNothingBeside } from "./layer-facts";
import { inColumns, ordinaryColumns } from "./ordinary-columns";
import { chance } from "./random";

const EXPORTS = "../shared/data/us-hts";
const FACTS = "tariffs/us";
const there = existsSync(EXPORTS);
/** Values a cell; `ORACLE_TIMES=20` is the full comparison. */
const TIMES = Number(process.env.ORACLE_TIMES ?? 1);
const PATIENCE = 240_000 * Math.max(1, TIMES / 4);
/** The day of each edition at which codes or rates of chapters 1 to 97 change, and one between. */
const DAYS = ["2025-01-01", "2025-06-30", "2025-07-01", "2026-01-01", "2026-02-01", "2026-06-08"];

describe.skipIf(!there)(`engine and oracle (skipped where ${EXPORTS} is absent)`, () => {
  const schedule = there ? readHistory(FACTS, EXPORTS) : null;
  if (schedule === null) return;
  const facts = readFacts(FACTS);
  let engine: Engine;
  beforeAll(async () => {
    engine = await createEngine({ tables: [await loadTable("dist/tables/us.tariff")] });
  });

  /** What both say, in one form: each line's duty, or a refusal. */
  const byOracle = (answer: Answer): string => (answer.ok ? answer.lines.map(({ duty }) => duty).join(" ") : "refused");
  /** The oracle does not read seasons: a line out of its season, which the engine refuses, is not compared. */
  const byEngine = (entry: Entry): string | undefined => {
    const answer = engine.assess(withNothingBeside(entry) as never);
    if (!answer.ok) return answer.issues.some(({ season }) => season !== undefined) ? undefined : "refused";
    return ("lines" in answer ? answer.lines : [answer]).map(ordinaryDuty).join(" ");
  };
  const ordinaryDuty = ({ charges }: { charges: readonly { kind: string; amount: { amount: string } }[] }): string =>
    charges.find(({ kind }) => kind === "duty")?.amount.amount ?? "none";
  const compare = (entry: Entry, answer: Answer, differences: string[]): void => {
    const [oracle, computed] = [byOracle(answer), byEngine(entry)];
    if (computed !== undefined && oracle !== computed && differences.length < 20) {
      differences.push(`${JSON.stringify(entry)} oracle ${oracle} ${JSON.stringify(answer)} engine ${computed}`);
    }
  };

  it.each(DAYS)(
    "agree on every line and column of %s",
    (date) => {
      const differences: string[] = [];
      let compared = 0;
      const times = date === DAYS.at(-1) ? TIMES : Math.min(TIMES, 1);
      const inBatch: Case[] = [];
      for (const { cell, entry, answer } of everyCell(schedule, facts, { date, times, seed: compared + times })) {
        compared += 1;
        compare(entry, answer, differences);
        if (inColumns(entry)) inBatch.push({ cell, entry, answer });
      }
      expect(differences).toEqual([]);
      expect(compared).toBeGreaterThan(200_000);
      const batch = ordinaryColumns(engine, date, inBatch);
      inBatch.forEach(({ entry, answer }, at) => {
        const oracle = byOracle(answer);
        if (batch[at] !== undefined && batch[at] !== oracle && differences.length < 20) {
          differences.push(`${JSON.stringify(entry)} oracle ${oracle} batch ${batch[at]}`);
        }
      });
      expect(differences).toEqual([]);
      expect(inBatch.length).toBeGreaterThan(200_000);
    },
    PATIENCE,
  );

  it(
    "agree on entries of several lines, whose values are rounded together",
    () => {
      const random = chance(159);
      const differences: string[] = [];
      for (let index = 0; index < 20_000 * TIMES; index += 1) {
        const column = index % 7 === 0 ? "column-2" : "general";
        const entry = randomLines(schedule, facts, random, { date: "2026-06-08", column, count: 2 + (index % 6) });
        compare(entry, oracleDuty(schedule, facts, entry), differences);
      }
      expect(differences).toEqual([]);
    },
    PATIENCE,
  );
});
