import { dutyOf, UNITS } from "./linear-rate";
import { draw, logUniform, randomFrom, type Weighting } from "./random";
import { type RatedLine, rateOf } from "./rated-line";

/** Entries of one line each, one date, origin and preference for all: columns, an element an entry. */
export interface Entries {
  /** The lines that entries may be of. */
  readonly lines: readonly RatedLine[];
  readonly count: number;
  /** Row of `lines`. */
  readonly line: Uint32Array;
  /** Customs value. */
  readonly cents: BigUint64Array;
  /** Hundredths of the unit that the line's rate counts, `NOT_DECLARED` where it counts none. */
  readonly hundredths: BigUint64Array;
}

/** As in the engine's columns: all bits set. */
export const NOT_DECLARED = 0xffff_ffff_ffff_ffffn;

/** One dollar to ten million. */
export const CENTS = [100, 1_000_000_000] as const;
/** One unit to a million. */
export const HUNDREDTHS = [100, 100_000_000] as const;

/** Random entries, the same for the same arguments. */
export function entriesOf(
  lines: readonly RatedLine[],
  count: number,
  weighting: Weighting = "mix",
  seed = 20260615,
): Entries {
  const random = randomFrom(seed);
  const next = draw(random, lines.length, weighting);
  const line = new Uint32Array(count);
  const cents = new BigUint64Array(count);
  const hundredths = new BigUint64Array(count).fill(NOT_DECLARED);
  for (let i = 0; i < count; i += 1) {
    line[i] = next();
    cents[i] = BigInt(logUniform(random, ...CENTS));
    if (lines[line[i]!]!.unit !== undefined) hundredths[i] = BigInt(logUniform(random, ...HUNDREDTHS));
  }
  return { lines, count, line, cents, hundredths };
}

/** The first entries alone, for peers too slow for all of them. */
export function firstOf(entries: Entries, count: number): Entries {
  const some = Math.min(count, entries.count);
  return {
    lines: entries.lines,
    count: some,
    line: entries.line.subarray(0, some),
    cents: entries.cents.subarray(0, some),
    hundredths: entries.hundredths.subarray(0, some),
  };
}

/** The duties in cents by the definition, one entry after the other. */
export function* dutiesOf({ lines, line, count, cents, hundredths }: Entries): Generator<bigint> {
  const rates = lines.map(rateOf);
  for (let i = 0; i < count; i += 1) yield dutyOf(rates[line[i]!]!, cents[i]!, hundredths[i]!);
}

/** The quantities by unit: a column for each of `UNITS`, `NOT_DECLARED` where a line's rate counts another or none. */
export function quantityColumns({ lines, line, count, hundredths }: Entries): BigUint64Array[] {
  const columns = UNITS.map(() => new BigUint64Array(count).fill(NOT_DECLARED));
  const columnOf = lines.map(({ unit }) => (unit === undefined ? undefined : columns[UNITS.indexOf(unit)]));
  for (let i = 0; i < count; i += 1) {
    const column = columnOf[line[i]!];
    if (column !== undefined) column[i] = hundredths[i]!;
  }
  return columns;
}

/** Ten-digit codes as integers. */
export const codesOf = ({ lines, line }: Entries): BigUint64Array => {
  const codes = lines.map(({ code }) => BigInt(code));
  return BigUint64Array.from(line, (row) => codes[row]!);
};
