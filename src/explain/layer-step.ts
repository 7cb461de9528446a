import { BasisKind } from "../../assembly/abi";
import type { ChargeContext, LineContext, TraceRecord } from "../engine/explainer";
import type { Reach } from "../engine/stack/reach";
import type { Standing } from "../engine/stack/standing";
import type { Explanation } from "../model/assessment";
import { formatFraction } from "../model/rational";
import { guardText } from "../table/describe";
import type { TableView } from "../table/read";
import { citeSource } from "./cite";
import { headingWords, standingWords, titleOf } from "./layer-words";

/** The charge of a layer: what it comes to, by which heading, and why this heading. */
export function layerStep(
  view: TableView,
  line: LineContext,
  charge: ChargeContext,
  operands: readonly Explanation[],
): Explanation {
  const { charge: rule } = view.meta.rounding;
  const { layer } = view.kindOf(charge.kind);
  const { citation } = view.meta.measures[charge.kind]!;
  const by = citation === undefined ? "" : ` by heading ${citation}`;
  return {
    label: `${titleOf(view, layer)}${by}, ${charge.rate}`,
    op: "round",
    value: `${charge.amount.amount} ${charge.amount.currency}`,
    because: `rounded ${rule.mode} to a multiple of ${rule.quantum}${rule.source === undefined ? "" : `: ${citeSource(view, rule.source)}`}`,
    // A deposit rests on the rate that is declared, and on no heading.
    children: charge.path === undefined ? [...operands, headingLeaf(view, line, charge)] : operands,
  };
}

/** Why this heading: its days and source, the origin, what was declared. */
function headingLeaf(view: TableView, line: LineContext, charge: ChargeContext): Explanation {
  const standing = line.standings.find(({ measure }) => measure?.kind === charge.kind);
  if (standing?.measure === undefined) return citationWords(view, charge);
  const words = headingWords(view, standing, line.origin, line.knownOn);
  const guard = guardOfStanding(view, standing);
  return {
    label: "heading",
    op: "choose",
    value: `${charge.measure}: ${charge.rate}`,
    because: `${words}; for goods of ${line.origin} on ${line.date}${guard}`,
    children: [],
  };
}

function guardOfStanding(view: TableView, { measure }: Standing): string {
  const choice = view.columns.choiceStart[measure!.choice]!;
  const guard = view.columns.alternativeGuard[choice]!;
  return guard === 0 ? "" : `, where ${guardText(view, guard)}`;
}

/** A charge by its act alone. */
export function citationWords(view: TableView, charge: ChargeContext): Explanation {
  const { source } = view.meta.measures[charge.kind]!;
  return {
    label: "measure",
    op: "choose",
    value: `${charge.measure}: ${charge.rate}`,
    because: source === undefined ? charge.measure : citeSource(view, source),
    children: [],
  };
}

/** The value less its parts: by which provision, or for which other layers. */
export function reducedStep(
  view: TableView,
  line: LineContext,
  charge: ChargeContext | undefined,
  record: TraceRecord,
  operands: readonly Explanation[],
): Explanation {
  return {
    label: "value less parts",
    op: "subtract",
    value: `${formatFraction(record.numerator, record.denominator)} ${view.meta.currency}`,
    because: reasons(view, line, charge).join("; ") || "parts that are charged otherwise, or not at all",
    children: operands,
  };
}

function reasons(view: TableView, line: LineContext, charge: ChargeContext | undefined): string[] {
  const meta = view.meta;
  const standing = line.standings.find(({ measure }) => measure?.kind === charge?.kind);
  if (standing === undefined) return [];
  const cited = (rows: readonly { readonly source: string }[] | undefined, row: number): string =>
    rows?.[row] === undefined ? "" : ` (${citeSource(view, rows[row].source)})`;
  const provision =
    standing.provision === undefined
      ? []
      : [`${meta.headings[standing.provision.heading]} is claimed${cited(meta.provisions, standing.provision.row)}`];
  const parts = standing.parts.map(({ row, less, by, guard }) => {
    const names = by.map((word) => ("layer" in word ? titleOf(view, word.layer) : word.heading));
    const bearer = line.standings.find(
      ({ measure, outcome }) =>
        outcome === "charged" &&
        measure !== undefined &&
        by.some((word) => {
          const { layer, heading } = view.kindOf(measure.kind);
          return "layer" in word ? word.layer === layer : word.heading === heading;
        }),
    );
    const who =
      bearer === undefined ? (names.length === 0 ? guardText(view, guard) : "another") : titleOf(view, bearer.layer);
    return `${partName(view, less)} is left to ${who}${cited(meta.displacements, row)}`;
  });
  return [...provision, ...parts];
}

function partName({ columns, meta }: TableView, basis: number): string {
  const isFact = columns.basisKind[basis] === BasisKind.fact;
  return isFact ? meta.facts[columns.basisKey[basis]!]!.name : "a part";
}

/** A layer that charges nothing, and why: a cited fact. */
export function standingLeaf(view: TableView, line: LineContext, standing: Standing): Explanation {
  const reach: Pick<Reach, "origin" | "day"> = { origin: line.origin, day: line.day };
  return {
    label: titleOf(view, standing.layer),
    op: "not charged",
    value: `0 ${view.meta.currency}`,
    because: standingWords(view, standing, reach, line.knownOn),
    children: [],
  };
}
