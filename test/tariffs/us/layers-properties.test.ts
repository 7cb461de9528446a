import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import type { Assessment, Charge } from "../../../src/model/assessment";
import { compare } from "../../../src/model/rational";
import type { Engine } from "../../../src/node";
import { chance } from "../../oracle/random";
import { usEngine } from "../../support/engines";
import { feesOfEntry } from "./fees-reference";
import { feeRows, layerRows, rows } from "./layers-facts";
import { money } from "./layers-reference";
import { completed, type Declared, mayFit, randomLines, referenceLine } from "./random-lines";

/** What holds of layers and fees whatever is entered: on the built table, its lines, origins and days. */
const RUNS = Number(process.env.DUTIABLE_LAYERS ?? 3000) / 10;
const FEE_OF_ENTRY = "merchandise-processing";

const seeds = fc.integer({ min: 1, max: 2 ** 31 - 1 });

/** A line that leaves nothing open, claims nothing and states its value in whole dollars or not. */
function wholeLine(seed: number, day?: string): Declared {
  const [line] = [...randomLines(1, seed, day)];
  const { headings: _, deposits: __, ...facts } = completed(chance(seed), { ...line!, facts: {} });
  return { ...line!, facts: { ...facts, headings: [] } };
}

const changes = layerRows.flatMap(({ from }) => (from! >= "2025-01-01" && from! <= "2027-06-09" ? [from!] : []));
const days = fc.constantFrom(...new Set(changes));

/** Two to five lines of one day, as declared, and whether their values are whole dollars. */
const several = fc
  .record({ of: fc.array(seeds, { minLength: 2, maxLength: 5 }), day: days, isWhole: fc.boolean() })
  .map(({ of, day, isWhole }) => {
    const lines = of.map((seed) => wholeLine(seed, day));
    return {
      day,
      lines: isWhole ? lines.map((line) => ({ ...line, value: line.value.split(".")[0]! })) : lines,
      isWhole,
    };
  });

const lineOf = ({ commodity, origin, preference, value, facts }: Declared) => ({
  ...{ commodity, origin, preference, facts, value: { amount: value, currency: "USD" } },
  quantities: [
    { unit: "KGM", amount: "120" },
    { unit: "NAR", amount: "12" },
    { unit: "LTR", amount: "40" },
  ],
});

const entryOf = (declared: Declared, rest: object = {}): object => ({
  ...{ tariff: "US", date: declared.date, entryType: "formal", transport: "sea" },
  ...lineOf(declared),
  ...rest,
});

type Answered = Extract<Assessment, { ok: true }>;

const chargesOf = (answer: Answered): Charge[][] =>
  "lines" in answer ? answer.lines.map(({ charges }) => [...charges]) : [[...answer.charges]];

const cents = (amount: string): bigint => BigInt(amount.replace(".", ""));
/** Charges but the amounts. */
const named = ({ measure, rate, source }: Charge): string => `${measure} ${source.citation} ${rate}`;
const isOfLine = ({ measure }: Charge): boolean => measure !== FEE_OF_ENTRY;

