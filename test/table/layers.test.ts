import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { ChargeUnit, Family, OPEN } from "../../assembly/abi";
import { dayOf } from "../../src/model/days";
import { compileTable } from "../../src/table/compile";
import { guardText } from "../../src/table/describe";
import { errorText } from "../../src/table/fact-error";
import { parseFacts } from "../../src/table/facts-text";
import type { WordView } from "../../src/table/read";
import { layeredFacts, layeredFiles, layeredRuritania } from "./layered-ruritania";
import { compiled, ruritaniaFacts } from "./ruritania";

const view = layeredRuritania();
const day = (date: string): number => dayOf(date)!;
const rowOf = (code: string): number => view.rowsOf(code)[0]!;

/** The measures of a line that fit goods of a country on a day, a list a layer, as texts. */
const stackOf = (code: string, country: string, date: string, knownOn?: string): string[][] =>
  view
    .groupsOf(view.stackOf(rowOf(code)))
    .map((group) =>
      group
        .filter(
          ({ area, except }) =>
            view.areaHolds(area, country, day(date), knownOn === undefined ? undefined : day(knownOn)) &&
            !(except !== 0 && view.areaHolds(except, country, day(date))),
        )
        .map(({ kind, choice, rank }) => {
          const [{ guard, program }] = view.alternativesOf(choice) as [{ guard: number; program: number }];
          const when = guardText(view, guard);
          const { measure, citation } = view.meta.measures[kind]!;
          return `${citation ?? measure} ${rank}: ${view.rateText(program)}${when && ` when ${when}`}`;
        }),
    )
    .filter((group) => group.length > 0);

/** The same, without the fees that all goods bear. */
const dutiesOf = (...ask: Parameters<typeof stackOf>): string[][] =>
  stackOf(...ask).filter(([first]) => /^\d/.test(first!));

describe("a compiled stack", () => {
  it("has the headings of each layer by rank, on the days and for the goods that they are law for", () => {
    expect(dutiesOf("26070000", "US", "2024-02-29")).toEqual([]);
    expect(dutiesOf("26070000", "US", "2024-03-01")).toEqual([["9901.20 50: 10%"]]);
    expect(dutiesOf("26070000", "KP", "2024-03-01")).toEqual([["9901.21 50: 30% of leadValue + 5%"]]);
    expect(dutiesOf("26070000", "KP", "2024-10-01")).toEqual([["9903.00 50: 100% when listed 9903.00"]]);
    expect(dutiesOf("82060000", "US", "2024-03-01")).toEqual([
      ["9901.10 10: free when claims 9901.10 and leadShare < 5", "9901.20 50: 10%"],
    ]);
    expect(dutiesOf("84713000", "AT", "2024-05-01")[1]).toEqual(["9902.10 20: 15% - base duty", "9902.20 50: 20%"]);
    expect(dutiesOf("84713000", "CZ", "2024-05-01")[1]).toEqual(["9902.20 50: 20%"]);
  });

  it("ends where the provision of the scope ends, as far as that was known", () => {
    expect(dutiesOf("82060000", "US", "2024-10-31")).toHaveLength(1);
    expect(dutiesOf("82060000", "US", "2024-11-01")).toEqual([]);
    expect(dutiesOf("82060000", "US", "2024-11-01", "2024-09-29")).toHaveLength(1);
  });

  it("leaves out what a scope is less, from the day on which it is", () => {
    expect(dutiesOf("85171300", "US", "2024-06-30")).toEqual([["9902.20 50: 20%"]]);
    expect(dutiesOf("85171300", "US", "2024-07-01")).toEqual([]);
    expect(dutiesOf("85171300", "US", "2024-07-01", "2024-06-19")).toHaveLength(1);
  });

  it("has the fees of the entry on all goods", () => {
    expect(stackOf("97012100", "US", "2024-03-01")).toEqual([
      [
        "bridge-toll 10: free when programme A A+ or claims de-minimis",
        "bridge-toll 50: 0.2% MIN 3 XTS/entry MAX 40.5 XTS/entry when not claims informal",
      ],
      ["harbour-levy 50: 0.125% when claims sea"],
    ]);
  });

  it("is one for all codes that the same provisions cover", () => {
    expect(view.stackOf(rowOf("97012100"))).toBe(view.stackOf(rowOf("57011000")));
    expect(new Set(view.columns.lineStack).size).toBe(5);
  });

  it("is not there where a territory has no layers", () => {
    const { layers: _, ...regime } = layeredFacts().regime;
    const facts = { ...layeredFacts(), regime };
    const { bytes, errors } = compileTable({ ...facts, layers: ruritaniaFacts().layers });
    expect(errors).toEqual([]);
    expect(bytes!.length).toBeLessThan(compiled(layeredFacts()).length);
  });
});

