import { Column, Input, InputKind, LineStatus, Request } from "../abi";
import { powerOfTen } from "../arithmetic/decimal";
import { high, low } from "../arithmetic/wide";
import { countryClassOn } from "../table/areas";
import {
  COEFFICIENT_MASK,
  KIND_SHIFT,
  MOST_KIND,
  MOST_PROGRAM,
  PROGRAM_SHIFT,
  SLOW_CELL,
  SLOW_SHIFT,
  SPECIAL_SHIFT,
} from "../table/cell";
import { CLASS_BITS, CLASS_MASK, slotOf } from "../table/hash";
import { Interval, intervalOn } from "../table/lines";
import { knownOutcome } from "../table/pages";
import { Stack } from "../table/stack";
import { stackCell } from "../table/stack-pages";
import { count, Table } from "../table/table";
import { computeAmounts, MOST_QUOTIENT } from "./amounts";
import { Bare, BareCharge, BareForm, BareTerms, bareAt, bareOf, lessAt, MOST_PRODUCT } from "./bare";
import { chargeCount, hasRoom, writeCharge } from "./charges";
import {
  bias,
  chargeOf,
  divideFast,
  divisor,
  fastInputOf,
  inverse,
  isBeyond,
  NOT_FAST,
  readQuantity,
  stepsOf,
  valueInput,
} from "./fast";
import { inputInOwnUnit } from "./inputs";
import { appendAlone, assessAlone } from "./passes";
import { claimOf, codeOf, dayOf, field, inputAt, isDeclared, originOf, readInput, table } from "./request";
import { CHUNK } from "./work";

/**
 * Lines that are entries of their own under a table with layers: where the ordinary duty has a fast class and the line
 * declares nothing for its stack, all charges follow from a few integers. The others are left to the definitional passes,
 * which also find out what is not known yet.
 */
/** Of the request: what turns its values' integers into minor units, and the divisor of a rate that this takes too far. */
let valueScale: u64 = 0;
let beyondDivisor: u64 = 0;
/** A bound below the one times a divisor below the other fits 64 bits. */
const BOUND: u64 = 1 << 20;
const SMALL: u64 = 1 << 40;
/** Of the request: u32 addresses of the inputs that declare facts, claims or deposits, as far as there is room. */
const MOST_DECLARING: u32 = 64;
const declaring = memory.data(64 * 4, 4);
let declaringCount: u32 = 0;
let tooMany: bool = false;

export function assessStacked(): void {
  listDeclaring();
  // Values coarser than a minor unit, or finer than a u64 can scale, have no fast entry charges.
  const decimals = field(Request.valueDecimals);
  valueScale = decimals < table.minorDigits ? 0 : powerOfTen(decimals - table.minorDigits);
  beyondDivisor = valueScale == 0 ? 0 : MOST_PRODUCT / valueScale;
  const lines = field(Request.lineCount);
  for (let first: u32 = 0; first < lines; first += CHUNK) assessChunk(first, min(CHUNK, lines - first));
}

/** Of the lines of a chunk: u64 cell (table/cell.ts), u32 cell of the stack, u64 key, u64 ordinary duty. */
const cells = memory.data(512 * 8, 16);
const places = memory.data(512 * 4, 16);
const keys = memory.data(512 * 8, 16);
const duties = memory.data(512 * 8, 16);

/** Each loop over a whole chunk, so that the memory is asked for many lines at once. */
function assessChunk(first: u32, length: u32): void {
  for (let place: u32 = 0; place < length; place++) findLine(table, first + place, place);
  const someBeyond = computeAmounts(first, length, cells, duties);
  for (let place: u32 = 0; place < length; place++) {
    const line = first + place;
    if (!someBeyond && chargeLine(line, place)) continue;
    if (someBeyond && !isBeyond(load<u64>(<usize>valueInput.low + ((<usize>line) << 3)), valueInput)) {
      if (chargeLine(line, place)) continue;
    }
    assessAlone(line);
    appendAlone(line);
  }
}

function listDeclaring(): void {
  declaringCount = 0;
  tooMany = false;
  const inputs = field(Request.inputCount);
  for (let index: u32 = 0; index < inputs; index++) {
    if (load<u32>(inputAt(index), Input.kind) == InputKind.quantity) continue;
    tooMany = declaringCount == MOST_DECLARING;
    if (tooMany) return;
    store<u32>(declaring + ((<usize>declaringCount) << 2), <u32>inputAt(index));
    declaringCount++;
  }
}

