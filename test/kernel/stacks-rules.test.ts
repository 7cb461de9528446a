import { describe, expect, it } from "vitest";
import {
  BasisKind,
  ChargeUnit,
  EVERY_COUNTRY,
  Family,
  GuardOperator,
  InputKind,
  LAYER_WORD,
  LineStatus,
  OPEN,
} from "../../assembly/abi";
import type { DisplacementRow, KindRow, MeasureRow, MemberRow, ProgramRow, TableSpec } from "./bytes";
import { assess, type Batch, type InputColumn, instantiate, load } from "./kernel";

/** The law of stacks rule by rule, on 100.00 of goods with an ordinary duty of 5 %. */

const kernel = instantiate();
const VALUE = 1;
const PART = 2;
const DUTY = 3;
const ENTRY = 4;
const percent = (rate: bigint): ProgramRow => ({
  denominator: 100n,
  sums: [{ terms: [{ coefficient: rate, basis: VALUE }] }],
});
const ORDINARY = percent(5n);
const FREE: ProgramRow = { denominator: 1n, sums: [] };
const upTo = (rate: bigint): ProgramRow => ({
  denominator: 100n,
  sums: [
    {
      terms: [
        { coefficient: rate, basis: VALUE },
        { coefficient: -100n, basis: DUTY },
      ],
    },
  ],
});
/** Heading n is claimed where guard n holds. */
const CLAIMED = 1;

interface Heading extends Omit<MeasureRow, "choice" | "kind"> {
  rate: ProgramRow;
  guard?: number;
  heading?: number;
  per?: number;
}

/** Layers of headings, which are numbered from 1 throughout. */
function table(layers: Heading[][], more: Partial<TableSpec> = {}): TableSpec {
  const headings = layers.flat();
  const numberOf = (one: Heading) => headings.indexOf(one) + 1;
  return {
    lines: [{ code: 1n, set: 1, stack: 2 }],
    sets: [[], [0], layers.map((_, index) => index + 1)],
    groups: [
      [{ choice: 0 }],
      ...layers.map((layer) =>
        layer.map(
          (one): MeasureRow => ({
            area: one.area ?? 0,
            except: one.except ?? 0,
            rank: one.rank ?? 0,
            kind: numberOf(one),
            choice: numberOf(one),
          }),
        ),
      ),
    ],
    choices: [[{ program: 0 }], ...headings.map((one) => [{ program: numberOf(one), guard: one.guard ?? 0 }])],
    programs: [ORDINARY, ...headings.map(({ rate }) => rate)],
    bases: [
      { kind: BasisKind.value },
      { kind: BasisKind.fact, key: 0 },
      { kind: BasisKind.baseDuty },
      { kind: BasisKind.entry },
    ],
    guards: headings.map((one) => [[GuardOperator.claims, numberOf(one), 0]]),
    kinds: [
      {},
      ...layers.flatMap((layer, index) =>
        layer.map((one): KindRow => {
          const per = one.per ?? ChargeUnit.line;
          return { layer: index + 1, heading: numberOf(one), per, family: per ? Family.fees : Family.additional };
        }),
      ),
    ],
    ...more,
  };
}

function lines(spec: TableSpec, more: Partial<Batch> = {}, knownOn: number = OPEN) {
  const handle = load(kernel, spec, knownOn);
  expect([handle >= 0, kernel.tableFault()]).toEqual([true, 0]);
  const result = assess(kernel, handle, { codes: [1n], values: [10_000n], day: 1, ...more });
  kernel.unloadTable(handle);
  return result.lines;
}

/** Heading and cents of each charge behind the ordinary duty; or status and detail. */
function charges(spec: TableSpec, more: Partial<Batch> = {}, knownOn: number = OPEN): unknown[] {
  const [{ status, detail, charges: all }] = lines(spec, more, knownOn) as [ReturnType<typeof lines>[0]];
  if (status !== LineStatus.assessed) return [{ status, detail }];
  return all.slice(1).map(({ kind, amount }) => [kind, Number(amount)]);
}

const claims = (...headings: number[]): Partial<Batch> => ({
  inputs: headings.map((key): InputColumn => ({ kind: InputKind.claim, key, amounts: [1n] })),
});
const part = (cents: bigint): InputColumn => ({ fact: true, key: 0, decimals: 2, amounts: [cents] });
const displaces = (by: number[], of: number[], more: Partial<DisplacementRow> = {}) => ({ by, of, ...more });
const layer = (number: number) => LAYER_WORD | number;

