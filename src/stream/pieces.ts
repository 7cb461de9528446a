/** Pieces of JSON text that many answers share, kept as bytes. */

/** Whether a text stands in JSON as it is: ASCII without quotation marks, backslashes and controls. */
export function isPlain(text: string): boolean {
  for (let i = 0; i < text.length; i += 1) {
    const code = text.charCodeAt(i);
    if (code < 0x20 || code > 0x7e || code === 0x22 || code === 0x5c) return false;
  }
  return true;
}

interface Kept {
  readonly key: string;
  readonly second: string;
  readonly third: string;
  readonly bytes: Uint8Array;
}

/** Pieces kept of one kind. */
const MOST_PIECES = 4096;

type PieceOf = (key: string, second?: string, third?: string) => Uint8Array;

/** Makes pieces of up to three texts, and keeps the last one made for each first text. */
export function pieceMemory(make: (key: string, second: string, third: string) => string): PieceOf {
  const pieces = new Map<string, Kept>();
  let last: Kept | undefined;
  return (key, second = "", third = "") => {
    if (last !== undefined && last.key === key && last.second === second && last.third === third) return last.bytes;
    const known = pieces.get(key);
    if (known !== undefined && known.second === second && known.third === third) {
      last = known;
    } else {
      last = { key, second, third, bytes: Buffer.from(make(key, second, third)) };
      if (pieces.size >= MOST_PIECES) pieces.clear();
      pieces.set(key, last);
    }
    return last.bytes;
  };
}
