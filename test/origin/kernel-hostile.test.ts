/** Tables of agreements that are not as they should be: refused, each fault by its column, and never a trap. */
import { describe, expect, it } from "vitest";
import { DIRECTORY_ENTRY_BYTES, DirectoryEntry, HEADER_BYTES, Header } from "../../assembly/abi";
import { OriginRequest } from "../../assembly/abi-origin";
import { createOriginBatch } from "../../src/engine/origin/kernel-batch";
import { parseRule } from "../../src/model/origin/rule-text";
import { compileOrigin } from "../../src/table/origin/compile";
import { decodeOrigin } from "../../src/table/origin/file";
import { ORIGIN_LAYOUT, type OriginColumnName } from "../../src/table/origin/layout";
import { openOrigin } from "../../src/table/origin/read";
import { checkOriginSeal, sealOrigin } from "../../src/table/origin/seal";
import { chance } from "../oracle/random";
import { kernelOf, tolerance } from "./kernel";

const RULES = [
  "CTH except 8431 or MaxNOM 50% EXW",
  "ex hand-blown: CC allowing 85 up to 20% EXW/TV; ex knitted: (process weaving or quota q) and figure f at least 40%; else: wholly obtained",
  "made from natural-fibres of 50..60 other than 5101 and all of 04 originating and RVC build-up 40% FOB",
  "at least 10% materials-weight of 2401 within 24 originating or no tolerance CTSH",
];
const rules = RULES.map((text, i) => ({ from: `8${i}`, to: `8${i}`, annex: `${i}`, rule: parseRule(text) }));
const textiles = tolerance({
  id: "textiles",
  mixed: true,
  excludes: [{ goods: { codes: ["85"] }, materials: { codes: ["01"] }, sameSubheading: true }],
  limits: [{ limit: "10%", of: "weight", elastomeric: "7%", basics: { silk: "20%" } }],
  waivesContent: true,
});
const bytes = compileOrigin({
  agreements: [
    { facts: { id: "a", tolerances: [tolerance(), textiles] }, rules },
    { facts: { id: "b" }, rules: [] },
  ],
});
const { columns } = decodeOrigin(bytes);

const entryOf = (name: OriginColumnName): number =>
  HEADER_BYTES + ORIGIN_LAYOUT.findIndex((layout) => layout.name === name) * DIRECTORY_ENTRY_BYTES;

function changed(change: (view: DataView) => void): Uint8Array<ArrayBuffer> {
  const copy = bytes.slice();
  change(new DataView(copy.buffer));
  return copy;
}

const entry = (name: OriginColumnName, field: number, value: number) =>
  changed((view) => view.setUint32(entryOf(name) + field, value, true));

/** One element of a column set to something else; rows below 0 count from the end. */
const element = (name: OriginColumnName, row: number, value: number) =>
  changed((view) => {
    const width = view.getUint32(entryOf(name) + DirectoryEntry.elementBytes, true);
    const count = view.getUint32(entryOf(name) + DirectoryEntry.count, true);
    const at = view.getUint32(entryOf(name) + DirectoryEntry.offset, true) + (row < 0 ? count + row : row) * width;
    if (width === 1) view.setUint8(at, value);
    else if (width === 2) view.setUint16(at, value, true);
    else view.setUint32(at, value, true);
    if (width === 8) view.setUint32(at + 4, 0xffffffff, true);
  });

const rowOf = (name: "testKind" | "nodeKind", value: number): number => Array.from(columns[name]).indexOf(value);

const kernel = kernelOf();

/** Handle or status of a file, and the column at fault. */
function load(file: Uint8Array): { readonly status: number; readonly column: number } {
  const block = kernel.alloc(file.length);
  new Uint8Array(kernel.memory.buffer).set(file, block);
  const status = kernel.loadOrigin(block, file.length);
  const column = kernel.tableFault();
  if (status < 0) kernel.release(block);
  return { status, column };
}

