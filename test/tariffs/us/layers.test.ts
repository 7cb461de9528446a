import { describe, expect, it } from "vitest";
import { dayOf } from "../../../src/model/days";
import { parseCell, printCell } from "../../../src/model/rate-text";
import { areas, countries, files, layerRows, layers, type Row, rows, scopeCell, scopes, text } from "./layers-facts";

const DATED = ["from", "to", "known", "endKnown"];
const factNames = Object.keys(JSON.parse(text("layers/facts.json")) as object);
const sources = new Set([...rows("sources.tsv"), ...rows("layers/sources.tsv")].map(({ id }) => id!));
const has = (list: string): string => `${list}:`;

/** The grammar of `when` (docs/us-layers.md): every word is an operator, a claim, a fact or a number. */
function isGuard(when: string): boolean {
  const heading = String.raw`98\d\d(?:\.\d\d){0,2}|9903\.\d\d\.\d\d`;
  const fact = factNames.join("|");
  const atom = String.raw`claimed|claims (?:${heading})|programme(?: [A-Z]+[+*]?)+|(?:${fact}) (?:<|<=|>|>=) \d+|(?:${fact})`;
  return new RegExp(`^(?:not )?(?:${atom})(?: (?:and|or) (?:not )?(?:${atom}))*$`).test(when);
}

describe("the layers of the United States", () => {
  it("are rows of headings with days, areas, scopes, rates, guards and sources that exist", () => {
    const odd: string[] = [];
    for (const row of layerRows) {
      const { heading = "", rank = "", area = "", except = "", scope = "", rate = "", when = "", status = "" } = row;
      const complain = (what: string): void => void odd.push(`${heading} ${row.layer} ${row.from}: ${what}`);
      if (!/^9903\.\d\d\.\d\d$/.test(heading)) complain("no heading");
      if (!/^\d{1,2}$/.test(rank)) complain("no rank");
      if (row.from === "") complain("no first day");
      for (const name of DATED) if (row[name] !== "" && dayOf(row[name]!) === undefined) complain(`no day: ${name}`);
      for (const place of [area, except].filter(Boolean)) {
        const known = place === "any" || areas.has(place) || place.split(" ").every((it) => /^[A-Z]{2}$/.test(it));
        if (!known) complain(`no area: ${place}`);
      }
      const { of, less, only } = scopeCell(scope);
      for (const part of [...of, ...less, ...only]) {
        if (part !== "all" && part !== "?" && !scopes.has(part) && !/^\d{2,10}$/.test(part))
          complain(`no scope: ${part}`);
      }
      const plain = rate.replace(/ - base duty$/, "");
      if (printCell(parseCell(plain)) !== plain) complain(`no rate: ${rate}`);
      if (when !== "" && !isGuard(when)) complain(`no guard: ${when}`);
      if (!["in-force", "expired", "struck-down"].includes(status)) complain(`no status: ${status}`);
      if (!sources.has(row.source!)) complain(`no source: ${row.source}`);
    }
    expect(odd).toEqual([]);
    expect(layerRows.length).toBeGreaterThan(400);
  });

  it("end where their status says so, and only there", () => {
    const newest = dayOf("2026-10-01")!;
    const odd = layerRows.filter(({ to, status }) => {
      const ended = to !== "" && dayOf(to!)! < newest;
      return ended !== (status !== "in-force");
    });
    expect(odd.map(({ heading, layer, from, to, status }) => `${layer} ${heading} ${from} ${to} ${status}`)).toEqual(
      [],
    );
  });

  it("give no goods two rates of one rank, unless a claim or a fact chooses", () => {
    const free = layerRows.filter(({ when, scope }) => when === "" && scope !== "?");
    const odd: string[] = [];
    for (const [i, a] of free.entries()) {
      for (const b of free.slice(i + 1)) {
        if (a.layer !== b.layer || a.rank !== b.rank || a.rate === b.rate || !together(a, b)) continue;
        const codes = sharedCodes(a, b);
        if (codes.length > 0) odd.push(`${a.layer} ${a.rank}: ${a.heading} ${b.heading} on ${codes.slice(0, 3)}`);
      }
    }
    expect(odd).toEqual([]);
  });

  it("are what stacking, chapter 98 and the list of what is not held speak of", () => {
    const headings = new Set(layerRows.map(({ heading }) => heading!));
    const unknown = (cell: string): string[] =>
      cell.split(" ").filter((it) => it !== "" && it !== "ordinary" && !layers.has(it) && !headings.has(it));
    const stacking = rows("stacking.tsv");
    expect(stacking.flatMap(({ by = "", displaces = "" }) => [...unknown(by), ...unknown(displaces)])).toEqual([]);
    expect(stacking.filter(({ less }) => less !== "" && !factNames.includes(less!))).toEqual([]);
    expect(stacking.filter(({ when }) => when !== "" && !isGuard(when!))).toEqual([]);
    expect(rows("layers/chapter-98.tsv").flatMap(({ layers: of = "" }) => unknown(of))).toEqual([]);
    for (const file of [
      "stacking.tsv",
      "layers/fees.tsv",
      "layers/chapter-98.tsv",
      "layers/areas.tsv",
      "layers/printed.tsv",
    ]) {
      expect(has(file) + rows(file).filter(({ source }) => !sources.has(source!)).length).toBe(`${file}:0`);
    }
  });

  it("displace without going round in a circle, on any day", () => {
    const layerOf = new Map(layerRows.map(({ heading, layer }) => [heading!, layer!]));
    const always = rows("stacking.tsv").filter(({ by, when }) => by !== "" && when === "");
    const named = (cell: string): string[] => cell.split(" ").map((it) => layerOf.get(it) ?? it);
    for (const day of new Set(always.map(({ from }) => from!))) {
      const edges = always
        .filter(({ from, to }) => from! <= day && (to === "" || day <= to!))
        .flatMap(({ by, displaces }) => named(by!).flatMap((a) => named(displaces!).map((b) => [a, b] as const)));
      const reaches = (from: string, to: string, seen = new Set<string>()): boolean =>
        edges.some(([a, b]) => a === from && !seen.has(b) && (b === to || reaches(b, to, seen.add(b))));
      expect(
        [...layers].filter((layer) => reaches(layer, layer)),
        day,
      ).toEqual([]);
    }
  });

  it("have scopes of sorted provisions with days and sources", () => {
    for (const name of files("scopes")) {
      const codes = rows(`scopes/${name}`);
      expect(has(name) + codes.length).not.toBe(`${name}:0`);
      const keys = codes.map(({ code, from }) => `${code} ${from}`);
      expect(keys, name).toEqual([...new Set(keys)].sort());
      expect(
        codes.filter(({ code }) => !/^(?!9[89])(?:\d{4}|\d{6}|\d{8}|\d{10})$/.test(code!)),
        name,
      ).toEqual([]);
      expect(
        codes.filter(({ source }) => !sources.has(source!)),
        name,
      ).toEqual([]);
    }
  });
});

