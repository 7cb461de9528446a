import { Column, TableStatus } from "../abi";
import { allocate, allocateClear, release } from "../memory";
import { fault, mayWork } from "./status";
import { Table } from "./table";

/**
 * A perfect hash by displacement: a code's upper hash bits choose a bucket, the bucket's displacement moves its codes to
 * slots that no other bucket has taken. One load of a displacement and one of a slot find any code. Places, displacements
 * and classes are byte offsets of 8 bytes each, so that no look-up has to scale them.
 */
const MULTIPLIER: u64 = 0x9e3779b97f4a7c15;
const MIDDLE: u64 = 20;
const DISPLACEMENTS: u32 = 65536;
const MOST_TRIES = 8;
/** A code leaves 20 bits of a slot to its class. */
export const CLASS_BITS: u64 = 20;
export const CLASS_MASK: u64 = (1 << 20) - 1;
/** Classes that 20 bits can tell, 8 bytes each. */
export const MOST_CLASSES: u32 = 1 << 17;
const EMPTY: u64 = u64.MAX_VALUE;

/** Where the slot of a code stands, whether or not the code is there. */
@inline
export function slotOf(code: u64, multiplier: u64, displacements: usize, shift: u64, mask: u32): u32 {
  const hash = code * multiplier;
  const displacement: u32 = load<u16>(displacements + ((<usize>(hash >> shift)) << 1));
  return (<u32>(hash >> MIDDLE) ^ displacement) & mask;
}

/** Scratch of the building: first code of each bucket, codes by bucket. */
let starts: usize = 0;
let members: usize = 0;

export function buildHash(table: Table, codes: usize, rows: usize, classes: usize, codeCount: u32): i32 {
  // At least a fifth of the slots stay empty, and a bucket has two slots.
  let bits: u32 = 1;
  while ((<u32>2) << bits < codeCount + (codeCount >> 2)) bits++;
  const buckets: u32 = 1 << bits;
  const slots = buckets << 1;
  table.displacementShift = 64 - bits;
  table.slotMask = (slots - 1) << 3;
  table.displacements = allocate(<usize>buckets * 2);
  table.slots = allocate(<usize>slots * 8);
  table.slotRows = allocateClear(<usize>slots * 4);
  starts = allocate(<usize>buckets * 4 + 4);
  members = allocate(<usize>codeCount * 4 + 4);
  let status = fault(TableStatus.noMemory, Column.lineCodeDelta);
  if (table.displacements != 0 && table.slots != 0 && table.slotRows != 0 && starts != 0 && members != 0) {
    status = place(table, codes, codeCount, buckets);
    if (status == 0) fillSlots(table, codes, rows, classes, codeCount);
  }
  release(starts);
  release(members);
  return status;
}

/** Tries multipliers until all buckets find places; slots then hold the index of their code. */
function place(table: Table, codes: usize, codeCount: u32, buckets: u32): i32 {
  table.hashMultiplier = 1;
  for (let attempt = 0; attempt < MOST_TRIES; attempt++) {
    table.hashMultiplier *= MULTIPLIER;
    memory.fill(table.displacements, 0, <usize>buckets * 2);
    memory.fill(table.slots, 0xff, (<usize>buckets) << 4);
    const largest = sortIntoBuckets(table, codes, codeCount, buckets);
    if (!mayWork(<u64>codeCount + buckets)) break;
    if (placeLargestFirst(table, codes, buckets, largest)) return 0;
  }
  return fault(TableStatus.tooMuchWork, Column.lineCodeDelta);
}

