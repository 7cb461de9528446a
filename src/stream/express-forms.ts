/**
 * Entries of one input have the same fields in the same order and differ in their strings alone: they have a form. A
 * form is learned from an entry that `JSON.parse` has read: the bytes between its string values, and what each of these
 * is. An entry of a known form needs no parser; what fits none is left to `JSON.parse`.
 *
 * Only entries that can be assessed in columns have forms here: one line, no facts, nothing out of the ordinary.
 */
export interface ExpressForm {
  /** Which of the form's strings say what; -1 where an entry of the form does not say it. */
  readonly id: number;
  readonly tariff: number;
  readonly date: number;
  readonly commodity: number;
  readonly origin: number;
  readonly preference: number;
  readonly amount: number;
  readonly currency: number;
  readonly quantities: readonly { readonly unit: number; readonly amount: number }[];
}

export interface ExpressForms {
  /** The form of the bytes, if it is known: string i is between `places[2 * i]` and `places[2 * i + 1]`. */
  match(bytes: Uint8Array, view: DataView, start: number, end: number): ExpressForm | undefined;
  readonly places: Int32Array;
  /** Learns the form of an entry that was parsed from this text, if it has one. */
  learn(text: string, entry: object): void;
}

/** Forms of one input beyond which none is learned. */
const MOST_FORMS = 32;
/** Strings of a form beyond which it is not learned. */
const MOST_STRINGS = 64;

const QUOTE = 0x22;
/** 1 for bytes that stand for themselves within a string: ASCII without quotation marks, backslashes and controls. */
const PLAIN = Uint8Array.from({ length: 256 }, (_, byte) =>
  byte >= 0x20 && byte <= 0x7e && byte !== QUOTE && byte !== 0x5c ? 1 : 0,
);

/** A piece of text between two strings, and the pieces that may come after the second: forms share beginnings. */
interface Piece {
  readonly bytes: Uint8Array;
  /** The bytes four by four, as far as they go: compared in a quarter of the time. */
  readonly words: Int32Array;
  readonly next: Piece[];
  /** The form that ends with this piece. */
  readonly form: ExpressForm | undefined;
}

