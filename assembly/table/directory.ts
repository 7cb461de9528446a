import {
  DAYS_AFTER_LAST_EDITION,
  EVERY_COUNTRY,
  FAMILY_COUNT,
  FORMAT_VERSION,
  Header,
  MAGIC_HIGH,
  MAGIC_LOW,
  REGIME_FIELDS,
  TableStatus,
} from "../abi";
import { checkElements, checkHeader, countRows, openContainer, readDirectory, setRows } from "./container";
import { Rows, SHAPES, SHAPES_END } from "./shape";
import { fault } from "./status";
import { directoryOf, Table } from "./table";

/** Days from the first to the last edition: some 500 years. */
const MOST_DAYS: i64 = 200000;

/** Reads the container of a tariff's table: 0, or a `TableStatus`. */
export function readContainer(table: Table): i32 {
  openContainer(table.bytes, table.length, directoryOf(table), SHAPES, SHAPES_END);
  let status = checkHeader(MAGIC_LOW, MAGIC_HIGH, FORMAT_VERSION);
  if (status == 0) status = readDays(table);
  if (status == 0) status = readDirectory();
  if (status != 0) return status;
  setRows(Rows.regime, REGIME_FIELDS);
  setRows(Rows.families, FAMILY_COUNT);
  setRows(Rows.countries, EVERY_COUNTRY + 1);
  status = countRows();
  return status == 0 ? checkElements() : status;
}

/** The header's days: a period that can be counted. */
function readDays(table: Table): i32 {
  const first = <i64>load<i32>(table.bytes, Header.firstDay);
  const last = <i64>load<i32>(table.bytes, Header.lastEditionDay) + DAYS_AFTER_LAST_EDITION;
  // Room is left for the days before the first and after the last.
  const near = first > i32.MIN_VALUE / 2 && last < i32.MAX_VALUE / 2;
  if (!near || last < first + DAYS_AFTER_LAST_EDITION || last - first > MOST_DAYS)
    return fault(TableStatus.badOrder, 0);
  table.firstDay = <i32>first;
  table.lastDay = <i32>last;
  return 0;
}
