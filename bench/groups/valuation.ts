import { instantiate } from "../../src/engine/module";
import { createEngine } from "../../src/index";
import type { ValuationData } from "../../src/model/valuation/regime";
import { type BatchColumns, type BatchKernel, prepareBatch } from "../../test/valuation/batch";
import { built, type Context } from "../context";
import { type Candidate, medians } from "../measure/rounds";
import { duration, type Row, type Section, speed, times } from "../measure/row";
import { CIF, coefficients, FOB, fullValuation, valuationColumns } from "../workload/valuations";

const LINES = 1_000_000;
const CALLS = 1000;
/** Lines a second. */
const BATCH = 20e6;
/** Milliseconds. */
const ASSESS = 0.012;

/** Customs values: a million lines in columns beside plain JavaScript, and one full valuation inside an assessment. */
export async function valuation({ simd, table }: Context): Promise<Section> {
  const columns = valuationColumns(LINES);
  const kernel = (await instantiate(simd)) as unknown as BatchKernel;
  const cif = prepareBatch(kernel, columns, CIF);
  const expected = bigints(columns, CIF);
  cif.run();
  const wrong = cif.values.findIndex((value, i) => value !== expected[i]);
  if (wrong >= 0) throw new Error(`line ${wrong} is ${cif.values[wrong]}, not ${expected[wrong]}`);
  const fobKernel = (await instantiate(simd)) as unknown as BatchKernel;
  const fob = prepareBatch(fobKernel, columns, FOB);
  const numbers = inNumbers(columns);
  const floating = floats(numbers, CIF);
  const off = expected.reduce((count, value, i) => count + (value === BigInt(floating[i]!) ? 0 : 1), 0);

  const data = JSON.parse(new TextDecoder().decode(built("dist/tables/us.valuation.json"))) as ValuationData;
  const engine = await createEngine({ tables: [table], valuations: [data], wasm: simd });
  const facts = Array.from({ length: CALLS }, (_, i) => fullValuation(i));
  const entries = facts.map(({ tariff, date, exportDate, ...value }) => ({
    tariff,
    date,
    exportDate,
    commodity: "0101.30.00.00",
    origin: "FR",
    quantities: [{ unit: "NAR", amount: "3" }],
    value,
  }));
  const refused = [engine.assess(entries[0]), engine.value(facts[0])].find(({ ok }) => !ok);
  if (refused) throw new Error(`refused: ${JSON.stringify(refused)}`);
  let sink: unknown;
  const keep = (result: unknown): undefined => {
    sink = result;
    return undefined;
  };
  const calls = (name: string, work: (i: number) => unknown): Candidate => ({
    name,
    run() {
      for (let i = 0; i < CALLS; i += 1) sink = work(i);
      return undefined;
    },
  });
  const batches: Candidate[] = [
    { name: "kernel, CIF basis", run: () => void cif.run() },
    { name: "kernel, FOB basis", run: () => void fob.run() },
    { name: "columns of JS numbers", run: () => keep(floats(numbers, CIF)) },
    { name: "columns of BigInt", run: () => keep(bigints(columns, CIF)) },
  ];
  const single = [
    calls("assess with a full valuation in one call", (i) => engine.assess(entries[i])),
    calls("value: the same valuation alone", (i) => engine.value(facts[i])),
  ];
  const results = await medians([...batches, ...single], { rounds: 5, time: 100 });
  void sink;
  engine.dispose();

  const perSecond = (name: string): number => (LINES / results.get(name)!) * 1000;
  const first = perSecond(batches[0]!.name);
  const rows = batches.map(({ name }, i): Row => {
    const figure = speed(perSecond(name));
    if (i > 1) {
      const remark = i === 2 ? `${off.toLocaleString("en")} of ${LINES.toLocaleString("en")} values wrong` : "";
      return { name, figure, ratio: times(first / perSecond(name)), remark };
    }
    return { name, figure, target: `≥ ${speed(BATCH)}`, met: perSecond(name) >= BATCH };
  });
  const singles = single.map(({ name }, i): Row => {
    const each = results.get(name)! / CALLS;
    const figure = `${duration(each)} a call`;
    return i === 0 ? { name, figure, target: `≤ ${duration(ASSESS)}`, met: each <= ASSESS } : { name, figure };
  });
  return {
    title: "Customs values",
    about:
      `${LINES.toLocaleString("en")} transaction values in prewritten columns: eleven terms, four currencies, four legs, additions, deductions, ` +
      "rounded to the cent; one core. Then one valuation at a time: a CIF price in euro, carriage, an assist, a royalty.",
    rows: [...rows, ...singles],
  };
}

/** As a spreadsheet would: doubles, rounded with Math.round. */
function floats(
  { term, currency, price, additions, deductions, legs, rates }: ReturnType<typeof inNumbers>,
  rules: number[],
) {
  const signs = coefficients(rules);
  const values = new Float64Array(price.length);
  for (let i = 0; i < price.length; i += 1) {
    let sum = price[i]! + additions[i]! - deductions[i]!;
    const row = 8 * term[i]!;
    for (let leg = 0; leg < 8; leg += 1) {
      const column = legs[leg];
      if (column !== undefined) sum += signs[row + leg]! * column[i]!;
    }
    values[i] = Math.round(sum * rates[currency[i]!]! * 100);
  }
  return values;
}

/** Amounts in units of currency, as they stand on an invoice. */
function inNumbers({ term, currency, price, additions, deductions, legs, rates }: BatchColumns) {
  const units = (column: BigUint64Array): Float64Array => Float64Array.from(column, (cents) => Number(cents) / 100);
  return {
    term,
    currency,
    price: units(price),
    additions: units(additions),
    deductions: units(deductions),
    legs: legs.map((column) => column && units(column)),
    rates: rates.map(({ top, bottom }) => Number(top) / Number(bottom)),
  };
}

/** The definition in BigInts. */
function bigints({ count, term, currency, price, additions, deductions, legs, rates }: BatchColumns, rules: number[]) {
  const signs = [...coefficients(rules)].map(BigInt);
  const values = new BigUint64Array(count);
  for (let i = 0; i < count; i += 1) {
    let sum = price[i]! + additions[i]! - deductions[i]!;
    for (const [leg, column] of legs.entries())
      if (column !== undefined) sum += signs[8 * term[i]! + leg]! * column[i]!;
    const { top, bottom } = rates[currency[i]!]!;
    values[i] = (2n * sum * top + bottom) / (2n * bottom);
  }
  return values;
}
