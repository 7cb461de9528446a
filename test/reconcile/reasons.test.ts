import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { type Reason, readReasons, reasonFor } from "../../scripts/reconcile/reasons";
import { readRows } from "../../scripts/reconcile/rows";

const folder = new URL("../../scripts/reconcile/", import.meta.url);
const row = (code: string, country: string) => ({ code, line: code, origin: "XX", country, value: 1n, duty: 1n });
const reason = (code: string, country: string, cite: string): Reason => ({
  code,
  country,
  cite,
  side: "below",
  evidence: "likely",
  reason: "why",
});

describe("reasons", () => {
  it("are rows of the committed file, each once", async () => {
    const reasons = readReasons(await readRows(new URL("reasons.tsv", folder)));
    const keys = reasons.map(({ code, country, side }) => `${code} ${country} ${side}`);
    expect(keys).toEqual([...new Set(keys)]);
    expect(reasonFor(row("9999999999", "NOWHERE"), "below", reasons)?.cite).toBe("HTSUS chapter 98");
  });

  it("are the most particular that fit: the country first, then the longest beginning", () => {
    const reasons = [
      reason("*", "*", "a"),
      reason("8501", "*", "b"),
      reason("*", "RUSSIA", "c"),
      reason("85", "*", "d"),
    ];
    const cite = (code: string, country: string) => reasonFor(row(code, country), "below", reasons)?.cite;
    expect(cite("8501010000", "CHINA")).toBe("b");
    expect(cite("8502010000", "CHINA")).toBe("d");
    expect(cite("8501010000", "RUSSIA")).toBe("c");
    expect(cite("0101210000", "CHINA")).toBe("a");
    expect(reasonFor(row("8501010000", "CHINA"), "above", reasons)).toBeUndefined();
  });

  it("refuse a row without a cite", () => {
    const rows = [{ code: "85", country: "*", side: "below", evidence: "known", cite: "", reason: "why" }];
    expect(() => readReasons(rows)).toThrow("no reason");
  });
});

describe("the committed report", () => {
  const textOf = (path: string): string => readFileSync(new URL(path, folder), "utf8");

  it("names its command, and holds the notes and a reason for each row it lists", () => {
    const report = textOf("../../docs/reconciliation.md");
    expect(report).toContain("`npm run reconcile`");
    expect(report).toContain(textOf("notes.md").trim());
    const listed = report.split("\n").filter((line) => /^\| \d{10} \|/.test(line));
    expect(listed.length).toBeGreaterThan(0);
    expect(listed.filter((line) => !/\| (?:known|likely): .+\) \|$/.test(line))).toEqual([]);
  });
});
