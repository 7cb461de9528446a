/** The oracle against examples of laws and regulations, and against what docs/rule-language.md says. */
import { describe, expect, it } from "vitest";
import type { Tolerance } from "../../../src/model/origin/agreement";
import { parseRule } from "../../../src/model/origin/rule-text";
import type { Rational } from "../../oracle/rational";
import { decimal, key, rational } from "../../oracle/rational";
import { judge, judgeTests } from "./judge";
import type { Level, Material } from "./level";
import type { Truth } from "./truth";

/** A material in short: `8501 40 2kg` of that code, value and weight; `+` originates, `?` may, `*` is wholly obtained. */
function material(text: string): Material {
  const [code = "", ...words] = text.split(" ");
  const sign = words.find((word) => /^[+?*]$/.test(word));
  const value = words.find((word) => /^[\d.]+$/.test(word));
  const weight = words.find((word) => word.endsWith("kg"));
  const facts = words.filter((word) => /^!?[a-z][a-z-]*$/.test(word));
  return {
    code,
    ...(sign === "?" ? {} : { originating: sign !== undefined, whollyObtained: sign === "*" }),
    ...(value === undefined ? {} : { value: decimal(value) }),
    ...(weight === undefined ? {} : { weight: decimal(weight.slice(0, -2)) }),
    qualities: Object.fromEntries(facts.map((fact) => [fact.replace("!", ""), !fact.startsWith("!")])),
    ...(words.includes("(elastomeric)") ? { textile: { elastomeric: true } } : {}),
    ...(words.includes("(inelastic)") ? { textile: { elastomeric: false } } : {}),
  };
}

interface Given {
  readonly code?: string;
  /** `EXW 100 weight 5`. */
  readonly worth?: string;
  readonly materials?: readonly string[];
  readonly tolerances?: readonly Tolerance[];
  readonly facts?: Readonly<Record<string, boolean>>;
  readonly figures?: Readonly<Record<string, string>>;
}

function level({
  code = "870380",
  worth = "",
  materials = [],
  tolerances = [],
  facts = {},
  figures = {},
}: Given): Level {
  const amounts = Object.fromEntries(
    [...worth.matchAll(/(\S+) ([\d.]+)/g)].map(([, name, amount]) => [name, decimal(amount as string)]),
  );
  const { weight, component, ...values } = amounts;
  return {
    product: { code, values, ...(weight && { weight }), ...(component && { componentWeight: component }) },
    materials: materials.map(material),
    processes: facts,
    qualities: facts,
    quotas: facts,
    figures: Object.fromEntries(Object.entries(figures).map(([name, figure]) => [name, decimal(figure)])),
    tolerances,
    good: "TV",
  };
}

const says = (rule: string, given: Given): Truth => judge(level(given), parseRule(rule));

/** The actual share of the rule's first test. */
const actual = (rule: string, given: Given): Rational | undefined =>
  judgeTests(level(given), parseRule(rule))[0]?.measures[0]?.actual;

const tolerance = (limits: Tolerance["limits"], more: Partial<Tolerance> = {}): Tolerance => ({
  id: "t",
  source: "none",
  goods: { codes: ["01..97"] },
  limits,
  ...more,
});

