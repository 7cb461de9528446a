import { LineStatus } from "../../assembly/abi";
import type { Engine } from "../engine/engine";
import { type RateBasis, rateTemplates } from "../engine/rates";
import { putAmount, readAmount } from "./amount-words";
import type { AnswerPieces, PlainAnswer } from "./answer-pieces";
import { copy, copyDigits, copyDotted, padDecimals, put } from "./bytes";
import type { ExpressForm } from "./express-forms";
import { createExpressTerms, MOST_QUANTITIES, QUANTITY_DECIMALS, type Taken } from "./express-terms";
import type { Output } from "./output";

/**
 * Entries of one tariff that need nothing but columns: they are read from their bytes, assessed as one batch, and
 * answered from the pieces of answers that the engine has given before. What is not plain, or not yet known, is assessed
 * by itself; so the first answer for each day, rate and claim is always the engine's own, and the lane repeats it.
 */
export interface ExpressLane {
  /** Entries in the batch. */
  readonly count: number;
  readonly full: boolean;
  /** Takes an entry into the batch; false where it has to be read as a whole. */
  take(bytes: Uint8Array, places: Int32Array, form: ExpressForm): boolean;
  /** Assesses what was taken. */
  run(): void;
  /** Writes an answer from the bytes that its entry was taken from; false where it has to be assessed by itself. */
  write(index: number, bytes: Uint8Array, output: Output): boolean;
  /** Learns from the engine's own answer to an entry of the batch. */
  learn(index: number, plain: PlainAnswer, pieces: AnswerPieces): void;
  /** Begins the next batch. */
  clear(): void;
}

const CAPACITY = 1024;
const WORD = 2 ** 32;
/** Each half of a quantity that is not declared. */
const NOT_DECLARED = 0xffffffff;
/** Decimals of the amounts that the kernel counts. */
const MILLIONTHS = 6;
/** Room for the texts of an answer that are its own, its id aside. */
const OWN = 256;

/** What answers of one rate have in common. */
interface Frame {
  /** What stands before the amount of each basis, and before that of the charge. */
  readonly pieces: readonly Uint8Array[];
  /** Rows of the bases that are quantities; -1 for the dutiable value. */
  readonly bases: readonly number[];
  readonly length: number;
}

const ID = Buffer.from('{"id":"');
const NO_ID = Buffer.from('{"id":null');
const QUOTE = Buffer.from('"');
const CUSTOMS_VALUE = Buffer.from('","customsValue":{"amount":"');

