import {
  DAYS_AFTER_LAST_EDITION,
  DIRECTORY_ENTRY_BYTES,
  DirectoryEntry,
  FORMAT_VERSION,
  HEADER_BYTES,
  Header,
  MAGIC_HIGH,
  MAGIC_LOW,
  TableStatus,
} from "../abi";
import { isOptional, widthOf } from "./columns";
import { fault } from "./status";
import { COLUMN_IDS, column, setColumn, Table } from "./table";

const MOST_COLUMNS: u32 = 1024;
/** Days from the first to the last edition: some 500 years. */
const MOST_DAYS: i64 = 200000;
/** Reads header and directory: each known column lies within the file and has the right width; all but further families stand. */
export function readDirectory(table: Table): i32 {
  const status = readHeader(table);
  if (status < 0) return status;
  const file = table.bytes;
  const entries = load<u32>(file, Header.directoryCount);
  if (entries > MOST_COLUMNS) return fault(TableStatus.badDirectory, 0);
  const directoryEnd = HEADER_BYTES + <u64>entries * DIRECTORY_ENTRY_BYTES;
  if (directoryEnd > table.length) return fault(TableStatus.truncated, 0);
  for (let index: u32 = 0; index < entries; index++) {
    const entry = file + HEADER_BYTES + <usize>index * DIRECTORY_ENTRY_BYTES;
    const id = load<u32>(entry, DirectoryEntry.column);
    const width = load<u32>(entry, DirectoryEntry.elementBytes);
    const offset = load<u32>(entry, DirectoryEntry.offset);
    const elements = load<u32>(entry, DirectoryEntry.count);
    if (offset & 7 || offset < directoryEnd) return fault(TableStatus.badOffset, id);
    if (<u64>offset + <u64>width * <u64>elements > table.length) return fault(TableStatus.truncated, id);
    const expected = widthOf(id);
    if (expected == 0) continue;
    if (width != expected || column(table, id) != 0) return fault(TableStatus.badDirectory, id);
    setColumn(table, id, file + offset, elements);
  }
  for (let id: u32 = 0; id < COLUMN_IDS; id++) {
    const needed = widthOf(id) != 0 && !isOptional(id);
    if (needed && column(table, id) == 0) return fault(TableStatus.missingColumn, id);
  }
  return 0;
}

function readHeader(table: Table): i32 {
  const file = table.bytes;
  if (table.length < <u32>HEADER_BYTES) return fault(TableStatus.truncated, 0);
  if (load<u32>(file, Header.magic) != MAGIC_LOW) return fault(TableStatus.notATable, 0);
  if (load<u32>(file, Header.magic + 4) != MAGIC_HIGH) return fault(TableStatus.notATable, 0);
  if (load<u32>(file, Header.formatVersion) != FORMAT_VERSION) return fault(TableStatus.otherVersion, 0);
  if (load<u32>(file, Header.fileBytes) != table.length) return fault(TableStatus.truncated, 0);
  table.firstDay = load<i32>(file, Header.firstDay);
  const lastEdition = <i64>load<i32>(file, Header.lastEditionDay);
  const days = lastEdition + DAYS_AFTER_LAST_EDITION - table.firstDay + 1;
  if (lastEdition < table.firstDay || days > MOST_DAYS) return fault(TableStatus.badOrder, 0);
  // Room above for the day after the last one.
  if (lastEdition > i32.MAX_VALUE / 2 || table.firstDay < i32.MIN_VALUE / 2) return fault(TableStatus.badOrder, 0);
  table.lastDay = <i32>lastEdition + DAYS_AFTER_LAST_EDITION;
  return 0;
}