describe("a table of agreements", () => {
  it("is taken as it was compiled, and given back", () => {
    for (let i = 0; i < 200; i += 1) {
      const { status } = load(bytes);
      expect(status).toBe(0);
      kernel.unloadOrigin(status);
    }
    kernel.unloadOrigin(5);
  });

  it("is read alike from wherever its bytes stand", () => {
    const shifted = Buffer.alloc(bytes.length + 3)
      .fill(bytes, 3)
      .subarray(3);
    expect(openOrigin(shifted).columns).toEqual(openOrigin(bytes).columns);
    expect(openOrigin(shifted).rule(1)).toEqual(rules[0]!.rule);
  });

  it("asks what its tolerances ask of the goods that they are for", () => {
    const only = { ...textiles, goods: { codes: ["50..63"] } };
    const view = openOrigin(compileOrigin({ agreements: [{ facts: { id: "a", tolerances: [only] }, rules }] }));
    expect(view.toleranceFacts(0, "8503")).toEqual([]);
    for (const code of ["5208", "5", ""]) expect(view.toleranceFacts(0, code).length, code).toBeGreaterThan(2);
  });

  it("is sealed", async () => {
    const sealed = await sealOrigin(bytes);
    expect(await checkOriginSeal(sealed)).toMatch(/^[0-9a-f]{64}$/);
    sealed[sealed.length - 1]! ^= 1;
    await expect(checkOriginSeal(sealed)).rejects.toMatchObject({ code: "TABLE_HASH" });
  });

  it.each<[string, Uint8Array]>([
    ["nothing", new Uint8Array(0)],
    ["other bytes", new Uint8Array(5000)],
    ["a part of it", bytes.subarray(0, bytes.length - 8)],
    ["another format", changed((view) => view.setUint32(Header.formatVersion, 9, true))],
    ["an endless directory", changed((view) => view.setUint32(Header.directoryCount, 1000, true))],
    ["a column missing", entry("capBase", DirectoryEntry.column, 999)],
    ["a column twice", entry("capBase", DirectoryEntry.column, 68)],
    ["other elements", entry("capBase", DirectoryEntry.elementBytes, 2)],
    ["an odd offset", entry("capBase", DirectoryEntry.offset, 2001)],
    ["an offset outside", entry("capBase", DirectoryEntry.offset, 0xfffffff8)],
    ["a count outside", entry("capBase", DirectoryEntry.count, 0x7fffffff)],
    ["a count of its own", entry("capBase", DirectoryEntry.count, 1)],
    ["no starts", entry("programStart", DirectoryEntry.count, 0)],
    ["starts that fall", element("programStart", 1, 1000)],
    ["starts that end early", element("programStart", -1, 1)],
    ["a first program that is not empty", element("programStart", 1, 1)],
    ["an unknown program", element("ruleProgram", 0, 1000)],
    ["an unknown period", element("rulePeriod", 0, 1000)],
    ["codes that end before they begin", element("ruleCodeDelta", 0, 1)],
    ["codes beyond all codes", element("ruleCodeDelta", 1, 1)],
    ["an unknown kind of node", element("nodeKind", 0, 9)],
    ["a node longer than its rule", element("nodeLength", 0, 99)],
    ["a node of no length", element("nodeLength", 1, 0)],
    ["an unknown test", element("nodeOperand", rowOf("nodeKind", 0), 1000)],
    ["a part whose fact is a process", element("nodeOperand", rowOf("nodeKind", 4), rowOf("testKind", 6) + 3)],
    ["an alternative without branches", element("nodeKind", rowOf("nodeKind", 0), 2)],
    ["a part that is no part of parts", element("nodeKind", rowOf("nodeKind", 2), 4)],
    ["an unknown kind of test", element("testKind", 0, 9)],
    ["a change of an unknown level", element("testDetail", rowOf("testKind", 1), 4)],
    ["a share of nothing", element("testDetail", rowOf("testKind", 4), 0)],
    ["a share without base", element("testBases", rowOf("testKind", 4), 0)],
    ["a content of weight", element("testBases", rowOf("testKind", 5), 16)],
    ["a content by no method", element("testDetail", rowOf("testKind", 5), 3)],
    ["a share of no selection", element("testSelection", rowOf("testKind", 4), 0)],
    ["an unknown sense", element("testSense", 0, 4)],
    ["an unknown limit", element("testLimit", 0, 1000)],
    ["a figure that is no figure", element("testFact", rowOf("testKind", 7), 0)],
    ["a limit over nothing", element("limitDenominator", 1, 0)],
    ["a limit above all", element("limitNumerator", 1, 101)],
    ["a range that falls", element("rangeTo", -1, 0)],
    ["a selector of an unknown range", element("selectorRange", 0, 1000)],
    ["a quality that is none", element("selectorQuality", -1, 1000)],
    ["facts without the first", element("factKind", 0, 1)],
    ["facts without the qualities of manufacture", element("factKind", 1, 2)],
    ["an unknown fact", element("factKind", -1, 9)],
    ["a tolerance that does what none does", element("toleranceFlags", 0, 16)],
    ["a tolerance of no goods", element("toleranceGoods", 0, 0)],
    ["a tolerance on an unknown fact", element("conditionFact", 0, 1000)],
    ["an exclusion of an unknown level", element("exclusionLevel", 0, 4)],
    ["a cap on an unknown amount", element("capBase", 0, 11)],
    ["a cap without limit", element("capLimit", 0, 0)],
    ["an allowance with a cap on nothing", element("allowanceBases", 0, 0)],
  ])("is refused: %s", (_, file) => {
    const { status } = load(file);
    if (status >= 0) kernel.unloadOrigin(status);
    expect(status).toBeLessThan(0);
  });

  it("whatever its bytes, is refused or judged without a trap", () => {
    const random = chance(7);
    const meta = columns.meta.length;
    let taken = 0;
    for (let run = 0; run < 4000; run += 1) {
      const file = bytes.slice();
      for (let change = 0; change <= run % 3; change += 1) {
        // Beside the names, which the module does not read.
        const at = HEADER_BYTES + random.below(file.length - HEADER_BYTES - meta);
        file[at < entryOf("capBase") + 32 ? at : at + meta] = random.below(256);
      }
      const { status } = load(file);
      if (status < 0) continue;
      taken += 1;
      judgeAll(status);
      kernel.unloadOrigin(status);
    }
    expect(taken).toBeGreaterThan(100);
  });
});