describe("the kinds of layers", () => {
  it("are a heading of a layer each, and cite it", () => {
    const kinds = view.meta.measures.map((it, kind) => ({ ...it, ...view.kindOf(kind) }));
    expect(kinds[0]).toMatchObject({ measure: "normal", layer: 0, heading: 0, per: ChargeUnit.line });
    const metal = kinds.find(({ citation }) => citation === "9901.21")!;
    expect(metal).toMatchObject({
      measure: "metal",
      chargeKind: "additional-duty",
      source: "treaty",
      refundable: true,
    });
    expect(view.meta.headings[metal.heading]).toBe("9901.21");
    expect(view.meta.layers[metal.layer]).toEqual({
      layer: "metal",
      title: "Metal duty",
      family: "additional",
      per: "line",
    });
    const toll = kinds.filter(({ measure }) => measure === "bridge-toll");
    expect(toll.map(({ source }) => source)).toEqual(["treaty", "customs-act"]);
    for (const it of toll) expect(it).toMatchObject({ heading: 0, per: ChargeUnit.entry, chargeKind: "fee" });
    expect(view.columns.kindFamily[kinds.indexOf(toll[0]!)]).toBe(Family.fees);
  });

  it("have headings by number: what can be claimed, the first nothing", () => {
    expect(view.meta.headings.slice(0, 4)).toEqual(["", "90", "9010", "9020"]);
    expect(view.meta.headings).toContain("9902.30");
    expect(view.meta.headings).toContain("de-minimis");
  });
});

describe("displacements", () => {
  const wordText = (word: WordView): string =>
    "layer" in word ? view.meta.layers[word.layer]!.layer : view.meta.headings[word.heading]!;

  it("name layers and headings, with days, guards and parts of the value", () => {
    const texts = view.displacements().map(({ area, guard, less, by, of }) => ({
      by: by.map(wordText),
      of: of.map(wordText),
      when: guardText(view, guard),
      less: less === 0 ? "" : view.text(view.columns.basisText[less]!),
      from: view.columns.memberFrom[view.columns.areaStart[area]!],
    }));
    expect(texts).toEqual([
      {
        by: [],
        of: ["9901.20", "9901.21"],
        when: "programme X and leadShare >= 50",
        less: "",
        from: day("2024-01-01"),
      },
      { by: ["9903.00"], of: ["machines"], when: "not claims 9902.30", less: "leadValue", from: day("2024-04-01") },
      { by: ["machines"], of: ["metal"], when: "", less: "", from: day("2024-05-01") },
    ]);
    const { area } = view.displacements()[1]!;
    expect(view.areaHolds(area, "US", day("2024-12-31"))).toBe(true);
    expect(view.areaHolds(area, "US", day("2025-01-01"))).toBe(false);
    expect(view.areaHolds(area, "US", day("2024-12-31"), day("2024-04-19"))).toBe(false);
  });
});

describe("provisions", () => {
  const textOf = (basis: number): string => (basis === 0 ? "" : view.text(view.columns.basisText[basis]!));
  const rows = view.provisions().map(({ heading, layer, minuend, subtrahend, area }) => ({
    of: `${view.meta.headings[heading]} ${view.meta.layers[layer]?.layer ?? "ordinary"}`,
    basis: [textOf(minuend), textOf(subtrahend)].filter(Boolean).join(" - "),
    to: view.columns.memberTo[view.columns.areaStart[area]!],
  }));
  const provisions = rows.filter(({ of }) => !of.startsWith("de-minimis"));

  it("say of each layer what the longest one says", () => {
    expect(provisions).toEqual([
      { of: "90 metal", basis: "", to: OPEN },
      { of: "90 machines", basis: "", to: OPEN },
      { of: "9010 ordinary", basis: "repairValue", to: OPEN },
      { of: "9010 metal", basis: "", to: OPEN },
      { of: "9010 machines", basis: "repairValue", to: OPEN },
      { of: "9020 ordinary", basis: "value - leadValue", to: day("2024-06-30") },
      { of: "9020 metal", basis: "", to: OPEN },
      { of: "9020 machines", basis: "", to: OPEN },
    ]);
  });

  it("leave nothing of a shipment de minimis, of which the host tests area, day and limit", () => {
    const none = rows.filter(({ of }) => of.startsWith("de-minimis"));
    const layers = ["metal", "machines", "retaliation", "bridge-toll", "harbour-levy"];
    expect(none.map(({ of }) => of.split(" ")[1])).toEqual(["ordinary", ...layers]);
    expect(new Set(none.map(({ basis }) => basis))).toEqual(new Set([""]));
    const [austria, any] = view.meta.deMinimis;
    expect(any).toMatchObject({ limit: "50", source: "customs-act" });
    expect(view.areaHolds(any!.area, "US", day("2024-08-31"))).toBe(true);
    expect(view.areaHolds(any!.area, "US", day("2024-09-01"))).toBe(false);
    expect(view.areaHolds(any!.except, "KP", day("2024-08-31"))).toBe(true);
    expect(austria).toMatchObject({ limit: "75.5", except: 0 });
    expect(view.areaHolds(austria!.area, "AT", day("2025-01-01"))).toBe(true);
    expect(view.areaHolds(austria!.area, "US", day("2025-01-01"))).toBe(false);
  });
});

