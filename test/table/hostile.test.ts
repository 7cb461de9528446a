import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  DIRECTORY_ENTRY_BYTES,
  DirectoryEntry,
  FORMAT_VERSION,
  GuardOperator,
  HEADER_BYTES,
  Header,
  LAYER_WORD,
} from "../../assembly/abi";
import { DutiableError, type DutiableErrorCode } from "../../src/model/errors";
import { choiceText, guardText, rateTexts } from "../../src/table/describe";
import { readDirectory } from "../../src/table/header";
import { LAYOUT } from "../../src/table/layout";
import { openTable, type TableView } from "../../src/table/read";
import { checkSeal, sealTable } from "../../src/table/seal";
import { layeredFacts } from "./layered-ruritania";
import { compiled } from "./ruritania";

const bytes = compiled(layeredFacts());
const directory = readDirectory(bytes);

/** The table with one element changed, or one field of the header or directory. */
function changed(change: (view: DataView) => void): Uint8Array {
  const copy = bytes.slice();
  change(new DataView(copy.buffer));
  return copy;
}

const setElement = (name: string, row: number, value: number): Uint8Array => {
  const { column } = LAYOUT.find((layout) => layout.name === name)!;
  const { offset, elementBytes, count } = directory.get(column)!;
  const at = offset + (row < 0 ? count + row : row) * elementBytes;
  return changed((view) => {
    if (elementBytes === 1) view.setUint8(at, value);
    else if (elementBytes === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    if (elementBytes === 8) view.setUint32(at + 4, 0, true);
  });
};

const setEntry = (name: string, field: number, value: number): Uint8Array => {
  const entry = [...directory.keys()].indexOf(LAYOUT.find((layout) => layout.name === name)!.column);
  return changed((view) => view.setUint32(HEADER_BYTES + entry * DIRECTORY_ENTRY_BYTES + field, value, true));
};

/** The first step of a guard with this operator. */
const operatorAt = (operator: GuardOperator): number => openTable(bytes).columns.guardOperator.indexOf(operator);

function codeOf(open: () => unknown): DutiableErrorCode | undefined {
  try {
    open();
  } catch (error) {
    expect(error).toBeInstanceOf(DutiableError);
    return (error as DutiableError).code;
  }
  return undefined;
}

/** Reads all that a table can say. */
function readAll(view: TableView): void {
  for (let row = 0; row < view.rows("line"); row += 1) {
    view.codeOf(row);
    rateTexts(view, row);
    for (const { kind, choice } of view.groupsOf(view.stackOf(row)).flat()) {
      view.kindOf(kind);
      choiceText(view, choice);
    }
  }
  for (const { guard } of view.displacements()) guardText(view, guard);
  view.provisions();
  for (let program = 0; program < view.rows("program"); program += 1) view.termsOf(program);
}

describe("a table that is none", () => {
  it.each<[string, Uint8Array, DutiableErrorCode]>([
    ["no bytes", new Uint8Array(0), "TABLE_CORRUPT"],
    ["too few bytes", bytes.subarray(0, HEADER_BYTES - 1), "TABLE_CORRUPT"],
    ["other bytes", new Uint8Array(1000), "TABLE_CORRUPT"],
    ["a part of it", bytes.subarray(0, bytes.length - 1), "TABLE_CORRUPT"],
    ["more than it", Uint8Array.of(...bytes, 0), "TABLE_CORRUPT"],
    ["an older format", changed((view) => view.setUint32(Header.formatVersion, 0, true)), "TABLE_VERSION"],
    [
      "a newer format",
      changed((view) => view.setUint32(Header.formatVersion, FORMAT_VERSION + 1, true)),
      "TABLE_VERSION",
    ],
    ["no tariff", changed((view) => view.setUint32(Header.tariff, 0, true)), "TABLE_CORRUPT"],
    ["another tariff", changed((view) => view.setUint8(Header.tariff + 1, 0x53)), "TABLE_CORRUPT"],
    ["editions backwards", changed((view) => view.setInt32(Header.lastEditionDay, 0, true)), "TABLE_CORRUPT"],
    ["an endless directory", changed((view) => view.setUint32(Header.directoryCount, 1 << 28, true)), "TABLE_CORRUPT"],
    ["a column twice", setEntry("lineFrom", DirectoryEntry.column, 12), "TABLE_CORRUPT"],
    ["a missing column", setEntry("lineFrom", DirectoryEntry.column, 999), "TABLE_CORRUPT"],
    ["other elements", setEntry("lineFrom", DirectoryEntry.elementBytes, 2), "TABLE_CORRUPT"],
    ["an odd offset", setEntry("lineFrom", DirectoryEntry.offset, 2001), "TABLE_CORRUPT"],
    ["an offset outside", setEntry("lineFrom", DirectoryEntry.offset, 0xfffffff8), "TABLE_CORRUPT"],
    ["an offset in the header", setEntry("lineFrom", DirectoryEntry.offset, 0), "TABLE_CORRUPT"],
    ["a count outside", setEntry("lineFrom", DirectoryEntry.count, 0x7fffffff), "TABLE_CORRUPT"],
    ["a count of its own", setEntry("lineFrom", DirectoryEntry.count, 3), "TABLE_CORRUPT"],
    ["no starts", setEntry("guardStart", DirectoryEntry.count, 0), "TABLE_CORRUPT"],
    ["no guard 0", setEntry("areaStart", DirectoryEntry.count, 1), "TABLE_CORRUPT"],
    ["another regime", setEntry("regime", DirectoryEntry.count, 5), "TABLE_CORRUPT"],
    ["a family too many", setEntry("familyApplies", DirectoryEntry.count, 6), "TABLE_CORRUPT"],
    ["codes of no digits", setElement("regime", 0, 0), "TABLE_CORRUPT"],
    ["an unknown rounding", setElement("regime", 5, 4), "TABLE_CORRUPT"],
    ["codes of many digits", setElement("lineCodeDelta", 0, 0xffffffff), "TABLE_CORRUPT"],
    ["an unknown set", setElement("lineSet", 0, 1000), "TABLE_CORRUPT"],
    ["an unknown group", setElement("setGroup", 0, 1000), "TABLE_CORRUPT"],
    ["an unknown area", setElement("measureExcept", 0, 1000), "TABLE_CORRUPT"],
    ["an unknown kind", setElement("measureKind", 0, 1000), "TABLE_CORRUPT"],
    ["unknown units", setElement("lineUnits", 0, 1000), "TABLE_CORRUPT"],
    ["an unknown fact", setElement("basisKey", -1, 1000), "TABLE_CORRUPT"],
    ["an unknown operator", setElement("sumOperator", 0, 3), "TABLE_CORRUPT"],
    ["starts that fall", setElement("programStart", 1, 1000), "TABLE_CORRUPT"],
    ["starts that begin late", setElement("programStart", 0, 1), "TABLE_CORRUPT"],
    ["starts that end early", setElement("sumStart", -1, 1), "TABLE_CORRUPT"],
    ["a guard without operands", setElement("guardOperator", 0, GuardOperator.and), "TABLE_CORRUPT"],
    ["a guard of too many", setElement("guardOperator", operatorAt(GuardOperator.and), 0), "TABLE_CORRUPT"],
    ["a program over 0", setElement("programDenominator", 1, 0), "TABLE_CORRUPT"],
    ["a unit of 0", setElement("basisUnitDenominator", 2, 0), "TABLE_CORRUPT"],
    ["a term on nothing", setElement("termBasis", 0, 0), "TABLE_CORRUPT"],
    ["a basis of no kind", setElement("basisKind", 2, 0), "TABLE_CORRUPT"],
    ["an unknown stack", setElement("lineStack", 0, 1000), "TABLE_CORRUPT"],
    ["an unknown family", setElement("kindFamily", 0, 5), "TABLE_CORRUPT"],
    ["an unknown layer", setElement("kindLayer", -1, 100), "TABLE_CORRUPT"],
    ["an unknown heading", setElement("kindHeading", -1, 1000), "TABLE_CORRUPT"],
    ["a kind too few", setEntry("kindPer", DirectoryEntry.count, 3), "TABLE_CORRUPT"],
    ["a charge by nothing known", setElement("kindPer", 0, 2), "TABLE_CORRUPT"],
    ["an unknown country", setElement("memberCountry", 0, 677), "TABLE_CORRUPT"],
    ["a layer of a provision", setElement("provisionLayer", 0, 100), "TABLE_CORRUPT"],
    ["a heading of a provision", setElement("provisionHeading", 0, 1000), "TABLE_CORRUPT"],
    ["a basis of a provision", setElement("provisionMinuend", 0, 1000), "TABLE_CORRUPT"],
    ["a guard of a displacement", setElement("displacementGuard", 0, 1000), "TABLE_CORRUPT"],
    ["words that begin late", setElement("displacementByStart", 0, 1), "TABLE_CORRUPT"],
    ["a layer of a displacement", setElement("displacementBy", 0, LAYER_WORD | 100), "TABLE_CORRUPT"],
    ["a heading of a displacement", setElement("displacementOf", 0, 1000), "TABLE_CORRUPT"],
    ["a claim of nothing", setElement("guardFirst", operatorAt(GuardOperator.claims), 1000), "TABLE_CORRUPT"],
    ["a list of nothing", setElement("guardFirst", operatorAt(GuardOperator.listed), 1000), "TABLE_CORRUPT"],
    ["a claim of no programme", setElement("guardFirst", operatorAt(GuardOperator.programme), 1000), "TABLE_CORRUPT"],
    ["a fact of a list", setElement("guardSecond", operatorAt(GuardOperator.listed), 1000), "TABLE_CORRUPT"],
    ["a fact of a guard", setElement("guardFirst", operatorAt(GuardOperator.fact), 1000), "TABLE_CORRUPT"],
    ["no meta", setElement("meta", 0, 0x20), "TABLE_CORRUPT"],
  ])("%s", (_what, table, code) => {
    expect(codeOf(() => openTable(table))).toBe(code);
  });

  it("throws nothing else, whatever is changed in it", () => {
    const flips = fc.array(fc.tuple(fc.nat(bytes.length - 1), fc.nat(255)), { minLength: 1, maxLength: 4 });
    let refused = 0;
    fc.assert(
      fc.property(flips, (changes) => {
        const copy = bytes.slice();
        for (const [at, value] of changes) copy[at] = value;
        if (codeOf(() => readAll(openTable(copy))) !== undefined) refused += 1;
      }),
      { numRuns: 3000 },
    );
    expect(refused).toBeGreaterThan(100);
  });

  it("is not trusted with a huge count in any column", () => {
    for (const { name } of LAYOUT) {
      if (!directory.has(LAYOUT.find((layout) => layout.name === name)!.column)) continue;
      expect(codeOf(() => openTable(setEntry(name, DirectoryEntry.count, 0xffffffff)))).toBe("TABLE_CORRUPT");
    }
  });
});

describe("a table at an odd place in memory", () => {
  it("is read from a copy", () => {
    const room = new Uint8Array(bytes.length + 1);
    room.set(bytes, 1);
    const view = openTable(room.subarray(1));
    expect(view.codes).toEqual(openTable(bytes).codes);
  });
});

describe("the seal", () => {
  it("is the SHA-256 of the file without it", async () => {
    const sealed = await sealTable(bytes);
    const sha256 = await checkSeal(sealed);
    expect(openTable(sealed).header.sha256).toBe(sha256);
    expect(sha256).toMatch(/^[0-9a-f]{64}$/);
    const digest = new Uint8Array(await crypto.subtle.digest("SHA-256", bytes.slice()));
    expect(Buffer.from(digest).toString("hex")).toBe(sha256);
    expect(await sealTable(sealed)).toEqual(sealed);
  });

  it("breaks with any byte", async () => {
    const sealed = await sealTable(bytes);
    await fc.assert(
      fc.asyncProperty(fc.nat(sealed.length - 1), fc.integer({ min: 1, max: 255 }), async (at, change) => {
        const broken = sealed.slice();
        broken[at] = (broken[at] as number) ^ change;
        await expect(checkSeal(broken)).rejects.toThrow(DutiableError);
      }),
    );
    await expect(checkSeal(bytes)).rejects.toMatchObject({ code: "TABLE_HASH" });
  });
});
