/** Peers of the benchmarks: they may only be timed if they compute the same duties. */
import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";
import { beforeAll, describe, expect, it } from "vitest";
import { built, project } from "../../bench/context";
import { copyingPeer, kernelPeer, mixedPeer } from "../../bench/peers/kernel";
import { mapOfBigInts } from "../../bench/peers/map-bigint";
import { mapOfFloats } from "../../bench/peers/map-floats";
import { mapOfNumbers } from "../../bench/peers/map-numbers";
import { native } from "../../bench/peers/native";
import { type Peer, total } from "../../bench/peers/peer";
import { dutiesOf, type Entries, entriesOf } from "../../bench/workload/entries";
import { mixedEntries } from "../../bench/workload/mixed";
import { type RatedLine, ratedLines } from "../../bench/workload/rated-line";
import { dayOf } from "../../src/model/days";
import { openTable } from "../../src/table/read";

const WHERE = { date: "2026-06-15", country: "FR" };
const table = built("dist/tables/us.tariff");
const view = openTable(table);
let lines: readonly RatedLine[];
let entries: Entries;
let sum: bigint;

beforeAll(() => {
  ({ lines } = ratedLines(view, dayOf(WHERE.date)!, WHERE.country));
  entries = entriesOf(lines, 3000);
  sum = total(dutiesOf(entries));
});

async function sumOf(peer: Peer, of: Entries = entries): Promise<bigint> {
  const prepared = await peer.prepare(of);
  await prepared.run();
  await prepared.clear?.();
  await prepared.run();
  const answer = await prepared.sum();
  await prepared.close?.();
  return answer;
}

describe("the engine computes what the definition says", () => {
  const builds = ["dist/dutiable.simd.wasm", "dist/dutiable.wasm"];
  it.each(builds)("%s on prewritten columns", async (wasm) => {
    expect(await sumOf(kernelPeer("kernel", { wasm: built(wasm), table }, WHERE))).toBe(sum);
  });
  it.each(builds)("%s through copies", async (wasm) => {
    expect(await sumOf(copyingPeer("copies", { wasm: built(wasm), table }, WHERE))).toBe(sum);
  });
  it.each(builds)("%s on mixed dates, origins and preferences", async (wasm) => {
    const mixed = mixedEntries(view, 3000);
    expect(mixed.claimed).toBeGreaterThan(0.2);
    expect(await sumOf(mixedPeer("mixed", { wasm: built(wasm), table }, mixed))).toBe(mixed.sum);
  });
});

describe("peers in plain JavaScript", () => {
  it.each([mapOfNumbers, mapOfBigInts])("$name is right to the cent", async (peer) => {
    expect(await sumOf(peer)).toBe(sum);
  });
  it("floating point is wrong by a cent, now and then", async () => {
    const many = entriesOf(lines, 50_000);
    const prepared = await mapOfFloats.prepare(many);
    await prepared.run();
    const duties = prepared.duties!();
    const errors = [...dutiesOf(many)].map((right, i) => Number(right) - duties[i]!).filter((error) => error !== 0);
    expect(errors.length).toBeGreaterThan(0);
    expect(errors.length).toBeLessThan(many.count / 50);
    expect(errors.every((error) => Math.abs(error) === 1)).toBe(true);
  });
});

describe("peers that only the benchmarks install", () => {
  const installed = existsSync(project("bench/node_modules"));
  const packages = [
    ["big-js", "bigJs"],
    ["sqlite", "sqlite"],
    ["duckdb", "duckdb"],
    ["json-rules", "fewJsonRules"],
    ["zen", "smallZen"],
  ] as const;
  it.skipIf(!installed).each(packages)("%s is right to the cent", async (file, name) => {
    const module = (await import(/* @vite-ignore */ project(`bench/peers/${file}.ts`))) as Record<string, Peer>;
    const peer = module[name]!;
    const held = entriesOf(lines.slice(0, peer.holds ?? lines.length), 500);
    expect(await sumOf(peer, held)).toBe(total(dutiesOf(held)));
  });
});

const gcc = spawnSync("gcc", ["--version"]).status === 0;
it.skipIf(!gcc)("C is right to the cent", async () => {
  expect(await sumOf(native("C", ["-O1", "-Wall", "-Wextra", "-Werror", "-std=c11"]))).toBe(sum);
});
