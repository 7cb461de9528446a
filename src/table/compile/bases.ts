import { BasisKind, Threshold } from "../../../assembly/abi";
import type { RateBasis, RateThreshold } from "../../model/rate";
import { printBasis } from "../../model/rate-text";
import type { Rational } from "../../model/rational";
import { parseUnit, type Unit } from "../../model/units";
import type { FactRule, Regime, RoundingRule } from "../facts";
import { type Draft, interner } from "./draft";
import { MODES, millionths, quantityRule, quantumOf, type RoundingScope } from "./rounding";

/** How a rate uses a basis: what it says of the fact's type, and what its coefficient says of rounding. */
export interface BasisUse {
  /** A share of the basis, not an amount per unit of it. */
  readonly share: boolean;
  /** Absent for a second factor: the law's rules speak of the unit that a rate is per. */
  readonly coefficient?: Rational;
  readonly scope: RoundingScope;
  readonly complain: (message: string) => void;
}

export interface BasisTable {
  /** The basis's row; 0, with a complaint, where the regime does not allow it. */
  readonly number: (basis: RateBasis, use: BasisUse) => number;
  /** Number of a declared fact of the type; 0, with a complaint, where there is none. */
  readonly fact: (name: string, type: FactRule["type"], complain: (message: string) => void) => number;
  /** The unit, where it exists and its qualifier is declared. */
  readonly unit: (text: string, complain: (message: string) => void) => Unit | undefined;
  /** Keys of quantities, in the order of their numbers. */
  readonly quantities: readonly string[];
  /** Facts in the order of their numbers, which is that of their names. */
  readonly facts: readonly NamedFact[];
}

type NamedFact = FactRule & { readonly name: string };

interface Row {
  readonly kind: BasisKind;
  readonly key: number;
  readonly unit?: Unit | undefined;
  readonly rounding?: RoundingRule | undefined;
  readonly threshold?: RateThreshold | undefined;
  readonly text: string;
}

export function basisTable({ data, string }: Draft, regime: Regime): BasisTable {
  const intern = interner();
  const quantities: string[] = [];
  const facts = Object.entries(regime.facts ?? {})
    .map(([name, rule]): NamedFact => ({ name, ...rule }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));

  const row = ({ kind, key, unit, rounding, threshold, text }: Row): number => {
    const quantum = rounding === undefined ? 0n : quantumOf(rounding);
    const mode = rounding === undefined || quantum === 0n ? 0 : MODES[rounding.mode];
    const sense = { none: Threshold.none, over: Threshold.over, under: Threshold.under }[threshold?.sense ?? "none"];
    return intern([kind, key, text, quantum, mode].join(" "), () => {
      data.basisKind.push(kind);
      data.basisKey.push(key);
      data.basisUnitNumerator.push(unit?.numerator ?? 1n);
      data.basisUnitDenominator.push(unit?.denominator ?? 1n);
      data.basisQuantum.push(quantum);
      data.basisRounding.push(mode);
      data.basisThreshold.push((threshold && millionths(threshold.at)) ?? 0n);
      data.basisThresholdSense.push(sense);
      data.basisText.push(string(text));
    });
  };
  row({ kind: BasisKind.none, key: 0, text: "" });

  const keyOf = (key: string): number => {
    if (!quantities.includes(key)) quantities.push(key);
    return quantities.indexOf(key);
  };

  const fact: BasisTable["fact"] = (name, type, complain) => {
    const found = facts.findIndex((it) => it.name === name);
    const rule = facts[found];
    if (rule === undefined) complain(`the regime declares no fact ${name}`);
    else if (rule.type !== type) complain(`the fact ${name} is ${rule.type}, not ${type}`);
    return Math.max(0, found);
  };

  const unit: BasisTable["unit"] = (text, complain) => {
    const found = parseUnit(text);
    if (found === undefined) complain(`unknown unit ${text}`);
    else if (found.qualifier !== undefined && regime.qualifiers?.[found.qualifier] === undefined) {
      complain(`the regime does not say what ${found.qualifier} means in ${text}`);
    }
    return found;
  };

  const number: BasisTable["number"] = (basis, { share, coefficient, scope, complain }) => {
    if (basis.kind === "value") return row({ kind: BasisKind.value, key: 0, text: "value" });
    if (basis.kind === "charge") {
      const key = fact(basis.of, basis.of === "components" ? "lines" : "commodity", complain);
      const highest = basis.pick === "highest";
      const text = highest ? `highest rate of ${basis.of}` : `duty of ${basis.of}`;
      return row({ kind: highest ? BasisKind.componentsHighest : BasisKind.componentsSum, key, text });
    }
    if (basis.kind === "base-duty") return row({ kind: BasisKind.baseDuty, key: 0, text: "base duty" });
    if (basis.kind === "entry") return row({ kind: BasisKind.entry, key: 0, text: "entry" });
    const { threshold } = basis;
    if (threshold && millionths(threshold.at) === undefined) complain("a threshold finer than a millionth");
    const text = printBasis(basis);
    if (basis.kind === "fact") {
      const key = fact(basis.fact, share ? "money" : "number", complain);
      return row({ kind: BasisKind.fact, key, rounding: share ? regime.rounding.part : undefined, threshold, text });
    }
    const found = unit(basis.unit, complain);
    if (found === undefined) return 0;
    const rounding = coefficient && quantityRule(scope, basis.unit, coefficient);
    return row({ kind: BasisKind.quantity, key: keyOf(found.key), unit: found, rounding, threshold, text });
  };
  return { number, fact, unit, quantities, facts };
}
