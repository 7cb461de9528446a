import { readdirSync, readFileSync } from "node:fs";
import { readExchange } from "../../src/engine/valuation/exchange";
import type { ValuationKernel } from "../../src/engine/valuation/marshal";
import type { ValuationTerritory } from "../../src/engine/valuation/setting";
import { createValuer } from "../../src/engine/valuation/value";
import type { ValuationRegime } from "../../src/model/valuation/regime";

const root = new URL("../../", import.meta.url);
const read = (path: string): string => readFileSync(new URL(path, root), "utf8");

export const TERRITORIES = ["us", "gb", "eu", "au"] as const;

export const regimeOf = (territory: string): ValuationRegime =>
  JSON.parse(read(`tariffs/${territory}/valuation.json`)) as ValuationRegime;

function poundRates() {
  const years = readdirSync(new URL("tariffs/gb/fx/", root)).filter((name) => /^\d{4}\.tsv$/.test(name));
  return readExchange({
    quoted: "foreign-per-local",
    source: "HMRC",
    years: Object.fromEntries(years.map((name) => [name.slice(0, 4), read(`tariffs/gb/fx/${name}`)])),
  });
}

export const territories: ReadonlyMap<string, ValuationTerritory> = new Map(
  TERRITORIES.map((territory) => {
    const regime = regimeOf(territory);
    return [regime.tariff, territory === "gb" ? { regime, exchange: poundRates() } : { regime }];
  }),
);

export async function instantiateKernel(): Promise<ValuationKernel> {
  const bytes = readFileSync(new URL("dist/dutiable.wasm", root));
  const { instance } = await WebAssembly.instantiate(bytes);
  return instance.exports as unknown as ValuationKernel;
}

export const createTestValuer = async () => createValuer(await instantiateKernel(), territories);