describe("what a table says beside its layers", () => {
  it("are deposits, for which nothing but the declaration has a rate", () => {
    const kind = view.meta.measures.findIndex(({ measure }) => measure === "antidumping");
    expect(view.meta.measures[kind]).toEqual({
      measure: "antidumping",
      chargeKind: "additional-duty",
      family: "additional",
      programmes: false,
    });
    expect(view.meta.layers[view.kindOf(kind).layer]?.layer).toBe("antidumping");
    expect(view.columns.measureKind).not.toContain(kind);
  });

  it("is where its displacements and provisions stand, and up to what value entries are informal", () => {
    expect(view.meta.displacements.map(({ source }) => source)).toEqual(["treaty", "gazette-7", "gazette-7"]);
    expect(new Set(view.meta.provisions.map(({ source }) => source))).toEqual(new Set(["customs-act", "treaty"]));
    expect(view.meta.provisions).toHaveLength(view.rows("provision"));
    expect(view.meta.informal).toEqual({ limit: "250", source: "customs-act" });
  });

  it("are quotas", () => {
    expect(view.meta.quotas).toEqual([
      { code: "0406", over: ["04069010"], terms: "protocol 1", from: "2024-01-01", to: "2024-06-30", source: "treaty" },
      { code: "070200", over: ["07099210", "0702"], terms: "protocol 3", from: "2024-01-01", source: "treaty" },
    ]);
  });

  it("is what it does not hold, unless the declaration says it", () => {
    expect(view.meta.notHeld).toEqual([
      {
        layer: "beer",
        family: "excise",
        from: "2024-01-01",
        goods: { of: ["22"] },
        reason: "the excise on beer: rates not at hand",
      },
      {
        layer: "machines",
        family: "additional",
        from: "2024-01-01",
        to: "2024-12-31",
        countries: ["BR", "DE", "FR", "US"],
        goods: { of: ["2607", "8206", "8471"], less: ["8206"], only: ["26", "84"] },
        when: "informal",
        reason: "informal entries",
      },
      {
        layer: "metal",
        family: "additional",
        from: "2024-05-01",
        to: "2024-06-30",
        goods: { of: ["2607", "8206", "8471"] },
        reason: "a list of the summer",
      },
      {
        layer: "quotas",
        family: "ordinary",
        from: "2024-01-01",
        goods: "all",
        when: "quota",
        reason: "quotas of later treaties",
      },
    ]);
  });
});

