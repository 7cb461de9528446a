import { readdirSync, readFileSync } from "node:fs";

/** The committed facts of the layers, as text and as rows. */
export type Row = Readonly<Record<string, string>>;

const FACTS = new URL("../../../tariffs/us/", import.meta.url);

export const text = (path: string): string => readFileSync(new URL(path, FACTS), "utf8");

const read = new Map<string, readonly Row[]>();

export function rows(path: string): readonly Row[] {
  const known = read.get(path) ?? rowsOf(path);
  read.set(path, known);
  return known;
}

function rowsOf(path: string): Row[] {
  const [header = "", ...lines] = text(path).trimEnd().split("\n");
  const names = header.split("\t");
  return lines.map((line) => {
    const cells = line.split("\t");
    if (cells.length !== names.length) throw new Error(`${path}: ${cells.length} cells: ${line}`);
    return Object.fromEntries(names.map((name, at) => [name, cells[at]!]));
  });
}

export const files = (folder: string): string[] => readdirSync(new URL(folder, FACTS)).sort();

/** Files of `layers/` that hold headings: those with a column `rank`. */
export const layerFiles = files("layers")
  .filter((name) => name.endsWith(".tsv"))
  .filter((name) => text(`layers/${name}`).startsWith("heading\tlayer\trank\t"));

const headingRows = layerFiles.flatMap((name) => rows(`layers/${name}`));
/** Rows that an importer declares by a heading of chapter 99; and those of fees, which none selects. */
export const layerRows = headingRows.filter(({ heading }) => heading !== "");
export const feeRows = rows("layers/fees.tsv");
export const layers = new Set(layerRows.map(({ layer }) => layer!));
export const scopes = new Set(files("scopes").map((name) => name.replace(/\.tsv$/, "")));

/** A scope cell: `A B less C D only E`; `all` is every code, `?` a list that is law but not held. */
export function scopeCell(cell: string): { of: string[]; less: string[]; only: string[] } {
  const parts = { of: [] as string[], less: [] as string[], only: [] as string[] };
  let into = parts.of;
  for (const word of cell.split(" ")) {
    if (word === "less") into = parts.less;
    else if (word === "only") into = parts.only;
    else into.push(word);
  }
  return parts;
}

const members = new Map<string, Set<string>>();
for (const { area = "", country = "" } of [...rows("areas.tsv"), ...rows("layers/areas.tsv")]) {
  members.set(area, (members.get(area) ?? new Set()).add(country));
}
export const areas = members;

/** Countries of an area cell; undefined is every country. */
export function countries(cell: string): ReadonlySet<string> | undefined {
  if (cell === "any") return undefined;
  return members.get(cell) ?? new Set(cell.split(" "));
}
