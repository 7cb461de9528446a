import type { EngineOptions } from "../../src/node";
import { createEngine, loadTable } from "../../src/node";
import type { LineFact, Regime, TariffFacts } from "../../src/table/facts";
import { sealTable } from "../../src/table/seal";
import { compiled, ruritaniaFacts } from "../table/ruritania";

/** The tables that the build made. */
export const usTable = (): Promise<Uint8Array> => loadTable(new URL("../../dist/tables/us.tariff", import.meta.url));

export const usEngine = async (options: Partial<EngineOptions> = {}) =>
  createEngine({ tables: [await usTable()], ...options });

export const tableOf = (facts: TariffFacts): Promise<Uint8Array> => sealTable(compiled(facts));

export const ruritaniaEngine = async (options: Partial<EngineOptions> = {}) =>
  createEngine({ tables: [await tableOf(ruritaniaFacts())], ...options });

/** Ruritania with other rules, or with other lines. */
export function changedRuritania(change: { regime?: Partial<Regime>; lines?: readonly LineFact[] }): TariffFacts {
  const facts = ruritaniaFacts();
  return { ...facts, lines: change.lines ?? facts.lines, regime: { ...facts.regime, ...change.regime } };
}

/** A line of all days of the table. */
export const line = (code: string, normal: string, agreed = ""): LineFact => ({
  code,
  from: "2024-01-01",
  known: "2023-12-15",
  units: ["NAR"],
  digits: 8,
  cells: { normal, agreed, penal: "40%" },
});
