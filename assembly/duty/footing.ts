import { LineStatus, Request } from "../abi";
import { divide } from "../arithmetic/divide";
import { toMultiple } from "../arithmetic/rounding";
import { compare, high, low, minus, plus } from "../arithmetic/wide";
import { PROGRAM_UNIT_BYTES, ProgramUnit } from "../table/room";
import { clearHeap, heapSize, popShare, pushShare } from "./heap";
import { field, table } from "./request";
import { Line, lineAt, Share, Unit, unitAt } from "./work";

/**
 * Values of an entry by rate (19 CFR 159.3(a)): goods of one rate are one unit; units are rounded so that they add up to
 * the rounded total, then the lines of each unit so that they add up to it. What does not add up is put right where it
 * changes least: too high, the smallest fractions that were taken up are dropped; too low, the largest that were
 * dropped are taken up.
 */
let stamp: u64 = 0;
let unitCount: u32 = 0;
let sum: u64 = 0;
let sumHigh: u64 = 0;

export function roundByRate(first: u32, end: u32): void {
  gatherUnits(first, end);
  roundTo(sum, sumHigh);
  const total = low;
  const totalHigh = high;
  startSum();
  for (let unit: u32 = 0; unit < unitCount; unit++) roundShare(unitAt(unit));
  if (startAdjusting(total, totalHigh, true)) {
    for (let unit: u32 = 0; unit < unitCount; unit++) offer(unitAt(unit));
    adjust();
  }
  for (let unit: u32 = 0; unit < unitCount; unit++) roundLines(unitAt(unit));
}

/** The lines of a unit, to the unit's amount. */
function roundLines(unit: Unit): void {
  startSum();
  for (let line = unit.first; line != 0; line = changetype<Line>(line).next) roundShare(changetype<Line>(line));
  if (!startAdjusting(unit.rounded, unit.roundedHigh, false)) return;
  for (let line = unit.first; line != 0; line = changetype<Line>(line).next) offer(changetype<Line>(line));
  adjust();
}

/** Puts each line that takes part into the unit of its program; sums the values. */
function gatherUnits(first: u32, end: u32): void {
  stamp++;
  unitCount = 0;
  startSum();
  for (let line = first; line < end; line++) {
    if (!takesPart(line)) continue;
    const work = lineAt(line);
    add(work.exact, work.exactHigh);
    work.next = 0;
    const address = <u32>changetype<usize>(work);
    const mark = changetype<ProgramUnit>(table.programUnits + <usize>work.program * PROGRAM_UNIT_BYTES);
    if (mark.stamp != stamp) {
      mark.stamp = stamp;
      mark.unit = unitCount;
      const unit = unitAt(unitCount++);
      unit.exact = work.exact;
      unit.exactHigh = work.exactHigh;
      unit.program = work.program;
      unit.first = address;
      unit.last = address;
    } else {
      const unit = unitAt(mark.unit);
      plus(unit.exact, unit.exactHigh, work.exact, work.exactHigh);
      unit.exact = low;
      unit.exactHigh = high;
      changetype<Line>(unit.last).next = address;
      unit.last = address;
    }
  }
}

function startSum(): void {
  sum = 0;
  sumHigh = 0;
}

/** Values are below 2^96 and lines fewer than 2^31, so that no sum of them leaves 128 bits. */
function add(amount: u64, amountHigh: u64): void {
  plus(sum, sumHigh, amount, amountHigh);
  sum = low;
  sumHigh = high;
}

function roundTo(amount: u64, amountHigh: u64): void {
  toMultiple(amount, amountHigh, table.valueQuantum, table.valueRounding);
}

function roundShare(share: Share): void {
  roundTo(share.exact, share.exactHigh);
  share.rounded = low;
  share.roundedHigh = high;
  add(low, high);
}

let tooHigh: bool = false;
/** How many quanta the sum of the shares is off. */
let surplus: u64 = 0;

/** Compares the sum of the rounded shares with what they should come to; false where it is right. */
function startAdjusting(target: u64, targetHigh: u64, byRate: bool): bool {
  const side = compare(sum, sumHigh, target, targetHigh);
  if (side == 0) return false;
  tooHigh = side > 0;
  if (tooHigh) minus(sum, sumHigh, target, targetHigh);
  else minus(target, targetHigh, sum, sumHigh);
  divide(low, high, table.valueQuantum, 0);
  surplus = low;
  clearHeap(byRate);
  return true;
}

/** A share that was rounded in the direction that is too much may be rounded in the other. */
function offer(share: Share): void {
  const side = compare(share.rounded, share.roundedHigh, share.exact, share.exactHigh);
  if (tooHigh ? side <= 0 : side >= 0) return;
  // The smallest fraction is dropped first and the largest taken up first: the share that ends nearest to its value.
  if (tooHigh) minus(share.rounded, share.roundedHigh, share.exact, share.exactHigh);
  else minus(share.exact, share.exactHigh, share.rounded, share.roundedHigh);
  share.fraction = table.valueQuantum - low;
  pushShare(share);
}

function adjust(): void {
  for (; surplus > 0 && heapSize() > 0; surplus--) {
    const share = popShare();
    if (tooHigh) minus(share.rounded, share.roundedHigh, table.valueQuantum, 0);
    else plus(share.rounded, share.roundedHigh, table.valueQuantum, 0);
    share.rounded = low;
    share.roundedHigh = high;
  }
}

/** The line has a rate and a value, so that it takes part in rounding. */
@inline
function takesPart(line: u32): bool {
  return load<u8>(<usize>field(Request.status) + line) == LineStatus.assessed;
}