const lines = files("lines").flatMap((name) => rows(`lines/${name}`).map(({ code }) => code!));

const last = (day: string): number => (day === "" ? Number.POSITIVE_INFINITY : dayOf(day)!);

/** Whether two rows of one layer can both be law for goods of one country. */
function together(a: Row, b: Row): boolean {
  if (dayOf(a.from!)! > last(b.to!) || dayOf(b.from!)! > last(a.to!)) return false;
  if (last(a.to!) < dayOf(a.from!)! || last(b.to!) < dayOf(b.from!)!) return false;
  const [one, other] = [placesOf(a), placesOf(b)];
  if (one === undefined || other === undefined) return true;
  return [...one].some((country) => other.has(country));
}

/** Countries of a row; a row of any country less some is told from those countries' own rows. */
function placesOf({ area = "", except = "" }: Row): ReadonlySet<string> | undefined {
  const of = countries(area);
  const less = except === "" ? new Set<string>() : (countries(except) ?? new Set());
  if (of !== undefined) return new Set([...of].filter((country) => !less.has(country)));
  const every = [...areas.values()].flatMap((members) => [...members]);
  return new Set([...every, "other"].filter((country) => !less.has(country)));
}

const codesOf = (part: string): readonly Row[] =>
  scopes.has(part) ? rows(`scopes/${part}.tsv`) : [{ code: part === "all" ? "" : part, from: "", to: "" }];

/** Provisions on which two rows meet, in their days. */
function sharedCodes(a: Row, b: Row): string[] {
  const [one, other] = [scopeCell(a.scope!).of.flatMap(codesOf), scopeCell(b.scope!).of.flatMap(codesOf)];
  const byCode = new Map<string, Row[]>();
  for (const row of other) byCode.set(row.code!, [...(byCode.get(row.code!) ?? []), row]);
  const from = Math.max(dayOf(a.from!)!, dayOf(b.from!)!);
  const to = Math.min(last(a.to!), last(b.to!));
  const isIn = (row: Row): boolean => (row.from === "" || dayOf(row.from!)! <= to) && last(row.to!) >= from;
  const meet = (x: Row, y: Row): boolean => {
    const first = Math.max(x.from ? dayOf(x.from)! : from, y.from ? dayOf(y.from)! : from, from);
    return isIn(x) && isIn(y) && first <= Math.min(last(x.to!), last(y.to!), to);
  };
  const less = [...scopeCell(a.scope!).less, ...scopeCell(b.scope!).less];
  const isCharged = (line: string): boolean => !less.some((part) => line.startsWith(part));
  return one.flatMap((row) => {
    const prefixes = [0, 2, 4, 6, 8, 10].filter((n) => n <= row.code!.length).map((n) => row.code!.slice(0, n));
    const shared = prefixes.flatMap((p) => (byCode.get(p) ?? []).filter((it) => meet(row, it)).map(() => row.code!));
    return shared.flatMap((code) => lines.filter((line) => line.startsWith(code)).filter(isCharged));
  });
}
