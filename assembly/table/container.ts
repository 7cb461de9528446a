import { DIRECTORY_ENTRY_BYTES, DirectoryEntry, HEADER_BYTES, Header, TableStatus } from "../abi";
import { fault } from "./status";

/**
 * The container that every kind of table shares: a header, a directory of columns, and columns whose elements keep the
 * rules that the kind's shapes state. Nothing is read of a column before it is found here to lie within the file.
 */

/** What must hold for each element of a column. */
export const enum Rule {
  any = 0,
  /** Offsets into the target rows: one more than the rows, from 0, never falling, to the end of the target. */
  starts = 1,
  /** A row of the target. */
  index = 2,
  /** The same, but a table may do without the column. */
  optionalIndex = 3,
  /** Below the number that stands for the target. */
  below = 4,
  /** Any element, and a table may do without the column. */
  optional = 5,
  /** A row of the target, and not the row 0. */
  some = 6,
}

/** A shape is five i32: column, bytes an element, its rows, rule, the rows or the number that the rule is about. */
export const SHAPE_BYTES: usize = 20;

const MOST_COLUMNS: u32 = 1024;
const MOST_KINDS = 64;
/** u32: how many rows of each kind the table has. */
const rowCounts = memory.data(MOST_KINDS * 4, 4);
const NOT_YET: u32 = 0xffffffff;

/** The file under way, the directory that is filled (u32 address, u32 count by column), and the shapes of its kind. */
let bytes: usize = 0;
let length: u32 = 0;
let directory: usize = 0;
let shapes: usize = 0;
let shapesEnd: usize = 0;

export function openContainer(file: usize, size: u32, columns: usize, first: usize, end: usize): void {
  bytes = file;
  length = size;
  directory = columns;
  shapes = first;
  shapesEnd = end;
  memory.fill(rowCounts, 0xff, MOST_KINDS * 4);
}

/** A whole file of the kind and its version. */
export function checkHeader(magicLow: u32, magicHigh: u32, version: u32): i32 {
  if (length < <u32>HEADER_BYTES) return fault(TableStatus.truncated, 0);
  if (load<u32>(bytes, Header.magic) != magicLow || load<u32>(bytes, Header.magic + 4) != magicHigh) {
    return fault(TableStatus.notATable, 0);
  }
  if (load<u32>(bytes, Header.formatVersion) != version) return fault(TableStatus.otherVersion, 0);
  return load<u32>(bytes, Header.fileBytes) == length ? 0 : fault(TableStatus.truncated, 0);
}

/** The directory: each column that the kind knows lies within the file and has the right width. */
export function readDirectory(): i32 {
  const entries = load<u32>(bytes, Header.directoryCount);
  if (entries > MOST_COLUMNS) return fault(TableStatus.badDirectory, 0);
  const end = <u32>HEADER_BYTES + entries * DIRECTORY_ENTRY_BYTES;
  if (end > length) return fault(TableStatus.truncated, 0);
  for (let index: u32 = 0; index < entries; index++) {
    const entry = bytes + HEADER_BYTES + <usize>index * DIRECTORY_ENTRY_BYTES;
    const id = load<u32>(entry, DirectoryEntry.column);
    const width = load<u32>(entry, DirectoryEntry.elementBytes);
    const offset = load<u32>(entry, DirectoryEntry.offset);
    const elements = load<u32>(entry, DirectoryEntry.count);
    if (offset & 7 || offset < end) return fault(TableStatus.badOffset, id);
    if (<u64>offset + <u64>width * <u64>elements > length) return fault(TableStatus.truncated, id);
    const shape = shapeOf(id);
    if (shape == 0) continue;
    if (width != load<u32>(shape, 4) || column(id) != 0) return fault(TableStatus.badDirectory, id);
    store<u32>(directory + ((<usize>id) << 3), <u32>(bytes + offset));
    store<u32>(directory + ((<usize>id) << 3), elements, 4);
  }
  return 0;
}

function shapeOf(id: u32): usize {
  for (let shape = shapes; shape < shapesEnd; shape += SHAPE_BYTES) {
    if (load<u32>(shape) == id) return shape;
  }
  return 0;
}

function column(id: u32): usize {
  return load<u32>(directory + ((<usize>id) << 3));
}

function count(id: u32): u32 {
  return load<u32>(directory + ((<usize>id) << 3), 4);
}

/** Rows of a kind that are known beforehand: called before `countRows`. */
export function setRows(kind: u32, rows: u32): void {
  store<u32>(rowCounts + ((<usize>kind) << 2), rows);
}

// @ts-ignore: decorator
@inline
export function rowsOfKind(kind: u32): u32 {
  return load<u32>(rowCounts + ((<usize>kind) << 2));
}

/** Every column that must be there is, and has as many elements as the others of its rows. */
export function countRows(): i32 {
  for (let shape = shapes; shape < shapesEnd; shape += SHAPE_BYTES) {
    const id = load<u32>(shape);
    const rule = load<u32>(shape, 12);
    if (column(id) == 0) {
      if (rule == Rule.optionalIndex || rule == Rule.optional) continue;
      return fault(TableStatus.missingColumn, id);
    }
    if (rule == Rule.starts && count(id) == 0) return fault(TableStatus.badOffset, id);
    const rows = count(id) - u32(rule == Rule.starts);
    const known = rowsOfKind(load<u32>(shape, 8));
    if (known == NOT_YET) setRows(load<u32>(shape, 8), rows);
    else if (known != rows) return fault(TableStatus.badDirectory, id);
  }
  return 0;
}

/** Every element keeps the rule of its column. */
export function checkElements(): i32 {
  for (let shape = shapes; shape < shapesEnd; shape += SHAPE_BYTES) {
    const status = checkColumn(load<u32>(shape), load<u32>(shape, 4), load<u32>(shape, 12), load<u32>(shape, 16));
    if (status != 0) return status;
  }
  return 0;
}

function checkColumn(id: u32, width: u32, rule: u32, about: u32): i32 {
  if (rule == Rule.any || rule == Rule.optional) return 0;
  if (rule == Rule.starts) return checkStarts(id, rowsOfKind(about));
  if (rule == Rule.below) return checkRange(id, width, 0, about);
  return checkRange(id, width, u32(rule == Rule.some), rowsOfKind(about));
}

function checkStarts(id: u32, target: u32): i32 {
  let address = column(id);
  const end = address + ((<usize>count(id)) << 2);
  if (load<u32>(address) != 0) return fault(TableStatus.badOffset, id);
  for (; address + 4 < end; address += 4) {
    if (load<u32>(address, 4) < load<u32>(address)) return fault(TableStatus.badOrder, id);
  }
  return load<u32>(address) == target ? 0 : fault(TableStatus.badOffset, id);
}

function checkRange(id: u32, width: u32, least: u32, limit: u32): i32 {
  const elements = count(id);
  let address = column(id);
  for (let index: u32 = 0; index < elements; index++) {
    const element = width == 1 ? <u32>load<u8>(address) : width == 2 ? <u32>load<u16>(address) : load<u32>(address);
    if (element < least || element >= limit) return fault(TableStatus.badIndex, id);
    address += width;
  }
  return 0;
}
