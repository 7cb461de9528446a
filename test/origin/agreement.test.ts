/** The kernel against the oracle, by chance: a rule, an agreement's tolerances and a bill, and what both make of them. */
import { describe, expect, it } from "vitest";
import { instantiate } from "../../src/engine/module";
import type { OriginMarshal, OriginOutcome, OriginTable } from "../../src/engine/origin/marshal";
import { createOriginMarshal } from "../../src/engine/origin/marshal";
import type { Tolerance } from "../../src/model/origin/agreement";
import type { Rule } from "../../src/model/origin/rule";
import { printRule } from "../../src/model/origin/rule-text";
import { compileOrigin } from "../../src/table/origin/compile";
import { loadAgreements } from "../../tariffs/agreements/load";
import { loadRules } from "../../tariffs/agreements/rules";
import type { Chance } from "../oracle/random";
import { chance } from "../oracle/random";
import { key, rational } from "../oracle/rational";
import { asked } from "./oracle/asked";
import { judge, judgeTests } from "./oracle/judge";
import type { Level } from "./oracle/level";
import type { Truth } from "./oracle/truth";
import type { World } from "./random";
import { randomLevel, randomTolerances } from "./random";
import { randomRule } from "./random-rule";
import { surroundingsOf } from "./surroundings";

/** Pairs of a rule and a bill; `DUTIABLE_ORIGINS=1000000` is the full comparison. */
const PAIRS = Number(process.env.DUTIABLE_ORIGINS ?? 10_000);
const RULES_A_TABLE = 200;
const BILLS_A_RULE = 5;
const PATIENCE = 60_000 + PAIRS * 2;

interface Case {
  readonly rule: Rule;
  readonly tolerances: readonly Tolerance[];
  readonly world?: World;
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

const told = (level: Level, rule: Rule, flaw: string): string =>
  JSON.stringify({ flaw, rule: printRule(rule), ...level }, (_, value) =>
    typeof value === "bigint" ? `${value}` : value,
  );

/** What came of a comparison. */
interface Tally {
  readonly differences: string[];
  readonly seen: Map<Truth, number>;
  tolerated: number;
}

const tally = (): Tally => ({ differences: [], seen: new Map(), tolerated: 0 });

/** What is wrong with the kernel's answer, where something is. */
function flawOf(level: Level, rule: Rule, outcome: OriginOutcome, plain: Truth, truth: Truth): string | undefined {
  if (outcome.status !== "ok") return outcome.status;
  if (TRUTHS[outcome.plain] !== plain) return `without tolerance ${outcome.plain}, not ${WORDS.get(plain)}`;
  const isLess = outcome.outcome === "undetermined" && hasOpenPart(rule, level);
  if (TRUTHS[outcome.outcome] !== truth && !isLess) return `${outcome.outcome}, not ${WORDS.get(truth)}`;
  const named = level.tolerances.filter(({ id }) => id === outcome.tolerance);
  if (named.length !== (outcome.outcome === outcome.plain ? 0 : 1)) return `tolerance ${outcome.tolerance}`;
  const helps = named.length === 0 || isLess || judge({ ...level, tolerances: named }, rule) === truth;
  return helps ? undefined : `tolerance ${outcome.tolerance} does not help`;
}

/** Judges bills near each case by both; of its first bill also each test. */
function compare(marshal: OriginMarshal, cases: readonly Case[], random: Chance, bills: number, result: Tally): void {
  const table = loaded(marshal, cases);
  for (const [index, { rule, tolerances, world }] of cases.entries()) {
    for (let bill = 0; bill < bills; bill += 1) {
      const level = randomLevel(random, rule, tolerances, world);
      const [plain, truth] = [judge({ ...level, tolerances: [] }, rule), judge(level, rule)];
      result.seen.set(truth, (result.seen.get(truth) ?? 0) + 1);
      if (truth !== plain) result.tolerated += 1;
      const outcome = marshal.determine(table, asked(level, `case-${index}`), bill === 0);
      const flaw = flawOf(level, rule, outcome, plain, truth);
      if (flaw !== undefined) result.differences.push(told(level, rule, flaw));
      if (bill > 0) continue;
      const [tests, records] = [expected(level, rule), traced(table, outcome)].map((lines) => lines.join("; "));
      if (tests !== records) result.differences.push(told(level, rule, `${records}, not ${tests}`));
    }
  }
  marshal.unload(table);
}

describe("kernel and oracle", () => {
  it(
    "agree on whatever rule and bill",
    async () => {
      const marshal = createOriginMarshal(await instantiate());
      const result = tally();
      for (let first = 0; first < PAIRS / BILLS_A_RULE; first += RULES_A_TABLE) {
        const random = chance(first);
        const cases = Array.from({ length: RULES_A_TABLE }, (): Case => {
          return { rule: randomRule(random, 3), tolerances: randomTolerances(random) };
        });
        compare(marshal, cases, random, BILLS_A_RULE, result);
        if (result.differences.length > 20) break;
      }
      expect(result.differences).toEqual([]);
      for (const truth of [true, false, undefined]) expect(result.seen.get(truth)).toBeGreaterThan(PAIRS / 20);
      expect(result.tolerated).toBeGreaterThan(PAIRS / 100);
    },
    PATIENCE,
  );

  it(
    "agree on the rules of all agreements, with the tolerances that go with them",
    async () => {
      const marshal = createOriginMarshal(await instantiate());
      const { agreements } = await loadAgreements("tariffs/agreements");
      const rules = await loadRules("tariffs/agreements", agreements);
      const cases = new Map<string, Case>();
      for (const { id, tolerances = [] } of agreements) {
        for (const { rule, from, to } of rules.get(id) ?? []) {
          const world = surroundingsOf(rule, from, to, tolerances);
          cases.set(`${printRule(rule)} ${JSON.stringify(tolerances)}`, { rule, tolerances, world });
        }
      }
      const [all, result, random] = [[...cases.values()], tally(), chance(55)];
      for (let first = 0; first < all.length; first += RULES_A_TABLE) {
        compare(marshal, all.slice(first, first + RULES_A_TABLE), random, Math.ceil(PAIRS / 50_000), result);
      }
      expect(result.differences.slice(0, 20)).toEqual([]);
      expect(all.length).toBeGreaterThan(2000);
      for (const truth of [true, false, undefined]) expect(result.seen.get(truth)).toBeGreaterThan(all.length / 20);
      expect(result.tolerated).toBeGreaterThan(0);
    },
    PATIENCE,
  );
});
