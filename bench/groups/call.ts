import { createEngine } from "../../src/index";
import type { Context } from "../context";
import { type Candidate, medians } from "../measure/rounds";
import { duration, type Row, type Section, times } from "../measure/row";
import { recordsOf } from "../workload/records";

/** Entries that each run assesses one after the other. */
const CALLS = 2000;
/** Milliseconds. */
const PLAIN = 0.003;
const EXPLAINED = 0.015;

/** One call with one entry, answered with the full result object. */
export async function call({ table, simd, view }: Context): Promise<Section> {
  const engine = await createEngine({ tables: [table], wasm: simd });
  const entries = recordsOf(engine, view, CALLS);
  const texts = entries.map((entry) => JSON.stringify(entry));
  const refused = entries.map((entry) => engine.assess(entry)).find(({ ok }) => !ok);
  if (refused) throw new Error(`refused: ${JSON.stringify(refused)}`);

  let sink: unknown;
  const candidate = (name: string, work: (i: number) => unknown): Candidate => ({
    name,
    run() {
      for (let i = 0; i < CALLS; i += 1) sink = work(i);
      return undefined;
    },
  });
  const plain = candidate("assess, an object in, an object out", (i) => engine.assess(entries[i]));
  const explained = candidate("assess with explanation", (i) => engine.assess(entries[i], { explain: true }));
  const parse = candidate("JSON.parse of the same entry, for scale", (i) => JSON.parse(texts[i]!));
  const results = await medians([plain, explained, parse], { rounds: 7, time: 150 });
  void sink;
  engine.dispose();

  const each = ({ name }: Candidate) => results.get(name)! / CALLS;
  const row = (it: Candidate, most?: number): Row => {
    const measured = { name: it.name, figure: `${duration(each(it))} a call` };
    if (most === undefined) return measured;
    const ratio = `${times(each(it) / each(parse))} JSON.parse`;
    return { ...measured, ratio, target: `≤ ${duration(most)}`, met: each(it) <= most };
  };
  return {
    title: "One call",
    about: `${CALLS.toLocaleString("en")} different entries of one line each, mixed dates, origins and preferences, over and over.`,
    rows: [row(plain, PLAIN), row(explained, EXPLAINED), row(parse)],
  };
}
