import type { Issue } from "../../model/issue";
import { digitsOf } from "../../model/origin/declare/question";
import type {
  Determination,
  OriginAmount,
  OriginNeed,
  OriginSource,
  OriginStatus,
  OriginTest,
  Outcome,
} from "../../model/origin/determination";
import { compare, type Rational } from "../../model/rational";
import { automotiveRule, labourOf, labourTests } from "./automotive";
import { type Sources, sourceOf } from "./cited";
import { type CodeAt, codeAt } from "./codes";
import { conditionsOf } from "./conditions";
import { sumOf } from "./costs";
import { exactText } from "./exact-text";
import { type Judged, judgeGood, type ProgramsOf } from "./judge";
import type { OriginMarshal } from "./marshal";
import { needsOf } from "./needs";
import { checkForce } from "./parties";
import type { Program } from "./programs";
import { proofOf } from "./proof";
import { judgeSet, type SetOutcome, setRuleOf } from "./set";
import { note, noteCode, type Setting } from "./setting";
import { foreignSum, onlyOriginating } from "./sums";
import { basesOf, failedOf, leastOf, testsOf, toleranceTests } from "./tests";

/** An answer with what an explanation is told from. */
export interface Determined {
  readonly answer: Omit<Determination, "id" | "ok" | "table" | "engine" | "explanation">;
  readonly judged: Judged;
  readonly set: SetOutcome | undefined;
}

/** Determines the origin of one good under one agreement; what is wrong with the question, else. */
export function determine(
  setting: Setting,
  marshal: OriginMarshal,
  sources: Sources,
): Determined | { readonly issues: readonly Issue[] } {
  const { question, agreement, read, edition, editions, findings } = setting;
  const { facts } = agreement;
  const force = checkForce(agreement, question);
  if (force.length > 0) return { issues: force };
  const code = codeAt(editions, digitsOf(question.product.commodity), read.edition, edition);
  noteCode(setting, code, "/product");
  const labour = labourOf(setting);
  const programs = programsOf(setting);
  const set = setRuleOf(setting, code);
  const wholly = question.facts?.whollyObtained === true;
  if (set === undefined && !wholly && code.codes.every((digits) => programs(digits).length === 0))
    return { issues: [noRule(setting, code)] };
  const judged = judgeGood(setting, marshal, programs, code, labour);
  checkSums(setting, judged);
  const { judgement, amounts } = judged;
  const foreign = wholly ? judged.rows?.find(({ originating, change }) => originating === false && change) : undefined;
  if (foreign !== undefined) findings.issues.push(notWholly(foreign.at));
  if (judgement?.trial.kernel.status === "overflow") findings.issues.push(overflow());
  if (findings.issues.length > 0) return { issues: dedupe(findings.issues) };

  const rows = judgement === undefined ? judged.rows : judgement.level.rows;
  const ofSet = set && judgeSet(sources, set, rows, amounts.amounts);
  const source = ruleSource(setting, sources, judgement?.trial.program);
  const tolerated =
    judgement === undefined || ofSet !== undefined
      ? { used: [], tests: [] }
      : toleranceTests(judgement, (id) => {
          const tolerance = facts.tolerances?.find((it) => it.id === id);
          return tolerance === undefined ? source : sourceOf(sources, tolerance);
        });
  const labours = labourTests(setting, sources);
  const alone = !wholly && onlyOriginating(rows) && judgement?.outcome !== "pass" && ofSet === undefined;
  const tests: OriginTest[] = [
    ...(wholly ? [{ test: "WO", outcome: "pass" as const, source }] : []),
    ...(ofSet?.tests ?? []),
    ...(judgement === undefined || (wholly && judgement.outcome !== "pass") ? [] : testsOf(judgement, source)),
    ...(alone ? [{ test: "all", limit: "originating", outcome: "pass" as const, source }] : []),
    ...tolerated.tests,
    ...labours,
  ];
  const ruled: Outcome = wholly || alone ? "pass" : (ofSet?.outcome ?? judgement?.outcome ?? "undetermined");
  const { conditions, needs: conditionNeeds } = conditionsOf(setting, sources, wholly);
  const { proof, condition } = proofOf(setting, sources);
  const all = condition === undefined ? conditions : [...conditions, condition];
  const known = all.map(({ outcome }) => outcome).filter((outcome) => outcome !== "undeclared");
  const outcome = leastOf([ruled, ...labours.map((test) => test.outcome), ...known]);

  const needs = new Map<string, OriginNeed>();
  for (const need of [...(ofSet?.needs ?? []), ...conditionNeeds]) needs.set(`${need.path} ${need.fact}`, need);
  if (ruled === "undetermined" && outcome !== "fail" && ofSet === undefined) {
    const asked = needsOf(setting, judged);
    if (asked.issues.length > 0) return { issues: dedupe(asked.issues) };
    for (const [key, need] of asked.needs) needs.set(key, need);
  }
  noteBases(setting, judged);
  noteValue(setting, judged, ofSet);
  if (judgement?.trial.kernel.status === "work")
    note(
      setting,
      "RULE_TOO_LARGE",
      "the rule has more ways to be met than are tried: the outcome is left open",
      "/rule",
    );
  const { program } = judgement?.trial ?? {};
  return {
    judged,
    set: ofSet,
    answer: {
      agreement: facts.id,
      date: question.date,
      status: STATUSES[outcome],
      rule: program?.text ?? "wholly obtained",
      ...(program?.codes === undefined ? {} : { codes: program.codes }),
      tests,
      amounts: amountsOf(setting, judged),
      tolerances: tolerated.used,
      failed:
        ruled === "fail" && judgement !== undefined && ofSet === undefined
          ? failedOf(judgement, setting.vocabulary)
          : [],
      needs: outcome === "fail" ? [] : [...needs.values()],
      conditions: all,
      proof,
      source,
      notes: [...findings.notes.values()],
    },
  };
}

