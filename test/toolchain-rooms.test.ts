import { describe, expect, it } from "vitest";
import { EDGES, MOST_LINES, TERRITORY_WORDS } from "./architecture/edges";
import { importsOf, type Source, sourcesIn, withoutComments } from "./architecture/sources";

/** The room of a path: the longest prefix in EDGES; a territory's folder is a room that `tariffs/` speaks for. */
function roomOf(path: string): string | undefined {
  const prefixes = Object.keys(EDGES).filter((prefix) => path.startsWith(prefix));
  return prefixes.sort((a, b) => b.length - a.length)[0];
}

const folderOf = (path: string) => path.split("/").slice(0, 2).join("/");

function allowed(from: string, to: string): boolean {
  const room = roomOf(from);
  if (room === undefined) return false;
  if (room === "tariffs/" && folderOf(from) === folderOf(to)) return true;
  if (room !== "tariffs/" && roomOf(to) === room) return true;
  return (EDGES[room] ?? []).some((prefix) => to.startsWith(prefix));
}

const edgesAgainst = (sources: Source[]) =>
  sources.flatMap((source) =>
    importsOf(source)
      .filter((to) => !allowed(source.path, to))
      .map((to) => `${source.path} → ${to}`),
  );

describe("rooms", () => {
  it("import one way", () => {
    expect(edgesAgainst(sourcesIn(["assembly", "src", "tariffs"]))).toEqual([]);
  });

  it.each([
    ["src/model/rate.ts", 'import { assess } from "../engine/assess";'],
    ["src/model/rate.ts", 'import type { Assess } from "../engine/assess";'],
    ["src/model/rate.ts", 'import { readFile } from "node:fs";'],
    ["src/engine/assess.ts", 'import { regime } from "../../tariffs/us/regime";'],
    ["tariffs/us/importer.ts", 'export * from "../gb/importer";'],
    ["assembly/arithmetic/product.ts", 'import { find } from "../table/find";'],
    ["src/cli/assess.ts", 'const us = await import("../../tariffs/us/importer");'],
  ])("would notice that %s says %s", (path, text) => {
    expect(edgesAgainst([{ path, text }])).toHaveLength(1);
  });

  it("keep the territories out of the engine", () => {
    const offenders = sourcesIn(["assembly", "src/engine"]).flatMap(({ path, text }) =>
      withoutComments(text)
        .split("\n")
        .filter((line) => TERRITORY_WORDS.test(line))
        .map((line) => `${path}: ${line.trim()}`),
    );
    expect(offenders).toEqual([]);
  });

  it(`hold no file over ${MOST_LINES} lines`, () => {
    const long = sourcesIn(["assembly", "src", "tariffs", "test", "bench", "scripts"]).filter(
      ({ text }) => text.split("\n").length > MOST_LINES,
    );
    expect(long.map(({ path }) => path)).toEqual([]);
  });
});
