import { OPEN } from "../../assembly/abi";
import { daysOf } from "../engine/stack/applicable";
import type { LayerReach, Reach } from "../engine/stack/reach";
import { guardOf, type Standing } from "../engine/stack/standing";
import { dateOf } from "../model/days";
import { guardText } from "../table/describe";
import type { MeasureView, TableView } from "../table/read";
import { citeSource } from "./cite";

/** Days on which something is law, as a text: `from 2025-03-12 to 2026-04-05`; empty where there is no bound. */
export function daysText({ from, to }: { readonly from: number; readonly to: number }): string {
  const first = Number.isFinite(from) ? `from ${dateOf(from)}` : "";
  const last = Number.isFinite(to) && to !== OPEN ? `to ${dateOf(to)}` : "";
  return [first, last].filter(Boolean).join(" ");
}

/** The title of a layer, which names it in words. */
export const titleOf = ({ meta }: TableView, layer: number): string =>
  layer === 0 ? "ordinary duty" : (meta.layers[layer]?.title ?? "");

/** Texts that are the same for all lines of a layer, an origin and a day: by measure, and `ABSENT` why there is none. */
const texts = new WeakMap<LayerReach, Map<number, string>>();
const ABSENT = -1;

function kept(reach: LayerReach, key: number, make: () => string): string {
  let ofReach = texts.get(reach);
  if (ofReach === undefined) {
    ofReach = new Map();
    texts.set(reach, ofReach);
  }
  let text = ofReach.get(key);
  if (text === undefined) {
    text = make();
    ofReach.set(key, text);
  }
  return text;
}

/** The heading of a layer, its days for the origin, and its source. */
export const headingWords = (view: TableView, { reach, measure }: Standing, origin: string, knownOn: number): string =>
  kept(reach, measure!.measure, () => measureWords(view, measure!, origin, knownOn));

function measureWords(view: TableView, measure: MeasureView, origin: string, knownOn: number): string {
  const { source, citation, refundable } = view.meta.measures[measure.kind]!;
  const days = daysOf(view, [measure.area], origin, knownOn);
  const heading = citation === undefined ? "" : `heading ${citation}`;
  const dates = days === undefined ? "" : daysText(days);
  const struck = refundable === true ? "struck down" : "";
  const act = source === undefined ? "" : citeSource(view, source);
  return [[heading, dates].filter(Boolean).join(" "), struck, act].filter(Boolean).join("; ");
}

/** Why a layer charges nothing, or asks; for one that charges, by which heading. */
export function standingWords(
  view: TableView,
  standing: Standing,
  reach: Pick<Reach, "origin" | "day">,
  knownOn: number,
): string {
  const { measure, by, provision } = standing;
  const meta = view.meta;
  const heading = measure === undefined ? "" : headingWords(view, standing, reach.origin, knownOn);
  switch (standing.outcome) {
    case "charged": {
      if (provision?.minuend !== 0) return heading;
      return `nothing is left of the value under ${meta.headings[provision.heading]}${cited(view, meta.provisions, provision.row)}`;
    }
    case "free":
      return `exempt by ${heading}`;
    case "asks":
      return `${heading} asks for ${guardText(view, guardOf(view, measure!))}`;
    case "displaced": {
      const { rule, measure: other } = by!;
      const kind = other && meta.measures[other.kind];
      const who =
        kind === undefined
          ? `since ${guardText(view, rule.guard)}`
          : `by ${titleOf(view, view.kindOf(other!.kind).layer)}${kind.citation === undefined ? "" : `, heading ${kind.citation}`}`;
      return `kept off ${who}${cited(view, meta.displacements, rule.row)}`;
    }
    case "none":
      return kept(standing.reach, ABSENT, () => `${absence(view, standing, reach, knownOn)}${acts(view, standing)}`);
  }
}

function cited(view: TableView, rows: readonly { readonly source: string }[] | undefined, row: number): string {
  const source = rows?.[row]?.source;
  return source === undefined ? "" : `: ${citeSource(view, source)}`;
}

/** No heading: its days for the origin are over or to come, or it has none, or what its headings ask for is not so. */
function absence(
  view: TableView,
  { reach: layer }: Standing,
  { origin, day }: Pick<Reach, "origin" | "day">,
  knownOn: number,
): string {
  if (layer.measures.length > 0) return "none of its headings is claimed, or holds";
  const areas = layer.all.map(({ area }) => area);
  const days = daysOf(view, areas, origin, knownOn);
  if (days === undefined) return `not for goods of ${origin}`;
  if (days.to < day) return `${isStruckDown(view, layer.all) ? "struck down, ended" : "ended"} on ${dateOf(days.to)}`;
  if (days.from > day) return `begins on ${dateOf(days.from)}`;
  return `not for goods of ${origin} on this day`;
}

const isStruckDown = ({ meta }: TableView, measures: readonly MeasureView[]): boolean =>
  measures.every(({ kind }) => meta.measures[kind]!.refundable === true);

/** The acts behind a layer's headings, a few of them. */
function acts(view: TableView, { reach }: Standing): string {
  const sources = new Set(reach.all.flatMap(({ kind }) => view.meta.measures[kind]!.source ?? []));
  const first = [...sources].at(-1);
  return first === undefined ? "" : `: ${citeSource(view, first)}${sources.size > 1 ? " and others" : ""}`;
}
