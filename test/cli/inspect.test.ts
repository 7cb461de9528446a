import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parseFacts } from "../../src/table/facts-text";
import { readFacts } from "../../tariffs/build";
import { changedRuritania, line, tableOf } from "../support/engines";
import { ruritaniaTable } from "../table/ruritania";
import { dutiable, temporaryFolder } from "./command";

const file = temporaryFolder();

describe("inspect shows", () => {
  it("a table: header, editions, coverage, counts, preferences, facts, sources", async () => {
    const { status, stdout } = await dutiable(["inspect", "us", "--date", "2026-06-08"]);
    expect(status).toBe(0);
    for (const text of [
      /^US, United States: \d+ bytes, format 2, SHA-256 [0-9a-f]{64}$/m,
      /^ {2}\d+ codes in \d+ dated rows/m,
      /^ {2}2026-rev-10 {2}law from 2026-06-08, known 2026-06-08/m,
      /^ {2}ordinary: held from 2025-01-01 on$/m,
      /^ {2}KR: goods of korea from 2012-03-15 .*: KR$/m,
      /^ {2}A: goods of gsp .* to 2020-12-31 .*: nobody$/m,
      /^ {2}polarization \(number, degrees\): /m,
      /^ {2}19cfr159\.3: 19 CFR 159\.3/m,
    ])
      expect(stdout).toMatch(text);
  });

  it("a line's law over time, what it can ask for, and what an origin pays and why not the rest", async () => {
    const { stdout } = await dutiable(["inspect", "us", "0406.90.18.00", "--origin", "KR", "--date", "2025-03-01"]);
    for (const text of [
      /^0406901800$/m,
      /^ {2}2025-01-01 to 2025-12-31, known 2025-01-01, its end 2026-01-01; rates of 0406\.90\.18\.00; units KGM/m,
      /^ {4}general: 1\.803 USD\/KGM {2}\[goods of any but column-2\] {2}asks for KGM$/m,
      /^ {4}special: see "9822\.04\.40" {2}\[claimed as AU\] {2}not computable$/m,
      /^goods of KR on 2025-03-01\n {2}pay general: 1\.803 USD\/KGM\n {2}may claim KR: 0\.12 USD\/KGM$/m,
      /^ {2}not .*BH.*: KR is not among its countries$/m,
    ])
      expect(stdout).toMatch(text);
    const lapsed = await dutiable(["inspect", "us", "0709599100", "--origin", "RU"]);
    expect(lapsed.stdout).toMatch(/^ {2}pay column-2: 0\.22 USD\/KGM \+ 45%$/m);
    expect(lapsed.stdout).toMatch(/^ {2}not general: RU is in column-2$/m);
    expect(lapsed.stdout).toMatch(/^ {2}not A\+: ended on 2020-12-31$/m);
  });

  it("the layers of a line for an origin on a day: what is paid, and why each other is not", async () => {
    const { stdout } = await dutiable(["inspect", "us", "8708305090", "--origin", "CN", "--date", "2025-09-10"]);
    for (const text of [
      /^ {2}pay 301-china: 25% {2}\[heading 9903\.88\.03 from 2025-01-01; .+\]$/m,
      /^ {2}pay ieepa-fentanyl: 20% {2}\[heading 9903\.01\.24 from 2025-03-04 to 2025-11-09; struck down; .+\]$/m,
      /^ {2}pay 232-auto-parts: 25% {2}\[heading 9903\.94\.05 .+\]\n {6}or 9903\.94\.06: free, claims 9903\.94\.06$/m,
      /^ {2}not ieepa-reciprocal {2}\[kept off by Section 232, automobile parts, heading 9903\.94\.05.*\]$/m,
      /^ {2}not 122 {2}\[begins on 2026-02-24: .+\]$/m,
      /^ {2}not 338 {2}\[not for goods of CN: .+\]$/m,
    ])
      expect(stdout).toMatch(text);
    const later = await dutiable(["inspect", "us", "8708305090", "--origin", "CN", "--date", "2026-03-10", "--json"]);
    const { layers } = JSON.parse(later.stdout).goods;
    expect(layers.find((it: { layer: string }) => it.layer === "ieepa-fentanyl")).toMatchObject({
      outcome: "none",
      because: expect.stringContaining("struck down, ended on 2026-02-23"),
    });
  });

  it("the same as JSON", async () => {
    const { stdout } = await dutiable(["inspect", "us", "1701.14.10.20", "--origin", "GT", "--json"]);
    const { commodity, rows, goods } = JSON.parse(stdout);
    expect(commodity).toBe("1701141020");
    expect(rows[0].measures[0]).toMatchObject({ measure: "general", preference: null, asks: ["KGM", "polarization"] });
    const reach = (preference: string | null) =>
      goods.measures.find((it: { preference: string | null }) => it.preference === preference).reach;
    expect([reach(null), reach("P"), reach("KR")]).toEqual(["applies", "claimable", "none"]);
  });

  it("the codes under a beginning, and a line that is printed with fewer digits", async () => {
    expect((await dutiable(["inspect", "us", "0709.59"])).stdout).toMatch(
      /^ {2}0709599100 {2}general 0\.088 USD\/KGM \+ 20%/m,
    );
    expect((await dutiable(["inspect", "us", "9102.11.10"])).stdout).toMatch(
      /asks for NAR, caseValue, strapValue, batteryValue$/m,
    );
  });

  it("a table by path, with what depends on facts and seasons", async () => {
    const path = file("ruritania.tariff", await ruritaniaTable());
    expect((await dutiable(["inspect", path, "90013000"])).stdout).toMatch(
      /normal: if underBond: free; if organic: 1%; else: 12% .* asks for underBond, organic$/m,
    );
    expect((await dutiable(["inspect", path, "07020010"])).stdout).toMatch(/season 05-15\/10-31$/m);
  });

  it.each([
    [["inspect", "nowhere.tariff"], 2, "no table can be read from nowhere.tariff"],
    [["inspect", "zz"], 2, "the package holds no table of zz"],
    [["inspect", "package.json"], 3, "not a table"],
    [["inspect", "us", "9999"], 2, "no code that begins with 9999"],
    [["inspect", "us", "0709599100", "--origin", "XX"], 2, "XX is no country"],
    [["inspect", "us", "0709599100", "--date", "tomorrow"], 2, "tomorrow is no date"],
    [["inspect", "us", "0709599100", "--origin", "KR", "--date", "2020-01-01"], 2, "not declarable on 2020-01-01"],
    [["inspect", "us", "--origin", "KR"], 2, "state one behind the table"],
  ])("why not, for %j", async (args, status, message) => {
    const ended = await dutiable(args);
    expect([ended.status, ended.stdout]).toEqual([status, ""]);
    expect(ended.stderr).toContain(message);
  });
});