/** Says that the value of the good was taken from the one value declared, where that was compared with. */
function noteValue(setting: Setting, { judgement, amounts }: Judged, set: SetOutcome | undefined): void {
  const { facts } = setting.agreement;
  if (facts.values?.good !== undefined || amounts.amounts.good === undefined) return;
  const tolerated = judgement?.trial.kernel.tolerances.some(({ caps }) => caps.some(({ base }) => base === "good"));
  const asSet = set !== undefined && facts.sets?.some(({ of }) => of.includes("good"));
  if (!tolerated && !asSet) return;
  const message = "the agreement's facts do not define the value of the good: it is measured by the one value declared";
  note(setting, "VALUE_BASIS_UNDEFINED", message, "/product");
}

/** Says of a tolerance that failed on one basis which other might be declared. */
function noteBases(setting: Setting, { judgement }: Judged): void {
  for (const { tolerance, outcome } of judgement?.trial.kernel.tolerances ?? []) {
    if (outcome !== "undetermined" || judgement?.outcome !== "fail") continue;
    const message = `the tolerance ${tolerance} may also be measured against a basis that is not declared`;
    note(setting, "TOLERANCE_BASIS_NOT_DECLARED", message, "/product");
  }
}

const STATUSES: Readonly<Record<Outcome, OriginStatus>> = {
  pass: "originating",
  fail: "not-originating",
  undetermined: "undetermined",
};

/** The rules that may be the good's: its own, with what the agreement asks of automotive goods. */
function programsOf(setting: Setting): ProgramsOf {
  const { question, read, agreement, programs, day } = setting;
  const { facts } = agreement;
  const own = typeof question.rule === "string" ? read.rules.get(question.rule) : undefined;
  if (own !== undefined) {
    const program = programs.own(facts, automotiveRule(setting, own), day);
    return () => [program];
  }
  if (question.product.automotive === undefined) return (code) => programs.find(facts.id, code, day);
  return (code) =>
    programs.find(facts.id, code, day).map((program) => {
      const rule = program.table.view.rule(program.program);
      const whole = automotiveRule(setting, rule);
      if (whole === rule) return program;
      return { ...programs.own(facts, whole, day), codes: program.codes, annexes: program.annexes };
    });
}

function noRule({ agreement, question }: Setting, { codes }: CodeAt): Issue {
  const { id, title } = agreement.facts;
  const message =
    `the facts of ${title} hold no product rule for ${codes.join(" or ")} on ${question.date}: ` +
    "state the rule in the rule language, or another agreement";
  return { code: "NO_RULE", path: "/product/commodity", agreement: id, message };
}

const overflow = (): Issue => ({
  code: "AMOUNT_OVERFLOW",
  path: "/materials",
  message: "the amounts are too large, or too finely divided, to be compared exactly",
});

