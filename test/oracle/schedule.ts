/** One edition of the Harmonized Tariff Schedule, straight from the export of the U.S. International Trade Commission. */
import { readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import type { Rate } from "./rate";
import { normalText, parseRate } from "./rate-text";
import { parseSpecial, type SpecialRates } from "./special-text";

interface Row {
  readonly htsno: string;
  readonly indent: string;
  readonly units: readonly string[] | null;
  readonly general: string | null;
  readonly special: string | null;
  readonly other: string | null;
}

/** A declarable line with the printed texts of its three cells, its own or inherited. */
export interface Line {
  /** Ten digits, or eight for a line printed without statistical suffix. */
  readonly code: string;
  /** The number of the row whose general rate it has. */
  readonly rateRow: string;
  readonly general: string;
  readonly special: string;
  readonly other: string;
}

/** The lines of one edition by code. */
export type Lines = ReadonlyMap<string, Line>;

export const digits = (htsno: string) => htsno.replace(/\D/g, "");
const filled = (cell: string | null) => normalText(cell ?? "") !== "";

/**
 * Rates stand on the nearest row above in the indentation. A row with a general rate speaks for all three columns
 * (its empty special cell means no programme); a row with a column 2 rate alone changes that column only.
 */
function lineOf(code: string, ancestry: readonly Row[]): Line {
  const nearest = [...ancestry].reverse();
  const rateRow = nearest.find((row) => filled(row.general));
  const otherRow = nearest.find((row) => filled(row.other));
  return {
    code,
    rateRow: rateRow?.htsno ?? "",
    general: rateRow?.general ?? "",
    special: rateRow?.special ?? "",
    other: otherRow?.other ?? "",
  };
}

/** The lines of chapters 1 to 97: ten-digit rows, and eight-digit rows printed without any suffix below them. */
export function linesOf(rows: readonly Row[]): Lines {
  const suffixed = new Set(rows.map((row) => digits(row.htsno)).filter((code) => code.length === 10));
  const parents = new Set([...suffixed].map((code) => code.slice(0, 8)));
  const lines = new Map<string, Line>();
  const ancestry: Row[] = [];
  for (const row of rows) {
    while (Number(ancestry.at(-1)?.indent ?? -1) >= Number(row.indent)) ancestry.pop();
    ancestry.push(row);
    const code = digits(row.htsno);
    const declarable = code.length === 10 || (code.length === 8 && !parents.has(code));
    if (declarable && Number(code.slice(0, 2)) <= 97) lines.set(code, lineOf(code, ancestry));
  }
  return lines;
}

/** The line a commodity code names: its digits as they are, or an eight-digit line written with the suffix 00. */
export function lineIn(lines: Lines, commodity: string): Line | undefined {
  const code = digits(commodity);
  return lines.get(code) ?? (code.endsWith("00") ? lines.get(code.slice(0, -2)) : undefined);
}

/** Reads an export, `.json` or `.json.gz`. */
export function readLines(path: string): Lines {
  const bytes = readFileSync(path);
  return linesOf(JSON.parse((path.endsWith(".gz") ? gunzipSync(bytes) : bytes).toString("utf8")) as Row[]);
}

function remembered<T>(parse: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    const value = known.get(text) ?? parse(text);
    known.set(text, value);
    return value;
  };
}

/** The term form of a general or column 2 cell; each text is parsed once. */
export const rateOf: (text: string) => Rate = remembered(parseRate);

/** The rates of a special cell by printed symbol; each text is parsed once. */
export const specialOf: (text: string) => SpecialRates = remembered(parseSpecial);
