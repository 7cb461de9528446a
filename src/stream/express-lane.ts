import { BasisKind, LineStatus } from "../../assembly/abi";
import { citationOf } from "../engine/answer";
import type { Engine } from "../engine/engine";
import { countryNumber } from "../model/countries";
import { dayOf } from "../model/days";
import { parseUnit } from "../model/units";
import type { TableView } from "../table/read";
import { amountShape, putAmount, readAmount } from "./amount-words";
import type { AnswerPieces, PlainAnswer } from "./answer-pieces";
import type { ExpressForm } from "./express-forms";
import type { Output } from "./output";
import { put, SHORT } from "./pieces";

/**
 * Entries of one tariff that need nothing but columns: they are read from their bytes, assessed as one batch, and
 * answered from the pieces of answers that the engine has given before. What is not plain, or not yet known, is assessed
 * by itself; so the first answer for each day, rate and claim is always the engine's own, and the lane repeats it.
 */
export interface ExpressLane {
  readonly count: number;
  readonly full: boolean;
  /** Takes an entry into the batch; false where it has to be read as a whole. */
  take(bytes: Uint8Array, places: Int32Array, form: ExpressForm): boolean;
  /** Assesses what was taken. */
  run(): void;
  /** Writes the answer to an entry of the batch from the bytes it was taken from; false where it has to be assessed by itself. */
  write(index: number, bytes: Uint8Array, output: Output): boolean;
  /** Learns from the engine's own answer to an entry of the batch. */
  learn(index: number, plain: PlainAnswer, pieces: AnswerPieces): void;
  /** Begins the next batch. */
  clear(): void;
}

const CAPACITY = 1024;
const UNKNOWN = -1;

/** What answers of one day have in common. */
interface Day {
  readonly number: number;
  pieces: AnswerPieces | undefined;
}

/** The frame of a rate that counts the dutiable value, or nothing. */
interface Frame {
  readonly pieces: readonly Uint8Array[];
  readonly length: number;
}

const QUOTE = 0x22;
const ZERO = 0x30;
const POINT = 0x2e;
const SPACE = 0x20;
const HYPHEN = 0x2d;

const ID = Buffer.from('{"id":"');
const NO_ID = Buffer.from('{"id":null');
const NULL = Buffer.from("null");
const CUSTOMS_VALUE = Buffer.from('","customsValue":{"amount":"');

