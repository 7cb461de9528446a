import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  BasisKind,
  ChargeUnit,
  Column,
  EVERY_COUNTRY,
  Family,
  GuardOperator,
  LAYER_WORD,
  OPEN,
  TableStatus,
} from "../../assembly/abi";
import { type Columns, columnsOf, type MeasureRow, pack, type TableSpec, tableBytes } from "./bytes";
import { assess, instantiate, place, tryLoad } from "./kernel";
import { stackBatch } from "./random-stack-lines";
import { stackSpec } from "./random-stacks";

const kernel = instantiate();

/** Code 1: 5 %, a layer of 25 % or by claim free, a top-up that the first displaces in part, a fee of the entry. */
const SIMPLE: TableSpec = {
  lines: [{ code: 1n, set: 1, stack: 2 }],
  sets: [[], [0], [1, 2, 3]],
  groups: [
    [{ choice: 0 }],
    [
      { choice: 1, kind: 1, rank: 1, area: 1 },
      { choice: 2, kind: 2, rank: 2 },
    ],
    [{ choice: 3, kind: 3 }],
    [{ choice: 4, kind: 4 }],
  ],
  choices: [[{ program: 0 }], [{ guard: 1, program: 4 }], [{ program: 1 }], [{ program: 2 }], [{ program: 3 }]],
  programs: [
    { denominator: 100n, sums: [{ terms: [{ coefficient: 5n, basis: 1 }] }] },
    { denominator: 100n, sums: [{ terms: [{ coefficient: 25n, basis: 1 }] }] },
    {
      denominator: 100n,
      sums: [
        {
          terms: [
            { coefficient: 15n, basis: 1 },
            { coefficient: -100n, basis: 3 },
          ],
        },
      ],
    },
    {
      denominator: 1000n,
      sums: [{ terms: [{ coefficient: 3n, basis: 1 }] }, { operator: 1, terms: [{ coefficient: 30_000n, basis: 4 }] }],
    },
    { denominator: 1n, sums: [] },
  ],
  bases: [
    { kind: BasisKind.value },
    { kind: BasisKind.fact, key: 0 },
    { kind: BasisKind.baseDuty },
    { kind: BasisKind.entry },
    { kind: BasisKind.quantity, key: 0 },
  ],
  guards: [
    [
      [GuardOperator.claims, 1, 0],
      [GuardOperator.programme, 1, 0],
      [GuardOperator.or, 0, 0],
    ],
  ],
  areas: [[{ country: EVERY_COUNTRY }]],
  claims: [1],
  kinds: [
    {},
    { layer: 1, heading: 1 },
    { layer: 1, heading: 2 },
    { layer: 2, heading: 3 },
    { layer: 3, family: Family.fees, per: ChargeUnit.entry },
  ],
  provisions: [{ area: 1, heading: 9, layer: 0, minuend: 1, subtrahend: 2 }],
  displacements: [{ area: 1, guard: 1, less: 2, by: [LAYER_WORD | 1, 2], of: [3] }],
};

function spoiled(change: (columns: Columns) => void): [number, number] {
  const columns = columnsOf(SIMPLE);
  change(columns);
  return tryLoad(kernel, pack(columns, 0, 1000));
}

const cells = (columns: Columns, id: number) => columns.get(id)![1];
const put = (id: number, row: number, cell: number) => (columns: Columns) => {
  cells(columns, id)[row] = cell;
};
const badIndex = TableStatus.badIndex;
const badOffset = TableStatus.badOffset;
const badOrder = TableStatus.badOrder;
const badGuard = TableStatus.badGuard;
const badProgram = TableStatus.badProgram;
const badDirectory = TableStatus.badDirectory;
const missingColumn = TableStatus.missingColumn;
const tooMuchWork = TableStatus.tooMuchWork;

/** Columns that a table must have, whether it has layers or not. */
const REQUIRED = [
  Column.kindFamily,
  Column.kindLayer,
  Column.kindHeading,
  Column.kindPer,
  Column.provisionArea,
  Column.provisionHeading,
  Column.provisionLayer,
  Column.provisionMinuend,
  Column.provisionSubtrahend,
  Column.displacementArea,
  Column.displacementGuard,
  Column.displacementLess,
  Column.displacementByStart,
  Column.displacementBy,
  Column.displacementOfStart,
  Column.displacementOf,
];
/** Those that stand alone in counting their rows: a row more or less is no contradiction. */
const ALONE: number[] = [Column.displacementBy, Column.displacementOf];

