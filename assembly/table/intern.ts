import { TableStatus } from "../abi";
import { allocateClear, release } from "../memory";
import { mayWork } from "./status";

/**
 * Numbers equal keys alike. `keys` (u64) is left with the distinct keys in the order in which they first stood, and
 * `ids` (u32) gets each key's number. Answers how many are distinct, or a `TableStatus`.
 */
export function internKeys(keys: usize, length: u32, ids: usize): i32 {
  let mask: u32 = 4;
  while (mask < length * 2) mask <<= 1;
  const known = allocateClear(<usize>mask * 4);
  if (known == 0) return TableStatus.noMemory;
  mask--;
  let distinct: u32 = 0;
  for (let index: u32 = 0; index < length; index++) {
    const key = load<u64>(keys + (<usize>index << 3));
    let slot = <u32>((key * 0x9e3779b97f4a7c15) >> 32) & mask;
    let id: u32;
    while ((id = load<u32>(known + (<usize>slot << 2))) != 0 && load<u64>(keys + (<usize>(id - 1) << 3)) != key) {
      if (!mayWork(1)) break;
      slot = (slot + 1) & mask;
    }
    if (!mayWork(1)) {
      release(known);
      return TableStatus.tooMuchWork;
    }
    if (id == 0) {
      store<u64>(keys + (<usize>distinct << 3), key);
      id = ++distinct;
      store<u32>(known + (<usize>slot << 2), id);
    }
    store<u32>(ids + (<usize>index << 2), id - 1);
  }
  release(known);
  return distinct;
}
