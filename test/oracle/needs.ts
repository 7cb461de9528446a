/** What an entry must declare so that a rate can be computed. */
import type { Rate } from "./rate";

export interface Needs {
  readonly units: readonly string[];
  /** Facts of money. */
  readonly parts: readonly string[];
  readonly polarization: boolean;
}

/** For the rate's own terms; what it refers to needs more (see `entries.ts`). */
export function needsOf(rate: Rate): Needs {
  if (rate.kind === "degrees") return { units: ["KGM"], parts: [], polarization: true };
  const terms = rate.kind === "sum" || rate.kind === "plates" ? rate.terms : [];
  const units = terms.flatMap(({ basis }) => (basis.kind === "quantity" ? [basis.unit] : []));
  const parts = terms.flatMap(({ basis }) => (basis.kind === "parts" ? basis.facts : []));
  return { units: [...new Set(units)], parts: [...new Set(parts)], polarization: false };
}

export function union(a: Needs, b: Needs): Needs {
  return {
    units: [...new Set([...a.units, ...b.units])],
    parts: [...new Set([...a.parts, ...b.parts])],
    polarization: a.polarization || b.polarization,
  };
}

/** A rate that stands in its own cell and takes nothing but values and quantities. */
export function isPlain(rate: Rate): boolean {
  return rate.kind === "sum" || rate.kind === "degrees";
}

/** Headings whose lines may be the article, or the components, that a line's rate refers to. */
const REFERRED: readonly (readonly [prefix: string, headings: readonly string[]])[] = [
  ["2106", ["2009"]],
  ["2202", ["2009"]],
  ["6103", ["6101", "6103", "6105", "6109", "6110"]],
  ["6104", ["6102", "6104", "6106", "6109", "6110"]],
  ["6203", ["6201", "6203", "6205"]],
  ["6204", ["6202", "6204", "6206"]],
  ["820", ["8202", "8203", "8204", "8205"]],
  ["911011", ["9108"]],
  ["911090", ["9109"]],
  ["9114", ["9109"]],
  ["96200015", ["9005"]],
  ["96200030", ["9015"]],
];

/** Parts and accessories refer to the articles of their own heading, as far as nothing else is listed. */
export function referredHeadings(code: string): readonly string[] {
  return REFERRED.find(([prefix]) => code.startsWith(prefix))?.[1] ?? [code.slice(0, 4)];
}
