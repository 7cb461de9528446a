import { join } from "node:path";
import { expect, test } from "vitest";
import { complaints, errorText } from "../../src/table/fact-error";
import { loadAgreements } from "../../tariffs/agreements/load";
import { loadRules, readRules } from "../../tariffs/agreements/rules";

const FACTS = join(import.meta.dirname, "../../tariffs/agreements");
const HEADER = "from\tto\tpart\tsince\tuntil\tannex\trule\n";

function flawsOf(row: string): string[] {
  const places = new WeakMap();
  const { errors, complain } = complaints(places);
  readRules("rules.tsv", HEADER + row, places, complain);
  return errors.map(errorText);
}

test("the rules of all agreements read", async () => {
  const { agreements } = await loadAgreements(FACTS);
  const rules = await loadRules(FACTS, agreements);
  expect([...rules.keys()]).toEqual(expect.arrayContaining(["non-preferential", "us-chile", "usmca"]));
  expect(rules.get("cptpp")).toBe(rules.get("gb-cptpp"));
});

test("a passenger vehicle's content rises by steps that follow each other", async () => {
  const { agreements } = await loadAgreements(FACTS);
  const cars = (await loadRules(FACTS, agreements)).get("usmca")?.filter(({ from }) => from === "870321") ?? [];
  expect(cars.map(({ since, until }) => [since, until])).toEqual([
    ["2020-07-01", "2021-06-30"],
    ["2021-07-01", "2022-06-30"],
    ["2022-07-01", "2023-06-30"],
    ["2023-07-01", undefined],
  ]);
});

test.each([
  ["0101\t0106\t\t\t\t1\tCTH\n", []],
  ["0106\t0101\t\t\t\t1\tCTH\n", ["rules.tsv:2: 0106 to 0101 is no range of codes"]],
  ["0101\t010690\t\t\t\t1\tCTH\n", ["rules.tsv:2: 0101 to 010690 is no range of codes"]],
  ["0101\t0106\t\t\t\t\tCTH\n", ["rules.tsv:2: the row does not say where it stands"]],
  ["0101\t0106\tNo Name\t\t\t1\tCTH\n", ["rules.tsv:2: No Name is no name of a fact"]],
  ["0101\t0106\t\t2021-02-30\t\t1\tCTH\n", ["rules.tsv:2: 2021-02-30 is no day"]],
  ["0101\t0106\t\t2021-02-01\t2020-01-01\t1\tCTH\n", ["rules.tsv:2: 2021-02-01 to 2020-01-01 is no period"]],
  ["0101\t0106\t\t\t\t1\tCTH\n0101\t0106\t\t\t\t2\tCTH\n", ["rules.tsv:3: the row stands twice"]],
  ["0101\t0106\tCTH\n", ["rules.tsv:2: 3 cells, not 7"]],
])("%j", (row, flaws) => {
  expect(flawsOf(row)).toEqual(flaws);
});

test("a flaw of the rule's text is told with line and column", () => {
  expect(flawsOf("0101\t0106\t\t\t\t1\tCTH exept 8431\n")).toEqual([
    expect.stringMatching(/^rules\.tsv:2: .*column 5/),
  ]);
});
