import { AssessStatus, INPUT_BYTES, Input, InputKind, REQUEST_BYTES, Request, RequestFlag } from "../../assembly/abi";
import { countryNumber } from "../model/countries";
import { dayOf } from "../model/days";
import type { EntryType, TransportMode } from "../model/entry";
import { DutiableError } from "../model/errors";
import { createBatchTrace } from "./batch-trace";
import { aligned } from "./line-columns";
import type { Marshal } from "./marshal";
import type { LoadedTable } from "./table";

/** A quantity that the lines of a batch may declare: integers of 10^-decimals of the unit. */
export interface QuantityColumn {
  /** Recommendation 20, with a qualifier where the tariff counts one. */
  readonly unit: string;
  /** 0 to 6; 0 where nothing is said. */
  readonly decimals?: number;
}

/** A fact that the lines of a batch may declare: integers of 10^-decimals; truths as 0 and 1. */
export interface FactColumn {
  readonly fact: string;
  readonly decimals?: number;
}

/** A heading, or a circumstance of the entry, that the lines of a batch may claim: a column of 0 and 1. */
export interface HeadingColumn {
  readonly heading: string;
}

/** What the lines of a batch have in common, and which columns they fill. */
export interface BatchSpec {
  readonly tariff: string;
  /** One date of all lines, `YYYY-MM-DD`; absent: a column of days. */
  readonly date?: string;
  /** One origin of all lines, ISO 3166-1 alpha-2; absent: a column of `engine.country`. */
  readonly origin?: string;
  /** One preference of all lines, `none` or a programme's code; absent: a column of `engine.preference`. */
  readonly preference?: string;
  /** Decimals of the customs values, 0 to 6; those of the currency where nothing is said. */
  readonly valueDecimals?: number;
  readonly quantities?: readonly QuantityColumn[];
  readonly facts?: readonly FactColumn[];
  readonly headings?: readonly HeadingColumn[];
  /** How the goods of all lines are carried, `sea` …; absent: not declared, so that no fee that hangs on it is charged. */
  readonly transport?: TransportMode;
  /** The type of all entries; absent: formal. */
  readonly entryType?: EntryType;
  /** Charge the ordinary duty alone: no layers beside it, no deposits and no fees. */
  readonly ordinaryOnly?: boolean;
  /** Whether `entryStart` says which lines are one entry; absent: each line is its own. */
  readonly entries?: boolean;
  /** Charges there is room for, over all lines; absent: as many as the largest stack of the table has, for each line. */
  readonly charges?: number;
  /** Also say what stands behind each charge, which fast classes do not: row, dutiable value, amounts counted. */
  readonly detailed?: boolean;
}

/**
 * Columns in the module's memory, to be filled, run and read in place. Views are of the whole capacity. They are valid
 * until the next call on the engine, which may let the memory grow: read them from the batch each time.
 */
export interface Batch {
  readonly capacity: number;
  /** Commodity codes as numbers. */
  readonly codes: BigUint64Array;
  /** Days from 1970-01-01; empty where the batch has one date. */
  readonly days: Int32Array;
  /** `engine.country`; empty where the batch has one origin. */
  readonly origins: Uint16Array;
  /** `engine.preference`; empty where the batch has one preference. */
  readonly preferences: Uint16Array;
  /** Customs values, integers of 10^-valueDecimals of the tariff's currency. */
  readonly values: BigUint64Array;
  /** By the order of the spec; 2^64 − 1 is not declared, which is what a new batch says. */
  readonly quantities: readonly BigUint64Array[];
  readonly facts: readonly BigUint64Array[];
  readonly headings: readonly BigUint64Array[];
  /** First line of each entry, then the number of lines; empty where each line is an entry. */
  readonly entryStart: Uint32Array;
  /** `LineStatus` of each line, and what it is about. */
  readonly status: Uint8Array;
  readonly detail: Uint32Array;
  /** Where the charges of each line begin; one element more than lines. */
  readonly chargeStart: Uint32Array;
  /** Charges: kind of measure and program by the table's numbers, amount in minor units. */
  readonly kind: Uint16Array;
  readonly program: Uint32Array;
  readonly amount: BigUint64Array;
  /** With `detailed`: row of the table's lines, and the dutiable value in millionths, its low half. Else empty. */
  readonly row: Uint32Array;
  readonly dutiable: BigUint64Array;
  /**
   * With `detailed`: copies the amount of a basis as a line's rate counted it, in millionths, to words[2 * at] (low) and
   * the next (high). False where it did not count the basis, or where the amount has more than 64 bits.
   */
  counted(line: number, basis: number, words: Uint32Array, at: number): boolean;
  /** Assesses the first `lines` lines, of `entries` entries; answers how many lines were refused. @throws DutiableError MISUSE */
  run(lines?: number, entries?: number): number;
  /** Gives the memory back. The batch is of no use after it. */
  dispose(): void;
}

