import {
  BasisKind,
  ChargeUnit,
  InputKind,
  LAYER_WORD,
  LineStatus,
  NO_PROGRAM,
  OPEN,
  RequestFlag,
} from "../../assembly/abi";
import type { TableSpec } from "./bytes";
import { type Head, names, notComputable, rivalOf, sameWords } from "./heads";
import type { Batch, Charge } from "./kernel";
import { all, any, type Known, NO, type Reason, reasonOf, YES } from "./kleene";
import { type Expected, Oracle } from "./oracle";
import { type Ground, MICRO, pick, Refusal } from "./oracle-terms";
import { compare, minus, notBelowZero, plus, type Ratio, ratio, round, times } from "./ratio";

/**
 * The law of stacks, the slow way: for each line the heading of each layer, what displaces it, what it is reckoned on.
 * Where the law does not say which of several reasons for a refusal comes first, each of them is an answer.
 */

export interface Answer {
  /** What a line may be refused for; empty: it is assessed. */
  refusals: Reason[];
  /** Something is asked for on which nothing hangs: then it may be answered too. */
  idle: boolean;
  /** A part comes so near the value that it is more than it exactly and not when rounded, or the other way round. */
  close: boolean;
  charges: Charge[];
  /** Of the entries whose last line this is, when none of their lines is refused. */
  entryCharges: Charge[];
  dutiable: bigint;
  /** Kinds of the entry's charges that the line bears. */
  bears: number[];
}

/** What the stack of a line comes to, and the values that charges of the entry are reckoned on. */
interface Settled extends Answer {
  /** What may be asked for though nothing hangs on it. */
  asked: Reason[];
  perEntry: { head: Head; value: Ratio }[];
}

/** The basis of the value, which a line without a provision is charged on. */
const VALUE = 1;

export function answersOf(spec: TableSpec, batch: Batch, knownOn: number = OPEN): Answer[] {
  return new StackOracle(spec, batch, knownOn).answers();
}

class StackOracle extends Oracle {
  answers(): Answer[] {
    const ordinary = this.assess();
    const settled = ordinary.map((result, line) => this.settle(result, line));
    const starts = this.batch.entryStart ?? Array.from({ length: ordinary.length + 1 }, (_, line) => line);
    for (let entry = 0; entry + 1 < starts.length; entry++) {
      const tops: number[] = [];
      for (let line = starts[entry]!; line < starts[entry + 1]!; line++) if (this.isTop(line)) tops.push(line);
      if (tops.length === 0 || tops.some((line) => settled[line]!.refusals.length > 0 && !settled[line]!.idle))
        continue;
      settled[tops.at(-1)!]!.entryCharges = this.entryCharges(tops.flatMap((line) => settled[line]!.perEntry));
    }
    return settled;
  }

  private isTop(line: number): boolean {
    return (this.batch.parent?.[line] ?? -1) < 0;
  }

  private minor(amount: Ratio): bigint {
    const scaled = times(notBelowZero(amount), ratio(10n ** BigInt(this.spec.minorDigits ?? 2)));
    return round(scaled, this.spec.chargeRounding ?? 0);
  }

  private settle(ordinary: Expected, line: number): Settled {
    const answer: Settled = {
      refusals: [],
      idle: false,
      close: false,
      charges: [],
      entryCharges: [],
      dutiable: this.dutiable[line]!,
      perEntry: [],
      asked: [],
      bears: [],
    };
    const { status, detail, kind, program, amount } = ordinary;
    if (status !== LineStatus.assessed && this.programs[line] === undefined)
      return { ...answer, refusals: [{ status, detail }] };
    if (status !== LineStatus.assessed) answer.refusals.push({ status, detail });
    else answer.charges.push({ kind: kind!, program: program!, amount: amount! });
    if (this.sharesValue(this.programs[line]!)) this.ordinaryParts(answer, line);
    if ((this.batch.flags ?? 0) & RequestFlag.ordinaryOnly) return answer;
    if (!this.isTop(line)) return answer;
    this.layers(answer, line, amount);
    this.deposits(answer, line);
    return answer;
  }

  /** Whether a rate takes a share of the value: only then does anything hang on what stands in its place. */
  private sharesValue(program: number): boolean {
    return this.spec.programs[program]!.sums.some(({ terms }) =>
      terms.some(({ basis, factor }) =>
        [basis, factor ?? 0].some((one) => one && this.kindOf(one) === BasisKind.value),
      ),
    );
  }

  private ordinaryParts(answer: Settled, line: number): void {
    const { minuend = 0, subtrahend = 0 } = this.provision(0, line) ?? {};
    this.checkParts(answer, line, this.provisionParts(0, line));
    if (minuend !== 0 && subtrahend !== 0) this.checkSum(answer, line, [subtrahend], minuend);
  }

