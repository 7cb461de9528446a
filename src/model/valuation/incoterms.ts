import type { DeliveryTerm, LegName } from "./facts";

/** In the order of `Leg`. */
export const LEGS: readonly LegName[] = [
  "inlandExport",
  "loading",
  "mainFreight",
  "insurance",
  "unloading",
  "inlandImport",
  "clearance",
  "importDuties",
];

/** The price holds a leg, does not hold it, or may do either: then what is after the bar counts unless stated otherwise. */
export type Priced = "in" | "out" | "either|in" | "either|out" | "either|ask";

/**
 * Which costs the seller bears and so has in the price, under Incoterms 2020 (ICC publication 723). `either` where the
 * named place, the contract of carriage or an insurance that nobody must take decides: an FCA price may end at the
 * seller's gate or at a terminal; a CPT price may run to a port or to the buyer's door.
 */
export const TERMS: Readonly<Record<DeliveryTerm, readonly Priced[]>> = {
  //     inlandExport  loading       mainFreight insurance    unloading     inlandImport  clearance importDuties
  EXW: ["out", "out", "out", "out", "out", "out", "out", "out"],
  FCA: ["either|ask", "either|out", "out", "out", "out", "out", "out", "out"],
  FAS: ["in", "out", "out", "out", "out", "out", "out", "out"],
  FOB: ["in", "in", "out", "out", "out", "out", "out", "out"],
  CFR: ["in", "in", "in", "out", "either|out", "either|out", "out", "out"],
  CIF: ["in", "in", "in", "in", "either|out", "either|out", "out", "out"],
  CPT: ["in", "in", "in", "out", "either|out", "either|out", "out", "out"],
  CIP: ["in", "in", "in", "in", "either|out", "either|out", "out", "out"],
  DAP: ["in", "in", "in", "either|in", "either|out", "either|in", "out", "out"],
  DPU: ["in", "in", "in", "either|in", "in", "either|in", "out", "out"],
  DDP: ["in", "in", "in", "either|in", "either|out", "either|in", "in", "in"],
};

/** Terms that the rules keep for carriage by sea and inland waterway. */
export const BY_WATER: readonly DeliveryTerm[] = ["FAS", "FOB", "CFR", "CIF"];

export const pricedUnder = (term: DeliveryTerm, leg: LegName): Priced => TERMS[term][LEGS.indexOf(leg)]!;