describe("a table whose layers are not as they should be", () => {
  it("loads when they are", () => {
    expect(tryLoad(kernel, tableBytes(SIMPLE))).toEqual([0, 0]);
  });

  it("has all columns of kinds, provisions and displacements, of one length each", () => {
    const seen = REQUIRED.map((id) => spoiled((columns) => columns.delete(id)));
    expect(seen).toEqual(REQUIRED.map((id) => [missingColumn, id]));
    for (const id of REQUIRED.filter((column) => !ALONE.includes(column))) {
      const [status] = spoiled((columns) => cells(columns, id).push(0));
      expect([id, status === badDirectory || status === badOffset || status === badOrder]).toEqual([id, true]);
    }
    for (const id of [Column.lineStack, Column.measureRank]) {
      expect(spoiled((columns) => cells(columns, id).pop())[0]).toBe(badDirectory);
    }
  });

  it("may do without stacks and ranks", () => {
    for (const id of [Column.lineStack, Column.measureRank]) {
      expect(spoiled((columns) => columns.delete(id))).toEqual([0, 0]);
    }
  });

  const faults: [string, number, number, (columns: Columns) => void][] = [
    ["stack of a line", badIndex, Column.lineStack, put(Column.lineStack, 0, 3)],
    ["stack of the ordinary duty", badIndex, Column.lineStack, put(Column.lineStack, 0, 1)],
    ["layers as the ordinary duty", badIndex, Column.lineSet, put(Column.lineSet, 0, 2)],
    ["kind of a measure", badIndex, Column.measureKind, put(Column.measureKind, 0, 5)],
    ["family of a kind", badIndex, Column.kindFamily, put(Column.kindFamily, 1, 5)],
    ["ordinary family with a layer", badIndex, Column.kindFamily, put(Column.kindFamily, 1, 0)],
    ["other family without a layer", badIndex, Column.kindFamily, put(Column.kindFamily, 0, 1)],
    ["layer beyond a word", badIndex, Column.kindLayer, put(Column.kindLayer, 1, LAYER_WORD)],
    ["heading beyond a word", badIndex, Column.kindHeading, put(Column.kindHeading, 1, LAYER_WORD | 1)],
    ["what a charge is by", badIndex, Column.kindPer, put(Column.kindPer, 1, 2)],
    ["two layers in a group", badIndex, Column.groupStart, put(Column.measureKind, 2, 3)],
    ["ranks that fall", badOrder, Column.measureRank, put(Column.measureRank, 1, 3)],
    ["a layer twice in a set", badIndex, Column.setGroup, put(Column.setGroup, 2, 1)],
    ["the ordinary duty among layers", badIndex, Column.setGroup, put(Column.setGroup, 1, 0)],
    ["claim of a layer's measure", badIndex, Column.measureClaim, put(Column.measureClaim, 1, 1)],
    ["two alternatives in a layer", badIndex, Column.choiceStart, put(Column.choiceStart, 2, 1)],
    ["none in a layer", badIndex, Column.choiceStart, put(Column.choiceStart, 2, 3)],
    ["duty in the ordinary duty", badProgram, Column.measureChoice, put(Column.alternativeProgram, 0, 2)],
    ["entry in the ordinary duty", badProgram, Column.measureChoice, put(Column.alternativeProgram, 0, 3)],
    ["area of a provision", badIndex, Column.provisionArea, put(Column.provisionArea, 0, 2)],
    ["quantity in the value's place", badIndex, Column.provisionMinuend, put(Column.provisionMinuend, 0, 5)],
    ["basis in the value's place", badIndex, Column.provisionMinuend, put(Column.provisionMinuend, 0, 6)],
    ["duty in the value's place", badIndex, Column.provisionMinuend, put(Column.provisionMinuend, 0, 3)],
    ["value off the value", badIndex, Column.provisionSubtrahend, put(Column.provisionSubtrahend, 0, 1)],
    ["basis off the value", badIndex, Column.provisionSubtrahend, put(Column.provisionSubtrahend, 0, 6)],
    ["a base for an entry's charge", badIndex, Column.provisionLayer, put(Column.provisionLayer, 0, 3)],
    ["area of a displacement", badIndex, Column.displacementArea, put(Column.displacementArea, 0, 2)],
    ["guard of a displacement", badIndex, Column.displacementGuard, put(Column.displacementGuard, 0, 2)],
    ["value as a part", badIndex, Column.displacementLess, put(Column.displacementLess, 0, 1)],
    ["quantity as a part", badIndex, Column.displacementLess, put(Column.displacementLess, 0, 5)],
    ["basis of a part", badIndex, Column.displacementLess, put(Column.displacementLess, 0, 6)],
    ["part of an entry's charge", badIndex, Column.displacementOf, put(Column.displacementOf, 0, LAYER_WORD | 3)],
    ["word of no heading that displaces", badIndex, Column.displacementBy, put(Column.displacementBy, 1, 0)],
    ["word of no heading", badIndex, Column.displacementOf, put(Column.displacementOf, 0, 0)],
    ["word of the ordinary duty", badIndex, Column.displacementOf, put(Column.displacementOf, 0, LAYER_WORD)],
    ["words from 1", badOffset, Column.displacementByStart, put(Column.displacementByStart, 0, 1)],
    ["words to 3", badOffset, Column.displacementByStart, put(Column.displacementByStart, 1, 3)],
    ["displaced to 2", badOffset, Column.displacementOfStart, put(Column.displacementOfStart, 1, 2)],
    ["country of a member", badIndex, Column.memberCountry, put(Column.memberCountry, 0, EVERY_COUNTRY + 1)],
    ["programme", badGuard, Column.guardOperator, put(Column.guardFirst, 1, 2)],
    ["guard on the duty", badGuard, Column.guardOperator, onProgram(2)],
    ["guard on an amount per entry", badGuard, Column.guardOperator, onProgram(3)],
    ["operator", badIndex, Column.guardOperator, put(Column.guardOperator, 0, GuardOperator.not + 1)],
    ["kind of a basis", badIndex, Column.basisKind, put(Column.basisKind, 4, BasisKind.entry + 1)],
  ];

  it.each(faults)("is refused: %s", (_, status, column, change) => {
    expect(spoiled(change)).toEqual([status, column]);
  });

  function onProgram(program: number): (columns: Columns) => void {
    return (columns) => {
      cells(columns, Column.guardOperator)[0] = GuardOperator.sumPositive;
      cells(columns, Column.guardFirst)[0] = program;
    };
  }

  it("is refused with more layers in a set than a stack may have", () => {
    const layers = (count: number): TableSpec => ({
      ...SIMPLE,
      sets: [[], [0], Array.from({ length: count }, (_, index) => index + 1)],
      groups: [
        [{ choice: 0 }],
        ...Array.from({ length: count }, (_, index): MeasureRow[] => [{ choice: 2, kind: index + 1 }]),
      ],
      kinds: [{}, ...Array.from({ length: count }, (_, index) => ({ layer: index + 1 }))],
      provisions: [],
      displacements: [],
    });
    expect(tryLoad(kernel, tableBytes(layers(24)))).toEqual([0, 0]);
    expect(tryLoad(kernel, tableBytes(layers(25)))).toEqual([tooMuchWork, Column.setGroup]);
  });

  it("is refused or harmless whatever its cells, in bounded time", () => {
    const part = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
    const anyCell = fc.record({
      column: fc.oneof(part, fc.constantFrom(...REQUIRED, Column.lineStack, Column.measureRank, Column.measureKind)),
      row: part,
      value: fc.oneof(
        fc.bigInt({ min: 0n, max: 20n }),
        fc.constantFrom(0x7fn, 0xffn, 0x7fffn, 0x8000n, 0x8001n, 0xffffn, 0x7fff_ffffn, 0xffff_ffffn, (1n << 64n) - 1n),
      ),
    });
    let loaded = 0;
    fc.assert(
      fc.property(
        stackSpec(),
        stackBatch({ lines: 8, entries: true }),
        fc.array(anyCell, { minLength: 1, maxLength: 4 }),
        (spec, request, changes) => {
          const columns = columnsOf(spec);
          for (const { column, row, value } of changes) {
            const id = column < 1 ? [...columns.keys()][Math.floor(column * columns.size)]! : column;
            const list = columns.get(id)?.[1] ?? [];
            if (list.length > 0) list[Math.floor(row * list.length)] = value;
          }
          const bytes = pack(columns, spec.firstDay!, spec.lastEditionDay!);
          const started = performance.now();
          const address = place(kernel, bytes);
          const table = kernel.loadTable(address, bytes.length, OPEN);
          if (table < 0) {
            expect(table).toBeGreaterThanOrEqual(TableStatus.noMemory);
            kernel.release(address);
          } else {
            loaded++;
            assess(kernel, table, { ...request, flags: 1 });
            const { entryStart: _, ...lines } = request;
            assess(kernel, table, { ...lines, bare: true });
            kernel.unloadTable(table);
          }
          expect(performance.now() - started).toBeLessThan(2000);
        },
      ),
      { numRuns: 2500 },
    );
    expect(loaded).toBeGreaterThan(200);
  });
});
