import { Column } from "../abi";
import { compare, high, low, timesSigned } from "../arithmetic/wide";
import { at } from "../table/table";
import { table } from "./request";
import { Share, shares } from "./work";

/** A binary heap of the shares that may be adjusted, the first to be adjusted on top. */
let size: u32 = 0;
/** Equal fractions: the lower rate goes first. */
let byRate: bool = false;

export function clearHeap(ties: bool): void {
  size = 0;
  byRate = ties;
}

function shareAt(place: u32): Share {
  return changetype<Share>(load<u32>(shares + ((<usize>place) << 2)));
}

function put(place: u32, share: Share): void {
  store<u32>(shares + ((<usize>place) << 2), <u32>changetype<usize>(share));
}

export function pushShare(share: Share): void {
  let place = size++;
  while (place > 0) {
    const above = (place - 1) >> 1;
    if (!goesBefore(share, shareAt(above))) break;
    put(place, shareAt(above));
    place = above;
  }
  put(place, share);
}

/** Takes the top share off; the heap must not be empty. */
export function popShare(): Share {
  const top = shareAt(0);
  const last = shareAt(--size);
  let place: u32 = 0;
  while ((place << 1) + 1 < size) {
    let below = (place << 1) + 1;
    if (below + 1 < size && goesBefore(shareAt(below + 1), shareAt(below))) below++;
    if (!goesBefore(shareAt(below), last)) break;
    put(place, shareAt(below));
    place = below;
  }
  put(place, last);
  return top;
}

export function heapSize(): u32 {
  return size;
}

/** By fraction, then by rate where that counts, then the earlier line. */
function goesBefore(a: Share, b: Share): bool {
  if (a.fraction != b.fraction) return a.fraction < b.fraction;
  const side = byRate ? compareRates(a.program, b.program) : 0;
  return side != 0 ? side < 0 : changetype<usize>(a) < changetype<usize>(b);
}

/** Compares the shares of the value that two programs take: sums of coefficients, each over its denominator. */
function compareRates(a: u32, b: u32): i32 {
  timesSigned(at<u64>(table, Column.programDenominator, b), 0, rateOf(a));
  const left = low;
  const leftHigh = high;
  timesSigned(at<u64>(table, Column.programDenominator, a), 0, rateOf(b));
  return compare(left, leftHigh, low, high);
}

function rateOf(program: u32): i64 {
  return load<i64>(table.valueRates + ((<usize>program) << 3));
}
