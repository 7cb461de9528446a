import { MICRO, Rounding, ValueRounding } from "../../../assembly/abi";
import { compare, parseRational, type Rational } from "../../model/rational";
import type { Regime, RoundingRule } from "../facts";

export const MODES: Readonly<Record<RoundingRule["mode"], Rounding>> = {
  "half-up": Rounding.halfUp,
  "half-even": Rounding.halfEven,
  truncate: Rounding.truncate,
  up: Rounding.up,
};

export const VALUE_RULES: Readonly<Record<Regime["rounding"]["value"]["rule"], ValueRounding>> = {
  exact: ValueRounding.exact,
  line: ValueRounding.line,
  "rate-groups": ValueRounding.rateGroups,
};

/** Millionths; undefined where a millionth is too coarse or 63 bits are too few. */
export function millionths({ numerator, denominator }: Rational): bigint | undefined {
  const scaled = numerator * BigInt(MICRO);
  return scaled % denominator === 0n && scaled / denominator < 1n << 63n ? scaled / denominator : undefined;
}

/** A decimal that the regime's form has let through, in millionths. */
export const quantumOf = (rule: RoundingRule): bigint => millionths(decimal(rule.quantum)) ?? 0n;

const decimal = (text: string): Rational => parseRational(text) as Rational;

type QuantityRule = Regime["rounding"]["quantity"][number];

/** The rules for quantities that can apply to a code. Equal keys are equal rules. */
export interface RoundingScope {
  readonly key: string;
  readonly rules: readonly QuantityRule[];
}

/** Where no quantity is counted. */
export const NO_QUANTITIES: RoundingScope = { key: "", rules: [] };

/** The scope of codes: rules that name no prefix, or one of the code's. */
export function roundingScopes(rules: readonly QuantityRule[]): (code: string) => RoundingScope {
  const scopes = new Map<string, RoundingScope>();
  return (code) => {
    const fitting = rules.map(({ chapters }) => chapters === undefined || chapters.some((it) => code.startsWith(it)));
    const key = fitting.map(Number).join("");
    const scope = scopes.get(key) ?? { key, rules: rules.filter((_, i) => fitting[i]) };
    scopes.set(key, scope);
    return scope;
  };
}

/** The rule for a quantity in the unit of a rate of so many currency units per unit. */
export const quantityRule = (scope: RoundingScope, unit: string, coefficient: Rational): RoundingRule | undefined =>
  scope.rules.find(
    ({ units, coefficientUpTo }) =>
      (units === undefined || units.includes(unit)) &&
      (coefficientUpTo === undefined || compare(coefficient, decimal(coefficientUpTo)) <= 0),
  );
