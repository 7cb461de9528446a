import {
  BasisKind,
  GuardOperator,
  LineStatus,
  OPEN,
  Rounding,
  SumOperator,
  Threshold,
  ValueRounding,
} from "../../assembly/abi";
import type { BasisRow, TableSpec } from "./bytes";
import type { Batch, InputColumn } from "./kernel";

/**
 * What a table says, computed the slow way: rationals of BigInts, no epochs, no classes, no shared denominators. It knows
 * the meaning of the rows and nothing of the kernel.
 */

export interface Expected {
  status: number;
  detail: number;
  kind?: number;
  program?: number;
  amount?: bigint;
  dutiable?: bigint;
}

class Refusal extends Error {
  constructor(
    readonly status: number,
    readonly detail: number,
  ) {
    super();
  }
}

interface Ratio {
  n: bigint;
  d: bigint;
}

const ratio = (n: bigint, d = 1n): Ratio => ({ n, d });
const plus = (a: Ratio, b: Ratio) => ratio(a.n * b.d + b.n * a.d, a.d * b.d);
const times = (a: Ratio, b: Ratio) => ratio(a.n * b.n, a.d * b.d);
const compare = (a: Ratio, b: Ratio) => {
  const side = a.n * b.d - b.n * a.d;
  return side < 0n ? -1 : side > 0n ? 1 : 0;
};

export function round(value: Ratio, mode: number): bigint {
  const quotient = value.n / value.d;
  const twice = (value.n % value.d) * 2n;
  if (mode === Rounding.truncate || twice === 0n) return quotient;
  if (mode === Rounding.up) return quotient + 1n;
  if (twice !== value.d) return twice > value.d ? quotient + 1n : quotient;
  return mode === Rounding.halfUp ? quotient + 1n : quotient + (quotient & 1n);
}

const pick = <T>(value: T | T[] | undefined, line: number, otherwise: T): T =>
  Array.isArray(value) ? (value[line] as T) : (value ?? otherwise);

const MICRO = 1_000_000n;

/** What each line comes to, and the lines one of whose guards needs so many bits that the kernel may not know it. */
export function expectedOf(spec: TableSpec, batch: Batch, knownOn: number = OPEN) {
  const oracle = new Oracle(spec, batch, knownOn);
  return { expected: oracle.assess(), strained: oracle.strained };
}

/** Sums beyond this many units of their scale come near the kernel's 127 bits. */
const NEAR = 1n << 120n;

class Oracle {
  readonly strained = new Set<number>();
  /** The largest product or sum of the program last evaluated. */
  private largest: Ratio = ratio(0n);
  private readonly dutiable: bigint[] = [];
  private readonly results: Expected[] = [];
  private readonly duties: Ratio[] = [];

  constructor(
    private readonly spec: TableSpec,
    private readonly batch: Batch,
    private readonly knownOn: number,
  ) {}

  assess(): Expected[] {
    const count = this.batch.codes.length;
    for (let line = 0; line < count; line++) this.results[line] = this.attempt(() => this.resolve(line));
    const starts = this.batch.entryStart ?? Array.from({ length: count + 1 }, (_, line) => line);
    for (let entry = 0; entry + 1 < starts.length; entry++) this.roundEntry(starts[entry]!, starts[entry + 1]!);
    for (let line = count - 1; line >= 0; line--) {
      const resolved = this.results[line]!;
      if (resolved.status !== LineStatus.assessed) continue;
      this.results[line] = this.attempt(() => ({ ...resolved, ...this.charge(line, resolved.program!) }));
    }
    return this.results;
  }

  private attempt(work: () => Expected): Expected {
    try {
      return work();
    } catch (error) {
      if (error instanceof Refusal) return { status: error.status, detail: error.detail };
      throw error;
    }
  }

  private value(line: number): bigint {
    return this.batch.values[line]! * 10n ** BigInt(6 - (this.batch.valueDecimals ?? 2));
  }