  /** Nothing is left of the ordinary duty where its provision leaves nothing. */
  protected override evaluate(program: number, line: number, ground: Ground): Ratio {
    return ground.none ? ratio(0n) : super.evaluate(program, line, ground);
  }

  private layers(answer: Settled, line: number, ordinary: bigint | undefined): void {
    const layers = this.layersOf(line);
    const known = answer.refusals.length;
    const readings = layers
      .reduce<(Head | undefined)[][]>(
        (before, { outcomes }) => before.flatMap((some) => outcomes.map((outcome) => [...some, outcome])),
        [[]],
      )
      .map((outcomes) => this.reading(answer, outcomes, line, ordinary));
    const wants = [
      ...this.circling(line),
      ...layers.flatMap((layer) => layer.wants),
      ...readings.flatMap(({ asked }) => asked),
    ];
    const [first] = readings as [Settled, ...Settled[]];
    answer.close ||= readings.some(({ close }) => close);
    answer.refusals.push(...wants, ...readings.flatMap(({ refusals }) => refusals.slice(known)));
    if (known > 0) return;
    answer.charges = first.charges;
    answer.perEntry = first.perEntry;
    answer.bears = first.perEntry.map(({ head }) => head.kind);
    answer.idle =
      wants.length > 0 && readings.every((reading) => reading.refusals.length === 0 && alike(reading, first));
  }

  /** What the line comes to where each layer has this heading, or none. */
  private reading(
    before: Settled,
    outcomes: (Head | undefined)[],
    line: number,
    ordinary: bigint | undefined,
  ): Settled {
    const answer = { ...before, refusals: [...before.refusals], charges: [...before.charges], perEntry: [], asked: [] };
    const heads = outcomes.filter((outcome) => outcome !== undefined);
    for (const head of heads) this.layer(answer, head, heads, line, ordinary);
    return answer;
  }

  private layer(answer: Settled, head: Head, heads: Head[], line: number, ordinary: bigint | undefined): void {
    const displaced = this.displaced(head, heads, line);
    if (this.isFree(head.program)) {
      if (displaced.truth === undefined) answer.asked.push(reasonOf(displaced));
      this.partsOff(answer.asked, head, heads, line);
      return;
    }
    if (displaced.truth === true) return;
    if (displaced.truth === undefined) answer.refusals.push(reasonOf(displaced));
    // A provision that leaves nothing leaves no charge, though the heading displaces what it displaces.
    const { minuend = VALUE, subtrahend = 0 } = this.provision(head.layer, line) ?? {};
    if (minuend === 0) {
      if (this.spec.programs[head.program]!.refused) answer.asked.push(notComputable(head));
      return;
    }
    const shares = this.sharesValue(head.program);
    const parts = this.partsOff(shares ? answer.refusals : answer.asked, head, heads, line);
    this.check(answer, head, shares ? parts : [], line);
    if (answer.refusals.length > 0) return;
    const provided = shares ? this.provided(head.layer, line) : ratio(0n);
    // A part is taken off once, whoever says so.
    const off = shares ? parts.filter((part) => part !== subtrahend) : [];
    const value = off.map((part) => this.basis(part, line, { value: ratio(0n) })).reduce(minus, provided);
    const duty = ratio(ordinary!, 10n ** BigInt(this.spec.minorDigits ?? 2));
    if (head.per === ChargeUnit.entry) answer.perEntry.push({ head, value: ratio(this.value(line), MICRO) });
    else {
      const exact = this.evaluate(head.program, line, { value: notBelowZero(value), duty });
      answer.charges.push({ kind: head.kind, program: head.program, amount: this.minor(exact) });
    }
  }

  /** The heading that each layer has; several outcomes where it hangs on what is wanted. */
  private layersOf(line: number): { outcomes: (Head | undefined)[]; wants: Reason[] }[] {
    const { spec, batch } = this;
    const day = pick(batch.day, line, 0);
    const country = pick(batch.origin, line, 0);
    return spec.sets[this.row(line).stack ?? 0]!.map((group) => {
      const fitting = spec.groups[group]!.filter((candidate) => this.fits(candidate, country, day)).map((measure) => {
        const { guard, program } = spec.choices[measure.choice]![0]!;
        const kind = measure.kind ?? 0;
        const { layer = 0, heading = 0, per = 0 } = spec.kinds![kind]!;
        const known: Known = this.guard(guard ?? 0, line);
        return { rank: measure.rank ?? 0, known, head: { layer, heading, kind, per, program } };
      });
      const certain = fitting.findIndex(({ known }) => known.truth === true);
      const last = certain < 0 ? fitting.length : certain;
      const open = fitting.slice(0, last).filter(({ known }) => known.truth === undefined);
      const possible = fitting.filter(({ known }, place) => place <= last && known.truth !== false);
      const pairs = possible.map((candidate) => [candidate, rivalOf(candidate, fitting)] as const);
      const rivals = pairs.flatMap(([, rival]) => (rival ? [rival] : []));
      return {
        outcomes: [...possible, ...rivals, ...(certain < 0 ? [undefined] : [])].map((candidate) => candidate?.head),
        wants: [
          ...open.slice(0, 1).map(({ known }) => reasonOf(known)),
          ...rivals.map(({ head }) => ({ status: LineStatus.headingsConflict, detail: head.kind })),
        ],
      };
    });
  }

