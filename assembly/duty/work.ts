import { allocate, release } from "../memory";

/** Lines that one run of the passes takes, unless a single entry has more. */
export const CHUNK: u32 = 512;

/** A part of a sum that is rounded so that the parts still add up: a line, or all lines of one rate. Millionths. */
@unmanaged
export class Share {
  exact: u64;
  exactHigh: u64;
  rounded: u64;
  roundedHigh: u64;
  /** Key among the shares that may be adjusted: the smallest goes first. */
  fraction: u64;
  program: u32;
  /** Address of the next line of the same rate, 0 none. */
  next: u32;
}

/** All lines of one rate in an entry. */
@unmanaged
export class Unit extends Share {
  /** Addresses of its first and last line. */
  first: u32;
  last: u32;
}

/** What the passes find out about a line. */
@unmanaged
export class Line extends Share {
  /** The unrounded duty in units of currency: a signed number over `scale`. */
  duty: u64;
  dutyHigh: u64;
  scale: u64;
  scaleHigh: u64;
  /** The charge in minor units. */
  amount: u64;
  outcome: u32;
  /** First component, and the next one of the same line: line + 1, 0 none. */
  firstComponent: u32;
  nextComponent: u32;
  /** Whose first measure the outcome is. */
  set: u32;
  originClass: u32;
  /** Set of the layers, 0 none; and how many of their charges wait to be appended. */
  stackSet: u32;
  pending: u32;
}

const LINE_BYTES: usize = offsetof<Line>();
const UNIT_BYTES: usize = offsetof<Unit>();

/** Room for the lines of a chunk, their units and a heap of shares: taken once, and again only for a larger entry. */
let capacity: u32 = 0;
let lines: usize = 0;
let units: usize = 0;
/** u32 addresses of shares. */
export let shares: usize = 0;
/** The line that stands first in the room. */
let base: u32 = 0;

/** Makes room for as many lines at once; false where there is no memory. */
export function reserve(count: u32): bool {
  if (count <= capacity) return true;
  release(lines);
  release(units);
  release(shares);
  capacity = 0;
  lines = allocate(<usize>count * LINE_BYTES);
  units = allocate(<usize>count * UNIT_BYTES);
  shares = allocate(<usize>count * 4);
  if (lines == 0 || units == 0 || shares == 0) return false;
  capacity = count;
  return true;
}

/** The next lines to be worked on begin with this one. */
export function startAt(line: u32): void {
  base = line;
}

/** A line's place in the room. */
@inline
export function lineIndex(line: u32): u32 {
  return line - base;
}

@inline
export function lineAt(line: u32): Line {
  return changetype<Line>(lines + <usize>(line - base) * LINE_BYTES);
}

@inline
export function unitAt(unit: u32): Unit {
  return changetype<Unit>(units + <usize>unit * UNIT_BYTES);
}
