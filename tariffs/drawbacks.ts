import { readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { DrawbackKind, DrawbackMeasure, DrawbackRules } from "../src/model/drawback";
import { DutiableError } from "../src/model/errors";
import { readTsv, type TsvRow } from "../src/table/tsv";

const KINDS: readonly string[] = ["unused", "rejected", "manufacturing"];
const REQUIRED = ["measure", "from", "to", "charge", "kinds", "clause", "instrument", "citation", "evidence"];

/**
 * Writes `<outDir>/<territory>.drawback.json` for every territory that has a `drawback.json`, the measures of its
 * `drawback.tsv` in it. Answers territory, path and size. @throws DutiableError FACTS_INVALID
 */
export async function buildDrawbacks(outDir: string, tariffs: string) {
  const built: { readonly territory: string; readonly path: string; readonly bytes: number }[] = [];
  for (const entry of await readdir(tariffs, { withFileTypes: true })) {
    if (!entry.isDirectory()) continue;
    const rules = await readDrawbackRules(join(tariffs, entry.name));
    if (rules === undefined) continue;
    const text = `${JSON.stringify(rules)}\n`;
    const path = join(outDir, `${entry.name}.drawback.json`);
    await writeFile(path, text);
    built.push({ territory: `${entry.name} drawback`, path, bytes: Buffer.byteLength(text) });
  }
  return built.sort((a, b) => (a.territory < b.territory ? -1 : 1));
}

/**
 * A territory's drawback: `drawback.json`, and of the measures the rows of `drawback.tsv`. A claim for a measure without
 * a row is refused: whether its duty is refunded was not found. Undefined where the territory has none.
 * @throws DutiableError FACTS_INVALID
 */
export async function readDrawbackRules(folder: string): Promise<DrawbackRules | undefined> {
  if (!(await readdir(folder)).includes("drawback.json")) return undefined;
  const rules = JSON.parse(await readFile(join(folder, "drawback.json"), "utf8")) as Omit<DrawbackRules, "measures">;
  const measures = await readFile(join(folder, "drawback.tsv"), "utf8");
  const flaws: string[] = [];
  const rows = readTsv("drawback.tsv", measures, { required: REQUIRED }, new Map(), (message) => flaws.push(message));
  for (const { measure, charge, kinds } of rows) {
    if (charge !== "duty" && charge !== "fee") flaws.push(`${measure}: ${charge} is neither duty nor fee`);
    for (const kind of wordsOf(kinds!))
      if (!KINDS.includes(kind)) flaws.push(`${measure}: no kind of claim is ${kind}`);
  }
  if (flaws.length > 0) throw new DutiableError("FACTS_INVALID", flaws.join("\n"));
  return { ...rules, measures: rows.map(measureOf) };
}

const wordsOf = (cell: string): string[] => cell.split(" ").filter((word) => word !== "");

const measureOf = ({ measure, from, to, charge, kinds, clause, instrument, citation }: TsvRow): DrawbackMeasure => ({
  measure: measure!,
  ...(from === "" ? {} : { from: from! }),
  ...(to === "" ? {} : { to: to! }),
  charge: charge as "duty" | "fee",
  kinds: wordsOf(kinds!) as DrawbackKind[],
  ...(clause === "" ? {} : { clause: clause! }),
  source: { instrument: instrument!, citation: citation! },
});
