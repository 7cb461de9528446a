import { spawnSync } from "node:child_process";
import { cpSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { basename, join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import type { OriginCertificate } from "../../src/explain/origin-certificate";
import type { Assessment } from "../../src/model/assessment";
import type { Determination, Determinations } from "../../src/model/origin/determination";

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const example = (name: string): string => fileURLToPath(new URL(`../../examples/origin/${name}.json`, import.meta.url));

const run = (args: readonly string[], input = "") =>
  spawnSync(process.execPath, [cli, "origin", ...args], { input, encoding: "utf8" });
const records = (text: string): unknown[] =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

const question = {
  id: "o1",
  agreement: "gb-eu",
  date: "2026-07-01",
  exportCountry: "GB",
  importCountry: "FR",
  rule: "MaxNOM 45% EXW",
  product: { commodity: "870380", hsEdition: 2022, exWorks: { amount: "30000", currency: "GBP" } },
  materials: [{ commodity: "850760", origin: "CN", originating: false, value: { amount: "9000", currency: "GBP" } }],
};

describe("dutiable origin", () => {
  it("answers each question with a determination, and explains it when asked", () => {
    const { stdout, status } = run(["-"], `${JSON.stringify(question)}\n`);
    expect(status).toBe(0);
    const [answer] = records(stdout) as Determination[];
    expect(answer).toMatchObject({ id: "o1", ok: true, status: "originating", rule: "MaxNOM 45% EXW", needs: [] });
    expect(answer!.tests[0]).toMatchObject({ test: "MaxNOM", limit: "45%", actual: "30%", outcome: "pass" });
    expect(answer!.explanation).toBeUndefined();
    const [explained] = records(run(["-", "--explain"], JSON.stringify([question])).stdout) as Determination[];
    expect(explained!.explanation).toMatchObject({ op: "determine", value: "originating" });
  });

  it.each(["electric-car", "cotton-shirt", "jam"])("judges the %s under four agreements", (name) => {
    const { stdout, status } = run([example(name), "--explain"]);
    expect(status).toBe(0);
    const [answer] = records(stdout) as Determinations[];
    expect(answer!.determinations).toHaveLength(4);
    for (const each of answer!.determinations) expect(each.ok && each.status).not.toBe("undetermined");
  });

  it("refuses a record, answers the next, and says so", () => {
    const { stdout, status } = run(["-"], `not JSON\n{"agreement":"x"}\n${JSON.stringify(question)}\n`);
    expect(status).toBe(1);
    expect((records(stdout) as { ok: boolean }[]).map(({ ok }) => ok)).toEqual([false, false, true]);
  });

  it("writes certificates of what originates, and refuses the rest with the reason", () => {
    const worse = { ...question, id: "o2", rule: "MaxNOM 20% EXW" };
    const open = { ...question, id: "o3", product: { commodity: "870380" } };
    const { stdout, status } = run(["-", "--format", "certificate"], JSON.stringify([question, worse, open]));
    expect(status).toBe(1);
    const [certificate, failed, undetermined] = records(stdout) as [OriginCertificate, object, object];
    const { Declaration } = certificate;
    expect(Declaration).toMatchObject({ TypeCode: "862", AdditionalDocument: { IssuerRole: "exporter" } });
    const [item] = Declaration.GoodsShipment.GovernmentAgencyGoodsItem;
    expect(item).toMatchObject({
      Commodity: { Classification: { ID: "870380", NomenclatureVersion: "2022" } },
      Origin: { CountryCode: "GB", PreferenceCode: "gb-eu", CriterionCode: "PSR", RuleText: "MaxNOM 45% EXW" },
    });
    expect(failed).toMatchObject({ ok: false, issues: [{ code: "NOT_CERTIFIABLE", status: "not-originating" }] });
    expect(undetermined).toMatchObject({ ok: false, issues: [{ code: "NOT_CERTIFIABLE", status: "undetermined" }] });
  });

  it("refuses another format", () => {
    expect(run(["-", "--format", "paper"]).status).toBe(2);
  });
});

/** Wooden furniture from Chile, that its bill of materials proves; and the same without one. */
const plain = {
  tariff: "US",
  date: "2025-01-15",
  commodity: "9403.50.90.45",
  origin: "CL",
  preference: "best",
  value: { amount: "1000", currency: "USD" },
  quantities: [{ unit: "NAR", amount: "10" }],
};
const value = { amount: "1000", currency: "USD" };
const materials = [{ commodity: "441114", origin: "CN", originating: false, value: { ...value, amount: "550" } }];
const bill = { ...plain, facts: { origin: { product: { transactionValue: value }, materials } } };
const stream = (...entries: object[]): string =>
  entries.map((it, i) => `${JSON.stringify({ id: `e${i}`, ...it })}\n`).join("");

describe("dutiable assess", () => {
  // The command with the tables of the package beside it, and without its agreements.
  const folder = mkdtempSync(join(tmpdir(), "dutiable-assess-"));
  const bare = join(folder, "cli.js");
  beforeAll(() => {
    cpSync(cli, bare);
    cpSync(join(cli, "../tables"), join(folder, "tables"), {
      recursive: true,
      filter: (path) => !basename(path).startsWith("agreements."),
    });
    writeFileSync(join(folder, "package.json"), '{ "type": "module" }');
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));
  const assess = (command: string, input: string) =>
    spawnSync(process.execPath, [command, "assess", "-"], { input, encoding: "utf8" });

  it("proves preferences in the order of the stream", () => {
    const { stdout, status } = assess(cli, stream(plain, plain, bill, plain, { ...bill, date: "soon" }, bill));
    expect(status).toBe(1);
    const answers = records(stdout) as (Assessment & { id: string })[];
    expect(answers.map(({ id }) => id)).toEqual(["e0", "e1", "e2", "e3", "e4", "e5"]);
    const proven = answers.map((it) => it.ok && it.notes.some(({ code }) => code === "PREFERENCE_PROVEN"));
    expect(proven).toEqual([false, false, true, false, false, true]);
  });

  it("reads the agreements for entries with bills of materials only", () => {
    const without = assess(bare, stream(plain, plain));
    expect([without.status, records(without.stdout)]).toMatchObject([0, [{ id: "e0", ok: true }, { id: "e1" }]]);
    const { status, stdout, stderr } = assess(bare, stream(plain, bill));
    expect(status).toBe(2);
    expect(records(stdout)).toMatchObject([{ id: "e0", ok: true }]);
    expect(stderr).toContain("no agreements can be read");
  });
});
