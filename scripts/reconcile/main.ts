import { existsSync } from "node:fs";
import { readFile, writeFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import { createEngine } from "../../src/node";
import { readDeclarations, standIns } from "./declarations";
import { tableOf2024 } from "./law-2024";
import { outcomesOf } from "./outcomes";
import { readReasons } from "./reasons";
import { reportText } from "./report";
import { readRows } from "./rows";
import { readSample } from "./sample";
import { tallyOf } from "./tally";

/** `npm run reconcile [SAMPLE]`: what 2024's imports paid, held against what the engine says they could lawfully owe. */
const here = (path: string): string => fileURLToPath(new URL(path, import.meta.url));
const [sample = here("../../../shared/data/us-trade/us_imports_2024_sample.csv.gz")] = process.argv.slice(2);
const OUT = here("../../docs/reconciliation.md");

if (!existsSync(sample)) console.log("reconcile: skipped, the sample of ../shared/data/us-trade is not there");
else {
  const countries = new Map((await readRows(here("countries.tsv"))).map(({ census, country }) => [census!, country!]));
  const table = await tableOf2024(here("../../tariffs/us"), here("law-2024"));
  const engine = await createEngine({ tables: [table], valuations: [] });
  const rows = standIns(engine, "US", await readSample(sample, countries));
  const tally = tallyOf(rows, outcomesOf(engine, "US", rows, await readDeclarations(here("."))));
  const reasons = readReasons(await readRows(here("reasons.tsv")));
  await writeFile(OUT, reportText(tally, reasons, await readFile(here("notes.md"), "utf8")));
  console.log(`reconcile: ${rows.length} rows, report in docs/reconciliation.md`);
}
