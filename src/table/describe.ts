import { GuardOperator } from "../../assembly/abi";
import type { TableView } from "./read";

/** What rows of a table say, in the words of the facts that they were compiled from. */

/** month * 100 + day as `MM-DD`. */
const dayText = (day: number): string => `${day + 10000}`.replace(/^1(\d\d)(\d\d)$/, "$1-$2");

/** A guard: the name of a fact, seasons, a rate compared with 0. Empty for the guard that always holds. */
export function guardText(view: TableView, guard: number): string {
  const stack: string[] = [];
  const pop = (): string => stack.pop() ?? "";
  for (const { operator, first, second } of view.stepsOf(guard)) {
    if (operator === GuardOperator.fact) stack.push(view.meta.facts[first]?.name ?? `fact ${first}`);
    else if (operator === GuardOperator.during) stack.push(`${dayText(first)}/${dayText(second)}`);
    else if (operator === GuardOperator.sumPositive) stack.push(`${view.rateText(first)} > 0`);
    else if (operator === GuardOperator.sumNotNegative) stack.push(`${view.rateText(first)} >= 0`);
    else if (operator === GuardOperator.not) stack.push(`not ${pop()}`);
    else {
      const right = pop();
      stack.push(`(${pop()} ${operator === GuardOperator.and ? "and" : "or"} ${right})`);
    }
  }
  return pop().replace(/^\((.*)\)$/, "$1");
}

/** The cell that a choice was compiled from. */
export function choiceText(view: TableView, choice: number): string {
  const alternatives = view.alternativesOf(choice);
  return alternatives
    .map(({ guard, program }) => {
      const rate = view.rateText(program);
      if (guard !== 0) return `if ${guardText(view, guard)}: ${rate}`;
      return alternatives.length === 1 ? rate : `else: ${rate}`;
    })
    .join("; ");
}

/** The ordinary rates of a line by measure, with the claim and the area where a measure has them. */
export function rateTexts(view: TableView, row: number): Map<string, string> {
  const rates = new Map<string, string>();
  const { measures, claims, areas } = view.meta;
  for (const { kind, claim, area, except, choice } of view.measuresOf(view.setOf(row))) {
    const words = [measures[kind]?.measure ?? `${kind}`];
    if (claim !== 0) words.push(claims[claim]?.code ?? `${claim}`);
    const short = words.join(" ");
    const without = except === 0 ? "" : ` less ${areas[except]}`;
    const name = rates.has(short) ? `${short} (${areas[area]}${without})` : short;
    rates.set(name, choiceText(view, choice));
  }
  return rates;
}
