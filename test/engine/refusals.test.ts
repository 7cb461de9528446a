import { describe, expect, it } from "vitest";
import type { RefusedEntry } from "../../src/model/assessment";
import { ruritaniaEngine, usEngine } from "../support/engines";
import { REFUSED } from "./refused-entries";
import { REFUSED_LAYERS } from "./refused-layers";

const engine = await ruritaniaEngine();
const us = await usEngine();
const refuse = (entry: unknown) => engine.assess(entry) as RefusedEntry;

describe("refusals", () => {
  it.each(REFUSED)("$name", ({ entry, refused }) => {
    const { ok, issues } = refuse(entry);
    expect(ok).toBe(false);
    expect(issues.map(({ code, path }) => [code, path])).toEqual(refused);
  });

  it("say in words what is wrong, by which rule, and what to do", async () => {
    const told = REFUSED.map(({ name, entry }) => ({ name, entry, issues: refuse(entry).issues }));
    await expect(`${JSON.stringify(told, null, 1)}\n`).toMatchFileSnapshot("golden/refusals.json");
  });

  it.each(REFUSED_LAYERS)("of layers: $name", ({ entry, refused }) => {
    const { ok, issues = [] } = us.assess(entry) as RefusedEntry;
    expect(issues.map(({ code, path }) => [code, path])).toEqual(refused);
    expect(ok).toBe(false);
  });

  it("of layers say in words what is wrong, by which rule, and what to do", async () => {
    const told = REFUSED_LAYERS.map(({ name, entry }) => ({
      name,
      entry,
      issues: (us.assess(entry) as RefusedEntry).issues,
    }));
    await expect(`${JSON.stringify(told, null, 1)}\n`).toMatchFileSnapshot("golden/layer-refusals.json");
  });

  it("show each line of an entry by itself", () => {
    const { lines } = refuse(REFUSED.find(({ name }) => name.startsWith("lines, of which"))!.entry);
    expect(lines?.map((line) => (line.ok ? line.totals.duty : line.issues.map(({ code }) => code)))).toEqual([
      "200.00",
      ["QUANTITY_MISSING"],
      ["VALUE_INVALID", "UNKNOWN_COMMODITY"],
    ]);
  });

  it("keep the id, and none where it is no text", () => {
    expect(refuse({ id: "x", tariff: "XR" }).id).toBe("x");
    expect(refuse({ id: { a: 1 }, tariff: "XR" }).id).toBeNull();
  });

  it("name a heap of unknown fields briefly", () => {
    const heap = Object.fromEntries(Array.from({ length: 100_000 }, (_, i) => [`field${i}`, i]));
    expect(refuse(heap).issues.length).toBeLessThan(30);
    expect(refuse({ tariff: "XR", date: "2024-02-01", facts: heap }).issues.length).toBeLessThan(30);
  });
});
