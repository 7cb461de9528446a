import { Truth } from "../../../assembly/abi";
import type { MeasureView, TableView } from "../../table/read";
import type { Declared } from "./declared";
import { guardTruth } from "./guard";
import { type ActiveDisplacement, type ActiveProvision, type LayerReach, type Named, names, type Reach } from "./reach";

/** How a layer stands on a line. */
export interface Standing {
  /** Row of `meta.layers`. */
  readonly layer: number;
  readonly reach: LayerReach;
  /**
   * `charged`, if need be 0; `free`: its heading adds nothing; `displaced`: by another layer, or by what is declared;
   * `asks`: its heading hangs on what is not declared; `none`: it has no heading for the goods.
   */
  readonly outcome: "charged" | "free" | "displaced" | "asks" | "none";
  /** The layer's heading, of `asks` the one that asks. */
  readonly measure: MeasureView | undefined;
  /** What displaces it, and the measure that does, if it is one. */
  readonly by: { readonly rule: ActiveDisplacement; readonly measure: MeasureView | undefined } | undefined;
  /** Displacements that leave it the value less a part. */
  readonly parts: readonly ActiveDisplacement[];
  /** A provision that is claimed, by which its charge is reckoned on another value, or on none. */
  readonly provision: ActiveProvision | undefined;
}

const NO_PROVISIONS: readonly ActiveProvision[] = [];

/**
 * The layers of a line as the table's rows have them: of each the heading, by rank the first whose guard holds; then
 * which of them another keeps off. A layer that is kept off whatever its heading asks for nothing. The kernel charges by
 * the same rows; this says what it leaves out, and why.
 */
export function standingsOf(view: TableView, reach: Reach, stack: number, declared: Declared): readonly Standing[] {
  const layers = reach.layersOf(stack);
  const truths = new Map<number, Truth>();
  const settled = new Map<LayerReach, Standing>();
  const provisions =
    declared.claimed.length === 0
      ? NO_PROVISIONS
      : reach.provisions.filter(({ heading }) => declared.claimed.includes(heading));
  const underWay = new Set<LayerReach>();

  function truthOf(guard: number): Truth {
    let truth = truths.get(guard);
    if (truth === undefined) {
      truth = guardTruth(view, guard, declared, reach.mayClaim, reach.monthAndDay);
      truths.set(guard, truth);
    }
    return truth;
  }

  const namesHeading = ({ headings }: Named, { kind }: MeasureView): boolean =>
    headings.has(view.columns.kindHeading[kind]!);

  /** What lets a displacement act: a layer that stands on the line, or with `null` its guard alone. */
  function actor(rule: ActiveDisplacement): MeasureView | null | undefined {
    if (truthOf(rule.guard) === Truth.no) return undefined;
    if (rule.by.length === 0) return null;
    for (const other of layers) {
      if (!other.measures.some((measure) => names(view, rule.actors, measure))) continue;
      const { outcome, measure } = settle(other);
      if (measure === undefined || (outcome !== "charged" && outcome !== "free")) continue;
      if (outcome === "charged" ? names(view, rule.actors, measure) : namesHeading(rule.actors, measure))
        return measure;
    }
    return undefined;
  }

  function displacer(rules: readonly ActiveDisplacement[], measures: readonly MeasureView[]): Standing["by"] {
    for (const rule of rules) {
      if (rule.less !== 0 || !measures.every((measure) => names(view, rule.displaced, measure))) continue;
      const by = actor(rule);
      if (by !== undefined) return { rule, measure: by ?? undefined };
    }
    return undefined;
  }

  function settle(layer: LayerReach): Standing {
    const known = settled.get(layer);
    if (known !== undefined) return known;
    const standing = (outcome: Standing["outcome"], measure?: MeasureView, by?: Standing["by"]): Standing => ({
      layer: layer.layer,
      reach: layer,
      outcome,
      measure,
      by,
      parts: [],
      provision: provisions.find((it) => it.layer === layer.layer),
    });
    if (layer.measures.length === 0 || underWay.has(layer)) return standing("none");
    underWay.add(layer);
    let found = find();
    if (found.outcome === "charged" && found.measure !== undefined) {
      const { measure } = found;
      const parts = layer.rules.filter(
        (rule) => rule.less !== 0 && names(view, rule.displaced, measure) && actor(rule) !== undefined,
      );
      if (parts.length > 0) found = { ...found, parts };
    }
    underWay.delete(layer);
    settled.set(layer, found);
    return found;

    function find(): Standing {
      const whole = displacer(layer.rules, layer.measures);
      const head = layer.measures.find((measure) => truthOf(guardOf(view, measure)) !== Truth.no);
      if (whole !== undefined) return standing("displaced", head, whole);
      if (head === undefined) return standing("none");
      if (truthOf(guardOf(view, head)) === Truth.unknown) return standing("asks", head);
      const by = displacer(layer.rules, [head]);
      if (by !== undefined) return standing("displaced", head, by);
      return standing(isFree(view, head) ? "free" : "charged", head);
    }
  }

  return layers.map(settle);
}

/** A choice of a layer has one alternative: its guard is the heading's, its program the rate. */
const alternativeOf = ({ columns }: TableView, { choice }: MeasureView): number => columns.choiceStart[choice]!;

export const guardOf = (view: TableView, measure: MeasureView): number =>
  view.columns.alternativeGuard[alternativeOf(view, measure)]!;

export const programOf = (view: TableView, measure: MeasureView): number =>
  view.columns.alternativeProgram[alternativeOf(view, measure)]!;

function isFree(view: TableView, measure: MeasureView): boolean {
  const { programStart } = view.columns;
  const program = programOf(view, measure);
  return programStart[program] === programStart[program + 1];
}
