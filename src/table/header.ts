import {
  DIRECTORY_ENTRY_BYTES,
  DirectoryEntry,
  FORMAT_VERSION,
  HEADER_BYTES,
  Header,
  MAGIC_HIGH,
  MAGIC_LOW,
} from "../../assembly/abi";
import { DutiableError } from "../model/errors";

/** What a table says of itself before any of its columns is read. */
export interface TableHeader {
  readonly formatVersion: number;
  readonly fileBytes: number;
  /** Days: the first on which the table holds the law, the newest edition's legal day and day of publication. */
  readonly firstDay: number;
  readonly lastEditionDay: number;
  readonly lastKnownDay: number;
  readonly tariff: string;
  /** In hex; zeros in a table that is not sealed. */
  readonly sha256: string;
}

export interface ColumnEntry {
  readonly column: number;
  readonly elementBytes: number;
  readonly offset: number;
  readonly count: number;
}

export const SHA256_BYTES = 32;

const corrupt = (message: string): DutiableError => new DutiableError("TABLE_CORRUPT", message);

const dataView = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** @throws DutiableError TABLE_CORRUPT for what is no whole table, TABLE_VERSION for a table of another format. */
export function readHeader(bytes: Uint8Array): TableHeader {
  if (bytes.byteLength < HEADER_BYTES) throw corrupt(`${bytes.byteLength} bytes are too few for a table`);
  const view = dataView(bytes);
  const u32 = (offset: number): number => view.getUint32(offset, true);
  if (u32(Header.magic) !== MAGIC_LOW || u32(Header.magic + 4) !== MAGIC_HIGH) throw corrupt("not a table");
  const formatVersion = u32(Header.formatVersion);
  if (formatVersion !== FORMAT_VERSION) {
    throw new DutiableError("TABLE_VERSION", `a table of format ${formatVersion}, not ${FORMAT_VERSION}`, {
      found: formatVersion,
      expected: FORMAT_VERSION,
    });
  }
  const fileBytes = u32(Header.fileBytes);
  if (fileBytes !== bytes.byteLength)
    throw corrupt(`a table of ${fileBytes} bytes, of which ${bytes.byteLength} are here`);
  const tariff = /^([A-Z]{2,4})\0*$/.exec(
    String.fromCharCode(...bytes.subarray(Header.tariff, Header.tariff + 4)),
  )?.[1];
  if (tariff === undefined) throw corrupt("the table names no tariff");
  return {
    formatVersion,
    fileBytes,
    firstDay: view.getInt32(Header.firstDay, true),
    lastEditionDay: view.getInt32(Header.lastEditionDay, true),
    lastKnownDay: view.getInt32(Header.lastKnownDay, true),
    tariff,
    sha256: hex(bytes.subarray(Header.sha256, Header.sha256 + SHA256_BYTES)),
  };
}

/** The columns' entries, each within the file and aligned to 8 bytes. @throws DutiableError TABLE_CORRUPT */
export function readDirectory(bytes: Uint8Array): Map<number, ColumnEntry> {
  const view = dataView(bytes);
  const count = view.getUint32(Header.directoryCount, true);
  const end = HEADER_BYTES + count * DIRECTORY_ENTRY_BYTES;
  if (end > bytes.byteLength) throw corrupt("the directory is longer than the file");
  const entries = new Map<number, ColumnEntry>();
  for (let at = HEADER_BYTES; at < end; at += DIRECTORY_ENTRY_BYTES) {
    const field = (offset: number): number => view.getUint32(at + offset, true);
    const entry = {
      column: field(DirectoryEntry.column),
      elementBytes: field(DirectoryEntry.elementBytes),
      offset: field(DirectoryEntry.offset),
      count: field(DirectoryEntry.count),
    };
    const inside = entry.offset >= end && entry.offset + entry.count * entry.elementBytes <= bytes.byteLength;
    if (!inside || entry.offset % 8 !== 0) throw corrupt(`column ${entry.column} does not stand in the file`);
    if (entries.has(entry.column)) throw corrupt(`column ${entry.column} stands twice in the directory`);
    entries.set(entry.column, entry);
  }
  return entries;
}

export const hex = (bytes: Uint8Array): string =>
  Array.from(bytes, (byte) => byte.toString(16).padStart(2, "0")).join("");
