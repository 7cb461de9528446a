import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { compileTable } from "../../src/table/compile";
import { errorText } from "../../src/table/fact-error";
import type { LineFact, Regime, TariffFacts } from "../../src/table/facts";
import { parseFacts } from "../../src/table/facts-text";
import { compiled, ruritaniaFacts, ruritaniaFiles } from "./ruritania";

const facts = ruritaniaFacts();

const shuffled = <T>(list: readonly T[]): fc.Arbitrary<T[]> =>
  fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length });

/** An object with its names in another order. */
const reordered = <T extends object>(record: T): T => Object.fromEntries(Object.entries(record).reverse()) as T;

describe("a compiled table", () => {
  it("is the same for the same facts in any order", () => {
    const bytes = compiled(facts);
    const orders = fc.record({
      lines: shuffled(facts.lines),
      areas: shuffled(facts.areas),
      programmes: shuffled(facts.programmes),
      sources: shuffled(facts.sources),
      editions: shuffled(facts.editions),
    });
    fc.assert(
      fc.property(orders, (order) => {
        expect(compiled({ ...facts, ...order, regime: reordered(facts.regime) })).toEqual(bytes);
      }),
      { numRuns: 20 },
    );
  });

  it("is another for other facts", () => {
    const [first, ...rest] = facts.lines as [LineFact, ...LineFact[]];
    expect(compiled({ ...facts, lines: [{ ...first, digits: 6 }, ...rest] })).not.toEqual(compiled(facts));
  });

  it("comes with a count of what it holds", () => {
    const { report } = compileTable(facts);
    expect(report).toMatchObject({ rows: facts.lines.length, codes: 28, claims: 5, refusedPrograms: 3 });
    expect(report.columns.map(({ references: _, ...counts }) => counts)).toEqual([
      { column: "normal", empty: 0, computable: 30, partlyRefused: 0, refused: 1 },
      { column: "agreed", empty: 4, computable: 26, partlyRefused: 1, refused: 0 },
      { column: "penal", empty: 2, computable: 28, partlyRefused: 1, refused: 0 },
    ]);
    expect(report.columns[2]!.references).toEqual({ "Penal code, § 3": 1 });
  });
});

/** Facts with some line's fields, or some part of the regime, replaced. */
const withLine = (code: string, change: Partial<LineFact>): TariffFacts => ({
  ...facts,
  lines: facts.lines.map((line) => (line.code === code ? { ...line, ...change } : line)),
});
const withCell = (column: string, cell: string): TariffFacts => {
  const line = facts.lines.find(({ code }) => code === "42022100") as LineFact;
  return withLine("42022100", { cells: { ...line.cells, [column]: cell } });
};
const withRegime = (change: Partial<Regime>): TariffFacts => ({ ...facts, regime: { ...facts.regime, ...change } });
const { rounding } = facts.regime;

