import type { Determined } from "../engine/origin/determine";
import { exactText } from "../engine/origin/exact-text";
import type { OriginExplainer } from "../engine/origin/origin";
import type { Setting } from "../engine/origin/setting";
import type { Explanation } from "../model/assessment";
import type { OriginCondition, OriginTest, ProofRequired } from "../model/origin/determination";
import { cite } from "./origin-cite";
import { explainJudged } from "./origin-rule";

/**
 * Tells how a determination came about, from the module's own records: the root is the status, and the leaves are what
 * was declared, where, and what the agreement says, with its source. Whoever signs a statement on origin signs this.
 */
export const explainOrigin: OriginExplainer = (setting, determined) => {
  const { answer, judged, set } = determined;
  const { facts } = setting.agreement;
  const children = [
    ...codeLeaf(setting, determined),
    ...(set === undefined ? [explainJudged(setting, judged, answer.source)] : [setNode(set.tests, set.outcome)]),
    ...answer.tests
      .filter(({ test, limit }) => test === "WO" || test === "labour-material" || isAlone(test, limit))
      .flatMap(testLeaf),
    ...answer.tolerances.flatMap(testLeaf),
    ...answer.tests.filter(({ test }) => test === "tolerance").flatMap(testLeaf),
    ...answer.conditions.map(conditionLeaf),
    ...ratesOf(setting),
    ...proofNodes(answer.proof),
  ];
  return {
    label: `origin of ${setting.question.product.commodity} under ${facts.title}`,
    op: "determine",
    value: answer.status,
    because: `on ${answer.date}, by the rule ${answer.rule}: ${cite(answer.source)}`,
    children: unique(children),
  };
};

const leaf = (label: string, op: string, value: string, because: string): Explanation => ({
  label,
  op,
  value,
  because,
  children: [],
});

/** That nothing but originating materials was used. */
const isAlone = (test: string, limit: string | undefined): boolean => test === "all" && limit === "originating";

/** A test that is told beside the rule would be told twice where the rule holds it too. */
function unique(nodes: readonly Explanation[]): readonly Explanation[] {
  const seen = new Set<string>();
  return nodes.filter(({ label, op, value }) => {
    const key = `${op} ${label} ${value}`;
    return !seen.has(key) && seen.add(key);
  });
}

function codeLeaf({ question, read, edition }: Setting, { judged }: Determined): Explanation[] {
  const { commodity } = question.product;
  const { code } = judged.judgement?.level ?? {};
  if (code === undefined || edition === undefined || edition === read.edition)
    return [
      leaf(
        "classification",
        "declared",
        commodity,
        `Harmonized System ${read.edition}, declared at /product/commodity`,
      ),
    ];
  const because = `${commodity} of ${read.edition} in the agreement's edition, ${edition}, by the correlation tables`;
  return [leaf("classification", "correlate", code.codes.join(" or ") || "unknown", because)];
}

const setNode = (tests: readonly OriginTest[], outcome: string): Explanation => ({
  label: "set",
  op: "and",
  value: outcome,
  because: "components that do not originate, against what a set may hold of them",
  children: tests.flatMap(testLeaf),
});

function testLeaf({ test, limit, actual, exact, outcome, source, ...others }: OriginTest): Explanation[] {
  const tolerance = "tolerance" in others ? ` ${(others as { tolerance: string }).tolerance}` : "";
  const met =
    actual === undefined
      ? ""
      : `: ${actual}${exact === undefined ? "" : ` (${exact})`} of at ${test === "labour-material" ? "least" : "most"} ${limit}`;
  const label = actual === undefined && limit !== undefined ? `${test} ${limit}` : `${test}${tolerance}${met}`;
  return [leaf(label, "test", outcome, source === undefined ? "declared" : cite(source))];
}

const CONDITIONS: Readonly<Record<OriginCondition["condition"], string>> = {
  "sufficient-production": "production goes beyond operations that never suffice",
  "non-alteration": "carried without alteration",
  territoriality: "no work outside the parties",
  drawback: "no drawback of duty on materials",
  proof: "proof at hand",
};

const conditionLeaf = ({ condition, outcome, source }: OriginCondition): Explanation =>
  leaf(
    CONDITIONS[condition],
    "condition",
    outcome === "undeclared" ? "affirmed by whoever signs" : outcome,
    source === undefined ? "declared" : cite(source),
  );

const ratesOf = ({ purse }: Setting): Explanation[] =>
  purse.used.map(({ currency, to, rate, quoted, source }) =>
    leaf(`rate of ${currency}`, "rate", `${exactText(rate).text} ${to}`, `${quoted}: ${source}`),
  );

function proofNodes({ required, options }: ProofRequired): Explanation[] {
  if (required === false)
    return [leaf("proof", "proof", "not required", "the consignment's value is within the waiver")];
  if (options.length === 0) return [];
  return [
    {
      label: "proof",
      op: "proof",
      value: required === null ? "required unless the consignment is below the waiver" : "required",
      because: "one of these will do",
      children: options.map(({ kind, by, upTo, outcome, source }) =>
        leaf(
          `${kind} by ${by}${upTo === undefined ? "" : `, to ${upTo.amount} ${upTo.currency}`}`,
          "proof",
          outcome,
          source === undefined ? "" : cite(source),
        ),
      ),
    },
  ];
}
