import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { BasisKind, Column, FORMAT_VERSION, GuardOperator, Header, OPEN, TableStatus } from "../../assembly/abi";
import { type Columns, columnsOf, pack, type TableSpec, tableBytes } from "./bytes";
import { assess, instantiate, load, place, tryLoad } from "./kernel";
import { batch, tableSpec } from "./random";

const SIMPLE: TableSpec = {
  lines: [
    { code: 101300000n, set: 1 },
    { code: 201300000n, set: 2, guard: 1 },
  ],
  sets: [[], [0], [0, 1]],
  groups: [[{ choice: 0 }], [{ choice: 1, area: 1, claim: 1 }]],
  choices: [[{ program: 0 }], [{ guard: 1, program: 1 }, { program: 0 }]],
  programs: [
    { denominator: 1000n, sums: [{ terms: [{ coefficient: 68n, basis: 1 }] }] },
    {
      denominator: 100n,
      sums: [
        { terms: [{ coefficient: 5n, basis: 2, factor: 2 }] },
        { operator: 1, terms: [{ coefficient: 1n, basis: 1 }] },
      ],
    },
  ],
  bases: [{ kind: BasisKind.value }, { kind: BasisKind.quantity, key: 1, quantum: 1_000_000n }],
  guards: [
    [
      [GuardOperator.fact, 1, 0],
      [GuardOperator.during, 101, 1231],
      [GuardOperator.and, 0, 0],
    ],
  ],
  areas: [[{ country: 5 }]],
  claims: [1],
};

const kernel = instantiate();

const loadBytes = (bytes: Uint8Array) => tryLoad(kernel, bytes);

function spoiled(change: (columns: Columns) => void): [number, number] {
  const columns = columnsOf(SIMPLE);
  change(columns);
  return loadBytes(pack(columns, 0, 1000));
}

const cells = (columns: Columns, id: number) => columns.get(id)![1];

