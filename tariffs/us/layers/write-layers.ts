import { mkdir, readdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { printTsv } from "../../../src/table/tsv";
import { chapter99Text } from "./chapter-99";
import { inputsOf, rowsOf } from "./inputs";
import { readScopes } from "./scopes";

/**
 * Writes the committed scopes and the printed rates of chapter 99 anew: arguments are the folder of the official files
 * and lists, and the folder of the facts (docs/us-layers.md).
 */
const [data = "../shared/data/us-hts", facts = "tariffs/us"] = process.argv.slice(2);

const read = (file: string): Promise<string> => readFile(join(facts, file), "utf8");
const files = async (folder: string): Promise<[string, string][]> =>
  Promise.all(
    (await readdir(folder)).map(async (name) => [name, await readFile(join(folder, name), "utf8")] as [string, string]),
  );

const lists = new Map(await files(join(data, "lists")));
const notes = gunzipSync(await readFile(join(data, "chapter99_notes_2026_rev_6.txt.gz"))).toString("utf8");
const footnotes = await files(join(facts, "footnotes"));
const lines = await files(join(facts, "lines"));
const inputs = inputsOf({ lists, notes, footnotes, lines, readings: await read("layers/readings.tsv") });

await mkdir(join(facts, "scopes"), { recursive: true });
for (const [scope, rows] of readScopes(inputs)) {
  const header = ["code", "from", "to", "known", "endKnown", "source"] as const;
  const cells = rows.map((row) => header.map((name) => row[name]));
  await writeFile(join(facts, "scopes", `${scope}.tsv`), printTsv(header, cells));
}

const schedules = await Promise.all(
  rowsOf(await read("editions.tsv")).map(async ({ edition = "", applies = "", known = "", file = "" }) => {
    return { edition, applies, known, bytes: await readFile(join(data, file)) };
  }),
);
await writeFile(join(facts, "layers/chapter-99.tsv"), chapter99Text(schedules));