export function createExpressLane(engine: Engine, tariff: string): ExpressLane {
  const view = engine.table(tariff);
  const { codeDigits, minorUnits } = view.meta;
  const batch = engine.columns(CAPACITY, { tariff, detailed: true });
  const tariffBytes = Buffer.from(tariff);
  const currencyBytes = Buffer.from(view.meta.currency);

  const days = new Map<number, Day | undefined>();
  const origins = new Int16Array(1 << 16).fill(UNKNOWN - 1);
  const preferences = new Map<string, number>();
  const units = new Map<string, string | undefined>();
  const frames: (Frame | null | undefined)[][] = view.meta.measures.map(() => []);
  const claims: (Uint8Array | undefined)[] = [];
  const citations: (Uint8Array | undefined)[] = [];

  /** Of the entries of the batch: where their ids, codes and values are, and what they share with others. */
  const ids = new Int32Array(2 * CAPACITY);
  const codes = new Int32Array(2 * CAPACITY);
  const values = new Int32Array(2 * CAPACITY);
  const shapes = new Int32Array(CAPACITY);
  const daysOf: Day[] = [];
  let count = 0;
  let words = wordsOf();

  /** The 64-bit columns of the batch by words, on the memory as it is now. */
  function wordsOf() {
    const by = ({ buffer, byteOffset, length }: BigUint64Array) => new Uint32Array(buffer, byteOffset, 2 * length);
    return { codes: by(batch.codes), values: by(batch.values), amount: by(batch.amount), dutiable: by(batch.dutiable) };
  }

  function dayAt(bytes: Uint8Array, start: number, end: number): Day | undefined {
    if (end - start !== 10 || bytes[start + 4] !== HYPHEN || bytes[start + 7] !== HYPHEN) return undefined;
    let key = 0;
    for (let i = start; i < end; i += 1) if (i !== start + 4 && i !== start + 7) key = key * 64 + bytes[i]! - ZERO;
    if (days.has(key)) return days.get(key);
    const number = dayOf(latin1(bytes, start, end));
    const day = number === undefined ? undefined : { number, pieces: undefined };
    days.set(key, day);
    return day;
  }

  function originAt(bytes: Uint8Array, start: number, end: number): number {
    if (end - start !== 2) return UNKNOWN;
    const key = bytes[start]! * 256 + bytes[start + 1]!;
    if (origins[key] === UNKNOWN - 1) origins[key] = countryNumber(latin1(bytes, start, end)) ?? UNKNOWN;
    return origins[key]!;
  }

  function preferenceAt(bytes: Uint8Array, start: number, end: number): number {
    const code = latin1(bytes, start, end);
    let claim = preferences.get(code);
    if (claim === undefined) {
      claim = code === "none" ? 0 : (view.claimNumber(code) ?? UNKNOWN);
      if (preferences.size < CAPACITY) preferences.set(code, claim);
    }
    return claim;
  }

  /** The name of what a unit without a qualifier counts. */
  function unitAt(bytes: Uint8Array, start: number, end: number): string | undefined {
    const text = latin1(bytes, start, end);
    if (units.has(text)) return units.get(text);
    const unit = parseUnit(text);
    const name = unit?.qualifier === undefined ? unit?.key : undefined;
    if (units.size < CAPACITY) units.set(text, name);
    return name;
  }

  /** Quantities that are well stated: rates that count them are the engine's, but they have to be right all the same. */
  function areQuantities(bytes: Uint8Array, places: Int32Array, { quantities }: ExpressForm): boolean {
    for (let i = 0; i < quantities.length; i += 1) {
      const { unit, amount } = quantities[i]!;
      if (amountShape(bytes, places[2 * amount]!, places[2 * amount + 1]!, 6) < 0) return false;
      const name = unitAt(bytes, places[2 * unit]!, places[2 * unit + 1]!);
      if (name === undefined) return false;
      for (let j = 0; j < i; j += 1) {
        const other = quantities[j]!.unit;
        if (unitAt(bytes, places[2 * other]!, places[2 * other + 1]!) === name) return false;
      }
    }
    return true;
  }

  function take(bytes: Uint8Array, places: Int32Array, form: ExpressForm): boolean {
    const start = (string: number): number => places[2 * string]!;
    const end = (string: number): number => places[2 * string + 1]!;
    if (!isText(bytes, start(form.tariff), end(form.tariff), tariffBytes)) return false;
    if (!isText(bytes, start(form.currency), end(form.currency), currencyBytes)) return false;
    const day = dayAt(bytes, start(form.date), end(form.date));
    const origin = originAt(bytes, start(form.origin), end(form.origin));
    const claim = form.preference < 0 ? 0 : preferenceAt(bytes, start(form.preference), end(form.preference));
    const code = codeAt(bytes, start(form.commodity), end(form.commodity), codeDigits);
    const shape = amountShape(bytes, start(form.amount), end(form.amount), minorUnits);
    if (day === undefined || origin < 0 || claim < 0 || code < 0 || shape < 0) return false;
    if (!areQuantities(bytes, places, form)) return false;

    if (count === 0 && words.codes.buffer !== batch.codes.buffer) words = wordsOf();
    words.codes[2 * count] = code;
    words.codes[2 * count + 1] = code / 2 ** 32;
    readAmount(bytes, start(form.amount), shape, minorUnits, words.values, count);
    batch.days[count] = day.number;
    batch.origins[count] = origin;
    batch.preferences[count] = claim;
    ids[2 * count] = form.id < 0 ? UNKNOWN : start(form.id);
    ids[2 * count + 1] = form.id < 0 ? UNKNOWN : end(form.id);
    codes[2 * count] = start(form.commodity);
    codes[2 * count + 1] = end(form.commodity);
    values[2 * count] = start(form.amount);
    values[2 * count + 1] = end(form.amount);
    shapes[count] = shape;
    daysOf[count] = day;
    count += 1;
    return true;
  }

  /** The only charge of a line; -1 where there is none, or another. */
  function chargeOf(index: number): number {
    const first = batch.chargeStart[index]!;
    const alone = batch.status[index] === LineStatus.assessed && batch.chargeStart[index + 1] === first + 1;
    return alone ? first : -1;
  }

  function citationAt(row: number): Uint8Array {
    let citation = citations[row];
    if (citation === undefined) {
      citation = Buffer.from(citationOf({ view }, view.codeOf(row), row));
      citations[row] = citation;
    }
    return citation;
  }

  function write(index: number, bytes: Uint8Array, output: Output): boolean {
    const charge = chargeOf(index);
    const shared = daysOf[index]!.pieces;
    const preference = claims[batch.preferences[index]!];
    const frame = charge < 0 ? undefined : frames[batch.kind[charge]!]![batch.program[charge]!];
    if (frame === undefined || frame === null || shared === undefined || preference === undefined) return false;
    if (words.codes.buffer !== batch.codes.buffer) words = wordsOf();
    const { opening, charges, cited, totals, others, tail } = shared;
    const citation = citationAt(batch.row[index]!);
    const idStart = ids[2 * index]!;
    const idEnd = ids[2 * index + 1]!;
    let size = opening.length + charges.length + cited.length + totals.length + others.length + tail.length;
    size += frame.length + preference.length + idEnd - idStart + 8 * SHORT;
    const room = output.room(size);

    let at = output.length;
    if (idStart < 0) {
      at = put(room, at, NO_ID);
    } else {
      at = put(room, at, ID);
      at = copy(room, at, bytes, idStart, idEnd);
      room[at] = QUOTE;
      at += 1;
    }
    at = put(room, at, opening);
    at = copyDigits(room, at, bytes, codes[2 * index]!, codes[2 * index + 1]!);
    at = put(room, at, CUSTOMS_VALUE);
    at = copy(room, at, bytes, values[2 * index]!, values[2 * index + 1]!);
    at = padDecimals(room, at, shapes[index]! >> 8, minorUnits);
    at = put(room, at, charges);
    at = put(room, at, frame.pieces[0]!);
    if (frame.pieces.length === 2) {
      at = putAmount(room, at, words.dutiable, index, 6, 0);
      at = put(room, at, frame.pieces[1]!);
    }
    at = putAmount(room, at, words.amount, charge, minorUnits, minorUnits);
    at = put(room, at, cited);
    at = put(room, at, citation);
    at = put(room, at, totals);
    at = putAmount(room, at, words.amount, charge, minorUnits, minorUnits);
    at = put(room, at, others);
    at = put(room, at, NULL);
    at = put(room, at, preference);
    output.length = put(room, at, tail);
    return true;
  }

  return {
    get count() {
      return count;
    },
    get full() {
      return count === CAPACITY;
    },
    take,
    run: () => void batch.run(count),
    write,
    learn(index, { answer }, pieces) {
      // What is payable would be the line's own; notes that are not frozen may be as well.
      if (answer.totals.payable !== null || !Object.isFrozen(answer.notes)) return;
      daysOf[index]!.pieces ??= pieces;
      claims[batch.preferences[index]!] ??= pieces.preference;
      const charge = chargeOf(index);
      if (charge < 0) return;
      const program = batch.program[charge]!;
      frames[batch.kind[charge]!]![program] ??= countsValueAlone(view, program) ? frameOf(pieces.frame) : null;
    },
    clear() {
      count = 0;
    },
  };
}

