import type {
  FailedMaterial,
  OriginSource,
  OriginTest,
  Outcome,
  ToleranceUsed,
} from "../../model/origin/determination";
import type { Base, Rule } from "../../model/origin/rule";
import { printMaterials } from "../../model/origin/rule-text";
import { divide, type Rational, rational } from "../../model/rational";
import type { ProgramNode } from "../../table/origin/read";
import { exactText, limitText, percentText } from "./exact-text";
import type { Judgement } from "./level";
import type { NodeRecord, ShareRecord, ToleranceRecord } from "./marshal";
import { isSelected } from "./selection";
import type { Vocabulary } from "./vocabulary";

/** A node of the rule that was tried: those beneath parts of other products are not. */
export interface Tried {
  readonly node: ProgramNode;
  readonly record: NodeRecord;
}

/** All nodes that the product's rule comes down to, in their order. */
export function triedNodes({ level, trial }: Judgement): readonly Tried[] {
  const { program, kernel } = trial;
  const nodes = program.table.view.nodes(program.program);
  const tried: Tried[] = [];
  /** Where a rule of parts has found its part: the place from which the walk goes on behind all its parts. */
  const jumps = new Map<number, number>();
  for (let place = 0; place < nodes.length; ) {
    const node = nodes[place]!;
    const record = kernel.trace[place];
    if (record === undefined) break;
    const fact = node.kind === "part" ? level.facts.fact("product", node.fact!.id) : undefined;
    if (fact === false) place = node.end;
    else {
      tried.push({ node, record });
      place += 1;
      if (fact === true) jumps.set(node.end, partsAround(nodes, node).end);
    }
    for (let next = jumps.get(place); next !== undefined && next > place; next = jumps.get(place)) place = next;
  }
  return tried;
}

const partsAround = (nodes: readonly ProgramNode[], part: ProgramNode): ProgramNode =>
  nodes.findLast(({ kind, node, end }) => kind === "parts" && node < part.node && end >= part.end)!;

/** What the rule asked, each limit with what it met. */
export function testsOf(judgement: Judgement, source: OriginSource): readonly OriginTest[] {
  return triedNodes(judgement).flatMap(({ node, record }) =>
    node.test === undefined ? [] : testsOfNode(judgement, node.test, record, source),
  );
}

const CHANGE_NAMES = { chapter: "CC", heading: "CTH", subheading: "CTSH", any: "any-heading" };
const FIGURE_NAMES: Readonly<Record<string, string>> = {
  "labour-value-content": "labour",
  "steel-purchases": "steel",
  "aluminium-purchases": "aluminium",
};

function testsOfNode(
  judgement: Judgement,
  test: Rule,
  record: NodeRecord,
  source: OriginSource,
): readonly OriginTest[] {
  const { outcome } = record;
  const materials = pathsOf(judgement, record);
  const failing = materials.length === 0 ? {} : { materials };
  switch (test.kind) {
    case "wholly-obtained":
      return [{ test: "WO", outcome, source }];
    case "change": {
      const limit = test.except === undefined ? {} : { limit: `except ${printMaterials(test.except)}` };
      const caps = record.shares.map((share) => shareTest(judgement, "MaxNOM", share, "at-most", source));
      return [{ test: CHANGE_NAMES[test.from], ...limit, outcome, ...failing, source }, ...caps];
    }
    case "made-from":
      return [{ test: "made-from", limit: printMaterials(test.materials), outcome, ...failing, source }];
    case "all":
      return [
        {
          test: "all",
          limit: `${printMaterials(test.materials)} ${test.are.replace("-", " ")}`,
          outcome,
          ...failing,
          source,
        },
      ];
    case "share": {
      const isMaximum = test.sense === "at-most" && test.counted === "non-originating";
      return record.shares.map((share) =>
        shareTest(judgement, isMaximum ? "MaxNOM" : "share", share, test.sense, source),
      );
    }
    case "rvc":
      return record.shares.map((share) => shareTest(judgement, "RVC", share, test.method, source));
    case "declared":
      return [{ test: test.subject, limit: test.fact, outcome, source }];
    case "figure": {
      const actual = judgement.level.facts.figure(test.figure);
      const shown = actual === undefined ? {} : named(percentText(actual));
      return [{ test: FIGURE_NAMES[test.figure] ?? "figure", limit: limitText(test.limit), ...shown, outcome, source }];
    }
    default:
      return [];
  }
}

const named = ({
  text,
  exact,
}: {
  readonly text: string;
  readonly exact?: string;
}): Pick<OriginTest, "actual" | "exact"> => ({
  actual: text,
  ...(exact === undefined ? {} : { exact }),
});

/** Senses of a share, or the method of a content. */
type Way = "at-most" | "at-least" | "under" | "over" | "build-down" | "build-up" | "focused-value";

function shareTest(judgement: Judgement, test: string, share: ShareRecord, way: Way, source: OriginSource): OriginTest {
  const { outcome, limit } = share;
  const value = actualOf(share, way);
  const missed = outcome === "fail" ? excessOf(judgement, share, way) : undefined;
  return {
    test,
    limit: limitText(limit),
    ...(value === undefined ? {} : named(percentText(value))),
    outcome,
    ...(missed === undefined ? {} : { excess: missed }),
    source,
  };
}

type Sums = Pick<ShareRecord, "numerator" | "numeratorOpen" | "denominator" | "denominatorOpen">;

const isClosed = ({ numeratorOpen, denominatorOpen, denominator }: Sums): boolean =>
  !numeratorOpen && !denominatorOpen && denominator > 0n;

