import { mkdir, readFile, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { complaints, errorText } from "../../src/table/fact-error";
import { EDITION_COLUMNS } from "../../src/table/facts-text";
import { parseRegime } from "../../src/table/regime-shape";
import { readTsv } from "../../src/table/tsv";
import { parseCorrections } from "./corrections";
import { factFiles } from "./fact-files";
import { importSchedules } from "./refresh";
import { reportText } from "./report-text";

/**
 * Writes the committed facts of the schedule anew from the official files: arguments are the folder of the files that
 * `editions.tsv` names, and the folder of the facts. The report goes to standard output (docs/us-schedule.md).
 */
const [data = "../shared/data/us-hts", facts = "tariffs/us"] = process.argv.slice(2);

const { errors, complain } = complaints();
const read = (file: string): Promise<string> => readFile(join(facts, file), "utf8");
const regime = parseRegime(await read("regime.json"), complain);
const columns = { required: EDITION_COLUMNS, optional: ["instrument", "file"] };
const editions = readTsv("editions.tsv", await read("editions.tsv"), columns, new WeakMap(), complain);
if (regime === undefined || errors.length > 0) throw new Error(errors.map(errorText).join("\n"));

const files = await Promise.all(
  editions.map(async ({ edition = "", applies = "", known = "", file = "" }) => {
    return { edition, applies, known, bytes: await readFile(join(data, file)) };
  }),
);
const imported = importSchedules(files, parseCorrections(await read("corrections.tsv")));
for (const folder of ["lines", "footnotes"]) await rm(join(facts, folder), { recursive: true, force: true });
for (const [path, text] of factFiles(imported, regime.columns)) {
  await mkdir(dirname(join(facts, path)), { recursive: true });
  await writeFile(join(facts, path), text);
}
process.stdout.write(reportText(imported.report));
