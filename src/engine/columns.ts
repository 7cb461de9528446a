import { LineStatus } from "../../assembly/abi";
import type { EntryType, TransportMode } from "../model/entry";
import { DutiableError } from "../model/errors";
import {
  type Batch,
  type BatchSpec,
  createBatch,
  type FactColumn,
  type HeadingColumn,
  type QuantityColumn,
} from "./batch";
import type { Marshal } from "./marshal";
import type { LoadedTable } from "./table";

/** Lines of a batch as columns of equal length. Amounts are unsigned integers; 2^64 − 1 is not declared. */
export interface EntryColumns {
  readonly tariff: string;
  /** Commodity codes as numbers: 0101.30.00.00 is 101300000n. */
  readonly codes: BigUint64Array;
  /** Days from 1970-01-01, or one date. */
  readonly dates: Int32Array | string;
  /** `engine.country`, or one ISO 3166-1 alpha-2 code. */
  readonly origins: Uint16Array | string;
  /** `engine.preference`, or `none` or one programme's code; absent: none. */
  readonly preferences?: Uint16Array | string;
  /** Customs values, integers of 10^-valueDecimals of the tariff's currency. */
  readonly values: BigUint64Array;
  /** 0 to 6; the currency's decimals where nothing is said. */
  readonly valueDecimals?: number;
  readonly quantities?: readonly (QuantityColumn & { readonly amounts: BigUint64Array })[];
  readonly facts?: readonly (FactColumn & { readonly amounts: BigUint64Array })[];
  /** 1 where the line claims the heading, 0 where not. */
  readonly headings?: readonly (HeadingColumn & { readonly amounts: BigUint64Array })[];
  /** First line of each entry, then the number of lines; absent: each line is its own entry. */
  readonly entryStart?: Uint32Array;
  /** How the goods of all lines are carried; absent: not declared, so that no fee that hangs on it is charged. */
  readonly transport?: TransportMode;
  /** The type of all entries; absent: formal. */
  readonly entryType?: EntryType;
  /** Charge the ordinary duty alone: no layers beside it and no fees. */
  readonly ordinaryOnly?: boolean;
}

/** Charges of a batch as columns: those of line i are `chargeStart[i]` to `chargeStart[i + 1]`. */
export interface ChargeColumns {
  /** 0 where the line was assessed; `LINE_STATUSES` names the others. */
  readonly status: Uint8Array;
  /** What the status is about: a basis, a guard, a program, by the table's numbers. */
  readonly detail: Uint32Array;
  readonly chargeStart: Uint32Array;
  /** Kind of measure and program by the table's numbers: `meta.measures` and `rateText` of `engine.table` name them. */
  readonly kind: Uint16Array;
  readonly program: Uint32Array;
  /** Minor units of the tariff's currency. */
  readonly amount: BigUint64Array;
  /** Lines refused. */
  readonly refused: number;
}

/** Charges of a line for which there is room at first. */
const USUAL_CHARGES = 4;
/** Lines that are in the module's memory at a time: few enough to stay in a processor's cache. */
const CHUNK = 1 << 13;

/** @throws DutiableError MISUSE for columns of unequal length, or names that the tariff does not have. */
export function assessColumns(marshal: Marshal, table: LoadedTable, columns: EntryColumns): ChargeColumns {
  const lines = columns.codes.length;
  checkLengths(columns, lines);
  const chunks = chunksOf(columns.entryStart, lines);
  const capacity = chunks.reduce((most, { first, end }) => Math.max(most, end - first), 0);
  const charges = chargeList(lines);
  const status = new Uint8Array(lines);
  const detail = new Uint32Array(lines);
  const chargeStart = new Uint32Array(lines + 1);
  let refused = 0;
  let perLine = columns.ordinaryOnly === true ? 1 : Math.min(USUAL_CHARGES, table.mostCharges());
  let batch = createBatch(marshal, table, capacity, specOf(columns, capacity * perLine));
  try {
    for (const chunk of chunks) {
      const { first, end } = chunk;
      const count = end - first;
      for (;;) {
        fill(batch, columns, chunk);
        const found = batch.run(count, chunk.entries);
        if (!batch.status.subarray(0, count).includes(LineStatus.noRoom)) {
          refused += found;
          break;
        }
        batch.dispose();
        perLine *= 2;
        batch = createBatch(marshal, table, capacity, specOf(columns, capacity * perLine));
      }
      status.set(batch.status.subarray(0, count), first);
      detail.set(batch.detail.subarray(0, count), first);
      const starts = batch.chargeStart;
      const before = charges.count;
      for (let i = 0; i < count; i += 1) chargeStart[first + i] = before + starts[i]!;
      charges.append(batch, starts[count]!);
    }
    chargeStart[lines] = charges.count;
    return { status, detail, chargeStart, ...charges.columns(), refused };
  } finally {
    batch.dispose();
  }
}

/** A run of whole entries. */
interface Chunk {
  readonly first: number;
  readonly end: number;
  readonly firstEntry: number;
  readonly entries: number;
}

