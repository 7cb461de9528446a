import { ORIGIN_COLUMN_IDS, OriginColumn } from "../abi-origin";
import { release } from "../memory";

/**
 * A loaded table of agreements: its verified bytes, and the first code of every row of rules. Nothing outside this
 * folder reads the bytes, and nothing reads a column that `verify` has not passed.
 */
@unmanaged
export class OriginTable {
  bytes: usize;
  length: u32;
  agreements: u32;
  programs: u32;
  facts: u32;
  /** u64 by row of rules: its first code. */
  ruleCodes: usize;
  /** u8 by program: `ProgramTrait` bits. */
  programTraits: usize;
}

const DIRECTORY = offsetof<OriginTable>();
export const ORIGIN_TABLE_BYTES: usize = DIRECTORY + ORIGIN_COLUMN_IDS * 8;

/** What a table says that was verified. */
export let table: OriginTable = changetype<OriginTable>(0);

/** The table that the functions below read. */
export function use(next: OriginTable): void {
  table = next;
}

// @ts-ignore: decorator
@inline
export function column(id: OriginColumn): usize {
  return load<u32>(changetype<usize>(table) + DIRECTORY + ((<usize>id) << 3));
}

// @ts-ignore: decorator
@inline
export function count(id: OriginColumn): u32 {
  return load<u32>(changetype<usize>(table) + DIRECTORY + ((<usize>id) << 3), 4);
}

/** Where the directory of the table stands. */
export function directoryOf(): usize {
  return changetype<usize>(table) + DIRECTORY;
}

/** An element of a column, which must be of type T. */
// @ts-ignore: decorator
@inline
export function at<T>(id: OriginColumn, index: u32): T {
  return load<T>(column(id) + <usize>index * sizeof<T>());
}

/** Where the rows of `index` end in the target of a `*Start` column. */
// @ts-ignore: decorator
@inline
export function endOf(id: OriginColumn, index: u32): u32 {
  return load<u32>(column(id) + ((<usize>index) << 2), 4);
}

/** Gives back everything that was built; not the bytes. */
export function releaseImage(): void {
  release(table.ruleCodes);
  release(table.programTraits);
}
