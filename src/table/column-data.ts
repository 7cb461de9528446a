import {
  DIRECTORY_ENTRY_BYTES,
  DirectoryEntry,
  FORMAT_VERSION,
  HEADER_BYTES,
  Header,
  MAGIC_HIGH,
  MAGIC_LOW,
} from "../../assembly/abi";
import type { TableHeader } from "./header";
import { type ColumnLayout, type ColumnName, ELEMENT_BYTES, type ElementType, LAYOUT, type TypeOf } from "./layout";

type Element<T extends ElementType> = T extends "u64" | "i64" ? bigint : number;

/** Columns while they are filled: plain lists, whose order is the table's. */
export type ColumnData = { readonly [Name in ColumnName]: Element<TypeOf[Name]>[] };

/** Empty columns; those of starts begin with 0. */
export function newColumnData(): ColumnData {
  const columns = LAYOUT.map(({ name, ...layout }: ColumnLayout) => [name, layout.startsOf ? [0] : []]);
  return Object.fromEntries(columns) as ColumnData;
}

const align = (offset: number): number => Math.ceil(offset / 8) * 8;

/** The file of a table, not yet sealed. Columns, without optional ones of zeros, stand in the order of their ids, each at a multiple of 8. */
export function encodeTable(
  header: Pick<TableHeader, "firstDay" | "lastEditionDay" | "lastKnownDay" | "tariff">,
  data: ColumnData,
): Uint8Array {
  const layouts: readonly (ColumnLayout & { readonly name: ColumnName })[] = LAYOUT;
  const columns = layouts
    .filter(({ name, optional }) => !optional || data[name].some((element) => element !== 0))
    .sort((a, b) => a.column - b.column);
  let end = align(HEADER_BYTES + columns.length * DIRECTORY_ENTRY_BYTES);
  const offsets = columns.map(({ name, type }) => {
    const offset = end;
    end = align(offset + data[name].length * ELEMENT_BYTES[type]);
    return offset;
  });
  const bytes = new Uint8Array(end);
  const view = new DataView(bytes.buffer);
  const u32 = (offset: number, value: number): void => view.setUint32(offset, value, true);
  u32(Header.magic, MAGIC_LOW);
  u32(Header.magic + 4, MAGIC_HIGH);
  u32(Header.formatVersion, FORMAT_VERSION);
  u32(Header.directoryCount, columns.length);
  u32(Header.fileBytes, end);
  view.setInt32(Header.firstDay, header.firstDay, true);
  view.setInt32(Header.lastEditionDay, header.lastEditionDay, true);
  view.setInt32(Header.lastKnownDay, header.lastKnownDay, true);
  bytes.set(new TextEncoder().encode(header.tariff), Header.tariff);

  columns.forEach(({ column, name, type }, i) => {
    const at = HEADER_BYTES + i * DIRECTORY_ENTRY_BYTES;
    const offset = offsets[i] as number;
    u32(at + DirectoryEntry.column, column);
    u32(at + DirectoryEntry.elementBytes, ELEMENT_BYTES[type]);
    u32(at + DirectoryEntry.offset, offset);
    u32(at + DirectoryEntry.count, data[name].length);
    writeElements(view, offset, type, data[name]);
  });
  return bytes;
}

/** @throws RangeError for an element that its type cannot hold: writing it would change it. */
function writeElements(
  view: DataView,
  offset: number,
  type: ElementType,
  elements: readonly (number | bigint)[],
): void {
  const bytes = ELEMENT_BYTES[type];
  const bits = BigInt(bytes * 8);
  const signed = type === "i32" || type === "i64";
  const least = signed ? -(1n << (bits - 1n)) : 0n;
  const most = (1n << (signed ? bits - 1n : bits)) - 1n;
  const [low, high] = [Number(least), Number(most)];
  elements.forEach((element, i) => {
    const at = offset + i * bytes;
    if (typeof element === "bigint") {
      if (element < least || element > most) throw new RangeError(`${element} is no ${type}`);
      view.setBigUint64(at, BigInt.asUintN(64, element), true);
      return;
    }
    if (!Number.isInteger(element) || element < low || element > high) throw new RangeError(`${element} is no ${type}`);
    if (bytes === 1) view.setUint8(at, element);
    else if (bytes === 2) view.setUint16(at, element, true);
    else view.setUint32(at, element >>> 0, true);
  });
}
