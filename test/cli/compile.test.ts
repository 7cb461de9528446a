import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { describe, expect, it } from "vitest";
import { dayOf } from "../../src/model/days";
import { diffTables } from "../../src/table/diff";
import { openTable } from "../../src/table/read";
import { readTsv } from "../../src/table/tsv";
import { dutiable, entry, ndjson, records, temporaryFolder } from "./command";

const file = temporaryFolder();

/** A row of an official export. */
const row = (htsno: string, indent: number, more: object = {}) => ({
  htsno,
  indent: String(indent),
  description: "",
  superior: null,
  units: [],
  general: "",
  special: "",
  other: "",
  footnotes: [],
  ...more,
});
const rates = { general: "2%", special: "Free (AU)", other: "20%", units: ["No."] };
const FIRST = [row("0101", 0), row("0101.30.00.00", 1, rates), row("0102.21.00.10", 1, rates)];
const SECOND = [
  row("0101", 0),
  row("0101.30.00.00", 1, { ...rates, general: "3.5%" }),
  row("0102.29.00.10", 1, { ...rates, general: "as the Secretary may find" }),
];
const first = file("hts_2031_basic.json", JSON.stringify(FIRST));
const second = file("hts_2031_rev_1.json.gz", gzipSync(JSON.stringify(SECOND)));
const sources = [`${first}@2031-01-01`, `${second}@2031-07-01`];

describe("compile", () => {
  it("reads revisions that it has never seen into a table, and reports on them", async () => {
    const table = file("later.tariff");
    const ended = await dutiable(["compile", "us-hts", ...sources, "--out", table]);
    expect([ended.status, ended.stderr]).toEqual([0, ""]);
    expect(ended.stdout).toContain("2031-basic from 2031-01-01: 3 rows, 2 lines");
    expect(ended.stdout).toContain('0102290010 general: "as the Secretary may find"');
    expect(ended.stdout).toContain("0101: ~0101300000 general 2% → 3.5%");
    expect(ended.stdout).toContain("0102: +0102290010; -0102210010");

    const asked = ["2031-06-30", "2031-07-01"].map((date) => entry({ date }));
    const claimed = entry({ date: "2031-08-01", origin: "AU", preference: "AU" });
    const prose = entry({ date: "2031-08-01", commodity: "0102290010" });
    const answers = await dutiable(["assess", "--table", table], ndjson(...asked, claimed, prose));
    const [before, after, free, left] = records(answers);
    expect([before, after, free].map(({ totals }) => totals.duty)).toEqual(["250.00", "437.50", "0.00"]);
    expect(after.charges[0].source.instrument).toBe("HTSUS 2031");
    expect(left.issues[0].code).toBe("RATE_NOT_COMPUTABLE");
  });

  it("writes the same bytes whatever the order of the files, and says so as JSON", async () => {
    const [one, other] = [file("one.tariff"), file("other.tariff")];
    await dutiable(["compile", "us-hts", ...sources, "--out", one]);
    const ended = await dutiable(["compile", "us-hts", ...sources.toReversed(), "--out", other, "--json"]);
    expect(readFileSync(other).equals(readFileSync(one))).toBe(true);
    const { report, table } = JSON.parse(ended.stdout);
    expect(table).toMatchObject({ path: other, bytes: readFileSync(other).length, codes: 3, rows: 4 });
    expect(report.editions.map(({ edition }: { edition: string }) => edition)).toEqual(["2031-basic", "2031-rev-1"]);
    expect(report.changes[0].headings.map(({ heading }: { heading: string }) => heading)).toEqual(["0101", "0102"]);
  });

  it("writes the facts as text when asked", async () => {
    const facts = file("facts");
    const { status } = await dutiable(["compile", "us-hts", ...sources, "--out", file("f.tariff"), "--facts", facts]);
    expect(status).toBe(0);
    expect(readFileSync(`${facts}/lines/01.tsv`, "utf8")).toContain(
      "0101300000\t2031-01-01\t2031-06-30\t2031-01-01\t2031-07-01",
    );
    expect(readFileSync(`${facts}/editions.tsv`, "utf8")).toContain(
      "2031-rev-1\tHTSUS 2031 Revision 1\tHTSUS 2031\t2031-07-01",
    );
  });

  it.each([
    [["compile"], "required option '--out <path>'"],
    [["compile", "us-hts", sources[0]!], "required option '--out <path>'"],
    [["compile", "gb-tariff", sources[0]!, "--out", "x"], "there is no source gb-tariff; there is us-hts"],
    [["compile", "us-hts", first, "--out", "x"], "names no file with a day"],
    [["compile", "us-hts", `${first}@2031-02-30`, "--out", "x"], "names no file with a day"],
    [["compile", "us-hts", "nowhere.json@2031-01-01", "--out", "x"], "cannot read nowhere.json: there is no such file"],
    [["compile", "us-hts", sources[0]!, `${second}@2031-01-01`, "--out", "x"], "two editions apply from 2031-01-01"],
    [["compile", "us-hts", sources[0]!, "--out", `${first}/x`], "part of the path is not a folder"],
  ])("ends with 2 for %j, saying why", async (args, message) => {
    const ended = await dutiable(args);
    expect([ended.status, ended.stdout]).toEqual([2, ""]);
    expect(ended.stderr).toContain(message);
  });

  it("names the file that is no schedule", async () => {
    const bad = file("hts_2031_rev_2.json", '[{"htsno":');
    const ended = await dutiable(["compile", "us-hts", ...sources, `${bad}@2031-09-01`, "--out", file("bad.tariff")]);
    expect(ended.status).toBe(2);
    expect(ended.stderr).toMatch(/^dutiable: hts_2031_rev_2\.json: /);
    expect(existsSync(file("bad.tariff"))).toBe(false);
  });
});

