import { describe, expect, it } from "vitest";
import {
  BasisKind,
  Column,
  EVERY_COUNTRY,
  GuardOperator,
  InputKind,
  LAYER_WORD,
  LineStatus,
  TableStatus,
} from "../../assembly/abi";
import { type KindRow, type MeasureRow, type TableSpec, tableBytes } from "./bytes";
import { assess, type Batch, type InputColumn, instantiate, type LineResult, load, MODULES, tryLoad } from "./kernel";

/** Stacks as large as they may be, and larger; more stacks than are kept at a time. */

const list = <T>(count: number, item: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => item(index));
const claim = (key: number): InputColumn => ({ kind: InputKind.claim, key, amounts: [1n] });

/** Code 1 of no ordinary duty, with these groups of layers; choice 0 and program 0 are free, choice 1 is 10 %. */
function table(groups: MeasureRow[][], kinds: KindRow[], more: Partial<TableSpec> = {}): TableSpec {
  return {
    lines: [{ code: 1n, set: 1, stack: 2 }],
    sets: [[], [0], groups.map((_, index) => index + 1)],
    groups: [[{ choice: 0 }], ...groups],
    choices: [[{ program: 0 }], [{ program: 1 }]],
    programs: [
      { denominator: 1n, sums: [] },
      { denominator: 10n, sums: [{ terms: [{ coefficient: 1n, basis: 1 }] }] },
    ],
    bases: [{ kind: BasisKind.value }, ...list(9, (key) => ({ kind: BasisKind.fact, key }))],
    kinds: [{}, ...kinds],
    ...more,
  };
}

