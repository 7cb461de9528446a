import type { Dated } from "./dated";
import type { Complain, Places } from "./fact-error";
import { readTsv, type TsvRow } from "./tsv";

/** The texts of a territory's folder by their paths in it, with `/` between folders. */
export type FactFiles = ReadonlyMap<string, string>;

/** Facts of a file, each with the place of its row. */
export type ReadRows = <T extends object>(
  file: string,
  required: readonly string[],
  optional: readonly string[],
  fact: (row: TsvRow) => T,
) => T[];

export const rowReader =
  (files: FactFiles, places: Places, complain: Complain): ReadRows =>
  (file, required, optional, fact) => {
    const text = files.get(file);
    if (text === undefined) complain(`${file} is missing`);
    return readTsv(file, text ?? required.join("\t"), { required, optional }, places, complain).map((row) => {
      const made = fact(row);
      const place = places.get(row);
      if (place) places.set(made, place);
      return made;
    });
  };

/** Where `known` is empty the fact was known when it began. */
export const datedOf = (row: TsvRow): Dated => ({
  from: row.from ?? "",
  to: row.to || undefined,
  known: row.known || row.from || "",
  endKnown: row.endKnown || undefined,
});
