/** The dated facts of areas, programmes and editions, read from their tab-separated files, as of the latest knowledge. */
import { readFileSync } from "node:fs";

type Record_ = Readonly<Record<string, string>>;

/** Rows of a tab-separated file by the names in its first line. */
export function readTsv(path: string): Record_[] {
  const [head = "", ...rows] = readFileSync(path, "utf8").trimEnd().split("\n");
  const names = head.split("\t");
  return rows.map((row) => Object.fromEntries(row.split("\t").map((cell, index) => [names[index] ?? "", cell])));
}

/** Both days included; an empty day is open. ISO dates compare as text. */
export function inForce(row: Record_, date: string): boolean {
  return (row.from ?? "") <= date && (!row.to || date <= row.to);
}

export interface Facts {
  /** Columns area, country, from, to. */
  readonly areas: readonly Record_[];
  /** Columns symbol (as printed in the special column), claim, area, from, to. */
  readonly programmes: readonly Record_[];
  /** Provisions of chapter 98. Columns provision, layers, from, to, basis. */
  readonly provisions: readonly Record_[];
}

export function readFacts(folder: string): Facts {
  const read = (name: string) => readTsv(`${folder}/${name}.tsv`);
  return { areas: read("areas"), programmes: read("programmes"), provisions: read("layers/chapter-98") };
}

export function isMember(facts: Facts, area: string, country: string, date: string): boolean {
  if (area === "any-column-1") return !isMember(facts, "column-2", country, date);
  return facts.areas.some((row) => row.area === area && row.country === country && inForce(row, date));
}

/** The printed symbols whose rate a claim may take for goods of the country on the date. */
export function symbolsOf(facts: Facts, claim: string, country: string, date: string): Set<string> {
  const rows = facts.programmes.filter((row) => row.claim === claim && inForce(row, date));
  return new Set(rows.filter((row) => isMember(facts, row.area ?? "", country, date)).map((row) => row.symbol ?? ""));
}