  private resolve(line: number): Expected {
    const { spec, batch } = this;
    const day = pick(batch.day, line, 0);
    if (day < (spec.firstDay ?? 0)) throw new Refusal(LineStatus.dateBeforeTable, 0);
    if (day > (spec.lastEditionDay ?? 1000) + 366) throw new Refusal(LineStatus.dateAfterTable, 0);
    const known = spec.lines.filter((row) => row.code === batch.codes[line] && this.isKnown(row));
    if (known.length === 0) throw new Refusal(LineStatus.unknownCommodity, 0);
    const row = known
      .filter((candidate) => this.holds(candidate, day))
      .sort((a, b) => (a.from ?? 0) - (b.from ?? 0) || (a.known ?? 0) - (b.known ?? 0))
      .at(-1);
    if (!row) throw new Refusal(LineStatus.notInForce, 0);
    const guard = row.guard ?? 0;
    const { truth, status, detail } = this.guard(guard, line);
    if (truth === false) throw new Refusal(LineStatus.lineGuardFailed, guard);
    if (status === LineStatus.quantityInexact) throw new Refusal(status, detail!);
    return this.choose(line, row.set ?? 1, day);
  }

  private to(row: { to?: number; known?: number; endKnown?: number }): number {
    return (row.endKnown ?? row.known ?? 0) > this.knownOn ? OPEN : (row.to ?? OPEN);
  }

  private isKnown(row: { from?: number; to?: number; known?: number; endKnown?: number }): boolean {
    return (row.known ?? 0) <= this.knownOn && this.to(row) >= (row.from ?? 0);
  }

  private holds(row: { from?: number; to?: number; known?: number; endKnown?: number }, day: number): boolean {
    return this.isKnown(row) && day >= (row.from ?? 0) && day <= this.to(row);
  }

  private isIn(area: number, country: number, day: number): boolean {
    if (area === 0) return country < 676;
    return this.spec.areas![area - 1]!.some((member) => member.country === country && this.holds(member, day));
  }

  private choose(line: number, set: number, day: number): Expected {
    const { spec, batch } = this;
    const claim = pick(batch.claim, line, 0);
    const country = pick(batch.origin, line, 0);
    const area = claim === 0 ? 0 : spec.claims?.[claim - 1];
    if (claim !== 0 && (area === undefined || !this.isIn(area, country, day))) {
      throw new Refusal(LineStatus.claimNotForOrigin, claim);
    }
    const measure = spec.sets[set]!.flatMap((group) => spec.groups[group]!).find(
      (candidate) =>
        (candidate.claim ?? 0) === claim &&
        this.isIn(candidate.area ?? 0, country, day) &&
        !(candidate.except && this.isIn(candidate.except, country, day)),
    );
    if (!measure) throw new Refusal(claim === 0 ? LineStatus.noMeasure : LineStatus.claimNotOnLine, set);
    for (const alternative of spec.choices[measure.choice]!) {
      const { truth, status, detail } = this.guard(alternative.guard ?? 0, line);
      if (truth === undefined) throw new Refusal(status!, detail!);
      if (!truth) continue;
      const { program } = alternative;
      if (spec.programs[program]!.refused) throw new Refusal(LineStatus.rateNotComputable, program);
      return { status: LineStatus.assessed, detail: 0, kind: measure.kind ?? 0, program };
    }
    throw new Refusal(LineStatus.noMeasure, set);
  }

  /** truth undefined: unknown, for the reason given. */
  private guard(guard: number, line: number): { truth: boolean | undefined; status?: number; detail?: number } {
    type Known = ReturnType<Oracle["guard"]>;
    if (guard === 0) return { truth: true };
    const stack: Known[] = [];
    for (const [operator, first, second] of this.spec.guards![guard - 1]!) {
      if (operator === GuardOperator.and || operator === GuardOperator.or) {
        const right = stack.pop()!;
        const left = stack.pop()!;
        const decisive = operator === GuardOperator.or;
        if (left.truth === decisive || right.truth === decisive) stack.push({ truth: decisive });
        else if (left.truth === undefined) stack.push(left);
        else stack.push(right);
      } else if (operator === GuardOperator.not) {
        const top = stack.pop()!;
        stack.push(top.truth === undefined ? top : { truth: !top.truth });
      } else if (operator === GuardOperator.during) {
        const date = new Date(pick(this.batch.day, line, 0) * 86_400_000);
        const today = (date.getUTCMonth() + 1) * 100 + date.getUTCDate();
        const over = first > second;
        stack.push({ truth: over ? today >= first || today <= second : today >= first && today <= second });
      } else if (operator === GuardOperator.fact) {
        const declared = (this.batch.inputs ?? []).find(
          (i) => i.fact && i.key === first && i.amounts[line] !== undefined,
        );
        if (declared) stack.push({ truth: declared.amounts[line] !== 0n });
        else stack.push({ truth: undefined, status: LineStatus.factMissing, detail: 0x80000000 + first });
      } else {
        stack.push(this.sign(first, operator, line));
      }
    }
    return stack[0]!;
  }

