import { digitsOf } from "../../model/origin/declare/question";
import type { OriginMaterial } from "../../model/origin/question";
import { type Rational, rational } from "../../model/rational";
import { amountsOfGood, amountsOfMaterial, type ProductAmounts } from "./amounts";
import { type JudgedMaterial, type Line, lineOf } from "./bill";
import { type CodeAt, codeAt, UNKNOWN_CODE } from "./codes";
import { factsOfGood, factsOfMaterial, type LabourLimits } from "./facts";
import type { Row, Substance, Truth } from "./kinds";
import { type Judgement, judgeLevel, type Level } from "./level";
import type { OriginMarshal } from "./marshal";
import type { Program } from "./programs";
import { noteCode, type Setting } from "./setting";
import { foreignSum, onlyOriginating } from "./sums";

/** A product with its bill, judged: the good, or a material with a bill of its own. */
export interface Judged extends JudgedMaterial {
  /** Undefined where no rule is known for it. */
  readonly judgement: Judgement | undefined;
  readonly lines: readonly Line<Judged>[];
  readonly amounts: ProductAmounts;
}

/** The rules that a good or a material is judged by, by each code that it can have. */
export type ProgramsOf = (code: string) => readonly Program[];

/** Judges the good: all materials first, each once. */
export function judgeGood(
  setting: Setting,
  marshal: OriginMarshal,
  programs: ProgramsOf,
  code: CodeAt,
  labour: LabourLimits | undefined,
): Judged {
  const { question, purse } = setting;
  const judge = materialJudge(setting, marshal);
  const lines = (question.materials ?? []).map((line, i) => lineOf(setting, line, `/materials/${i}`, judge));
  const done = processesIn(setting, question.materials ?? []);
  const ownRule = typeof question.rule === "string";
  return judgeBest(setting, marshal, lines, (chosen) => {
    const own = amountsOfGood(setting, chosen);
    const rows = question.materials === undefined ? rowsOfCosts(own) : chosen;
    const facts = factsOfGood(question, done, rows, { purse, ownRule, labour });
    const { whollyObtained: wholly } = question.facts ?? {};
    return [{ at: "/product", code, wholly, amounts: own.amounts, facts, programs, rows }, own];
  });
}

/** Judges materials by their own bills. Those used in several places, as assemblies are, are judged once. */
function materialJudge(setting: Setting, marshal: OriginMarshal): (material: Substance, at: string) => Judged {
  const known = new Map<Substance, Judged>();
  const { read, edition, editions, programs, agreement, day } = setting;
  return function judge(material, at) {
    const before = known.get(material);
    if (before !== undefined) return before;
    const bill = material.materials ?? [];
    const lines = bill.map((line, i) => lineOf(setting, line, `${at}/materials/${i}`, judge));
    const { commodity } = material;
    const code =
      commodity === undefined
        ? UNKNOWN_CODE
        : codeAt(editions, digitsOf(commodity), material.hsEdition ?? read.edition, edition);
    noteCode(setting, code, at);
    const rule = material.rule === undefined ? undefined : read.rules.get(material.rule);
    const of: ProgramsOf =
      rule === undefined
        ? (digits) => (digits === "" ? [] : programs.find(agreement.facts.id, digits, day))
        : () => [programs.own(agreement.facts, rule, day)];
    const facts = factsOfMaterial(material, processesIn(setting, bill));
    const judged = judgeBest(setting, marshal, lines, (rows) => {
      const own = amountsOfMaterial(setting, material, rows);
      return [{ at, code, wholly: material.whollyObtained, amounts: own.amounts, facts, programs: of, rows }, own];
    });
    known.set(material, judged);
    return judged;
  };
}

/** Materials that the producer may look through or take as they are: so many are tried each way. */
const MOST_CHOICES = 6;

/** The level with each of the producer's own materials looked through or not, whichever is better. */
function judgeBest(
  setting: Setting,
  marshal: OriginMarshal,
  lines: readonly Line<Judged>[],
  levelOf: (rows: readonly Row[]) => readonly [Level, ProductAmounts],
): Judged {
  const free = lines.filter(
    ({ through, judged, rows }) => through !== undefined && judged !== undefined && mayStay(rows),
  );
  let best: Judged | undefined;
  for (const whole of waysOf(free)) {
    const rows = lines.flatMap((line) => (line.through !== undefined && !whole.has(line) ? line.through : line.rows));
    const [level, amounts] = levelOf(rows);
    const judgement = judgeLevel(setting, marshal, level);
    const originating = truthOf(judgement, level.rows);
    const judged = {
      judgement,
      lines,
      amounts,
      originating,
      rows: level.rows ?? [],
      nonOriginating: foreignSum(level.rows),
    };
    if (best === undefined || rank(originating) > rank(best.originating)) best = judged;
    if (best.originating === true) break;
  }
  return best!;
}

/** `intermediate: false` looks through in any case. */
const mayStay = (rows: readonly Row[]): boolean => rows[0]?.material.intermediate !== false;

/** Which of the lines are taken as they are: none first, so that of equal ways the one with least VNM is reported. */
function* waysOf<T>(free: readonly T[]): Generator<ReadonlySet<T>> {
  if (free.length > MOST_CHOICES) {
    yield new Set();
    yield new Set(free);
    return;
  }
  for (let bits = 0; bits < 2 ** free.length; bits += 1) yield new Set(free.filter((_, i) => (bits >> i) & 1));
}

const rank = (truth: Truth): number => (truth === undefined ? 1 : truth ? 2 : 0);

/**
 * What a rule's outcome says of origin. A product of originating materials alone originates whatever its rule asks of
 * others (RULES of every agreement at hand: wholly obtained, made of originating materials only, or by the rule).
 */
function truthOf(judgement: Judgement | undefined, rows: readonly Row[] | undefined): Truth {
  if (judgement?.level.wholly === true || onlyOriginating(rows)) return true;
  return judgement === undefined || judgement.outcome === "undetermined" ? undefined : judgement.outcome === "pass";
}

/** The materials that elements of cost speak of where there is no bill; undefined where they do not. */
function rowsOfCosts({ costs }: ProductAmounts): readonly Row[] | undefined {
  if (costs?.nonOriginatingMaterials === undefined) return undefined;
  const row = (originating: boolean, value: Rational, name: string): Row => ({
    path: `/product/netCost/${name}`,
    at: `/product/netCost/${name}`,
    material: {},
    code: UNKNOWN_CODE,
    originating,
    wholly: originating ? undefined : false,
    value,
    weight: undefined,
    change: true,
    counted: true,
  });
  const own = costs.originatingMaterials ?? rational(0n);
  return [
    row(false, costs.nonOriginatingMaterials, "nonOriginatingMaterials"),
    ...(own.numerator === 0n ? [] : [row(true, own, "originatingMaterials")]),
  ];
}

/** All that materials of a bill, and what they are made of, went through in a party. */
function processesIn({ question }: Setting, materials: readonly OriginMaterial[]): ReadonlySet<string> {
  const done = new Set<string>();
  const seen = new Set<string>();
  const visit = (list: readonly OriginMaterial[]): void => {
    for (const line of list) {
      const assembly = line.assembly === undefined ? undefined : question.assemblies?.[line.assembly];
      if (line.assembly !== undefined) {
        if (seen.has(line.assembly)) continue;
        seen.add(line.assembly);
      }
      for (const process of (assembly ?? line).processes ?? []) done.add(process);
      visit((assembly ?? line).materials ?? []);
    }
  };
  visit(materials);
  return done;
}
