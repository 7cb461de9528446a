import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LineStatus, OPEN, RequestFlag, ValueRounding } from "../../assembly/abi";
import type { TableSpec } from "./bytes";
import { assess, type Batch, instantiate, type Kernel, type LineResult, load, MODULES } from "./kernel";
import { stackBatch, stackSpec } from "./random-stacks";
import { type Answer, answersOf } from "./stacks-oracle";

/** What was met, so that a test can say that its tables are worth something. */
interface Met {
  statuses: Map<number, number>;
  charges: number;
  entryCharges: number;
}
const nothing = (): Met => ({ statuses: new Map(), charges: 0, entryCharges: 0 });

/** Values and amounts up to here have room in every step of the kernel. */
const ROOMY = 10n ** 18n;

function agree(kernel: Kernel, spec: TableSpec, request: Batch, met: Met, knownOn: number = OPEN): void {
  const table = load(kernel, spec, knownOn);
  expect([table >= 0, kernel.tableFault()]).toEqual([true, 0]);
  try {
    const { answer, lines } = assess(kernel, table, request);
    const answers = answersOf(spec, request, knownOn);
    expect(answer).toBe(lines.filter(({ status }) => status !== LineStatus.assessed).length);
    const starts = request.entryStart ?? lines.map((_, line) => line).concat(lines.length);
    starts.slice(1).forEach((end, entry) => {
      const first = starts[entry]!;
      compareEntry(spec, lines.slice(first, end), answers.slice(first, end), request.values.slice(first, end), met);
    });
  } finally {
    kernel.unloadTable(table);
  }
}

function compareEntry(spec: TableSpec, lines: LineResult[], answers: Answer[], values: bigint[], met: Met): void {
  const roomy = values.every((value) => value < ROOMY);
  const close = answers.some((answer) => answer.close);
  const whole = lines.every(({ status }) => status === LineStatus.assessed);
  // Lines of one rate are rounded together; which of the refused ones were is nobody's concern.
  const footed = whole || spec.valueRule !== ValueRounding.rateGroups;
  lines.forEach(({ status, detail, charges, dutiable }, line) => {
    const expected = answers[line]!;
    met.statuses.set(status, (met.statuses.get(status) ?? 0) + 1);
    if (expected.close || (status === LineStatus.overflow && !roomy)) return;
    if (status !== LineStatus.assessed) {
      expect(expected.refusals).toContainEqual({ status, detail });
      return;
    }
    if (!expected.idle) expect(expected.refusals).toEqual([]);
    if (!footed || close) return;
    expect({ charges, dutiable }).toEqual({
      charges: [...expected.charges, ...(whole ? expected.entryCharges : [])],
      dutiable: expected.dutiable,
    });
    met.charges += expected.charges.length;
    met.entryCharges += expected.entryCharges.length;
  });
}

describe.each(MODULES)("%s and the law of stacks agree", (name) => {
  const kernel = instantiate(name);
  const flags = fc.constantFrom(0, 0, RequestFlag.definitional, RequestFlag.ordinaryOnly);

  it("on lines by themselves", () => {
    const met = nothing();
    fc.assert(
      fc.property(stackSpec(), stackBatch({ lines: 12 }), flags, (spec, request, flag) => {
        agree(kernel, spec, { ...request, flags: flag }, met);
      }),
      { numRuns: 1500 },
    );
    console.log(met);
  });
});
