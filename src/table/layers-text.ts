import type { Complain } from "./fact-error";
import {
  type DeMinimis,
  type Displacement,
  HEADING_STATUSES,
  type LayerHeading,
  type Layers,
  type NotHeld,
  type Provision,
  type Quota,
  type ScopeProvision,
} from "./layers";
import { datedOf, type FactFiles, type ReadRows } from "./rows-text";
import type { TsvRow } from "./tsv";

export const HEADING_COLUMNS = [
  ...["heading", "layer", "rank", "from", "to", "known", "endKnown"],
  ...["area", "except", "scope", "rate", "when", "status", "source"],
] as const;
export const SCOPE_COLUMNS = ["code", "from", "to", "known", "endKnown", "source"] as const;
export const DISPLACEMENT_COLUMNS = ["from", "to", "known", "by", "displaces", "less", "when", "source"] as const;
export const PROVISION_COLUMNS = ["provision", "layers", "from", "to", "known", "basis", "source"] as const;
export const DE_MINIMIS_COLUMNS = ["area", "except", "from", "to", "limit", "source"] as const;
export const QUOTA_COLUMNS = ["code", "from", "to", "known", "endKnown", "over", "terms", "source"] as const;
export const NOT_HELD_COLUMNS = ["layer", "family", "from", "to", "area", "scope", "when", "reason"] as const;

export const STACKING_FILE = "stacking.tsv";
export const DE_MINIMIS_FILE = "layers/de-minimis.tsv";
export const QUOTA_FILE = "quotas.tsv";
export const NOT_HELD_FILE = "layers/not-held.tsv";
/** The file of a scope's provisions. */
export const scopeFile = (scope: string): string => `scopes/${scope}.tsv`;

/**
 * Reads the layers of a territory, where its folder has any. Headings and provisions stand in whatever files of
 * `layers/` begin with their columns; other files there are left alone.
 */
export function readLayers(files: FactFiles, read: ReadRows, complain: Complain): Layers {
  const paths = [...files.keys()].sort();
  const beginning = (...columns: readonly string[]): string[] =>
    paths.filter((path) => /^layers\/[^/]+\.tsv$/.test(path) && files.get(path)?.startsWith(columns.join("\t")));
  const headingOf = (row: TsvRow): LayerHeading => readHeading(row, complain);
  return {
    headings: beginning("heading", "layer", "").flatMap((file) => read(file, HEADING_COLUMNS, [], headingOf)),
    scopes: paths.flatMap((path) => {
      const scope = /^scopes\/([a-z0-9][a-z0-9-]*)\.tsv$/.exec(path)?.[1];
      return scope === undefined ? [] : read(path, SCOPE_COLUMNS, [], (row) => provisionOfScope(scope, row));
    }),
    displacements: files.has(STACKING_FILE)
      ? read(STACKING_FILE, DISPLACEMENT_COLUMNS, ["endKnown"], displacementOf)
      : [],
    provisions: beginning("provision", "layers", "").flatMap((file) =>
      read(file, PROVISION_COLUMNS, ["endKnown"], provisionOf),
    ),
    deMinimis: files.has(DE_MINIMIS_FILE)
      ? read(DE_MINIMIS_FILE, DE_MINIMIS_COLUMNS, ["known", "endKnown"], deMinimisOf)
      : [],
    quotas: files.has(QUOTA_FILE) ? read(QUOTA_FILE, QUOTA_COLUMNS, [], quotaOf) : [],
    notHeld: files.has(NOT_HELD_FILE) ? read(NOT_HELD_FILE, NOT_HELD_COLUMNS, [], notHeldOf) : [],
  };
}

function readHeading(row: TsvRow, complain: Complain): LayerHeading {
  const { heading = "", layer = "", rank = "", area = "", except, scope = "", rate = "", when = "", source = "" } = row;
  const status = HEADING_STATUSES.find((it) => it === row.status);
  if (status === undefined) complain(`no status: ${row.status}`, row);
  if (!/^(?:0|[1-9]\d?)$/.test(rank)) complain(`no rank: ${JSON.stringify(rank)}`, row);
  return {
    ...{ heading, layer, rank: Number(rank), area, scope, rate, when, source },
    ...(except && { except }),
    ...datedOf(row),
    status: status ?? "in-force",
  };
}

const provisionOfScope = (scope: string, row: TsvRow): ScopeProvision => ({
  scope,
  code: row.code ?? "",
  from: row.from || undefined,
  to: row.to || undefined,
  known: row.known || undefined,
  endKnown: row.endKnown || undefined,
  source: row.source ?? "",
});

const wordsOf = (cell: string | undefined): string[] => (cell ? cell.split(" ") : []);

const displacementOf = (row: TsvRow): Displacement => ({
  ...datedOf(row),
  by: wordsOf(row.by),
  displaces: wordsOf(row.displaces),
  ...(row.less && { less: row.less }),
  when: row.when ?? "",
  source: row.source ?? "",
});

const provisionOf = (row: TsvRow): Provision => ({
  ...datedOf(row),
  provision: row.provision ?? "",
  layers: wordsOf(row.layers),
  basis: row.basis ?? "",
  source: row.source ?? "",
});

const deMinimisOf = (row: TsvRow): DeMinimis => ({
  ...datedOf(row),
  area: row.area ?? "",
  ...(row.except && { except: row.except }),
  limit: row.limit ?? "",
  source: row.source ?? "",
});

const quotaOf = (row: TsvRow): Quota => ({
  ...datedOf(row),
  code: row.code ?? "",
  over: wordsOf(row.over),
  terms: row.terms ?? "",
  source: row.source ?? "",
});

const notHeldOf = (row: TsvRow): NotHeld => ({
  layer: row.layer ?? "",
  ...(row.family && { family: row.family }),
  from: row.from ?? "",
  ...(row.to && { to: row.to }),
  area: row.area ?? "",
  scope: row.scope ?? "",
  when: row.when ?? "",
  reason: row.reason ?? "",
});