const FLAWS: readonly [string, TariffFacts, string][] = [
  ["a code of another length", withLine("42022100", { code: "4202210" }), "not a code of 8 digits: 4202210"],
  ["a code with letters", withLine("42022100", { code: "4202210X" }), "not a code of 8 digits"],
  ["a code twice at a time", withLine("42022100", { code: "57011000" }), "57011000 stands twice at a time"],
  ["an end before the beginning", withLine("42022100", { to: "2023-12-31" }), "ends (2023-12-31) before it begins"],
  ["a day that no calendar has", withLine("42022100", { from: "2024-02-30" }), "from is no date"],
  ["an unknown unit", withLine("42022100", { units: ["KILO"] }), "unknown unit KILO"],
  ["an undeclared qualifier", withLine("42022100", { units: ["KGM:zinc"] }), "does not say what zinc means"],
  ["no season", withLine("42022100", { season: "05-01/06-31" }), "no season: 05-01/06-31"],
  ["half a season", withLine("42022100", { season: "05-01" }), "no season: 05-01"],
  ["impossible digits", withLine("42022100", { digits: 9 }), "9 digits of 42022100 cannot state its rates"],
  ["an unknown column", withCell("special", "free"), "unknown column special"],
  ["an empty cell", withCell("normal", ""), "42022100 has no rate in normal"],
  ["what is no rate", withCell("normal", "5pc"), 'normal: " " expected at column 2'],
  ["an unknown unit in a rate", withCell("normal", "5 XTS/KG"), "unknown unit KG"],
  ["another currency", withCell("normal", "5 USD/KGM"), "a rate in USD under a regime in XTS"],
  ["an undeclared fact", withCell("normal", "5% of strapValue"), "the regime declares no fact strapValue"],
  ["a fact of another type", withCell("normal", "5% of polarization"), "polarization is number, not money"],
  ["a number that is money", withCell("normal", "5 XTS/caseValue"), "caseValue is money, not number"],
  ["a condition on a number", withCell("normal", "if polarization: free; else: 1%"), "is number, not boolean"],
  ["too fine a threshold", withCell("normal", "5 XTS/NAR:jewels>0.0000001"), "a threshold finer than a millionth"],
  ["too large a coefficient", withCell("normal", "99999999999999999999 XTS/NAR"), "a coefficient of more than 63 bits"],
  ["no common denominator", withCell("normal", "1/999999999989 XTS/NAR + 1/999999999961%"), "denominator of 56 bits"],
  ["too many sums", withCell("normal", `1%${" MIN 1%".repeat(16)}`), "more than 16 sums"],
  ["too many terms", withCell("normal", `1%${" + 1%".repeat(16)}`), "a sum of more than 16 terms"],
  [
    "too many alternatives",
    withCell("normal", `${"if organic: 1%; ".repeat(64)}else: 2%`),
    "more than 64 alternatives",
  ],
  ["an unknown programme", withCell("agreed", "free (ZZ)"), "unknown programme ZZ"],
  ["no programme cell", withCell("agreed", "free"), 'agreed: " (" expected'],
  ["two rates for a claim", withCell("agreed", "free (A); 1% (A*)"), "two rates answer the claim of A*"],
  ["a programme's rate twice", withCell("agreed", "free (N); 1% (N)"), "two rates answer the claim of N"],
  ["an unknown country", { ...facts, areas: [{ ...facts.areas[0]!, country: "UK" }] }, "unknown country UK"],
  [
    "a country twice in an area",
    { ...facts, areas: [...facts.areas, { ...facts.areas[2]!, from: "2022-01-01" }] },
    "FR is in alliance twice at a time",
  ],
  [
    "a membership that ends before it begins",
    { ...facts, areas: [{ ...facts.areas[2]!, to: "2019-12-31" }] },
    "alliance FR: ends (2019-12-31) before it begins (2020-01-01)",
  ],
  [
    "an unknown area of a programme",
    { ...facts, programmes: facts.programmes.map((it) => ({ ...it, area: "union" })) },
    "unknown area union",
  ],
  [
    "a programme twice at a time",
    { ...facts, programmes: [...facts.programmes, { ...facts.programmes[0]!, from: "2023-01-01" }] },
    "A is in force twice at a time",
  ],
  [
    "a programme without dates",
    { ...facts, programmes: facts.programmes.map((it) => ({ ...it, from: "" })) },
    "A: from is no date",
  ],
  [
    "ends that no table can tell apart",
    {
      ...facts,
      programmes: facts.programmes.map((it) => ({ ...it, to: "2024-06-30", endKnown: "2024-05-01" })),
      areas: facts.areas.map((it) => (it.country === "BR" ? { ...it, endKnown: "2024-05-20" } : it)),
    },
    "an end that was known twice",
  ],
  [
    "an unknown source",
    { ...facts, programmes: facts.programmes.map((it) => ({ ...it, source: "rumour" })) },
    'unknown source "rumour"',
  ],
  ["a source twice", { ...facts, sources: [...facts.sources, facts.sources[0]!] }, "source customs-act stands twice"],
  ["no edition", { ...facts, editions: [] }, "a table needs an edition"],
  ["an edition twice", { ...facts, editions: [...facts.editions, facts.editions[0]!] }, "edition 2024-1 stands twice"],
  [
    "an edition without a day",
    { ...facts, editions: [{ ...facts.editions[0]!, applies: "2024" }] },
    "the edition 2024-1 has no dates",
  ],
  [
    "an area that is defined twice",
    withRegime({ areas: { ...facts.regime.areas, alliance: { area: "any" } } }),
    "the area alliance is defined twice",
  ],
  [
    "an unknown area of a column",
    withRegime({ columns: facts.regime.columns.map((it) => ({ ...it, area: "union" })) }),
    "column normal: unknown area union",
  ],
  [
    "countries taken out twice",
    withRegime({ columns: facts.regime.columns.map((it) => ({ ...it, except: "alliance" })) }),
    "column normal: the area friends already has countries taken out of it",
  ],
  [
    "a column twice",
    withRegime({ columns: [...facts.regime.columns, facts.regime.columns[0]!] }),
    "column normal stands twice",
  ],
  [
    "a family that is not stated",
    withRegime({ families: facts.regime.families.slice(1) }),
    "the family ordinary is stated 0 times",
  ],
  [
    "an impossible coverage",
    withRegime({
      families: facts.regime.families.map((it) => ({ ...it, held: [{ from: "2024-02-01", to: "2024-01-01" }] })),
    }),
    "ordinary is held from 2024-02-01 to 2024-01-01",
  ],
  [
    "charges in other than minor units",
    withRegime({ rounding: { ...rounding, charge: { quantum: "0.05", mode: "half-up" } } }),
    "a charge is rounded to the minor unit, not to 0.05",
  ],
  [
    "values rounded to nothing",
    withRegime({ rounding: { ...rounding, value: { rule: "line", quantum: "0", mode: "half-up" } } }),
    "a quantum of 0",
  ],
];

describe("flawed facts", () => {
  it.each(FLAWS)("with %s have no table", (_what, flawed, message) => {
    const { bytes, errors } = compileTable(flawed);
    expect(bytes).toBeUndefined();
    expect(errors.map(errorText).join("\n")).toContain(message);
  });

  it("are complained of where they stand, all at once", () => {
    const files = ruritaniaFiles();
    files.set("lines/42.tsv", files.get("lines/42.tsv")!.replace("33 1/3%", "33.30%").replace("NAR", "BOX"));
    files.set("areas.tsv", files.get("areas.tsv")!.replace("alliance\tFR", "alliance\tFX"));
    const parsed = parseFacts(files);
    expect(parsed.errors).toEqual([]);
    expect(compileTable(parsed.facts!, parsed.places).errors.map(errorText)).toEqual([
      "areas.tsv:4: unknown country FX",
      "lines/42.tsv:2: unknown unit BOX",
      'lines/42.tsv:2: normal: 33.3 expected at column 1 of "33.30%"',
    ]);
  });
});
