import { EVERY_COUNTRY } from "../../../assembly/abi";
import { countryCode } from "../../model/countries";
import { dateOf } from "../../model/days";
import type { DisplacementView, MeasureView, ProvisionView, TableView, WordView } from "../../table/read";

/** A layer on a line: its measures that are for goods of the origin on the day, by rank. */
export interface LayerReach {
  /** Row of `meta.layers`. */
  readonly layer: number;
  readonly measures: readonly MeasureView[];
  /** All its measures on the line, whatever their days and origins. */
  readonly all: readonly MeasureView[];
  /** Displacements of the day that take some of its measures out, or a part off their value. */
  readonly rules: readonly ActiveDisplacement[];
}

/** Whether layers and headings that are named include a measure's. */
export const names = ({ columns }: TableView, { layers, headings }: Named, { kind }: MeasureView): boolean =>
  layers.has(columns.kindLayer[kind]!) || headings.has(columns.kindHeading[kind]!);

/** Layers and headings that a displacement names, by their numbers. */
export interface Named {
  readonly layers: ReadonlySet<number>;
  readonly headings: ReadonlySet<number>;
}

/** A row of the table's displacements, on its days. */
export interface ActiveDisplacement extends DisplacementView {
  readonly row: number;
  readonly actors: Named;
  readonly displaced: Named;
}

/** A row of the table's provisions, on its days. */
export interface ActiveProvision extends ProvisionView {
  readonly row: number;
}

/** What a table has for goods of one origin on one day. */
export interface Reach {
  readonly origin: string;
  readonly day: number;
  readonly monthAndDay: number;
  holds(area: number): boolean;
  /** The goods may claim the preference. */
  mayClaim(claim: number): boolean;
  /** Layers of a stack, in the order in which they are charged. */
  layersOf(stack: number): readonly LayerReach[];
  readonly displacements: readonly ActiveDisplacement[];
  readonly provisions: readonly ActiveProvision[];
}

export type ReachOf = (origin: number, day: number) => Reach;

const namedBy = (words: readonly WordView[]): Named => ({
  layers: new Set(words.flatMap((word) => ("layer" in word ? [word.layer] : []))),
  headings: new Set(words.flatMap((word) => ("heading" in word ? [word.heading] : []))),
});

/** Pairs of origin and day that are kept: those of a busy day, and of some weeks. */
const KEPT = 4096;

/** Readers of a table by origin and day: groups and areas are looked at once for all lines that share them. */
export function reachReader(view: TableView, knownOn: number): ReachOf {
  const kept = new Map<number, Reach>();
  const sets = new Map<number, readonly (readonly MeasureView[])[]>();
  const displacements = view.displacements().map((it, row) => ({
    ...it,
    row,
    actors: namedBy(it.by),
    displaced: namedBy(it.of),
  }));
  const provisions = view.provisions();
  const groupsOf = (set: number): readonly (readonly MeasureView[])[] => {
    let groups = sets.get(set);
    if (groups === undefined) {
      groups = view.groupsOf(set);
      sets.set(set, groups);
    }
    return groups;
  };

  function newReach(number: number, day: number): Reach {
    const origin = countryCode(number);
    const areas: (boolean | undefined)[] = [];
    const groups = new Map<number, LayerReach>();
    const stacks = new Map<number, readonly LayerReach[]>();
    const holds = (area: number): boolean => {
      areas[area] ??= view.areaHolds(area, origin, day, knownOn);
      return areas[area];
    };
    const fits = ({ area, except }: MeasureView): boolean => holds(area) && (except === 0 || !holds(except));
    const date = dateOf(day);
    const active = displacements.filter(({ area }) => holds(area));
    const newLayer = (all: readonly MeasureView[]): LayerReach => {
      const measures = all.filter(fits);
      return {
        layer: view.kindOf(all[0]!.kind).layer,
        measures,
        all,
        rules: active.filter((rule) => measures.some((measure) => names(view, rule.displaced, measure))),
      };
    };
    const layerOf = (all: readonly MeasureView[]): LayerReach => {
      const { measure } = all[0]!;
      const group = groups.get(measure) ?? newLayer(all);
      groups.set(measure, group);
      return group;
    };
    return {
      origin,
      day,
      monthAndDay: Number(date.slice(5, 7)) * 100 + Number(date.slice(8, 10)),
      holds,
      mayClaim: (claim) => holds(view.columns.claimArea[claim]!),
      layersOf(stack) {
        let layers = stacks.get(stack);
        if (layers === undefined) {
          layers = groupsOf(stack).flatMap((all) => (all.length === 0 ? [] : [layerOf(all)]));
          stacks.set(stack, layers);
        }
        return layers;
      },
      displacements: active,
      provisions: provisions.flatMap((it, row) => (holds(it.area) ? [{ ...it, row }] : [])),
    };
  }

  return (origin, day) => {
    const key = day * EVERY_COUNTRY + origin;
    let reach = kept.get(key);
    if (reach === undefined) {
      reach = newReach(origin, day);
      if (kept.size >= KEPT) kept.clear();
      kept.set(key, reach);
    }
    return reach;
  };
}
