/** Bytes of ASCII: what stands in them, and how they are put one behind the other. */

export const SPACE = 0x20;
export const POINT = 0x2e;
export const ZERO = 0x30;
const NINE = 0x39;

export const isDigit = (byte: number): boolean => byte >= ZERO && byte <= NINE;

export function latin1(bytes: Uint8Array, start: number, end: number): string {
  let text = "";
  for (let i = start; i < end; i += 1) text += String.fromCharCode(bytes[i]!);
  return text;
}

export function isText(bytes: Uint8Array, start: number, end: number, text: Uint8Array): boolean {
  if (end - start !== text.length) return false;
  for (let i = 0; i < text.length; i += 1) if (bytes[start + i] !== text[i]) return false;
  return true;
}

/** Puts a piece into a buffer that has room for it; like all of these, answers where it ends. */
export function put(buffer: Uint8Array, at: number, piece: Uint8Array): number {
  buffer.set(piece, at);
  return at + piece.length;
}

export function copy(buffer: Uint8Array, at: number, bytes: Uint8Array, start: number, end: number): number {
  for (let i = start; i < end; i += 1) buffer[at + i - start] = bytes[i]!;
  return at + end - start;
}

/** Copies a code without its separators. */
export function copyDigits(buffer: Uint8Array, at: number, bytes: Uint8Array, start: number, end: number): number {
  let to = at;
  for (let i = start; i < end; i += 1) {
    const byte = bytes[i]!;
    if (!isDigit(byte)) continue;
    buffer[to] = byte;
    to += 1;
  }
  return to;
}

/** Copies the first digits of a code, dotted as schedules print them: 0101.30.00.00. */
export function copyDotted(
  buffer: Uint8Array,
  at: number,
  bytes: Uint8Array,
  start: number,
  end: number,
  digits: number,
): number {
  let to = at;
  let copied = 0;
  for (let i = start; i < end && copied < digits; i += 1) {
    const byte = bytes[i]!;
    if (!isDigit(byte)) continue;
    if (copied >= 4 && copied % 2 === 0) {
      buffer[to] = POINT;
      to += 1;
    }
    buffer[to] = byte;
    to += 1;
    copied += 1;
  }
  return to;
}

/** Adds the decimals that an amount of a currency has and its declaration left out. */
export function padDecimals(buffer: Uint8Array, at: number, stated: number, decimals: number): number {
  let to = at;
  if (stated === 0 && decimals > 0) {
    buffer[to] = POINT;
    to += 1;
  }
  for (let i = stated; i < decimals; i += 1) {
    buffer[to] = ZERO;
    to += 1;
  }
  return to;
}