/** A rule, what is declared, whether it holds, and the exact share. */
const SHARES: readonly (readonly [string, string, Given, boolean, string])[] = [
  [
    "net cost, remanufactured water pump (USMCA Uniform Regulations s. 4)",
    "RVC build-down 70% NC",
    { worth: "NC 1000", materials: ["8413 600 +", "8413 20 +", "8413 280"] },
    true,
    "0.72",
  ],
  [
    "net cost, frame not designated (s. 8)",
    "RVC build-down 50% NC",
    { worth: "NC 22.80", materials: ["8714 13.00"] },
    false,
    "9.8/22.8",
  ],
  [
    "accumulation with all of the supplier's costs (s. 9)",
    "RVC build-down 50% NC",
    { worth: "NC 2.75", materials: ["8482 0.75"] },
    true,
    "2/2.75",
  ],
  [
    "accumulation of other product cost (s. 9)",
    "RVC build-down 50% NC",
    { worth: "NC 2.85", materials: ["8482 1.15"] },
    true,
    "1.7/2.85",
  ],
  [
    "furniture under US-Chile, built up",
    "RVC build-up 35% TV",
    { worth: "TV 1000", materials: ["9401 350 +", "4407 550"] },
    true,
    "0.35",
  ],
  [
    "the same, built down",
    "RVC build-down 45% TV",
    { worth: "TV 1000", materials: ["9401 350 +", "4407 550"] },
    true,
    "0.45",
  ],
  [
    "focused value (CPTPP Art. 3.5)",
    "RVC focused-value 50% TV of 8501",
    { worth: "TV 1000", materials: ["8501 500", "7318 60", "8501 420 +"] },
    true,
    "0.5",
  ],
  ["net cost under CPTPP", "RVC build-down 40% NC", { worth: "NC 920", materials: ["8501 560"] }, false, "360/920"],
  [
    "indirect method (ATIGA Art. 29)",
    "RVC build-down 40% FOB",
    { worth: "FOB 150", materials: ["01 90"] },
    true,
    "0.4",
  ],
  [
    "qualifying value (Japan-Singapore)",
    "RVC build-down 40% FOB",
    { worth: "FOB 1000", materials: ["01 580"] },
    true,
    "0.42",
  ],
  ["MaxNOM", "MaxNOM 50% EXW", { worth: "EXW 1000", materials: ["8501 450", "8502 300 +"] }, true, "0.45"],
  ["MaxNOM just over", "MaxNOM 50% EXW", { worth: "EXW 1000", materials: ["8501 500.04"] }, false, "0.50004"],
  ["MaxNOM met exactly", "MaxNOM 50% EXW", { worth: "EXW 1000", materials: ["8501 500"] }, true, "0.5"],
  [
    "MaxNOM met exactly, under",
    "under 50% EXW non-originating",
    { worth: "EXW 1000", materials: ["8501 500"] },
    false,
    "0.5",
  ],
  ["average of a year", "MaxNOM 50% EXW", { worth: "EXW 20", materials: ["8501 9.50"] }, true, "0.475"],
  [
    "a car with its engine",
    "MaxNOM 45% EXW",
    { worth: "EXW 20000", materials: ["8407 4000", "8708 8500"] },
    false,
    "0.625",
  ],
  ["a third", "MaxNOM 33 1/3% EXW", { worth: "EXW 3", materials: ["8501 1"] }, true, "1/3"],
  [
    "steel purchases (s. 17)",
    "at least 70% materials of 72 originating",
    { materials: ["72 699999 +", "72 300001"] },
    false,
    "0.699999",
  ],
  ["a set (USMCA s. 6)", "MaxNOM 10% TV", { worth: "TV 100", materials: ["8201 87 +", "8202 13"] }, false, "0.13"],
  [
    "by weight",
    "MaxNOM 40% weight of 1701, 1702",
    { code: "200799", worth: "weight 10", materials: ["1701 4kg", "0810 9kg"] },
    true,
    "0.4",
  ],
  [
    "of a chapter",
    "MaxNOM 30% materials-weight of 2401 within 24",
    { materials: ["2401 3kg", "2403 7kg +", "4819 99kg"] },
    true,
    "0.3",
  ],
];

const exact = (text: string): string => {
  const [above = "", below = "1"] = text.split("/");
  const [a, b] = [decimal(above), decimal(below)];
  return key(rational(a.n * b.d, a.d * b.n));
};

describe("shares and contents of the oracle", () => {
  it.each(SHARES)("%s", (_, rule, given, holds, share) => {
    expect(says(rule, given)).toBe(holds);
    expect(key(actual(rule, given) as Rational)).toBe(exact(share));
  });

  it("takes the US-Canada set of three limits together", () => {
    const rule = "MaxNOM 15% TV of 01..24 and MaxNOM 25% TV of 25..97 and MaxNOM 25% TV";
    const set = (food: string, other: string) => ({ worth: "TV 1000", materials: [`2106 ${food}`, `8201 ${other}`] });
    expect([set("140", "100"), set("160", "0"), set("140", "120")].map((given) => says(rule, given))).toEqual([
      true,
      false,
      false,
    ]);
  });

  it("decides before the last fact where no way of supplying it matters", () => {
    expect(says("MaxNOM 50% EXW", { worth: "EXW 100", materials: ["8501 50.01", "8502"] })).toBe(false);
    expect(says("MaxNOM 50% EXW", { worth: "EXW 100", materials: ["8501 50", "8502"] })).toBe(undefined);
    expect(says("MaxNOM 50% EXW", { worth: "EXW 100", materials: ["8501 50", "8502 1 ?"] })).toBe(undefined);
    expect(says("MaxNOM 50% EXW", { materials: ["8501 0"] })).toBe(true);
    expect(says("MaxNOM 50% EXW", { materials: ["8501 1"] })).toBe(undefined);
    expect(says("MaxNOM 50% EXW/FOB", { worth: "FOB 2", materials: ["8501 1"] })).toBe(true);
    expect(says("RVC build-down 40% FOB", { materials: [] })).toBe(true);
    expect(says("at least 70% materials of 72 originating", { materials: ["72 +", "73 5"] })).toBe(true);
    expect(says("MaxNOM 30% materials of q", { materials: ["72 7 + q", "72 3"] })).toBe(true);
    expect(says("MaxNOM 30% materials of q", { materials: ["72 7 + q", "72 3.01"] })).toBe(undefined);
    expect(says("MaxNOM 30% materials of q", { materials: ["72 7 + q", "72 4 q", "72 1"] })).toBe(false);
  });
});

