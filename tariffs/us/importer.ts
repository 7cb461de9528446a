import { DutiableError } from "../../src/model/errors";
import { errorText } from "../../src/table/fact-error";
import type { Edition, TariffFacts } from "../../src/table/facts";
import { parseFacts } from "../../src/table/facts-text";
import { printTsv } from "../../src/table/tsv";
import type { Imported, Importer, OfficialFile } from "../importer";
import areas from "./areas.tsv";
import { parseCorrections } from "./corrections";
import corrections from "./corrections.tsv";
import editions from "./editions.tsv";
import programmes from "./programmes.tsv";
import { importSchedules } from "./refresh";
import regime from "./regime.json";
import { reportText } from "./report-text";
import sources from "./sources.tsv";

/** Revisions of the Harmonized Tariff Schedule as the International Trade Commission exports them. */
export const importer: Importer = {
  source: "us-hts",
  tariff: "US",
  reads: "JSON exports of the Harmonized Tariff Schedule, .json or .json.gz",
  read,
};

function read(files: readonly OfficialFile[]): Imported {
  const facts = territory();
  const named = files.map((file) => ({ edition: editionOf(file, facts.editions), bytes: file.bytes }));
  const listed = new Set(facts.editions);
  const corrected = new Set(named.filter(({ edition }) => listed.has(edition)).map(({ edition }) => edition.edition));
  const { lines, report } = importSchedules(
    named.map(({ edition: { edition, applies, known }, bytes }) => ({ edition, applies, known, bytes })),
    parseCorrections(corrections).filter(({ edition }) => corrected.has(edition)),
  );
  return {
    facts: { ...facts, editions: named.map(({ edition }) => edition), lines },
    report: { text: reportText(report), data: report },
  };
}

/** What no schedule states as data: countries, programmes, rules. @throws DutiableError FACTS_INVALID */
function territory(): TariffFacts {
  const texts = { "areas.tsv": areas, "editions.tsv": editions, "programmes.tsv": programmes, "sources.tsv": sources };
  const { facts, errors } = parseFacts(
    new Map([
      ...Object.entries(texts),
      ["regime.json", JSON.stringify(scheduleRegime())],
      ["special.tsv", printTsv(["id", "cell"], [])],
    ]),
  );
  if (facts === undefined || errors.length > 0) {
    throw new DutiableError("FACTS_INVALID", errors.map(errorText).join("\n"));
  }
  return facts;
}

/** What exports of the schedule hold: the ordinary duty. Layers are facts of their own, and no part of them. */
function scheduleRegime() {
  const { layers: _, informal: __, families, ...rest } = regime;
  return { ...rest, families: families.map((it) => (it.family === "ordinary" ? it : { ...it, held: [] })) };
}

/** The listed edition of that file and day; any other is named after its file, and known from its day. */
function editionOf({ name, date }: OfficialFile, listed: readonly Edition[]): Edition {
  const found = listed.find(({ file, applies }) => file === name && applies === date);
  if (found !== undefined) return found;
  const [stem = name] = name.split(".", 1);
  const words = stem.replace(/^hts[_-]/i, "").split(/[_-]/);
  const label = words
    .join(" ")
    .replace(/\brev\b/, "Revision")
    .replace(/\bbasic\b/, "Basic Edition");
  const yearly = /^\d{4}$/.test(words[0]!) ? { instrument: `HTSUS ${words[0]}` } : {};
  return { edition: words.join("-"), label: `HTSUS ${label}`, ...yearly, applies: date, known: date, file: name };
}