/** Orders the codes by bucket; answers how many the fullest has. */
function sortIntoBuckets(table: Table, codes: usize, codeCount: u32, buckets: u32): u32 {
  memory.fill(starts, 0, <usize>buckets * 4 + 4);
  for (let index: u32 = 0; index < codeCount; index++) {
    const counter = starts + ((<usize>bucketOf(table, codes, index)) << 2);
    store<u32>(counter, load<u32>(counter) + 1);
  }
  let largest: u32 = 0;
  let end: u32 = 0;
  for (let bucket: u32 = 0; bucket <= buckets; bucket++) {
    const counter = starts + ((<usize>bucket) << 2);
    const size = load<u32>(counter);
    largest = max(largest, size);
    end += size;
    store<u32>(counter, end);
  }
  for (let index: u32 = 0; index < codeCount; index++) {
    const counter = starts + ((<usize>bucketOf(table, codes, index)) << 2);
    const position = load<u32>(counter) - 1;
    store<u32>(counter, position);
    store<u32>(members + ((<usize>position) << 2), index);
  }
  return largest;
}

function bucketOf(table: Table, codes: usize, index: u32): u32 {
  return <u32>((load<u64>(codes + ((<usize>index) << 3)) * table.hashMultiplier) >> table.displacementShift);
}

function placeLargestFirst(table: Table, codes: usize, buckets: u32, largest: u32): bool {
  for (let size = largest; size > 0; size--) {
    if (!mayWork(buckets)) return false;
    for (let bucket: u32 = 0; bucket < buckets; bucket++) {
      const first = load<u32>(starts + ((<usize>bucket) << 2));
      const end = load<u32>(starts + ((<usize>bucket) << 2), 4);
      if (end - first == size && !placeBucket(table, codes, bucket, first, end)) return false;
    }
  }
  return true;
}

function placeBucket(table: Table, codes: usize, bucket: u32, first: u32, end: u32): bool {
  for (let displacement: u32 = 0; displacement < DISPLACEMENTS; displacement += 8) {
    if (!mayWork(end - first)) return false;
    store<u16>(table.displacements + ((<usize>bucket) << 1), <u16>displacement);
    let placed = first;
    while (placed < end && take(table, codes, load<u32>(members + ((<usize>placed) << 2)))) placed++;
    if (placed == end) return true;
    while (placed-- > first) {
      store<u64>(slotAddress(table, codes, load<u32>(members + ((<usize>placed) << 2))), EMPTY);
    }
  }
  return false;
}

function slotAddress(table: Table, codes: usize, index: u32): usize {
  const code = load<u64>(codes + ((<usize>index) << 3));
  const slot = slotOf(code, table.hashMultiplier, table.displacements, table.displacementShift, table.slotMask);
  return table.slots + slot;
}

/** Puts a code's index into its slot, if that is free. */
function take(table: Table, codes: usize, index: u32): bool {
  const slot = slotAddress(table, codes, index);
  if (load<u64>(slot) != EMPTY) return false;
  store<u64>(slot, index);
  return true;
}

/**
 * Turns indexes into code and class. An empty slot gets what some code's own slot holds: no other code's hash leads to
 * it with that code, so a probe compares unequal, and whatever a probe finds has a class that exists.
 */
function fillSlots(table: Table, codes: usize, rows: usize, classes: usize, codeCount: u32): void {
  // Without any code: one that no code can equal, since codes have at most 13 digits.
  const filler = codeCount > 0 ? entryOf(codes, classes, 0) : EMPTY << CLASS_BITS;
  for (let slot: u32 = 0; slot <= table.slotMask; slot += 8) {
    const index = load<u64>(table.slots + slot);
    if (index == EMPTY) {
      store<u64>(table.slots + slot, filler);
      continue;
    }
    store<u64>(table.slots + slot, entryOf(codes, classes, <u32>index));
    store<u32>(table.slotRows + (slot >> 1), load<u32>(rows + ((<usize>index) << 2)));
  }
}

function entryOf(codes: usize, classes: usize, index: u32): u64 {
  const offset = (<u64>load<u32>(classes + ((<usize>index) << 2))) << 3;
  return (load<u64>(codes + ((<usize>index) << 3)) << CLASS_BITS) | offset;
}
