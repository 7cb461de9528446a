import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { AssessStatus, BasisKind, LineStatus, RequestFlag, TraceOperation } from "../../assembly/abi";
import { assess, instantiate, load, MODULES } from "./kernel";
import { batch, tableSpec } from "./random";
import { replay } from "./replay";

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
            expect(replay(spec, request, records, { amounts, minor })).toEqual([amounts.get(line)]);
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
