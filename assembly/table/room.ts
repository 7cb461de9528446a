import { Column, TableStatus } from "../abi";
import { allocate, allocateClear } from "../memory";
import { fault } from "./status";
import { count, rowsOf, Table } from "./table";

/** Room that requests write to, by basis and by program: allocated once, so that no request allocates for them. */

/** What a request's inputs hold for a basis; valid while `stamp` is that of the request. */
@unmanaged
export class BasisInput {
  stamp: u64;
  /** Address of the input record in the basis's own unit, 0 none. */
  input: u32;
  padding: u32;
}
export const BASIS_INPUT_BYTES: usize = offsetof<BasisInput>();

/** How integers of a column become steps (duty/fast.ts); valid while `stamp` is that of the request. */
@unmanaged
export class FastInput {
  stamp: u64;
  multiplier: f64;
  /** Added before the division, so that rounding to nearest does what the rule says. */
  shift: f64;
  divisor: f64;
  /** The largest integer that can. */
  most: u64;
  /** Address of the column, 0 where none of it can. */
  low: u32;
  padding: u32;
}
export const FAST_INPUT_BYTES: usize = offsetof<FastInput>();

/** The unit of an entry that a program stands for; valid while `stamp` is that of the entry. */
@unmanaged
export class ProgramUnit {
  stamp: u64;
  unit: u32;
  padding: u32;
}
export const PROGRAM_UNIT_BYTES: usize = offsetof<ProgramUnit>();

export function buildRequestRoom(table: Table): i32 {
  table.basisInputs = allocateClear(<usize>count(table, Column.basisKind) * BASIS_INPUT_BYTES);
  table.fastInputs = allocateClear(<usize>count(table, Column.basisKind) * FAST_INPUT_BYTES);
  table.cells = allocate(<usize>table.intervalCount * 8);
  table.programUnits = allocateClear(<usize>rowsOf(table, Column.programStart) * PROGRAM_UNIT_BYTES + 1);
  if (table.basisInputs == 0 || table.fastInputs == 0 || table.cells == 0 || table.programUnits == 0)
    return fault(TableStatus.noMemory, 0);
  return 0;
}
