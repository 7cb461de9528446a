import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { parseUnit } from "../../../src/model/units";
import { importSchedule } from "../../../tariffs/us/import";
import { importSchedules } from "../../../tariffs/us/refresh";
import { reportText } from "../../../tariffs/us/report-text";
import { readSeason } from "../../../tariffs/us/season";
import { STATISTICAL_UNITS, statisticalUnits } from "../../../tariffs/us/units";

type Row = Record<string, unknown>;

/** A row of an export: code, indent, and what differs from an empty one. */
const row = (htsno: string, indent: number, more: Row = {}): Row => ({
  htsno,
  indent: String(indent),
  description: "",
  superior: null,
  units: [],
  general: "",
  special: "",
  other: "",
  footnotes: [],
  quotaQuantity: null,
  additionalDuties: null,
  ...more,
});

const bytes = (rows: readonly Row[]): Uint8Array => new TextEncoder().encode(JSON.stringify(rows));
const rates = { general: "2%", special: "Free (AU)", other: "20%" };
const SCHEDULE = [
  row("0101", 0),
  row("", 1, { superior: "true" }),
  row("0101.21.00", 2, rates),
  row("0101.21.00.10", 3, { units: ["No."] }),
  row("0101.21.00.20", 3, { units: ["No.", "kg"], other: "33 1/3%" }),
  row("0101.30.00.00", 1, { general: "6.8%", other: "15%", units: ["No."] }),
  row("9801.00.10", 0, { general: "Free" }),
  row("9801.00.10.10", 1, { general: "unreadable", units: ["X"] }),
];

describe("a schedule", () => {
  it("states a line's rates on the line or above it", () => {
    const { lines, rows, unread } = importSchedule(bytes(SCHEDULE));
    expect(unread).toEqual([]);
    expect(rows).toBe(8);
    expect(Object.fromEntries(lines)).toEqual({
      "0101210010": { units: ["NAR"], cells: { general: "2%", special: "free (AU)", other: "20%" }, digits: 8 },
      "0101210020": {
        units: ["NAR", "KGM"],
        cells: { general: "2%", special: "free (AU)", other: "33 1/3%" },
        digits: 8,
      },
      "0101300000": { units: ["NAR"], cells: { general: "6.8%", other: "15%" }, digits: 10 },
    });
  });

  it("is the same compressed", () => {
    expect(importSchedule(gzipSync(bytes(SCHEDULE)))).toEqual(importSchedule(bytes(SCHEDULE)));
  });

  it("hands rates down by indent, not by the digits of the code", () => {
    const lines = importSchedule(
      bytes([
        row("2620.99.75", 3, { general: "Free", other: "Free" }),
        row("2620.99.75.20", 5, { units: ["kg"] }),
        row("2620.99.80.00", 3, { units: ["kg"], general: "1%", other: "2%" }),
        row("2620.99.80.10", 3, { units: ["kg"] }),
      ]),
    );
    expect(lines.lines.get("2620997520")?.cells.general).toBe("free");
    expect(lines.lines.get("2620998010")?.cells.general).toBe('see "no rate stated"');
    expect(lines.unread).toEqual([
      { code: "2620998010", column: "general", text: "" },
      { code: "2620998010", column: "other", text: "" },
    ]);
  });

  it("has a whole article as a line where it prints no suffix", () => {
    const { lines, unsuffixed } = importSchedule(
      bytes([
        row("9102.11", 0),
        row("9102.11.10", 1, { general: "44¢ each + 6% on the case", other: "35%" }),
        row("9102.11.25", 1, rates),
        row("9102.11.25.10", 2, { units: ["No."] }),
      ]),
    );
    expect(unsuffixed).toBe(1);
    expect([...lines.keys()]).toEqual(["9102111000", "9102112510"]);
    expect(lines.get("9102111000")).toEqual({
      units: [],
      cells: { general: "0.44 USD/NAR + 6% of caseValue", other: "35%" },
      digits: 8,
    });
  });

  it("says what it cannot read, and guesses nothing", () => {
    const { lines, unread } = importSchedule(
      bytes([
        row("0101.30.00.00", 0, {
          description: "If entered during the period from March 1 to whenever",
          units: ["hogsheads", "kg"],
          general: "5¢/firkin",
          special: "Free (AU) 1% (Chile)",
          other: "10%",
          footnotes: [{ columns: ["general"], value: "?" }],
        }),
        row("0101.30.00.00", 0, { general: "Free", other: "Free" }),
      ]),
    );
    expect(lines.get("0101300000")).toEqual({
      units: ["KGM"],
      cells: { general: 'see "5¢/firkin"', special: "free (AU)", other: "10%" },
      digits: 10,
    });
    expect(unread.map(({ column, text }) => [column, text])).toEqual([
      ["units", "hogsheads"],
      ["special", "1% (Chile)"],
      ["season", "If entered during the period from March 1 to whenever"],
      ["general", "5¢/firkin"],
      ["line", "stands twice"],
      ["footnote", "?"],
    ]);
  });

  it.each([
    ["an object", "{}"],
    ["half of itself", JSON.stringify(SCHEDULE).slice(0, 200)],
    ["rows without codes", '[{"indent":"0"}]'],
    ["a row that is none", "[1]"],
    ["an indent that is none", JSON.stringify([row("0101", 0, { indent: "deep" })])],
    ["a code that is none", JSON.stringify([row("01O1", 0)])],
    ["units that are no list", JSON.stringify([row("0101", 0, { units: "kg" })])],
  ])("is refused as %s", (_, text) => {
    expect(() => importSchedule(new TextEncoder().encode(text))).toThrowError(
      expect.objectContaining({ code: "FACTS_INVALID" }),
    );
  });

  it("is refused when its bytes are damaged", () => {
    const refused = expect.objectContaining({ code: "FACTS_INVALID" });
    expect(() => importSchedule(gzipSync(bytes(SCHEDULE)).subarray(0, 60))).toThrowError(refused);
    expect(() => importSchedule(Uint8Array.of(0x5b, 0xff, 0x5d))).toThrowError(refused);
  });
});

