import { MAX_ALTERNATIVES } from "../../../assembly/abi";
import type { Rate, RateCell, Reference } from "../../model/rate";
import type { BasisTable } from "./bases";
import { type Draft, interner } from "./draft";
import type { GuardTable } from "./guards";
import type { ProgramNumber } from "./programs";
import type { RoundingScope } from "./rounding";

export interface ChoiceTable {
  /** The choice that a cell leaves: its alternatives in order, the first of which that holds is the rate. */
  readonly cell: (cell: RateCell, scope: RoundingScope, complain: (message: string) => void) => number;
  /** One rate where a guard holds. */
  readonly guarded: (
    guard: number,
    rate: Rate | Reference,
    scope: RoundingScope,
    complain: (message: string) => void,
  ) => number;
}

export function choiceTable(
  { data }: Draft,
  programs: ProgramNumber,
  guards: GuardTable,
  bases: BasisTable,
): ChoiceTable {
  const intern = interner();
  const choice = (rows: readonly (readonly [guard: number, program: number])[]): number =>
    intern(rows.join(" "), () => {
      for (const [guard, program] of rows) {
        data.alternativeGuard.push(guard);
        data.alternativeProgram.push(program);
      }
      data.choiceStart.push(data.alternativeGuard.length);
    });
  return {
    cell: (cell, scope, complain) => {
      const alternatives = cell.kind === "conditional" ? cell.alternatives : [{ fact: undefined, rate: cell }];
      if (alternatives.length > MAX_ALTERNATIVES) complain(`more than ${MAX_ALTERNATIVES} alternatives`);
      return choice(
        alternatives.map(({ fact, rate }) => [
          fact === undefined ? 0 : guards.fact(bases.fact(fact, "boolean", complain)),
          programs(rate, scope, complain),
        ]),
      );
    },
    guarded: (guard, rate, scope, complain) => choice([[guard, programs(rate, scope, complain)]]),
  };
}