  /** Rows of stacking that are law on the day and name the heading as displaced. */
  private against(head: Head, line: number) {
    const day = pick(this.batch.day, line, 0);
    const country = pick(this.batch.origin, line, 0);
    return (this.spec.displacements ?? []).filter(
      ({ area, of }) => this.isIn(area ?? 0, country, day) && of.some((word) => names(word, head)),
    );
  }

  /** Guards first: of two rows that would go round in a circle the guard of one fails. */
  private displaced(head: Head, heads: Head[], line: number, above: Head[] = []): Known {
    const whole = this.against(head, line).filter(({ less }) => !less);
    return any(
      whole.map(({ by, guard }) => {
        const holds: Known = this.guard(guard ?? 0, line);
        if (holds.truth === false || (above.includes(head) && holds.truth === undefined)) return holds;
        return all([this.acts(by, heads, line, [...above, head]), holds]);
      }),
    );
  }

  private acts(by: number[], heads: Head[], line: number, above: Head[] = []): Known {
    if (by.length === 0) return YES;
    const named = heads.filter(
      (head) => by.includes(head.heading) || (by.includes(LAYER_WORD | head.layer) && !this.isFree(head.program)),
    );
    return any(
      named.map((head) => {
        const gone = this.displaced(head, heads, line, above);
        return gone.truth === undefined ? gone : gone.truth ? NO : YES;
      }),
    );
  }

  /** Of two rows that turn each other round the guard may be asked for, whether or not their headings hold. */
  private circling(line: number): Reason[] {
    const rows = this.spec.displacements ?? [];
    return rows
      .filter(({ by, of }) => rows.some((other) => sameWords(other.by, of) && sameWords(other.of, by)))
      .map(({ guard }): Known => this.guard(guard ?? 0, line))
      .filter(({ truth }) => truth === undefined)
      .map(reasonOf);
  }

  /** Bases of the parts that are taken off the value for a heading. */
  private partsOff(asked: Reason[], head: Head, heads: Head[], line: number): number[] {
    const parts = new Set<number>();
    for (const { by, guard, less } of this.against(head, line)) {
      if (!less) continue;
      const acts = all([this.acts(by, heads, line), this.guard(guard ?? 0, line)]);
      if (acts.truth === undefined) asked.push(reasonOf(acts));
      if (acts.truth !== false) parts.add(less);
    }
    return [...parts];
  }

  private provision(layer: number, line: number) {
    const day = pick(this.batch.day, line, 0);
    const country = pick(this.batch.origin, line, 0);
    return (this.spec.provisions ?? []).find(
      (row) => (row.layer ?? 0) === layer && this.isIn(row.area ?? 0, country, day) && this.claims(row.heading, line),
    );
  }

  /** Bases of the facts that a provision takes in place of the value, and off it. */
  private provisionParts(layer: number, line: number): number[] {
    const { minuend = 0, subtrahend = 0 } = this.provision(layer, line) ?? {};
    return [minuend, subtrahend].filter((basis) => basis !== 0 && this.kindOf(basis) === BasisKind.fact);
  }

  private provided(layer: number, line: number): Ratio {
    const whole = ratio(this.dutiable[line]!, MICRO);
    const provision = this.provision(layer, line);
    if (!provision) return whole;
    const { minuend = 0, subtrahend = 0 } = provision;
    const kept = this.basis(minuend, line, { value: whole });
    return subtrahend === 0 ? kept : minus(kept, this.basis(subtrahend, line, { value: whole }));
  }

  protected override ground(line: number): Ground {
    const provision = this.provision(0, line);
    if (provision && !provision.minuend) return { value: ratio(0n), none: true };
    if (!this.sharesValue(this.programs[line]!)) return super.ground(line);
    return { value: notBelowZero(this.provided(0, line)) };
  }

