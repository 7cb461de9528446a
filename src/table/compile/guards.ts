import { GuardOperator } from "../../../assembly/abi";
import { dayOfYear } from "../../model/days";
import { type Draft, interner } from "./draft";

export interface GuardTable {
  /** Holds where the fact is declared true. */
  readonly fact: (fact: number) => number;
  /** Holds in one of the seasons. */
  readonly seasons: (seasons: readonly Season[]) => number;
  /** The guard of these steps, postfix; none: always holds. */
  readonly of: (steps: readonly Step[]) => number;
}

/** From the first day of the year to the last, both in; days are month * 100 + day. It may run over the year's end. */
export interface Season {
  readonly first: number;
  readonly last: number;
}

export type Step = readonly [operator: GuardOperator, first: number, second: number];

/** Guards of the table; the first, 0, has no steps and always holds. */
export function guardTable({ data }: Draft): GuardTable {
  const intern = interner();
  const guard = (steps: readonly Step[]): number =>
    intern(steps.join(" "), () => {
      for (const [operator, first, second] of steps) {
        data.guardOperator.push(operator);
        data.guardFirst.push(first);
        data.guardSecond.push(second);
      }
      data.guardStart.push(data.guardOperator.length);
    });
  guard([]);
  return {
    fact: (fact) => guard([[GuardOperator.fact, fact, 0]]),
    seasons: (seasons) =>
      guard(
        seasons.flatMap(({ first, last }, i): Step[] => {
          const during: Step = [GuardOperator.during, first, last];
          return i === 0 ? [during] : [during, [GuardOperator.or, 0, 0]];
        }),
      ),
    of: guard,
  };
}

/** `MM-DD/MM-DD`, with a space between two of them; undefined for any other text. */
export function parseSeasons(text: string): readonly Season[] | undefined {
  const seasons: Season[] = [];
  for (const season of text.split(" ")) {
    const [start = "", end = "", ...rest] = season.split("/");
    const first = dayOfYear(start);
    const last = dayOfYear(end);
    if (first === undefined || last === undefined || rest.length > 0) return undefined;
    seasons.push({ first, last });
  }
  return seasons;
}
