import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { LineStatus } from "../../assembly/abi";
import type { LineAssessment } from "../../src/model/assessment";
import { type BatchSpec, DutiableError, LINE_STATUSES } from "../../src/node";
import { ruritaniaEngine, usEngine } from "../support/engines";

const engine = await ruritaniaEngine();
const us = await usEngine();

/** What a line of a batch declares, in hundredths of a currency and thousandths of a unit. */
interface Row {
  readonly commodity: string;
  readonly day: number;
  readonly origin: string;
  readonly preference: string;
  readonly cents: bigint;
  /** Thousandths; undefined is not declared. */
  readonly amounts: readonly (bigint | undefined)[];
  readonly polarization: bigint | undefined;
}

const UNDECLARED = 2n ** 64n - 1n;
const decimal = (scaled: bigint, decimals: number): string => {
  const digits = scaled.toString().padStart(decimals + 1, "0");
  return `${digits.slice(0, -decimals)}.${digits.slice(-decimals)}`;
};

/** The rows as columns, and each row as an entry of its own, have to be charged alike. */
function agree(made: typeof engine, tariff: string, units: readonly string[], rows: readonly Row[]): void {
  const { currency, facts } = made.table(tariff).meta;
  const column = (pick: (row: Row) => bigint | undefined) =>
    BigUint64Array.from(rows, (row) => pick(row) ?? UNDECLARED);
  const found = made.assessColumns({
    tariff,
    codes: column(({ commodity }) => BigInt(commodity)),
    dates: Int32Array.from(rows, ({ day }) => day),
    origins: Uint16Array.from(rows, ({ origin }) => made.country(origin)),
    preferences: Uint16Array.from(rows, ({ preference }) => made.preference(tariff, preference)),
    values: column(({ cents }) => cents),
    quantities: units.map((unit, i) => ({ unit, decimals: 3, amounts: column(({ amounts }) => amounts[i]) })),
    facts: facts.some(({ name }) => name === "polarization")
      ? [{ fact: "polarization", decimals: 1, amounts: column(({ polarization }) => polarization) }]
      : [],
  });
  let refused = 0;
  rows.forEach((row, i) => {
    const entry = {
      tariff,
      date: new Date(row.day * 86_400_000).toISOString().slice(0, 10),
      commodity: row.commodity,
      origin: row.origin,
      preference: row.preference,
      value: { amount: decimal(row.cents, 2), currency },
      quantities: units.flatMap((unit, at) => {
        const amount = row.amounts[at];
        return amount === undefined ? [] : [{ unit, amount: decimal(amount, 3) }];
      }),
      facts: row.polarization === undefined ? {} : { polarization: decimal(row.polarization, 1) },
    };
    const answer = made.assess(entry) as LineAssessment;
    expect([entry, found.status[i] === LineStatus.assessed]).toEqual([entry, answer.ok]);
    const charges = Array.from({ length: found.chargeStart[i + 1]! - found.chargeStart[i]! }, (_, at) => {
      const index = found.chargeStart[i]! + at;
      const { measures } = made.table(tariff).meta;
      return {
        measure: measures[found.kind[index]!]!.measure,
        rate: made.table(tariff).rateText(found.program[index]!),
        amount: { amount: decimal(found.amount[index]!, 2), currency },
      };
    });
    expect(charges).toEqual(
      answer.ok ? answer.charges.map(({ measure, rate, amount }) => ({ measure, rate, amount })) : [],
    );
    if (!answer.ok) refused += 1;
  });
  expect(found.refused).toBe(refused);
}

const rowOf = (
  codes: readonly string[],
  days: readonly [number, number],
  origins: string[],
  preferences: string[],
  units: number,
) =>
  fc.record({
    commodity: fc.constantFrom(...codes),
    day: fc.integer({ min: days[0], max: days[1] }),
    origin: fc.constantFrom(...origins),
    preference: fc.constantFrom("none", ...preferences),
    cents: fc.bigInt({ min: 0n, max: 10n ** 13n }),
    amounts: fc.array(fc.option(fc.bigInt({ min: 0n, max: 10n ** 9n }), { nil: undefined, freq: 6 }), {
      minLength: units,
      maxLength: units,
    }),
    polarization: fc.option(fc.bigInt({ min: 0n, max: 1000n }), { nil: undefined }),
  });

const codesOf = (made: typeof engine, tariff: string): string[] => {
  const view = made.table(tariff);
  return [...new Set(Array.from(view.codes, (_, row) => view.codeOf(row)))];
};

