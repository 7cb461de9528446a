import { describe, expect, it } from "vitest";
import { BasisKind, GuardOperator, OPEN, ProgramState, Rounding, SumOperator, Threshold } from "../../assembly/abi";
import { dayOf } from "../../src/model/days";
import { DutiableError } from "../../src/model/errors";
import { rational } from "../../src/model/rational";
import { choiceText, guardText, rateTexts } from "../../src/table/describe";
import { openTable } from "../../src/table/read";
import { compiled, ruritania, ruritaniaFacts } from "./ruritania";

const day = (date: string): number => dayOf(date)!;
const view = ruritania();
const SUMMER = day("2024-08-01");

/** The program of a code's cell in the first column. */
function programOf(code: string): number {
  const [measure] = view.measuresOf(view.setOf(view.rowsOf(code)[0]!));
  return view.alternativesOf(measure!.choice)[0]!.program;
}

/** The basis of each of a program's terms, as the columns hold it. */
const basesOf = (code: string) =>
  view.termsOf(programOf(code)).map(({ basis }) => ({
    kind: view.columns.basisKind[basis],
    unit: `${view.columns.basisUnitNumerator[basis]}/${view.columns.basisUnitDenominator[basis]}`,
    quantum: view.columns.basisQuantum[basis],
    rounding: view.columns.basisRounding[basis],
    text: view.text(view.columns.basisText[basis]!),
  }));

describe("the header and the meta", () => {
  it("say what the table is", () => {
    expect(view.header).toMatchObject({
      tariff: "XR",
      firstDay: day("2024-01-01"),
      lastEditionDay: day("2025-01-01"),
      lastKnownDay: day("2024-12-20"),
      sha256: "0".repeat(64),
    });
    expect(view.meta).toMatchObject({ name: "Ruritania", currency: "XTS", valuation: { basis: "CIF" } });
    expect(view.meta.editions.map(({ edition }) => edition)).toEqual(["2024-1", "2024-2", "2025-1"]);
    expect(view.meta.measures).toEqual([
      {
        measure: "normal",
        chargeKind: "duty",
        family: "ordinary",
        column: "normal",
        programmes: false,
        source: "schedule",
      },
      {
        measure: "agreed",
        chargeKind: "duty",
        family: "ordinary",
        column: "agreed",
        programmes: true,
        source: "schedule",
      },
      {
        measure: "penal",
        chargeKind: "duty",
        family: "ordinary",
        column: "penal",
        programmes: false,
        source: "schedule",
      },
    ]);
    expect(view.meta.facts.map(({ name, type }) => `${name} ${type}`)).toEqual([
      "article commodity",
      "batteryValue money",
      "caseValue money",
      "components lines",
      "organic boolean",
      "polarization number",
      "underBond boolean",
    ]);
  });

  it("say which families are held", () => {
    const { familyApplies, heldFamily, heldFrom, heldTo } = view.columns;
    expect([...familyApplies]).toEqual([1, 0, 1, 1, 0]);
    expect([...heldFamily]).toEqual([0, 3]);
    expect([...heldFrom]).toEqual([day("2024-01-01"), day("2024-01-01")]);
    expect([...heldTo]).toEqual([OPEN, day("2024-12-31")]);
  });
});

describe("lines", () => {
  it("are found by code and day", () => {
    expect(view.codeOf(view.lineAt("01012100", SUMMER)!)).toBe("01012100");
    expect(view.lineAt("24031100", SUMMER)).toBeUndefined();
    expect(view.lineAt("24031110", SUMMER)).toBeDefined();
    for (const code of ["99999999", "0101210", "010121000", "0101210x", ""]) expect(view.rowsOf(code)).toEqual([]);
  });

  it("are found by the beginning of their codes", () => {
    expect(view.codesWithPrefix("2403", SUMMER)).toEqual(["24031110", "24031190"]);
    expect(view.codesWithPrefix("2403", day("2024-06-30"))).toEqual(["24031100"]);
    expect(view.codesWithPrefix("0101", SUMMER, 1)).toEqual(["01012100"]);
    expect(view.codesWithPrefix("", SUMMER)).toHaveLength(27);
    expect(view.codesWithPrefix("97012100", SUMMER)).toEqual(["97012100"]);
    expect(view.codesWithPrefix("970121000", SUMMER)).toEqual([]);
    expect(view.codesWithPrefix("98", SUMMER)).toEqual([]);
  });

  it("keep what was known on a day: a cut that was made for the past", () => {
    const rate = (knownOn: string) => rateTexts(view, view.lineAt("84713000", SUMMER, day(knownOn))!).get("normal");
    expect(rate("2024-08-14")).toBe("5%");
    expect(rate("2024-08-15")).toBe("free");
    expect(view.lineAt("84713000", SUMMER, day("2023-12-14"))).toBeUndefined();
  });

  it("keep what was known on a day: a rise that was withdrawn", () => {
    const rate = (knownOn: string) => rateTexts(view, view.lineAt("85171300", SUMMER, day(knownOn))!).get("normal");
    expect(rate("2024-05-31")).toBe("8%");
    expect(rate("2024-06-01")).toBe("10%");
    expect(rate("2024-07-10")).toBe("8%");
  });

  it("have their units, digits and seasons", () => {
    const row = view.rowsOf("07020020")[0]!;
    expect(view.meta.units[view.columns.lineUnits[row]!]).toEqual(["KGM"]);
    expect(guardText(view, view.columns.lineGuard[row]!)).toBe("11-01/05-14");
    expect(guardText(view, view.columns.lineGuard[view.rowsOf("07099210")[0]!]!)).toBe("03-01/04-15 or 09-01/10-31");
    expect(guardText(view, 0)).toBe("");
    expect(view.columns.lineDigits[view.rowsOf("04069010")[0]!]).toBe(6);
  });
});

