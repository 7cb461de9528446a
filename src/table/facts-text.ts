import { cellId } from "./cell-id";
import { type Complain, complaints, type FactError, type Places } from "./fact-error";
import type { AreaMember, Edition, LineFact, Programme, Regime, Source, TariffFacts } from "./facts";
import { readLayers } from "./layers-text";
import { parseFactRules, parseRegime } from "./regime-shape";
import { datedOf, type FactFiles, type ReadRows, rowReader } from "./rows-text";
import type { TsvRow } from "./tsv";

export type { FactFiles } from "./rows-text";

export interface ParsedFacts {
  /** Undefined where the regime cannot be read: without it nothing else can be understood. */
  readonly facts: TariffFacts | undefined;
  readonly errors: readonly FactError[];
  readonly places: Places;
}

export const SOURCE_COLUMNS = ["id", "instrument", "citation", "publisher", "date", "licence", "attribution"] as const;
export const EDITION_COLUMNS = ["edition", "label", "applies", "known"] as const;
export const AREA_COLUMNS = ["area", "country", "from", "to", "known", "source"] as const;
export const PROGRAMME_COLUMNS = ["symbol", "claim", "area", "from", "to", "known", "source"] as const;
export const CELL_COLUMNS = ["id", "cell"] as const;
export const LINE_COLUMNS = ["code", "from", "to", "known", "endKnown", "units", "digits", "season"] as const;

/** The file of the lines whose codes begin with two digits. */
export const lineFile = (chapter: string): string => `lines/${chapter}.tsv`;
/** The file of the cells of a programme column. */
export const cellFile = (column: string): string => `${column}.tsv`;

/**
 * Reads a territory's facts; other files of its folder are left alone. Where `known` is empty in areas and programmes
 * the fact was known when it began.
 */
export function parseFacts(files: FactFiles): ParsedFacts {
  const places: Places = new WeakMap();
  const { errors, complain } = complaints(places);
  const json = files.get("regime.json");
  if (json === undefined) complain("regime.json is missing");
  const stated = json === undefined ? undefined : parseRegime(json, complain);
  if (stated === undefined) return { facts: undefined, errors, places };
  const regime = withLayerFacts(stated, files.get("layers/facts.json"), complain);

  const read = rowReader(files, places, complain);
  /** A file of the folder, with the one of its name in `layers/` where there is one. */
  const both: ReadRows = (file, required, optional, fact) => [
    ...read(file, required, optional, fact),
    ...(files.has(`layers/${file}`) ? read(`layers/${file}`, required, optional, fact) : []),
  ];
  const facts: TariffFacts = {
    regime,
    sources: both("sources.tsv", SOURCE_COLUMNS, ["evidence", "note"], sourceOf),
    editions: read("editions.tsv", EDITION_COLUMNS, ["instrument", "file"], editionOf),
    areas: both("areas.tsv", AREA_COLUMNS, ["endKnown"], memberOf),
    programmes: read("programmes.tsv", PROGRAMME_COLUMNS, ["endKnown", "status"], programmeOf),
    lines: readLines(files, regime, read, complain),
    layers: readLayers(files, read, complain),
  };
  return { facts, errors, places };
}

/** The regime, with the facts that its layers ask for. */
function withLayerFacts(regime: Regime, json: string | undefined, complain: Complain): Regime {
  const more = json === undefined ? undefined : parseFactRules(json, "layers/facts.json", complain);
  if (more === undefined) return regime;
  for (const name of Object.keys(more)) {
    if (regime.facts?.[name] !== undefined) complain(`layers/facts.json: the regime declares the fact ${name} already`);
  }
  return { ...regime, facts: { ...regime.facts, ...more } };
}

const sourceOf = ({ evidence, note, ...row }: TsvRow): Source =>
  ({ ...row, ...(evidence && { evidence }), ...(note && { note }) }) as unknown as Source;

function readLines(files: FactFiles, regime: Regime, read: ReadRows, complain: Complain): LineFact[] {
  const cells = new Map<string, Map<string, string>>();
  for (const { name, programmes } of regime.columns) if (programmes) cells.set(name, readCells(name, read, complain));
  const unused = new Set([...cells].flatMap(([column, ids]) => [...ids.keys()].map((id) => `${column} ${id}`)));
  const columns = [...LINE_COLUMNS, ...regime.columns.map(({ name }) => name)];

  const lineOf = (row: TsvRow): LineFact => {
    const texts: Record<string, string> = {};
    for (const { name, programmes } of regime.columns) {
      const text = row[name];
      if (!text) continue;
      const cell = programmes ? cells.get(name)?.get(text) : text;
      if (cell === undefined) complain(`${cellFile(name)} has no cell ${text}`, row);
      else texts[name] = cell;
      unused.delete(`${name} ${text}`);
    }
    return {
      code: row.code ?? "",
      ...datedOf(row),
      known: row.known ?? "",
      units: row.units ? row.units.split(",") : [],
      digits: /^\d+$/.test(row.digits ?? "") ? Number(row.digits) : 0,
      season: row.season || undefined,
      cells: texts,
    };
  };
  const lines: LineFact[] = [];
  for (const file of [...files.keys()].sort()) {
    const chapter = /^lines\/(\d\d)\.tsv$/.exec(file)?.[1];
    if (chapter === undefined) continue;
    for (const line of read(file, columns, [], lineOf)) {
      if (!line.code.startsWith(chapter)) complain(`code ${line.code} stands in another chapter's file`, line);
      lines.push(line);
    }
  }
  for (const cell of unused) complain(`no line has the cell ${cell}`);
  return lines;
}

/** Cells of a programme column by id. */
function readCells(column: string, read: ReadRows, complain: Complain): Map<string, string> {
  const cells = new Map<string, string>();
  for (const row of read(cellFile(column), CELL_COLUMNS, [], (it) => ({ id: it.id ?? "", cell: it.cell ?? "" }))) {
    if (row.id !== cellId(row.cell)) complain(`the id of this cell is ${cellId(row.cell)}, not ${row.id}`, row);
    if (cells.has(row.id)) complain(`the cell ${row.id} stands here again`, row);
    cells.set(row.id, row.cell);
  }
  return cells;
}

const editionOf = (row: TsvRow): Edition => ({
  edition: row.edition ?? "",
  label: row.label ?? "",
  ...(row.instrument && { instrument: row.instrument }),
  applies: row.applies ?? "",
  known: row.known ?? "",
  file: row.file || undefined,
});

const memberOf = (row: TsvRow): AreaMember => ({
  area: row.area ?? "",
  country: row.country ?? "",
  ...datedOf(row),
  source: row.source ?? "",
});

const programmeOf = (row: TsvRow): Programme => ({
  symbol: row.symbol ?? "",
  claim: row.claim ?? "",
  area: row.area ?? "",
  ...datedOf(row),
  status: row.status || undefined,
  source: row.source ?? "",
});