describe.each(MODULES)("%s: the limits of a stack", (name) => {
  const kernel = instantiate(name);

  function line(spec: TableSpec, more: Partial<Batch> = {}): LineResult {
    const handle = load(kernel, spec);
    expect(handle).toBeGreaterThanOrEqual(0);
    const { lines } = assess(kernel, handle, { codes: [1n], values: [10_000n], day: 1, ...more });
    kernel.unloadTable(handle);
    return lines[0]!;
  }
  const amounts = ({ charges }: LineResult) => charges.slice(1).map(({ amount }) => amount);

  it.each([
    [64, LineStatus.assessed],
    [65, LineStatus.overflow],
  ])("%i headings that may be a layer's", (count, status) => {
    // Each is claimed by its heading; none of them is.
    const measures = list(count, (): MeasureRow => ({ choice: 2, kind: 1 }));
    const spec = table([measures], [{ layer: 1, heading: 1 }], {
      guards: [[[GuardOperator.claims, 1, 0]]],
      choices: [[{ program: 0 }], [{ program: 1 }], [{ program: 1, guard: 1 }]],
    });
    expect(line(spec).status).toBe(status);
  });

  it.each([
    [64, LineStatus.assessed],
    [65, LineStatus.overflow],
  ])("%i displacements and provisions", (count, status) => {
    const groups: MeasureRow[][] = [[{ choice: 1, kind: 1 }]];
    const kinds = [{ layer: 1, heading: 1 }];
    const displacements = list(count, () => ({ by: [], of: [1] }));
    expect(line(table(groups, kinds, { displacements })).status).toBe(status);
    const provisions = list(count, (index) => ({ heading: 100 + index, layer: 1 }));
    const last = line(table(groups, kinds, { provisions }), { inputs: [claim(100 + count - 1)] });
    expect(last.status).toBe(status);
    expect(amounts(last)).toEqual([]);
  });

  it("24 layers, each displaced by the one before it", () => {
    const groups = list(24, (index): MeasureRow[] => [{ choice: 1, kind: index + 1 }]);
    const kinds = list(24, (index) => ({ layer: index + 1, heading: index + 1 }));
    const displacements = list(23, (index) => ({ by: [LAYER_WORD | (index + 1)], of: [index + 2] }));
    const charged = line(table(groups, kinds, { displacements })).charges.slice(1);
    // The second is displaced and so displaces nothing: every other one charges.
    expect(charged.map(({ kind }) => kind)).toEqual(list(12, (index) => 2 * index + 1));
    const backwards = list(23, (index) => ({ by: [index + 2], of: [LAYER_WORD | (index + 1)] }));
    const from = line(table(groups, kinds, { displacements: backwards })).charges.slice(1);
    expect(from.map(({ kind }) => kind)).toEqual(list(12, (index) => 2 * index + 2));
  });

  it.each([
    [8, LineStatus.assessed],
    [9, LineStatus.overflow],
  ])("%i parts taken off the value", (count, status) => {
    const displacements = list(count, (index) => ({ by: [], of: [1], less: index + 2 }));
    const inputs = list(9, (key): InputColumn => ({ fact: true, key, decimals: 2, amounts: [1000n] }));
    const spec = table([[{ choice: 1, kind: 1 }]], [{ layer: 1, heading: 1 }], { displacements });
    const result = line(spec, { inputs });
    expect(result.status).toBe(status);
    expect(amounts(result)).toEqual(status === LineStatus.assessed ? [200n] : []);
  });

  it("as many deposits as layers leave room for", () => {
    const groups = list(24, (index): MeasureRow[] => [{ choice: 1, kind: index + 1 }]);
    const spec = table(
      groups,
      list(24, (index) => ({ layer: index + 1 })),
    );
    const deposits = (count: number) =>
      list(count, (): InputColumn => ({ kind: InputKind.deposit, key: 1, amounts: [5n] }));
    expect(amounts(line(spec, { inputs: deposits(16), capacity: 41 }))).toEqual([
      ...list(24, () => 1000n),
      ...list(16, () => 500n),
    ]);
    expect(line(spec, { inputs: deposits(17), capacity: 50 }).status).toBe(LineStatus.overflow);
  });

  it("a deposit of a kind that there is not, or of more than there are numbers", () => {
    const spec = table([[{ choice: 1, kind: 1 }]], [{ layer: 1 }]);
    const deposit = (key: number, rate: bigint): InputColumn => ({ kind: InputKind.deposit, key, amounts: [rate] });
    expect(line(spec, { inputs: [deposit(2, 5n)] }).status).toBe(LineStatus.overflow);
    expect(line(spec, { inputs: [deposit(1, 1n << 63n)], values: [1n << 63n] }).status).toBe(LineStatus.overflow);
  });

  it("as many programmes that guards ask for as it can tell apart", () => {
    const asking = (count: number): TableSpec => ({
      ...table([list(count, (index): MeasureRow => ({ choice: index + 2, kind: 1 }))], [{ layer: 1 }]),
      claims: list(count, () => 0),
      guards: list(count, (index) => [[GuardOperator.programme, index + 1, 0]]),
      choices: [[{ program: 0 }], [{ program: 1 }], ...list(count, (index) => [{ program: 1, guard: index + 1 }])],
    });
    const spec = asking(255);
    expect([1, 128, 255].map((claimed) => amounts(line(spec, { claim: claimed })))).toEqual(list(3, () => [1000n]));
    const refused = tryLoad(kernel, tableBytes(asking(256)));
    expect(refused).toEqual([TableStatus.tooMuchWork, Column.guardOperator]);
  });

  it("charges of thousands of stacks, more than are kept at a time", () => {
    // Layer n charges the countries whose numbers have the bit n; four tens of days are epochs of their own.
    const bits = 10;
    const epochs = 4;
    const bit = (index: number) =>
      list(676, (country) => country)
        .filter((country) => (country >> index) & 1)
        .map((country) => ({ country }));
    const groups = list(bits, (index): MeasureRow[] => [{ choice: 1, kind: index + 1, area: index + 1 }]);
    groups.push(list(epochs, (epoch): MeasureRow => ({ choice: 1, kind: bits + 1 + epoch, area: bits + 1 + epoch })));
    const kinds = list(bits + epochs, (index) => ({ layer: Math.min(index, bits) + 1, heading: index + 1 }));
    const sets = 12_000;
    const spec = table(groups, kinds, {
      areas: [
        ...list(bits, bit),
        ...list(epochs, (epoch) => [{ country: EVERY_COUNTRY, from: epoch * 10, to: epoch * 10 + 9 }]),
      ],
    });
    const own = spec.sets[2]!;
    // A page has a place for each set that some line has: here so many that all pages are not kept.
    spec.sets = [[], [0], ...list(sets, () => own)];
    spec.lines = list(sets, (index) => ({ code: BigInt(index + 1), set: 1, stack: index + 2 }));
    const countries = list(676 * epochs, (index) => index % 676);
    const days = countries.map((_, index) => Math.floor(index / 676) * 10);
    const request = {
      codes: countries.map(() => 1n),
      values: countries.map(() => 10_000n),
      day: days,
      origin: countries,
    };
    const handle = load(kernel, spec);
    expect(handle).toBeGreaterThanOrEqual(0);
    const expected = countries.map((country, index) => [
      0,
      ...list(bits, (place) => place)
        .filter((place) => (country >> place) & 1)
        .map((place) => place + 1),
      bits + 1 + Math.floor(index / 676),
    ]);
    for (const bare of [true, false, true]) {
      const { lines } = assess(kernel, handle, { ...request, bare });
      expect(lines.map(({ charges }) => charges.map(({ kind }) => kind))).toEqual(expected);
    }
    kernel.unloadTable(handle);
  });
});
