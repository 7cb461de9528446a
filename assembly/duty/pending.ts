import { allocate, release } from "../memory";
import { lineIndex } from "./work";

/** Charges of layers that wait until the lines before theirs have been written. */
@unmanaged
export class Pending {
  kind: u32;
  program: u32;
  /** In minor units. */
  amount: u64;
}
const PENDING_BYTES: usize = offsetof<Pending>();
/** Layers, and deposits at declared rates. */
export const MOST_PENDING: u32 = 40;

let block: usize = 0;
let capacity: u32 = 0;

/** Makes room for the charges of as many lines; false where there is no memory. */
export function reservePending(lines: u32): bool {
  if (lines <= capacity) return true;
  release(block);
  capacity = 0;
  block = allocate(<usize>lines * MOST_PENDING * PENDING_BYTES);
  if (block == 0) return false;
  capacity = lines;
  return true;
}

@inline
export function pendingAt(line: u32, index: u32): Pending {
  return changetype<Pending>(block + (<usize>lineIndex(line) * MOST_PENDING + index) * PENDING_BYTES);
}
