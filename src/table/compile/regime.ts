import { OPEN } from "../../../assembly/abi";
import { dayOf } from "../../model/days";
import { parseRational } from "../../model/rational";
import type { Regime, TariffFacts } from "../facts";
import type { Draft } from "./draft";
import { FAMILIES } from "./families";
import { MODES, millionths, quantumOf, VALUE_RULES } from "./rounding";

/** Writes the regime's rules, in the order of `RegimeField`. */
export function writeRegime({ data, complain }: Draft, regime: Regime): void {
  const { value, charge } = regime.rounding;
  const minor = parseRational(`1/${10 ** regime.minorUnits}`);
  if (minor === undefined || millionths(minor) !== quantumOf(charge)) {
    complain(`a charge is rounded to the minor unit, not to ${charge.quantum}`);
  }
  const exact = value.rule === "exact";
  if (!exact && quantumOf(value) === 0n) complain("a rule for values with a quantum of 0: the rule is exact");
  data.regime.push(
    BigInt(regime.codeDigits),
    BigInt(regime.minorUnits),
    BigInt(VALUE_RULES[value.rule]),
    exact ? 0n : quantumOf(value),
    BigInt(exact ? 0 : MODES[value.mode]),
    BigInt(MODES[charge.mode]),
  );
}

/** Writes which families of charges there are, and on which days the table holds them. */
export function writeCoverage({ data, complain }: Draft, regime: Regime): void {
  const names = Object.keys(FAMILIES);
  for (const name of names) {
    const stated = regime.families.filter(({ family }) => family === name);
    if (stated.length !== 1) complain(`regime.json: the family ${name} is stated ${stated.length} times, not once`);
    const [family] = stated;
    data.familyApplies.push(family?.applies ? 1 : 0);
    for (const { from, to } of family?.held ?? []) {
      const first = dayOf(from);
      const last = to === undefined ? OPEN : dayOf(to);
      if (first === undefined || last === undefined || last < first) {
        complain(`regime.json: ${name} is held from ${from} to ${to}`);
        continue;
      }
      data.heldFamily.push(names.indexOf(name));
      data.heldFrom.push(first);
      data.heldTo.push(last);
    }
  }
}

/** Complains of names that stand twice, and of sources that no row of the sources has. */
export function checkNames({ complain }: Draft, facts: TariffFacts): void {
  const { regime, sources, editions, areas, programmes } = facts;
  const twice = (names: readonly string[], what: string): void => {
    for (const name of new Set(names.filter((it, i) => names.indexOf(it) !== i)))
      complain(`${what} ${name} stands twice`);
  };
  const ids = sources.map(({ id }) => id);
  twice(ids, "source");
  twice(
    editions.map(({ edition }) => edition),
    "edition",
  );
  twice(
    regime.columns.map(({ name }) => name),
    "column",
  );

  twice(
    (regime.layers ?? []).map(({ layer }) => layer),
    "layer",
  );

  const known = new Set(ids);
  const cite = (source: string | undefined, fact?: object): void => {
    if (source !== undefined && !known.has(source)) complain(`unknown source ${JSON.stringify(source)}`, fact);
  };
  const { headings, scopes, displacements, provisions, deMinimis, quotas } = facts.layers;
  for (const fact of [...areas, ...programmes]) cite(fact.source, fact);
  for (const fact of [...headings, ...scopes, ...displacements, ...provisions, ...deMinimis, ...quotas])
    cite(fact.source, fact);
  const { value, quantity, part, charge } = regime.rounding;
  const rules = [regime.valuation, value, ...quantity, part, charge, ...regime.columns, regime.informal];
  for (const rule of rules) cite(rule?.source);
}

/** The days of the header: the first edition's, the newest's, and that on which the newest was published. */
export function editionDays({ complain }: Draft, facts: TariffFacts): { first: number; last: number; known: number } {
  const days = facts.editions.flatMap((edition) => {
    const applies = dayOf(edition.applies);
    const known = dayOf(edition.known);
    if (applies !== undefined && known !== undefined) return [{ applies, known }];
    complain(`the edition ${edition.edition} has no dates`, edition);
    return [];
  });
  if (days.length === 0) complain("a table needs an edition");
  const applies = days.map((it) => it.applies);
  return { first: Math.min(...applies), last: Math.max(...applies), known: Math.max(...days.map((it) => it.known)) };
}
