import { readdirSync, readFileSync } from "node:fs";
import { errorText } from "../../src/table/fact-error";
import type { Regime, TariffFacts } from "../../src/table/facts";
import { parseFacts } from "../../src/table/facts-text";
import { openTable, type TableView } from "../../src/table/read";
import { sealTable } from "../../src/table/seal";
import { compiled, ruritaniaFiles } from "./ruritania";

/** Ruritania in a year in which it also levies duties on metal and machines, retaliates, and asks for tolls. */
const FOLDER = new URL("./ruritania-layers/", import.meta.url);

const text = (path: string): string => readFileSync(new URL(path, FOLDER), "utf8");

/** The folder's texts by path: those of Ruritania, with the layers. */
export function layeredFiles(): Map<string, string> {
  const files = ruritaniaFiles();
  const regime = JSON.parse(files.get("regime.json")!) as Regime;
  const families = regime.families.map(({ family, ...it }) =>
    family === "additional" || family === "fees"
      ? { family, applies: true, held: [{ from: "2024-01-01" }] }
      : { family, ...it },
  );
  const informal = { limit: "250", source: "customs-act" };
  files.set("regime.json", JSON.stringify({ ...regime, families, informal, layers: JSON.parse(text("layers.json")) }));
  for (const path of readdirSync(FOLDER, { recursive: true }).map((it) => String(it).replaceAll("\\", "/"))) {
    if (/\.tsv$|\/.*\.json$/.test(path)) files.set(path, text(path));
  }
  return files;
}

/** @throws Error with all flaws */
export function layeredFacts(files = layeredFiles()): TariffFacts {
  const { facts, errors } = parseFacts(files);
  if (facts === undefined || errors.length > 0) throw new Error(errors.map(errorText).join("\n"));
  return facts;
}

export const layeredRuritania = (): TableView => openTable(compiled(layeredFacts()));

/** As users get it: sealed. */
export const layeredTable = (): Promise<Uint8Array> => sealTable(compiled(layeredFacts()));
