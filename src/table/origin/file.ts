import { DIRECTORY_ENTRY_BYTES, DirectoryEntry, HEADER_BYTES, Header } from "../../../assembly/abi";
import { ORIGIN_FORMAT_VERSION, ORIGIN_MAGIC_HIGH, ORIGIN_MAGIC_LOW } from "../../../assembly/abi-origin";
import { DutiableError } from "../../model/errors";
import { hex, SHA256_BYTES } from "../header";
import { ELEMENT_BYTES, type ElementType } from "../layout";
import { ORIGIN_LAYOUT, type OriginColumns, type OriginData } from "./layout";

/** The container of a table of agreements: header, directory and columns as docs/table-format.md has them. */

const align = (offset: number): number => Math.ceil(offset / 8) * 8;
const corrupt = (message: string): DutiableError => new DutiableError("TABLE_CORRUPT", message);

/** The file, not yet sealed. @throws RangeError for an element that its column cannot hold */
export function encodeOrigin(columns: OriginColumns): Uint8Array<ArrayBuffer> {
  let end = align(HEADER_BYTES + ORIGIN_LAYOUT.length * DIRECTORY_ENTRY_BYTES);
  const offsets = ORIGIN_LAYOUT.map(({ name, type }) => {
    const offset = end;
    end = align(offset + columns[name].length * ELEMENT_BYTES[type]);
    return offset;
  });
  const bytes = new Uint8Array(end);
  const view = new DataView(bytes.buffer);
  const u32 = (offset: number, value: number): void => view.setUint32(offset, value, true);
  u32(Header.magic, ORIGIN_MAGIC_LOW);
  u32(Header.magic + 4, ORIGIN_MAGIC_HIGH);
  u32(Header.formatVersion, ORIGIN_FORMAT_VERSION);
  u32(Header.directoryCount, ORIGIN_LAYOUT.length);
  u32(Header.fileBytes, end);
  ORIGIN_LAYOUT.forEach(({ column, name, type }, i) => {
    const at = HEADER_BYTES + i * DIRECTORY_ENTRY_BYTES;
    u32(at + DirectoryEntry.column, column);
    u32(at + DirectoryEntry.elementBytes, ELEMENT_BYTES[type]);
    u32(at + DirectoryEntry.offset, offsets[i] as number);
    u32(at + DirectoryEntry.count, columns[name].length);
    columns[name].forEach((element, row) => {
      write(view, (offsets[i] as number) + row * ELEMENT_BYTES[type], type, element, name);
    });
  });
  return bytes;
}

function write(view: DataView, at: number, type: ElementType, element: number | bigint, name: string): void {
  if (typeof element === "bigint") {
    view.setBigUint64(at, element, true);
    return;
  }
  const bits = 8 * ELEMENT_BYTES[type];
  const most = type === "i32" ? 2 ** 31 : 2 ** bits;
  if (!Number.isInteger(element) || element >= most || element < (type === "i32" ? -most : 0)) {
    throw new RangeError(`${element} is no ${type}, which column ${name} has`);
  }
  if (bits === 8) view.setUint8(at, element);
  else if (bits === 16) view.setUint16(at, element, true);
  else view.setUint32(at, element, true);
}

/** The digest that the file states, in hex. @throws DutiableError TABLE_CORRUPT, TABLE_VERSION */
export function readOriginHeader(bytes: Uint8Array): string {
  if (bytes.byteLength < HEADER_BYTES) throw corrupt(`${bytes.byteLength} bytes are too few for a table of agreements`);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const u32 = (offset: number): number => view.getUint32(offset, true);
  if (u32(Header.magic) !== ORIGIN_MAGIC_LOW || u32(Header.magic + 4) !== ORIGIN_MAGIC_HIGH) {
    throw corrupt("not a table of agreements");
  }
  const found = u32(Header.formatVersion);
  if (found !== ORIGIN_FORMAT_VERSION) {
    const message = `a table of agreements of format ${found}, not ${ORIGIN_FORMAT_VERSION}`;
    throw new DutiableError("TABLE_VERSION", message, { found, expected: ORIGIN_FORMAT_VERSION });
  }
  const fileBytes = u32(Header.fileBytes);
  if (fileBytes !== bytes.byteLength) {
    throw corrupt(`a table of ${fileBytes} bytes, of which ${bytes.byteLength} are here`);
  }
  return hex(bytes.subarray(Header.sha256, Header.sha256 + SHA256_BYTES));
}

/** All columns. What they say is the verifier's to check. @throws DutiableError TABLE_CORRUPT, TABLE_VERSION */
export function decodeOrigin(bytes: Uint8Array): { readonly columns: OriginData; readonly meta: Uint8Array } {
  readOriginHeader(bytes);
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const count = view.getUint32(Header.directoryCount, true);
  const end = HEADER_BYTES + count * DIRECTORY_ENTRY_BYTES;
  if (end > bytes.byteLength) throw corrupt("the directory is longer than the file");
  const columns: Record<string, ArrayLike<number | bigint>> = {};
  for (let at = HEADER_BYTES; at < end; at += DIRECTORY_ENTRY_BYTES) {
    const field = (offset: number): number => view.getUint32(at + offset, true);
    const layout = ORIGIN_LAYOUT.find(({ column }) => column === field(DirectoryEntry.column));
    if (layout === undefined) continue;
    const { name, type } = layout;
    const offset = field(DirectoryEntry.offset);
    const length = field(DirectoryEntry.count) * ELEMENT_BYTES[type];
    const good = field(DirectoryEntry.elementBytes) === ELEMENT_BYTES[type] && offset % 8 === 0 && offset >= end;
    if (!good || offset + length > bytes.byteLength || name in columns) throw corrupt(`column ${name} is out of place`);
    columns[name] = elements(bytes, offset, length, type);
  }
  if (Object.keys(columns).length < ORIGIN_LAYOUT.length) throw corrupt("a column is missing");
  return { columns: columns as OriginData, meta: columns.meta as Uint8Array };
}

function elements(bytes: Uint8Array, offset: number, length: number, type: ElementType): ArrayLike<number | bigint> {
  // A copy of its own, aligned: `slice` of Node's buffers would be a view.
  const copy = new Uint8Array(bytes.subarray(offset, offset + length)).buffer;
  switch (type) {
    case "u8":
      return new Uint8Array(copy);
    case "u16":
      return new Uint16Array(copy);
    case "u32":
      return new Uint32Array(copy);
    case "i32":
      return new Int32Array(copy);
    default:
      return new BigUint64Array(copy);
  }
}
