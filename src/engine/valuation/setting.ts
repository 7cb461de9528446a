import type { LegName, Transport } from "../../model/valuation/facts";
import { LEGS } from "../../model/valuation/incoterms";
import type { Cited, ExchangeTable, LegTreatment, ValuationRegime } from "../../model/valuation/regime";

/** A territory's regime of valuation with its tables of exchange rates. */
export interface ValuationTerritory {
  readonly regime: ValuationRegime;
  readonly exchange?: ExchangeTable;
}

/** The regime as it applies to one valuation. */
export interface Setting {
  readonly regime: ValuationRegime;
  readonly legs: Readonly<Record<LegName, { readonly rule: LegTreatment } & Cited>>;
}

export function settingOf({ regime }: ValuationTerritory, transport: Transport | undefined): Setting {
  const special = transport === undefined ? undefined : regime.byTransport?.[transport];
  return { regime, legs: special === undefined ? regime.legs : { ...regime.legs, ...special } };
}

const TREATMENTS: readonly LegTreatment[] = [
  "as-priced",
  "included",
  "excluded",
  "excluded-if-apart",
  "excluded-if-through",
];

/** The legs' rules as the kernel takes them (`LegRule`), in the order of `Leg`. */
export const legRules = ({ legs }: Setting): number[] => LEGS.map((leg) => TREATMENTS.indexOf(legs[leg].rule));