describe("tests of single materials in the oracle", () => {
  it.each([
    ["CC", [false, false, false, true]],
    ["CTH", [false, true, true, true]],
    ["CTSH", [true, true, true, true]],
  ])("%s of office furniture", (rule, expected) => {
    const codes = ["940330", "940161", "940510", "830242"];
    expect(codes.map((code) => says(rule, { code: "940320", materials: [code] }))).toEqual(expected);
  });

  it("sees through allowances, and past those that are not needed", () => {
    const same = (value: string) => ({ code: "850131", worth: "EXW 100", materials: [`850132 ${value}`] });
    expect(says("CTH allowing same heading up to 20% EXW", same("20"))).toBe(true);
    expect(says("CTH allowing same heading up to 20% EXW", same("20.000001"))).toBe(false);
    expect(says("CTH allowing 85 up to 10% EXW", { ...same("30"), code: "850300" })).toBe(true);
    expect(says("any heading except 8202..8205", { code: "820600", materials: ["8203 1"] })).toBe(false);
    expect(says("CTH except 8431", { code: "842519", materials: ["84"] })).toBe(undefined);
    expect(says("CTH except 8431", { code: "842519", materials: ["84 +"] })).toBe(true);
    expect(says("CTH", { code: "850131", materials: ["850132 ?"] })).toBe(undefined);
  });

  it("asks of what is not named whether it is of an earlier stage or another nature", () => {
    const rule = "made from natural-fibres, 5402";
    expect(
      says(rule, { materials: ["5101 natural-fibres", "540219", "9606 other-nature", "5301 earlier-stage"] }),
    ).toBe(true);
    expect(says(rule, { materials: ["5205 !natural-fibres"] })).toBe(undefined);
    expect(says(rule, { materials: ["5205 !natural-fibres !earlier-stage !other-nature"] })).toBe(false);
  });

  it("looks at originating materials for what must be wholly obtained", () => {
    const rule = "all of 04 wholly obtained";
    expect(says(rule, { materials: ["0402 *", "1701"] })).toBe(true);
    expect(says(rule, { materials: ["0402 +"] })).toBe(false);
    expect(says("all of 04 originating", { materials: ["0402 +"] })).toBe(true);
    expect(says("all of 04 originating", { materials: ["0402 ?"] })).toBe(undefined);
  });

  it("takes the first part whose fact is true", () => {
    const rule = "ex wine: CC; ex beer: CTH; else: wholly obtained";
    const given = { code: "220300", materials: ["220600"] };
    expect(says(rule, { ...given, facts: { wine: false, beer: true } })).toBe(true);
    expect(says(rule, { ...given, facts: { wine: true } })).toBe(false);
    expect(says(rule, { ...given, facts: { wine: false } })).toBe(undefined);
    expect(says("ex wine: CC", { ...given, facts: { wine: false } })).toBe(false);
    expect(says("ex wine: CC", given)).toBe(false);
  });

  it("compares figures with their limits", () => {
    const rule = "figure labour-value-content at least 45%";
    expect(says(rule, { figures: { "labour-value-content": "0.464" } })).toBe(true);
    expect(says(rule, { figures: { "labour-value-content": "0.449999" } })).toBe(false);
    expect(says(rule, {})).toBe(undefined);
  });
});