describe("the heading of a layer", () => {
  const ranks = [
    { rank: 1, rate: FREE, guard: CLAIMED },
    { rank: 2, rate: percent(10n), guard: 2 },
    { rank: 2, rate: percent(20n), guard: 3 },
    { rank: 9, rate: percent(25n) },
  ];

  it("is the first by rank whose guard holds", () => {
    expect(charges(table([ranks]))).toEqual([[4, 2500]]);
    expect(charges(table([ranks]), claims(2))).toEqual([[2, 1000]]);
    expect(charges(table([ranks]), claims(1, 2, 3))).toEqual([]);
  });

  it("is none where two of a rank hold with different rates", () => {
    expect(charges(table([ranks]), claims(2, 3))).toEqual([{ status: LineStatus.headingsConflict, detail: 3 }]);
    const alike = table([ranks]);
    alike.choices[3] = [{ program: 2, guard: 3 }];
    expect(charges(alike, claims(2, 3))).toEqual([[2, 1000]]);
  });

  it("adds to those of other layers, in the order of the set", () => {
    const three = table([[{ rate: percent(1n) }], [{ rate: percent(2n) }], [{ rate: percent(3n) }]]);
    three.sets[2] = [3, 1, 2];
    expect(charges(three)).toEqual([
      [3, 300],
      [1, 100],
      [2, 200],
    ]);
  });
});

describe("areas", () => {
  const one = [[{ rate: percent(25n), area: 1 }]];
  const on = (members: MemberRow[]) => table(one, { areas: [members] });
  const country = (origin: number) => ({ origin });

  it("may hold every country, on some days", () => {
    const spec = on([{ country: EVERY_COUNTRY, from: 1, to: 5 }]);
    for (const origin of [0, 301, EVERY_COUNTRY - 1]) {
      expect(charges(spec, country(origin))).toEqual([[1, 2500]]);
      expect(charges(spec, { ...country(origin), day: 6 })).toEqual([]);
    }
  });

  it("hold no number that is no country, nor does the area of every country", () => {
    // Without a country no measure of the ordinary duty fits either.
    for (const origin of [EVERY_COUNTRY, EVERY_COUNTRY + 1, 65_535]) {
      const [line] = lines(on([{ country: EVERY_COUNTRY }]), country(origin));
      expect(line).toMatchObject({ status: LineStatus.noMeasure, charges: [] });
    }
  });

  it("may be taken out of areas, every country as well", () => {
    const spec = table([[{ rate: percent(25n), except: 1 }]], { areas: [[{ country: 7 }]] });
    expect([charges(spec, country(7)), charges(spec, country(8))]).toEqual([[], [[1, 2500]]]);
    expect(charges({ ...spec, areas: [[{ country: EVERY_COUNTRY, from: 0, to: 3 }]] }, country(8))).toEqual([]);
  });

  it("are those of the day asked about, and of what was known on another", () => {
    const spec = on([{ country: EVERY_COUNTRY, from: 10, to: 20, known: 15, endKnown: 18 }]);
    const seen = [14, 15, 17, 18].map((known) => [12, 20, 21].map((day) => charges(spec, { day }, known).length));
    expect(seen).toEqual([
      [0, 0, 0],
      [1, 1, 1],
      [1, 1, 1],
      [1, 1, 0],
    ]);
  });

  it("date displacements and provisions too", () => {
    const area: MemberRow[] = [{ country: EVERY_COUNTRY, from: 5, to: 9 }];
    const spec = table(
      one.map((list) => list.map((row) => ({ ...row, area: 0 }))),
      {
        areas: [area],
        displacements: [displaces([], [1], { area: 1 })],
        provisions: [{ area: 1, heading: 90 }],
      },
    );
    const days = [4, 5, 9, 10].map((day) =>
      lines(spec, { ...claims(90), day })[0]!.charges.map(({ amount }) => amount),
    );
    expect(days).toEqual([[500n, 2500n], [0n], [0n], [500n, 2500n]]);
  });
});

