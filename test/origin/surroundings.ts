import type { Tolerance } from "../../src/model/origin/agreement";
import type { Rule } from "../../src/model/origin/rule";
import { factsOf, innerRules, selectionsOf } from "../../src/model/origin/rule-walk";
import type { Chance } from "../oracle/random";
import { referenceFact } from "./oracle/tolerance";
import type { World } from "./random";

/** The codes that a rule names, first and last of each range. */
function codesOf(rule: Rule): readonly string[] {
  const own = selectionsOf(rule).flatMap(({ include, except }) =>
    [...include, ...except].flatMap(({ range }) => (range?.kind === "codes" ? [range.from, range.to] : [])),
  );
  return [...own, ...innerRules(rule).flatMap(codesOf)];
}

/** A code of so many digits that begins as this one does. */
function longer(random: Chance, start: string, digits: number): string {
  let code = start;
  while (code.length < digits) code += random.pick(["0", "1", "2", "9"]);
  return code.slice(0, digits);
}

/** Bills near a rule as it stands in an agreement for a range of codes. */
export function surroundingsOf(rule: Rule, from: string, to: string, tolerances: readonly Tolerance[]): World {
  const near = [from, to, from.slice(0, 2), from.slice(0, 4), "2208", "5205", ...codesOf(rule)];
  const facts = factsOf(rule);
  const aside = tolerances.flatMap(({ excludes = [], reference }) => [
    ...(reference === undefined ? [] : [referenceFact(reference)]),
    ...excludes.flatMap(({ quality, goodsQuality }) => [quality ?? [], goodsQuality ?? []].flat()),
  ]);
  const { processes, product, quotas, qualities, figures } = facts;
  return {
    product: (random) => longer(random, random.pick([from, to]), random.pick([6, 6, 8, 10])),
    code: (random, digits) => longer(random, random.pick(near), digits),
    names: [...new Set([...processes, ...product, ...quotas, ...qualities, ...aside, "trimming"])],
    figures,
  };
}