describe("a table that is not as it should be", () => {
  it("loads when it is", () => {
    expect(loadBytes(tableBytes(SIMPLE))).toEqual([0, 0]);
  });

  it("answers each fault with its status and column", () => {
    const faults: [string, number, number, (columns: Columns) => void][] = [
      ["no choices", TableStatus.missingColumn, Column.choiceStart, (c) => c.delete(Column.choiceStart)],
      ["narrow column", TableStatus.badDirectory, Column.lineFrom, (c) => c.set(Column.lineFrom, [2, [0, 0]])],
      ["short column", TableStatus.badDirectory, Column.lineTo, (c) => cells(c, Column.lineTo).pop()],
      ["sets from 1", TableStatus.badOffset, Column.setStart, (c) => cells(c, Column.setStart).splice(0, 1, 1)],
      ["sets to 9", TableStatus.badOffset, Column.setStart, (c) => cells(c, Column.setStart).splice(3, 1, 9)],
      ["sets falling", TableStatus.badOrder, Column.setStart, (c) => cells(c, Column.setStart).splice(1, 1, 3)],
      ["set of line", TableStatus.badIndex, Column.lineSet, (c) => cells(c, Column.lineSet).splice(1, 1, 3)],
      ["area", TableStatus.badIndex, Column.measureArea, (c) => cells(c, Column.measureArea).splice(0, 1, 2)],
      ["claim", TableStatus.badIndex, Column.measureClaim, (c) => cells(c, Column.measureClaim).splice(0, 1, 2)],
      ["country", TableStatus.badIndex, Column.memberCountry, (c) => cells(c, Column.memberCountry).splice(0, 1, 677)],
      [
        "long code",
        TableStatus.badOrder,
        Column.lineCodeDelta,
        (c) => cells(c, Column.lineCodeDelta).splice(1, 1, 10n ** 10n),
      ],
      ["rule", TableStatus.badIndex, Column.regime, (c) => cells(c, Column.regime).splice(2, 1, 3n)],
      [
        "denominator 0",
        TableStatus.badProgram,
        Column.programDenominator,
        (c) => cells(c, Column.programDenominator).splice(0, 1, 0n),
      ],
      [
        "denominator 2^56",
        TableStatus.badProgram,
        Column.programDenominator,
        (c) => cells(c, Column.programDenominator).splice(0, 1, 1n << 56n),
      ],
      [
        "two first sums",
        TableStatus.badProgram,
        Column.sumOperator,
        (c) => cells(c, Column.sumOperator).splice(2, 1, 0),
      ],
      ["basis 0", TableStatus.badIndex, Column.termBasis, (c) => cells(c, Column.termBasis).splice(0, 1, 0)],
      ["basis 3", TableStatus.badIndex, Column.termFactor, (c) => cells(c, Column.termFactor).splice(0, 1, 3)],
      ["kind of basis", TableStatus.badIndex, Column.basisKind, (c) => cells(c, Column.basisKind).splice(1, 1, 9)],
      [
        "unit of 0",
        TableStatus.badProgram,
        Column.basisUnitNumerator,
        (c) => cells(c, Column.basisUnitNumerator).splice(1, 1, 0n),
      ],
      [
        "guard ends early",
        TableStatus.badGuard,
        Column.guardStart,
        (c) => cells(c, Column.guardOperator).splice(2, 1, 0),
      ],
      [
        "guard of nothing",
        TableStatus.badGuard,
        Column.guardStart,
        (c) => cells(c, Column.guardOperator).splice(0, 1, GuardOperator.and),
      ],
      ["13th month", TableStatus.badGuard, Column.guardOperator, (c) => cells(c, Column.guardFirst).splice(1, 1, 1301)],
      [
        "guard on rounded value",
        TableStatus.badGuard,
        Column.guardOperator,
        (c) => {
          cells(c, Column.guardOperator).splice(0, 1, 1);
          cells(c, Column.guardFirst).splice(0, 1, 0);
        },
      ],
    ];
    const seen = faults.map(([name, , , change]) => [name, ...spoiled(change)]);
    expect(seen).toEqual(faults.map(([name, status, column]) => [name, status, column]));
  });

  it("knows what is cut off, what is no table and what is of another version", () => {
    const good = tableBytes(SIMPLE);
    const edited = (offset: number, byte: number) => {
      const bytes = good.slice();
      bytes[offset] = byte;
      return loadBytes(bytes)[0];
    };
    expect(loadBytes(good.subarray(0, 50))[0]).toBe(TableStatus.truncated);
    expect(loadBytes(good.subarray(0, good.length - 8))[0]).toBe(TableStatus.truncated);
    expect(loadBytes(new Uint8Array(0))[0]).toBe(TableStatus.truncated);
    expect(edited(Header.magic, 0)).toBe(TableStatus.notATable);
    expect(edited(Header.formatVersion, FORMAT_VERSION + 1)).toBe(TableStatus.otherVersion);
  });

  it("takes no more than 64 tables, and gives handles back", () => {
    const handles = Array.from({ length: 64 }, () => load(kernel, SIMPLE));
    expect(new Set(handles).size).toBe(64);
    const bytes = tableBytes(SIMPLE);
    const address = place(kernel, bytes);
    expect(kernel.loadTable(address, bytes.length, OPEN)).toBe(TableStatus.tooManyTables);
    kernel.release(address);
    for (const handle of handles) kernel.unloadTable(handle);
    for (const handle of [-1, 64, handles[0]!]) kernel.unloadTable(handle);
    expect(loadBytes(bytes)[0]).toBe(0);
  });

  it("finds every code of a large table, and no other", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 3000 }),
        fc.bigInt({ min: 1n, max: 1000n }),
        fc.bigInt({ min: 0n, max: 9000n }),
        (count, step, first) => {
          const lines = Array.from({ length: count }, (_, index) => ({ code: first + BigInt(index) * step }));
          const table = load(kernel, { ...SIMPLE, lines });
          expect(table).toBe(0);
          const codes = [
            ...lines.map(({ code }) => code),
            first + BigInt(count) * step,
            (1n << 44n) - 1n,
            (1n << 64n) - 1n,
          ];
          const result = assess(kernel, table, { codes, day: 1, values: codes.map(() => 1n) });
          expect(result.lines.map((line) => line.status)).toEqual([
            ...lines.map(() => 0),
            1,
            codes.length > 3 ? 1 : result.lines.at(-2)!.status,
            1,
          ]);
          expect(result.lines.slice(0, count).map((line) => line.row)).toEqual(lines.map((_, row) => row));
          kernel.unloadTable(table);
        },
      ),
      { numRuns: 60 },
    );
  });

  it("is refused or harmless whatever its bytes, in bounded time", () => {
    const part = fc.double({ min: 0, max: 1, noNaN: true, maxExcluded: true });
    const anyByte = fc.record({ at: part, value: fc.integer({ min: 0, max: 255 }), width: fc.constantFrom(1, 2, 4) });
    const anyCell = fc.record({
      column: part,
      row: part,
      value: fc.oneof(
        fc.bigInt({ min: 0n, max: 6n }),
        fc.constantFrom(0x7fn, 0xffn, 0x7fffn, 0xffffn, 0x7fff_ffffn, 0xffff_ffffn, (1n << 63n) - 1n, (1n << 64n) - 1n),
      ),
    });
    let loaded = 0;
    const changes = fc.tuple(fc.array(anyCell, { maxLength: 4 }), fc.array(anyByte, { maxLength: 1 }));
    fc.assert(
      fc.property(tableSpec(), batch(8, true), changes, (spec, request, [cellChanges, byteChanges]) => {
        const columns = columnsOf(spec);
        for (const { column, row, value } of cellChanges) {
          const cells = [...columns.values()][Math.floor(column * columns.size)]![1];
          if (cells.length > 0) cells[Math.floor(row * cells.length)] = value;
        }
        const bytes = pack(columns, spec.firstDay!, spec.lastEditionDay!);
        for (const { at, value, width } of byteChanges) {
          const offset = Math.floor(at * bytes.length);
          bytes.fill(value, offset, offset + width);
        }
        const started = performance.now();
        const address = place(kernel, bytes);
        const table = kernel.loadTable(address, bytes.length, OPEN);
        if (table < 0) {
          expect(table).toBeGreaterThanOrEqual(TableStatus.noMemory);
          kernel.release(address);
        } else {
          loaded++;
          assess(kernel, table, { ...request, flags: 1 });
          const { entryStart: _, parent: __, ...lines } = request;
          assess(kernel, table, { ...lines, bare: true });
          kernel.unloadTable(table);
        }
        expect(performance.now() - started).toBeLessThan(2000);
      }),
      { numRuns: 4000 },
    );
    expect(loaded).toBeGreaterThan(200);
  });

  it("is refused when it asks for more work than any table needs", () => {
    const many = <T>(count: number, item: T): T[] => Array.from({ length: count }, () => item);
    const heavy: [number, TableSpec][] = [
      [Column.setGroup, { ...SIMPLE, sets: [[], ...many(300, many(300, 0))], groups: [many(300, { choice: 0 })] }],
      [Column.lineCodeDelta, { ...SIMPLE, lines: many(1100, { code: 5n }) }],
      [
        Column.programStart,
        { ...SIMPLE, programs: [SIMPLE.programs[0]!, { denominator: 1n, sums: many(17, { operator: 1, terms: [] }) }] },
      ],
      [Column.choiceStart, { ...SIMPLE, choices: [[{ program: 0 }], many(65, { guard: 1, program: 0 })] }],
    ];
    const seen = heavy.map(([, spec]) => loadBytes(tableBytes(spec)));
    expect(seen).toEqual(heavy.map(([column]) => [TableStatus.tooMuchWork, column]));
  });
});
