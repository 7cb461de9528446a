import { GuardOperator } from "../../assembly/abi";
import type { StepView, TableView } from "./read";

/** What rows of a table say, in the words of the facts that they were compiled from. */

/** month * 100 + day as `MM-DD`. */
const dayText = (day: number): string => `${day + 10000}`.replace(/^1(\d\d)(\d\d)$/, "$1-$2");

/** A truth of a guard in words, with what it takes to put it into longer ones. */
interface Words {
  readonly text: string;
  /** The loosest operator between its words. */
  readonly joint?: "and" | "or";
  /** What denies it, where that is not `not`. */
  readonly denied?: string;
  readonly programmes?: readonly string[];
}

/**
 * A guard in the language of guards, with seasons, lists that are not held (`listed`) and sums compared with 0 in words
 * of their own. Empty for the guard that always holds.
 */
export function guardText(view: TableView, guard: number): string {
  const stack: Words[] = [];
  const pop = (): Words => stack.pop() ?? { text: "" };
  for (const step of view.stepsOf(guard)) {
    if (step.operator === GuardOperator.not) {
      const words = pop();
      stack.push({ text: words.denied ?? `not ${words.joint === undefined ? words.text : `(${words.text})`}` });
    } else if (step.operator === GuardOperator.and || step.operator === GuardOperator.or) {
      const right = pop();
      stack.push(joined(pop(), right, step.operator === GuardOperator.and ? "and" : "or"));
    } else stack.push(testWords(view, step));
  }
  return pop().text;
}

function testWords(
  { meta, rateText, columns, text, termsOf }: TableView,
  { operator, first, second }: StepView,
): Words {
  switch (operator) {
    case GuardOperator.fact:
      return { text: meta.facts[first]?.name ?? `fact ${first}` };
    case GuardOperator.during:
      return { text: `${dayText(first)}/${dayText(second)}` };
    case GuardOperator.claims:
      return { text: `claims ${meta.headings[first]}` };
    case GuardOperator.listed:
      return { text: `listed ${meta.headings[first]}` };
    case GuardOperator.programme: {
      const programmes = [meta.claims[first]?.code ?? `${first}`];
      return { text: `programme ${programmes}`, programmes };
    }
    case GuardOperator.sumPositive: {
      const [term, ...more] = termsOf(first);
      const basis = term === undefined ? "" : text(columns.basisText[term.basis] as number);
      const [, fact, sign, at] = /^([a-z]\w*)([<>])(.*)$/.exec(basis) ?? [];
      if (fact === undefined || more.length > 0) return { text: `${rateText(first)} > 0` };
      return { text: `${fact} ${sign} ${at}`, denied: `${fact} ${sign === "<" ? ">=" : "<="} ${at}` };
    }
    default:
      return { text: `${rateText(first)} >= 0` };
  }
}

function joined(left: Words, right: Words, joint: "and" | "or"): Words {
  if (joint === "or" && left.programmes && right.programmes) {
    const programmes = [...left.programmes, ...right.programmes];
    return { text: `programme ${programmes.join(" ")}`, programmes };
  }
  const inside = ({ text, joint: own }: Words): string => (joint === "and" && own === "or" ? `(${text})` : text);
  return { text: `${inside(left)} ${joint} ${inside(right)}`, joint };
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
