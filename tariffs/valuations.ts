import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { DutiableError } from "../src/model/errors";
import type { ExchangeText, ValuationData, ValuationRegime } from "../src/model/valuation/regime";

/**
 * Writes `<outDir>/<territory>.valuation.json` for every territory that has a `valuation.json`, its tables of exchange
 * rates in it. Answers territory, path and size. @throws DutiableError FACTS_INVALID
 */
export async function buildValuations(outDir: string, tariffs: string) {
  const built: { readonly territory: string; readonly path: string; readonly bytes: number }[] = [];
  for (const entry of await readdir(tariffs, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const data = await readValuationData(join(tariffs, entry.name));
    if (data === undefined) continue;
    const text = `${JSON.stringify(data)}\n`;
    const path = join(outDir, `${entry.name}.valuation.json`);
    await writeFile(path, text);
    built.push({ territory: `${entry.name} valuation`, path, bytes: Buffer.byteLength(text) });
  }
  return built.sort((a, b) => (a.territory < b.territory ? -1 : 1));
}

/** A territory's regime of valuation; undefined where it has none. */
export async function readValuationData(folder: string): Promise<ValuationData | undefined> {
  const files = await readdir(folder, { recursive: true });
  if (!files.includes("valuation.json")) return undefined;
  const regime = JSON.parse(await readFile(join(folder, "valuation.json"), "utf8")) as ValuationRegime;
  const names = files.filter((name) => /^fx[\\/]\d{4}\.tsv$/.test(name)).sort();
  if (names.length === 0) return { regime };
  const years: Record<string, string> = {};
  for (const name of names) years[name.slice(3, 7)] = await readFile(join(folder, name), "utf8");
  const { quoted, source } = regime.exchange.table ?? {};
  if (quoted === undefined || source === undefined) {
    throw new DutiableError(
      "FACTS_INVALID",
      `${folder}: valuation.json does not say how its exchange rates are quoted`,
    );
  }
  const exchange: ExchangeText = { quoted, source, years };
  return { regime, exchange };
}