/** Finds the cell and the stack's cell of a line; nothing is known where the cell is slow, or the stack's is 0. */
@inline
function findLine(known: Table, line: u32, place: u32): void {
  const cell = cells + ((<usize>place) << 3);
  const stack = places + ((<usize>place) << 2);
  store<u64>(cell, SLOW_CELL);
  store<u32>(stack, 0);
  const day = dayOf(line);
  const claim = claimOf(line);
  if (day < known.firstDay || day > known.lastDay || claim >= count(known, Column.claimArea)) return;
  const code = codeOf(line);
  const slot = slotOf(code, known.hashMultiplier, known.displacements, known.displacementShift, known.slotMask);
  const entry = load<u64>(known.slots + slot);
  if (entry >> CLASS_BITS != code) return;
  const found = intervalOn(known, <u32>(entry & CLASS_MASK), day);
  if (found == 0) return;
  const interval = changetype<Interval>(found);
  if (interval.guard != 0) return;
  const origin = originOf(line);
  const countries = known.ordinaryCountries;
  const outcome = knownOutcome(known, countryClassOn(known, countries, day, origin), claim, interval.ordinary);
  store<u64>(cell, load<u64>(known.outcomeCells + ((<usize>outcome) << 3)));
  const ofStack = countryClassOn(known, known.stackCountries, day, origin);
  store<u32>(stack, <u32>stackCell(known, interval.stack, ofStack, claim));
  store<u64>(keys + ((<usize>place) << 3), declaredBy(line));
}

/** Writes the charges of a line by its fast classes, if it can be; else nothing has been written. */
function chargeLine(line: u32, place: u32): bool {
  const cell = load<u64>(cells + ((<usize>place) << 3));
  const stack: usize = load<u32>(places + ((<usize>place) << 2));
  const key = load<u64>(keys + ((<usize>place) << 3));
  if (cell >> SLOW_SHIFT != 0 || stack == 0 || key == MORE) return false;
  let bare: usize = load<u32>(stack, 4);
  if (bare == 0 || changetype<Bare>(bare).key != key) {
    bare = lookUp(stack, key, line);
    if (bare == 0) return false;
  }
  if (changetype<Bare>(bare).ready == 0 || !hasRoom(1 + changetype<Bare>(bare).count)) return false;
  const x = load<u64>(<usize>valueInput.low + ((<usize>line) << 3));
  const v = stepsOf(x, valueInput);
  const program = <u32>(cell >> PROGRAM_SHIFT) & MOST_PROGRAM;
  let duty = load<u64>(duties + ((<usize>place) << 3));
  if (cell >> SPECIAL_SHIFT != 0) duty = chargeOf(program, v, readQuantity(program, line));
  // What a pair of lanes may have got wrong is found again.
  else if (duty >= MOST_QUOTIENT) duty = divideFast(v * (cell & COEFFICIENT_MASK), bias, divisor, inverse);
  if (duty == NOT_FAST) return false;
  return writeFast(line, bare, <u32>(cell >> KIND_SHIFT) & MOST_KIND, program, duty, v, x);
}

/** The bare charges of a cell's stack for a key, noted in the cell for the next line. */
function lookUp(place: usize, key: u64, line: u32): usize {
  const stack: usize = load<u32>(place);
  if (stack == 0) return 0;
  const bare = bareOf(changetype<Stack>(stack), key, line);
  store<u32>(place, <u32>bare, 4);
  return bare;
}

/** Headings that a key has room for, each in 15 bits above the first. */
const MOST_HEADINGS: u64 = 4;
/** The line declares more than a key can hold. */
const MORE: u64 = u64.MAX_VALUE;

/** What the numbers of facts have in a key, above those of headings. */
const FACT: u64 = 0x4000;

/** What a line claims and which facts it declares, in the order of the inputs, and whether it says which headings it claims. */
function declaredBy(line: u32): u64 {
  if (tooMany) return MORE;
  let key: u64 = 0;
  let headings: u64 = 0;
  for (let index: u32 = 0; index < declaringCount; index++) {
    const input: usize = load<u32>(declaring + ((<usize>index) << 2));
    if (!isDeclared(input, line)) continue;
    const kind = load<u32>(input, Input.kind);
    const about = load<u32>(input, Input.key);
    if (kind == InputKind.fact && about == table.headingsFact) {
      key |= 1;
    } else if (kind == InputKind.fact && about < <u32>FACT && headings < MOST_HEADINGS) {
      key |= (FACT | about) << (1 + 15 * headings++);
    } else if (kind == InputKind.claim && about < <u32>FACT && headings < MOST_HEADINGS) {
      if (!readInput(input, line)) return MORE;
      if ((low | high) == 0) continue;
      key |= (<u64>about) << (1 + 15 * headings++);
    } else return MORE;
  }
  return key;
}

