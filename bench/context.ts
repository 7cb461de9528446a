import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { dayOf } from "../src/model/days";
import { openTable, type TableView } from "../src/table/read";
import type { Options } from "./options";
import { type RatedLines, ratedLines } from "./workload/rated-line";

/** What groups of benchmarks have in common. */
export interface Context {
  readonly options: Options;
  /** The table of the United States, as built. */
  readonly table: Uint8Array<ArrayBuffer>;
  readonly view: TableView;
  /** The kernel with and without SIMD, as built; the package ships the first inlined. */
  readonly simd: Uint8Array<ArrayBuffer>;
  readonly scalar: Uint8Array<ArrayBuffer>;
  /** What the homogeneous batches are of. */
  readonly date: string;
  readonly day: number;
  readonly country: string;
  readonly rated: RatedLines;
}

const DATE = "2026-06-15";
const COUNTRY = "FR";

/** A path in the project. */
export const project = (path: string): string => fileURLToPath(new URL(`../${path}`, import.meta.url));

export const built = (path: string): Uint8Array<ArrayBuffer> => {
  if (!existsSync(project(path))) throw new Error(`${path} has not been built`);
  return new Uint8Array(readFileSync(project(path)));
};

export function createContext(options: Options): Context {
  const table = built("dist/tables/us.tariff");
  const view = openTable(table);
  const day = dayOf(DATE)!;
  return {
    options,
    table,
    view,
    simd: built("dist/dutiable.simd.wasm"),
    scalar: built("dist/dutiable.wasm"),
    date: DATE,
    day,
    country: COUNTRY,
    rated: ratedLines(view, day, COUNTRY),
  };
}
