import type { Outcome } from "../../model/origin/determination";
import { compare, multiply, type Rational } from "../../model/rational";
import type { ProductAmount } from "../../table/origin/words";
import type { Amounts } from "./amounts";
import type { CodeAt } from "./codes";
import { type ProductFacts, qualityOf } from "./facts";
import type { Row, Truth } from "./kinds";
import type { OriginMarshal, OriginMaterial, OriginOutcome } from "./marshal";
import type { Program } from "./programs";
import type { Setting } from "./setting";
import { shareOf } from "./share";
import { foreignSum } from "./sums";

/** A product with its materials: what one rule is tried on. */
export interface Level {
  /** JSON Pointer of the product or of the material with a bill of its own. */
  readonly at: string;
  readonly code: CodeAt;
  readonly wholly: Truth;
  readonly amounts: Amounts;
  readonly facts: ProductFacts;
  /** Rules that may be the product's, by each code that it can have. */
  readonly programs: (code: string) => readonly Program[];
  /** Undefined: the bill is not known. */
  readonly rows: readonly Row[] | undefined;
}

/** How a level fared under its rule. */
export interface Judgement {
  readonly level: Level;
  readonly outcome: Outcome;
  /** The trial that is reported: of several, the first that has the outcome. */
  readonly trial: Trial;
  /** Codes of which the outcome hangs; the agreement's edition does not say which they are. */
  readonly open: readonly OpenCode[];
}

export interface Trial {
  readonly program: Program;
  readonly code: string;
  readonly kernel: OriginOutcome;
  /** One unit of the kernel's amounts is 1 / `values` of the currency, 1 / `weights` of a kilogram. */
  readonly values: bigint;
  readonly weights: bigint;
}

export interface OpenCode {
  readonly at: string;
  readonly codes: readonly string[];
  readonly edition: number | undefined;
}

/** Codes of materials that are told apart: beyond so many trials each is taken as not known. */
const MOST_TRIALS = 256;

const ANY: OriginMaterial = { code: "", originating: undefined };

/** Tries the rule, or each of the rules that may be the product's; undefined where there is none. */
export function judgeLevel(setting: Setting, marshal: OriginMarshal, level: Level): Judgement | undefined {
  const run = trier(setting, marshal, level);
  const codes = level.code.codes.length === 0 ? [level.code.common] : level.code.codes;
  const trials: Trial[] = [];
  const open = new Map<string, OpenCode>();
  for (const code of codes) {
    const programs = level.programs(code);
    if (programs.length > 1)
      open.set(level.at, { at: level.at, codes: programs.map((it) => it.codes ?? ""), edition: setting.edition });
    for (const program of programs) trials.push(told(run, program, code, level.rows ?? [], open));
  }
  const [first] = trials;
  if (first === undefined) return undefined;
  if (codes.length > 1) open.set(level.at, { at: level.at, codes, edition: level.code.edition });
  const outcome = first.kernel.outcome;
  if (trials.every(({ kernel }) => kernel.outcome === outcome)) {
    const asked = outcome === "undetermined" ? [...open.values()].filter(({ at }) => at !== level.at) : [];
    return { level, outcome, trial: first, open: asked };
  }
  const undetermined = trials.find(({ kernel }) => kernel.outcome === "undetermined");
  return { level, outcome: "undetermined", trial: undetermined ?? first, open: [...open.values()] };
}

/** With other codes of the materials than as far as they are known. */
type Try = (program: Program, code: string, codes?: readonly string[]) => Trial;

/** The trial with codes of materials as far as they are known; where that leaves it open, with each that they can be. */
function told(run: Try, program: Program, code: string, rows: readonly Row[], open: Map<string, OpenCode>): Trial {
  const whole = run(program, code);
  if (whole.kernel.outcome !== "undetermined") return whole;
  const several = rows.flatMap((row, i) => (row.code.codes.length > 1 ? [i] : []));
  if (several.length === 0) return whole;
  const common = rows.map((row) => row.code.common);
  const count = several.reduce((product, i) => product * rows[i]!.code.codes.length, 1);
  const ask = (i: number): void => {
    const { at, code: found } = rows[i]!;
    open.set(at, { at, codes: found.codes, edition: found.edition });
  };
  if (count > MOST_TRIALS) {
    for (const i of several) ask(i);
    return whole;
  }
  const trials = [...choices(several.map((i) => rows[i]!.code.codes))].map((chosen) => {
    const codes = [...common];
    for (const [place, i] of several.entries()) codes[i] = chosen[place]!;
    return { chosen, trial: run(program, code, codes) };
  });
  const outcomes = new Set(trials.map(({ trial }) => trial.kernel.outcome));
  if (outcomes.size === 1) return trials[0]!.trial;
  for (const [place, i] of several.entries()) {
    const others = (chosen: readonly string[]): string => chosen.filter((_, at) => at !== place).join(" ");
    const seen = new Map<string, Outcome>();
    for (const { chosen, trial } of trials) {
      const key = others(chosen);
      const before = seen.get(key);
      if (before !== undefined && before !== trial.kernel.outcome) ask(i);
      seen.set(key, trial.kernel.outcome);
    }
  }
  return whole;
}

