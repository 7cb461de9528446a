import { expect } from "vitest";
import { BasisKind, InputKind, Threshold, TraceOperation } from "../../assembly/abi";
import type { TableSpec } from "./bytes";
import type { Batch, TraceRecord } from "./kernel";
import { less, minus, notBelowZero, plus, type Ratio, round, same, times } from "./ratio";

const MICRO = 1_000_000n;

/** What leaves of the records are told by, other than the request. */
export interface Leaves {
  /** Charges by line: of components, and of the ordinary duty. */
  amounts: Map<number, Ratio>;
  /** Decimals of the minor unit, as a power of ten. */
  minor: bigint;
  /** Sum of the customs values of the lines that bear a charge of the entry, by its kind. */
  entryValue?: (kind: number) => Ratio;
}

/** Works the records of a line out again: each result must follow from its operands. Gives back its charges. */
export function replay(spec: TableSpec, request: Batch, records: TraceRecord[], leaves: Leaves): Ratio[] {
  const { amounts, minor } = leaves;
  const stack: Ratio[] = [];
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
    } else if (operation === TraceOperation.input && basis().kind === BasisKind.entry) {
      follows({ n: 1n, d: 1n });
    } else if (operation === TraceOperation.input) {
      const declared = request.inputs!.some(
        (input) =>
          input.key === basis().key &&
          input.amounts[record.line] !== undefined &&
          same(result, { n: input.amounts[record.line]!, d: 10n ** BigInt(input.decimals ?? 0) }),
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
      const off = minus(result, taken[0]!);
      const distance = off.n < 0n ? { ...off, n: -off.n } : off;
      expect(less(distance, { n: spec.valueQuantum!, d: MICRO })).toBe(true);
    } else if (operation === TraceOperation.round) {
      const quantum: Ratio = { n: basis().quantum!, d: MICRO };
      const steps = round(times(taken[0]!, { n: quantum.d, d: quantum.n }), mode);
      follows(times({ n: steps, d: 1n }, quantum));
    } else if (operation === TraceOperation.threshold) {
      const at: Ratio = { n: basis().threshold!, d: MICRO };
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
    } else if (operation === TraceOperation.charge || operation === TraceOperation.layer) {
      if (operands === 0) follows({ n: 0n, d: 1n });
      else follows({ n: round(times(product, { n: minor, d: 1n }), spec.chargeRounding!), d: minor });
    } else if (operation === TraceOperation.component) {
      if (mode === 0) follows(amounts.get(about)!);
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
    } else if (operation === TraceOperation.reduced) {
      // A value rounded down can be less than a part of it.
      follows(notBelowZero(taken.reduce(minus)));
    } else if (operation === TraceOperation.baseDuty) {
      follows(amounts.get(record.line)!);
    } else if (operation === TraceOperation.entryValue) {
      follows(leaves.entryValue!(about));
    } else if (operation === TraceOperation.deposit) {
      const column = request.inputs!.find(
        (input) =>
          input.kind === InputKind.deposit &&
          input.key === about &&
          same(result, { n: input.amounts[record.line]!, d: 100n * 10n ** BigInt(input.decimals ?? 0) }),
      );
      expect(column).toBeDefined();
    } else {
      expect(operation).toBe("known");
    }
    stack.push(result);
  }
  return stack;
}