/** The share that was compared, or the content that is left; undefined while something is not known. */
export function actualOf(sums: Sums, way: Way): Rational | undefined {
  if (!isClosed(sums)) return undefined;
  const { numerator, denominator } = sums;
  const left = way === "build-down" || way === "focused-value";
  return rational(left ? denominator - numerator : numerator, denominator);
}

function excessOf({ trial }: Judgement, share: ShareRecord, way: Way): string | undefined {
  if (!isClosed(share)) return undefined;
  const { numerator, denominator, limit, base } = share;
  const { numerator: top, denominator: bottom } = limit;
  const left = way === "build-down" || way === "focused-value";
  const allowed = left ? (bottom - top) * denominator : top * denominator;
  const missed =
    way === "at-least" || way === "over" || way === "build-up"
      ? allowed - numerator * bottom
      : numerator * bottom - allowed;
  return exactText(rational(missed, bottom * scaleOf(base, trial))).text;
}

export const isWeight = (base: Base | string): boolean => /weight$/.test(base);
const scaleOf = (base: string, { values, weights }: Judgement["trial"]): bigint => (isWeight(base) ? weights : values);

const pathsOf = ({ level }: Judgement, { materials }: NodeRecord): readonly string[] => [
  ...new Set(
    materials
      .filter(({ outcome }) => outcome === "fail")
      .map(({ material }) => level.rows?.[material]?.path ?? "/materials"),
  ),
];

/** Tolerances that could have helped, each limit with what it met; of one that helped, `tolerances`. */
export function toleranceTests(
  { trial }: Judgement,
  sourceOf: (tolerance: string) => OriginSource,
): { readonly used: readonly ToleranceUsed[]; readonly tests: readonly OriginTest[] } {
  const { kernel } = trial;
  const tests = kernel.tolerances.flatMap((record) => capTests(record, sourceOf(record.tolerance)));
  const used =
    kernel.tolerance === undefined || kernel.outcome !== "pass"
      ? []
      : tests.filter(({ tolerance }) => tolerance === kernel.tolerance);
  return { used, tests: tests.filter((test) => !used.includes(test)) };
}

const capTests = ({ tolerance, caps }: ToleranceRecord, source: OriginSource): ToleranceUsed[] =>
  caps.map((cap) => {
    const value = actualOf(cap, "at-most");
    const shown = value === undefined ? {} : named(percentText(value));
    return { test: "tolerance", tolerance, limit: limitText(cap.limit), ...shown, outcome: cap.outcome, source };
  });

/** Materials that do not meet the rule, by the test they fail; those of a share with the sum by which it is missed. */
export function failedOf(judgement: Judgement, vocabulary: Vocabulary): readonly FailedMaterial[] {
  const { level, trial } = judgement;
  const rows = level.rows ?? [];
  const failed: FailedMaterial[] = [];
  const add = (material: number, test: string, excess?: string): void => {
    const row = rows[material];
    if (row === undefined || failed.some((it) => it.path === row.path && it.test === test)) return;
    const commodity = row.code.codes.length === 1 ? row.code.common : row.code.codes.join(" or ");
    failed.push({ path: row.path, commodity, test, ...(excess === undefined ? {} : { excess }) });
  };
  for (const { node, record } of triedNodes(judgement)) {
    const { test } = node;
    if (test === undefined || record.outcome !== "fail") continue;
    const name = testName(test);
    for (const { material, outcome } of record.materials) if (outcome === "fail") add(material, name);
    const counts =
      test.kind === "rvc"
        ? test.method !== "build-up"
        : test.kind === "share" && test.sense === "at-most" && test.counted === "non-originating";
    for (const share of record.shares) {
      if (
        share.outcome !== "fail" ||
        !counts ||
        share.allowance !== undefined ||
        (test.kind !== "rvc" && test.kind !== "share")
      )
        continue;
      const excess = excessOf({ level, trial } as Judgement, share, test.kind === "rvc" ? test.method : "at-most");
      for (const [i, row] of rows.entries()) {
        const amount = isWeight(share.base) ? row.weight : row.value;
        const counted = row.originating === false && row.counted && (amount?.numerator ?? 0n) > 0n;
        if (counted && isSelected(row, test.materials, trial.code, vocabulary) !== false) add(i, name, excess);
      }
    }
  }
  return failed;
}

function testName(test: Rule): string {
  if (test.kind === "change") return CHANGE_NAMES[test.from];
  if (test.kind === "share") return test.sense === "at-most" && test.counted === "non-originating" ? "MaxNOM" : "share";
  return test.kind === "rvc" ? "RVC" : test.kind;
}

/** The bases that were compared with, whose amounts are certain: name and amount in the product's unit. */
export function basesOf({ trial }: Judgement): readonly { readonly base: string; readonly amount: Rational }[] {
  const found = new Map<string, Rational>();
  const take = (base: string, sums: Sums): void => {
    if (!isWeight(base) && !sums.denominatorOpen && !found.has(base))
      found.set(base, divide(rational(sums.denominator), rational(trial.values)));
  };
  for (const { shares } of trial.kernel.trace)
    for (const share of shares) if (share.base !== "materials" && share.base !== "originating") take(share.base, share);
  for (const { caps } of trial.kernel.tolerances) for (const cap of caps) take(cap.base, cap);
  return [...found].map(([base, amount]) => ({ base, amount }));
}

/** Of several outcomes that must all hold. */
export const leastOf = (outcomes: readonly Outcome[]): Outcome =>
  outcomes.includes("fail") ? "fail" : outcomes.includes("undetermined") ? "undetermined" : "pass";