function chunksOf(entryStart: Uint32Array | undefined, lines: number): Chunk[] {
  const chunks: Chunk[] = [];
  if (entryStart === undefined) {
    for (let first = 0; first < lines; first += CHUNK) {
      const end = Math.min(first + CHUNK, lines);
      chunks.push({ first, end, firstEntry: first, entries: end - first });
    }
    return chunks;
  }
  checkEntries(entryStart, lines);
  let entry = 0;
  while (entry + 1 < entryStart.length) {
    const firstEntry = entry;
    const first = entryStart[entry]!;
    do entry += 1;
    while (entry + 1 < entryStart.length && entryStart[entry + 1]! - first <= CHUNK);
    chunks.push({ first, end: entryStart[entry]!, firstEntry, entries: entry - firstEntry });
  }
  return chunks;
}

function fill(batch: Batch, columns: EntryColumns, { first, end, firstEntry, entries }: Chunk): void {
  const { codes, dates, origins, preferences, values, quantities = [], facts = [], headings = [] } = columns;
  const { entryStart } = columns;
  batch.codes.set(codes.subarray(first, end));
  batch.values.set(values.subarray(first, end));
  if (typeof dates !== "string") batch.days.set(dates.subarray(first, end));
  if (typeof origins !== "string") batch.origins.set(origins.subarray(first, end));
  if (preferences !== undefined && typeof preferences !== "string") {
    batch.preferences.set(preferences.subarray(first, end));
  }
  quantities.forEach(({ amounts }, i) => {
    batch.quantities[i]!.set(amounts.subarray(first, end));
  });
  facts.forEach(({ amounts }, i) => {
    batch.facts[i]!.set(amounts.subarray(first, end));
  });
  headings.forEach(({ amounts }, i) => {
    batch.headings[i]!.set(amounts.subarray(first, end));
  });
  if (entryStart !== undefined) {
    const starts = batch.entryStart;
    for (let i = 0; i <= entries; i += 1) starts[i] = entryStart[firstEntry + i]! - first;
  }
}

function specOf(columns: EntryColumns, charges: number): BatchSpec {
  const {
    tariff,
    dates,
    origins,
    preferences = "none",
    valueDecimals,
    quantities,
    facts,
    headings,
    entryStart,
    transport,
    entryType,
    ordinaryOnly,
  } = columns;
  return {
    tariff,
    ...(typeof dates === "string" ? { date: dates } : {}),
    ...(typeof origins === "string" ? { origin: origins } : {}),
    ...(typeof preferences === "string" ? { preference: preferences } : {}),
    ...(valueDecimals === undefined ? {} : { valueDecimals }),
    ...(quantities === undefined ? {} : { quantities }),
    ...(facts === undefined ? {} : { facts }),
    ...(headings === undefined ? {} : { headings }),
    ...(transport === undefined ? {} : { transport }),
    ...(entryType === undefined ? {} : { entryType }),
    ...(ordinaryOnly === undefined ? {} : { ordinaryOnly }),
    entries: entryStart !== undefined,
    charges,
  };
}

const misuse = (message: string) => new DutiableError("MISUSE", message);

function checkLengths(columns: EntryColumns, lines: number): void {
  const { dates, origins, preferences = "none", values, quantities = [], facts = [], headings = [] } = columns;
  const lists = { dates, origins, preferences, values };
  for (const [name, list] of Object.entries(lists)) {
    if (typeof list !== "string" && list.length !== lines)
      throw misuse(`${name} has ${list.length} lines, not ${lines}`);
  }
  for (const { amounts } of [...quantities, ...facts, ...headings]) {
    if (amounts.length !== lines) throw misuse(`a column of amounts has ${amounts.length} lines, not ${lines}`);
  }
}

function checkEntries(entryStart: Uint32Array, lines: number): void {
  const rising = entryStart.every((start, i) => i === 0 || start >= entryStart[i - 1]!);
  if (entryStart[0] === 0 && entryStart.at(-1) === lines && rising) return;
  throw misuse(`entryStart begins at 0, never falls and ends with the number of lines, ${lines}`);
}

/** Columns of charges that grow. */
function chargeList(expected: number) {
  let count = 0;
  let kind = new Uint16Array(expected);
  let program = new Uint32Array(expected);
  let amount = new BigUint64Array(expected);
  return {
    get count() {
      return count;
    },
    append(batch: Batch, charges: number): void {
      if (count + charges > amount.length) {
        const room = Math.max(count + charges, 2 * amount.length);
        [kind, program, amount] = [grown(kind, room), grown(program, room), grown(amount, room)];
      }
      kind.set(batch.kind.subarray(0, charges), count);
      program.set(batch.program.subarray(0, charges), count);
      amount.set(batch.amount.subarray(0, charges), count);
      count += charges;
    },
    columns: () => ({
      kind: kind.subarray(0, count),
      program: program.subarray(0, count),
      amount: amount.subarray(0, count),
    }),
  };
}

function grown<T extends Uint16Array | Uint32Array | BigUint64Array>(list: T, length: number): T {
  const longer = new (list.constructor as new (length: number) => T)(length);
  longer.set(list as never);
  return longer;
}
