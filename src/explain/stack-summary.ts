import { daysOf } from "../engine/stack/applicable";
import { UNDECLARED } from "../engine/stack/declared";
import { type ReachOf, reachReader } from "../engine/stack/reach";
import { guardOf, programOf, type Standing, standingsOf } from "../engine/stack/standing";
import { countryNumber } from "../model/countries";
import { dateOf, dayOf } from "../model/days";
import { guardText } from "../table/describe";
import { LATEST } from "../table/periods";
import type { TableView } from "../table/read";
import { standingWords, titleOf } from "./layer-words";

/** How a layer stands on goods of an origin on a day where nothing more is declared. */
export interface LayerSummary {
  readonly layer: string;
  readonly title: string;
  readonly outcome: Standing["outcome"];
  /** The layer's heading, its rate and its days for the origin; null where it has none. */
  readonly heading: string | null;
  readonly rate: string | null;
  readonly from: string | null;
  readonly to: string | null;
  /** Held unlawful: what was paid may be had back. */
  readonly refundable?: true;
  /** Its source, or why it charges nothing. */
  readonly because: string;
  /** Headings that may be claimed instead, each with what it asks for. */
  readonly claimable: readonly { readonly heading: string; readonly rate: string; readonly when: string }[];
}

/** One reader a table: what it has looked up for an origin and a day serves all lines. */
const readers = new WeakMap<TableView, ReachOf>();

function readerOf(view: TableView): ReachOf {
  const known = readers.get(view) ?? reachReader(view, LATEST);
  readers.set(view, known);
  return known;
}

/** The whole stack of a line, in the order of charging: what applies, and why each other layer does not. */
export function summariseStack(view: TableView, row: number, origin: string, date: string): LayerSummary[] {
  const day = dayOf(date)!;
  const reach = readerOf(view)(countryNumber(origin)!, day);
  return standingsOf(view, reach, view.stackOf(row), UNDECLARED).map((standing) => {
    const { measure, outcome, layer } = standing;
    const kind = measure && view.meta.measures[measure.kind]!;
    const days = measure && daysOf(view, [measure.area], origin, LATEST);
    const day = (number: number | undefined): string | null =>
      number === undefined || !Number.isFinite(number) || number === LATEST ? null : dateOf(number);
    return {
      layer: view.meta.layers[layer]?.layer ?? "",
      title: titleOf(view, layer),
      outcome,
      heading: kind?.citation ?? null,
      rate: measure === undefined ? null : view.rateText(programOf(view, measure)),
      from: day(days?.from),
      to: day(days?.to),
      ...(kind?.refundable === true ? { refundable: true } : {}),
      because: standingWords(view, standing, reach, LATEST),
      claimable: standing.reach.measures.flatMap((it) => {
        const guard = guardOf(view, it);
        const heading = view.meta.measures[it.kind]!.citation;
        if (guard === 0 || heading === undefined || it === measure) return [];
        return [{ heading, rate: view.rateText(programOf(view, it)), when: guardText(view, guard) }];
      }),
    };
  });
}
