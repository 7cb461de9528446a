import { gunzipSync } from "node:zlib";
import { DutiableError } from "../../src/model/errors";
import { plainText } from "./plain-text";

/**
 * The Harmonized Tariff Schedule as the U.S. International Trade Commission exports it: a JSON array of rows in the
 * order of the printed schedule. Field names are the export's own; texts are read as `plainText`.
 */

export type RateColumn = "general" | "special" | "other";
export const RATE_COLUMNS: readonly RateColumn[] = ["general", "special", "other"];

export interface ExportFootnote {
  /** Columns that carry the mark: `general`, `special`, `other`, `desc`, `units`, `stat`. */
  readonly columns: readonly string[];
  readonly text: string;
}

export interface ExportRow {
  /** Digits of `htsno`; empty for a row that is only a heading of others. */
  readonly code: string;
  /** Depth in the outline, from 0. */
  readonly indent: number;
  readonly description: string;
  readonly units: readonly string[];
  readonly rates: Readonly<Record<RateColumn, string>>;
  readonly footnotes: readonly ExportFootnote[];
}

/**
 * The rows of an export, `.json` or `.json.gz`.
 * @throws DutiableError FACTS_INVALID: not gzip or UTF-8 where it says so, not JSON, or no schedule; with `row` from 0.
 */
export function readExport(bytes: Uint8Array): ExportRow[] {
  const rows: unknown = parse(decode(bytes));
  if (!Array.isArray(rows)) throw invalid("a schedule is a JSON array of rows");
  return rows.map(rowOf);
}

function decode(bytes: Uint8Array): string {
  const gzip = bytes[0] === 0x1f && bytes[1] === 0x8b;
  try {
    return new TextDecoder("utf-8", { fatal: true }).decode(gzip ? gunzipSync(bytes) : bytes);
  } catch {
    throw invalid(gzip ? "the schedule's gzip data are damaged" : "the schedule is not UTF-8");
  }
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw invalid("the schedule is not complete JSON");
  }
}

function rowOf(value: unknown, row: number): ExportRow {
  if (typeof value !== "object" || value === null) throw invalid("a row is an object", row);
  const field = value as Readonly<Record<string, unknown>>;
  const text = (name: string): string => {
    const found = field[name];
    if (found === undefined) throw invalid(`a row has no field ${name}`, row);
    if (found !== null && typeof found !== "string") throw invalid(`field ${name} is not a text`, row);
    return plainText(found);
  };
  const code = text("htsno").replace(/[. ]/g, "");
  if (!/^\d*$/.test(code)) throw invalid(`${code} is no code`, row);
  const indent = text("indent");
  if (!/^\d{1,2}$/.test(indent)) throw invalid("a row's indent is a number", row);
  return {
    code,
    indent: Number(indent),
    description: text("description"),
    units: listOf(field.units, row).map((unit) => plainText(String(unit))),
    rates: { general: text("general"), special: text("special"), other: text("other") },
    footnotes: listOf(field.footnotes, row).map(footnoteOf),
  };
}

function footnoteOf(value: unknown): ExportFootnote {
  const { columns, value: text } = (value ?? {}) as { columns?: unknown; value?: unknown };
  return {
    columns: Array.isArray(columns) ? columns.map(String) : [],
    text: plainText(typeof text === "string" ? text : ""),
  };
}

function listOf(value: unknown, row: number): readonly unknown[] {
  if (value === null || value === undefined) return [];
  if (!Array.isArray(value)) throw invalid("units and footnotes are lists", row);
  return value;
}

const invalid = (message: string, row?: number): DutiableError =>
  new DutiableError(
    "FACTS_INVALID",
    row === undefined ? message : `row ${row}: ${message}`,
    row === undefined ? {} : { row },
  );
