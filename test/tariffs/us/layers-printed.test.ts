import { existsSync, readFileSync } from "node:fs";
import { gunzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { dayOf } from "../../../src/model/days";
import { printTsv } from "../../../src/table/tsv";
import { chapter99Text, printedAddition } from "../../../tariffs/us/layers/chapter-99";
import { inputsOf } from "../../../tariffs/us/layers/inputs";
import { provisionsOf } from "../../../tariffs/us/layers/notes";
import { PRINTED_16C } from "../../../tariffs/us/layers/scope-sources";
import { readScopes } from "../../../tariffs/us/layers/scopes";
import { files, layerRows, type Row, rows, text } from "./layers-facts";
import { HAVE_OFFICIAL_FILES, officialFiles, WITHOUT } from "./official-files";

const printed = rows("layers/chapter-99.tsv");
const editions = rows("editions.tsv").map(({ applies }) => applies!);
const holds = ({ from, to }: Row, day: string): boolean => from! <= day && (to === "" || day <= to!);

describe("the rates of the layers", () => {
  it("are those that the schedule prints on the day of each edition, or read as printed.tsv says", () => {
    const readings = rows("layers/printed.tsv");
    const odd: string[] = [];
    let compared = 0;
    for (const row of layerRows) {
      for (const day of editions.filter((edition) => holds(row, edition))) {
        const now = printed.find((it) => it.heading === row.heading && holds(it, day));
        if (now === undefined) continue;
        compared += 1;
        const says = [now.general, now.special, now.other];
        const read = readings.some(
          ({ heading, prints, reads, from }) =>
            heading === row.heading && says.includes(prints!) && reads === row.rate && from! <= day,
        );
        if (!says.includes(row.rate!) && !read)
          odd.push(`${row.heading} ${day}: ${row.rate}, printed ${says.join(" | ")}`);
      }
    }
    expect(odd).toEqual([]);
    expect(compared).toBeGreaterThan(1500);
  });

  it("leave no heading of chapter 99 unmentioned", () => {
    const outside = rows("layers/outside.tsv");
    const mentioned = new Set(layerRows.map(({ heading }) => heading));
    const missing = [...new Set(printed.map(({ heading }) => heading!))].filter(
      (heading) =>
        !mentioned.has(heading) &&
        !outside.some(({ first, last }) => first! <= heading && heading <= (last === "" ? first! : last!)),
    );
    expect(missing).toEqual([]);
    expect(outside.filter(({ first, last }) => last !== "" && last! < first!)).toEqual([]);
  });

  it.each([
    ["The duty provided in the applicable subheading + 25%", "25%"],
    ["The duty provided in the applicable subheading plus 25%", "25%"],
    ["The duty provided in the applicable subheading + 7.5%", "7.5%"],
    ["The duty provided in the applicable subheading + 10% (CA, MX, S)", "10%"],
    [
      "The duty provided in the applicable subheading + a duty of 50% upon the value of the steel content.",
      "50% of steelContentValue",
    ],
    [
      "The duty provided in the applicable subheading + a duty of 25% upon the value of the non-U.S. content",
      "25% - 25% of usContentValue",
    ],
    ["The duty provided in the applicable subheading.", "free"],
    ["No change", "free"],
    ["15%", "15% - base duty"],
    ["", ""],
    ["The lesser of two duties", 'see "The lesser of two duties"'],
  ])("are read from %j as %j", (words, addition) => {
    expect(printedAddition(words)).toBe(addition);
  });
});

describe("the lists of the notes", () => {
  const notes = [
    "(a) Heading 9903.76.01 applies to the following:",
    "          4403.11.00   4403.21.01",
    "U.S. Notes (con.)      4407.19.00",
    "99 - III - 346",
    "          7601         7616.99.5160",
    "(b) Heading 9903.76.02 applies, since 2025, to 9401.61.40.",
  ].join("\n");

  it("are provisions between two sentences, page furniture and references left out", () => {
    const list = { opens: /^\(a\) Heading/, closes: /^\(b\) Heading/ };
    expect(provisionsOf(notes, list)).toEqual(["44031100", "44032101", "44071900", "7601", "7616995160"]);
  });

  it("are refused where the sentences are not there", () => {
    expect(() => provisionsOf(notes, { opens: /^\(c\)/, closes: /^\(d\)/ })).toThrow("no list");
  });
});

const DATA = new URL("../../../../shared/data/us-hts/", import.meta.url);
const NOTES = new URL("chapter99_notes_2026_rev_6.txt.gz", DATA);
const HAVE = HAVE_OFFICIAL_FILES && existsSync(NOTES);

describe.skipIf(!HAVE)(HAVE ? "the official files" : `the official files (skipped: ${WITHOUT})`, () => {
  const pairs = (folder: string) => files(folder).map((name) => [name, text(`${folder}/${name}`)] as const);
  const lists = [
    "country_eo_exempt_products.csv",
    "fentanyl_carveout_products.csv",
    "floor_exempt_products.csv",
    "ieepa_exempt_products.csv",
    "s232_annex_products.csv",
    "s232_copper_products.csv",
    "s232_derivative_products.csv",
    "s232_metal_chapter_products.csv",
    "s232_pharma_products.csv",
    "s301_exclusion_lines.csv",
  ];

  it("give the scopes and the printed rates that are committed", () => {
    const inputs = inputsOf({
      lists: new Map(lists.map((name) => [name, readFileSync(new URL(`lists/${name}`, DATA), "utf8")])),
      notes: gunzipSync(readFileSync(NOTES)).toString("utf8"),
      footnotes: pairs("footnotes"),
      lines: pairs("lines"),
      readings: text("layers/readings.tsv"),
    });
    const header = ["code", "from", "to", "known", "endKnown", "source"] as const;
    const stale = [...readScopes(inputs)].filter(
      ([scope, codes]) =>
        text(`scopes/${scope}.tsv`) !==
        printTsv(
          header,
          codes.map((row) => header.map((name) => row[name])),
        ),
    );
    expect(stale.map(([scope]) => scope)).toEqual([]);
    expect(chapter99Text(officialFiles())).toBe(text("layers/chapter-99.tsv"));
  });

  it("print the lists of note 16(c) as the scopes have them on 6 April 2026", () => {
    const day = dayOf("2026-04-06")!;
    const scoped = files("scopes")
      .filter((name) => name.startsWith("232-16c-"))
      .flatMap((name) => rows(`scopes/${name}`))
      .filter(({ from }) => from === "" || dayOf(from!)! <= day)
      .map(({ code }) => code!);
    const notes = gunzipSync(readFileSync(NOTES)).toString("utf8");
    expect([...new Set(scoped)].sort()).toEqual(provisionsOf(notes, PRINTED_16C));
  });
});
