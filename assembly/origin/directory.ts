import { DIRECTORY_ENTRY_BYTES, DirectoryEntry, HEADER_BYTES, Header, TableStatus } from "../abi";
import { ORIGIN_FORMAT_VERSION, ORIGIN_MAGIC_HIGH, ORIGIN_MAGIC_LOW } from "../abi-origin";
import { fault } from "../table/status";
import { Check, ROWS_COUNT, Rows, SHAPE_BYTES, SHAPES, SHAPES_END } from "./shape";
import { column, count, setColumn, table } from "./table";

const MOST_COLUMNS: u32 = 1024;
/** u32: how many rows of each kind the table has. */
const rowCounts = memory.data(ROWS_COUNT * 4, 4);
const NOT_YET: u32 = 0xffffffff;

// @ts-ignore: decorator
@inline
export function rowsOfKind(kind: Rows): u32 {
  return load<u32>(rowCounts + ((<usize>kind) << 2));
}

/** The header: a whole table of agreements of this version. */
export function readHeader(): i32 {
  const file = table.bytes;
  if (table.length < <u32>HEADER_BYTES) return fault(TableStatus.truncated, 0);
  const low = load<u32>(file, Header.magic);
  const high = load<u32>(file, Header.magic + 4);
  if (low != ORIGIN_MAGIC_LOW || high != ORIGIN_MAGIC_HIGH) return fault(TableStatus.notATable, 0);
  if (load<u32>(file, Header.formatVersion) != ORIGIN_FORMAT_VERSION) return fault(TableStatus.otherVersion, 0);
  if (load<u32>(file, Header.fileBytes) != table.length) return fault(TableStatus.truncated, 0);
  return 0;
}

/** The directory: each column that this version knows lies within the file and has the right width. */
export function readDirectory(): i32 {
  const entries = load<u32>(table.bytes, Header.directoryCount);
  if (entries > MOST_COLUMNS) return fault(TableStatus.badDirectory, 0);
  const end = <u32>HEADER_BYTES + entries * DIRECTORY_ENTRY_BYTES;
  if (end > table.length) return fault(TableStatus.truncated, 0);
  for (let index: u32 = 0; index < entries; index++) {
    const entry = table.bytes + HEADER_BYTES + <usize>index * DIRECTORY_ENTRY_BYTES;
    const id = load<u32>(entry, DirectoryEntry.column);
    const width = load<u32>(entry, DirectoryEntry.elementBytes);
    const offset = load<u32>(entry, DirectoryEntry.offset);
    const elements = load<u32>(entry, DirectoryEntry.count);
    if (offset & 7 || offset < end) return fault(TableStatus.badOffset, id);
    if (<u64>offset + <u64>width * <u64>elements > table.length) return fault(TableStatus.truncated, id);
    const shape = shapeOf(id);
    if (shape == 0) continue;
    if (width != load<u32>(shape, 4) || column(id) != 0) return fault(TableStatus.badDirectory, id);
    setColumn(id, table.bytes + offset, elements);
  }
  return 0;
}

function shapeOf(id: u32): usize {
  for (let shape = SHAPES; shape < SHAPES_END; shape += SHAPE_BYTES) {
    if (load<u32>(shape) == id) return shape;
  }
  return 0;
}

/** Every column is there and has as many elements as the others of its rows. */
export function countRows(): i32 {
  memory.fill(rowCounts, 0xff, ROWS_COUNT * 4);
  for (let shape = SHAPES; shape < SHAPES_END; shape += SHAPE_BYTES) {
    const id = load<u32>(shape);
    if (column(id) == 0) return fault(TableStatus.missingColumn, id);
    const starts = load<u32>(shape, 12) == Check.starts;
    if (starts && count(id) == 0) return fault(TableStatus.badOffset, id);
    const rows = count(id) - u32(starts);
    const kind = rowCounts + ((<usize>load<u32>(shape, 8)) << 2);
    if (load<u32>(kind) == NOT_YET) store<u32>(kind, rows);
    else if (load<u32>(kind) != rows) return fault(TableStatus.badDirectory, id);
  }
  return 0;
}

/** Every element keeps the check of its column. */
export function checkElements(): i32 {
  for (let shape = SHAPES; shape < SHAPES_END; shape += SHAPE_BYTES) {
    const id = load<u32>(shape);
    const check = load<u32>(shape, 12);
    const about = load<u32>(shape, 16);
    let status: i32 = 0;
    if (check == Check.starts) status = checkStarts(id, rowsOfKind(about));
    else if (check == Check.below) status = checkRange(id, load<u32>(shape, 4), 0, about);
    else if (check == Check.index) status = checkRange(id, load<u32>(shape, 4), 0, rowsOfKind(about));
    else if (check == Check.some) status = checkRange(id, load<u32>(shape, 4), 1, rowsOfKind(about));
    if (status != 0) return status;
  }
  return 0;
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
    const element = width == 1 ? <u32>load<u8>(address) : <u32>load<u16>(address);
    if (element < least || element >= limit) return fault(TableStatus.badIndex, id);
    address += width;
  }
  return 0;
}
