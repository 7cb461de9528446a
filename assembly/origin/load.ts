import { TableStatus } from "../abi";
import { allocate, release } from "../memory";
import { fault } from "../table/status";
import { buildRules } from "./rules";
import { ORIGIN_TABLE_BYTES, OriginTable, releaseImage, use } from "./table";
import { verify } from "./verify";

const MOST_TABLES = 64;
/** Address of the table of each handle, 0 free. */
const tables = memory.data(MOST_TABLES * 4, 4);

/**
 * Verifies the bytes of a table of agreements. Answers a handle or a `TableStatus`. With a handle the bytes, which must
 * come from `alloc`, belong to the table until it is unloaded; otherwise they stay the caller's.
 */
export function loadOrigin(bytes: usize, length: u32): i32 {
  let handle = 0;
  while (handle < MOST_TABLES && load<u32>(tables + ((<usize>handle) << 2)) != 0) handle++;
  if (handle == MOST_TABLES) return fault(TableStatus.tooManyTables, 0);
  const block = allocate(ORIGIN_TABLE_BYTES);
  if (block == 0) return fault(TableStatus.noMemory, 0);
  memory.fill(block, 0, ORIGIN_TABLE_BYTES);
  const table = changetype<OriginTable>(block);
  table.bytes = bytes;
  table.length = length;
  use(table);
  let status = verify();
  if (status == 0) status = buildRules();
  if (status != 0) {
    releaseImage();
    release(block);
    return status;
  }
  store<u32>(tables + ((<usize>handle) << 2), <u32>block);
  return handle;
}

/** Gives back a table and its bytes. A handle that is not in use is left alone. */
export function unloadOrigin(handle: i32): void {
  if (!useHandle(handle)) return;
  const block = load<u32>(tables + ((<usize>handle) << 2));
  releaseImage();
  release(changetype<OriginTable>(block).bytes);
  release(block);
  store<u32>(tables + ((<usize>handle) << 2), 0);
}

/** From here the table of this handle is read; false where there is none. */
export function useHandle(handle: i32): bool {
  if (<u32>handle >= <u32>MOST_TABLES) return false;
  const block = load<u32>(tables + ((<usize>handle) << 2));
  if (block == 0) return false;
  use(changetype<OriginTable>(block));
  return true;
}
