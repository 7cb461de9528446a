import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LineStatus, OPEN, RequestFlag } from "../../assembly/abi";
import type { TableSpec } from "./bytes";
import { assess, type Batch, instantiate, type Kernel, load, MODULES } from "./kernel";
import { type Expected, expectedOf } from "./oracle";
import { batch, tableSpec } from "./random";

const RUNS = { numRuns: 1500 };

/** Loads, assesses, unloads; compares each line with the oracle. */
function agree(kernel: Kernel, spec: TableSpec, request: Batch, knownOn: number = OPEN): Set<number> {
  const table = load(kernel, spec, knownOn);
  expect([table >= 0, kernel.tableFault()]).toEqual([true, 0]);
  try {
    const { answer, lines } = assess(kernel, table, request);
    const { expected, strained } = expectedOf(spec, request, knownOn);
    const seen = lines.map((line, index): Expected => {
      // The kernel may refuse for want of bits; the oracle has as many as it takes.
      const refused = line.status !== LineStatus.assessed;
      if (line.status === LineStatus.overflow || (refused && strained.has(index))) return expected[index]!;
      if (line.status !== LineStatus.assessed) return { status: line.status, detail: line.detail };
      const { status, detail, kind, program, amount, dutiable } = line;
      return { status, detail, kind: kind!, program: program!, amount: amount!, dutiable };
    });
    expect(seen).toEqual(withoutFollowers(expected, lines, seen, request));
    expect(answer).toBe(lines.filter((line) => line.status !== LineStatus.assessed).length);
    return new Set(lines.map((line) => line.status));
  } finally {
    kernel.unloadTable(table);
  }
}

/**
 * A refusal for want of bits is followed by the lines of its entry: those that count the line's charge, and those whose
 * values are rounded together with its own, from which the kernel leaves it out.
 */
function withoutFollowers(
  expected: Expected[],
  lines: { status: number }[],
  seen: Expected[],
  request: Batch,
): Expected[] {
  const starts = request.entryStart ?? lines.map((_, line) => line).concat(lines.length);
  const lost = lines.map(({ status }) => status === LineStatus.overflow);
  return starts.slice(1).flatMap((end, entry) => {
    const lines = [starts[entry]!, end] as const;
    return (lost.slice(...lines).includes(true) ? seen : expected).slice(...lines);
  });
}

describe.each(MODULES)("%s and the oracle agree", (name) => {
  const kernel = instantiate(name);

  it("on lines by themselves", () => {
    fc.assert(
      fc.property(tableSpec(), batch(12, false), (spec, request) => {
        agree(kernel, spec, request);
      }),
      RUNS,
    );
  });

  it("on entries with components", () => {
    fc.assert(
      fc.property(
        tableSpec(),
        batch(14, true),
        fc.constantFrom(0, RequestFlag.definitional),
        (spec, request, flags) => {
          agree(kernel, spec, { ...request, flags });
        },
      ),
      RUNS,
    );
  });

  it("as things were known on a day", () => {
    fc.assert(
      fc.property(tableSpec(), batch(6, false), fc.integer({ min: 0, max: 45 }), (spec, request, knownOn) => {
        agree(kernel, spec, request, knownOn);
      }),
      RUNS,
    );
  });
});
