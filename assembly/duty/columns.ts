import { LineStatus, Request } from "../abi";
import { KIND_SHIFT, MOST_KIND, MOST_PROGRAM, PROGRAM_SHIFT } from "../table/cell";
import { chargeCount, countCharges } from "./charges";
import { field } from "./request";

/** Status, detail, start, kind and program of each line of a chunk, as if all were fast. */
export function writeColumns(first: u32, length: u32, cells: usize): void {
  memory.fill(<usize>field(Request.status) + first, <u8>LineStatus.assessed, length);
  const details: usize = field(Request.detail);
  if (details != 0) memory.fill(details + ((<usize>first) << 2), 0, (<usize>length) << 2);
  const starts: usize = field(Request.chargeStart);
  if (starts != 0) writeStarts(starts + ((<usize>first) << 2), length);
  const kinds: usize = field(Request.chargeKind);
  if (kinds != 0) writeKinds(kinds + ((<usize>chargeCount) << 1), length, cells);
  const programs: usize = field(Request.chargeProgram);
  if (programs != 0) writePrograms(programs + ((<usize>chargeCount) << 2), length, cells);
}

// Four lines at a time where there are lanes; addresses stay within the columns, which have a place for each line.

function writeStarts(starts: usize, length: u32): void {
  const base = chargeCount;
  let place: u32 = 0;
  if (ASC_FEATURE_SIMD) {
    let four = i32x4.add(i32x4.splat(base), i32x4(0, 1, 2, 3));
    for (; place + 4 <= length; place += 4) {
      v128.store(starts + ((<usize>place) << 2), four);
      four = i32x4.add(four, i32x4.splat(4));
    }
  }
  for (; place < length; place++) store<u32>(starts + ((<usize>place) << 2), base + place);
}

function writeKinds(kinds: usize, length: u32, cells: usize): void {
  let place: u32 = 0;
  if (ASC_FEATURE_SIMD) {
    const most = i16x8.splat(<i16>MOST_KIND);
    for (; place + 4 <= length; place += 4) {
      const cell = cells + ((<usize>place) << 3);
      const four = v128.shuffle<i16>(v128.load(cell), v128.load(cell, 16), 3, 7, 11, 15, 3, 7, 11, 15);
      v128.store64_lane(kinds + ((<usize>place) << 1), v128.and(four, most), 0);
    }
  }
  for (; place < length; place++) {
    const kind = <u32>(load<u64>(cells + ((<usize>place) << 3)) >> KIND_SHIFT) & MOST_KIND;
    store<u16>(kinds + ((<usize>place) << 1), <u16>kind);
  }
}

function writePrograms(programs: usize, length: u32, cells: usize): void {
  let place: u32 = 0;
  if (ASC_FEATURE_SIMD) {
    const most = i32x4.splat(MOST_PROGRAM);
    for (; place + 4 <= length; place += 4) {
      const cell = cells + ((<usize>place) << 3);
      const four = v128.shuffle<i32>(v128.load(cell), v128.load(cell, 16), 1, 3, 5, 7);
      v128.store(programs + ((<usize>place) << 2), v128.and(four, most));
    }
  }
  for (; place < length; place++) {
    const program = <u32>(load<u64>(cells + ((<usize>place) << 3)) >> PROGRAM_SHIFT) & MOST_PROGRAM;
    store<u32>(programs + ((<usize>place) << 2), program);
  }
}

/** Moves the charges of a chunk together, over the places of refused lines. */
export function closeUp(first: u32, length: u32): void {
  const statuses = <usize>field(Request.status) + first;
  const starts: usize = field(Request.chargeStart);
  let to: u32 = chargeCount;
  for (let place: u32 = 0; place < length; place++) {
    if (starts != 0) store<u32>(starts + ((<usize>(first + place)) << 2), to);
    if (load<u8>(statuses + place) == LineStatus.assessed) moveCharge(chargeCount + place, to++);
  }
  const charges = to - chargeCount;
  countCharges(charges, length - charges);
}

function moveCharge(from: u32, to: u32): void {
  const amounts: usize = field(Request.chargeAmount);
  store<u64>(amounts + ((<usize>to) << 3), load<u64>(amounts + ((<usize>from) << 3)));
  const kinds: usize = field(Request.chargeKind);
  if (kinds != 0) store<u16>(kinds + ((<usize>to) << 1), load<u16>(kinds + ((<usize>from) << 1)));
  const programs: usize = field(Request.chargeProgram);
  if (programs != 0) store<u32>(programs + ((<usize>to) << 2), load<u32>(programs + ((<usize>from) << 2)));
}
