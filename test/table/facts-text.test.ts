import { describe, expect, it } from "vitest";
import { cellId } from "../../src/table/cell-id";
import { errorText } from "../../src/table/fact-error";
import { printFacts } from "../../src/table/facts-print";
import { parseFacts } from "../../src/table/facts-text";
import { ruritaniaFacts, ruritaniaFiles } from "./ruritania";

/** Flaws of the facts after one text has been replaced by another in one file. */
function flawsAfter(file: string, from: string | RegExp, to: string): string[] {
  const files = ruritaniaFiles();
  const text = files.get(file) ?? "";
  expect(text.replace(from, to)).not.toBe(text);
  files.set(file, text.replace(from, to));
  return parseFacts(files).errors.map(errorText);
}

describe("facts as text", () => {
  it("are printed as they were read", () => {
    const files = ruritaniaFiles();
    const printed = printFacts(ruritaniaFacts());
    expect([...printed.keys()].sort()).toEqual([...files.keys()]);
    for (const [file, text] of files) {
      if (file === "regime.json") expect(JSON.parse(printed.get(file)!)).toEqual(JSON.parse(text));
      else expect(printed.get(file), file).toBe(text);
    }
  });

  it("are printed alike in whatever order they come", () => {
    const facts = ruritaniaFacts();
    const backwards = Object.fromEntries(
      Object.entries(facts).map(([name, list]) => [name, Array.isArray(list) ? [...list].reverse() : list]),
    ) as unknown as typeof facts;
    expect(printFacts(backwards)).toEqual(printFacts(facts));
  });

  it("are read with the line breaks of another system", () => {
    const files = new Map([...ruritaniaFiles()].map(([file, text]) => [file, text.replaceAll("\n", "\r\n")]));
    expect(parseFacts(files)).toMatchObject({ errors: [], facts: ruritaniaFacts() });
  });

  it("know where each fact stands", () => {
    const { facts, places } = parseFacts(ruritaniaFiles());
    const line = facts!.lines.find(({ code }) => code === "17011410")!;
    expect(places.get(line)).toEqual({ file: "lines/17.tsv", row: 2 });
    expect(places.get(facts!.areas[2]!)).toEqual({ file: "areas.tsv", row: 4 });
  });

  it("take a fact of an area as known when it began, unless they say otherwise", () => {
    const { areas } = ruritaniaFacts();
    expect(areas.find(({ country }) => country === "FR")).toMatchObject({ from: "2020-01-01", known: "2020-01-01" });
    expect(areas.find(({ country }) => country === "RU")).toMatchObject({ from: "2024-04-01", known: "2024-03-28" });
  });

  it.each([
    ["regime.json", /\}\s*$/, "", "regime.json: "],
    ["regime.json", '"XTS"', '"xts"', "regime.json.currency: a currency of ISO 4217 expected"],
    [
      "regime.json",
      '"codeDigits": 8',
      '"codeDigits": 14',
      "regime.json.codeDigits: a whole number from 6 to 13 expected",
    ],
    ["regime.json", '"reason"', '"because"', "regime.json.families[1]: unknown name because"],
    ["regime.json", '"mode": "up"', '"mode": "nearest"', "regime.json.rounding.quantity[3].mode: half-up or"],
    ["regime.json", '"minorUnits": 2,', "", "regime.json: minorUnits is missing"],
    ["regime.json", '"batteryValue"', '"Battery"', 'regime.json.facts: not a name: "Battery"'],
    ["regime.json", '"optional": true', '"optional": 1', "regime.json.columns[2].optional: true or false expected"],
    ["regime.json", '"chapters": ["22"]', '"chapters": "22"', "quantity[1].chapters: a list expected"],
    ["areas.tsv", "\tsource", "\tsources", "areas.tsv:1: column source is missing"],
    ["areas.tsv", "\tsource", "\tsources", "areas.tsv:1: unknown column sources"],
    ["areas.tsv", "alliance\tFR\t", "alliance\tFR", "areas.tsv:4: 6 cells, not 7"],
    ["agreed.tsv", "5% (A)", "6% (A)", "agreed.tsv:2: the id of this cell is"],
    ["agreed.tsv", /$/, "0e6f0945\t5% (A)\n", "agreed.tsv:14: the cell 0e6f0945 stands here again"],
    ["agreed.tsv", /$/, `${cellId("1% (A)")}\t1% (A)\n`, `no line has the cell agreed ${cellId("1% (A)")}`],
    ["lines/04.tsv", "219cd11a", "219cd11b", "lines/04.tsv:2: agreed.tsv has no cell 219cd11b"],
    ["lines/04.tsv", "04069010", "05069010", "lines/04.tsv:2: code 05069010 stands in another chapter's file"],
    ["lines/04.tsv", "\tnormal", "\tgeneral", "lines/04.tsv:1: column normal is missing"],
  ])("complain of a flaw in %s: %s → %s", (file, from, to, message) => {
    expect(flawsAfter(file, from, to).join("\n")).toContain(message);
  });

  it.each(["regime.json", "areas.tsv", "sources.tsv", "agreed.tsv"])("complain that %s is missing", (file) => {
    const files = ruritaniaFiles();
    files.delete(file);
    expect(parseFacts(files).errors.map(errorText)).toContain(`${file} is missing`);
  });

  it("cannot hold a tab in a cell", () => {
    const facts = ruritaniaFacts();
    expect(() => printFacts({ ...facts, sources: [{ ...facts.sources[0]!, citation: "a\tb" }] })).toThrow(RangeError);
  });
});

describe("the id of a cell", () => {
  it("is the beginning of its FNV-1a hash of 64 bits", () => {
    expect(cellId("")).toBe("cbf29ce4");
    expect(cellId("a")).toBe("af63dc4c");
    expect(cellId("foobar")).toBe("85944171");
  });
});
