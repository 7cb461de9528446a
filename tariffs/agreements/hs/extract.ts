import { readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import { printTsv } from "../../../src/table/tsv";

/**
 * Makes the facts of this folder from the correlation tables of the United Nations Statistics Division: for each step,
 * the codes that changed and what they were. `999999` stands for goods not classified, and is left out.
 */
const STEPS = [
  { newer: 2022, older: 2017, file: "HS2022toHS2017_Correlation_Tables.csv" },
  { newer: 2017, older: 2012, file: "HS2017toHS2012_Correlation_Tables.csv" },
] as const;

/** File name → text. @throws RangeError where the tables do not fit each other */
export async function extractEditions(folder: string): Promise<ReadonlyMap<string, string>> {
  const files = new Map<string, string>();
  let known: ReadonlySet<string> | undefined;
  for (const { newer, older, file } of STEPS) {
    const were = new Map<string, Set<string>>();
    for (const line of (await readFile(join(folder, file), "utf8")).split(/\r?\n/).slice(1)) {
      const [now = "", before = ""] = line.split(",");
      if (line === "" || now === "999999") continue;
      if (!/^\d{6}$/.test(now) || !/^\d{6}$/.test(before)) throw new RangeError(`${file}: ${line}`);
      were.set(now, (were.get(now) ?? new Set()).add(before));
    }
    if (known === undefined)
      files.set(`${newer}.tsv`, printTsv(["heading", "subheadings"], headings([...were.keys()])));
    const unnamed = [...were.keys()].filter((code) => known !== undefined && !known.has(code));
    const previous = files.get(`${newer + 5}-${newer}.tsv`);
    if (unnamed.length > 0) {
      if (previous === undefined)
        throw new RangeError(`${file}: codes that no other table names: ${unnamed.join(" ")}`);
      files.set(`${newer + 5}-${newer}.tsv`, `${previous}\t${spell(unnamed)}\n`);
    }
    files.set(`${newer}-${older}.tsv`, printTsv(["codes", "were"], changes(were)));
    known = new Set([...were.values()].flatMap((codes) => [...codes]));
  }
  return files;
}

const headings = (codes: readonly string[]): string[][] =>
  spell(codes)
    .split(" ")
    .map((part) => [part.slice(0, 4), part.slice(5).replaceAll(",", " ")]);

/** Rows of the codes that changed; codes that were the same codes share one. */
function changes(were: ReadonlyMap<string, ReadonlySet<string>>): string[][] {
  const byBefore = new Map<string, string[]>();
  for (const code of [...were.keys()].sort()) {
    const before = [...(were.get(code) as ReadonlySet<string>)];
    if (before.length === 1 && before[0] === code) continue;
    const key = spell(before);
    byBefore.set(key, [...(byBefore.get(key) ?? []), code]);
  }
  return [...byBefore].map(([before, codes]) => [spell(codes), before]);
}

/** Codes, ascending, as `0101:21,29 0102:10`. */
function spell(codes: readonly string[]): string {
  const ends = new Map<string, string[]>();
  for (const code of [...codes].sort()) {
    const heading = code.slice(0, 4);
    ends.set(heading, [...(ends.get(heading) ?? []), code.slice(4)]);
  }
  return [...ends].map(([heading, list]) => `${heading}:${list.join(",")}`).join(" ");
}

/** Writes the facts beside this file. */
export async function writeEditions(folder: string): Promise<void> {
  for (const [name, text] of await extractEditions(folder)) await writeFile(join(import.meta.dirname, name), text);
}
