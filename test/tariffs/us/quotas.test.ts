import { describe, expect, it } from "vitest";
import { quotasOf, quotasText } from "../../../tariffs/us/quotas";
import type { ExportRow } from "../../../tariffs/us/usitc-export";
import { corrections, factText, HAVE_OFFICIAL_FILES, officialFiles, WITHOUT } from "./official-files";

const [header = [], ...rows] = factText("quotas.tsv")
  .trimEnd()
  .split("\n")
  .map((line) => line.split("\t"));
const quotas = rows.map((cells) => Object.fromEntries(header.map((name, index) => [name, cells[index] ?? ""])));

/** Subheadings of the lines of a chapter, with the days of their lines. */
const linesOf = (chapter: string) =>
  factText(`lines/${chapter}.tsv`)
    .trimEnd()
    .split("\n")
    .slice(1)
    .map((line) => line.split("\t"));

const row = (indent: number, description: string, code = ""): ExportRow => ({
  code,
  indent,
  description,
  units: [],
  rates: { general: "", special: "", other: "" },
  footnotes: [],
});

describe("quotas", () => {
  it("are read off the words of a subheading, and what is left is over quota", () => {
    const note = "Described in additional U.S. note 3 to this chapter and entered pursuant to its provisions";
    const read = quotasOf([
      row(0, "Meat", "0201"),
      row(1, "Described in general note 15 of the tariff schedule and entered pursuant to its provisions", "02011005"),
      row(1, `${note}:`),
      row(2, "High-quality", "02011010"),
      row(3, "Veal", "0201101010"),
      row(2, "Other", "02011030"),
      row(1, "Other sugar to be used for alcohols", "02011040"),
      row(1, "Other:"),
      row(2, "Bison", "02011050"),
      row(2, "Other", "02011060"),
      row(0, "Other meat", "0202"),
    ]);
    const over = ["02011050", "02011060"];
    const terms = "additional U.S. note 3 to chapter 2";
    expect([...read]).toEqual([
      ["02011005", { over, terms: "general note 15" }],
      ["02011010", { over, terms }],
      ["02011030", { over, terms }],
    ]);
  });

  it("name the chapter of another's note, and a quantity that the row itself states", () => {
    const read = quotasOf([
      row(1, "Described in additional U.S. note 10 to chapter 4 and entered pursuant to its provisions", "18062081"),
      row(1, "Other", "18062082"),
      row(1, "In an aggregate quantity not to exceed 730 metric tons entered in any calendar year", "20057002"),
      row(1, "Other", "20057004"),
    ]);
    expect([...read.values()].map(({ terms }) => terms)).toEqual([
      "additional U.S. note 10 to chapter 4",
      "subheading 2005.70.02",
    ]);
  });

  it("each name a subheading of the schedule, and such over quota, that are its lines on those days", () => {
    const chapters = new Map<string, string[][]>();
    const isLine = (code: string, from: string): boolean => {
      const chapter = code.slice(0, 2);
      if (!chapters.has(chapter)) chapters.set(chapter, linesOf(chapter));
      return chapters.get(chapter)!.some(([line = "", first = ""]) => line.startsWith(code) && first <= from);
    };
    const dead = quotas.flatMap(({ code = "", from = "", over = "" }) =>
      [code, ...over.split(" ")].filter((it) => !isLine(it, from)),
    );
    expect(dead).toEqual([]);
  });

  it("never count a subheading as both in and over quota", () => {
    const over = new Set(quotas.flatMap(({ over = "" }) => over.split(" ")));
    expect(quotas.filter(({ code = "" }) => over.has(code))).toEqual([]);
    expect(quotas.filter((quota) => quota.over === "" || quota.terms === "")).toEqual([]);
  });

  it.skipIf(!HAVE_OFFICIAL_FILES)(`are those of the official files (skipped where ${WITHOUT})`, () => {
    expect(factText("quotas.tsv")).toBe(quotasText(officialFiles(), corrections()));
  });
});