describe("measures", () => {
  it("are those of the line's cells", () => {
    expect(Object.fromEntries(rateTexts(view, view.rowsOf("04069010")[0]!))).toEqual({
      normal: "12.8% MIN 0.03 XTS/KGM",
      "agreed A": "6.4% MIN 0.02 XTS/KGM",
      "agreed A+": "6.4% MIN 0.02 XTS/KGM",
      "agreed X": "free",
      penal: "33 1/3%",
    });
    expect(view.stackOf(view.rowsOf("04069010")[0]!)).toBe(0);
  });

  it("name the goods that they are for", () => {
    const set = view.setOf(view.rowsOf("01012100")[0]!);
    const areas = view.measuresOf(set).map(({ area, except }) => [view.meta.areas[area], view.meta.areas[except]]);
    expect(areas).toEqual([
      ["any", "hostile"],
      ["hostile", "any"],
    ]);
  });

  it("have conditions where their cells have them", () => {
    const [normal, , , penal] = view.measuresOf(view.setOf(view.rowsOf("90013000")[0]!));
    expect(choiceText(view, normal!.choice)).toBe("if underBond: free; if organic: 1%; else: 12%");
    expect(choiceText(view, penal!.choice)).toBe('if underBond: 3%; else: see "Penal code, § 3"');
    const [first, last] = view.alternativesOf(penal!.choice);
    expect(view.stepsOf(first!.guard)).toEqual([{ operator: GuardOperator.fact, first: 6, second: 0 }]);
    expect(last!.guard).toBe(0);
    expect(view.programState(first!.program)).toBe(ProgramState.computable);
    expect(view.programState(last!.program)).toBe(ProgramState.refused);
    expect(view.termsOf(last!.program)).toEqual([]);
  });

  it("answer a claim where the claim's area holds the origin", () => {
    const holds = (claim: string, country: string, date: string, knownOn?: string) =>
      view.areaHolds(
        view.columns.claimArea[view.claimNumber(claim)!]!,
        country,
        day(date),
        knownOn === undefined ? undefined : day(knownOn),
      );
    expect(holds("A", "FR", "2024-01-01")).toBe(true);
    expect(holds("A", "DE", "2024-02-29")).toBe(false);
    expect(holds("A", "DE", "2024-03-01")).toBe(true);
    expect(holds("A", "BR", "2024-06-01")).toBe(false);
    expect(holds("A", "BR", "2024-06-01", "2024-05-19")).toBe(true);
    expect(holds("A+", "FR", "2024-06-30")).toBe(false);
    expect(holds("N", "AT", "2024-10-01")).toBe(true);
    expect(holds("N", "AT", "2024-10-01", "2024-11-14")).toBe(false);
    expect(holds("N", "CZ", "2024-05-31")).toBe(false);
    expect(holds("N", "AT", "2026-01-01")).toBe(false);
    expect(holds("X", "RU", "2024-03-31")).toBe(true);
    expect(holds("X", "RU", "2024-04-01")).toBe(false);
    expect(holds("X", "RU", "2024-04-01", "2024-03-27")).toBe(true);
    expect(holds("X", "JP", "2024-04-01")).toBe(true);
    expect(holds("X", "JP", "2019-12-31")).toBe(false);
    expect(holds("X", "ZZ", "2024-04-01")).toBe(false);
    expect(view.areaHolds(0, "KP", SUMMER)).toBe(true);
    expect(view.claimNumber("B")).toBeUndefined();
  });

  it("are for nobody where programme and membership never meet", () => {
    const facts = ruritaniaFacts();
    const programmes = facts.programmes.map((it) => (it.claim === "N" ? { ...it, area: "old" } : it));
    const areas = [...facts.areas, { ...facts.areas[2]!, area: "old", from: "2010-01-01", to: "2010-12-31" }];
    const table = openTable(compiled({ ...facts, programmes, areas }));
    const area = table.columns.claimArea[table.claimNumber("N")!]!;
    expect(table.meta.areas[area]).toBe("old");
    for (const country of ["AT", "BR", "US"]) expect(table.areaHolds(area, country, SUMMER)).toBe(false);
  });

  it("of programmes without own dates share their areas", () => {
    const a = view.measuresOf(view.setOf(view.rowsOf("01012910")[0]!)).filter(({ claim }) => claim !== 0);
    expect(a.map(({ claim }) => view.meta.claims[claim]?.code)).toEqual(["A", "A+", "N"]);
    expect(view.meta.areas).toEqual(["any", "alliance", "alliance", "neighbours", "friends", "hostile"]);
    expect(view.meta.claims[1]).toMatchObject({ code: "A", symbols: ["A", "A*"] });
  });
});