describe("layered facts", () => {
  it("make the same table in any order", () => {
    const facts = layeredFacts();
    const bytes = compiled(facts);
    const shuffled = <T>(list: readonly T[]): fc.Arbitrary<T[]> =>
      fc.shuffledSubarray([...list], { minLength: list.length, maxLength: list.length });
    const orders = fc.record({
      headings: shuffled(facts.layers.headings),
      scopes: shuffled(facts.layers.scopes),
      displacements: shuffled(facts.layers.displacements),
      provisions: shuffled(facts.layers.provisions),
      deMinimis: shuffled(facts.layers.deMinimis),
      quotas: shuffled(facts.layers.quotas),
      notHeld: shuffled(facts.layers.notHeld),
    });
    fc.assert(
      fc.property(orders, (layers) => {
        expect(compiled({ ...facts, layers })).toEqual(bytes);
      }),
      { numRuns: 20 },
    );
  });

  /** Flaws after one text has been replaced by another in one file, of reading or else of compiling. */
  function flawsAfter(file: string, from: string | RegExp, to: string): string {
    const files = layeredFiles();
    const text = files.get(file) ?? "";
    expect(text.replace(from, to)).not.toBe(text);
    files.set(file, text.replace(from, to));
    const { facts, places, errors } = parseFacts(files);
    const compiling = facts === undefined || errors.length > 0 ? [] : compileTable(facts, places).errors;
    return [...errors, ...compiling].map(errorText).join("\n");
  }

  const LEVIES = "layers/levies.tsv";
  it.each([
    [
      "an unknown layer",
      LEVIES,
      "9903.00\tretaliation",
      "9903.00\tvengeance",
      `${LEVIES}:7: unknown layer "vengeance"`,
    ],
    ["a layer without headings", LEVIES, /9903.00.*\n/, "", "no heading is of the layer retaliation"],
    ["a rank that is no number", LEVIES, "metal\t10", "metal\tfirst", `${LEVIES}:2: no rank: "first"`],
    ["another status", LEVIES, "expired", "over", `${LEVIES}:5: no status: over`],
    ["another column", LEVIES, "\twhen\t", "\tif\t", `${LEVIES}:1: column when is missing`],
    ["no date", LEVIES, "2024-04-01", "2024-04-31", `${LEVIES}:7: 9903.00: from is no date`],
    ["an unknown area", LEVIES, "KP RU", "KP RUS", `${LEVIES}:7: unknown area or country RUS`],
    ["an unknown exception", LEVIES, "any\thostile", "any\thostiles", `${LEVIES}:3: unknown area or country hostiles`],
    ["an unknown scope", LEVIES, "metal less 2607", "metals less 2607", 'unknown scope or provision "metals"'],
    ["too long a provision", LEVIES, "less 2607", "less 260700001", 'unknown scope or provision "260700001"'],
    ["a scope of nothing", LEVIES, "metal less 2607 only", "less 2607 only", "a scope of nothing"],
    ["a list among others", LEVIES, "metal less 2607", "metal ?", 'unknown scope or provision "?"'],
    ["no rate", LEVIES, "\t10%\t", "\t10 pc\t", `${LEVIES}:3: rate: a currency and a slash expected at column 4`],
    ["a rate that chooses", LEVIES, "\t10%\t", "\tif organic: free; else: 2%\t", "a heading has one rate"],
    ["a rate of other articles", LEVIES, "\t10%\t", "\tduty of article\t", "only the ordinary duty is reckoned on"],
    ["a rate per entry", LEVIES, "\t10%\t", "\t5 XTS/entry\t", "the layer is not charged per entry"],
    ["a top-up per entry", "layers/fees.tsv", "0.2% MIN", "0.2% - base duty MIN", "an entry has no base duty"],
    ["a part that is no money", LEVIES, "30% of leadValue", "30% of leadShare", "leadShare is number, not money"],
    ["a guard that is none", LEVIES, "claimed and", "claimed und", `${LEVIES}:2: when: the end expected at column 8`],
    ["an unknown fact", LEVIES, "leadShare < 5", "tinShare < 5", "the regime declares no fact tinShare"],
    ["a fact of another type", LEVIES, "leadShare < 5", "leadValue < 5", "leadValue is money, not number"],
    ["a number that is a truth", LEVIES, "leadShare < 5", "leadShare", "leadShare is number, not boolean"],
    ["an unknown circumstance", "layers/fees.tsv", "claims sea", "claims ship", 'nothing can be claimed as "ship"'],
    ["nothing to claim", "layers/fees.tsv", "claims sea", "claimed", 'nothing can be claimed as ""'],
    ["an unknown programme", "layers/fees.tsv", "A A+", "A B", "unknown programme B"],
    ["an unknown source", LEVIES, /gazette-7\n$/, "rumour\n", `${LEVIES}:7: unknown source "rumour"`],
    ["an unknown word", "stacking.tsv", "\tmachines\tmetal", "\tmachine\tmetal", 'no heading of one: "machine"'],
    [
      "a word that is only claimed",
      "stacking.tsv",
      "\tmachines\tmetal",
      "\t9902.30\tmetal",
      'no heading of one: "9902.30"',
    ],
    ["an unknown part", "stacking.tsv", "leadValue", "tinValue", "the regime declares no fact tinValue"],
    ["nothing displaced", "stacking.tsv", "machines\tmetal", "machines\t", "stacking.tsv:2: nothing is displaced"],
    ["a displacement by nothing", "stacking.tsv", "\tmachines\tmetal", "\t\tmetal", "by nothing, on no condition"],
    ["a heading of a displacement", "stacking.tsv", "not claims 9902.30", "claimed", 'nothing can be claimed as ""'],
    [
      "two rates of one rank",
      LEVIES,
      /$/,
      "9902.21\tmachines\t50\t2024-06-01\t\t\t\tUS\t\t8471\t25%\t\tin-force\ttreaty\n",
      `${LEVIES}:8: 9902.20 (20%) and 9902.21 (25%) are of one rank of machines, and both law for 84713000`,
    ],
    [
      "a circle",
      "stacking.tsv",
      /$/,
      "2024-06-01\t\t\t9901.20\tretaliation machines\t\t\ttreaty\n",
      "stacking.tsv:5: machines displaces, round about, what displaces it",
    ],
    ["a code of a scope", "scopes/metal.tsv", "2607", "26O7", "scopes/metal.tsv:2: no provision: 26O7"],
    [
      "days of a scope",
      "scopes/metal.tsv",
      "2024-10-31",
      "2024-10-32",
      "scopes/metal.tsv:3: metal 8206: to is no date",
    ],
    ["a layer of a provision", "layers/chapter-90.tsv", "metal machines", "metal engines", 'unknown layer "engines"'],
    ["a basis of a provision", "layers/chapter-90.tsv", "value - leadValue", "value - leadValue - 1", "no basis"],
    ["a fact of a provision", "layers/chapter-90.tsv", "repairValue", "repairs", "the regime declares no fact repairs"],
    [
      "a limit in another currency",
      "layers/de-minimis.tsv",
      "50 XTS",
      "50 USD",
      "layers/de-minimis.tsv:2: no limit: 50 USD",
    ],
    [
      "what no layer is",
      "layers/not-held.tsv",
      "beer\texcise",
      "beer\t",
      "layers/not-held.tsv:2: no layer, and no family",
    ],
    ["a family twice", "layers/not-held.tsv", "metal\t", "metal\tfees", "the layer metal has its family already"],
    ["days of what is not held", "layers/not-held.tsv", "2024-12-31", "2023-12-31", "from 2024-01-01 to 2023-12-31"],
    ["goods that are not held", "layers/not-held.tsv", "2203 22", "beers", 'unknown scope or provision "beers"'],
    ["a code of a quota", "quotas.tsv", "07099210", "0709.92", 'quotas.tsv:2: no provision: "0709.92"'],
    ["days of a quota", "quotas.tsv", "2024-06-30", "2023-06-30", "quotas.tsv:3: 0406: ends (2023-06-30) before"],
    ["a heading of deposits", LEVIES, "9903.00\tretaliation", "9903.00\tantidumping", "one of deposits, which have no"],
    ["a fact twice", "layers/facts.json", '"leadValue"', '"caseValue"', "declares the fact caseValue already"],
    ["a fact of no type", "layers/facts.json", '"money"', '"coin"', "layers/facts.json.leadValue.type: money or"],
    ["a layer twice", "regime.json", '"layer":"metal"', '"layer":"machines"', "layer machines stands twice"],
    [
      "a layer called as a heading",
      "regime.json",
      '"layer":"metal"',
      '"layer":"90"',
      "90 is both a layer and a heading",
    ],
    [
      "a layer of the duty",
      "regime.json",
      '"family":"fees"}',
      '"family":"ordinary"}',
      "layers[5].family: additional or",
    ],
    [
      "a layer of no family",
      "regime.json",
      '"family":"fees"}',
      '"family":"taxes"}',
      "the layer harbour-levy is of the family taxes, which does not apply",
    ],
    [
      "ends that no table can tell apart",
      "scopes/metal.tsv",
      "2024-10-31\t\t2024-09-30",
      "2024-08-31\t\t2024-10-15",
      "9901.21: an end that was known twice, the later one first",
    ],
  ])("with %s have no table", (_what, file, from, to, message) => {
    expect(flawsAfter(file, from, to)).toContain(message);
  });

  it.each([
    ["other days", "9902.21\tmachines\t20\t2024-10-01\t\t\t\tAT\t\t8471\t25%"],
    ["other goods", "9902.21\tmachines\t50\t2024-01-01\t\t\t\tAT\t\tphones\t25%"],
    ["another area", "9901.22\tmetal\t50\t2024-10-01\t\t\t\tRU\t\tmetal\t25%"],
    ["the same rate", "9902.21\tmachines\t50\t2024-01-01\t\t\t\tAT\t\t8471\t20%"],
  ])("may have two headings of one rank with %s", (_what, row) => {
    expect(flawsAfter(LEVIES, /$/, `${row}\t\tin-force\ttreaty\n`)).toBe("");
  });

  it("cannot charge the schedule's own columns on the base duty or per entry", () => {
    for (const rate of ["5% - base duty", "5 XTS/entry"]) {
      expect(flawsAfter("lines/42.tsv", "33 1/3%", rate)).toContain("neither on the base duty nor per entry");
    }
  });
});
