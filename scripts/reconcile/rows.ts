import { readFile } from "node:fs/promises";

/** Rows of a tab-separated file by the names of its columns. */
export async function readRows(path: string | URL): Promise<Readonly<Record<string, string>>[]> {
  const [header = "", ...lines] = (await readFile(path, "utf8")).trimEnd().split("\n");
  const names = header.split("\t");
  return lines.map((line) => {
    const cells = line.split("\t");
    return Object.fromEntries(names.map((name, index) => [name, cells[index] ?? ""]));
  });
}
