import { BasisKind, MICRO, ProgramState, Rounding, Threshold } from "../../assembly/abi";
import { type Rational, rational } from "../../src/model/rational";
import type { TableView } from "../../src/table/read";

/** A share of the value, and an amount per unit of at most one quantity: the rates that every peer can express. */
export interface LinearRate {
  /** Dollars a dollar of dutiable value. */
  readonly value: Rational;
  /** Dollars a unit of dutiable quantity; nothing for a rate without quantity. */
  readonly quantity: Rational;
  /** Recommendation 20 unit that the rate counts; undefined for a rate without quantity. */
  readonly unit: Unit | undefined;
  /** Hundredths of a unit to whose multiple, half up, the quantity is rounded: 100 for whole units, else 1. */
  readonly quantum: 1 | 100;
}

/** Units for which the entries have a column; rates by rarer units are left out for all peers alike. */
export const UNITS = ["KGM", "LTR", "NAR", "NPR", "KGM:drained", "KGM:lead"] as const;
export type Unit = (typeof UNITS)[number];

const NOTHING = rational(0n);

/** The rate of a program, or undefined where it is more than linear: floors, caps, parts, degrees, components. */
export function linearRate(view: TableView, program: number): LinearRate | undefined {
  if (view.programState(program) !== ProgramState.computable) return undefined;
  const terms = view.termsOf(program);
  if (terms.some(({ sum, factor }) => sum !== terms[0]!.sum || factor !== 0)) return undefined;
  const { basisKind } = view.columns;
  const ofKind = (kind: BasisKind) => terms.filter(({ basis }) => basisKind[basis] === kind);
  const values = ofKind(BasisKind.value);
  const quantities = ofKind(BasisKind.quantity);
  if (values.length > 1 || quantities.length > 1 || values.length + quantities.length < terms.length) return undefined;
  const counted = quantities[0];
  const value = values[0]?.coefficient ?? NOTHING;
  if (counted === undefined) return { value, quantity: NOTHING, unit: undefined, quantum: 1 };
  const unit = UNITS.find((known) => known === view.text(view.columns.basisText[counted.basis]!));
  const quantum = quantumOf(view, counted.basis);
  if (unit === undefined || quantum === undefined) return undefined;
  return { value, quantity: counted.coefficient, unit, quantum };
}

function quantumOf({ columns }: TableView, basis: number): 1 | 100 | undefined {
  if (columns.basisRounding[basis] !== Rounding.halfUp) return undefined;
  if (columns.basisThresholdSense[basis] !== Threshold.none) return undefined;
  const quantum = Number(columns.basisQuantum[basis]) / MICRO;
  return quantum === 1 ? 100 : quantum === 0.01 ? 1 : undefined;
}

/** The duty in cents by the definition: what everything else is compared with. */
export function dutyOf({ value, quantity, unit, quantum }: LinearRate, cents: bigint, hundredths: bigint): bigint {
  const dollars = (cents + 50n) / 100n;
  const whole = BigInt(quantum);
  const units = unit === undefined ? 0n : ((hundredths + whole / 2n) / whole) * whole;
  const denominator = value.denominator * quantity.denominator;
  const exact =
    value.numerator * quantity.denominator * dollars * 100n + quantity.numerator * value.denominator * units;
  return (2n * exact + denominator) / (2n * denominator);
}