  private sign(program: number, operator: number, line: number) {
    try {
      const sum = this.evaluate(program, line);
      const { denominator, sums } = this.spec.programs[program]!;
      const scale =
        denominator * (sums.some(({ terms }) => terms.some(({ factor }) => factor)) ? MICRO * MICRO : MICRO);
      if (compare(this.largest, ratio(NEAR, scale)) > 0) this.strained.add(line);
      const side = compare(sum, ratio(0n));
      return { truth: operator === GuardOperator.sumPositive ? side > 0 : side >= 0 };
    } catch (error) {
      if (error instanceof Refusal) return { truth: undefined, status: error.status, detail: error.detail };
      throw error;
    }
  }

  private evaluate(program: number, line: number): Ratio {
    const { denominator, sums } = this.spec.programs[program]!;
    // The highest ratio is asked for before anything else, so its want is named first.
    const counted = sums
      .flatMap((sum) => sum.terms)
      .find((term) => this.kindOf(term.basis) === BasisKind.componentsHighest);
    if (counted) this.highest(counted.basis, line);
    let result = ratio(0n);
    this.largest = result;
    const note = (amount: Ratio): Ratio => {
      const size = ratio(amount.n < 0n ? -amount.n : amount.n, amount.d);
      if (compare(size, this.largest) > 0) this.largest = size;
      return amount;
    };
    sums.forEach((sum, index) => {
      const total = sum.terms.reduce((before, term) => {
        let product = times(ratio(term.coefficient, denominator), this.basis(term.basis, line));
        if (term.factor) product = times(product, this.basis(term.factor, line));
        return note(plus(before, note(product)));
      }, ratio(0n));
      if (index === 0) result = total;
      else if (sum.operator === SumOperator.floor) result = compare(total, result) > 0 ? total : result;
      else result = compare(total, result) < 0 ? total : result;
    });
    return result;
  }

  private basis(basis: number, line: number): Ratio {
    const row = this.spec.bases![basis - 1]!;
    const counted = this.counted(row, basis, line);
    const threshold = ratio(row.threshold ?? 0n, MICRO);
    const sense = row.sense ?? Threshold.none;
    if (sense === Threshold.none) return counted;
    const minus = (a: Ratio, b: Ratio) => plus(a, ratio(-b.n, b.d));
    const rest = sense === Threshold.over ? minus(counted, threshold) : minus(threshold, counted);
    return rest.n < 0n ? ratio(0n) : rest;
  }

  private counted(row: BasisRow, basis: number, line: number): Ratio {
    if (row.kind === BasisKind.value) return ratio(this.dutiable[line]!, MICRO);
    if (row.kind === BasisKind.exactValue) return ratio(this.value(line), MICRO);
    if (row.kind === BasisKind.componentsSum) {
      const sum = this.components(basis, line).reduce((total, part) => total + this.chargeOf(part), 0n);
      return ratio(sum, 10n ** BigInt(this.spec.minorDigits ?? 2));
    }
    if (row.kind === BasisKind.componentsHighest) return this.highest(basis, line);
    return this.declared(row, basis, line);
  }

  private components(basis: number, line: number): number[] {
    const parts = (this.batch.parent ?? []).flatMap((parent, part) => (parent === line ? [part] : []));
    if (parts.length === 0) throw new Refusal(LineStatus.factMissing, basis);
    return parts;
  }

  /** A component's charge; the first that has none stops the line. */
  private chargeOf(part: number): bigint {
    const { status, amount } = this.results[part]!;
    if (status !== LineStatus.assessed) throw new Refusal(LineStatus.componentRefused, part);
    return amount!;
  }

  private highest(basis: number, line: number): Ratio {
    const rates = this.components(basis, line).map((part) => {
      this.chargeOf(part);
      if (this.dutiable[part] === 0n) throw new Refusal(LineStatus.rateNotComputable, this.results[part]!.program!);
      return times(this.duties[part]!, ratio(MICRO, this.dutiable[part]!));
    });
    const most = rates.reduce((best, rate) => (compare(rate, best) > 0 ? rate : best));
    return times(most, ratio(this.dutiable[line]!, MICRO));
  }

