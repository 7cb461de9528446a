import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { type Editions, readEditions } from "../../../src/model/origin/editions";

/** The editions of the Harmonized System whose facts stand in the folder: `2022.tsv`, and `2022-2017.tsv` and so on. */
export async function loadEditions(folder: string): Promise<Editions> {
  const names = await readdir(folder);
  const newest = Math.max(...names.map((name) => Number(/^(\d{4})\.tsv$/.exec(name)?.[1] ?? 0)));
  const steps = [];
  for (const name of names.sort().reverse()) {
    const match = /^(\d{4})-(\d{4})\.tsv$/.exec(name);
    if (match === null) continue;
    const text = await readFile(join(folder, name), "utf8");
    steps.push({ newer: Number(match[1]), older: Number(match[2]), text });
  }
  return readEditions(newest, await readFile(join(folder, `${newest}.tsv`), "utf8"), steps);
}
