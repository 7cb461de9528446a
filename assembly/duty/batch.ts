import { LineStatus, Request } from "../abi";
import { KIND_SHIFT, MOST_KIND, MOST_PROGRAM, PROGRAM_SHIFT } from "../table/cell";
import { computeAmounts } from "./amounts";
import { appendCharges, chargeCount, countCharges } from "./charges";
import { findAlike } from "./find-alike";
import { findMixed } from "./find-mixed";
import { assessAlone } from "./passes";
import { field } from "./request";
import { addBeyond, finishSpecials } from "./special";
import { CHUNK } from "./work";

/** Of the lines of a chunk: u64 cell each, u32 places of the special ones. */
const cells = memory.data(512 * 8, 16);
const specials = memory.data(512 * 4, 16);

/**
 * Lines that are entries of their own, in chunks, each loop over a whole chunk: codes to cells, cells and values to
 * amounts, the columns that follow from the cells, and last the lines that need more than that.
 */
export function assessBatch(alike: bool): void {
  const lines = field(Request.lineCount);
  for (let first: u32 = 0; first < lines; first += CHUNK) {
    const length = min(CHUNK, lines - first);
    // A chunk that might not have room for its charges is taken line by line.
    if (field(Request.chargeCapacity) - chargeCount < length) assessSingly(first, first + length);
    else assessChunk(alike, first, length);
  }
}

function assessSingly(first: u32, end: u32): void {
  for (let line = first; line < end; line++) {
    assessAlone(line);
    appendCharges(line);
  }
}

function assessChunk(alike: bool, first: u32, length: u32): void {
  const amounts = <usize>field(Request.chargeAmount) + (<usize>chargeCount << 3);
  let special = alike ? findAlike(first, length, cells, specials) : findMixed(first, length, cells, specials);
  if (computeAmounts(first, length, cells, amounts)) special = addBeyond(first, length, cells, specials, special);
  writeColumns(first, length);
  const refused = finishSpecials(first, cells, specials, special, amounts);
  if (refused == 0) countCharges(length, 0);
  else closeUp(first, length);
}

/** Status, detail, start, kind and program of each line, as if all were fast. */
function writeColumns(first: u32, length: u32): void {
  memory.fill(<usize>field(Request.status) + first, <u8>LineStatus.assessed, length);
  const details: usize = field(Request.detail);
  if (details != 0) memory.fill(details + (<usize>first << 2), 0, <usize>length << 2);
  const starts: usize = field(Request.chargeStart);
  if (starts != 0) writeStarts(starts + (<usize>first << 2), length);
  const kinds: usize = field(Request.chargeKind);
  if (kinds != 0) writeKinds(kinds + (<usize>chargeCount << 1), length);
  const programs: usize = field(Request.chargeProgram);
  if (programs != 0) writePrograms(programs + (<usize>chargeCount << 2), length);
}

function writeStarts(starts: usize, length: u32): void {
  const base = chargeCount;
  for (let place: u32 = 0; place < length; place++) store<u32>(starts + (<usize>place << 2), base + place);
}

function writeKinds(kinds: usize, length: u32): void {
  for (let place: u32 = 0; place < length; place++) {
    const kind = <u32>(load<u64>(cells + (<usize>place << 3)) >> KIND_SHIFT) & MOST_KIND;
    store<u16>(kinds + (<usize>place << 1), <u16>kind);
  }
}

function writePrograms(programs: usize, length: u32): void {
  for (let place: u32 = 0; place < length; place++) {
    const program = <u32>(load<u64>(cells + (<usize>place << 3)) >> PROGRAM_SHIFT) & MOST_PROGRAM;
    store<u32>(programs + (<usize>place << 2), program);
  }
}

/** Moves the charges of a chunk together, over the places of refused lines. */
function closeUp(first: u32, length: u32): void {
  const statuses = <usize>field(Request.status) + first;
  const starts: usize = field(Request.chargeStart);
  let to: u32 = chargeCount;
  for (let place: u32 = 0; place < length; place++) {
    if (starts != 0) store<u32>(starts + (<usize>(first + place) << 2), to);
    if (load<u8>(statuses + place) == LineStatus.assessed) moveCharge(chargeCount + place, to++);
  }
  const charges = to - chargeCount;
  countCharges(charges, length - charges);
}

function moveCharge(from: u32, to: u32): void {
  const amounts: usize = field(Request.chargeAmount);
  store<u64>(amounts + (<usize>to << 3), load<u64>(amounts + (<usize>from << 3)));
  const kinds: usize = field(Request.chargeKind);
  if (kinds != 0) store<u16>(kinds + (<usize>to << 1), load<u16>(kinds + (<usize>from << 1)));
  const programs: usize = field(Request.chargeProgram);
  if (programs != 0) store<u32>(programs + (<usize>to << 2), load<u32>(programs + (<usize>from << 2)));
}
