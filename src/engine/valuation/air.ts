import { millionths } from "../../model/declare/amount";
import type { ValuationFacts } from "../../model/valuation/facts";
import type { Setting } from "./setting";

/** The percentage that a zone has on a day. */
function zonePercent({ air, date }: ValuationFacts, { regime }: Setting): string | undefined {
  const periods = regime.air?.zones[air?.zone ?? ""];
  return periods?.findLast(({ from }) => from <= date)?.percent;
}

/** The per cent of air freight that belongs to the value; all where nothing is said; undefined for a zone not known. */
export function airPercent(facts: ValuationFacts, setting: Setting): string | undefined {
  if (facts.air === undefined) return "100";
  return facts.air.percent?.replace("%", "") ?? zonePercent(facts, setting);
}

/** The same in millionths of the freight. */
export function airShare(facts: ValuationFacts, setting: Setting): number {
  return Number(millionths(airPercent(facts, setting) ?? "100") / 100n);
}

/** Whether freight by air is stated without the part of it that the territory's law takes. */
export const needsAirShare = ({ transport, air, costs, lines }: ValuationFacts, { regime, legs }: Setting): boolean =>
  transport === "air" &&
  air === undefined &&
  regime.air !== undefined &&
  legs.mainFreight.rule === "included" &&
  [costs, ...(lines ?? []).map((line) => line.costs)].some((of) => of?.some(({ leg }) => leg === "mainFreight"));