describe("columns", () => {
  it("are charged as entries are: a made-up territory", () => {
    const units = ["NAR", "KGM", "LTR", "ASU", "KGM:lead", "MTK", "NPR", "LPA", "KGM:drained", "NAR:jewels"];
    const row = rowOf(
      codesOf(engine, "XR"),
      [engine.day("2023-12-20"), engine.day("2025-12-31")],
      ["SE", "FR", "AT", "KP", "BR"],
      ["A", "A+", "N", "X"],
      units.length,
    );
    fc.assert(
      fc.property(fc.array(row, { maxLength: 60 }), (rows) => {
        agree(engine, "XR", units, rows);
      }),
      { numRuns: 60 },
    );
  });

  it("are charged as entries are: the United States", () => {
    const row = rowOf(
      codesOf(us, "US"),
      [us.day("2025-01-01"), us.day("2026-09-30")],
      ["FR", "CN", "KR", "MX", "RU", "AU"],
      ["KR", "S", "AU"],
      3,
    );
    fc.assert(
      fc.property(fc.array(row, { minLength: 100, maxLength: 300 }), (rows) =>
        agree(us, "US", ["KGM", "NAR", "LTR"], rows),
      ),
      { numRuns: 10 },
    );
  });

  it("take one date, origin and preference for all", () => {
    const codes = BigUint64Array.of(42022100n, 42022100n);
    const values = BigUint64Array.of(60000n, 12345678n);
    const { amount, refused } = engine.assessColumns({
      tariff: "XR",
      codes,
      dates: "2024-08-01",
      origins: "FR",
      preferences: "A",
      values,
    });
    expect(refused).toBe(0);
    expect(amount).toEqual(BigUint64Array.of(10000n, 2057600n));
  });

  it("round entries as one, over more lines than fit at a time", async () => {
    const lines = 70_001;
    const starts = [0];
    for (let start = 3; start < lines; start += 3) starts.push(start);
    starts.push(lines);
    const columns = {
      tariff: "US",
      codes: new BigUint64Array(lines).fill(101300000n),
      dates: "2025-01-15",
      origins: "FR",
      values: new BigUint64Array(lines).fill(1050n),
      ordinaryOnly: true,
    };
    const { amount, refused, chargeStart } = us.assessColumns({ ...columns, entryStart: Uint32Array.from(starts) });
    expect(refused).toBe(0);
    expect(chargeStart[lines]).toBe(lines);
    const entry = us.assess({
      tariff: "US",
      date: "2025-01-15",
      origin: "FR",
      commodity: "0101300000",
      lines: Array.from({ length: 3 }, () => ({ value: { amount: "10.50", currency: "USD" } })),
    });
    expect("lines" in entry && entry.lines?.map((line) => line.ok && line.totals.duty)).toEqual(
      Array.from(amount.subarray(69_000, 69_003), (cents) => decimal(cents, 2)),
    );
    // 31.50 is rounded to 32: of the three lines of 10.50 one is taken on 10, and each alone on 11.
    expect(Array.from(amount.subarray(0, 3)).sort()).toEqual([68n, 75n, 75n]);
    expect(us.assessColumns(columns).amount[0]).toBe(75n);
    // With the fee of each entry behind its last line's duty.
    const all = us.assessColumns({ ...columns, ordinaryOnly: false, entryStart: Uint32Array.from(starts) });
    expect(all.chargeStart[lines]).toBe(lines + starts.length - 1);
    expect(Array.from(all.amount.subarray(0, 4)).sort()).toEqual([3271n, 68n, 75n, 75n].sort());
    expect(all.amount[3]).toBe(3271n);
  });

  it("take the circumstances of their entries, and headings that lines claim", () => {
    const codes = BigUint64Array.of(305410000n, 305410000n);
    const columns = {
      tariff: "US",
      codes,
      dates: "2025-01-15",
      origins: "CN",
      values: BigUint64Array.of(520000n, 520000n),
    };
    const kinds = us.table("US").meta.measures;
    const charged = (more: object): string[] => {
      const { kind, amount } = us.assessColumns({ ...columns, ...more });
      return Array.from(kind, (it, i) => `${kinds[it]!.measure} ${amount[i]}`);
    };
    const own = ["general 26000", "301-china 130000", "merchandise-processing 3271"];
    const repaired = ["general 1000", "301-china 5000"];
    expect(charged({})).toEqual([...own, ...own]);
    expect(charged({ ordinaryOnly: true })).toEqual([own[0], own[0]]);
    expect(charged({ entryType: "informal" })).toEqual([own[0], own[1], own[0], own[1]]);
    const sea = [own[0], own[1], "harbor-maintenance 650", own[2]];
    expect(charged({ transport: "sea" }).sort()).toEqual([...sea, ...sea].sort());
    expect(charged({ transport: "air" })).toEqual([...own, ...own]);
    const headings = [{ heading: "9802.00.50", amounts: BigUint64Array.of(0n, 1n) }];
    const facts = [{ fact: "repairValue", decimals: 2, amounts: BigUint64Array.of(UNDECLARED, 20000n) }];
    expect(charged({ headings, facts })).toEqual([...own, ...repaired]);
    expect(() => charged({ headings: [{ heading: "9999.99", amounts: new BigUint64Array(2) }] })).toThrow(
      DutiableError,
    );
  });

  it("are refused as a whole where they are no columns", () => {
    const columns = {
      tariff: "XR",
      codes: new BigUint64Array(2),
      dates: "2024-08-01",
      origins: "FR",
      values: new BigUint64Array(2),
    };
    for (const wrong of [
      { tariff: "GB" },
      { values: new BigUint64Array(3) },
      { dates: new Int32Array(1) },
      { dates: "2024-02-30" },
      { origins: "ZZ" },
      { preferences: "best" },
      { valueDecimals: 7 },
      { quantities: [{ unit: "KILO", amounts: new BigUint64Array(2) }] },
      { quantities: [{ unit: "KGM", amounts: new BigUint64Array(1) }] },
      { facts: [{ fact: "weather", amounts: new BigUint64Array(2) }] },
      { entryStart: Uint32Array.of(0, 1) },
      { entryStart: Uint32Array.of(1, 2) },
      { entryStart: Uint32Array.of(0, 2, 1, 2) },
    ]) {
      expect(() => engine.assessColumns({ ...columns, ...wrong })).toThrow(DutiableError);
    }
    expect(
      engine.assessColumns({ ...columns, codes: new BigUint64Array(0), values: new BigUint64Array(0) }).refused,
    ).toBe(0);
  });
});

