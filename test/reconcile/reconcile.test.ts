import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { beforeAll, describe, expect, it } from "vitest";
import { readDeclarations, standIns } from "../../scripts/reconcile/declarations";
import { tableOf2024 } from "../../scripts/reconcile/law-2024";
import { type Declarations, outcomesOf } from "../../scripts/reconcile/outcomes";
import { readReasons } from "../../scripts/reconcile/reasons";
import { reportText } from "../../scripts/reconcile/report";
import { readRows } from "../../scripts/reconcile/rows";
import { readSample, type SampleRow } from "../../scripts/reconcile/sample";
import { tallyOf } from "../../scripts/reconcile/tally";
import { createEngine, type Engine } from "../../src/node";

const at = (path: string): string => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const SAMPLE = at("../shared/data/us-trade/us_imports_2024_sample.csv.gz");
const FOLDER = at("scripts/reconcile");

let engine: Engine;
let declarations: Declarations;

beforeAll(async () => {
  engine = await createEngine({ tables: [await tableOf2024(at("tariffs/us"), `${FOLDER}/law-2024`)], valuations: [] });
  declarations = await readDeclarations(FOLDER);
});

const row = (code: string, origin: string, value = 1_000_000n): SampleRow => ({
  ...{ code, line: code, origin, country: origin, value },
  duty: 0n,
});

/** Outcomes in hundredths of a per cent of the value, with their names; or why there are none. */
function ratesOf(rows: readonly SampleRow[]): (string | string[])[] {
  const told = outcomesOf(engine, "US", standIns(engine, "US", rows), declarations);
  return told.map((found, index) =>
    typeof found === "string"
      ? found
      : found.outcomes.map(({ name, cents }) => `${(cents * 100n) / rows[index]!.value} ${name}`).sort(),
  );
}

describe("what 2024's imports could owe", () => {
  it("is the ordinary duty, a programme's, and nothing under chapter 98", () => {
    expect(ratesOf([row("8501404040", "DE"), row("8501404040", "KR")])).toEqual([
      ["0 general with 9802.00.80", "400 general"],
      ["0 KR", "400 general"],
    ]);
  });

  it("is list 3 of section 301 with or without an exclusion", () => {
    expect(ratesOf([row("7318158085", "CN")])).toEqual([
      ["0 general + 301-china with 9802.00.80", "3350 general + 301-china", "850 general with 9903.88.67"],
    ]);
  });

  it("has both rates of the year in which the four-year review raised them", () => {
    expect(ratesOf([row("8703800060", "CN")])).toEqual([
      [
        "0 general + 301-china with 9802.00.80",
        "10250 general + 301-china",
        "250 general with 9903.88.67",
        "2750 general + 301-china",
      ],
    ]);
  });

  it("bears the metals' duty but for a quota or an exclusion", () => {
    expect(ratesOf(["DE", "CA", "MX"].map((origin) => row("7208520000", origin)))).toEqual([
      ["0 general with 9903.80.60", "2500 general + 232-steel"],
      ["0 general"],
      ["0 general", "2500 general + 232-steel with 9903.81.85"],
    ]);
  });

  it("counts claims of programmes that had lapsed, and those that no column prints, by what they rest on", () => {
    const [thai, egyptian] = outcomesOf(engine, "US", [row("4202122120", "TH"), row("6104632006", "EG")], declarations);
    const grounds = (told: typeof thai) =>
      typeof told === "string" ? told : told!.outcomes.map(({ name, by }) => `${name}: ${by}`);
    expect(grounds(thai)).toContain("A: lapsed programme");
    expect(grounds(egyptian)).toContain("N: schedule");
  });

  it("is not told where the rate counts quantities, or where there is no line", () => {
    expect(
      ratesOf([row("0201105010", "DE"), row("0101300000", "DE"), row("9801001010", "DE"), row("0402101000", "DE")]),
    ).toEqual([expect.anything(), expect.anything(), "no line", "counts quantities"]);
  });

  it("is looked up under another number of the subheading where its own is gone", () => {
    const [gone] = standIns(engine, "US", [row("8501408099", "DE")]);
    expect(gone?.line.slice(0, 8)).toBe("85014080");
  });
});

describe.skipIf(!existsSync(SAMPLE))("the sample (skipped where ../shared/data/us-trade is not there)", () => {
  it("lies inside its intervals, and every row of weight outside has a reason", async () => {
    const countries = new Map(
      (await readRows(`${FOLDER}/countries.tsv`)).map(({ census, country }) => [census!, country!]),
    );
    const slice = (await readSample(SAMPLE, countries)).filter((_, index) => index % 40 === 7);
    const rows = standIns(engine, "US", slice);
    const tally = tallyOf(rows, outcomesOf(engine, "US", rows, declarations));
    const { pure, mixed, above, below } = tally.measures[0]!.standings;
    const all = pure.rows + mixed.rows + above.rows + below.rows;
    expect(all).toBeGreaterThan(2000);
    expect((pure.rows + mixed.rows) / all).toBeGreaterThan(0.98);
    expect(pure.rows / all).toBeGreaterThan(0.8);
    const report = reportText(tally, readReasons(await readRows(`${FOLDER}/reasons.tsv`)), "notes");
    expect(report).toContain("| rows that are | rows | value |");
  });
});

describe("the union's row", () => {
  it("can be reckoned as one of its members: no area of 2024 tells them apart", async () => {
    const rows = (
      await Promise.all(["areas.tsv", "layers/areas.tsv"].map((path) => readRows(at(`tariffs/us/${path}`))))
    ).flat();
    const held = rows.filter(({ from = "", to }) => from <= "2025-01-01" && (to === "" || to! >= "2024-12-31"));
    const union = new Set(held.filter(({ area }) => area === "european-union").map(({ country }) => country));
    const areas = new Set(held.map(({ area }) => area));
    const members = (of: string) => held.filter(({ area, country }) => area === of && union.has(country)).length;
    expect(union.size).toBe(27);
    expect([...areas].filter((area) => ![0, 27].includes(members(area!)))).toEqual([]);
  });
});