type Element = "u8" | "u16" | "u32" | "i32" | "u64";
const BYTES: Readonly<Record<Element, number>> = { u8: 1, u16: 2, u32: 4, i32: 4, u64: 8 };

/** @throws DutiableError MISUSE for a spec that names what the table does not have. */
export function createBatch(marshal: Marshal, table: LoadedTable, capacity: number, spec: BatchSpec): Batch {
  const inputs = [
    ...(spec.quantities ?? []).map((column) => quantityInput(table, column)),
    ...(spec.facts ?? []).map((column) => factInput(table, column)),
    ...(spec.headings ?? []).map((column) => headingInput(table, column)),
    ...circumstances(table, spec),
  ];
  const charges = spec.charges ?? capacity * (spec.ordinaryOnly === true ? 1 : table.mostCharges());
  let end = 0;
  const column = (element: Element, count: number) => {
    const offset = end;
    end = aligned(end + BYTES[element] * count);
    return { offset, count };
  };
  const request = column("u8", REQUEST_BYTES);
  const records = column("u8", INPUT_BYTES * inputs.length);
  const codes = column("u64", capacity);
  const values = column("u64", capacity);
  const amounts = inputs.map(() => column("u64", capacity));
  const days = column("i32", spec.date === undefined ? capacity : 0);
  const origins = column("u16", spec.origin === undefined ? capacity : 0);
  const preferences = column("u16", spec.preference === undefined ? capacity : 0);
  const entryStart = column("u32", spec.entries === true ? capacity + 1 : 0);
  const status = column("u8", capacity);
  const detail = column("u32", capacity);
  const chargeStart = column("u32", capacity + 1);
  const kind = column("u16", charges);
  const program = column("u32", charges);
  const amount = column("u64", charges);
  const row = column("u32", spec.detailed === true ? capacity : 0);
  const dutiable = column("u64", spec.detailed === true ? capacity : 0);
  const block = marshal.alloc(end);

  type Column = ReturnType<typeof column>;
  let seen = marshal.buffer();
  let views = viewsOf(seen);

  /** Views on the memory as it is now. */
  function columns() {
    const buffer = marshal.buffer();
    if (seen !== buffer) {
      seen = buffer;
      views = viewsOf(buffer);
    }
    return views;
  }

  function viewsOf(buffer: ArrayBuffer) {
    const at = ({ offset, count }: Column) => [buffer, block + offset, count] as const;
    return {
      codes: new BigUint64Array(...at(codes)),
      values: new BigUint64Array(...at(values)),
      inputs: amounts.map((amounts) => new BigUint64Array(...at(amounts))),
      days: new Int32Array(...at(days)),
      origins: new Uint16Array(...at(origins)),
      preferences: new Uint16Array(...at(preferences)),
      entryStart: new Uint32Array(...at(entryStart)),
      status: new Uint8Array(...at(status)),
      detail: new Uint32Array(...at(detail)),
      chargeStart: new Uint32Array(...at(chargeStart)),
      kind: new Uint16Array(...at(kind)),
      program: new Uint32Array(...at(program)),
      amount: new BigUint64Array(...at(amount)),
      row: new Uint32Array(...at(row)),
      dutiable: new BigUint64Array(...at(dutiable)),
      request: new Uint32Array(buffer, block + request.offset, REQUEST_BYTES / 4),
    };
  }

  const address = ({ offset, count }: Column): number => (count === 0 ? 0 : block + offset);
  const set = (field: Request, value: number): void => {
    columns().request[field / 4] = value;
  };

  new Uint8Array(marshal.buffer(), block, end).fill(0);
  const quantityCount = spec.quantities?.length ?? 0;
  const headingStart = quantityCount + (spec.facts?.length ?? 0);
  const headingEnd = headingStart + (spec.headings?.length ?? 0);
  columns().inputs.forEach((input, index) => {
    input.fill(index < headingEnd ? 0xffffffffffffffffn : 1n);
  });
  const memory = new DataView(marshal.buffer());
  inputs.forEach((input, index) => {
    const at = block + records.offset + index * INPUT_BYTES;
    memory.setUint32(at + Input.kind, input.kind, true);
    memory.setUint32(at + Input.key, input.key, true);
    memory.setBigUint64(at + Input.numerator, input.numerator, true);
    memory.setBigUint64(at + Input.denominator, input.denominator, true);
    memory.setUint32(at + Input.low, address(amounts[index]!), true);
    memory.setUint32(at + Input.decimals, input.decimals, true);
  });
  set(Request.table, table.handle);
  set(Request.entryStart, address(entryStart));
  set(Request.code, address(codes));
  set(Request.day, address(days));
  set(Request.oneDay, spec.date === undefined ? 0 : dayNumber(spec.date));
  set(Request.origin, address(origins));
  set(Request.oneOrigin, spec.origin === undefined ? 0 : originNumber(spec.origin));
  set(Request.claim, address(preferences));
  set(Request.oneClaim, spec.preference === undefined ? 0 : claimNumber(table, spec.preference));
  set(Request.valueLow, address(values));
  set(Request.valueDecimals, decimalsOf(spec.valueDecimals ?? table.minorUnits, "valueDecimals"));
  set(Request.inputCount, inputs.length);
  set(Request.inputs, inputs.length === 0 ? 0 : address(records));
  set(Request.status, address(status));
  set(Request.detail, address(detail));
  set(Request.chargeStart, address(chargeStart));
  set(Request.chargeCapacity, charges);
  set(Request.chargeKind, address(kind));
  set(Request.chargeProgram, address(program));
  set(Request.chargeAmount, address(amount));
  set(Request.row, address(row));
  set(Request.dutiableLow, address(dutiable));
  const trace = spec.detailed === true ? createBatchTrace(marshal, block + request.offset, capacity) : undefined;
  const traced = trace === undefined ? RequestFlag.none : RequestFlag.trace;
  set(Request.flags, traced | (spec.ordinaryOnly === true ? RequestFlag.ordinaryOnly : RequestFlag.none));

  return {
    capacity,
    get codes() {
      return columns().codes;
    },
    get days() {
      return columns().days;
    },
    get origins() {
      return columns().origins;
    },
    get preferences() {
      return columns().preferences;
    },
    get values() {
      return columns().values;
    },
    get quantities() {
      return columns().inputs.slice(0, quantityCount);
    },
    get facts() {
      return columns().inputs.slice(quantityCount, headingStart);
    },
    get headings() {
      return columns().inputs.slice(headingStart, headingEnd);
    },
    get entryStart() {
      return columns().entryStart;
    },
    get status() {
      return columns().status;
    },
    get detail() {
      return columns().detail;
    },
    get chargeStart() {
      return columns().chargeStart;
    },
    get kind() {
      return columns().kind;
    },
    get program() {
      return columns().program;
    },
    get amount() {
      return columns().amount;
    },
    get row() {
      return columns().row;
    },
    get dutiable() {
      return columns().dutiable;
    },
    run(lines = capacity, entries = lines) {
      if (!(lines >= 0 && lines <= capacity)) throw misuse(`${lines} lines in a batch of ${capacity}`);
      set(Request.lineCount, lines);
      set(Request.entryCount, entries);
      let refused = marshal.assessAt(block + request.offset);
      if (refused === AssessStatus.traceFull) {
        trace?.grow();
        refused = marshal.assessAt(block + request.offset);
      }
      if (refused === AssessStatus.noMemory) throw misuse("no memory left for the batch: assess fewer lines at once");
      if (refused < 0) throw misuse(`the batch is not well formed (status ${refused}): look at entryStart`);
      trace?.index(lines);
      return refused;
    },
    counted: (line, basis, words, at) => trace?.amount(line, basis, words, at) ?? false,
    dispose() {
      trace?.dispose();
      marshal.release(block);
    },
  };
}