  /** Every want of a heading's charge: a basis that is not declared, a part above the value. */
  private check(answer: Settled, head: Head, parts: number[], line: number): void {
    const { refused, sums } = this.spec.programs[head.program]!;
    if (refused) answer.refusals.push(notComputable(head));
    const counted = refused
      ? []
      : sums.flatMap(({ terms }) => terms.flatMap(({ basis, factor }) => [basis, factor ?? 0]));
    const used = counted.filter((basis) => basis !== 0);
    for (const basis of used) this.want(answer, basis, line);
    const { minuend = VALUE, subtrahend = 0 } = this.provision(head.layer, line) ?? {};
    if (this.sharesValue(head.program)) this.checkParts(answer, line, this.provisionParts(head.layer, line));
    this.checkParts(answer, line, [...parts, ...used.filter((basis) => this.kindOf(basis) === BasisKind.fact)]);
    const taken = [...new Set([...parts, ...(subtrahend === 0 ? [] : [subtrahend])])];
    if (this.sharesValue(head.program) && taken.length > 0) this.checkSum(answer, line, taken, minuend);
  }

  private want(answer: Settled | undefined, basis: number, line: number): Ratio | undefined {
    try {
      return this.basis(basis, line, { value: ratio(0n), duty: ratio(0n) });
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      answer?.refusals.push({ status: error.status, detail: error.detail });
      return undefined;
    }
  }

  private checkParts(answer: Settled, line: number, parts: number[]): void {
    for (const basis of parts) {
      const part = this.want(answer, basis, line);
      if (!part) continue;
      const above = compare(part, ratio(this.value(line), MICRO)) > 0;
      if (above) answer.refusals.push({ status: LineStatus.partExceedsValue, detail: basis });
      const exact = this.exactly(basis, line);
      if (exact && compare(exact, ratio(this.value(line), MICRO)) > 0 !== above) answer.close = true;
    }
  }

  /** Parts together above the value, or above what a provision takes in its place: any of them may be named. */
  private checkSum(answer: Settled, line: number, taken: number[], from: number): void {
    const bases = { value: ratio(0n) };
    if ([...taken, from].some((basis) => !this.want(undefined, basis, line))) return;
    const sum = taken.map((part) => this.basis(part, line, bases)).reduce(plus, ratio(0n));
    const exact = taken.map((part) => this.exactly(part, line)!).reduce(plus, ratio(0n));
    const part = this.kindOf(from) === BasisKind.fact;
    const limits = part
      ? [this.basis(from, line, bases), this.exactly(from, line)!]
      : [ratio(this.value(line), MICRO), ratio(this.dutiable[line]!, MICRO)];
    const above = limits.flatMap((limit) => [sum, exact].map((total) => compare(total, limit) > 0));
    if (above.includes(true)) {
      for (const basis of taken) answer.refusals.push({ status: LineStatus.partExceedsValue, detail: basis });
      answer.close ||= above.includes(false);
    }
  }

  /** A declared fact without the rounding of its basis. */
  private exactly(basis: number, line: number): Ratio | undefined {
    const { key = 0 } = this.spec.bases![basis - 1]!;
    const input = this.batch.inputs!.find((one) => one.fact && one.key === key && one.amounts[line] !== undefined);
    return input && ratio(input.amounts[line]!, 10n ** BigInt(input.decimals ?? 0));
  }

  private deposits(answer: Settled, line: number): void {
    for (const { kind, key, decimals, amounts } of this.batch.inputs ?? []) {
      const rate = amounts[line];
      if (kind !== InputKind.deposit || rate === undefined) continue;
      const share = ratio(rate, 100n * 10n ** BigInt(decimals ?? 0));
      const amount = this.minor(times(share, ratio(this.dutiable[line]!, MICRO)));
      answer.charges.push({ kind: key, program: NO_PROGRAM, amount });
    }
  }

  /** Each kind once, on the values of the lines that bear it. */
  private entryCharges(borne: { head: Head; value: Ratio }[]): Charge[] {
    return [...new Set(borne.map(({ head }) => head.kind))].map((kind) => {
      const lines = borne.filter(({ head }) => head.kind === kind);
      const value = lines.reduce((sum, line) => plus(sum, line.value), ratio(0n));
      const { program } = lines[0]!.head;
      return { kind, program, amount: this.minor(this.evaluate(program, -1, { value })) };
    });
  }
}

function alike(a: Settled, b: Settled): boolean {
  const text = ({ charges, perEntry }: Settled) =>
    charges.map((charge) => Object.values(charge).join()).join(" ") +
    perEntry.map(({ head, value }) => `;${head.kind} ${head.program} ${value.n} ${value.d}`).join("");
  return text(a) === text(b);
}