describe("footnotes of the rate columns", () => {
  it("keep what they point at, on the row that carries them", () => {
    const note = (columns: string[], value: string) => ({ columns, value, type: "endnote" });
    const { footnotes } = importSchedule(
      bytes([
        row("2208.30", 0, {
          ...rates,
          footnotes: [
            note(["general"], "See 9903.88.15. "),
            note(["general"], "See 9903.88.03, 9903.88.15 and\u00a0 U.S. note 16 to subchapter III, chapter 99. "),
            note(["general", "other"], "May be subject to Federal Excise Tax (26 U.S.C. 5001 or 26 U.S.C. 5041)."),
            note(["special"], "See additional U.S. note 1 to this chapter."),
            note(["desc"], "See 9903.88.69."),
          ],
        }),
        row("9903.88.15", 0, { footnotes: [note(["general"], "See 9903.88.01")] }),
      ]),
    );
    expect(Object.fromEntries(footnotes)).toEqual({
      "220830 general": "26usc5001 26usc5041 9903.88.03 9903.88.15 note:99-III-16",
      "220830 special": "additional-note:chapter-1",
      "220830 other": "26usc5001 26usc5041",
    });
  });
});

describe("seasons", () => {
  it.each([
    ["If entered during the period from July 15 to August 31, inclusive, in any year", "07-15/08-31"],
    ["If entered in the period from June 1 to October 31, inclusive, in any year", "06-01/10-31"],
    ["If entered during the period from December 1, in any year, to the following May 31, inclusive", "12-01/05-31"],
    [
      "Raspberries entered during the period from September 1 in any year to June 30 of the following year",
      "09-01/06-30",
    ],
    [
      "Beans, if entered during the period from November 1 in any year to the following May 31, inclusive",
      "11-01/05-31",
    ],
    ["If entered for consumption during the period from May 1 to August 31, Inclusive, in any year", "05-01/08-31"],
    ["If entered during the month of October", "10-01/10-31"],
    [
      "If entered during the period from November 15, in any year, to the last day of the following February, inclusive",
      "11-15/02-29",
    ],
    [
      "If entered during the period from March 1 to July 14, inclusive, or the period from September 1 to November 14, inclusive, in any year",
      "03-01/07-14 09-01/11-14",
    ],
    ["If entered outside the above stated period, or if withdrawn at any time", undefined],
    ["Which may be marched off", undefined],
  ])("%s", (description, season) => {
    expect(readSeason(description)).toEqual({ season, unread: false });
  });

  it("that are not read are told", () => {
    expect(readSeason("If entered before March 1").unread).toBe(true);
    expect(readSeason("If entered from March 1 to May 31, or after the last day of June").unread).toBe(true);
  });

  it("hold for all lines below", () => {
    const { lines } = importSchedule(
      bytes([
        row("0702.00.20", 1, { ...rates, description: "If entered during the month of October" }),
        row("", 2, { description: "Cherry" }),
        row("0702.00.20.10", 3, { units: ["kg"] }),
        row("0702.00.90.00", 1, { ...rates, units: ["kg"] }),
      ]),
    );
    expect([...lines.values()].map(({ season }) => season)).toEqual(["10-01/10-31", undefined]);
  });
});

