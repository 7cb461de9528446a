import { type Ground, type Judgement, judge, type Outcome, randomRoundingOf, roundingOf, type Standing } from "./judge";
import type { Apart, Told } from "./outcomes";
import type { SampleRow } from "./sample";

/** Rows, and the dollars of their value. */
export interface Count {
  rows: number;
  value: bigint;
}

export interface Judged {
  readonly row: SampleRow;
  readonly judgement: Judgement;
}

/** How the rows stand, by the grounds that outcomes may rest on and the rounding allowed for. */
export interface Measure {
  readonly title: string;
  readonly standings: Readonly<Record<Standing, Count>>;
  /** Rows that can bear duty: whose greatest outcome is above 0. */
  readonly dutiable: Readonly<Record<Standing, Count>>;
}

/** Rows whose goods may bear some layers, at the most these; duty in dollars, and the most they could owe in cents. */
export interface LayerCount {
  rows: number;
  value: bigint;
  duty: bigint;
  most: bigint;
  /** Rows that equal an outcome with a layer, one without, neither; and those outside their interval. */
  charged: number;
  free: number;
  mixed: number;
  outside: number;
}

export interface Tally {
  /** The first is what is meant where nothing else is said. */
  readonly measures: readonly Measure[];
  readonly apart: ReadonlyMap<Apart, Count>;
  /** Rows that equal one outcome, by its name. */
  readonly pure: ReadonlyMap<string, Count>;
  /** By the layers of the greatest outcome, with ` + ` between them. */
  readonly layers: ReadonlyMap<string, LayerCount>;
  /** Rows that have only one outcome, and those of them that equal it. */
  readonly single: Count;
  readonly singlePure: Count;
  /** Outside the interval, the largest first. */
  readonly outside: readonly Judged[];
}

const SCHEDULE: readonly Ground[] = ["schedule"];
const CLAIMED: readonly Ground[] = ["schedule", "lapsed programme"];
const EVERY: readonly Ground[] = ["schedule", "lapsed programme", "chapter 98"];

const nothing = (): Count => ({ rows: 0, value: 0n });
const byStanding = (): Record<Standing, Count> => ({
  pure: nothing(),
  mixed: nothing(),
  above: nothing(),
  below: nothing(),
});

/** @param told what `outcomesOf` answered, in the order of the rows */
export function tallyOf(rows: readonly SampleRow[], told: readonly (Told | Apart)[]): Tally {
  const measures = [
    { title: "schedule, layers and claims of lapsed programmes", grounds: CLAIMED, rounding: roundingOf },
    { title: "the same, errors of rounding taken as random", grounds: CLAIMED, rounding: randomRoundingOf },
    { title: "schedule and layers alone", grounds: SCHEDULE, rounding: roundingOf },
    { title: "and a claim under chapter 98", grounds: EVERY, rounding: roundingOf },
  ].map((measure) => ({ ...measure, standings: byStanding(), dutiable: byStanding() }));
  const apart = new Map<Apart, Count>();
  const pure = new Map<string, Count>();
  const layers = new Map<string, LayerCount>();
  const single = nothing();
  const singlePure = nothing();
  const outside: Judged[] = [];
  rows.forEach((row, index) => {
    const found = told[index]!;
    if (typeof found === "string") {
      add(entry(apart, found), row);
      return;
    }
    measures.forEach(({ grounds, rounding, standings, dutiable }, place) => {
      const outcomes = found.outcomes.filter(({ by }) => grounds.includes(by));
      const judgement = judge(row, outcomes, rounding);
      add(standings[judgement.standing], row);
      if (judgement.greatest.cents > 0n) add(dutiable[judgement.standing], row);
      if (place > 0) return;
      addLayers(layers, row, judgement);
      if (outcomes.length === 1) add(single, row);
      if (outcomes.length === 1 && judgement.outcome !== undefined) add(singlePure, row);
      if (judgement.outcome !== undefined) add(entry(pure, kindOf(judgement.outcome)), row);
      else if (judgement.standing !== "mixed") outside.push({ row, judgement });
    });
  });
  outside.sort((a, b) => (a.row.value < b.row.value ? 1 : a.row.value > b.row.value ? -1 : 0));
  return { measures, apart, pure, layers, single, singlePure, outside };
}

/** Outcomes of one kind: the measures that charge, with what is claimed. */
const kindOf = ({ name }: Outcome): string => name;

function entry<Key>(counts: Map<Key, Count>, key: Key): Count {
  const count = counts.get(key) ?? nothing();
  counts.set(key, count);
  return count;
}

function add(count: Count, { value }: SampleRow): void {
  count.rows += 1;
  count.value += value;
}

function addLayers(counts: Map<string, LayerCount>, row: SampleRow, judgement: Judgement): void {
  const { greatest, outcome, standing } = judgement;
  if (greatest.layers.length === 0) return;
  const key = greatest.layers.join(" + ");
  const count = counts.get(key) ?? {
    ...{ rows: 0, value: 0n, duty: 0n, most: 0n },
    ...{ charged: 0, free: 0, mixed: 0, outside: 0 },
  };
  counts.set(key, count);
  add(count, row);
  count.duty += row.duty;
  count.most += greatest.cents;
  if (outcome !== undefined) count[outcome.layers.length > 0 ? "charged" : "free"] += 1;
  else count[standing === "mixed" ? "mixed" : "outside"] += 1;
}
