import { readFileSync } from "node:fs";
import { join } from "node:path";

/**
 * The names that people gave to facts: `vocabulary.tsv` lists beside each id the generated names of the same fact.
 */
export type Names = ReadonlyMap<string, string>;

export function readNames(folder: string): Names {
  const [header = "", ...lines] = readFileSync(join(folder, "vocabulary.tsv"), "utf8").split("\n");
  const columns = header.split("\t");
  const [id, also] = [columns.indexOf("id"), columns.indexOf("also")];
  return new Map(
    lines.flatMap((line) => {
      const cells = line.split("\t");
      const names = (cells[also] ?? "").split(" ").filter((name) => name !== "");
      return names.map((name) => [name, cells[id] ?? ""] as const);
    }),
  );
}
