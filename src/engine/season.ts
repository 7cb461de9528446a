import { GuardOperator } from "../../assembly/abi";
import type { TableView } from "../table/read";

const monthAndDay = (number: number): string =>
  `${String(Math.floor(number / 100)).padStart(2, "0")}-${String(number % 100).padStart(2, "0")}`;

/** `MM-DD/MM-DD` of a guard that is a season and nothing else. */
export function seasonOf({ columns }: TableView, guard: number): string | undefined {
  const { guardStart, guardOperator, guardFirst, guardSecond } = columns;
  const step = guardStart[guard]!;
  if (guardStart[guard + 1] !== step + 1 || guardOperator[step] !== GuardOperator.during) return undefined;
  return `${monthAndDay(guardFirst[step]!)}/${monthAndDay(guardSecond[step]!)}`;
}
