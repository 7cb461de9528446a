import { Column, TableStatus } from "../abi";
import { allocateClear } from "../memory";
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
  table.programUnits = allocateClear(<usize>rowsOf(table, Column.programStart) * PROGRAM_UNIT_BYTES + 1);
  if (table.basisInputs == 0 || table.programUnits == 0) return fault(TableStatus.noMemory, 0);
  return 0;
}