describe("units", () => {
  it.each(Object.entries(STATISTICAL_UNITS))("%s is a unit that can be declared", (_, [unit]) => {
    expect(parseUnit(unit)).toBeDefined();
  });

  it("may stand two in one text, or none", () => {
    expect(statisticalUnits(["No. and kg", "", "m2"])).toEqual({ units: ["NAR", "KGM", "MTK"], unknown: [] });
  });
});

describe("revisions", () => {
  const file = (applies: string, rows: readonly Row[]) => ({
    edition: applies,
    applies,
    known: applies,
    bytes: bytes(rows),
  });
  const plain = [
    row("7005.30.00.00", 0, {
      units: ["m2", "kg"],
      general: "14.5¢/m2 + 0.4%",
      special: "Free (A, E,IL)",
      other: "38¢/m2",
    }),
    row("4421.00.00", 0, { general: "6.5¢/gross", other: "2.5%" }),
    row("4421.00.00.10", 1, { units: ["gross"], description: "If entered during the month of October" }),
  ];
  const marked = [
    row("7005.30.00.00", 0, {
      units: ["m<sup>2</sup>", " <u>kg</u>"],
      general: "14.5¢/m<sup>2 </sup>+ 0.4%",
      special: "Free\n(A,E IL)",
      other: "<il>38¢/m²</il>",
    }),
    row("4421.00.00", 0, { general: "6.5¢/gross<il></il>", other: "2.5% <u></u>\n" }),
    row("4421.00.00.10", 1, {
      units: ["gross"],
      description: '<span style="line-height: normal;">If entered during the <i>month</i> of October</span>',
    }),
  ];

  it("that change only markup report no change", () => {
    const { lines, report } = importSchedules([file("2025-01-01", plain), file("2025-03-01", marked)]);
    expect(lines.map(({ code, from, to }) => [code, from, to])).toEqual([
      ["4421000010", "2025-01-01", undefined],
      ["7005300000", "2025-01-01", undefined],
    ]);
    expect(report.changes).toEqual([{ edition: "2025-03-01", headings: [] }]);
    expect(reportText(report)).toContain("2025-03-01: no change");
  });

  it("report what they change, by heading", () => {
    const changed = [
      { ...plain[0], general: "14.5¢/m2" },
      row("4421.00.00", 0, { general: "See additional U.S. note 1", other: "2.5%" }),
      row("4421.00.00.20", 1, { units: ["gross"] }),
    ];
    const { lines, report } = importSchedules([file("2026-01-01", changed as Row[]), file("2025-01-01", plain)]);
    expect(lines).toContainEqual({
      code: "7005300000",
      from: "2025-01-01",
      to: "2025-12-31",
      known: "2025-01-01",
      endKnown: "2026-01-01",
      units: ["MTK", "KGM"],
      cells: { general: "0.145 USD/MTK + 0.4%", special: "free (A,E,IL)", other: "0.38 USD/MTK" },
      digits: 10,
    });
    const text = reportText(report);
    expect(text).toContain("  4421: +4421000020; -4421000010");
    expect(text).toContain("  7005: ~7005300000 general 0.145 USD/MTK + 0.4% → 0.145 USD/MTK");
    expect(text).toContain("  left to prose: 1 (50.00 %)");
    expect(report.editions.at(-1)?.prose).toEqual([
      { code: "4421000020", column: "general", text: 'see "additional U.S. note 1"' },
    ]);
  });
});