export function createExpressForms(): ExpressForms {
  const first: Piece[] = [];
  const places = new Int32Array(2 * MOST_STRINGS);
  let forms = 0;
  return {
    places,
    match(bytes, view, start, end) {
      let pieces = first;
      let place = 0;
      for (let at = start; ; ) {
        const piece = standing(pieces, bytes, view, at, end);
        if (piece === undefined) return undefined;
        at += piece.bytes.length;
        if (piece.form !== undefined) return piece.form;
        places[place] = at;
        while (at < end && PLAIN[bytes[at]!] === 1) at += 1;
        if (at === end || bytes[at] !== QUOTE) return undefined;
        places[place + 1] = at;
        place += 2;
        pieces = piece.next;
      }
    },
    learn(text, entry) {
      if (forms === MOST_FORMS) return;
      const strings = stringsOf(entry);
      const form = strings && formOf(entry, strings);
      const pieces = form && piecesOf(text, strings!);
      if (pieces === undefined) return;
      remember(first, pieces, form!);
      forms += 1;
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

function stands(piece: Piece, bytes: Uint8Array, view: DataView, at: number, end: number): boolean {
  const { bytes: own, words, form } = piece;
  if (form === undefined ? at + own.length > end : at + own.length !== end) return false;
  for (let i = 0; i < words.length; i += 1) if (view.getInt32(at + 4 * i, true) !== words[i]) return false;
  for (let i = 4 * words.length; i < own.length; i += 1) if (bytes[at + i] !== own[i]) return false;
  return true;
}

function remember(first: Piece[], pieces: readonly Uint8Array[], form: ExpressForm): void {
  let next = first;
  pieces.forEach((bytes, i) => {
    const last = i === pieces.length - 1;
    let piece = last ? undefined : next.find((known) => Buffer.compare(known.bytes, bytes) === 0);
    if (piece === undefined) {
      piece = newPiece(bytes, last ? form : undefined);
      next.push(piece);
    }
    next = piece.next;
  });
}

function newPiece(bytes: Uint8Array, form: ExpressForm | undefined): Piece {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length);
  const words = Int32Array.from({ length: bytes.length >> 2 }, (_, i) => view.getInt32(4 * i, true));
  return { bytes, words, next: [], form };
}

/** A string value of an entry. */
interface StringValue {
  readonly holder: object;
  readonly key: string;
  readonly value: string;
}

/** The string values of an entry in the order of its text; undefined where there are values of other types. */
function stringsOf(value: object, strings: StringValue[] = []): StringValue[] | undefined {
  for (const [key, member] of Object.entries(value)) {
    if (typeof member === "string") strings.push({ holder: value, key, value: member });
    else if (typeof member !== "object" || member === null || !stringsOf(member, strings)) return undefined;
  }
  return strings;
}

/** What stands before each string value, and after the last; undefined where the text is not as plain as it seems. */
function piecesOf(text: string, strings: readonly StringValue[]): Uint8Array[] | undefined {
  // An escape or a letter beyond ASCII would have to be read, not compared.
  if (!/^[\t\n\r\x20-\x5b\x5d-\x7e]*$/.test(text)) return undefined;
  const pieces: Uint8Array[] = [];
  let at = 0;
  // Every string, and whether a colon behind it makes it a name.
  for (const match of text.matchAll(/"([^"]*)"(\s*:)?/g)) {
    if (match[2] !== undefined) continue;
    if (strings[pieces.length]?.value !== match[1]) return undefined;
    pieces.push(Buffer.from(text.slice(at, match.index + 1)));
    at = match.index + 1 + match[1]!.length;
  }
  // Of two fields of one name the parser keeps one: then there are fewer values than strings.
  return pieces.length === strings.length ? [...pieces, Buffer.from(text.slice(at))] : undefined;
}

const STRINGS = ["id", "tariff", "date", "commodity", "origin", "preference"];
const NEEDED = ["tariff", "date", "commodity", "origin", "value"];

function formOf(entry: object, strings: readonly StringValue[]): ExpressForm | undefined {
  const fields = entry as Record<string, unknown>;
  const { value, quantities = [], facts = {} } = fields;
  const known = Object.keys(fields).every((key) => [...STRINGS, "value", "quantities", "facts"].includes(key));
  const stated =
    NEEDED.every((key) => key in fields) && STRINGS.every((key) => typeof (fields[key] ?? "") === "string");
  if (!known || !stated || strings.length > MOST_STRINGS) return undefined;
  if (!hasFields(value, "amount", "currency") || !Array.isArray(quantities) || !hasFields(facts)) return undefined;
  if (!quantities.every((quantity) => hasFields(quantity, "unit", "amount"))) return undefined;
  const at = (holder: unknown, key: string): number =>
    strings.findIndex((string) => string.holder === holder && string.key === key);
  const form = {
    id: at(entry, "id"),
    tariff: at(entry, "tariff"),
    date: at(entry, "date"),
    commodity: at(entry, "commodity"),
    origin: at(entry, "origin"),
    preference: at(entry, "preference"),
    amount: at(value, "amount"),
    currency: at(value, "currency"),
    quantities: quantities.map((quantity) => ({ unit: at(quantity, "unit"), amount: at(quantity, "amount") })),
  };
  const amounts = [form.amount, form.currency, ...form.quantities.flatMap(({ unit, amount }) => [unit, amount])];
  return amounts.includes(-1) ? undefined : form;
}

/** An object with these fields and no others. */
const hasFields = (value: unknown, ...fields: string[]): boolean =>
  typeof value === "object" &&
  value !== null &&
  !Array.isArray(value) &&
  Object.keys(value).length === fields.length &&
  fields.every((field) => field in value);
