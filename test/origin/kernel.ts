import { readFileSync } from "node:fs";
import type { Kernel } from "../../src/engine/module";
import type { OriginQuestion } from "../../src/engine/origin/marshal";
import { createOriginMarshal } from "../../src/engine/origin/marshal";
import type { Tolerance } from "../../src/model/origin/agreement";
import { parseRule } from "../../src/model/origin/rule-text";
import { compileRule } from "../../src/table/origin/compile";

/** The module as it is shipped, without the rest of the host. */
export function kernelOf(name = "dutiable.simd.wasm"): Kernel {
  const bytes = readFileSync(new URL(`../../dist/${name}`, import.meta.url));
  return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as unknown as Kernel;
}

export const marshal = createOriginMarshal(kernelOf());

export const DAY = 20_000;

/** A tolerance of an agreement, as its facts state one. */
export const tolerance = (more: Partial<Tolerance> = {}): Tolerance => ({
  id: "value",
  source: "none",
  goods: { codes: ["01..97"] },
  limits: [{ limit: "10%", of: "EXW" }],
  ...more,
});

/** A question of which nothing is declared but what the test says. */
export const question = (more: Partial<OriginQuestion> = {}): OriginQuestion => ({
  agreement: "question",
  day: DAY,
  code: "850300",
  amounts: {},
  fact: () => undefined,
  figure: () => undefined,
  materials: [],
  quality: () => undefined,
  ...more,
});

/** What the module says of a rule and a question. */
export function judged(
  rule: string,
  asked: Partial<OriginQuestion>,
  tolerances: readonly Tolerance[] = [],
  trace = false,
) {
  const table = marshal.load(compileRule(parseRule(rule), { tolerances }));
  try {
    return marshal.determine(table, question(asked), trace);
  } finally {
    marshal.unload(table);
  }
}

/** Material of a code, without origin, of a value. */
export const foreign = (code: string, value?: bigint) => ({ code, originating: false, value }) as const;
