import { GuardOperator } from "../../assembly/abi";
import type { TableView } from "../table/read";

const monthAndDay = (number: number): string =>
  `${String(Math.floor(number / 100)).padStart(2, "0")}-${String(number % 100).padStart(2, "0")}`;

/** `MM-DD/MM-DD` of a guard that is a season, several periods with a space between; undefined for any other guard. */
export function seasonOf({ stepsOf }: TableView, guard: number): string | undefined {
  const periods: string[] = [];
  for (const { operator, first, second } of stepsOf(guard)) {
    if (operator === GuardOperator.during) periods.push(`${monthAndDay(first)}/${monthAndDay(second)}`);
    else if (operator !== GuardOperator.or) return undefined;
  }
  return periods.length === 0 ? undefined : periods.join(" ");
}
