import {
  BasisKind,
  EVERY_COUNTRY,
  GuardOperator,
  InputKind,
  LineStatus,
  OPEN,
  Rounding,
  SumOperator,
  Threshold,
  ValueRounding,
} from "../../assembly/abi";
import type { BasisRow, LineRow, MeasureRow, TableSpec } from "./bytes";
import { foot } from "./footing";
import type { Batch, InputColumn } from "./kernel";
import type { Known } from "./kleene";
import { type Ground, MICRO, pick, Refusal } from "./oracle-terms";
import { compare, minus, notBelowZero, plus, type Ratio, ratio, round, times } from "./ratio";

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

/** What each line comes to, and the lines one of whose guards needs so many bits that the kernel may not know it. */
export function expectedOf(spec: TableSpec, batch: Batch, knownOn: number = OPEN) {
  const oracle = new Oracle(spec, batch, knownOn);
  return { expected: oracle.assess(), strained: oracle.strained };
}

/** Sums beyond this many units of their scale come near the kernel's 127 bits. */
const NEAR = 1n << 120n;

export class Oracle {
  readonly strained = new Set<number>();
  /** The largest product or sum of the program last evaluated. */
  private largest: Ratio = ratio(0n);
  protected readonly dutiable: bigint[] = [];
  protected readonly results: Expected[] = [];
  /** The rate found for each line, whatever it comes to. */
  protected programs: (number | undefined)[] = [];
  private readonly duties: Ratio[] = [];

  constructor(
    protected readonly spec: TableSpec,
    protected readonly batch: Batch,
    protected readonly knownOn: number,
  ) {}

  assess(): Expected[] {
    const count = this.batch.codes.length;
    for (let line = 0; line < count; line++) this.results[line] = this.attempt(() => this.resolve(line));
    this.programs = this.results.map(({ program }) => program);
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

  protected value(line: number): bigint {
    return this.batch.values[line]! * 10n ** BigInt(6 - (this.batch.valueDecimals ?? 2));
  }

  /** The row of the line's code on its day. */
  protected row(line: number): LineRow {
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
    return row;
  }

  private resolve(line: number): Expected {
    const row = this.row(line);
    const guard = row.guard ?? 0;
    const { truth, status, detail } = this.guard(guard, line);
    if (truth === false) throw new Refusal(LineStatus.lineGuardFailed, guard);
    if (status === LineStatus.quantityInexact) throw new Refusal(status, detail!);
    return this.choose(line, row.set ?? 1, pick(this.batch.day, line, 0));
  }

  private to(row: { to?: number; known?: number; endKnown?: number }): number {
    return (row.endKnown ?? row.known ?? 0) > this.knownOn ? OPEN : (row.to ?? OPEN);
  }

  private isKnown(row: { from?: number; to?: number; known?: number; endKnown?: number }): boolean {
    return (row.known ?? 0) <= this.knownOn && this.to(row) >= (row.from ?? 0);
  }

  protected holds(row: { from?: number; to?: number; known?: number; endKnown?: number }, day: number): boolean {
    return this.isKnown(row) && day >= (row.from ?? 0) && day <= this.to(row);
  }

  protected isIn(area: number, country: number, day: number): boolean {
    if (country >= EVERY_COUNTRY) return false;
    if (area === 0) return true;
    return this.spec.areas![area - 1]!.some(
      (member) => (member.country === country || member.country === EVERY_COUNTRY) && this.holds(member, day),
    );
  }

  private choose(line: number, set: number, day: number): Expected {
    const { spec, batch } = this;
    const claim = pick(batch.claim, line, 0);
    const country = pick(batch.origin, line, 0);
    const area = claim === 0 ? 0 : spec.claims?.[claim - 1];
    if (claim !== 0 && (area === undefined || !this.isIn(area, country, day))) {
      throw new Refusal(LineStatus.claimNotForOrigin, claim);
    }
    const fitting = spec.sets[set]!.flatMap((group) => spec.groups[group]!).filter((candidate) =>
      this.fits(candidate, country, day),
    );
    const of = (wanted: number) => fitting.find((candidate) => (candidate.claim ?? 0) === wanted);
    const measure = of(claim);
    if (measure) return this.alternative(measure, set, line);
    // A claim of origin: the line prints no rate for the programme, and what it prints is free whatever is declared.
    const general = claim === 0 ? undefined : of(0);
    const [first] = general ? spec.choices[general.choice]! : [];
    if (general && !first!.guard && this.isFree(first!.program)) return this.alternative(general, set, line);
    throw new Refusal(claim === 0 ? LineStatus.noMeasure : LineStatus.claimNotOnLine, set);
  }

  protected fits(measure: MeasureRow, country: number, day: number): boolean {
    return this.isIn(measure.area ?? 0, country, day) && !(measure.except && this.isIn(measure.except, country, day));
  }

  protected isFree(program: number): boolean {
    const { refused, sums } = this.spec.programs[program]!;
    return !refused && sums.length === 0;
  }

  private alternative(measure: MeasureRow, set: number, line: number): Expected {
    const { spec } = this;
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
  protected guard(guard: number, line: number): Known {
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
        const declared = this.fact(first, line);
        if (declared !== undefined) stack.push({ truth: declared !== 0n });
        else stack.push({ truth: undefined, status: LineStatus.factMissing, detail: 0x80000000 + first });
      } else if (operator === GuardOperator.claims) {
        stack.push({ truth: this.claims(first, line) });
      } else if (operator === GuardOperator.listed) {
        if (this.fact(second, line) !== undefined) stack.push({ truth: this.claims(first, line) });
        else stack.push({ truth: undefined, status: LineStatus.factMissing, detail: 0x80000000 + second });
      } else if (operator === GuardOperator.programme) {
        // The claim's area holds the origin: else the line was refused before.
        stack.push({ truth: pick(this.batch.claim, line, 0) === first });
      } else {
        stack.push(this.sign(first, operator, line));
      }
    }
    return stack[0]!;
  }