/** Every way of taking one of each list. */
function* choices(lists: readonly (readonly string[])[]): Generator<readonly string[]> {
  const [first, ...rest] = lists;
  if (first === undefined) yield [];
  else for (const one of first) for (const others of choices(rest)) yield [one, ...others];
}

function trier(setting: Setting, marshal: OriginMarshal, level: Level): Try {
  const { day, vocabulary } = setting;
  const { rows, amounts, facts, wholly } = level;
  const weighed: readonly ProductAmount[] = ["weight", "textiles-weight", "basic-textiles-weight", "component-weight"];
  const entries = Object.entries(amounts) as [ProductAmount, Rational][];
  const known = rows ?? [];
  const values = commonDenominator([
    ...entries.filter(([name]) => !weighed.includes(name)).map(([, amount]) => amount),
    ...known.map(({ value }) => value),
  ]);
  const weights = commonDenominator([
    ...entries.filter(([name]) => weighed.includes(name)).map(([, amount]) => amount),
    ...known.map(({ weight }) => weight),
  ]);
  const whole = ({ numerator, denominator }: Rational, scale: bigint): bigint =>
    scale === denominator ? numerator : numerator * (scale / denominator);
  const product = Object.fromEntries(
    entries.map(([name, amount]) => [name, whole(amount, weighed.includes(name) ? weights : values)]),
  );
  const materials = known.map(({ originating, wholly: own, value, weight, change, counted }, i) => ({
    code: known[i]!.code.common,
    originating,
    wholly: own,
    value: value && whole(value, values),
    weight: weight && whole(weight, weights),
    change,
    counted,
  }));
  return (program, code, codes) => {
    const kernel = marshal.determine(
      program.table,
      {
        agreement: program.agreement,
        day,
        program: program.program,
        code,
        amounts: product,
        wholly,
        fact: facts.fact,
        figure: facts.figure,
        materials: rows === undefined ? [ANY] : withCodes(materials, codes),
        quality: (material, id) => (rows === undefined ? undefined : qualityOf(rows[material]!, id, vocabulary)),
      },
      true,
    );
    return { program, code, kernel: settled(setting, level, kernel), values, weights };
  };
}

const withCodes = (
  materials: readonly OriginMaterial[],
  codes: readonly string[] | undefined,
): readonly OriginMaterial[] =>
  codes === undefined ? materials : materials.map((material, i) => ({ ...material, code: codes[i]! }));

/**
 * A tolerance may be measured against one of several bases, as the claimant chooses. One that fails on a basis that is
 * declared is not left open for another that is not.
 */
function settled({ agreement }: Setting, { amounts, rows }: Level, kernel: OriginOutcome): OriginOutcome {
  if (kernel.outcome !== "undetermined" || kernel.plain !== "fail") return kernel;
  const facts = agreement.facts.tolerances ?? [];
  const fails = ({ tolerance, outcome, caps }: OriginOutcome["tolerances"][number]): boolean => {
    if (outcome !== "undetermined") return true;
    if (caps.length > 0) {
      const tried = caps.filter((cap) => !cap.denominatorOpen);
      return tried.length > 0 && tried.length < caps.length && tried.every((cap) => cap.outcome === "fail");
    }
    // One that waives the value content: all non-originating materials together.
    const limits = facts.find(({ id }) => id === tolerance)?.limits ?? [];
    const tried = limits.filter(({ of }) => amounts[of] !== undefined);
    const sum = foreignSum(rows);
    if (sum === undefined || tried.length === 0 || tried.length === limits.length) return false;
    return tried.every(({ limit, of }) => compare(sum, multiply(shareOf(limit), amounts[of]!)) > 0);
  };
  return kernel.tolerances.every(fails) ? { ...kernel, outcome: "fail" } : kernel;
}

function commonDenominator(amounts: readonly (Rational | undefined)[]): bigint {
  let common = 1n;
  for (const amount of amounts) {
    if (amount === undefined || common % amount.denominator === 0n) continue;
    common = (common * amount.denominator) / gcd(common, amount.denominator);
  }
  return common;
}

function gcd(a: bigint, b: bigint): bigint {
  let [x, y] = [a, b];
  while (y !== 0n) [x, y] = [y, x % y];
  return x;
}