describe("programs", () => {
  it("hold exact coefficients over one denominator", () => {
    const program = programOf("17011410");
    expect(view.rateText(program)).toContain("polarization<100");
    expect(view.columns.programDenominator[program]).toBe(50_000_000n);
    expect(view.termsOf(program).map(({ operator, coefficient }) => [operator, coefficient])).toEqual([
      [SumOperator.first, rational(14606n, 1_000_000n)],
      [SumOperator.first, rational(-20668n, 100_000_000n)],
      [SumOperator.floor, rational(943854n, 100_000_000n)],
    ]);
    expect(view.termsOf(programOf("42022100"))[0]!.coefficient).toEqual(rational(1n, 3n));
    expect(view.termsOf(programOf("01012100"))).toEqual([]);
  });

  it("count what is over or short of a threshold", () => {
    const factor = view.termsOf(programOf("17011410"))[1]!.factor;
    expect(view.columns.basisThreshold[factor]).toBe(100_000_000n);
    expect(view.columns.basisThresholdSense[factor]).toBe(Threshold.under);
    expect(view.meta.facts[view.columns.basisKey[factor]!]?.name).toBe("polarization");
    const jewels = view.termsOf(programOf("91081100"))[1]!.basis;
    expect(view.columns.basisThresholdSense[jewels]).toBe(Threshold.over);
    expect(view.meta.quantities[view.columns.basisKey[jewels]!]).toBe("NAR:jewels");
  });

  it("round their bases as the regime's first fitting rule says", () => {
    const whole = { kind: BasisKind.quantity, quantum: 1_000_000n, rounding: Rounding.halfUp };
    expect(basesOf("26070000")).toEqual([
      { ...whole, unit: "1000/1", quantum: 1000n, rounding: Rounding.up, text: "TNE" },
      { ...whole, unit: "1/1", text: "KGM:lead" },
    ]);
    expect(basesOf("22083000")).toEqual([
      { ...whole, unit: "1/1", quantum: 10_000n, rounding: Rounding.truncate, text: "LPA" },
      { ...whole, unit: "1/1", quantum: 0n, rounding: Rounding.halfUp, text: "LTR" },
    ]);
    expect(basesOf("22060010")).toEqual([{ ...whole, unit: "100/1", quantum: 0n, text: "HLT" }]);
    expect(basesOf("64035100")).toEqual([
      { ...whole, unit: "1/1", text: "NPR" },
      { kind: BasisKind.value, unit: "1/1", quantum: 0n, rounding: Rounding.halfUp, text: "value" },
      { kind: BasisKind.value, unit: "1/1", quantum: 0n, rounding: Rounding.halfUp, text: "value" },
    ]);
    expect(basesOf("91012100").slice(1)).toEqual(
      ["caseValue", "batteryValue"].map((text) => ({
        ...{ kind: BasisKind.fact, unit: "1/1", quantum: 10_000n, rounding: Rounding.halfEven, text },
      })),
    );
  });

  it("point at the facts that hold other goods", () => {
    const keyOf = (code: string) => view.columns.basisKey[view.termsOf(programOf(code))[0]!.basis]!;
    expect(basesOf("61032200")[0]).toMatchObject({ kind: BasisKind.componentsSum, text: "duty of components" });
    expect(view.meta.facts[keyOf("61032200")]?.name).toBe("components");
    expect(basesOf("91149000")[0]).toMatchObject({ kind: BasisKind.componentsSum, text: "duty of article" });
    expect(view.meta.facts[keyOf("91149000")]?.name).toBe("article");
    expect(basesOf("82060000")[0]).toMatchObject({ kind: BasisKind.componentsHighest });
  });
});

describe("rows that are not there", () => {
  it.each([
    ["text", () => view.text(view.rows("string"))],
    ["codeOf", () => view.codeOf(-1)],
    ["periodOf", () => view.periodOf(0.5)],
    ["setOf", () => view.setOf(view.rows("line"))],
    ["stackOf", () => view.stackOf(-1)],
    ["groupsOf", () => view.groupsOf(view.rows("set"))],
    ["kindOf", () => view.kindOf(view.rows("kind"))],
    ["measuresOf", () => view.measuresOf(Number.NaN)],
    ["alternativesOf", () => view.alternativesOf(view.rows("choice"))],
    ["stepsOf", () => view.stepsOf(view.rows("guard"))],
    ["rateText", () => view.rateText(view.rows("program"))],
    ["programState", () => view.programState(view.rows("program"))],
    ["termsOf", () => view.termsOf(view.rows("program"))],
    ["areaHolds", () => view.areaHolds(view.rows("area"), "FR", SUMMER)],
  ])("%s refuses them", (_name, ask) => {
    expect(ask).toThrow(expect.objectContaining({ code: "MISUSE" }) as DutiableError);
    expect(ask).toThrow(DutiableError);
  });
});
