import { spawnSync } from "node:child_process";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { OriginCertificate } from "../../src/explain/origin-certificate";
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