/** Asks every agreement about some products, and every program by its number. */
function judgeAll(handle: number): void {
  const count = 24;
  const table = { handle, view: openOrigin(bytes) };
  const batch = createOriginBatch(kernel, table, { products: count, materials: 3 * count, day: 0, amounts: ["EXW"] });
  for (let i = 0; i < count; i += 1) {
    batch.agreement[i] = i % 3;
    batch.code[i] = BigInt(80 + (i % 10));
    batch.digits[i] = i % 12 === 11 ? 11 : 2;
    batch.amounts[0]![i] = BigInt(i);
    batch.materialStart[i] = 3 * i;
    for (let material = 3 * i; material < 3 * i + 3; material += 1) {
      batch.materialCode[material] = BigInt(material % 100);
      batch.materialDigits[material] = 2;
      batch.materialStatus[material] = material % 32;
      batch.value[material] = BigInt(material % 7);
    }
  }
  batch.materialStart[count] = 3 * count;
  batch.run(count);
  for (const outcome of batch.outcome) expect(outcome).toBeLessThan(3);
  batch.dispose();
}

it("a request that is none is refused", () => {
  const { status } = load(bytes);
  const block = kernel.alloc(512);
  const view = () => new DataView(kernel.memory.buffer, block, 512);
  new Uint8Array(kernel.memory.buffer, block, 512).fill(0);
  view().setUint32(OriginRequest.table, 63, true);
  expect(kernel.determine(block)).toBe(-1);
  view().setUint32(OriginRequest.table, status, true);
  view().setUint32(OriginRequest.products, 1, true);
  view().setUint32(OriginRequest.materialStart, block + 400, true);
  view().setUint32(400, 5, true);
  view().setUint32(404, 4, true);
  expect(kernel.determine(block)).toBe(-2);
  kernel.release(block);
  kernel.unloadOrigin(status);
});
