import { cp, mkdtemp, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { brotliCompressSync, constants } from "node:zlib";
import { afterAll, beforeAll, describe, expect, it, vi } from "vitest";
import { errorText } from "../../src/table/fact-error";
import { printLines } from "../../src/table/facts-print";
import { parseFacts } from "../../src/table/facts-text";
import { openTable } from "../../src/table/read";
import { checkSeal } from "../../src/table/seal";
import { buildTables, readFacts } from "../../tariffs/build";

const TEST_TERRITORIES = fileURLToPath(new URL("../table/", import.meta.url));
const COMMITTED = fileURLToPath(new URL("../../tariffs/", import.meta.url));

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "dutiable-build-"));
});
afterAll(() => rm(folder, { recursive: true }));

describe("building tables", () => {
  it("writes a sealed table of each territory", async () => {
    const [built, ...others] = await buildTables(folder, TEST_TERRITORIES);
    expect(others).toEqual([]);
    const bytes = new Uint8Array(await readFile(built!.path));
    expect(built).toMatchObject({ territory: "ruritania", bytes: bytes.length });
    expect(openTable(bytes).header.sha256).toBe(await checkSeal(bytes));
  });

  it("prints every flaw of the facts, and fails", async () => {
    const flawed = join(folder, "flawed");
    await cp(join(TEST_TERRITORIES, "ruritania"), join(flawed, "ruritania"), { recursive: true });
    await writeFile(join(flawed, "ruritania/lines/98.tsv"), "code\n98010000\n");
    const printed: string[] = [];
    const silenced = vi.spyOn(console, "error").mockImplementation((line: string) => void printed.push(line));
    await expect(buildTables(folder, flawed)).rejects.toMatchObject({ code: "FACTS_INVALID" });
    silenced.mockRestore();
    expect(printed).toContain("ruritania: lines/98.tsv:1: column normal is missing");
    expect(printed.length).toBeGreaterThan(5);
  });
});

describe("the committed facts", () => {
  it("are printed as they stand", async () => {
    const files = await readFacts(join(COMMITTED, "us"));
    const { facts, errors } = parseFacts(files);
    expect(errors.map(errorText)).toEqual([]);
    for (const [file, text] of printLines(facts!.lines, facts!.regime.columns)) expect(files.get(file)).toBe(text);
  });

  it("make tables that are small enough to be sent", async () => {
    const built = await buildTables(folder, COMMITTED);
    expect(built.map(({ territory }) => territory)).toContain("us");
    for (const { path, territory } of built) {
      const bytes = await readFile(path);
      const small = brotliCompressSync(bytes, { params: { [constants.BROTLI_PARAM_SIZE_HINT]: bytes.length } });
      expect(small.length, territory).toBeLessThan(territory === "agreements" ? 400_000 : 120_000);
    }
  });
});
