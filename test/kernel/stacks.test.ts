import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { InputKind, LineStatus, OPEN, RequestFlag, TraceOperation, ValueRounding } from "../../assembly/abi";
import type { TableSpec } from "./bytes";
import {
  assess,
  type Batch,
  type InputColumn,
  instantiate,
  type Kernel,
  type LineResult,
  load,
  MODULES,
  type Result,
} from "./kernel";
import { stackBatch } from "./random-stack-lines";
import { BOOLEAN, DECLARES, stackSpec } from "./random-stacks";
import { plus, type Ratio, ratio, same } from "./ratio";
import { replay } from "./replay";
import { type Answer, answersOf } from "./stacks-oracle";

/** What was met, so that a test can say that its tables are worth something. */
interface Met {
  statuses: Map<number, number>;
  charges: number;
  entryCharges: number;
}
const nothing = (): Met => ({ statuses: new Map(), charges: 0, entryCharges: 0 });
const EACH_STATUS = [
  LineStatus.assessed,
  LineStatus.unknownCommodity,
  LineStatus.claimNotForOrigin,
  LineStatus.claimNotOnLine,
  LineStatus.noMeasure,
  LineStatus.quantityMissing,
  LineStatus.factMissing,
  LineStatus.rateNotComputable,
  LineStatus.headingsConflict,
  LineStatus.partExceedsValue,
];

/** Values up to here have room in every step of the kernel. */
const ROOMY = 10n ** 18n;

function withTable<T>(kernel: Kernel, spec: TableSpec, use: (table: number) => T, knownOn: number = OPEN): T {
  const table = load(kernel, spec, knownOn);
  expect([table >= 0, kernel.tableFault()]).toEqual([true, 0]);
  try {
    return use(table);
  } finally {
    kernel.unloadTable(table);
  }
}

const entriesOf = ({ entryStart, codes }: Batch): number[] => entryStart ?? [...codes.keys(), codes.length];

function agree(kernel: Kernel, spec: TableSpec, request: Batch, met: Met, knownOn: number = OPEN): void {
  const { answer, lines } = withTable(kernel, spec, (table) => assess(kernel, table, request), knownOn);
  expect(answer).toBe(lines.filter(({ status }) => status !== LineStatus.assessed).length);
  const answers = answersOf(spec, request, knownOn);
  const starts = entriesOf(request);
  starts.slice(1).forEach((end, entry) => {
    const one = [starts[entry]!, end] as const;
    compareEntry(spec, lines.slice(...one), answers.slice(...one), request.values.slice(...one), met);
  });
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
    met.charges += charges.length;
    met.entryCharges += expected.entryCharges.length;
  });
}

/** The same lines over and over, each time at higher values: parts of them stay parts. */
function tiled(request: Batch, least: number): Batch {
  const times = Math.ceil(least / request.codes.length);
  const tile = <T>(cells: T[]): T[] => Array.from({ length: times }, () => cells).flat();
  const many = (cells: number | number[] | undefined) => (Array.isArray(cells) ? tile(cells) : (cells ?? 0));
  const values = Array.from({ length: times }, (_, time) => request.values.map((value) => value * BigInt(time + 1)));
  return {
    ...request,
    codes: tile(request.codes),
    day: many(request.day),
    origin: many(request.origin),
    claim: many(request.claim),
    values: values.flat(),
    inputs: (request.inputs ?? []).map((input) => ({ ...input, amounts: tile(input.amounts) })),
  };
}

const outcome = ({ answer, lines }: Result) => ({
  answer,
  lines: lines.map(({ status, detail, charges }) => ({ status, detail, charges })),
});

