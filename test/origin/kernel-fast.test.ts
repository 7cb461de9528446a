/** The sum that most rules share, against the definitional sums: batches of products by chance, judged both ways. */
import { describe, expect, it } from "vitest";
import { OriginFlag } from "../../assembly/abi-origin";
import { createOriginBatch } from "../../src/engine/origin/kernel-batch";
import { createOriginMarshal } from "../../src/engine/origin/marshal";
import { parseRule } from "../../src/model/origin/rule-text";
import { compileRule } from "../../src/table/origin/compile";
import { chance } from "../oracle/random";
import { kernelOf, tolerance } from "./kernel";

const RULES = [
  "CTH except 8431 or MaxNOM 50% EXW",
  "CTH and MaxNOM 40% EXW",
  "CC or RVC build-down 55% FOB",
  "under 50% EXW/FOB non-originating and over 10% EXW non-originating",
  "at least 33 1/3% TV/EXW non-originating or CTH",
  "MaxNOM 0% EXW or RVC build-down 100% TV",
];
const PRODUCTS = 3000;
const MOST = 6;

describe.each(["dutiable.wasm", "dutiable.simd.wasm"])("%s", (name) => {
  const kernel = kernelOf(name);
  const marshal = createOriginMarshal(kernel);

  it.each(RULES)("%s is judged alike, fast or not", (rule) => {
    const random = chance(rule.length);
    const table = marshal.load(compileRule(parseRule(rule), { tolerances: [tolerance()] }));
    const batch = createOriginBatch(kernel, table, {
      products: PRODUCTS,
      materials: PRODUCTS * MOST,
      agreement: 0,
      day: 0,
      amounts: ["EXW", "FOB", "TV"],
    });
    const { amounts, code, digits, materialStart, materialCode, materialDigits, materialStatus, value } = batch;
    const unknown = (1n << 64n) - 1n;
    // Small numbers meet their limits, great ones the ends of 64 bits.
    const amount = () =>
      random.once(12) ? unknown : random.once(20) ? unknown - BigInt(random.below(9)) : BigInt(random.below(40));
    let material = 0;
    for (let i = 0; i < PRODUCTS; i += 1) {
      code[i] = BigInt(random.once(9) ? 84 : 8430 + random.below(3));
      digits[i] = code[i] === 84n ? 2 : 4;
      for (const column of amounts) column[i] = amount() * 2n < unknown ? amount() : unknown;
      materialStart[i] = material;
      for (let left = random.below(MOST + 1); left > 0; left -= 1, material += 1) {
        materialCode[material] = BigInt(random.once(9) ? 84 : 8429 + random.below(4));
        materialDigits[material] = materialCode[material] === 84n ? 2 : 4;
        materialStatus[material] = random.once(8) ? random.below(32) : random.pick([1, 1, 1, 2, 4, 6]);
        value[material] = amount();
      }
      materialStart[i + 1] = material;
    }
    const results = [OriginFlag.none, OriginFlag.definitional].map((flags) => {
      batch.run(PRODUCTS, flags);
      return { outcome: [...batch.outcome], status: [...batch.status], tolerance: [...batch.tolerance] };
    });
    expect(results[0]).toEqual(results[1]);
    expect(new Set(results[0]!.outcome).size).toBe(3);
    batch.dispose();
    marshal.unload(table);
  });
});
