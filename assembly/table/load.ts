import { TableStatus } from "../abi";
import { allocate, release } from "../memory";
import { buildAreas } from "./areas";
import { buildFastClasses } from "./fast-class";
import { buildLines } from "./lines";
import { buildOrigins } from "./origins";
import { buildOutcomes } from "./pages";
import { buildRequestRoom } from "./room";
import { buildStackPages, releaseStacks } from "./stack-pages";
import { fault, startWork } from "./status";
import { releaseImage, TABLE_BYTES, Table } from "./table";
import { verify } from "./verify";

const MOST_TABLES = 64;
/** Address of the table of each handle, 0 free. */
const tables = memory.data(MOST_TABLES * 4, 4);

/**
 * Verifies the bytes of a table and builds its image as it was known on a day (`OPEN`: now). Answers a handle or a
 * `TableStatus`. With a handle the bytes, which must come from `alloc`, belong to the table until it is unloaded;
 * otherwise they stay the caller's.
 */
export function loadTable(bytes: usize, length: u32, knownOn: i32): i32 {
  startWork();
  let handle = 0;
  while (handle < MOST_TABLES && load<u32>(tables + ((<usize>handle) << 2)) != 0) handle++;
  if (handle == MOST_TABLES) return fault(TableStatus.tooManyTables, 0);
  const block = allocate(TABLE_BYTES);
  if (block == 0) return fault(TableStatus.noMemory, 0);
  memory.fill(block, 0, TABLE_BYTES);
  const table = changetype<Table>(block);
  table.bytes = bytes;
  table.length = length;
  table.knownOn = knownOn;
  const status = build(table);
  if (status != 0) {
    releaseStacks(table);
    releaseImage(table);
    release(block);
    return status;
  }
  fault(status, 0);
  store<u32>(tables + ((<usize>handle) << 2), <u32>block);
  return handle;
}

function build(table: Table): i32 {
  let status = verify(table);
  if (status == 0) status = buildLines(table);
  if (status == 0) status = buildAreas(table);
  if (status == 0) status = buildOrigins(table);
  if (status == 0) status = buildOutcomes(table);
  if (status == 0) status = buildFastClasses(table);
  if (status == 0) status = buildStackPages(table);
  if (status == 0) status = buildRequestRoom(table);
  return status;
}

/** Gives back a table and its bytes. A handle that is not in use is left alone. */
export function unloadTable(handle: i32): void {
  const block = tableOf(handle);
  if (block == 0) return;
  const table = changetype<Table>(block);
  releaseStacks(table);
  releaseImage(table);
  release(table.bytes);
  release(block);
  store<u32>(tables + ((<usize>handle) << 2), 0);
}

/** The address of a handle's table, 0 where there is none. */
export function tableOf(handle: i32): usize {
  if (<u32>handle >= <u32>MOST_TABLES) return 0;
  return load<u32>(tables + ((<usize>handle) << 2));
}
