import { DutiableError } from "../../model/errors";
import type { LegName, Transport } from "../../model/valuation/facts";
import { LEGS } from "../../model/valuation/incoterms";
import type { Cited, ExchangeTable, LegTreatment, ValuationData, ValuationRegime } from "../../model/valuation/regime";
import { readExchange } from "./exchange";

/** A territory's regime of valuation with its tables of exchange rates. */
export interface ValuationTerritory {
  readonly regime: ValuationRegime;
  readonly exchange?: ExchangeTable;
}

/** By tariff. @throws DutiableError TABLE_DUPLICATE */
export function territoriesOf(data: readonly ValuationData[]): Map<string, ValuationTerritory> {
  const territories = new Map<string, ValuationTerritory>();
  for (const { regime, exchange } of data) {
    const { tariff } = regime;
    if (territories.has(tariff))
      throw new DutiableError("TABLE_DUPLICATE", `two regimes of valuation of ${tariff}`, { tariff });
    territories.set(tariff, exchange === undefined ? { regime } : { regime, exchange: readExchange(exchange) });
  }
  return territories;
}

/** The regime as it applies to one valuation. */
export interface Setting {
  readonly regime: ValuationRegime;
  readonly legs: Readonly<Record<LegName, { readonly rule: LegTreatment } & Cited>>;
  /** The legs' rules as the kernel takes them (`LegRule`), in the order of `Leg`. */
  readonly rules: readonly number[];
}

/** Settings of regimes without anything special for a mode of transport. */
const plain = new WeakMap<ValuationRegime, Setting>();

export function settingOf({ regime }: ValuationTerritory, transport: Transport | undefined): Setting {
  const special = transport === undefined ? undefined : regime.byTransport?.[transport];
  if (special !== undefined) return createSetting(regime, { ...regime.legs, ...special });
  let setting = plain.get(regime);
  if (setting === undefined) {
    setting = createSetting(regime, regime.legs);
    plain.set(regime, setting);
  }
  return setting;
}

const TREATMENTS: readonly LegTreatment[] = [
  "as-priced",
  "included",
  "excluded",
  "excluded-if-apart",
  "excluded-if-through",
];

const createSetting = (regime: ValuationRegime, legs: Setting["legs"]): Setting => ({
  regime,
  legs,
  rules: LEGS.map((leg) => TREATMENTS.indexOf(legs[leg].rule)),
});