const misuse = (message: string) => new DutiableError("MISUSE", message);

function decimalsOf(decimals: number, name: string): number {
  if (Number.isInteger(decimals) && decimals >= 0 && decimals <= 6) return decimals;
  throw misuse(`${name} is ${decimals}: state 0 to 6`);
}

function quantityInput({ terms }: LoadedTable, { unit, decimals = 0 }: QuantityColumn) {
  const term = terms.unit(unit);
  if (term === undefined) throw misuse(`no unit ${unit}`);
  // A quantity that no rate counts is accepted, and has a number that no rate has.
  const key = term.key < 0 ? 0xffff : term.key;
  const { numerator, denominator } = term;
  return { kind: InputKind.quantity, key, numerator, denominator, decimals: decimalsOf(decimals, unit) };
}

function factInput({ terms }: LoadedTable, { fact, decimals = 0 }: FactColumn) {
  const term = terms.facts.get(fact);
  if (term === undefined || term.key < 0) throw misuse(`no rate computes with a fact ${fact}`);
  return { kind: InputKind.fact, key: term.key, numerator: 1n, denominator: 1n, decimals: decimalsOf(decimals, fact) };
}

function headingInput({ terms }: LoadedTable, { heading }: HeadingColumn) {
  const { numbers, circumstances } = terms.headings;
  const key = numbers.get(heading.replaceAll(".", "")) ?? circumstances.get(heading);
  if (key === undefined) throw misuse(`no line can claim ${heading}`);
  return { kind: InputKind.claim, key, numerator: 1n, denominator: 1n, decimals: 0 };
}

