import { describe, expect, it } from "vitest";
import { rational } from "../../src/model/rational";
import { parseUnit, UNIT_CODES } from "../../src/model/units";

const ratio = (a: string, b: string) => {
  const [x, y] = [parseUnit(a)!, parseUnit(b)!];
  expect(x.key).toBe(y.key);
  return rational(x.numerator * y.denominator, x.denominator * y.numerator);
};

describe("units", () => {
  it.each([
    ["TNE", "KGM", 1000n, 1n],
    ["TNE", "DTN", 10n, 1n],
    ["GRM", "CTM", 5n, 1n],
    ["LBR", "ONZ", 16n, 1n],
    ["LBR", "GRN", 7000n, 1n],
    ["APZ", "GRN", 480n, 1n],
    ["CWA", "LBR", 100n, 1n],
    ["CWI", "LBR", 112n, 1n],
    ["STN", "LBR", 2000n, 1n],
    ["LTN", "LBR", 2240n, 1n],
    ["HLT", "LTR", 100n, 1n],
    ["BLL", "GLL", 42n, 1n],
    ["GLL", "INQ", 231n, 1n],
    ["GLL", "QTL", 4n, 1n],
    ["QTL", "PTL", 2n, 1n],
    ["GLL", "OZA", 128n, 1n],
    ["FTQ", "INQ", 1728n, 1n],
    ["YDQ", "FTQ", 27n, 1n],
    ["MTQ", "DMQ", 1000n, 1n],
    ["GRO", "DZN", 12n, 1n],
    ["GGR", "GRO", 12n, 1n],
    ["MIL", "CEN", 10n, 1n],
    ["DPR", "NPR", 12n, 1n],
    ["YDK", "FTK", 9n, 1n],
    ["SQR", "FTK", 100n, 1n],
    ["FTK", "INK", 144n, 1n],
    ["YRD", "FOT", 3n, 1n],
    ["SMI", "FOT", 5280n, 1n],
    ["LPA", "PFL", 2n, 1n],
    ["PGL", "PFL", 3785411784n, 1000000000n],
    ["MWH", "KWH", 1000n, 1n],
    ["KWH", "3B", 18n, 5n],
    ["D30", "GV", 1000n, 1n],
    ["GV", "3B", 1000n, 1n],
    ["CUR", "GBQ", 37n, 1n],
    ["CUR", "MCU", 1000n, 1n],
    ["MCU", "M5", 1000n, 1n],
  ])("one %s is exactly so many %s", (a, b, numerator, denominator) => {
    expect(ratio(a, b)).toEqual(rational(numerator, denominator));
  });

  it("say what they count", () => {
    expect(parseUnit("TNE:lead")).toEqual({
      unit: "TNE",
      qualifier: "lead",
      dimension: "mass",
      key: "KGM:lead",
      numerator: 1000n,
      denominator: 1n,
    });
    expect(parseUnit("KGM")).toMatchObject({ key: "KGM", qualifier: undefined });
  });

  it("keep pairs and packs apart from pieces", () => {
    expect(new Set(["DPR", "NMP", "DZN", "SET"].map((unit) => parseUnit(unit)!.key)).size).toBe(4);
  });

  it("have factors that a table can hold", () => {
    for (const code of UNIT_CODES) {
      const { numerator, denominator, key } = parseUnit(code)!;
      expect(numerator > 0n && numerator < 1n << 63n && denominator > 0n && denominator < 1n << 63n).toBe(true);
      expect(parseUnit(key)).toMatchObject({ key, numerator: 1n, denominator: 1n });
    }
  });

  it.each(["", "kgm", "KG", "KGM:", "KGM:Lead", "KGM:lead:x", "KGM: lead", "XYZ"])("%j is none", (text) => {
    expect(parseUnit(text)).toBeUndefined();
  });
});
