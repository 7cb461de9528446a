import { existsSync, readFileSync } from "node:fs";
import { parseCorrections } from "../../../tariffs/us/corrections";
import type { ScheduleFile } from "../../../tariffs/us/refresh";

/** The official files lie beside the checkout, never in it: tests that read them skip without. */
const DATA = new URL("../../../../shared/data/us-hts/", import.meta.url);
const FACTS = new URL("../../../tariffs/us/", import.meta.url);

export const factText = (path: string): string => readFileSync(new URL(path, FACTS), "utf8");

type EditionRow = Readonly<Record<"edition" | "applies" | "known" | "file", string>>;
const [header = [], ...rows] = factText("editions.tsv")
  .trimEnd()
  .split("\n")
  .map((line) => line.split("\t"));
const editions = rows.map((row) => Object.fromEntries(header.map((name, i) => [name, row[i] ?? ""])) as EditionRow);

export const HAVE_OFFICIAL_FILES = existsSync(DATA);
export const WITHOUT = "official files of ../shared/data/us-hts are not there";

export const officialFiles = (): ScheduleFile[] =>
  editions.map(({ edition, applies, known, file }) => ({
    edition,
    applies,
    known,
    bytes: readFileSync(new URL(file, DATA)),
  }));

export const corrections = () => parseCorrections(factText("corrections.tsv"));
