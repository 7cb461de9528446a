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