describe("tolerances in the oracle", () => {
  const tenth = tolerance([{ limit: "10%", of: "EXW" }]);

  it.each([
    ["a tenth of the ex-works price", "25", true],
    ["a cent more", "25.01", false],
  ])("excuse %s", (_, value, holds) => {
    expect(says("CTH", { worth: "EXW 250", materials: [`870380 ${value}`], tolerances: [tenth] })).toBe(holds);
  });

  it("take the transaction value for the good's (USMCA s. 5(1)), or total cost", () => {
    const value = tolerance([
      { limit: "10%", of: "good" },
      { limit: "10%", of: "total-cost" },
    ]);
    const given = { materials: ["8703 9.51"], tolerances: [value] };
    expect(says("CTH", { ...given, worth: "TV 95 total-cost 90" })).toBe(false);
    expect(says("CTH", { ...given, worth: "TV 95.1 total-cost 90" })).toBe(true);
    expect(says("CTH", { ...given, worth: "TV 95" })).toBe(undefined);
  });

  it("weigh elastomeric yarn by itself (USMCA s. 5(6), (7))", () => {
    const textile = tolerance([{ limit: "10%", of: "component-weight", elastomeric: "7%" }]);
    const sweater = (...materials: string[]) =>
      says("CC", { code: "611020", worth: "component 100", materials, tolerances: [textile] });
    expect(sweater("610990 5kg (elastomeric)")).toBe(true);
    expect(sweater("610990 7.5kg (elastomeric)", "610990 0.5kg (inelastic)")).toBe(false);
    expect(sweater("610990 6kg (elastomeric)", "610990 4kg (inelastic)")).toBe(true);
    expect(sweater("610990 6kg (elastomeric)", "610990 4.1kg (inelastic)")).toBe(false);
    expect(sweater("610990 8kg")).toBe(undefined);
  });

  it("hold of all that a rule's tests refuse, not of each test by itself", () => {
    const given = { code: "190590", worth: "EXW 100", tolerances: [tenth] };
    const rule = "CTH and all of 04 wholly obtained";
    expect(says(rule, { ...given, materials: ["190520 9", "040210 8"] })).toBe(false);
    expect(says(rule, { ...given, materials: ["190520 5", "040210 5"] })).toBe(true);
    expect(says("CTH and no tolerance all of 04 wholly obtained", { ...given, materials: ["040210 5"] })).toBe(false);
    expect(says("CTH or all of 04 wholly obtained", { ...given, materials: ["190520 9", "040210 8"] })).toBe(true);
  });

  it("never lift the limit of a share, a content or an allowance", () => {
    const given = { code: "850131", worth: "EXW 100", materials: ["850132 6"], tolerances: [tenth] };
    expect(says("CTH", given)).toBe(true);
    expect(says("CTH and MaxNOM 5% EXW", given)).toBe(false);
    expect(says("CTH and RVC build-down 95% EXW", given)).toBe(false);
    expect(says("CTH allowing same heading up to 5% EXW", given)).toBe(false);
  });

  it("never excuse what they exclude, or beyond their chapters", () => {
    const dairy = tolerance([{ limit: "10%", of: "EXW" }], {
      goods: { codes: ["01..97"], except: ["50..63"] },
      excuses: ["change"],
      excludes: [{ materials: { codes: ["0401..0406"] }, goods: { codes: ["0406"] } }],
    });
    const given = { worth: "EXW 100", tolerances: [dairy] };
    expect(says("CC", { ...given, code: "040610", materials: ["040210 1"] })).toBe(false);
    expect(says("CC", { ...given, code: "040610", materials: ["040811 1"] })).toBe(true);
    expect(says("CC", { ...given, code: "611020", materials: ["610990 1"] })).toBe(false);
    expect(
      says("made from natural-fibres", {
        ...given,
        materials: ["5205 1 !natural-fibres !earlier-stage !other-nature"],
      }),
    ).toBe(false);
  });

  it("waive a value content where all non-originating materials are within them (USMCA s. 5(4))", () => {
    const waiving = tolerance([{ limit: "10%", of: "good" }], { excuses: ["change"], waivesContent: true });
    const given = (value: string) => ({ worth: "TV 100", materials: [`8501 ${value}`], tolerances: [waiving] });
    expect(says("RVC build-down 95% TV", given("10"))).toBe(true);
    expect(says("RVC build-down 95% TV", given("10.01"))).toBe(false);
    expect(says("MaxNOM 5% TV", given("10"))).toBe(false);
  });
});
