import {
  DAYS_AFTER_LAST_EDITION,
  DIRECTORY_ENTRY_BYTES,
  DirectoryEntry,
  EVERY_COUNTRY,
  FAMILY_COUNT,
  FORMAT_VERSION,
  HEADER_BYTES,
  Header,
  MAGIC_HIGH,
  MAGIC_LOW,
  REGIME_FIELDS,
  TableStatus,
} from "../abi";
import { ROWS_COUNT, Rows, Rule, SHAPE_BYTES, SHAPES, SHAPES_END } from "./shape";
import { fault } from "./status";
import { column, count, setColumn, Table } from "./table";

const MOST_COLUMNS: u32 = 1024;
/** Days from the first to the last edition: some 500 years. */
const MOST_DAYS: i64 = 200000;
/** u32: how many rows of each kind the table has. */
const rowCounts = memory.data(ROWS_COUNT * 4, 4);
const NOT_YET: u32 = 0xffffffff;

/** The header: a table of this version, whole, of a period that can be counted. */
export function readHeader(table: Table): i32 {
  const file = table.bytes;
  if (table.length < <u32>HEADER_BYTES) return fault(TableStatus.truncated, 0);
  if (load<u32>(file, Header.magic) != MAGIC_LOW || load<u32>(file, Header.magic + 4) != MAGIC_HIGH) {
    return fault(TableStatus.notATable, 0);
  }
  if (load<u32>(file, Header.formatVersion) != FORMAT_VERSION) return fault(TableStatus.otherVersion, 0);
  if (load<u32>(file, Header.fileBytes) != table.length) return fault(TableStatus.truncated, 0);
  const first = <i64>load<i32>(file, Header.firstDay);
  const last = <i64>load<i32>(file, Header.lastEditionDay) + DAYS_AFTER_LAST_EDITION;
  // Room is left for the days before the first and after the last.
  const near = first > i32.MIN_VALUE / 2 && last < i32.MAX_VALUE / 2;
  if (!near || last < first + DAYS_AFTER_LAST_EDITION || last - first > MOST_DAYS)
    return fault(TableStatus.badOrder, 0);
  table.firstDay = <i32>first;
  table.lastDay = <i32>last;
  return 0;
}

/** The directory: each column that this version knows lies within the file and has the right width. */
export function readDirectory(table: Table): i32 {
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
    if (width != load<u32>(shape, 4) || column(table, id) != 0) return fault(TableStatus.badDirectory, id);
    setColumn(table, id, table.bytes + offset, elements);
  }
  return 0;
}

function shapeOf(id: u32): usize {
  for (let shape = SHAPES; shape < SHAPES_END; shape += SHAPE_BYTES) {
    if (load<u32>(shape) == id) return shape;
  }
  return 0;
}

/** Every column that must be there is, and has as many elements as the others of its rows. */
export function countRows(table: Table): i32 {
  memory.fill(rowCounts, 0xff, ROWS_COUNT * 4);
  setRows(Rows.regime, REGIME_FIELDS);
  setRows(Rows.families, FAMILY_COUNT);
  setRows(Rows.countries, EVERY_COUNTRY + 1);
  for (let shape = SHAPES; shape < SHAPES_END; shape += SHAPE_BYTES) {
    const id = load<u32>(shape);
    const rule = load<u32>(shape, 12);
    if (column(table, id) == 0) {
      if (rule == Rule.optionalIndex || rule == Rule.optional) continue;
      return fault(TableStatus.missingColumn, id);
    }
    const rows = count(table, id) - u32(rule == Rule.starts);
    const known = rowsOfKind(load<u32>(shape, 8));
    if (known == NOT_YET) setRows(load<u32>(shape, 8), rows);
    else if (known != rows) return fault(TableStatus.badDirectory, id);
  }
  return 0;
}

function setRows(kind: u32, rows: u32): void {
  store<u32>(rowCounts + ((<usize>kind) << 2), rows);
}

function rowsOfKind(kind: u32): u32 {
  return load<u32>(rowCounts + ((<usize>kind) << 2));
}

/** Every element keeps the rule of its column. */
export function checkElements(table: Table): i32 {
  for (let shape = SHAPES; shape < SHAPES_END; shape += SHAPE_BYTES) {
    const id = load<u32>(shape);
    const rule = load<u32>(shape, 12);
    const about = load<u32>(shape, 16);
    let status: i32 = 0;
    if (rule == Rule.starts) status = checkStarts(table, id, rowsOfKind(about));
    else if (rule == Rule.below) status = checkBelow(table, id, load<u32>(shape, 4), about);
    else if (rule == Rule.index || rule == Rule.optionalIndex)
      status = checkBelow(table, id, load<u32>(shape, 4), rowsOfKind(about));
    if (status != 0) return status;
  }
  return 0;
}

function checkStarts(table: Table, id: u32, target: u32): i32 {
  let address = column(table, id);
  const end = address + ((<usize>count(table, id)) << 2);
  // A column that is there but empty has wrapped to 2^32 − 1 rows, more than any file has.
  if (address == end || load<u32>(address) != 0) return fault(TableStatus.badOffset, id);
  for (; address + 4 < end; address += 4) {
    if (load<u32>(address, 4) < load<u32>(address)) return fault(TableStatus.badOrder, id);
  }
  return load<u32>(address) == target ? 0 : fault(TableStatus.badOffset, id);
}

function checkBelow(table: Table, id: u32, width: u32, limit: u32): i32 {
  const elements = count(table, id);
  let address = column(table, id);
  for (let index: u32 = 0; index < elements; index++) {
    const element = width == 1 ? <u32>load<u8>(address) : width == 2 ? <u32>load<u16>(address) : load<u32>(address);
    if (element >= limit) return fault(TableStatus.badIndex, id);
    address += width;
  }
  return 0;
}