describe("displacement", () => {
  const two = [[{ rate: percent(50n) }], [{ rate: percent(10n) }]];
  const by = (...displacements: DisplacementRow[]) => charges(table(two, { displacements }));

  it("is by a layer or a heading, of a layer or a heading", () => {
    for (const word of [layer(1), 1]) {
      for (const other of [layer(2), 2]) expect(by(displaces([word], [other]))).toEqual([[1, 5000]]);
    }
    expect(by(displaces([3], [2]))).toHaveLength(2);
    expect(by(displaces([1], [3]))).toHaveLength(2);
    expect(by(displaces([], [2]))).toEqual([[1, 5000]]);
  });

  it("is by a free heading only where it is named, and by a top-up that comes to nothing", () => {
    const free = (word: number) =>
      charges(table([[{ rate: FREE }], [{ rate: percent(10n) }]], { displacements: [displaces([word], [2])] }));
    expect([free(layer(1)), free(1)]).toEqual([[[2, 1000]], []]);
    const topUp = table([[{ rate: upTo(3n) }], [{ rate: percent(10n) }]], {
      displacements: [displaces([layer(1)], [2])],
    });
    expect(charges(topUp)).toEqual([[1, 0]]);
  });

  it("is not by what is displaced itself", () => {
    const three = table([[{ rate: percent(1n) }], [{ rate: percent(2n) }], [{ rate: percent(3n) }]], {
      displacements: [displaces([2], [layer(3)]), displaces([layer(1)], [2])],
    });
    expect(charges(three)).toEqual([
      [1, 100],
      [3, 300],
    ]);
  });

  it("in part leaves the rest of the value", () => {
    const spec = table(two, { displacements: [displaces([1], [2], { less: PART })] });
    expect(charges(spec, { inputs: [part(4000n)] })).toEqual([
      [1, 5000],
      [2, 600],
    ]);
    expect(charges(spec)).toEqual([{ status: LineStatus.factMissing, detail: PART }]);
    expect(charges(spec, { inputs: [part(10_001n)] })).toEqual([{ status: LineStatus.partExceedsValue, detail: PART }]);
  });
});

describe("what layers are reckoned on", () => {
  it("is the ordinary duty for a top-up", () => {
    expect(charges(table([[{ rate: upTo(15n) }]]))).toEqual([[1, 1000]]);
  });

  it("is what a provision leaves, of the ordinary duty and of a layer, each by itself", () => {
    const spec = table([[{ rate: upTo(15n) }]], {
      provisions: [
        { heading: 90, layer: 0, minuend: VALUE, subtrahend: PART },
        { heading: 91, layer: 1, minuend: PART },
        { heading: 92, layer: 1 },
        { heading: 93, layer: 0 },
      ],
    });
    const with40 = (heading: number) => {
      const inputs = [...claims(heading).inputs!, part(4000n)];
      return lines(spec, { inputs })[0]!.charges.map(({ amount }) => Number(amount));
    };
    expect([90, 91, 92, 93].map(with40)).toEqual([[300, 1200], [500, 100], [500], [0, 1500]]);
  });

  it("is the whole entry for a charge of the entry, bound once", () => {
    const fee: ProgramRow = {
      denominator: 1000n,
      sums: [
        { terms: [{ coefficient: 3n, basis: VALUE }] },
        { operator: 1, terms: [{ coefficient: 2000n, basis: ENTRY }] },
        { operator: 2, terms: [{ coefficient: 9000n, basis: ENTRY }] },
      ],
    };
    const spec = table([
      [
        { rank: 1, rate: FREE, guard: CLAIMED },
        { rank: 2, rate: fee, per: ChargeUnit.entry },
      ],
    ]);
    spec.kinds![1] = { layer: 1, heading: 1, per: ChargeUnit.entry, family: Family.fees };
    const entry = (values: bigint[], exempt: bigint[] = []) =>
      lines(spec, {
        codes: values.map(() => 1n),
        values,
        entryStart: [0, values.length],
        inputs: [{ kind: InputKind.claim, key: CLAIMED, amounts: values.map((_, line) => exempt[line]) }],
      }).map(({ charges: all }) => all.slice(1).map(({ amount }) => Number(amount)));
    expect(entry([10_000n, 20_000n])).toEqual([[], [200]]);
    expect(entry([100_000n, 200_000n])).toEqual([[], [900]]);
    expect(entry([100_000n, 100_000n, 900_000n], [0n, 0n, 1n])).toEqual([[], [], [600]]);
    expect(entry([100_000n, 100_000n], [1n, 1n])).toEqual([[], []]);
  });
});

describe("components", () => {
  it("bear neither layers nor deposits", () => {
    const spec = table([[{ rate: percent(25n) }]]);
    const deposit: InputColumn = { kind: InputKind.deposit, key: 1, amounts: [10n, 10n] };
    const found = lines(spec, {
      codes: [1n, 1n],
      values: [10_000n, 4000n],
      entryStart: [0, 2],
      parent: [-1, 0],
      inputs: [deposit],
    });
    expect(found.map((line) => line.charges.map(({ amount }) => Number(amount)))).toEqual([[500, 2500, 1000], [200]]);
  });
});