/** What all entries of a batch are, as far as a charge hangs on it: claimed by every line. */
function circumstances({ terms }: LoadedTable, { transport, entryType }: BatchSpec) {
  const known = terms.headings.circumstances;
  const input = (key: number) => ({
    kind: InputKind.claim,
    key,
    numerator: 1n,
    denominator: 1n,
    decimals: 0,
  });
  return [transport, entryType].flatMap((word) => {
    const key = word === undefined ? undefined : known.get(word);
    return key === undefined ? [] : [input(key)];
  });
}

/** Days from 1970-01-01. @throws DutiableError MISUSE */
export function dayNumber(date: string): number {
  const day = dayOf(date);
  if (day === undefined) throw misuse(`${date} is no date: state YYYY-MM-DD`);
  return day;
}

/** @throws DutiableError MISUSE */
export function originNumber(country: string): number {
  const number = countryNumber(country);
  if (number === undefined) throw misuse(`${country} is no country: state an ISO 3166-1 alpha-2 code`);
  return number;
}

/** @throws DutiableError MISUSE */
export function claimNumber({ terms }: LoadedTable, preference: string): number {
  const claim = preference === "none" ? 0 : terms.claims.get(preference);
  if (claim === undefined) throw misuse(`${preference} is no programme of ${terms.tariff}; best is for single entries`);
  return claim;
}
