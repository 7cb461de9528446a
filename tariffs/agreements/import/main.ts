import { mkdirSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { readAnnexes, SOURCES } from "./annex";
import { compare } from "./compare";
import { coverageOf } from "./coverage";
import type { AgreementCoverage } from "./coverage-text";
import { coverageText } from "./coverage-text";
import { rulesText, unreadText } from "./fact-files";
import type { ReadRow } from "./rows";
import { openRows, readRows, ruleRows, unreadRows } from "./rows";
import { readNames } from "./vocabulary";

/**
 * Writes the rules of all agreements anew from the data files, and the report on how much of them could be read:
 * arguments are the folder of the data, the folder of the facts and the report (docs/origin-coverage.md).
 */
const [data = "../shared/data", facts = "tariffs/agreements", report = "docs/origin-coverage.md"] =
  process.argv.slice(2);

/** Further copies of the agreement between the United Kingdom and the EU: read to compare, and not written. */
const COPIES = new Set(["eu-eu", "eu-united-kingdom"]);

/** One annex in two sources. */
const TWICE = [
  ["gb-eu", "eu-eu"],
  ["gb-eu", "eu-united-kingdom"],
  ["gb-japan", "eu-japan"],
  ["gb-canada", "eu-canada"],
] as const;

const names = readNames(facts);
const readings = new Map<string, readonly ReadRow[]>();
const covered: AgreementCoverage[] = [];
const annexes = SOURCES.map((source) => ({ source, read: readAnnexes(source, data) }));
const copies = new Map(annexes.flatMap(({ read }) => read.map((annex) => [annex.id, annex] as const)));
for (const { source, read } of annexes) {
  for (const annex of read) {
    const reads = readRows(annex, names, copies.get(annex.id.replace(/^eu-/, "gb-")));
    readings.set(annex.id, reads);
    covered.push({ id: annex.id, side: source.side, coverage: coverageOf(annex, reads), open: openRows(reads) });
    if (COPIES.has(annex.id)) continue;
    const folder = join(facts, annex.id);
    mkdirSync(folder, { recursive: true });
    writeFileSync(join(folder, "rules.tsv"), rulesText(ruleRows(reads)));
    writeFileSync(join(folder, "unread.tsv"), unreadText(unreadRows(reads)));
  }
}
const compared = TWICE.map(([first, second]) => ({
  first,
  second,
  comparison: compare(readings.get(first) ?? [], readings.get(second) ?? []),
}));
writeFileSync(report, coverageText(covered, compared));
