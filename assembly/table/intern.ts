import { TableStatus } from "../abi";
import { allocateClear, release } from "../memory";
import { mayWork } from "./status";

/** Numbers equal blocks of bytes alike. One numbering at a time: u32 block + 1 by hash, 0 empty. */
let known: usize = 0;
let mask: u32 = 0;

/** Begins a numbering of so many blocks at most; false where there is no memory. */
export function startInterning(most: u32): bool {
  mask = 4;
  while (mask < most * 2) mask <<= 1;
  known = allocateClear(<usize>mask * 4);
  mask--;
  return known != 0;
}

export function endInterning(): void {
  release(known);
}

/**
 * The first block that has the bytes of block `index`, which may be itself. Blocks stand `stride` bytes apart from
 * `base`; `bytes` is a multiple of 8 and may be several strides. Below 0 when it takes too much work.
 */
export function intern(base: usize, stride: usize, index: u32, bytes: usize): i32 {
  const block = base + <usize>index * stride;
  let slot = hashOf(block, bytes) & mask;
  while (true) {
    if (!mayWork(1 + (bytes >> 3))) return TableStatus.tooMuchWork;
    const entry = known + ((<usize>slot) << 2);
    const other = load<u32>(entry);
    if (other == 0) {
      store<u32>(entry, index + 1);
      return index;
    }
    if (memory.compare(base + <usize>(other - 1) * stride, block, bytes) == 0) return other - 1;
    slot = (slot + 1) & mask;
  }
}

function hashOf(address: usize, bytes: usize): u32 {
  let hash: u64 = bytes;
  for (const end = address + bytes; address < end; address += 8) {
    hash = (hash ^ load<u64>(address)) * 0x9e3779b97f4a7c15;
    hash ^= hash >> 29;
  }
  return <u32>(hash >> 32);
}

/**
 * Numbers keys (u64): `keys` is left with the distinct ones in the order in which they first stood, `ids` (u32) gets each
 * key's number. Answers how many are distinct, or a `TableStatus`.
 */
export function internKeys(keys: usize, length: u32, ids: usize): i32 {
  if (!startInterning(length)) return TableStatus.noMemory;
  let distinct: u32 = 0;
  for (let index: u32 = 0; index < length; index++) {
    store<u64>(keys + ((<usize>distinct) << 3), load<u64>(keys + ((<usize>index) << 3)));
    const id = intern(keys, 8, distinct, 8);
    if (id < 0) {
      distinct = id;
      break;
    }
    store<u32>(ids + ((<usize>index) << 2), id);
    distinct += u32(<u32>id == distinct);
  }
  endInterning();
  return distinct;
}