  private declared(row: BasisRow, basis: number, line: number): Ratio {
    const fact = row.kind === BasisKind.fact;
    const serving = (this.batch.inputs ?? []).filter(
      (input) => (input.fact ?? false) === fact && input.key === (row.key ?? 0) && input.amounts[line] !== undefined,
    );
    const inUnit = (input: InputColumn): Ratio =>
      ratio((input.numerator ?? 1n) * (row.denominator ?? 1n), (input.denominator ?? 1n) * (row.numerator ?? 1n));
    const input = serving.find((candidate) => inUnit(candidate).n === inUnit(candidate).d) ?? serving[0];
    if (!input) throw new Refusal(fact ? LineStatus.factMissing : LineStatus.quantityMissing, basis);
    const amount = times(ratio(input.amounts[line]!, 10n ** BigInt(input.decimals ?? 0)), inUnit(input));
    const quantum = row.quantum ?? 0n;
    if (quantum !== 0n) {
      const units = round(times(amount, ratio(MICRO, quantum)), row.rounding ?? Rounding.halfUp);
      return ratio(units * quantum, MICRO);
    }
    if ((amount.n * MICRO) % amount.d !== 0n) throw new Refusal(LineStatus.quantityInexact, basis);
    return amount;
  }

  private charge(line: number, program: number): Partial<Expected> {
    const exact = this.evaluate(program, line);
    const duty = exact.n < 0n ? ratio(0n) : exact;
    this.duties[line] = duty;
    const minor = times(duty, ratio(10n ** BigInt(this.spec.minorDigits ?? 2)));
    return { amount: round(minor, this.spec.chargeRounding ?? Rounding.halfUp), dutiable: this.dutiable[line]! };
  }

  private roundEntry(first: number, end: number): void {
    const rule = this.spec.valueRule ?? ValueRounding.exact;
    const alone = (value: bigint) =>
      rule === ValueRounding.exact
        ? value
        : round(ratio(value, this.quantum), this.spec.valueRounding ?? Rounding.halfUp) * this.quantum;
    for (let line = first; line < end; line++) this.dutiable[line] = alone(this.value(line));
    if (rule !== ValueRounding.rateGroups) return;
    const lines: number[] = [];
    for (let line = first; line < end; line++) {
      const top = (this.batch.parent?.[line] ?? -1) < 0;
      if (top && this.results[line]!.status === LineStatus.assessed) lines.push(line);
    }
    if (lines.length === 0) return;
    const programs = [...new Set(lines.map((line) => this.results[line]!.program!))];
    const units = programs.map((program) => lines.filter((line) => this.results[line]!.program === program));
    const sum = (group: number[]) => group.reduce((total, line) => total + this.value(line), 0n);
    const rates = programs.map((program) => this.rateOf(program));
    const amounts = this.foot(units.map(sum), alone(sum(lines)), (a, b) => compare(rates[a]!, rates[b]!) || a - b);
    units.forEach((unit, index) => {
      const exact = unit.map((line) => this.value(line));
      const shares = this.foot(exact, amounts[index]!, (a, b) => a - b);
      for (const [place, line] of unit.entries()) this.dutiable[line] = shares[place]!;
    });
  }

  private get quantum(): bigint {
    return this.spec.valueQuantum ?? MICRO;
  }

  private rateOf(program: number): Ratio {
    const { denominator, sums } = this.spec.programs[program]!;
    const shares = sums
      .flatMap((sum) => sum.terms)
      .filter((term) => !term.factor && this.kindOf(term.basis) === BasisKind.value);
    return ratio(
      shares.reduce((total, term) => total + term.coefficient, 0n),
      denominator,
    );
  }

  private kindOf(basis: number): number {
    return this.spec.bases![basis - 1]!.kind;
  }

  /** Rounds parts so that they come to the target: one after another, the best candidate at each step. */
  private foot(exact: bigint[], target: bigint, order: (a: number, b: number) => number): bigint[] {
    const { quantum } = this;
    const rounded = exact.map(
      (value) => round(ratio(value, quantum), this.spec.valueRounding ?? Rounding.halfUp) * quantum,
    );
    const total = () => rounded.reduce((sum, value) => sum + value, 0n);
    while (total() !== target) {
      const tooHigh = total() > target;
      const fraction = (part: number) => exact[part]! % quantum;
      const candidates = exact
        .map((_, part) => part)
        .filter((part) => (tooHigh ? rounded[part]! > exact[part]! : rounded[part]! < exact[part]!))
        .sort((a, b) => {
          const side = fraction(a) - fraction(b);
          if (side !== 0n) return (tooHigh ? side : -side) < 0n ? -1 : 1;
          return order(a, b);
        });
      const changed = candidates[0]!;
      rounded[changed]! += tooHigh ? -quantum : quantum;
    }
    return rounded;
  }
}