  private fact(fact: number, line: number): bigint | undefined {
    return (this.batch.inputs ?? []).find(
      (input) => input.fact && input.key === fact && input.amounts[line] !== undefined,
    )?.amounts[line];
  }

  protected claims(heading: number, line: number): boolean {
    return (this.batch.inputs ?? []).some(
      (input) => input.kind === InputKind.claim && input.key === heading && (input.amounts[line] ?? 0n) !== 0n,
    );
  }

  private sign(program: number, operator: number, line: number) {
    try {
      const sum = this.evaluate(program, line, { value: ratio(0n) });
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

  protected evaluate(program: number, line: number, ground: Ground): Ratio {
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
        let product = times(ratio(term.coefficient, denominator), this.basis(term.basis, line, ground));
        if (term.factor) product = times(product, this.basis(term.factor, line, ground));
        return note(plus(before, note(product)));
      }, ratio(0n));
      if (index === 0) result = total;
      else if (sum.operator === SumOperator.floor) result = compare(total, result) > 0 ? total : result;
      else result = compare(total, result) < 0 ? total : result;
    });
    return result;
  }

  protected basis(basis: number, line: number, ground: Ground): Ratio {
    const row = this.spec.bases![basis - 1]!;
    const counted = this.counted(row, basis, line, ground);
    const threshold = ratio(row.threshold ?? 0n, MICRO);
    const sense = row.sense ?? Threshold.none;
    if (sense === Threshold.none) return counted;
    return notBelowZero(sense === Threshold.over ? minus(counted, threshold) : minus(threshold, counted));
  }

  protected counted(row: BasisRow, basis: number, line: number, ground: Ground): Ratio {
    if (row.kind === BasisKind.value) return ground.value;
    if (row.kind === BasisKind.baseDuty) return ground.duty!;
    if (row.kind === BasisKind.entry) return ratio(1n);
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
      (input) =>
        !input.kind &&
        (input.fact ?? false) === fact &&
        input.key === (row.key ?? 0) &&
        input.amounts[line] !== undefined,
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

  /** Of the ordinary duty. */
  protected ground(line: number): Ground {
    return { value: ratio(this.dutiable[line]!, MICRO) };
  }

  private charge(line: number, program: number): Partial<Expected> {
    const duty = notBelowZero(this.evaluate(program, line, this.ground(line)));
    this.duties[line] = duty;
    const minor = times(duty, ratio(10n ** BigInt(this.spec.minorDigits ?? 2)));
    return { amount: round(minor, this.spec.chargeRounding ?? Rounding.halfUp), dutiable: this.dutiable[line]! };
  }

  private roundEntry(first: number, end: number): void {
    const valueRule = this.spec.valueRule ?? ValueRounding.exact;
    const alone = (value: bigint) =>
      valueRule === ValueRounding.exact
        ? value
        : round(ratio(value, this.quantum), this.spec.valueRounding ?? Rounding.halfUp) * this.quantum;
    for (let line = first; line < end; line++) this.dutiable[line] = alone(this.value(line));
    if (valueRule !== ValueRounding.rateGroups) return;
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
    const rule = { quantum: this.quantum, mode: this.spec.valueRounding ?? Rounding.halfUp };
    const amounts = foot(units.map(sum), alone(sum(lines)), rule, (a, b) => compare(rates[a]!, rates[b]!) || a - b);
    units.forEach((unit, index) => {
      const exact = unit.map((line) => this.value(line));
      const shares = foot(exact, amounts[index]!, rule, (a, b) => a - b);
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

  protected kindOf(basis: number): number {
    return this.spec.bases![basis - 1]!.kind;
  }
}