describe("the index of importers", () => {
  it("is what its generator writes", () => {
    const root = fileURLToPath(new URL("../../", import.meta.url));
    const script = 'import("./scripts/generate-importers.mjs").then((it) => process.stdout.write(it.importersIndex()))';
    const written = execFileSync(process.execPath, ["-e", script], { cwd: root, encoding: "utf8" });
    expect(readFileSync(`${root}tariffs/index.ts`, "utf8")).toBe(written);
  });
});

const DATA = fileURLToPath(new URL("../../../shared/data/us-hts/", import.meta.url));
const FACTS = fileURLToPath(new URL("../../tariffs/us/", import.meta.url));

describe.skipIf(!existsSync(DATA))("the official files, which are at hand in ../shared/data only", () => {
  it("compile to the ordinary duty of the embedded table, whose facts are the committed ones", async () => {
    const text = readFileSync(`${FACTS}editions.tsv`, "utf8");
    const columns = { required: ["edition", "label", "applies", "known", "file"] };
    const editions = readTsv("editions.tsv", text, columns, new WeakMap(), () => {});
    const [out, facts] = [file("us.tariff"), file("us")];
    const places = editions.map(({ file, applies }) => `${DATA}${file}@${applies}`);
    const { status } = await dutiable(["compile", "us-hts", ...places, "--out", out, "--facts", facts]);
    expect(status).toBe(0);
    for (const name of readdirSync(`${facts}/lines`)) {
      expect(readFileSync(`${facts}/lines/${name}`, "utf8")).toBe(readFileSync(`${FACTS}lines/${name}`, "utf8"));
    }
    // The schedule alone holds no layers: those are facts beside it.
    const [made, embedded] = [out, fileURLToPath(new URL("../../dist/tables/us.tariff", import.meta.url))].map((path) =>
      openTable(new Uint8Array(readFileSync(path))),
    );
    for (const date of ["2025-01-01", "2025-09-15", "2026-06-30"]) {
      expect(diffTables(made!, embedded!, dayOf(date)!)).toEqual({ added: [], removed: [], changed: [] });
    }
  });
});
