import { expect, it } from "vitest";
import { BasisKind } from "../../assembly/abi";
import { assess, instantiate, load } from "./kernel";
it("assesses", () => {
  const kernel = instantiate();
  const table = load(kernel, {
    lines: [{ code: 101300000n }],
    sets: [[], [0]],
    groups: [[{ choice: 0, kind: 3 }]],
    choices: [[{ program: 0 }]],
    programs: [{ denominator: 1000n, sums: [{ terms: [{ coefficient: 68n, basis: 1 }] }] }],
    bases: [{ kind: BasisKind.value }],
  });
  expect([table, kernel.tableFault()]).toEqual([0, 0]);
  console.log(assess(kernel, table, { codes: [101300000n, 5n], day: 20, values: [1250000n, 1n], flags: 1 }));
});
