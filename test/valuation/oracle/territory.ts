import type { LegName, Transport, ValuationFacts } from "../../../src/model/valuation/facts";
import { decimal, divide, type Fraction, multiply } from "./exact";

export type Takes = "yes" | "no" | "no, if apart" | "no, if apart on a through bill";

/** A territory as its law reads, written out once more. */
export interface OracleTerritory {
  readonly currency: string;
  takes(leg: LegName, transport: Transport | undefined): Takes;
}

const BEFORE_ENTRY: readonly LegName[] = ["inlandExport", "loading", "mainFreight", "insurance"];

/** Carriage and insurance to the place of introduction belong to the value; by post that is the addressee's door. */
const cif = (currency: string): OracleTerritory => ({
  currency,
  takes(leg, transport) {
    if (BEFORE_ENTRY.includes(leg) || (transport === "post" && leg === "inlandImport")) return "yes";
    return leg === "importDuties" ? "no" : "no, if apart";
  },
});

export const ORACLE_TERRITORIES: Readonly<Record<string, OracleTerritory>> = {
  EU: cif("EUR"),
  GB: cif("GBP"),
  US: {
    currency: "USD",
    takes(leg) {
      if (leg === "inlandExport" || leg === "loading") return "no, if apart on a through bill";
      return leg === "mainFreight" || leg === "insurance" || leg === "importDuties" ? "no" : "no, if apart";
    },
  },
};

/** By the declared rate. */
export function toLocal(
  amount: Fraction,
  currency: string,
  facts: ValuationFacts,
  { currency: own }: OracleTerritory,
): Fraction {
  if (currency === own) return amount;
  const { rate, quoted } = facts.rates!.find((it) => it.currency === currency)!;
  return quoted === "foreign-per-local" ? divide(amount, decimal(rate)) : multiply(amount, decimal(rate));
}
