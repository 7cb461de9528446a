import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { readAnnexes, SOURCES } from "../../../tariffs/agreements/import/annex";
import { coverageOf } from "../../../tariffs/agreements/import/coverage";
import { rulesText, unreadText } from "../../../tariffs/agreements/import/fact-files";
import { readRows, ruleRows, unreadRows } from "../../../tariffs/agreements/import/rows";
import { readNames } from "../../../tariffs/agreements/import/vocabulary";

const facts = fileURLToPath(new URL("../../../tariffs/agreements", import.meta.url));
const data = fileURLToPath(new URL("../../../../shared/data", import.meta.url));
const present = SOURCES.every(({ folder }) => existsSync(`${data}/${folder}/rule_sets`));

/** All would take a minute: every twelfth agreement, and each time the same. */
const EVERY = 12;

const COPIES = new Set(["eu-eu", "eu-united-kingdom"]);

describe.skipIf(!present)("the committed rules (skipped without ../shared/data/uk-origin and eu-origin)", () => {
  it.each(SOURCES)("are what the importer makes of $folder", { timeout: 120_000 }, (source) => {
    const names = readNames(facts);
    const copies = new Map(readAnnexes({ side: "gb", folder: "uk-origin" }, data).map((annex) => [annex.id, annex]));
    for (const annex of readAnnexes(source, data).filter((_, i) => i % EVERY === 0)) {
      const reads = readRows(annex, names, copies.get(annex.id.replace(/^eu-/, "gb-")));
      const { rules, unread } = coverageOf(annex, reads);
      expect([annex.id, unread / rules < 0.08]).toEqual([annex.id, true]);
      if (COPIES.has(annex.id)) continue;
      const file = (name: string): string => readFileSync(`${facts}/${annex.id}/${name}`, "utf8");
      expect([annex.id, rulesText(ruleRows(reads)) === file("rules.tsv")]).toEqual([annex.id, true]);
      expect([annex.id, unreadText(unreadRows(reads)) === file("unread.tsv")]).toEqual([annex.id, true]);
    }
  });
});
