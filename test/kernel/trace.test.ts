import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AssessStatus, BasisKind, LineStatus, RequestFlag, Threshold, TraceOperation } from "../../assembly/abi";
import type { TableSpec } from "./bytes";
import { assess, type Batch, instantiate, load, MODULES, type TraceRecord } from "./kernel";
import { batch, tableSpec } from "./random";
import { round } from "./ratio";

interface Ratio {
  n: bigint;
  d: bigint;
}

const MICRO = 1_000_000n;
const times = (a: Ratio, b: Ratio): Ratio => ({ n: a.n * b.n, d: a.d * b.d });
const plus = (a: Ratio, b: Ratio): Ratio => ({ n: a.n * b.d + b.n * a.d, d: a.d * b.d });
const less = (a: Ratio, b: Ratio) => a.n * b.d < b.n * a.d;
const same = (a: Ratio, b: Ratio) => a.n * b.d === b.n * a.d;

/** Works the records of a line out again: each result must follow from its operands, and the last is the charge. */
function replay(
  spec: TableSpec,
  request: Batch,
  records: TraceRecord[],
  ratios: Map<number, Ratio>,
  minor: bigint,
): void {
  const stack: Ratio[] = [];
  const last = records.at(-1)!;
  for (const record of records) {
    const { operation, operands, about, mode } = record;
    const result: Ratio = { n: record.numerator, d: record.denominator };
    const taken = stack.splice(stack.length - operands, operands);
    expect(taken).toHaveLength(operands);
    const follows = (expected: Ratio) => expect([operation, same(result, expected)]).toEqual([operation, true]);
    const basis = () => spec.bases![about - 1]!;
    const product = taken.reduce(times, { n: 1n, d: 1n });
    if (operation === TraceOperation.value) {
      follows({ n: request.values[record.line]!, d: 10n ** BigInt(request.valueDecimals!) });
    } else if (operation === TraceOperation.input) {
      const declared = request.inputs!.some(
        (input) =>
          input.key === basis().key &&
          input.amounts[record.line] !== undefined &&
          same(result, { n: input.amounts[record.line]!, d: 10n ** BigInt(input.decimals!) }),
      );
      expect(declared).toBe(true);
    } else if (operation === TraceOperation.coefficient) {
      expect(result.d).toBeGreaterThan(0n);
    } else if (operation === TraceOperation.convert) {
      const row = basis();
      const units = request.inputs!.map((input) => ({
        n: input.numerator! * row.denominator!,
        d: input.denominator! * row.numerator!,
      }));
      expect(units.some((unit) => !same(unit, { n: 1n, d: 1n }) && same(result, times(taken[0]!, unit)))).toBe(true);
    } else if (operation === TraceOperation.round && about === 0) {
      const off = plus(result, { n: -taken[0]!.n, d: taken[0]!.d });
      const distance = off.n < 0n ? { ...off, n: -off.n } : off;
      expect(less(distance, { n: spec.valueQuantum!, d: MICRO })).toBe(true);
    } else if (operation === TraceOperation.round) {
      const quantum: Ratio = { n: basis().quantum!, d: MICRO };
      const steps = round(times(taken[0]!, { n: quantum.d, d: quantum.n }), mode);
      follows(times({ n: steps, d: 1n }, quantum));
    } else if (operation === TraceOperation.threshold) {
      const at: Ratio = { n: basis().threshold!, d: MICRO };
      const minus = (a: Ratio, b: Ratio) => plus(a, { n: -b.n, d: b.d });
      const rest = basis().sense === Threshold.over ? minus(taken[0]!, at) : minus(at, taken[0]!);
      follows(rest.n < 0n ? { n: 0n, d: 1n } : rest);
    } else if (operation === TraceOperation.product) {
      follows(product);
    } else if (operation === TraceOperation.sum) {
      follows(taken.reduce(plus, { n: 0n, d: 1n }));
    } else if (operation === TraceOperation.floor) {
      follows(less(taken[0]!, taken[1]!) ? taken[1]! : taken[0]!);
    } else if (operation === TraceOperation.cap) {
      follows(less(taken[1]!, taken[0]!) ? taken[1]! : taken[0]!);
    } else if (operation === TraceOperation.notBelowZero) {
      expect(taken[0]!.n).toBeLessThan(0n);
      follows({ n: 0n, d: 1n });
    } else if (operation === TraceOperation.charge) {
      expect(record).toBe(last);
      if (operands === 0) follows({ n: 0n, d: 1n });
      else follows({ n: round(times(taken[0]!, { n: minor, d: 1n }), spec.chargeRounding!), d: minor });
    } else if (operation === TraceOperation.component) {
      if (mode === 0) follows(ratios.get(about)!);
      else expect(result.n).toBeGreaterThanOrEqual(0n);
    } else if (operation === TraceOperation.components) {
      if (mode === 0) follows(taken.reduce(plus, { n: 0n, d: 1n }));
      else {
        const value = taken.pop()!;
        follows(
          times(
            value,
            taken.reduce((most, ratio) => (less(most, ratio) ? ratio : most)),
          ),
        );
      }
    }
    stack.push(result);
  }
  expect(stack).toHaveLength(1);
}

describe.each(MODULES)("%s: the trace", (name) => {
  const kernel = instantiate(name);

  it("can be worked out again, record by record, to the charge", () => {
    const operations = new Set<number>();
    fc.assert(
      fc.property(tableSpec(), batch(10, true), (spec, request) => {
        const table = load(kernel, spec);
        const plain = assess(kernel, table, request);
        const { answer, lines, trace } = assess(kernel, table, { ...request, flags: RequestFlag.trace });
        kernel.unloadTable(table);
        expect(answer).toBe(plain.answer);
        expect(lines).toEqual(plain.lines);
        const minor = 10n ** BigInt(spec.minorDigits!);
        const amounts = new Map(lines.map(({ amount = 0n }, line) => [line, { n: amount, d: minor }]));
        lines.forEach(({ status, amount }, line) => {
          const records = trace.filter((record) => record.line === line);
          for (const { operation } of records) operations.add(operation);
          if (status !== LineStatus.assessed) {
            expect(records).toEqual([]);
          } else {
            replay(spec, request, records, amounts, minor);
            expect(records.at(-1)).toMatchObject({ operation: TraceOperation.charge, numerator: amount });
          }
        });
      }),
      { numRuns: 800 },
    );
    expect(operations.size).toBe(14);
  });

  it("says how many records there would have been when they do not fit", () => {
    const table = load(kernel, {
      lines: [{ code: 1n }],
      sets: [[], [0]],
      groups: [[{ choice: 0 }]],
      choices: [[{ program: 0 }]],
      programs: [{ denominator: 100n, sums: [{ terms: [{ coefficient: 5n, basis: 1 }] }] }],
      bases: [{ kind: BasisKind.value }],
    });
    const request = { codes: [1n, 1n], values: [100n, 200n], day: 1, flags: RequestFlag.trace };
    const whole = assess(kernel, table, request);
    expect(whole.trace.length).toBe(10);
    const short = assess(kernel, table, { ...request, traceCapacity: 3 });
    expect(short.answer).toBe(AssessStatus.traceFull);
    expect(short.trace).toEqual(whole.trace.slice(0, 3));
    kernel.unloadTable(table);
  });
});
