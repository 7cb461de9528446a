import { spawnSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { Explanation } from "../../src/model/assessment";
import type { Valued, ValuedLine } from "../../src/model/valuation/answer";
import { ORACLE_TERRITORIES } from "./oracle/territory";
import { territories } from "./valuer";

const cli = fileURLToPath(new URL("../../dist/cli.js", import.meta.url));
const examples = fileURLToPath(new URL("../../examples/valuations.ndjson", import.meta.url));

const run = (args: string[], input = "") =>
  spawnSync(process.execPath, [cli, "value", ...args], { input, encoding: "utf8" });
const records = (text: string) =>
  text
    .trimEnd()
    .split("\n")
    .map((line) => JSON.parse(line));

describe("dutiable value", () => {
  const { stdout, status } = run([examples, "--explain"]);
  const answers = records(stdout) as Valued[];

  it("answers EXW, FOB, CIF and DDP invoices of several lines on both bases", () => {
    expect(status).toBe(0);
    expect(answers.map(({ id, ok, basis }) => [id, ok, basis])).toEqual(
      ["gb", "us"].flatMap((tariff) =>
        ["exw", "fob", "cif", "ddp"].map((term) => [`${term}-${tariff}`, true, tariff === "gb" ? "CIF" : "FOB"]),
      ),
    );
  });

  it("explains each line down to what was declared", () => {
    for (const line of answers.flatMap(({ lines }): readonly ValuedLine[] => lines)) {
      const { explanation, customsValue } = line;
      expect(explanation?.value).toBe(`${customsValue.amount} ${customsValue.currency}`);
      const leaves = leavesOf(explanation!);
      expect(leaves.length).toBeGreaterThan(2);
      expect(leaves.every(({ op }) => op === "declared" || op === "charge")).toBe(true);
    }
  });

  it("says of what a line has a share, and names the article of whatever moves the value", () => {
    const lines = answers.flatMap(({ lines }): readonly ValuedLine[] => lines);
    const freight = lines.flatMap(({ steps }) => steps).filter(({ step }) => step === "mainFreight");
    expect(freight.length).toBe(lines.length);
    for (const { because } of freight) expect(because).toMatch(/; this line's share of 2000\.00 [A-Z]{3} by weight$/);
    const nodes = lines.flatMap(({ explanation }) => all(explanation!));
    for (const { op, because } of nodes) {
      if (["add", "subtract", "charge", "solve"].includes(op)) expect(because).toMatch(/CVA (Note to )?Art\. \d/);
    }
  });

  it("sums its lines", () => {
    for (const { lines, customsValue } of answers) {
      const cents = (amount: string): bigint => BigInt(amount.replace(".", ""));
      expect(lines.reduce((sum, line) => sum + cents(line.customsValue.amount), 0n)).toBe(cents(customsValue.amount));
    }
  });

  it("refuses a record and answers the next", () => {
    const good = readFileSync(examples, "utf8").split("\n")[0]!;
    const { stdout: text, status: code } = run(["-"], `{"id":"x","tariff":"GB"}\n[1]\nnot JSON\n${good}\n`);
    expect(code).toBe(1);
    expect(records(text).map(({ ok, id }) => [ok, id])).toEqual([
      [false, "x"],
      [false, null],
      [false, null],
      [true, "exw-gb"],
    ]);
  });
});

describe("regimes", () => {
  it("say of each leg what the oracle says", () => {
    const same = { included: "yes", excluded: "no", "excluded-if-apart": "no, if apart" } as const;
    for (const [tariff, { takes }] of Object.entries(ORACLE_TERRITORIES)) {
      for (const [leg, { rule }] of Object.entries(territories.get(tariff)!.regime.legs)) {
        const expected = rule === "excluded-if-through" ? "no, if apart on a through bill" : same[rule as "included"];
        expect([tariff, leg, takes(leg as "loading", "sea")]).toEqual([tariff, leg, expected]);
      }
    }
  });
});

const all = (node: Explanation): Explanation[] => [node, ...node.children.flatMap(all)];
const leavesOf = (node: Explanation): Explanation[] =>
  node.children.length === 0 ? [node] : node.children.flatMap(leavesOf);
