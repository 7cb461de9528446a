/** Memory stays below this: a request beyond it is refused, where the allocator itself would trap. */
const MOST_PAGES: usize = 32768;
const PAGE: usize = 65536;
/** The largest block the allocator can hand out. */
const LARGEST: usize = 0x3ffffff0;

/** A block of `bytes`, aligned to 16, or 0 where there is no room. The caller releases it. */
export function allocate(bytes: usize): usize {
  if (bytes > LARGEST) return 0;
  if (<usize>memory.size() + bytes / PAGE + 2 > MOST_PAGES) return 0;
  return heap.alloc(bytes);
}

/** The same, all zero. */
export function allocateClear(bytes: usize): usize {
  const block = allocate(bytes);
  if (block != 0) memory.fill(block, 0, bytes);
  return block;
}

/** Gives a block back; 0 is nothing. */
export function release(block: usize): void {
  if (block != 0) heap.free(block);
}

/** For the host: a block of `bytes` (u32), aligned to 8, or 0 where there is no room. */
export function alloc(bytes: u32): usize {
  return allocate(bytes);
}
