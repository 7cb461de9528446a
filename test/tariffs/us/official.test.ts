import { beforeAll, describe, expect, it } from "vitest";
import { parseRegime } from "../../../src/table/regime-shape";
import { factFiles } from "../../../tariffs/us/fact-files";
import { isInSchedule } from "../../../tariffs/us/outline";
import type { ImportedSchedules } from "../../../tariffs/us/refresh";
import { importSchedules } from "../../../tariffs/us/refresh";
import type { EditionReport, ImportReport } from "../../../tariffs/us/report";
import { readExport } from "../../../tariffs/us/usitc-export";
import { corrections, factText, HAVE_OFFICIAL_FILES, officialFiles, WITHOUT } from "./official-files";

const title = (name: string): string => (HAVE_OFFICIAL_FILES ? name : `${name} (skipped: ${WITHOUT})`);

describe.skipIf(!HAVE_OFFICIAL_FILES)(title("the 18 revisions"), () => {
  let imported: ImportedSchedules;
  let report: ImportReport;
  let newest: EditionReport;

  beforeAll(() => {
    imported = importSchedules(officialFiles(), corrections());
    report = imported.report;
    newest = report.editions.at(-1)!;
  });

  it("are read whole", () => {
    expect(report.editions).toHaveLength(18);
    expect(report.editions.flatMap(({ unread }) => unread)).toEqual([]);
  });

  it("end in 19,738 lines with a rate, and the 95 watches and clocks that have no suffix", () => {
    const { edition, rows, lines, unsuffixed, seasons } = newest;
    expect([edition, rows, lines - unsuffixed, unsuffixed, seasons]).toEqual(["2026-rev-10", 35_509, 19_738, 95, 169]);
  });

  it("compute from the schedule alone, or once other articles are declared", () => {
    const { alone, declared, never } = newest.computability;
    expect(alone + declared + never).toBe(newest.lines);
    expect(alone / newest.lines).toBeGreaterThanOrEqual(0.985);
    expect((alone + declared) / newest.lines).toBeGreaterThanOrEqual(0.997);
    expect(newest.prose.map(({ code }) => code.slice(0, 4))).toEqual([
      ...Array(4).fill("5101"),
      ...Array(16).fill("5810"),
    ]);
  });

  it("change nothing where they change only markup", () => {
    const quiet = report.changes.filter(({ headings }) => headings.length === 0).map(({ edition }) => edition);
    expect(quiet).toEqual([
      "2025-rev-7",
      "2025-rev-8",
      "2025-rev-10",
      "2025-rev-12",
      "2025-rev-14",
      "2025-rev-18",
      "2025-rev-20",
      "2025-rev-23",
      "2025-rev-26",
      "2025-rev-29",
      "2026-rev-6",
      "2026-rev-10",
    ]);
  });

  it("give the facts that are committed", () => {
    const regime = parseRegime(factText("regime.json"), (message) => expect.unreachable(message));
    const files = factFiles(imported, regime!.columns);
    expect(files.size).toBeGreaterThan(190);
    const stale = [...files].filter(([path, text]) => factText(path) !== text).map(([path]) => path);
    expect(stale).toEqual([]);
  });
});

describe.skipIf(!HAVE_OFFICIAL_FILES)(title("the shapes of rates"), () => {
  /** A text with its numbers as N. */
  const shape = (text: string): string => text.replace(/\d+(?:\.\d+)?/g, "N");

  it("are all among the examples", () => {
    const examples = new Set(
      ["rate-shapes.tsv", "special-shapes.tsv"].flatMap((file) => {
        const lines = factText(`../../test/tariffs/us/${file}`).split("\n");
        return lines.flatMap((line) =>
          (line.split("\t")[0] as string).split(/\([A-Z][^()]*\)/).map((text) => shape(text.trim())),
        );
      }),
    );
    const missing = new Set<string>();
    for (const { bytes } of officialFiles()) {
      for (const { rates } of readExport(bytes).filter(isInSchedule)) {
        const texts = [rates.general, rates.other, ...rates.special.split(/\([A-Z][^()]*\)/)];
        for (const text of texts.map((rate) => shape(rate.trim()))) if (!examples.has(text)) missing.add(text);
      }
    }
    expect([...missing]).toEqual([]);
  });
});