/** What is used up without entering the good (seed, feed, fuel) is an indirect material. */
const notWholly = (path: string): Issue => ({
  code: "MALFORMED_INPUT",
  path,
  message:
    "facts.whollyObtained is true, yet this material does not originate: correct one of them, or the material's role",
});

function dedupe(issues: readonly Issue[]): readonly Issue[] {
  const seen = new Set<string>();
  return issues.filter(({ code, path }) => !seen.has(`${code} ${path}`) && seen.add(`${code} ${path}`));
}

/** That no product is worth less than the materials in it, as far as values are known. */
function checkSums(setting: Setting, judged: Judged): void {
  const { findings, purse, question } = setting;
  const { product } = question;
  const stated = [product.exWorks, product.fob, product.transactionValue].map((money) => money && purse.of(money));
  const { amounts, lines, rows } = judged;
  const values = stated.some((it) => it !== undefined) ? stated : [amounts.amounts["total-cost"], amounts.amounts.NC];
  exceeds(
    setting,
    "/materials",
    greatest(values),
    lines.length === 0 ? [] : rows.filter(({ material }) => material.role !== "indirect"),
  );
  const seen = new Set<Judged>();
  const visit = (it: Judged): void => {
    for (const line of it.lines) {
      const inner = line.judged;
      if (inner === undefined || seen.has(inner)) continue;
      seen.add(inner);
      const [row] = line.rows;
      const price = row?.material.value && purse.of(row.material.value);
      const own = inner.rows.filter(({ material }) => material.role !== "indirect");
      if (findings.issues.length < 64) exceeds(setting, `${row?.at}/materials`, price, own);
      visit(inner);
    }
  };
  visit(judged);
}

const greatest = (values: readonly (Rational | undefined)[]): Rational | undefined =>
  values.reduce(
    (most, value) => (most === undefined || (value !== undefined && compare(value, most) > 0) ? value : most),
    undefined,
  );

function exceeds({ purse, findings }: Setting, path: string, whole: Rational | undefined, rows: Judged["rows"]): void {
  const sum = sumOf(rows.flatMap(({ value }) => (value === undefined ? [] : [value])));
  if (whole === undefined || sum === undefined || compare(sum, whole) <= 0) return;
  const [amount, value] = [exactText(sum).text, exactText(whole).text];
  const message = `the materials are worth ${amount} ${purse.currency}, more than the product, ${value}: check values and quantities`;
  findings.issues.push({ code: "MATERIALS_EXCEED_PRODUCT", path, amount, value, currency: purse.currency, message });
}

/** Sums that were compared, or would be, as far as they are known. */
function amountsOf({ findings, purse }: Setting, { judgement, amounts, rows }: Judged): readonly OriginAmount[] {
  const found: OriginAmount[] = [...findings.amounts];
  const put = (name: OriginAmount["name"], amount: Rational | undefined): void => {
    if (amount === undefined) return;
    const { text, exact } = exactText(amount);
    found.push({ name, amount: text, ...(exact === undefined ? {} : { exact }), currency: purse.currency });
  };
  const all = judgement?.level.rows ?? rows;
  const counted = all.filter((row) => row.counted);
  put("VNM", all.length === 0 ? undefined : foreignSum(all));
  const own = counted.filter(({ originating }) => originating === true);
  if (own.length > 0 && counted.every(({ originating }) => originating !== undefined))
    put("VOM", sumOf(own.map(({ value }) => value)));
  if (judgement !== undefined) for (const { amount } of basesOf(judgement)) put("basis", amount);
  const { costs } = amounts;
  if (costs !== undefined) {
    put("totalCost", costs.totalCost);
    put("netCost", amounts.amounts.NC ?? costs.netCost);
    put("non-allowable-interest", costs.nonAllowableInterest);
  }
  return found;
}

/** Where the rule stands: the annex, and each place in it. */
function ruleSource({ agreement, question }: Setting, sources: Sources, program: Program | undefined): OriginSource {
  const { facts } = agreement;
  if (typeof question.rule === "string") return { instrument: "the question", citation: "rule", evidence: "declared" };
  const cited = facts.rules ?? facts;
  const places =
    program === undefined || program.annexes.length === 0
      ? cited.cite
      : [cited.cite, program.annexes.join("; ")].filter((it) => it).join(": ");
  return sourceOf(sources, cited, places);
}
