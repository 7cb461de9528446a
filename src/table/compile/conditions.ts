import { GuardOperator, MAX_GUARD_STEPS } from "../../../assembly/abi";
import type { GuardAtom, GuardTest } from "../../model/guard";
import { parseGuard } from "../../model/guard-text";
import type { Rate, RateThreshold } from "../../model/rate";
import { parseRational, type Rational, rational } from "../../model/rational";
import { RateSyntaxError } from "../../model/text-cursor";
import type { Regime } from "../facts";
import type { BasisTable } from "./bases";
import type { ClaimTable } from "./claims";
import type { Draft } from "./draft";
import type { GuardTable, Step } from "./guards";
import type { ProgramNumber } from "./programs";
import { NO_QUANTITIES } from "./rounding";
import type { WordTable } from "./words";

/** What the row of a condition says of itself. */
export interface ConditionRow {
  /** The heading that `claimed` means. */
  readonly heading?: string;
  /** The list of the row's goods is not held: who declares headings says whether the goods are on it. */
  readonly unlisted?: boolean;
}

/** The guard of a condition in the language of guards; empty: always holds. */
export type ConditionNumber = (when: string, row: ConditionRow, fact: object) => number;

/** Name of the fact by which a line says that it declares its headings. */
const HEADINGS = "headings";
const HALF: Readonly<Record<string, { readonly sense: RateThreshold["sense"]; readonly not: boolean }>> = {
  "<": { sense: "under", not: false },
  ">=": { sense: "under", not: true },
  ">": { sense: "over", not: false },
  "<=": { sense: "over", not: true },
};
const NOT: Step = [GuardOperator.not, 0, 0];

export function conditionTable(
  { complain }: Draft,
  regime: Regime,
  tables: {
    readonly bases: BasisTable;
    readonly programs: ProgramNumber;
    readonly guards: GuardTable;
    readonly claims: ClaimTable;
    readonly words: WordTable;
  },
): ConditionNumber {
  const { bases, programs, guards, claims, words } = tables;

  const claimsStep = (heading: string, flaw: (message: string) => void): Step => {
    const number = words.heading(heading);
    if (!number) flaw(`nothing can be claimed as ${JSON.stringify(heading)}`);
    return [GuardOperator.claims, number ?? 0, 0];
  };

  /** `x < n` is n − x above 0, and `x > n` is x − n above 0; the other two are what these are not. */
  const comparison = (
    { fact, operator, at }: Extract<GuardTest, { kind: "comparison" }>,
    flaw: (message: string) => void,
  ): Step[] => {
    const half = HALF[operator] as (typeof HALF)[string];
    const threshold = { sense: half.sense, at: parseRational(at) as Rational };
    const basis = { kind: "fact", fact, threshold } as const;
    const rate: Rate = {
      kind: "rate",
      sums: [{ operator: "first", terms: [{ sign: 1, coefficient: rational(1n), currency: regime.currency, basis }] }],
    };
    const step: Step = [GuardOperator.sumPositive, programs(rate, NO_QUANTITIES, flaw), 0];
    return half.not ? [step, NOT] : [step];
  };

  const stepsOf = ({ negated, test }: GuardAtom, row: ConditionRow, flaw: (message: string) => void): Step[] => {
    const steps = ((): Step[] => {
      switch (test.kind) {
        case "claimed":
          return [claimsStep(row.heading ?? "", flaw)];
        case "claims":
          return [claimsStep(test.heading, flaw)];
        case "programme":
          return joined(
            test.programmes.map((code) => {
              const claim = claims.number(code);
              if (claim === undefined) flaw(`unknown programme ${code}`);
              return [[GuardOperator.programme, claim ?? 0, 0]];
            }),
            GuardOperator.or,
          );
        case "fact":
          return [[GuardOperator.fact, bases.fact(test.fact, "boolean", flaw), 0]];
        case "comparison":
          return comparison(test, flaw);
      }
    })();
    return negated ? [...steps, NOT] : steps;
  };

  return (when, row, fact) => {
    const flaw = (message: string): void => complain(`${JSON.stringify(when)}: ${message}`, fact);
    const listed: Step[] = row.unlisted
      ? [[GuardOperator.listed, claimsStep(row.heading ?? "", flaw)[1], bases.fact(HEADINGS, "codes", flaw)]]
      : [];
    if (when === "") return guards.of(listed);
    try {
      const clauses = parseGuard(when).map((clause) =>
        joined(
          clause.map((atom) => stepsOf(atom, row, flaw)),
          GuardOperator.and,
        ),
      );
      const steps = joined(clauses, GuardOperator.or);
      const all = listed.length === 0 ? steps : joined([listed, steps], GuardOperator.and);
      if (all.length > MAX_GUARD_STEPS) flaw(`more than ${MAX_GUARD_STEPS} steps`);
      return guards.of(all);
    } catch (error) {
      if (!(error instanceof RateSyntaxError)) throw error;
      complain(`when: ${error.message}`, fact);
      return 0;
    }
  };
}

/** Operands with one operator between them, postfix, from the left. */
const joined = (operands: readonly (readonly Step[])[], operator: GuardOperator): Step[] =>
  operands.flatMap((steps, i) => (i === 0 ? steps : [...steps, [operator, 0, 0] as const]));