describe("layers and fees of any entry", () => {
  let engine: Engine;
  let other: Engine;
  beforeAll(async () => {
    engine = await usEngine();
    other = await usEngine();
  });

  const assess = (entry: object, by = engine): Assessment => by.assess(entry as never);

  const severalOf = (day: string, lines: readonly Declared[]) =>
    ({ tariff: "US", date: day, entryType: "formal", transport: "sea", lines: lines.map(lineOf) }) as const;

  it("charge each line of an entry what it bears alone, but for the rounding of values", () => {
    let compared = 0;
    fc.assert(
      fc.property(several, ({ day, lines, isWhole }) => {
        const alone = lines.map((line) => assess(entryOf(line)));
        const together = assess(severalOf(day, lines));
        expect(together.ok).toBe(alone.every(({ ok }) => ok));
        if (!together.ok) return;
        chargesOf(together).forEach((charges, at) => {
          const own = chargesOf(alone[at] as Answered)[0]!.filter(isOfLine);
          expect(charges.map(named)).toEqual(own.map(named));
          charges.forEach(({ amount }, index) => {
            const apart = cents(amount.amount) - cents(own[index]!.amount.amount);
            // A line's value is a dollar more or less among others: no rate takes more than four times the value.
            const most = isWhole ? 0n : 400n;
            expect(apart <= most && -apart <= most).toBe(true);
          });
          compared += charges.length;
        });
      }),
      { numRuns: RUNS },
    );
    expect(compared).toBeGreaterThan(RUNS);
  });

  it("bind the merchandise processing fee once for an entry", () => {
    let bound = 0;
    fc.assert(
      fc.property(several, fc.constantFrom("1", "1000", "100000"), ({ day, lines }, factor) => {
        const valued = lines.map((line) => ({
          ...line,
          value: String(BigInt(line.value.split(".")[0]!) * BigInt(factor)),
        }));
        const answer = assess(severalOf(day, valued));
        if (!answer.ok) return;
        const row = feeRows.find(({ layer, rank, from, to }) => {
          return layer === FEE_OF_ENTRY && rank === "50" && from! <= day && (to === "" || day <= to!);
        });
        const [, least, most] = /MIN ([\d.]+) USD\/entry MAX ([\d.]+)/.exec(row!.rate!)!;
        const fees = ("charges" in answer ? answer.charges : []).filter(({ measure }) => measure === FEE_OF_ENTRY);
        const asReference = valued.map((line) => {
          const read = referenceLine(line, line.facts, "0");
          return { ...read, declared: read.value };
        });
        const byFacts = feesOfEntry(asReference, ["formal", "sea"]).filter(({ measure }) => measure === FEE_OF_ENTRY);
        expect(fees.map(({ amount }) => amount.amount)).toEqual(byFacts.map(({ amount }) => amount));
        for (const { amount } of fees) {
          expect(compare(money(amount.amount), money(least!))).toBeGreaterThanOrEqual(0);
          expect(compare(money(amount.amount), money(most!))).toBeLessThanOrEqual(0);
          bound += 1;
        }
      }),
      { numRuns: RUNS },
    );
    expect(bound).toBeGreaterThan(RUNS / 10);
  });

  it("never come to more for an exemption of a layer that displaces no other", () => {
    const words = new Set(rows("stacking.tsv").flatMap(({ by }) => by!.split(" ")));
    const displaces = new Set(
      layerRows.filter(({ heading, layer }) => words.has(heading!) || words.has(layer!)).map(({ layer }) => layer),
    );
    const exemptions = layerRows.filter(
      ({ layer, rate, when }) => rate === "free" && /\bclaimed\b/.test(when!) && !displaces.has(layer),
    );
    let lowered = 0;
    fc.assert(
      fc.property(seeds, fc.nat(), (seed, choice) => {
        const line = wholeLine(seed);
        const before = assess(entryOf(line));
        if (!before.ok) return;
        const read = referenceLine(line, line.facts, "0");
        const fitting = exemptions.filter((row) => mayFit(row, read));
        if (fitting.length === 0) return;
        const headings = [fitting[choice % fitting.length]!.heading!];
        const after = assess(entryOf({ ...line, facts: { ...line.facts, headings } }));
        if (!after.ok) return;
        const sum = ({ totals }: Answered) => cents(totals.duty) + cents(totals.additionalDuty) + cents(totals.fees);
        expect(sum(after) <= sum(before)).toBe(true);
        if (sum(after) < sum(before)) lowered += 1;
      }),
      { numRuns: 2 * RUNS },
    );
    expect(lowered).toBeGreaterThan(RUNS / 100);
  });

  it("are plain decimals, nought or more, and add up to the totals", () => {
    const values = fc.option(fc.constantFrom("0", "0.01", "0.5", "999999999999.99"));
    fc.assert(
      fc.property(seeds, values, (seed, value) => {
        const line = wholeLine(seed);
        const answer = assess(entryOf(value === null ? line : { ...line, value }));
        if (!answer.ok) return;
        const { totals } = answer;
        const charges = chargesOf(answer)[0]!;
        for (const { amount } of charges) expect(amount.amount).toMatch(/^(0|[1-9]\d*)\.\d\d$/);
        const sum = charges.reduce((total, { amount }) => total + cents(amount.amount), 0n);
        expect(cents(totals.duty) + cents(totals.additionalDuty) + cents(totals.fees)).toBe(sum);
        if (totals.payable !== null) expect(cents(totals.payable)).toBe(sum);
      }),
      { numRuns: 2 * RUNS },
    );
  });

  it("are told in the same words again, by an engine that has read other entries", () => {
    fc.assert(
      fc.property(seeds, seeds, (seed, before) => {
        const [entry] = [...randomLines(1, seed)].map((line) => entryOf(line));
        assess(entryOf(wholeLine(before)), other);
        const text = JSON.stringify(engine.assess(entry as never, { explain: true }));
        expect(JSON.stringify(other.assess(entry as never, { explain: true }))).toBe(text);
        expect(JSON.stringify(engine.assess(entry as never, { explain: true }))).toBe(text);
      }),
      { numRuns: RUNS },
    );
  });
});
