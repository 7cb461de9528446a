/** Reading and writing of strings: UTF-16, by address. One text is read and one written at a time. */

let start: usize = 0;
let place: usize = 0;
let end: usize = 0;

/** Begins to read a string, which its caller keeps alive. */
export function read(text: string): void {
  start = changetype<usize>(text);
  place = start;
  end = start + ((<usize>text.length) << 1);
}

/** The place in the text, in characters from 0. */
export function position(): i32 {
  return <i32>((place - start) >> 1);
}

export function moveTo(index: i32): void {
  place = start + ((<usize>index) << 1);
}

/** The next character, 0 at the end. */
export function peek(): u32 {
  return place < end ? load<u16>(place) : 0;
}

export function next(): u32 {
  const character = peek();
  if (place < end) place += 2;
  return character;
}

/** Takes a literal if it stands here. */
export function take(literal: string): bool {
  const bytes = (<usize>literal.length) << 1;
  if (end - place < bytes || memory.compare(place, changetype<usize>(literal), bytes) != 0) return false;
  place += bytes;
  return true;
}

export function isDigit(character: u32): bool {
  return character - 48 < 10;
}

export function isLower(character: u32): bool {
  return character - 97 < 26;
}

export function isUpper(character: u32): bool {
  return character - 65 < 26;
}

/** Longest text that is written: what does not fit is cut off. */
const ROOM: usize = 256;
const written = memory.data(512);
let length: usize = 0;

export function startWriting(): void {
  length = 0;
}

export function put(character: u32): void {
  if (length == ROOM) return;
  store<u16>(written + (length << 1), <u16>character);
  length++;
}

export function putText(text: string): void {
  for (let index = 0; index < text.length; index++) put(text.charCodeAt(index));
}

export function putNumber(value: u32): void {
  if (value >= 10) putNumber(value / 10);
  put(48 + (value % 10));
}

/** What was written, as a new string. */
export function finish(): string {
  const text = changetype<string>(__new(length << 1, idof<string>()));
  memory.copy(changetype<usize>(text), written, length << 1);
  return text;
}
