import { createEngine } from "../../src/index";
import type { Context } from "../context";
import { type Candidate, medians } from "../measure/rounds";
import { duration, type Row, type Section, speed, times } from "../measure/row";
import { native } from "../peers/native";
import { entriesOf } from "../workload/entries";
import { CONTENTS, type LayeredEntries, layeredEntries } from "../workload/layered";
import { UNITS } from "../workload/linear-rate";
import { check } from "./checked";

/** As for the kernel: targets move with C that only looks up and multiplies. */
const YARDSTICK = 131e6;
const LAYERS = 15e6;
/** Milliseconds. */
const PLAIN = 0.008;
const EXPLAINED = 0.04;
const CALLS = 2000;

/** A Chinese part of steel, on a day on which seven layers have something to say of it. */
const DERIVATIVE = {
  ...{
    tariff: "US",
    date: "2025-09-15",
    commodity: "7318.15.20.61",
    origin: "CN",
    entryType: "formal",
    transport: "sea",
  },
  value: { amount: "25000.00", currency: "USD" },
  quantities: [{ unit: "KGM", amount: "4000" }],
  facts: { headings: [], steelContentValue: { amount: "20000.00", currency: "USD" } },
};

/** All layers of an entry: batches of columns, and one entry at a time. */
export async function layers({ options, table, simd, view, rated }: Context): Promise<Section> {
  const engine = await createEngine({ tables: [table], wasm: simd });
  const entries = await layeredEntries(engine, view, options.lines);
  const batch = batchOf(entries, false);
  const refused = batch.run();
  if (refused > 0) throw new Error(`${refused} lines were refused`);
  const charges = batch.chargeStart[entries.count]! / entries.count;
  const ordinary = batchOf(entries, true);
  const answer = engine.assess(DERIVATIVE);
  if (!answer.ok) throw new Error(JSON.stringify(answer));

  const yardstick = native("C, look-up and product only", ["-O3", "-DYARDSTICK"]);
  const measured = await check(yardstick, entriesOf(rated.lines, options.lines, options.weighting), () => undefined);
  let sink: unknown;
  const calls = (name: string, explain: boolean): Candidate => ({
    name,
    run() {
      for (let i = 0; i < CALLS; i += 1) sink = engine.assess(DERIVATIVE, { explain });
      return undefined;
    },
  });
  const all: Candidate = { name: "all layers, columns", run: () => void batch.run() };
  const alone: Candidate = { name: "the ordinary duty of the same lines", run: () => void ordinary.run() };
  const plain = calls("assess: a Chinese steel derivative, all layers", false);
  const explained = calls("the same, explained", true);
  const results = await medians(
    [all, alone, plain, explained, ...("why" in measured ? [] : [{ name: yardstick.name, ...measured.prepared }])],
    { rounds: 7, time: 100 },
  );
  void sink;
  if ("prepared" in measured) await measured.prepared.close?.();
  engine.dispose();

  const perSecond = (name: string) => (options.lines / (results.get(name) ?? Number.NaN)) * 1000;
  const scale = perSecond(yardstick.name) / YARDSTICK;
  const scaled = perSecond(all.name) / scale;
  const each = ({ name }: Candidate) => results.get(name)! / CALLS;
  const call = (it: Candidate, most: number): Row => ({
    ...{ name: it.name, figure: `${duration(each(it))} a call` },
    ...{ target: `≤ ${duration(most)}`, met: each(it) <= most },
  });
  return {
    title: "Layers",
    about:
      `Ordinary duty, all layers and fees: ${options.lines.toLocaleString("en")} lines and origins from ${entries.from}, ` +
      `dates of 2025 and 2026, ${charges.toFixed(1)} charges a line, ${Math.round(entries.declaring * 100)} % declare the ` +
      `value of a metal; the derivative has ${answer.ok && "charges" in answer ? answer.charges.length : 0} charges.`,
    rows: [
      {
        ...{ name: all.name, figure: speed(perSecond(all.name)) },
        ...(Number.isNaN(scale)
          ? {}
          : {
              ratio: `${speed(scaled)} on the scale of the targets`,
              target: `≥ ${speed(LAYERS)}`,
              met: scaled >= LAYERS,
            }),
      },
      {
        ...{ name: alone.name, figure: speed(perSecond(alone.name)) },
        ratio: `${times(perSecond(alone.name) / perSecond(all.name))} all layers`,
      },
      call(plain, PLAIN),
      call(explained, EXPLAINED),
    ],
  };

  function batchOf(from: LayeredEntries, ordinaryOnly: boolean) {
    const made = engine.columns(from.count, {
      ...{ tariff: "US", preference: "none", ordinaryOnly },
      quantities: UNITS.map((unit) => ({ unit, decimals: 2 })),
      facts: [...CONTENTS.map((fact) => ({ fact, decimals: 2 })), { fact: "headings", decimals: 0 }],
    });
    made.codes.set(from.codes);
    made.values.set(from.cents);
    made.days.set(from.days);
    made.origins.set(from.origins);
    from.quantities.forEach((column, i) => void made.quantities[i]!.set(column));
    from.contents.forEach((column, i) => void made.facts[i]!.set(column));
    made.facts[CONTENTS.length]!.fill(1n);
    return made;
  }
}
