import { readdirSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { dayOf } from "../../../src/model/days";
import { parseCell, parseProgrammeCell, printCell, printProgrammeCell } from "../../../src/model/rate-text";
import { parseUnit } from "../../../src/model/units";
import type { TariffFacts } from "../../../src/table/facts";
import { parseFacts } from "../../../src/table/facts-text";
import { holds, periodOf } from "../../../src/table/periods";
import { factText } from "./official-files";

/** The committed facts of the schedule, as the compiler reads them. */
function committed(): TariffFacts {
  const folder = new URL("../../../tariffs/us/", import.meta.url);
  const paths = readdirSync(folder, { recursive: true, encoding: "utf8" }).map((path) => path.replaceAll("\\", "/"));
  const files = new Map(paths.filter((path) => /\.(?:tsv|json)$/.test(path)).map((path) => [path, factText(path)]));
  const { facts, errors } = parseFacts(files);
  expect(errors).toEqual([]);
  return facts!;
}

describe("the committed lines of the United States", () => {
  const { lines } = committed();

  it.each([
    ["2025-01-01", 19_710, 19_708],
    ["2025-06-30", 19_710, 19_710],
    ["2025-07-01", 19_745, 19_745],
    ["2026-01-31", 19_745, 19_745],
    ["2026-02-01", 19_833, 19_832],
    ["2026-06-08", 19_833, 19_833],
  ])("are on %s as many as the schedule had, and had told", (date, inLaw, told) => {
    const day = dayOf(date)!;
    const held = (knownOn?: number) =>
      lines
        .filter((line) => {
          const period = periodOf(line);
          return typeof period !== "string" && holds(period, day, knownOn);
        })
        .map(({ code }) => code);
    expect(held()).toHaveLength(inLaw);
    expect(held(day)).toHaveLength(told);
    expect(new Set(held()).size).toBe(inLaw);
  });

  it("have canonical cells: a general and a column 2 rate each", () => {
    for (const cell of new Set(lines.flatMap(({ cells }) => [cells.general, cells.other]))) {
      expect(printCell(parseCell(cell ?? ""))).toBe(cell);
    }
    for (const cell of new Set(lines.flatMap(({ cells }) => cells.special ?? []))) {
      expect(printProgrammeCell(parseProgrammeCell(cell))).toBe(cell);
    }
  });

  it("have ten digits, units that can be declared and days of the year", () => {
    expect(lines.filter(({ code, digits }) => !/^\d{10}$/.test(code) || (digits !== 8 && digits !== 10))).toEqual([]);
    expect([...new Set(lines.flatMap(({ units }) => units))].filter((unit) => parseUnit(unit) === undefined)).toEqual(
      [],
    );
    const seasons = [...new Set(lines.flatMap(({ season }) => season ?? []))];
    expect(seasons.filter((season) => !/^\d\d-\d\d\/\d\d-\d\d(?: \d\d-\d\d\/\d\d-\d\d)?$/.test(season))).toEqual([]);
    expect(seasons).toHaveLength(27);
  });
});
