import { MAX_ALTERNATIVES } from "../../../assembly/abi";
import type { RateCell } from "../../model/rate";
import type { BasisTable } from "./bases";
import { type Draft, interner } from "./draft";
import type { GuardTable } from "./guards";
import type { ProgramNumber } from "./programs";
import type { RoundingScope } from "./rounding";

/** The choice that a cell leaves: its alternatives in order, the first of which that holds is the rate. */
export type ChoiceNumber = (cell: RateCell, scope: RoundingScope, complain: (message: string) => void) => number;

export function choiceTable(
  { data }: Draft,
  programs: ProgramNumber,
  guards: GuardTable,
  bases: BasisTable,
): ChoiceNumber {
  const intern = interner();
  return (cell, scope, complain) => {
    const alternatives = cell.kind === "conditional" ? cell.alternatives : [{ fact: undefined, rate: cell }];
    if (alternatives.length > MAX_ALTERNATIVES) complain(`more than ${MAX_ALTERNATIVES} alternatives`);
    const rows = alternatives.map(({ fact, rate }): [guard: number, program: number] => [
      fact === undefined ? 0 : guards.fact(bases.fact(fact, "boolean", complain)),
      programs(rate, scope, complain),
    ]);
    return intern(rows.join(" "), () => {
      for (const [guard, program] of rows) {
        data.alternativeGuard.push(guard);
        data.alternativeProgram.push(program);
      }
      data.choiceStart.push(data.alternativeGuard.length);
    });
  };
}