describe("statuses", () => {
  it("have the names that the kernel's own stand for", () => {
    const named = (status: LineStatus) => LINE_STATUSES[status];
    expect(named(LineStatus.assessed)).toBe("assessed");
    expect(named(LineStatus.claimNotOnLine)).toBe("claimNotOnLine");
    expect(named(LineStatus.quantityMissing)).toBe("quantityMissing");
    expect(named(LineStatus.overflow)).toBe("overflow");
    expect(named(LineStatus.noRoom)).toBe("noRoom");
    expect(named(LineStatus.partExceedsValue)).toBe("partExceedsValue");
    expect(LINE_STATUSES).toHaveLength(LineStatus.partExceedsValue + 1);
  });
});

describe("columns in place", () => {
  const spec: BatchSpec = {
    tariff: "XR",
    date: "2024-08-01",
    origin: "SE",
    preference: "none",
    valueDecimals: 0,
    quantities: [{ unit: "NAR" }],
    facts: [{ fact: "polarization", decimals: 1 }],
  };

  it("are filled, run and read without a copy", () => {
    const batch = engine.columns(3, spec);
    batch.codes.set([42022100n, 1012910n, 99999999n]);
    batch.values.set([600n, 600n, 600n]);
    batch.quantities[0]!.set([7n], 1);
    expect(batch.run()).toBe(1);
    expect(Array.from(batch.status)).toEqual([0, 0, LineStatus.unknownCommodity]);
    expect(Array.from(batch.amount.subarray(0, batch.chargeStart[3]))).toEqual([20000n, 280n]);
    expect(batch.run(1)).toBe(0);
    batch.dispose();
  });

  it("stay what they are when the memory grows", () => {
    const batch = engine.columns(2, spec);
    batch.codes.fill(42022100n);
    batch.values.fill(600n);
    const before = batch.codes;
    const large = engine.columns(2_000_000, spec);
    expect(before.length).toBe(0);
    expect(Array.from(batch.codes)).toEqual([42022100n, 42022100n]);
    expect(batch.run()).toBe(0);
    expect(Array.from(batch.amount)).toEqual([20000n, 20000n]);
    large.dispose();
    batch.dispose();
  });

  it("say when they are not well formed", () => {
    const batch = engine.columns(2, { ...spec, entries: true });
    batch.entryStart.set([0, 2, 1]);
    expect(() => batch.run(2, 2)).toThrow(DutiableError);
    expect(() => batch.run(3)).toThrow(DutiableError);
    batch.dispose();
    expect(() => engine.columns(2 ** 31, spec)).toThrow(DutiableError);
  });
});
