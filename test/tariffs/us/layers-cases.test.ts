import { describe, expect, it } from "vitest";
import { parseProgrammeCell } from "../../../src/model/rate-text";
import { compare, rational } from "../../../src/model/rational";
import { feesOfEntry } from "./fees-reference";
import { rows, text } from "./layers-facts";
import { amountOf, basisOf, cents, chargesOf, countriesHold, isColumn2, type Line, money } from "./layers-reference";

/** The worked examples of layers and fees, held against the facts alone; the golden cases hold the engine to them. */
interface Declared {
  readonly commodity: string;
  readonly origin: string;
  readonly preference?: string;
  readonly value: { readonly amount: string };
  readonly facts?: Readonly<Record<string, unknown>>;
}

interface Example {
  readonly id: string;
  readonly what: string;
  readonly pending?: true;
  readonly entry: Declared & {
    readonly date: string;
    readonly entryType?: string;
    readonly transport?: string;
    readonly lines?: readonly Declared[];
  };
  readonly expect: {
    readonly charges?: readonly { measure: string; heading?: string; amount: string; refundable?: boolean }[];
    readonly fees?: readonly { measure: string; amount: string }[];
    readonly refused?: unknown;
  };
}

const parse = (path: string): Example[] => JSON.parse(text(path)) as Example[];
const early = parse("cases/layers/examples.json");
const examples = [...parse("cases/layers.json"), ...early];

function scheduleRow(code: string, date: string) {
  const row = rows(`lines/${code.slice(0, 2)}.tsv`).find(
    (it) => it.code === code && it.from! <= date && (it.to === "" || date <= it.to!),
  );
  if (row === undefined) throw new Error(`${code} is no line on ${date}`);
  return row;
}

/** The ordinary duty of a line whose rate is a share of the value. */
function ordinary(declared: Declared, date: string): { measure: string; line: Line } {
  const { origin, preference = "none", value, facts = {} } = declared;
  const commodity = declared.commodity.replaceAll(".", "");
  const row = scheduleRow(commodity, date);
  const unpaid: Line = {
    date,
    commodity,
    origin,
    programme: preference,
    value: money(value.amount),
    base: rational(0n),
    facts,
  };
  const claims = preference !== "none" && row.special !== "";
  const column = isColumn2(origin) ? "column-2" : claims ? "special" : "general";
  const special = rows("special.tsv").find(({ id }) => id === row.special)?.cell ?? "";
  const free = parseProgrammeCell(special).some(
    ({ cell, programmes }) => programmes.includes(preference) && cell.kind === "rate" && cell.sums.length === 0,
  );
  if (column === "special" && !free) throw new Error(`${commodity} is not free under ${preference}`);
  const rate = column === "special" ? "free" : column === "general" ? row.general! : row.other!;
  return { measure: column, line: { ...unpaid, base: amountOf(rate, basisOf(unpaid, "ordinary"), unpaid) } };
}

function feesOf({ entry }: Example) {
  const circumstances = [entry.entryType, entry.transport].filter((it) => it !== undefined);
  const lines = (entry.lines ?? [entry]).map(({ commodity, origin, preference = "none", value, facts = {} }) => ({
    date: entry.date,
    commodity: commodity.replaceAll(".", ""),
    origin,
    programme: preference,
    value: money(value.amount),
    declared: money(value.amount),
    base: rational(0n),
    facts,
  }));
  return feesOfEntry(lines, circumstances);
}

const isDeMinimis = ({ date, origin, value }: Example["entry"]): boolean =>
  rows("layers/de-minimis.tsv").some(
    ({ area, except, from, to, limit }) =>
      countriesHold(area!, origin) &&
      !(except !== "" && countriesHold(except!, origin)) &&
      from! <= date &&
      (to === "" || date <= to!) &&
      compare(money(value.amount), money(limit!.replace(" USD", ""))) <= 0,
  );

describe("worked examples of layers and fees", () => {
  it("have ids of their own; those before the table's first day wait for no engine", () => {
    expect(new Set(examples.map(({ id }) => id)).size).toBe(examples.length);
    for (const { pending, entry } of early) expect([pending, entry.date < "2025-01-01"]).toEqual([true, true]);
    expect(examples.length).toBeGreaterThanOrEqual(40);
  });

  it.each(examples)("$id $what", (example) => {
    const { entry, expect: expected } = example;
    if (entry.facts?.deMinimis === true) {
      expect(isDeMinimis(entry)).toBe(expected.refused === undefined);
      return;
    }
    if (expected.charges !== undefined) {
      const { measure, line } = ordinary(entry, entry.date);
      const base = { measure, amount: cents(line.base) };
      const layers = chargesOf(line).map((charge) => ({ ...charge, amount: cents(charge.amount) }));
      const stated = expected.charges.map(({ refundable: _, ...charge }) => charge);
      const byMeasure = (a: { measure: string }, b: { measure: string }) => (a.measure < b.measure ? -1 : 1);
      expect([base, ...layers].sort(byMeasure)).toEqual([...stated].sort(byMeasure));
    }
    if (expected.fees !== undefined) expect(feesOf(example)).toEqual(expected.fees);
  });
});
