import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { compileTable } from "../../src/table/compile";
import { errorText } from "../../src/table/fact-error";
import { type FactFiles, parseFacts } from "../../src/table/facts-text";
import { sealTable } from "../../src/table/seal";
import { readFacts } from "../../tariffs/build";

/** The first edition, which stands in for the year before it: no edition of that year is at hand. */
const FIRST = "2025-01-01";
const YEAR = "2024-01-01";
const LAST = "2024-12-31";
/** Programmes whose claims the statistics take as granted, though they had lapsed: duty is paid, and claimed back. */
const LAPSED = ["A", "A+", "A*"];

/**
 * A table of the law of 2024: the committed facts with what was law on the first day of 2025 moved to that of 2024, and
 * the rows of `law-2024/` in place of those of the same heading for the same area and goods. @throws Error with every flaw of the facts
 */
export async function tableOf2024(tariff: string, rows: string): Promise<Uint8Array> {
  const committed = await readFacts(tariff);
  const read = (name: string): Promise<string> => readFile(join(rows, name), "utf8");
  const { facts, errors, places } = parseFacts(
    movedBack(committed, await read("layers.tsv"), await read("sources.tsv")),
  );
  const compiled = facts && compileTable(facts, places);
  const flaws = [...errors, ...(compiled?.errors ?? [])].map(errorText);
  if (compiled?.bytes === undefined || flaws.length > 0) throw new Error(`the law of 2024:\n${flaws.join("\n")}`);
  return sealTable(compiled.bytes);
}

/** The files as they would have stood in 2024. */
export function movedBack(committed: FactFiles, layers: string, sources: string): FactFiles {
  const replaced = new Set(bodyOf(layers).map(goodsOf));
  const files = new Map<string, string>();
  for (const [path, text] of committed) {
    if (path.startsWith("layers/") && text.startsWith("heading\tlayer\t")) {
      files.set(
        path,
        mapRows(text, (cells) => (replaced.has(goodsOf(cells)) && cells[3] === FIRST ? [] : moved(cells))),
      );
    } else if (path === "programmes.tsv") files.set(path, mapRows(text, claimed));
    else if (path === "regime.json") files.set(path, withLayers(text.replaceAll(FIRST, YEAR), bodyOf(layers)));
    else if (/^(?:lines\/|layers\/|editions|stacking|areas)/.test(path)) files.set(path, mapRows(text, moved));
    else files.set(path, text);
  }
  files.set("layers/2024.tsv", layers);
  files.set(
    "sources.tsv",
    `${files.get("sources.tsv")}${bodyOf(sources)
      .map((cells) => `${cells.join("\t")}\n`)
      .join("")}`,
  );
  return files;
}

const moved = (cells: readonly string[]): readonly string[] => cells.map((cell) => (cell === FIRST ? YEAR : cell));
/** Rows of one heading for the same area and the same goods. */
const goodsOf = (cells: readonly string[]): string => [0, 1, 7, 9].map((column) => cells[column]).join("\t");

/** Ends of programmes that had lapsed are put off to the end of the year, where they had not ended for good. */
const claimed = (cells: readonly string[]): readonly string[] =>
  LAPSED.includes(cells[0]!) && cells[6] === "lapsed" ? cells.map((cell, i) => (i === 4 ? LAST : cell)) : moved(cells);

const bodyOf = (text: string): string[][] =>
  text
    .split("\n")
    .slice(1)
    .filter((line) => line !== "")
    .map((line) => line.split("\t"));

/** The header as it stands, and each row as `change` makes it; an empty one is left out. */
function mapRows(text: string, change: (cells: readonly string[]) => readonly string[]): string {
  const lines = bodyOf(text).map(change);
  const header = text.slice(0, text.indexOf("\n") + 1);
  return (
    header +
    lines
      .filter(({ length }) => length > 0)
      .map((cells) => `${cells.join("\t")}\n`)
      .join("")
  );
}

/** The regime, with a layer for each that the rows of 2024 have and it has not. */
function withLayers(json: string, rows: readonly string[][]): string {
  const regime = JSON.parse(json) as { layers?: { layer: string; title: string; family: string }[] };
  const known = new Set(regime.layers?.map(({ layer }) => layer));
  const more = [...new Set(rows.map(([, layer = ""]) => layer))].filter((layer) => !known.has(layer));
  const layers = [...(regime.layers ?? []), ...more.map((layer) => ({ layer, title: layer, family: "additional" }))];
  return JSON.stringify({ ...regime, layers });
}
