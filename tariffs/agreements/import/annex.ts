import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { gunzipSync } from "node:zlib";
import { amended } from "./amendments";

/** The product rules of one agreement as a data file holds them, row by row in the order of the annex. */

export interface AnnexRow {
  /** Column 1 as printed: `ex 4410`, `1507 to 1515`, `Chapter 44`. */
  readonly heading: string;
  /** Column 2. Only a mark of it is ever written. */
  readonly description: string;
  /** Ten digits each. */
  readonly min: string;
  readonly max: string;
  /** The texts of the rule: alternatives, or pieces of them. */
  readonly texts: readonly string[];
}

export interface Annex {
  readonly id: string;
  readonly rows: readonly AnnexRow[];
}

interface SourceSet {
  readonly heading: string;
  readonly subdivision?: string;
  readonly min: string;
  readonly max: string;
  readonly rules: readonly { readonly rule: string }[];
}

export interface Source {
  /** `gb` or `eu`: the first part of the ids. */
  readonly side: string;
  readonly folder: string;
}

export const SOURCES: readonly Source[] = [
  { side: "gb", folder: "uk-origin" },
  { side: "eu", folder: "eu-origin" },
];

const rowOf = (id: string, { heading, subdivision = "", min, max, rules }: SourceSet): AnnexRow => ({
  heading: heading.trim(),
  description: subdivision,
  min,
  max,
  texts: rules.map(({ rule }) => amended(id, rule)),
});

/** The annexes of a source, in the order of their ids. */
export function readAnnexes({ side, folder }: Source, data: string): readonly Annex[] {
  const path = join(data, folder, "rule_sets");
  return readdirSync(path)
    .filter((file) => file.endsWith(".json.gz"))
    .sort()
    .map((file) => {
      const { rule_sets } = JSON.parse(gunzipSync(readFileSync(join(path, file))).toString("utf8")) as {
        readonly rule_sets: readonly SourceSet[];
      };
      const id = `${side}-${file.replace(".json.gz", "").replaceAll("_", "-")}`;
      return { id, rows: rule_sets.map((set) => rowOf(id, set)) };
    });
}