describe.each(MODULES)("%s and the law of stacks agree", (name) => {
  const kernel = instantiate(name);
  const flags = fc.constantFrom(0, 0, RequestFlag.definitional, RequestFlag.ordinaryOnly);

  it("on lines by themselves", () => {
    const met = nothing();
    fc.assert(
      fc.property(stackSpec(), stackBatch({ lines: 10 }), flags, (spec, request, flag) => {
        agree(kernel, spec, { ...request, flags: flag }, met);
      }),
      { numRuns: 1500 },
    );
    expect(EACH_STATUS.filter((status) => !met.statuses.has(status))).toEqual([]);
    expect(met.charges).toBeGreaterThan(5000);
    expect(met.entryCharges).toBeGreaterThan(300);
  });

  it("on entries of several lines", () => {
    const met = nothing();
    fc.assert(
      fc.property(stackSpec(), stackBatch({ lines: 9, entries: true }), flags, (spec, request, flag) => {
        agree(kernel, spec, { ...request, flags: flag }, met);
      }),
      { numRuns: 1200 },
    );
    expect(met.entryCharges).toBeGreaterThan(100);
  });

  it("on values beyond all trade", () => {
    const met = nothing();
    fc.assert(
      fc.property(stackSpec(), stackBatch({ lines: 6, huge: true }), (spec, request) => {
        agree(kernel, spec, request, met);
      }),
      { numRuns: 400 },
    );
  });

  it("as things were known on a day", () => {
    fc.assert(
      fc.property(stackSpec(), stackBatch({ lines: 6 }), fc.integer({ min: 0, max: 45 }), (spec, request, knownOn) => {
        agree(kernel, spec, request, nothing(), knownOn);
      }),
      { numRuns: 800 },
    );
  });
});

describe.each(MODULES)("%s: batches of lines with layers", (name) => {
  const kernel = instantiate(name);

  /** All at once, on fresh pages and on filled ones, is what the definition gives line by line. */
  function same(spec: TableSpec, request: Batch): void {
    withTable(kernel, spec, (table) => {
      const together = outcome(assess(kernel, table, { ...request, bare: true }));
      const again = outcome(assess(kernel, table, { ...request, bare: true }));
      const exact = outcome(assess(kernel, table, { ...request, flags: RequestFlag.definitional }));
      expect(together).toEqual(exact);
      expect(again).toEqual(exact);
    });
  }

  it("are charged as their lines are, days, origins and claims as they come", () => {
    fc.assert(
      fc.property(stackSpec(), stackBatch({ lines: 24, huge: true }), (spec, request) => same(spec, request)),
      { numRuns: 400 },
    );
    fc.assert(
      fc.property(stackSpec(), stackBatch({ lines: 40 }), fc.integer({ min: 500, max: 1200 }), (spec, request, least) =>
        same(spec, tiled(request, least)),
      ),
      { numRuns: 60 },
    );
  });

  it("are charged as their lines are on one day, of one origin and claim", () => {
    const one = (cells: number | number[] | undefined) => (Array.isArray(cells) ? cells[0]! : (cells ?? 0));
    fc.assert(
      fc.property(stackSpec(), stackBatch({ lines: 32 }), (spec, { day, origin, claim, ...rest }) =>
        same(spec, tiled({ ...rest, day: one(day), origin: one(origin), claim: one(claim) }, 1050)),
      ),
      { numRuns: 60 },
    );
  });

  /** What lines declare: nothing, headings, headings and that they declare them, quantities as well, another fact,
   *  all facts, or all. */
  const declared: ((input: InputColumn) => boolean)[] = [
    () => false,
    ({ kind }) => kind === InputKind.claim,
    ({ kind, fact, key }) => kind === InputKind.claim || (fact === true && key === DECLARES),
    ({ kind, fact, key }) => kind !== InputKind.deposit && (fact !== true || key === DECLARES),
    ({ kind, fact, key }) => kind === InputKind.claim || (fact === true && key === BOOLEAN),
    ({ kind, fact }) => kind === InputKind.claim || fact === true,
    () => true,
  ];

  it("of which few declare anything, or only the ordinary duty is asked for", () => {
    fc.assert(
      fc.property(
        stackSpec(),
        stackBatch({ lines: 40 }),
        fc.constantFrom(...declared),
        fc.constantFrom(0, 0, 0, RequestFlag.ordinaryOnly),
        (spec, request, isDeclared, flag) => {
          const long = tiled({ ...request, inputs: request.inputs!.filter(isDeclared) }, 1100);
          withTable(kernel, spec, (table) => {
            const fast = outcome(assess(kernel, table, { ...long, flags: flag, bare: true }));
            const again = outcome(assess(kernel, table, { ...long, flags: flag, bare: true }));
            const exact = outcome(assess(kernel, table, { ...long, flags: flag | RequestFlag.definitional }));
            expect(fast).toEqual(exact);
            expect(again).toEqual(exact);
          });
        },
      ),
      { numRuns: 200 },
    );
  });

  it("refuse the lines for whose charges there is no room, and no others", () => {
    fc.assert(
      fc.property(stackSpec(), stackBatch({ lines: 30 }), fc.integer({ min: 0, max: 1500 }), (spec, request, room) => {
        const long = { ...tiled(request, 600), capacity: room };
        withTable(kernel, spec, (table) => {
          const exact = assess(kernel, table, { ...long, flags: RequestFlag.definitional });
          expect(outcome(assess(kernel, table, { ...long, bare: true }))).toEqual(outcome(exact));
          const all = assess(kernel, table, { ...long, capacity: long.codes.length * 40 });
          const refused = exact.lines.map(({ status }) => status === LineStatus.noRoom);
          const charges = all.lines.map((line, index) => (refused[index] ? [] : line.charges));
          expect(exact.lines.map((line) => line.charges)).toEqual(charges);
          expect(charges.flat().length).toBeLessThanOrEqual(room);
        });
      }),
      { numRuns: 40 },
    );
  });
});