/** Whether a rate counts the dutiable value, or nothing: the kernel says those amounts in columns. */
const countsValueAlone = (view: TableView, program: number): boolean =>
  view.termsOf(program).every(({ basis, factor }) => factor === 0 && view.columns.basisKind[basis] === BasisKind.value);

const frameOf = (pieces: readonly Uint8Array[]): Frame | null =>
  pieces.length > 2 ? null : { pieces, length: pieces.reduce((sum, piece) => sum + piece.length, 0) };

const latin1 = (bytes: Uint8Array, start: number, end: number): string => {
  let text = "";
  for (let i = start; i < end; i += 1) text += String.fromCharCode(bytes[i]!);
  return text;
};

function isText(bytes: Uint8Array, start: number, end: number, text: Uint8Array): boolean {
  if (end - start !== text.length) return false;
  for (let i = 0; i < text.length; i += 1) if (bytes[start + i] !== text[i]) return false;
  return true;
}

/** The number of a code with all its digits; -1 for any other text. */
function codeAt(bytes: Uint8Array, start: number, end: number, codeDigits: number): number {
  let code = 0;
  let digits = 0;
  for (let i = start; i < end; i += 1) {
    const byte = bytes[i]!;
    if (byte === POINT || byte === SPACE) continue;
    if (byte < ZERO || byte > 0x39) return -1;
    code = code * 10 + byte - ZERO;
    digits += 1;
  }
  return digits === codeDigits && end - start <= 2 * codeDigits ? code : -1;
}

function copy(buffer: Uint8Array, at: number, bytes: Uint8Array, start: number, end: number): number {
  for (let i = start; i < end; i += 1) buffer[at + i - start] = bytes[i]!;
  return at + end - start;
}

/** Copies a code without its separators. */
function copyDigits(buffer: Uint8Array, at: number, bytes: Uint8Array, start: number, end: number): number {
  let to = at;
  for (let i = start; i < end; i += 1) {
    const byte = bytes[i]!;
    if (byte < ZERO) continue;
    buffer[to] = byte;
    to += 1;
  }
  return to;
}

/** Adds the decimals that an amount of the currency has and its declaration left out. */
function padDecimals(buffer: Uint8Array, at: number, stated: number, decimals: number): number {
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