describe("diff shows", () => {
  const before = async () =>
    file("before.tariff", await tableOf(changedRuritania({ lines: [line("01012100", "5%"), line("01012910", "7%")] })));
  const after = async () =>
    file("after.tariff", await tableOf(changedRuritania({ lines: [line("01012100", "6%"), line("04069010", "7%")] })));

  it("the lines whose rates differ, with both", async () => {
    const { status, stdout } = await dutiable(["diff", await before(), await after()]);
    expect(status).toBe(0);
    expect(stdout.split("\n").slice(1)).toEqual([
      "01012100",
      "  normal: 5% → 6%",
      "04069010 added",
      "01012910 removed",
      "",
    ]);
  });

  it("both stacks, where a layer changed for an origin", async () => {
    const files = new Map(await readFacts(fileURLToPath(new URL("../../tariffs/us", import.meta.url))));
    const path = "layers/section-301-china.tsv";
    files.set(path, files.get(path)!.replace(/^(9903\.91\.08\t.*\t)100%/m, "$160%"));
    const { facts } = parseFacts(files);
    const changed = file("us-changed.tariff", await tableOf(facts!));
    const run = (origin: string) => dutiable(["diff", "us", changed, "--origin", origin, "--date", "2026-03-10"]);
    const { stdout } = await run("CN");
    expect(stdout.split("\n").slice(0, 5)).toEqual([
      "on 2026-03-10: 2 lines differ, 0 are only in the second table, 0 only in the first",
      "4015121010",
      "  301-china: 9903.91.08 100% → 9903.91.08 60%",
      expect.stringMatching(/^ {2}paid before: general free; 301-china 9903\.91\.08 100%; 122 9903\.03\.01 10%; /),
      expect.stringMatching(/^ {2}paid after: general free; 301-china 9903\.91\.08 60%; 122 9903\.03\.01 10%; /),
    ]);
    expect((await run("VN")).stdout).toContain("0 lines differ");
  }, 60_000);

  it("nothing between a table and itself", async () => {
    const { stdout } = await dutiable(["diff", await before(), await before(), "--json"]);
    expect(JSON.parse(stdout)).toMatchObject({ added: [], removed: [], changed: [] });
  });

  it("why not, for tables of two territories", async () => {
    const ended = await dutiable(["diff", "us", await before()]);
    expect(ended.status).toBe(2);
    expect(ended.stderr).toContain("no line is in both");
  });
});
