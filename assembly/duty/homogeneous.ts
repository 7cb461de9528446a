import { LineStatus, Request } from "../abi";
import { FastRecord } from "../table/fast-class";
import { CLASS_BITS, CLASS_MASK, slotOf } from "../table/hash";
import { outcomeAt } from "../table/pages";
import { CellFlag } from "../table/room";
import { chargeCount, countCharges } from "./charges";
import { basisOf, bias, chargeWithQuantity, divideFast, divisor, inverse, NOT_FAST, stepsBy, valueInput } from "./fast";
import { assessMixed } from "./mixed";
import { assessAlone } from "./passes";
import { field, table } from "./request";
import { CHUNK, lineAt } from "./work";

/**
 * Batches of one day, one origin and one claim. A chunk takes two loops over all of its lines, codes to cells, then cells
 * and values to amounts, and two over those that need more: a quantity, or the definitional passes. The hot loops read
 * and write memory by address, which `openRequest`, the verified table and the chunk's length keep within bounds.
 */
const CELL_FLAGS: u32 = 15;
/** u64 cell of each line of a chunk; u32 places of the lines that count a quantity, and of those that are not fast. */
const cellsOfLines = memory.data(512 * 8, 16);
const quantityLines = memory.data(512 * 4, 16);
const slowLines = memory.data(512 * 4, 16);
let quantityCount: u32 = 0;
let slowCount: u32 = 0;

export function assessHomogeneous(): void {
  const lines = field(Request.lineCount);
  for (let first: u32 = 0; first < lines; first += CHUNK) {
    const length = min(CHUNK, lines - first);
    // A chunk that might not have room for its charges is taken line by line.
    if (field(Request.chargeCapacity) - chargeCount < length) assessMixed(first, first + length);
    else assessChunk(first, length);
  }
}

function assessChunk(first: u32, length: u32): void {
  const amounts = <usize>field(Request.chargeAmount) + (<usize>chargeCount << 3);
  findCells(first, length);
  computeAmounts(first, length, amounts);
  for (let index: u32 = 0; index < quantityCount; index++) {
    addQuantity(first, load<u32>(quantityLines + (<usize>index << 2)), amounts);
  }
  writeColumns(first, length);
  let refused: u32 = 0;
  for (let index: u32 = 0; index < slowCount; index++) {
    refused += assessSlow(first, load<u32>(slowLines + (<usize>index << 2)));
  }
  if (refused == 0) countCharges(length, 0);
  else closeUp(first, length);
}

/** Codes to cells; lists the lines with a quantity and the slow ones without a branch. */
function findCells(first: u32, length: u32): void {
  const multiplier = table.hashMultiplier;
  const displacements = table.displacements;
  const shift = table.displacementShift;
  const mask = table.slotMask;
  const slots = table.slots;
  const cells = table.cells;
  const most = valueInput.most;
  let code = <usize>field(Request.code) + (<usize>first << 3);
  let value = <usize>field(Request.valueLow) + (<usize>first << 3);
  let quantities = quantityLines;
  let slows = slowLines;
  for (let place: u32 = 0; place < length; place++) {
    const wanted = load<u64>(code);
    const entry = load<u64>(slots + (<usize>slotOf(wanted, multiplier, displacements, shift, mask) << 3));
    const cell = load<u64>(cells + (<usize>(entry & CLASS_MASK) << 3));
    store<u64>(cellsOfLines + (<usize>place << 3), cell);
    const x = load<u64>(value);
    const beyond = <u32>((x | (most - x)) >> 63);
    const slow = u32(entry >> CLASS_BITS != wanted) | beyond | ((<u32>cell >> 1) & 1);
    store<u32>(slows, place);
    slows += <usize>slow << 2;
    store<u32>(quantities, place);
    quantities += <usize>(<u32>cell & ~slow & CellFlag.quantity) << 2;
    code += 8;
    value += 8;
  }
  slowCount = <u32>(slows - slowLines) >> 2;
  quantityCount = <u32>(quantities - quantityLines) >> 2;
}

/** Cells and values to amounts, as if no rate counted a quantity. */
function computeAmounts(first: u32, length: u32, amounts: usize): void {
  const multiplier = valueInput.multiplier;
  const added = valueInput.bias;
  const parts = valueInput.divisor;
  const roundingBias = bias;
  const byDivisor = divisor;
  const byInverse = inverse;
  const values = <usize>field(Request.valueLow) + (<usize>first << 3);
  const end = <usize>length << 3;
  for (let offset: usize = 0; offset < end; offset += 8) {
    const record = load<u32>(cellsOfLines + offset) & ~CELL_FLAGS;
    const steps = stepsBy(load<u64>(values + offset), multiplier, added, parts);
    const amount = divideFast(steps * <u64>load<u32>(record), roundingBias, byDivisor, byInverse);
    store<u64>(amounts + offset, amount);
  }
}

/** Computes a line anew with its quantity, or makes it a slow one. */
function addQuantity(first: u32, place: u32, amounts: usize): void {
  const record = changetype<FastRecord>(<usize>(load<u32>(cellsOfLines + (<usize>place << 3)) & ~CELL_FLAGS));
  const value = load<u64>(<usize>field(Request.valueLow) + (<usize>(first + place) << 3));
  const steps = stepsBy(value, valueInput.multiplier, valueInput.bias, valueInput.divisor);
  const amount = chargeWithQuantity(record, basisOf(table, record), first + place, steps);
  if (amount != NOT_FAST) {
    store<u64>(amounts + (<usize>place << 3), amount);
  } else {
    store<u32>(slowLines + (<usize>slowCount << 2), place);
    slowCount++;
  }
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

function outcomeOfLine(place: u32): u32 {
  return load<u32>(cellsOfLines + (<usize>place << 3), 4);
}

function writeKinds(kinds: usize, length: u32): void {
  for (let place: u32 = 0; place < length; place++) {
    store<u16>(kinds + (<usize>place << 1), <u16>outcomeAt(table, outcomeOfLine(place)).kind);
  }
}

function writePrograms(programs: usize, length: u32): void {
  for (let place: u32 = 0; place < length; place++) {
    store<u32>(programs + (<usize>place << 2), outcomeAt(table, outcomeOfLine(place)).program);
  }
}

/** Assesses a line by definition and puts its charge where a fast one's would be; 1 if it is refused. */
function assessSlow(first: u32, place: u32): u32 {
  const line = first + place;
  if (assessAlone(line) != LineStatus.assessed) return 1;
  const work = lineAt(line);
  const charge: usize = chargeCount + place;
  store<u64>(<usize>field(Request.chargeAmount) + (charge << 3), work.amount);
  const kinds: usize = field(Request.chargeKind);
  if (kinds != 0) store<u16>(kinds + (charge << 1), <u16>outcomeAt(table, work.outcome).kind);
  const programs: usize = field(Request.chargeProgram);
  if (programs != 0) store<u32>(programs + (charge << 2), work.program);
  return 0;
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
