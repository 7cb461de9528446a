import { countryNumber } from "../model/countries";
import { dayOf } from "../model/days";
import { parseUnit } from "../model/units";
import type { TableView } from "../table/read";
import { amountShape } from "./amount-words";
import { isDigit, isText, latin1, POINT, SPACE, ZERO } from "./bytes";
import type { ExpressForm } from "./express-forms";

/** What an entry says, as columns take it. */
export interface Taken {
  day: number;
  origin: number;
  claim: number;
  code: number;
  /** How its value is written: `amountShape`. */
  shape: number;
  /** Of each of its quantities: column or -1, first byte of the amount, shape. */
  readonly quantities: Int32Array;
}

/** Quantities of an entry that are read. */
export const MOST_QUANTITIES = 32;

/** Reads entries of a tariff from their bytes: every field that is not beyond doubt leaves the entry to the engine. */
export interface ExpressTerms {
  /** String i of the entry is between `strings[2 * i]` and `strings[2 * i + 1]`. */
  read(bytes: Uint8Array, strings: Int32Array, form: ExpressForm, taken: Taken): boolean;
}

/** What a unit counts, and the column of quantities in this very unit. */
interface KnownUnit {
  readonly name: string;
  readonly column: number;
}

/** Decimals of the columns of quantities. */
export const QUANTITY_DECIMALS = 6;
const UNKNOWN = -1;
const UNSEEN = -2;
/** Codes of preferences and units that are kept. */
const MOST_KEPT = 1024;
/** Years of dates that are kept. */
const FIRST_YEAR = 1990;
const YEARS = 128;

