import { ChargeUnit, LineStatus } from "../../assembly/abi";
import type { Engine } from "../engine/engine";
import { type RateBasis, rateTemplates } from "../engine/rates";
import type { Charge, LineAssessment } from "../model/assessment";
import { putAmount, readAmount } from "./amount-words";
import { copy, copyDigits, copyDotted, padDecimals, put } from "./bytes";
import { type ChargeFrame, chargeFrame } from "./charge-frames";
import type { ExpressForm } from "./express-forms";
import { createExpressTerms, MOST_QUANTITIES, QUANTITY_DECIMALS, type Taken } from "./express-terms";
import { createLaneDays } from "./lane-days";
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
  learn(index: number, answer: LineAssessment): void;
  /** Begins the next batch. */
  clear(): void;
}

const CAPACITY = 1024;
const WORD = 2 ** 32;
/** Each half of a quantity that is not declared. */
const NOT_DECLARED = 0xffffffff;
/** Decimals of the amounts that the kernel counts. */
const MILLIONTHS = 6;
/** Room for a text of an answer that is its own. */
const OWN = 256;

/** Where the amount of a basis is found: the row of a quantity, or one of these. */
const DUTIABLE = -1;
const DECLARED = -2;
const BASE_DUTY = -3;

/** What the texts of a charge have in common, and where the amounts of its bases are found. */
interface Frame extends ChargeFrame {
  readonly bases: readonly number[];
}

type Frames = (Frame | null | undefined)[][];

/** The sums of an answer, by the place of each. */
const DUTY = 0;
const ADDITIONAL = 1;
const FEES = 2;
const TAXES = 3;
const PAYABLE = 4;
const REFUND = 5;
const PLACES = { duty: DUTY, "additional-duty": ADDITIONAL, fee: FEES, tax: TAXES, excise: TAXES } as const;

const ID = Buffer.from('{"id":"');
const NO_ID = Buffer.from('{"id":null');
const QUOTE = Buffer.from('"');
const COMMA = Buffer.from(",");
const NULL = Buffer.from("null");
const CITED = Buffer.from('"}}');
const CUSTOMS_VALUE = Buffer.from('","customsValue":{"amount":"');

