/**
 * Reads JSON objects that repeat a form: entries of one input have the same fields in the same order and differ in
 * their strings alone. A form is learned from an object that `JSON.parse` has read: the bytes between its string values,
 * and where each of these belongs. What fits no form is left to `JSON.parse`; what fits one means the same either way.
 */
export interface FormReader {
  /**
   * The object between two places of a text, if it has a known form. It is overwritten by the next of its form: it
   * holds until the next call.
   */
  read(text: ByteText, start: number, end: number): object | undefined;
  /** Learns the form of an object that was parsed from this text. */
  learn(text: string, parsed: object): void;
}

/** Bytes, seen in three ways. */
export interface ByteText {
  readonly bytes: Uint8Array;
  readonly view: DataView;
  /** A letter a byte: what the bytes say as far as they are ASCII. */
  readonly letters: string;
}

export function byteText(bytes: Uint8Array): ByteText {
  const { buffer, byteOffset, length } = bytes;
  return {
    bytes,
    view: new DataView(buffer, byteOffset, length),
    letters: Buffer.from(buffer, byteOffset, length).toString("latin1"),
  };
}

/** Forms of one input beyond which none is learned. */
const MOST_FORMS = 32;
/** Strings of a form beyond which it is not learned. */
const MOST_SLOTS = 64;
/** A string is compared with the one before it up to so many bytes. */
const KEPT = 24;

const QUOTE = 0x22;
/** 1 for bytes that stand for themselves within a string: ASCII without quotation marks, backslashes and controls. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x20 && byte <= 0x7e && byte !== QUOTE && byte !== 0x5c ? 1 : 0,
);

/** A string value of a form's object. */
interface Slot {
  readonly holder: Record<string, unknown>;
  readonly key: string;
  /** The bytes of its value; of a longer one nothing is kept. */
  readonly kept: Uint8Array;
  length: number;
}

interface Form {
  readonly slots: readonly Slot[];
  readonly object: object;
}

/** A piece of text between two strings, and the pieces that may come after the second; forms share beginnings. */
interface Piece {
  readonly bytes: Uint8Array;
  /** The bytes four by four, as far as they go: compared in a quarter of the time. */
  readonly words: Int32Array;
  readonly next: Piece[];
  /** The form that ends with this piece. */
  readonly form: Form | undefined;
}

export function createFormReader(): FormReader {
  const first: Piece[] = [];
  /** Where the strings of the object at hand begin and end, by turns. */
  const places = new Int32Array(2 * MOST_SLOTS);
  let forms = 0;

  /** The form that the bytes have; its strings are at `places`. */
  function match({ bytes, view }: ByteText, start: number, end: number): Form | undefined {
    let pieces = first;
    let place = 0;
    for (let at = start; ; ) {
      const piece = standing(pieces, bytes, view, at, end);
      if (piece === undefined) return undefined;
      at += piece.bytes.length;
      if (piece.form !== undefined) return at === end ? piece.form : undefined;
      places[place] = at;
      while (at < end && PLAIN[bytes[at]!] === 1) at += 1;
      if (at === end || bytes[at] !== QUOTE) return undefined;
      places[place + 1] = at;
      place += 2;
      pieces = piece.next;
    }
  }

  return {
    read(text, start, end) {
      const form = match(text, start, end);
      if (form === undefined) return undefined;
      const { slots } = form;
      for (let i = 0; i < slots.length; i += 1) {
        fill(slots[i]!, text, places[2 * i]!, places[2 * i + 1]!);
      }
      return form.object;
    },
    learn(text, parsed) {
      if (forms < MOST_FORMS && learnForm(first, text, parsed)) forms += 1;
    },
  };
}

/** The one of the pieces that stands at a place. */
function standing(pieces: readonly Piece[], bytes: Uint8Array, view: DataView, at: number, end: number) {
  for (let i = 0; i < pieces.length; i += 1) {
    const piece = pieces[i]!;
    if (stands(piece, bytes, view, at, end)) return piece;
  }
  return undefined;
}

function stands({ bytes: piece, words }: Piece, bytes: Uint8Array, view: DataView, at: number, end: number): boolean {
  if (at + piece.length > end) return false;
  for (let i = 0; i < words.length; i += 1) if (view.getInt32(at + 4 * i, true) !== words[i]) return false;
  for (let i = 4 * words.length; i < piece.length; i += 1) if (bytes[at + i] !== piece[i]) return false;
  return true;
}

function newPiece(bytes: Uint8Array, form?: Form): Piece {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const words = Int32Array.from({ length: bytes.length >> 2 }, (_, i) => view.getInt32(4 * i, true));
  return { bytes, words, next: [], form };
}

/** Gives a slot its string. Most are those of the object before, such as units, dates and currencies: they are kept. */
function fill(slot: Slot, { bytes, letters }: ByteText, start: number, end: number): void {
  const length = end - start;
  const { kept } = slot;
  let i = 0;
  if (slot.length === length) while (i < length && kept[i] === bytes[start + i]) i += 1;
  if (i === length && slot.length === length) return;
  slot.holder[slot.key] = letters.slice(start, end);
  slot.length = length > KEPT ? -1 : length;
  for (i = 0; i < slot.length; i += 1) kept[i] = bytes[start + i]!;
}

function learnForm(first: Piece[], text: string, parsed: object): boolean {
  // An escape or a letter beyond ASCII would have to be read, not compared.
  if (!/^[\t\n\r\x20-\x5b\x5d-\x7e]*$/.test(text)) return false;
  const slots = slotsOf(parsed, []);
  if (slots === undefined || slots.length > MOST_SLOTS) return false;
  const pieces: Uint8Array[] = [];
  let at = 0;
  // Every string, and whether a colon behind it makes it a name.
  for (const match of text.matchAll(/"([^"]*)"(\s*:)?/g)) {
    if (match[2] !== undefined) continue;
    const slot = slots[pieces.length];
    if (slot === undefined || slot.holder[slot.key] !== match[1]) return false;
    pieces.push(Buffer.from(text.slice(at, match.index + 1)));
    at = match.index + 1 + match[1]!.length;
  }
  // Of two fields of one name the parser keeps one: then there are fewer slots than strings.
  if (pieces.length !== slots.length) return false;
  let next = first;
  for (const bytes of pieces) {
    let piece = next.find((known) => Buffer.compare(known.bytes, bytes) === 0);
    if (piece === undefined) {
      piece = newPiece(bytes);
      next.push(piece);
    }
    next = piece.next;
  }
  next.push(newPiece(Buffer.from(text.slice(at)), { slots, object: parsed }));
  return true;
}

/** The string values of an object in the order of its text; undefined where its own order may be another. */
function slotsOf(value: object, slots: Slot[]): Slot[] | undefined {
  const holder = value as Record<string, unknown>;
  for (const key of Object.keys(holder)) {
    if (!Array.isArray(value) && (/^\d/.test(key) || key === "__proto__")) return undefined;
    const member = holder[key];
    if (typeof member === "string") slots.push({ holder, key, kept: new Uint8Array(KEPT), length: -1 });
    else if (typeof member === "object" && member !== null && slotsOf(member, slots) === undefined) return undefined;
  }
  return slots;
}
