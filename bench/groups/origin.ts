import { OriginFlag, StatusBit } from "../../assembly/abi-origin";
import { instantiate } from "../../src/engine/module";
import { createOriginBatch } from "../../src/engine/origin/kernel-batch";
import { createOriginMarshal, type OriginMarshal } from "../../src/engine/origin/marshal";
import { parseRule } from "../../src/model/origin/rule-text";
import { compileRule } from "../../src/table/origin/compile";
import { chance } from "../../test/oracle/random";
import type { Context } from "../context";
import { type Candidate, medians } from "../measure/rounds";
import { duration, type Row, type Section, times } from "../measure/row";

const RULE = "CTH except 8431 or MaxNOM 50% EXW";
const BOTH_WAYS = "CTH except 8431 and MaxNOM 50% EXW";
const PRODUCTS = 20_000;
const MATERIALS = 10;
const CALLS = 1000;
/** Determinations a second. */
const LEAST = 2e6;

/** Bills of ten materials under a rule of two ways, as columns. */
function bills() {
  const random = chance(1);
  const count = PRODUCTS * MATERIALS;
  const heading = () => BigInt(random.once(12) ? 8425 + random.below(8) : 7200 + random.below(1200)) * 100n;
  return {
    code: BigUint64Array.from({ length: PRODUCTS }, () => BigInt(8425 + random.below(6)) * 100n),
    exWorks: BigUint64Array.from({ length: PRODUCTS }, () => BigInt(1_000_000 + random.below(9_000_000)) * 10_000n),
    materialCode: BigUint64Array.from({ length: count }, heading),
    originating: Uint8Array.from({ length: count }, () => Number(random.once(3))),
    value: BigUint64Array.from({ length: count }, () => BigInt(random.below(2_500_000)) * 1_000n),
  };
}
type Bills = ReturnType<typeof bills>;

/** Determinations of origin: the kernel over columns beside plain TypeScript, and one product through the host. */
export async function origin({ simd }: Context): Promise<Section> {
  const kernel = await instantiate(simd);
  const marshal = createOriginMarshal(kernel);
  const columns = bills();
  const either = prepared(kernel, marshal, columns, RULE);
  const both = prepared(kernel, marshal, columns, BOTH_WAYS);
  let outcomes = new Uint8Array(0);
  const peer: Candidate = {
    name: "plain TypeScript, values as BigInt",
    run() {
      outcomes = judgeAll(columns);
      return undefined;
    },
  };
  either.run(OriginFlag.none);
  await peer.run();
  const wrong = either.outcomes().findIndex((outcome, i) => outcome !== outcomes[i]);
  if (wrong >= 0) throw new Error(`product ${wrong} differs`);

  const table = marshal.load(compileRule(parseRule(RULE)));
  const questions = Array.from({ length: CALLS }, (_, i) => questionOf(columns, i));
  const batches: Candidate[] = [
    { name: `kernel, ${RULE}`, run: () => void either.run(OriginFlag.none) },
    { name: `kernel, ${BOTH_WAYS}`, run: () => void both.run(OriginFlag.none) },
    { name: "kernel, by the definition alone", run: () => void either.run(OriginFlag.definitional) },
    peer,
  ];
  const calls = [false, true].map(
    (trace): Candidate => ({
      name: trace ? "one product through the host, with its trace" : "one product through the host",
      run() {
        for (const question of questions) marshal.determine(table, question, trace);
        return undefined;
      },
    }),
  );
  const results = await medians([...batches, ...calls], { rounds: 5, time: 200 });
  const perSecond = (name: string): number => (PRODUCTS / results.get(name)!) * 1000;
  const first = perSecond(batches[0]!.name);
  const rows = batches.map(({ name }, i): Row => {
    const figure = `${(perSecond(name) / 1e6).toFixed(2)} M/s`;
    const row = { name, figure, ratio: i === 0 ? "" : times(first / perSecond(name)) };
    return i > 2 ? row : { ...row, target: `≥ ${LEAST / 1e6} M/s`, met: perSecond(name) >= LEAST };
  });
  const single = calls.map(({ name }): Row => ({ name, figure: `${duration(results.get(name)! / CALLS)} a call` }));
  return {
    title: "Origin",
    about:
      `${PRODUCTS.toLocaleString("en")} products of ${MATERIALS} materials each, codes and values known, judged by one rule; one core. ` +
      "Then one product at a time, from objects to an outcome.",
    rows: [...rows, ...single],
  };
}

function prepared(
  kernel: Parameters<typeof createOriginBatch>[0],
  marshal: OriginMarshal,
  columns: Bills,
  rule: string,
) {
  const table = marshal.load(compileRule(parseRule(rule)));
  const materials = PRODUCTS * MATERIALS;
  const batch = createOriginBatch(kernel, table, {
    products: PRODUCTS,
    materials,
    agreement: 0,
    day: 0,
    amounts: ["EXW"],
  });
  batch.code.set(columns.code);
  batch.digits.fill(6);
  batch.amounts[0]!.set(columns.exWorks);
  batch.materialStart.set(Uint32Array.from({ length: PRODUCTS + 1 }, (_, i) => i * MATERIALS));
  batch.materialCode.set(columns.materialCode);
  batch.materialDigits.fill(6);
  batch.materialStatus.set(columns.originating.map((yes) => (yes ? StatusBit.originating : StatusBit.non)));
  batch.value.set(columns.value);
  return { run: (flags: OriginFlag) => batch.run(PRODUCTS, flags), outcomes: () => batch.outcome };
}

/** The rule as a programmer would write it down, without unknowns, tolerances or a trace. */
function judgeAll({ code, exWorks, materialCode, originating, value }: Bills): Uint8Array<ArrayBuffer> {
  const outcomes = new Uint8Array(PRODUCTS);
  for (let product = 0; product < PRODUCTS; product += 1) {
    const heading = code[product]! / 100n;
    let changes = true;
    let sum = 0n;
    for (let material = product * MATERIALS; material < (product + 1) * MATERIALS; material += 1) {
      if (originating[material]) continue;
      const own = materialCode[material]! / 100n;
      if (own === heading || own === 8431n) changes = false;
      sum += value[material]!;
    }
    outcomes[product] = changes || 2n * sum <= exWorks[product]! ? 2 : 0;
  }
  return outcomes;
}

function questionOf(columns: Bills, product: number): Parameters<OriginMarshal["determine"]>[1] {
  return {
    agreement: 0,
    day: 0,
    code: `${columns.code[product]}`,
    amounts: { EXW: columns.exWorks[product]! },
    fact: () => undefined,
    figure: () => undefined,
    quality: () => undefined,
    materials: Array.from({ length: MATERIALS }, (_, i) => {
      const material = product * MATERIALS + i;
      return {
        code: `${columns.materialCode[material]}`,
        originating: columns.originating[material] === 1,
        wholly: false,
        value: columns.value[material]!,
      };
    }),
  };
}
