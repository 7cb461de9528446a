import type { Engine } from "../../src/node";
import type { SampleRow } from "./sample";

/** Rows of the sample as the engine takes lines. */
export interface RowColumns {
  readonly codes: BigUint64Array;
  readonly origins: Uint16Array;
  readonly values: BigUint64Array;
}

export const columnsOf = (engine: Engine, rows: readonly SampleRow[]): RowColumns => ({
  codes: BigUint64Array.from(rows, ({ line }) => BigInt(line)),
  origins: Uint16Array.from(rows, ({ origin }) => engine.country(origin)),
  values: BigUint64Array.from(rows, ({ value }) => value),
});

export const pick = ({ codes, origins, values }: RowColumns, which: readonly number[]): RowColumns => ({
  codes: BigUint64Array.from(which, (row) => codes[row]!),
  origins: Uint16Array.from(which, (row) => origins[row]!),
  values: BigUint64Array.from(which, (row) => values[row]!),
});

/** A column of truths, all the same. */
export const filled = (which: readonly number[], truth: boolean): BigUint64Array =>
  new BigUint64Array(which.length).fill(truth ? 1n : 0n);