export function createExpressLane(engine: Engine, tariff: string): ExpressLane {
  const table = engine.table(tariff);
  const { minorUnits, currency, measures } = table.meta;
  const { lineDigits, kindPer } = table.columns;
  const units = table.meta.quantities.filter((name) => !name.includes(":"));
  const terms = createExpressTerms(table, units);
  const quantities = units.map((unit) => ({ unit, decimals: QUANTITY_DECIMALS }));
  const batch = engine.columns(CAPACITY, { tariff, detailed: true, quantities });
  const rateOf = rateTemplates(table);
  const laneDays = createLaneDays(table);

  /** By instrument and ordinary kind, which charges name; by kind and program, null for a rate not of the lane. */
  const frames = new Map<string, Frames[]>();
  /** By claim. */
  const endings: (Uint8Array | undefined)[] = [];
  const charges = Buffer.from(`","currency":${JSON.stringify(currency)}},"charges":[`);
  const totals = [
    Buffer.from(`],"totals":{"currency":${JSON.stringify(currency)},"duty":"`),
    ...["additionalDuty", "fees", "taxes"].map((name) => Buffer.from(`","${name}":"`)),
    Buffer.from('","payable":'),
  ];
  const places = measures.map(({ chargeKind }) => PLACES[chargeKind]);
  const refundable = [...new Set(measures.filter((it) => it.refundable === true).map(({ measure }) => measure))];
  const refundBits = measures.map((it) => (it.refundable === true ? 1 << refundable.indexOf(it.measure) : 0));

  /** Of the entries of the batch: where their ids, codes and amounts begin and end, and how the amounts are written. */
  const spots = new Int32Array(6 * CAPACITY);
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
  const sums = new BigUint64Array(6);
  const sumWords = new Uint32Array(sums.buffer);
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
    spots[place] = form.id < 0 ? -1 : strings[2 * form.id]!;
    spots[place + 1] = form.id < 0 ? -1 : strings[2 * form.id + 1]!;
    spots[place + 2] = strings[2 * form.commodity]!;
    spots[place + 3] = strings[2 * form.commodity + 1]!;
    spots[place + 4] = strings[2 * form.amount]!;
    spots[place + 5] = strings[2 * form.amount + 1]!;
    shapes[count] = shape;
    codes[2 * count] = code;
    codes[2 * count + 1] = code / WORD;
    readAmount(bytes, spots[place + 4]!, shape, minorUnits, values, count);
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

  /** Whether the line has charges, and how many; 0 where it was not assessed. */
  function chargesOf(index: number): number {
    const { status, chargeStart } = now();
    return status[index] === LineStatus.assessed ? chargeStart[index + 1]! - chargeStart[index]! : 0;
  }

  /** Adds up the charges of a line by kind; answers which of the refundable measures are among them, as bits. */
  function addUp(first: number, end: number): number {
    const { kind } = columns;
    const { amount } = batch;
    sums.fill(0n);
    let refunds = 0;
    for (let i = first; i < end; i += 1) {
      const charge = amount[i]!;
      const measure = kind[i]!;
      sums[places[measure]!]! += charge;
      sums[PAYABLE]! += charge;
      if (refundBits[measure] === 0 || charge === 0n) continue;
      refunds |= refundBits[measure]!;
      sums[REFUND]! += charge;
    }
    return refunds;
  }

  function write(index: number, bytes: Uint8Array, output: Output): boolean {
    const own = chargesOf(index);
    if (own === 0 || laneDays.isQuota(columns.row[index]!)) return false;
    const { row, days, origins, preferences, kind, program, chargeStart } = columns;
    const day = laneDays.day(days[index]!);
    const ending = endings[preferences[index]!];
    if (day === undefined || ending === undefined) return false;
    const first = chargeStart[index]!;
    const ofDuty = frames.get(day.instrument)?.[kind[first]!];
    const end = first + own;
    const refunds = addUp(first, end);
    const missing = laneDays.missing(row[index]!, origins[index]!, days[index]!);
    const tail = laneDays.tail(days[index]!, missing, laneDays.open(batch.values[index]!), refunds);
    if (tail === undefined || ofDuty === undefined) return false;
    let size = day.opening.length + ending.length + tail.length;
    let bases = 0;
    for (let i = first; i < end; i += 1) {
      const frame = ofDuty[kind[i]!]?.[program[i]!];
      if (frame === undefined || frame === null) return false;
      size += frame.length;
      bases += frame.bases.length;
    }
    const place = 6 * index;
    const idStart = spots[place]!;
    const idEnd = spots[place + 1]!;
    const room = output.room(size + idEnd - idStart + OWN * (4 + own + bases));

    let at = output.length;
    if (idStart < 0) {
      at = put(room, at, NO_ID);
    } else {
      at = put(room, at, ID);
      at = copy(room, at, bytes, idStart, idEnd);
      at = put(room, at, QUOTE);
    }
    at = put(room, at, day.opening);
    at = copyDigits(room, at, bytes, spots[place + 2]!, spots[place + 3]!);
    at = put(room, at, CUSTOMS_VALUE);
    at = copy(room, at, bytes, spots[place + 4]!, spots[place + 5]!);
    at = padDecimals(room, at, shapes[index]! >> 8, minorUnits);
    at = put(room, at, charges);
    for (let i = first; i < end; i += 1) {
      if (i > first) at = put(room, at, COMMA);
      at = putCharge(room, at, index, i, ofDuty[kind[i]!]![program[i]!]!, bytes);
      if (at < 0) return false;
    }
    for (let sum = DUTY; sum <= TAXES; sum += 1) {
      at = put(room, at, totals[sum]!);
      at = putAmount(room, at, sumWords, sum, minorUnits, minorUnits);
    }
    at = put(room, at, totals[PAYABLE]!);
    if (tail.isWhole) {
      at = put(room, at, QUOTE);
      at = putAmount(room, at, sumWords, PAYABLE, minorUnits, minorUnits);
      at = put(room, at, QUOTE);
    } else at = put(room, at, NULL);
    at = put(room, at, ending);
    for (let i = 0; i < tail.pieces.length; i += 1) {
      if (i > 0) at = putAmount(room, at, sumWords, REFUND, minorUnits, minorUnits);
      at = put(room, at, tail.pieces[i]!);
    }
    output.length = at;
    return true;
  }

  /** Puts a charge, and answers where it ends; -1 where an amount that it counts has more digits than are written here. */
  function putCharge(
    room: Buffer,
    from: number,
    index: number,
    charge: number,
    { pieces, bases }: Frame,
    bytes: Uint8Array,
  ): number {
    const { amount, values, dutiable, row, chargeStart } = columns;
    let at = from;
    for (let i = 0; i < bases.length; i += 1) {
      const basis = bases[i]!;
      at = put(room, at, pieces[i]!);
      if (basis === DUTIABLE) at = putAmount(room, at, dutiable, index, MILLIONTHS, 0);
      else if (basis === DECLARED) at = putAmount(room, at, values, index, minorUnits, 0);
      else if (basis === BASE_DUTY) at = putAmount(room, at, amount, chargeStart[index]!, minorUnits, 0);
      else if (!batch.counted(index, basis, counted, 0)) return -1;
      else at = putAmount(room, at, counted, 0, MILLIONTHS, 0);
    }
    at = put(room, at, pieces[bases.length]!);
    at = putAmount(room, at, amount, charge, minorUnits, minorUnits);
    at = put(room, at, pieces[bases.length + 1]!);
    if (charge !== chargeStart[index]) return at;
    const place = 6 * index;
    at = copyDotted(room, at, bytes, spots[place + 2]!, spots[place + 3]!, lineDigits[row[index]!]!);
    return put(room, at, CITED);
  }

  /** The frame of a charge; null for one that counts what is not counted here. */
  function frameOf(charge: Charge, kind: number, program: number): Frame | null {
    const bases = rateOf(program).bases.map((basis) => placeOf(basis, kindPer[kind] === ChargeUnit.entry));
    const frame = chargeFrame(charge);
    return bases.includes(OTHER) || frame.pieces.length !== bases.length + 2 ? null : { ...frame, bases };
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
    learn(index, answer) {
      const own = chargesOf(index);
      if (own === 0 || own !== answer.charges.length || laneDays.isQuota(columns.row[index]!)) return;
      const { row, days, origins, preferences, kind, program, chargeStart } = columns;
      const first = chargeStart[index]!;
      const refunds = addUp(first, first + own);
      const missing = laneDays.missing(row[index]!, origins[index]!, days[index]!);
      laneDays.learn(days[index]!, missing, laneDays.open(batch.values[index]!), refunds, answer);
      endings[preferences[index]!] ??= Buffer.from(`},"preference":${JSON.stringify(answer.preference)}`);
      const { instrument } = answer.charges[0]!.source;
      const ofInstrument = frames.get(instrument) ?? [];
      frames.set(instrument, ofInstrument);
      ofInstrument[kind[first]!] ??= measures.map(() => []);
      const ofDuty = ofInstrument[kind[first]!]!;
      answer.charges.forEach((charge, i) => {
        const [measure, rate] = [kind[first + i]!, program[first + i]!];
        ofDuty[measure]![rate] ??= frameOf(charge, measure, rate);
      });
    },
    clear() {
      count = 0;
    },
  };
}

const OTHER = -4;

function placeOf({ kind, row }: RateBasis, perEntry: boolean): number {
  if (kind === "quantity") return row;
  if (kind === "value") return perEntry ? DECLARED : DUTIABLE;
  if (kind === "exact-value") return DECLARED;
  return kind === "base-duty" ? BASE_DUTY : OTHER;
}
