import { BasisKind, GuardOperator, Rounding, Threshold, Truth } from "../../../assembly/abi";
import { add, multiply, type Rational, rational } from "../../model/rational";
import type { StepView, TableView } from "../../table/read";
import type { Declared } from "./declared";

/**
 * Guards of layers as the table states them, for what the host says of layers that charge nothing: the kernel decides
 * what is charged. Truth has Kleene's three values: what is not declared is unknown.
 */
export function guardTruth(
  view: TableView,
  guard: number,
  declared: Declared,
  mayClaim: (claim: number) => boolean,
  monthAndDay: number,
): Truth {
  if (guard === 0) return Truth.yes;
  const stack: Truth[] = [];
  for (const step of stepsOf(view, guard)) {
    const { operator } = step;
    if (operator === GuardOperator.not) stack.push(negation(stack.pop()!));
    else if (operator === GuardOperator.and) stack.push(both(stack.pop()!, stack.pop()!));
    else if (operator === GuardOperator.or) stack.push(negation(both(negation(stack.pop()!), negation(stack.pop()!))));
    else stack.push(stepTruth(view, step, declared, mayClaim, monthAndDay));
  }
  return stack.pop() ?? Truth.yes;
}

/** Steps by guard: a table has few. */
const known = new WeakMap<TableView, (readonly StepView[])[]>();

function stepsOf(view: TableView, guard: number): readonly StepView[] {
  let steps = known.get(view);
  if (steps === undefined) {
    steps = [];
    known.set(view, steps);
  }
  steps[guard] ??= view.stepsOf(guard);
  return steps[guard];
}

const negation = (truth: Truth): Truth =>
  truth === Truth.unknown ? truth : truth === Truth.yes ? Truth.no : Truth.yes;

function both(a: Truth, b: Truth): Truth {
  if (a === Truth.no || b === Truth.no) return Truth.no;
  return a === Truth.yes && b === Truth.yes ? Truth.yes : Truth.unknown;
}

const truthOf = (known: boolean): Truth => (known ? Truth.yes : Truth.no);

function stepTruth(
  view: TableView,
  { operator, first, second }: StepView,
  declared: Declared,
  mayClaim: (claim: number) => boolean,
  monthAndDay: number,
): Truth {
  switch (operator) {
    case GuardOperator.fact: {
      const fact = declared.fact(first);
      return fact === undefined ? Truth.unknown : truthOf(fact !== 0n);
    }
    case GuardOperator.claims:
      return truthOf(declared.claimed.includes(first));
    case GuardOperator.listed:
      return declared.fact(second) === undefined ? Truth.unknown : truthOf(declared.claimed.includes(first));
    case GuardOperator.programme:
      return truthOf(declared.claim === first && mayClaim(first));
    case GuardOperator.during:
      return truthOf(
        first <= second ? first <= monthAndDay && monthAndDay <= second : first <= monthAndDay || monthAndDay <= second,
      );
    default: {
      const result = resultOf(view, first, declared);
      if (result === undefined) return Truth.unknown;
      return truthOf(operator === GuardOperator.sumPositive ? result.numerator > 0n : result.numerator >= 0n);
    }
  }
}

/** The sum of a program's terms; undefined where an amount that it counts is not declared. */
function resultOf(view: TableView, program: number, declared: Declared): Rational | undefined {
  let sum = rational(0n);
  for (const { coefficient, basis, factor } of view.termsOf(program)) {
    const amount = amountOf(view, basis, declared);
    const second = factor === 0 ? rational(1n) : amountOf(view, factor, declared);
    if (amount === undefined || second === undefined) return undefined;
    sum = add(sum, multiply(coefficient, multiply(amount, second)));
  }
  return sum;
}

function amountOf({ columns }: TableView, basis: number, declared: Declared): Rational | undefined {
  const amount = declaredAmount(columns.basisKind[basis]!, columns.basisKey[basis]!, basis, declared);
  if (amount === undefined) return undefined;
  const quantum = columns.basisQuantum[basis]!;
  const rounded =
    quantum === 0n ? amount : toMultiple(amount, rational(quantum, 1000000n), columns.basisRounding[basis]!);
  const sense = columns.basisThresholdSense[basis]!;
  if (sense === Threshold.none) return rounded;
  const threshold = rational(columns.basisThreshold[basis]!, 1000000n);
  const over = add(rounded, multiply(rational(-1n), threshold));
  const counted = sense === Threshold.over ? over : multiply(rational(-1n), over);
  return counted.numerator > 0n ? counted : rational(0n);
}

function declaredAmount(kind: BasisKind, key: number, basis: number, declared: Declared): Rational | undefined {
  switch (kind) {
    case BasisKind.fact: {
      const fact = declared.fact(key);
      return fact === undefined ? undefined : rational(fact, 1000000n);
    }
    case BasisKind.value:
    case BasisKind.exactValue:
      return declared.value === undefined ? undefined : rational(declared.value, 1000000n);
    case BasisKind.quantity:
      return declared.quantity(basis);
    case BasisKind.entry:
      return rational(1n);
    default:
      return undefined;
  }
}

function toMultiple(amount: Rational, quantum: Rational, mode: Rounding): Rational {
  const top = amount.numerator * quantum.denominator;
  const bottom = amount.denominator * quantum.numerator;
  const [whole, rest] = [top / bottom, top % bottom];
  const half = 2n * rest - bottom;
  const isUp =
    mode === Rounding.up
      ? rest > 0n
      : mode === Rounding.halfUp
        ? half >= 0n
        : mode === Rounding.halfEven
          ? half > 0n || (half === 0n && whole % 2n === 1n)
          : false;
  return multiply(rational(isUp ? whole + 1n : whole), quantum);
}
