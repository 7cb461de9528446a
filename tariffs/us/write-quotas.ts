import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { readTsv } from "../../src/table/tsv";
import { parseCorrections } from "./corrections";
import { quotasText } from "./quotas";

/**
 * Writes `quotas.tsv` anew from the official files: arguments are the folder of the files that `editions.tsv` names,
 * and the folder of the facts.
 *
 *     npx esbuild tariffs/us/write-quotas.ts --bundle --platform=node --format=esm | node --input-type=module - FOLDER
 */
const [data = "../shared/data/us-hts", facts = "tariffs/us"] = process.argv.slice(2);

const read = (file: string): Promise<string> => readFile(join(facts, file), "utf8");
const columns = { required: ["edition", "label", "applies", "known"], optional: ["instrument", "file"] };
const editions = readTsv("editions.tsv", await read("editions.tsv"), columns, new WeakMap(), (message) => {
  throw new Error(message);
});
const files = await Promise.all(
  editions.map(async ({ edition = "", applies = "", known = "", file = "" }) => {
    return { edition, applies, known, bytes: await readFile(join(data, file)) };
  }),
);
await writeFile(join(facts, "quotas.tsv"), quotasText(files, parseCorrections(await read("corrections.tsv"))));
