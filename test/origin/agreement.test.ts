/** The kernel against the oracle, by chance: a rule, an agreement's tolerances and a bill, and what both make of them. */
import { describe, expect, it } from "vitest";
import { instantiate } from "../../src/engine/module";
import type { OriginMarshal, OriginOutcome, OriginTable } from "../../src/engine/origin/marshal";
import { createOriginMarshal } from "../../src/engine/origin/marshal";
import type { Tolerance } from "../../src/model/origin/agreement";
import type { Rule } from "../../src/model/origin/rule";
import { printRule } from "../../src/model/origin/rule-text";
import { compileOrigin } from "../../src/table/origin/compile";
import { chance } from "../oracle/random";
import { key, rational } from "../oracle/rational";
import { asked } from "./oracle/asked";
import { judge, judgeTests } from "./oracle/judge";
import type { Level } from "./oracle/level";
import type { Truth } from "./oracle/truth";
import { randomLevel, randomTolerances } from "./random";
import { randomRule } from "./random-rule";

/** Pairs of a rule and a bill; `DUTIABLE_ORIGINS=1000000` is the full comparison. */
const PAIRS = Number(process.env.DUTIABLE_ORIGINS ?? 10_000);
const RULES_A_TABLE = 200;
const BILLS_A_RULE = 5;
const PATIENCE = 60_000 + PAIRS * 2;

interface Case {
  readonly rule: Rule;
  readonly tolerances: readonly Tolerance[];
}

const TRUTHS: Readonly<Record<OriginOutcome["outcome"], Truth>> = { pass: true, fail: false, undetermined: undefined };
const WORDS = new Map<Truth, string>([
  [true, "pass"],
  [false, "fail"],
  [undefined, "undetermined"],
]);

/** Whether a part of the rule hangs on a fact that is not known: there the kernel may be the less certain of the two. */
function hasOpenPart(rule: Rule, level: Level): boolean {
  switch (rule.kind) {
    case "and":
    case "or":
      return rule.rules.some((each) => hasOpenPart(each, level));
    case "no-tolerance":
      return hasOpenPart(rule.rule, level);
    case "parts":
      return (
        rule.parts.some((part) => level.qualities[part.product] === undefined || hasOpenPart(part.rule, level)) ||
        (rule.otherwise !== undefined && hasOpenPart(rule.otherwise, level))
      );
    default:
      return false;
  }
}

function loaded(marshal: OriginMarshal, cases: readonly Case[]) {
  const agreements = cases.map(({ rule, tolerances }, index) => ({
    facts: { id: `case-${index}`, source: "none", title: "", parties: [], tolerances },
    rules: [{ from: "00", to: "99", annex: "none", rule }],
  }));
  return marshal.load(compileOrigin({ agreements }));
}

/** What the trace says of each test, in words. */
const traced = (table: OriginTable, { program = 0, trace }: OriginOutcome): readonly string[] =>
  table.view.nodes(program).flatMap(({ node, test }) => {
    const record = trace[node];
    if (test === undefined || record === undefined) return [];
    const shares = record.shares
      .filter(({ allowance }) => allowance === undefined)
      .map(({ base, outcome, numerator, denominator, numeratorOpen, denominatorOpen }) => {
        const isOpen = numeratorOpen || denominatorOpen || denominator === 0n;
        const down = test.kind === "rvc" && test.method !== "build-up";
        const actual = isOpen ? "open" : key(rational(down ? denominator - numerator : numerator, denominator));
        return `${base} ${outcome} ${actual}`;
      });
    const materials = record.materials.map(({ material, outcome }) => `${material} ${outcome}`);
    return [[record.outcome, ...shares.sort(), ...materials].join(", ")];
  });

/** The same of the oracle's tests. */
const expected = (level: Level, rule: Rule): readonly string[] =>
  judgeTests(level, rule).map(({ outcome, measures, failing, doubtful }) => {
    const shares = measures.map(
      ({ base, outcome, actual }) => `${base} ${WORDS.get(outcome)} ${actual === undefined ? "open" : key(actual)}`,
    );
    const materials = [...failing, ...doubtful]
      .sort((a, b) => a - b)
      .map((index) => `${index} ${failing.includes(index) ? "fail" : "undetermined"}`);
    return [WORDS.get(outcome), ...shares.sort(), ...materials].join(", ");
  });

const told = (level: Level, rule: Rule, oracle: string, kernel: string): string =>
  JSON.stringify({ oracle, kernel, rule: printRule(rule), ...level }, (_, value) =>
    typeof value === "bigint" ? `${value}` : value,
  );

describe("kernel and oracle", () => {
  it(
    "agree on whatever rule and bill, and on the tests of one bill of each rule",
    async () => {
      const marshal = createOriginMarshal(await instantiate());
      const differences: string[] = [];
      const seen = new Map<Truth, number>();
      let tolerated = 0;
      for (let first = 0; first < PAIRS / BILLS_A_RULE; first += RULES_A_TABLE) {
        const random = chance(first);
        const cases = Array.from({ length: RULES_A_TABLE }, (): Case => {
          return { rule: randomRule(random, 3), tolerances: randomTolerances(random) };
        });
        const table = loaded(marshal, cases);
        for (const [index, { rule, tolerances }] of cases.entries()) {
          for (let bill = 0; bill < BILLS_A_RULE; bill += 1) {
            const level = randomLevel(random, rule, tolerances);
            const [plain, truth] = [judge({ ...level, tolerances: [] }, rule), judge(level, rule)];
            const outcome = marshal.determine(table, asked(level, `case-${index}`), bill === 0);
            seen.set(truth, (seen.get(truth) ?? 0) + 1);
            if (truth !== plain) tolerated += 1;
            const same = TRUTHS[outcome.plain] === plain && TRUTHS[outcome.outcome] === truth;
            const less = outcome.outcome === "undetermined" && hasOpenPart(rule, level);
            const kernel = `${outcome.status} ${outcome.plain} ${outcome.outcome} ${outcome.tolerance}`;
            if (outcome.status !== "ok" || !(same || less)) {
              differences.push(told(level, rule, `${WORDS.get(plain)} ${WORDS.get(truth)}`, kernel));
            }
            if (bill > 0) continue;
            const [tests, records] = [expected(level, rule), traced(table, outcome)].map((lines) => lines.join("; "));
            if (tests !== records) differences.push(told(level, rule, tests as string, records as string));
          }
        }
        marshal.unload(table);
        if (differences.length > 20) break;
      }
      expect(differences).toEqual([]);
      for (const truth of [true, false, undefined]) expect(seen.get(truth)).toBeGreaterThan(PAIRS / 20);
      expect(tolerated).toBeGreaterThan(PAIRS / 100);
    },
    PATIENCE,
  );
});