describe.each(MODULES)("%s: the trace of stacks", (name) => {
  const kernel = instantiate(name);

  it("can be worked out again, to every charge", () => {
    const operations = new Set<number>();
    fc.assert(
      fc.property(stackSpec(), stackBatch({ lines: 8, entries: true }), (spec, request) => {
        const { plain, traced } = withTable(kernel, spec, (table) => ({
          plain: assess(kernel, table, request),
          traced: assess(kernel, table, { ...request, flags: RequestFlag.trace, traceCapacity: 4000 }),
        }));
        expect(outcome(traced)).toEqual(outcome(plain));
        for (const { operation } of traced.trace) operations.add(operation);
        compareTraces(spec, request, traced);
      }),
      { numRuns: 500 },
    );
    const ofStacks = [
      TraceOperation.reduced,
      TraceOperation.entryValue,
      TraceOperation.baseDuty,
      TraceOperation.deposit,
      TraceOperation.layer,
    ];
    expect(ofStacks.filter((operation) => !operations.has(operation))).toEqual([]);
  });

  function compareTraces(spec: TableSpec, request: Batch, { lines, trace }: Result): void {
    const answers = answersOf(spec, request);
    const minor = 10n ** BigInt(spec.minorDigits!);
    const money = (amount: bigint): Ratio => ratio(amount, minor);
    const amounts = new Map(lines.map(({ amount = 0n }, line) => [line, money(amount)]));
    const starts = entriesOf(request);
    starts.slice(1).forEach((end, entry) => {
      const first = starts[entry]!;
      if (answers.slice(first, end).some(({ close }) => close)) return;
      const entryValue = (kind: number): Ratio => {
        const bearers = request.values.filter(
          (_, line) => line >= first && line < end && answers[line]!.bears.includes(kind),
        );
        return bearers.map((value) => ratio(value, 10n ** BigInt(request.valueDecimals!))).reduce(plus, ratio(0n));
      };
      const recordsOf = (line: number) => trace.filter((record) => record.line === line);
      const own: Ratio[][] = [];
      for (let line = first; line < end; line++) {
        own.push(replay(spec, request, recordsOf(line), { amounts, minor }));
      }
      own.at(-1)!.push(...replay(spec, request, recordsOf(lines.length + entry), { amounts, minor, entryValue }));
      const charges = lines.slice(first, end).map((line) => line.charges.map(({ amount }) => money(amount)));
      expect(own.map((list) => list.length)).toEqual(charges.map((list) => list.length));
      own.forEach((list, line) => {
        list.forEach((amount, place) => {
          expect(same(amount, charges[line]![place]!)).toBe(true);
        });
      });
    });
  }
});
