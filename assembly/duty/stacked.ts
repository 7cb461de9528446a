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
  SLOW_SHIFT,
  SPECIAL_SHIFT,
} from "../table/cell";
import { CLASS_BITS, CLASS_MASK, slotOf } from "../table/hash";
import { Interval, intervalOn } from "../table/lines";
import { knownOutcome } from "../table/pages";
import { Stack } from "../table/stack";
import { knownStack } from "../table/stack-pages";
import { count, Table } from "../table/table";
import { Bare, BareCharge, BareForm, bareAt, bareOf, lessAt } from "./bare";
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

/**
 * Lines that are entries of their own under a table with layers: where the ordinary duty has a fast class and the line
 * declares nothing for its stack, all charges follow from a few integers. The others are left to the definitional passes,
 * which also find out what is not known yet.
 */
const MOST_PRODUCT: u64 = 1 << 62;
/** Of the request: some input declares facts, claims or deposits; what turns its values' integers into minor units. */
let declares: bool = false;
let valueScale: u64 = 0;

export function assessStacked(): void {
  declares = false;
  const inputs = field(Request.inputCount);
  for (let index: u32 = 0; index < inputs; index++) {
    if (load<u32>(inputAt(index), Input.kind) != InputKind.quantity) declares = true;
  }
  // Values coarser than a minor unit, or finer than a u64 can scale, have no fast entry charges.
  const decimals = field(Request.valueDecimals);
  valueScale = decimals < table.minorDigits ? 0 : powerOfTen(decimals - table.minorDigits);
  const lines = field(Request.lineCount);
  for (let line: u32 = 0; line < lines; line++) {
    if (assessFast(table, line)) continue;
    assessAlone(line);
    appendAlone(line);
  }
}

/** Assesses a line by its fast classes, if it can be; else nothing has been written. */
function assessFast(known: Table, line: u32): bool {
  const day = dayOf(line);
  const claim = claimOf(line);
  if (day < known.firstDay || day > known.lastDay || claim >= count(known, Column.claimArea)) return false;
  const code = codeOf(line);
  const slot = slotOf(code, known.hashMultiplier, known.displacements, known.displacementShift, known.slotMask);
  const entry = load<u64>(known.slots + slot);
  if (entry >> CLASS_BITS != code) return false;
  const found = intervalOn(known, <u32>(entry & CLASS_MASK), day);
  if (found == 0) return false;
  const interval = changetype<Interval>(found);
  const x = load<u64>(<usize>valueInput.low + ((<usize>line) << 3));
  if (interval.guard != 0 || isBeyond(x, valueInput)) return false;
  const key = declares ? declaredBy(line) : 0;
  if (key == MORE) return false;
  const origin = originOf(line);
  const countries = known.ordinaryCountries;
  const outcome = knownOutcome(known, countryClassOn(known, countries, day, origin), claim, interval.ordinary);
  const cell = load<u64>(known.outcomeCells + ((<usize>outcome) << 3));
  if (cell >> SLOW_SHIFT != 0) return false;
  const stack = knownStack(known, interval.stack, countryClassOn(known, known.stackCountries, day, origin), claim);
  if (stack == 0) return false;
  const bare = bareOf(changetype<Stack>(stack), key, line);
  if (bare == 0 || changetype<Bare>(bare).ready == 0 || !hasRoom(1 + changetype<Bare>(bare).count)) return false;
  const v = stepsOf(x, valueInput);
  const program = <u32>(cell >> PROGRAM_SHIFT) & MOST_PROGRAM;
  const special = cell >> SPECIAL_SHIFT != 0;
  const duty = special
    ? chargeOf(program, v, readQuantity(program, line))
    : divideFast(v * (cell & COEFFICIENT_MASK), bias, divisor, inverse);
  if (duty == NOT_FAST) return false;
  return writeFast(line, bare, <u32>(cell >> KIND_SHIFT) & MOST_KIND, program, duty, v, x);
}

/** Headings that a key has room for, each in 15 bits above the first. */
const MOST_HEADINGS: u64 = 4;
/** The line declares more than a key can hold. */
const MORE: u64 = u64.MAX_VALUE;

/** What the numbers of facts have in a key, above those of headings. */
const FACT: u64 = 0x4000;

/** What a line claims and which facts it declares, in the order of the inputs, and whether it says which headings it claims. */
function declaredBy(line: u32): u64 {
  let key: u64 = 0;
  let headings: u64 = 0;
  const inputs = field(Request.inputCount);
  for (let index: u32 = 0; index < inputs; index++) {
    const input = inputAt(index);
    const kind = load<u32>(input, Input.kind);
    if (kind == InputKind.quantity || !isDeclared(input, line)) continue;
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
    if (charge.form == BareForm.entry) {
      if (!isWithin(charge, x)) return false;
    } else if ((charge.basis | charge.lessCount) != 0 && !hasParts(charge, x, line)) return false;
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
function hasParts(charge: BareCharge, x: u64, line: u32): bool {
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
function isWithin(charge: BareCharge, x: u64): bool {
  return valueScale != 0 && x < MOST_PRODUCT / charge.coefficient && charge.divisor < MOST_PRODUCT / valueScale;
}

@inline
function amountOf(charge: BareCharge, duty: u64, v: u64, x: u64, line: u32): u64 {
  if (charge.form == BareForm.entry) {
    const parts = charge.divisor * valueScale;
    const amount = (x * charge.coefficient + (parts >> 1)) / parts;
    return min(max(amount, charge.least), charge.most);
  }
  let counted = v;
  if (charge.basis != 0) counted = partOf(charge.basis, line);
  for (let index: u32 = 0; index < charge.lessCount; index++) {
    const part = partOf(lessAt(charge, index), line);
    counted = counted > part ? counted - part : 0;
  }
  const amount = divideFast(counted * <u64>charge.share, bias, divisor, inverse);
  return charge.form != BareForm.topUp ? amount : amount > duty ? amount - duty : 0;
}