function writeFast(line: u32, bare: usize, kind: u32, program: u32, duty: u64, v: u64, x: u64): bool {
  const charges = changetype<Bare>(bare).count;
  for (let index: u32 = 0; index < charges; index++) {
    const charge = bareAt(bare, index);
    if (charge.terms == 0) continue;
    const terms = changetype<BareTerms>(charge.terms);
    if (!(charge.form == BareForm.entry ? isWithin(terms, x) : hasParts(terms, x, line))) return false;
  }
  store<u8>(<usize>field(Request.status) + line, <u8>LineStatus.assessed);
  const details: usize = field(Request.detail);
  if (details != 0) store<u32>(details + ((<usize>line) << 2), 0);
  const starts: usize = field(Request.chargeStart);
  if (starts != 0) store<u32>(starts + ((<usize>line) << 2), chargeCount);
  writeCharge(duty, kind, program);
  for (let index: u32 = 0; index < charges; index++) {
    const charge = bareAt(bare, index);
    writeCharge(amountOf(charge, duty, v, x, line), charge.kind, charge.program);
  }
  return true;
}

/** A part that a line declares, in steps. */
function partOf(basis: u32, line: u32): u64 {
  const input = fastInputOf(basis);
  return stepsOf(load<u64>(<usize>input.low + ((<usize>line) << 3)), input);
}

/** The parts that a charge counts are columns that the fast classes can read, and not more than the value. */
function hasParts(charge: BareTerms, x: u64, line: u32): bool {
  if (charge.basis != 0) return isPart(charge.basis, line) && rawPart <= x;
  let sum: u64 = 0;
  for (let index: u32 = 0; index < charge.lessCount; index++) {
    if (!isPart(lessAt(charge, index), line)) return false;
    sum += rawPart;
  }
  return sum <= x;
}

/** The integer of the part last looked at, of as many decimals as the value's. */
let rawPart: u64 = 0;

function isPart(basis: u32, line: u32): bool {
  const input = fastInputOf(basis);
  const declared = inputInOwnUnit(basis);
  if (input.low == 0 || declared == 0 || load<u32>(declared, Input.decimals) != field(Request.valueDecimals))
    return false;
  rawPart = load<u64>(<usize>input.low + ((<usize>line) << 3));
  return !isBeyond(rawPart, input);
}

/** The product of an entry's charge stays within 62 bits. */
@inline
function isWithin(charge: BareTerms, x: u64): bool {
  return x < charge.beyond && charge.divisor < beyondDivisor;
}

/** x · coefficient / divisor, rounded half up, between its bounds: most are found without a division. */
function entryCharge(charge: BareTerms, x: u64): u64 {
  const parts = charge.divisor * valueScale;
  const product = x * charge.coefficient + (parts >> 1);
  if (parts < SMALL) {
    if (charge.least < BOUND && product < charge.least * parts) return charge.least;
    if (charge.most < BOUND && product >= charge.most * parts) return charge.most;
  }
  return min(max(product / parts, charge.least), charge.most);
}

@inline
function amountOf(charge: BareCharge, duty: u64, v: u64, x: u64, line: u32): u64 {
  if (charge.form == BareForm.entry) return entryCharge(changetype<BareTerms>(charge.terms), x);
  const counted = charge.terms == 0 ? v : countedBy(changetype<BareTerms>(charge.terms), v, line);
  const amount = divideFast(counted * <u64>charge.share, bias, divisor, inverse);
  return charge.form != BareForm.topUp ? amount : amount > duty ? amount - duty : 0;
}

/** The part that a charge counts, or what parts leave of the value, in steps. */
function countedBy(terms: BareTerms, v: u64, line: u32): u64 {
  let counted = terms.basis == 0 ? v : partOf(terms.basis, line);
  for (let index: u32 = 0; index < terms.lessCount; index++) {
    const part = partOf(lessAt(terms, index), line);
    counted = counted > part ? counted - part : 0;
  }
  return counted;
}