/** `columns` are units that have a column each. */
export function createExpressTerms(table: TableView, columns: readonly string[]): ExpressTerms {
  const { codeDigits, minorUnits, currency, tariff } = table.meta;
  const tariffBytes = Buffer.from(tariff);
  const currencyBytes = Buffer.from(currency);
  const days = new Int32Array(YEARS * 12 * 31).fill(UNSEEN);
  const origins = new Int16Array(1 << 16).fill(UNSEEN);
  const claims = new Map<number, number>();
  const units = new Map<number, KnownUnit | undefined>();

  /** A date as days from 1970-01-01. */
  function dayAt(bytes: Uint8Array, start: number, end: number): number {
    if (end - start !== 10) return UNKNOWN;
    const year = numberAt(bytes, start, 4) - FIRST_YEAR;
    const month = numberAt(bytes, start + 5, 2) - 1;
    const day = numberAt(bytes, start + 8, 2) - 1;
    if (!(year >= 0 && year < YEARS && month >= 0 && month < 12 && day >= 0 && day < 31)) return UNKNOWN;
    const key = (year * 12 + month) * 31 + day;
    if (bytes[start + 4] !== HYPHEN || bytes[start + 7] !== HYPHEN) return UNKNOWN;
    if (days[key] === UNSEEN) days[key] = dayOf(latin1(bytes, start, end)) ?? UNKNOWN;
    return days[key]!;
  }

  function originAt(bytes: Uint8Array, start: number, end: number): number {
    if (end - start !== 2) return UNKNOWN;
    const key = keyOf(bytes, start, end);
    if (origins[key] === UNSEEN) origins[key] = countryNumber(latin1(bytes, start, end)) ?? UNKNOWN;
    return origins[key]!;
  }

  /** `none` or a programme; `best` is the engine's to find. */
  function claimAt(bytes: Uint8Array, start: number, end: number): number {
    const key = keyOf(bytes, start, end);
    let claim = claims.get(key);
    if (claim === undefined) {
      const code = latin1(bytes, start, end);
      claim = code === "none" ? 0 : (table.claimNumber(code) ?? UNKNOWN);
      if (key !== UNKNOWN && claims.size < MOST_KEPT) claims.set(key, claim);
    }
    return claim;
  }

  /** A unit without a qualifier. */
  function unitAt(bytes: Uint8Array, start: number, end: number): KnownUnit | undefined {
    const key = keyOf(bytes, start, end);
    if (units.has(key)) return units.get(key);
    const text = latin1(bytes, start, end);
    const parsed = parseUnit(text);
    const plain = parsed !== undefined && parsed.qualifier === undefined;
    const unit = plain ? { name: parsed.key, column: columns.indexOf(text) } : undefined;
    if (key !== UNKNOWN && units.size < MOST_KEPT) units.set(key, unit);
    return unit;
  }

  /** Quantities that are well stated, and say no thing twice. One without a column is asked for by rates that count it. */
  function readQuantities(bytes: Uint8Array, strings: Int32Array, form: ExpressForm, to: Int32Array): boolean {
    const { quantities } = form;
    const unitOf = (unit: number) => unitAt(bytes, strings[2 * unit]!, strings[2 * unit + 1]!);
    for (let i = 0; i < quantities.length; i += 1) {
      const { unit, amount } = quantities[i]!;
      const start = strings[2 * amount]!;
      const shape = amountShape(bytes, start, strings[2 * amount + 1]!, QUANTITY_DECIMALS);
      const known = unitOf(unit);
      if (known === undefined || shape < 0) return false;
      for (let j = 0; j < i; j += 1) if (unitOf(quantities[j]!.unit)!.name === known.name) return false;
      to[3 * i] = known.column;
      to[3 * i + 1] = start;
      to[3 * i + 2] = shape;
    }
    return true;
  }

  return {
    read(bytes, strings, form, taken) {
      if (!isText(bytes, strings[2 * form.tariff]!, strings[2 * form.tariff + 1]!, tariffBytes)) return false;
      if (!isText(bytes, strings[2 * form.currency]!, strings[2 * form.currency + 1]!, currencyBytes)) return false;
      const { date, origin, preference, commodity, amount } = form;
      taken.day = dayAt(bytes, strings[2 * date]!, strings[2 * date + 1]!);
      taken.origin = originAt(bytes, strings[2 * origin]!, strings[2 * origin + 1]!);
      taken.claim = preference < 0 ? 0 : claimAt(bytes, strings[2 * preference]!, strings[2 * preference + 1]!);
      taken.code = codeAt(bytes, strings[2 * commodity]!, strings[2 * commodity + 1]!, codeDigits);
      taken.shape = amountShape(bytes, strings[2 * amount]!, strings[2 * amount + 1]!, minorUnits);
      const known = taken.day >= 0 && taken.origin >= 0 && taken.claim >= 0 && taken.code >= 0 && taken.shape >= 0;
      return known && readQuantities(bytes, strings, form, taken.quantities);
    },
  };
}

const HYPHEN = 0x2d;

/** The bytes of a text of one to three letters as one number, 0 for `none`; -1 for any other text. */
function keyOf(bytes: Uint8Array, start: number, end: number): number {
  if (end - start > 3) return isText(bytes, start, end, NONE) ? 0 : UNKNOWN;
  if (end === start) return UNKNOWN;
  let key = 0;
  for (let i = start; i < end; i += 1) key = key * 256 + bytes[i]!;
  return key;
}

const NONE = Buffer.from("none");

/** A number of so many digits; NaN for other bytes. */
function numberAt(bytes: Uint8Array, start: number, length: number): number {
  let number = 0;
  for (let i = start; i < start + length; i += 1) {
    if (!isDigit(bytes[i]!)) return Number.NaN;
    number = number * 10 + bytes[i]! - ZERO;
  }
  return number;
}

/** The number of a code with all its digits; -1 for any other text. */
function codeAt(bytes: Uint8Array, start: number, end: number, codeDigits: number): number {
  let code = 0;
  let digits = 0;
  if (end - start > 2 * codeDigits) return UNKNOWN;
  for (let i = start; i < end; i += 1) {
    const byte = bytes[i]!;
    if (byte === POINT || byte === SPACE) continue;
    if (!isDigit(byte)) return UNKNOWN;
    code = code * 10 + byte - ZERO;
    digits += 1;
  }
  return digits === codeDigits ? code : UNKNOWN;
}