export function createExpressLane(engine: Engine, tariff: string): ExpressLane {
  const table = engine.table(tariff);
  const { minorUnits } = table.meta;
  const { lineDigits } = table.columns;
  const units = table.meta.quantities.filter((name) => !name.includes(":"));
  const terms = createExpressTerms(table, units);
  const quantities = units.map((unit) => ({ unit, decimals: QUANTITY_DECIMALS }));
  const batch = engine.columns(CAPACITY, { tariff, detailed: true, quantities });
  const rateOf = rateTemplates(table);

  /** By day; by kind of measure and program, null for a rate that is not for the lane; by claim. */
  const days: (AnswerPieces | undefined)[] = [];
  const frames: (Frame | null | undefined)[][] = table.meta.measures.map(() => []);
  const endings: (Uint8Array | undefined)[] = [];

  /** Of the entries of the batch: where their ids, codes and amounts begin and end, and how the amounts are written. */
  const places = new Int32Array(6 * CAPACITY);
  const shapes = new Int32Array(CAPACITY);
  const taken: Taken = {
    day: 0,
    origin: 0,
    claim: 0,
    code: 0,
    shape: 0,
    quantities: new Int32Array(3 * MOST_QUANTITIES),
  };
  const counted = new Uint32Array(2);
  let count = 0;
  let columns = look();

  /** The columns as they stand in memory now, those of 64 bits by words. */
  function look() {
    const words = ({ buffer, byteOffset, length }: BigUint64Array) => new Uint32Array(buffer, byteOffset, 2 * length);
    const { days, origins, preferences, status, chargeStart, kind, program, row } = batch;
    const [codes, values, amount] = [words(batch.codes), words(batch.values), words(batch.amount)];
    return {
      ...{ codes, values, days, origins, preferences, status, chargeStart, kind, program, amount, row },
      dutiable: words(batch.dutiable),
      quantities: batch.quantities.map(words),
    };
  }

  /** Memory that has grown leaves views behind that are empty. */
  const now = () => {
    if (columns.status.length === 0) columns = look();
    return columns;
  };

  function take(bytes: Uint8Array, strings: Int32Array, form: ExpressForm): boolean {
    if (!terms.read(bytes, strings, form, taken)) return false;
    const { codes, values, days, origins, preferences, quantities } = now();
    const { day, origin, claim, code, shape } = taken;
    const place = 6 * count;
    places[place] = form.id < 0 ? -1 : strings[2 * form.id]!;
    places[place + 1] = form.id < 0 ? -1 : strings[2 * form.id + 1]!;
    places[place + 2] = strings[2 * form.commodity]!;
    places[place + 3] = strings[2 * form.commodity + 1]!;
    places[place + 4] = strings[2 * form.amount]!;
    places[place + 5] = strings[2 * form.amount + 1]!;
    shapes[count] = shape;
    codes[2 * count] = code;
    codes[2 * count + 1] = code / WORD;
    readAmount(bytes, places[place + 4]!, shape, minorUnits, values, count);
    for (let i = 0; i < quantities.length; i += 1) {
      quantities[i]![2 * count] = NOT_DECLARED;
      quantities[i]![2 * count + 1] = NOT_DECLARED;
    }
    for (let i = 0; i < 3 * form.quantities.length; i += 3) {
      const column = quantities[taken.quantities[i]!];
      if (column === undefined) continue;
      readAmount(bytes, taken.quantities[i + 1]!, taken.quantities[i + 2]!, QUANTITY_DECIMALS, column, count);
    }
    days[count] = day;
    origins[count] = origin;
    preferences[count] = claim;
    count += 1;
    return true;
  }

  /** The only charge of a line; -1 where there is none, or another. */
  function chargeOf(index: number): number {
    const { status, chargeStart } = now();
    const first = chargeStart[index]!;
    return status[index] === LineStatus.assessed && chargeStart[index + 1] === first + 1 ? first : -1;
  }

  function write(index: number, bytes: Uint8Array, output: Output): boolean {
    const charge = chargeOf(index);
    if (charge < 0) return false;
    const { days: dayColumn, preferences, kind, program, amount, row, dutiable } = columns;
    const day = days[dayColumn[index]!];
    const ending = endings[preferences[index]!];
    const frame = frames[kind[charge]!]![program[charge]!];
    if (day === undefined || ending === undefined || frame === undefined || frame === null) return false;
    const { pieces, bases } = frame;
    const { opening, cited, totals, tail } = day;
    const place = 6 * index;
    const idStart = places[place]!;
    const idEnd = places[place + 1]!;
    const size = opening.length + frame.length + cited.length + totals.length + ending.length + tail.length;
    const room = output.room(size + idEnd - idStart + OWN + OWN * bases.length);

    let at = output.length;
    if (idStart < 0) {
      at = put(room, at, NO_ID);
    } else {
      at = put(room, at, ID);
      at = copy(room, at, bytes, idStart, idEnd);
      at = put(room, at, QUOTE);
    }
    at = put(room, at, opening);
    at = copyDigits(room, at, bytes, places[place + 2]!, places[place + 3]!);
    at = put(room, at, CUSTOMS_VALUE);
    at = copy(room, at, bytes, places[place + 4]!, places[place + 5]!);
    at = padDecimals(room, at, shapes[index]! >> 8, minorUnits);
    for (let i = 0; i < bases.length; i += 1) {
      const basis = bases[i]!;
      if (basis >= 0 && !batch.counted(index, basis, counted, 0)) return false;
      at = put(room, at, pieces[i]!);
      at = putAmount(room, at, basis < 0 ? dutiable : counted, basis < 0 ? index : 0, MILLIONTHS, 0);
    }
    at = put(room, at, pieces[bases.length]!);
    const duty = at;
    at = putAmount(room, at, amount, charge, minorUnits, minorUnits);
    const dutyEnd = at;
    at = put(room, at, cited);
    at = copyDotted(room, at, bytes, places[place + 2]!, places[place + 3]!, lineDigits[row[index]!]!);
    at = put(room, at, totals);
    at = copy(room, at, room, duty, dutyEnd);
    at = put(room, at, ending);
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
      const charge = chargeOf(index);
      const { days: dayColumn, preferences, kind, program } = columns;
      days[dayColumn[index]!] ??= pieces;
      endings[preferences[index]!] ??= Buffer.concat([pieces.others, Buffer.from("null"), pieces.preference]);
      if (charge < 0) return;
      const rate = program[charge]!;
      frames[kind[charge]!]![rate] ??= frameOf(pieces, rateOf(rate).bases);
    },
    clear() {
      count = 0;
    },
  };
}

/** The frame of a rate that counts the dutiable value and quantities; null for one that counts anything else. */
function frameOf({ charges, frame }: AnswerPieces, counted: readonly RateBasis[]): Frame | null {
  const bases = counted.map(({ kind, row }) => (kind === "quantity" ? row : kind === "value" ? -1 : OTHER));
  if (bases.includes(OTHER) || frame.length !== bases.length + 1) return null;
  const pieces = [Buffer.concat([charges, frame[0]!]), ...frame.slice(1)];
  return { pieces, bases, length: pieces.reduce((sum, piece) => sum + piece.length, 0) };
}

const OTHER = -2;
