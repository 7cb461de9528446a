import {
  AMOUNT_DECIMALS,
  AssessStatus,
  INPUT_BYTES,
  Input,
  InputKind,
  LineStatus,
  MICRO,
  NOT_DECLARED,
  REQUEST_BYTES,
  Request,
  RequestFlag,
  TRACE_BYTES,
  Trace,
  TraceOperation,
} from "../../assembly/abi";
import { DutiableError } from "../model/errors";
import { claimColumn, depositColumn, type InputTerm } from "./input-terms";
import { aligned, lineColumns } from "./line-columns";
import type { Kernel } from "./module";
import { type EntryRequest, formatMinor, type MemoryViews, ORDINARY, type RequestLine } from "./requests";

/**
 * The one reader and writer of the module's memory. Amounts pass through it as text: the kernel parses and formats
 * them, and what lies in memory is moved as 64-bit words. Results hold until the next request.
 */
export type Marshal = ReturnType<typeof createMarshal>;

/** Bytes of text that an amount may have. */
const TEXT_BYTES = 64;
const CHARACTERS = Array.from({ length: 128 }, (_, code) => String.fromCharCode(code));
const UNDECLARED = BigInt(NOT_DECLARED);
const MILLION = BigInt(MICRO);
/** 2^32, for the two words of a code. */
const WORD = 2 ** 32;

export function createMarshal(kernel: Kernel) {
  let bytes = new Uint8Array(0);
  let u16 = new Uint16Array(0);
  let u32 = new Uint32Array(0);
  let i32 = new Int32Array(0);
  let u64 = new BigUint64Array(0);

  /** After the memory has grown the old views are empty. */
  function refresh(): void {
    const { buffer } = kernel.memory;
    if (bytes.buffer === buffer) return;
    bytes = new Uint8Array(buffer);
    u16 = new Uint16Array(buffer);
    u32 = new Uint32Array(buffer);
    i32 = new Int32Array(buffer);
    u64 = new BigUint64Array(buffer);
  }

  /** @throws DutiableError MISUSE where the memory is full. */
  function alloc(size: number): number {
    const block = kernel.alloc(size);
    refresh();
    if (block === 0) throw new DutiableError("MISUSE", `no memory left for ${size} bytes: assess fewer lines at once`);
    return block;
  }

  /** A block that grows; what it held is of no more use then. Where it cannot grow, it is empty and good for less. */
  function room() {
    let block = 0;
    let capacity = 0;
    return function reserve(size: number): number {
      if (size <= capacity) return block;
      if (block !== 0) kernel.release(block);
      block = 0;
      capacity = 0;
      block = alloc(size);
      capacity = size;
      return block;
    };
  }

  const request = alloc(REQUEST_BYTES);
  const text = alloc(TEXT_BYTES);
  const parsed = alloc(16);
  bytes.fill(0, request, request + REQUEST_BYTES);

  // Columns of lines, of charges, of inputs, and the trace: they grow with the requests.
  const [lineRoom, chargeRoom, inputRoom, traceRoom] = [room(), room(), room(), room()];
  let lineCapacity = 0;
  let chargeCapacity = 0;
  let inputBlock = 0;
  let traceBlock = 0;
  /** Lines of the request, and their columns. */
  let lineCount = 0;
  let at = lineColumns(0, 0);
  let charge = { kind: 0, program: 0, amount: 0 };
  /** Where the records of each line end in the trace: those of a line stand together. */
  const lastRecord: number[] = [];
  /** What each input column holds. */
  const inputs: InputTerm[] = [];
  /** Flags of the request. */
  let flags = RequestFlag.none;
  let isTraced = false;

  const set = (field: Request, value: number): void => {
    u32[(request + field) >>> 2] = value;
  };

  function reserveLines(lines: number): void {
    if (lines <= lineCapacity) return;
    const capacity = Math.max(lines, lineCapacity * 2);
    lineCapacity = 0;
    at = lineColumns(lineRoom(lineColumns(0, capacity).end), capacity);
    lineCapacity = capacity;
    set(Request.code, at.code);
    set(Request.origin, at.origin);
    set(Request.claim, at.claim);
    set(Request.valueLow, at.valueLow);
    set(Request.valueHigh, at.valueHigh);
    set(Request.valueDecimals, AMOUNT_DECIMALS);
    set(Request.status, at.status);
    set(Request.detail, at.detail);
    set(Request.chargeStart, at.chargeStart);
    set(Request.row, at.row);
    set(Request.dutiableLow, at.dutiableLow);
    set(Request.dutiableHigh, at.dutiableHigh);
  }

  function reserveCharges(charges: number): void {
    if (charges <= chargeCapacity) return;
    const capacity = aligned(Math.max(charges, chargeCapacity * 2));
    chargeCapacity = 0;
    const amount = chargeRoom(capacity * 14);
    chargeCapacity = capacity;
    charge = { amount, program: amount + 8 * capacity, kind: amount + 12 * capacity };
    set(Request.chargeCapacity, chargeCapacity);
    set(Request.chargeAmount, charge.amount);
    set(Request.chargeProgram, charge.program);
    set(Request.chargeKind, charge.kind);
  }

  /** Input columns: their records, then for each its low and its high halves. */
  function reserveInputs(columns: number, lines: number): void {
    inputBlock = inputRoom(columns * (INPUT_BYTES + 16 * lines));
    set(Request.inputs, columns === 0 ? 0 : inputBlock);
    set(Request.inputCount, columns);
  }

  /** The column of a term, or −1: rates ask for few, so that a search is shorter than a map. */
  function inputOf(term: InputTerm): number {
    for (let i = 0; i < inputs.length; i += 1) if (inputs[i] === term) return i;
    return -1;
  }

  const lowHalves = (column: number, lines: number): number =>
    inputBlock + inputs.length * INPUT_BYTES + column * 16 * lines;

  function collectInputs(lines: readonly RequestLine[]): void {
    inputs.length = 0;
    for (const { line } of lines) {
      for (const { term } of line.quantities) if (term.key >= 0 && inputOf(term) < 0) inputs.push(term);
      for (const { term } of line.facts) if (term.key >= 0 && inputOf(term) < 0) inputs.push(term);
      for (const heading of line.claimed) if (inputOf(claimColumn(heading)) < 0) inputs.push(claimColumn(heading));
      line.deposits.forEach(({ kind }, place) => {
        const term = depositColumn(kind, place);
        if (inputOf(term) < 0) inputs.push(term);
      });
    }
  }

  function writeInputs(lines: number): void {
    reserveInputs(inputs.length, lines);
    for (let column = 0; column < inputs.length; column += 1) {
      const term = inputs[column]!;
      const record = inputBlock + column * INPUT_BYTES;
      const low = lowHalves(column, lines);
      const isQuantity = "numerator" in term;
      const kind = "input" in term ? term.input : isQuantity ? InputKind.quantity : InputKind.fact;
      u32[(record + Input.kind) >>> 2] = kind;
      u32[(record + Input.key) >>> 2] = term.key;
      u64[(record + Input.numerator) >>> 3] = isQuantity ? term.numerator : 1n;
      u64[(record + Input.denominator) >>> 3] = isQuantity ? term.denominator : 1n;
      u32[(record + Input.low) >>> 2] = low;
      u32[(record + Input.high) >>> 2] = low + 8 * lines;
      u32[(record + Input.decimals) >>> 2] = AMOUNT_DECIMALS;
      u64.fill(UNDECLARED, low >>> 3, (low >>> 3) + 2 * lines);
    }
  }

  /** Parses an amount, and puts its halves where they belong. It was checked when it was declared. */
  function writeAmount(amount: string, low: number, high: number): void {
    const { length } = amount;
    for (let i = 0; i < length; i += 1) bytes[text + i] = amount.charCodeAt(i);
    if (kernel.parseAmount(text, length, parsed) < 0) throw new RangeError(`not an amount: ${amount}`);
    u64[low >>> 3] = u64[parsed >>> 3]!;
    u64[high >>> 3] = u64[(parsed + 8) >>> 3]!;
  }

  function writeInput(term: InputTerm, amount: string, index: number, lines: number): void {
    const column = inputOf(term);
    if (column < 0) return;
    const low = lowHalves(column, lines) + 8 * index;
    writeAmount(amount, low, low + 8 * lines);
  }

  function writeLine({ line, claim }: RequestLine, index: number, lines: number): void {
    u32[(at.code >>> 2) + 2 * index] = line.code;
    u32[(at.code >>> 2) + 2 * index + 1] = line.code / WORD;
    u16[(at.origin >>> 1) + index] = line.origin;
    u16[(at.claim >>> 1) + index] = claim;
    writeAmount(line.value, at.valueLow + 8 * index, at.valueHigh + 8 * index);
    for (const { term, amount } of line.quantities) writeInput(term, amount, index, lines);
    for (const { term, amount } of line.facts) writeInput(term, amount, index, lines);
    for (let i = 0; i < line.claimed.length; i += 1) writeClaim(line.claimed[i]!, index, lines);
    line.deposits.forEach(({ kind, rate }, place) => {
      writeInput(depositColumn(kind, place), rate, index, lines);
    });
  }

  function writeClaim(heading: number, index: number, lines: number): void {
    const low = lowHalves(inputOf(claimColumn(heading)), lines) + 8 * index;
    u64[low >>> 3] = 1n;
    u64[(low >>> 3) + lines] = 0n;
  }

  /** Runs what was written last, once more with other flags. @throws DutiableError MISUSE where the memory is full. */
  function run(flags: RequestFlag): void {
    set(Request.flags, flags);
    for (;;) {
      const status = kernel.assess(request);
      refresh();
      if (status >= 0 && !(status > 0 && chargesOverflowed())) return;
      if (status > 0) reserveCharges(2 * chargeCapacity);
      else if (status === AssessStatus.traceFull) reserveTrace(u32[(request + Request.traceCount) >>> 2]!);
      else throw new DutiableError("MISUSE", `the kernel refused a request (${status})`, { status });
    }
  }

  function chargesOverflowed(): boolean {
    return bytes.subarray(at.status, at.status + lineCount).includes(LineStatus.noRoom);
  }

  function reserveTrace(records: number): void {
    traceBlock = traceRoom(records * TRACE_BYTES);
    set(Request.trace, traceBlock);
    set(Request.traceCapacity, records);
  }

  return {
    /** Handle of the table, from 0, or a `TableStatus` below 0. */
    loadTable(table: Uint8Array, knownOn: number): number {
      const block = alloc(table.length);
      bytes.set(table, block);
      const status = kernel.loadTable(block, table.length, knownOn);
      refresh();
      if (status < 0) kernel.release(block);
      return status;
    },
    tableFault: (): number => kernel.tableFault() >>> 0,
    unloadTable: (table: number): void => kernel.unloadTable(table),

    /** A block of the module's memory, for those who lay out a request themselves. */
    alloc,
    release: (block: number): void => kernel.release(block),
    /** The memory as it is now: views on it are empty once it has grown. */
    buffer: (): ArrayBuffer => kernel.memory.buffer as ArrayBuffer,
    /** How many lines were refused, or an `AssessStatus`. */
    assessAt: (address: number): number => {
      const refused = kernel.assess(address);
      refresh();
      return refused;
    },

    /** Assesses whole entries. */
    assess({ table, day, lines, entryStart, ordinaryOnly = false, traced = false }: EntryRequest): void {
      const count = lines.length;
      lineCount = count;
      reserveLines(count);
      reserveCharges(8 * count);
      collectInputs(lines);
      writeInputs(count);
      set(Request.table, table);
      set(Request.lineCount, count);
      set(Request.oneDay, day);
      set(Request.entryCount, entryStart.length - 1);
      set(Request.entryStart, at.entryStart);
      for (let i = 0; i < entryStart.length; i += 1) u32[(at.entryStart >>> 2) + i] = entryStart[i]!;
      let components = false;
      for (let i = 0; i < count; i += 1) {
        const line = lines[i]!;
        writeLine(line, i, count);
        i32[(at.parent >>> 2) + i] = line.parent;
        if (line.parent >= 0) components = true;
      }
      set(Request.parent, components ? at.parent : 0);
      flags = ordinaryOnly ? RequestFlag.ordinaryOnly : RequestFlag.none;
      isTraced = traced;
      if (traced) runTraced();
      else run(flags);
    },

    /** Assesses the same request again, and keeps the trace, if it was not kept at once. */
    trace(): void {
      if (!isTraced) runTraced();
      isTraced = true;
    },

    /** The trace records of the last request, each decoded from where it stands. */
    traceRecords<T>(decode: (memory: MemoryViews, at: number) => T): T[] {
      const memory = { bytes, u16, u32, u64 };
      const records: T[] = [];
      const end = traceEnd();
      for (let at = traceBlock; at < end; at += TRACE_BYTES) records.push(decode(memory, at));
      return records;
    },

    /** The value, less its parts, on which the charge of a kind was traced; undefined where no part was taken off. */
    tracedReduced(line: number, kind: number): string | undefined {
      let inCharge = false;
      for (let at = lastRecord[line] ?? 0; at >= traceBlock && at > 0; at -= TRACE_BYTES) {
        if (u32[(at + Trace.line) >>> 2] !== line) break;
        const operation = bytes[at + Trace.operation]!;
        if (operation === TraceOperation.layer || operation === TraceOperation.charge) {
          if (inCharge) break;
          const own = operation === TraceOperation.charge ? ORDINARY : u32[(at + Trace.about) >>> 2];
          inCharge = own === kind;
        } else if (inCharge && operation === TraceOperation.reduced) return formatTraced(at);
      }
      return undefined;
    },

    /** The last amount that the trace has of a line's basis, by one of these operations. */
    tracedAmount(line: number, basis: number, operations: readonly TraceOperation[]): string {
      for (let at = lastRecord[line] ?? 0; at >= traceBlock; at -= TRACE_BYTES) {
        if (u32[(at + Trace.line) >>> 2] !== line) break;
        if (u32[(at + Trace.about) >>> 2] === basis && operations.includes(bytes[at + Trace.operation]!))
          return formatTraced(at);
      }
      throw new RangeError(`line ${line} was assessed without its basis ${basis}`);
    },

    lineCount: (): number => lineCount,
    status: (line: number): number => bytes[at.status + line]!,
    detail: (line: number): number => u32[(at.detail >>> 2) + line]!,
    row: (line: number): number => u32[(at.row >>> 2) + line]!,
    chargeStart: (line: number): number => u32[(at.chargeStart >>> 2) + line]!,
    chargeKind: (index: number): number => u16[(charge.kind >>> 1) + index]!,
    chargeProgram: (index: number): number => u32[(charge.program >>> 2) + index]!,
    /** In minor units. */
    chargeAmount: (index: number): bigint => u64[(charge.amount >>> 3) + index]!,
    format,
    formatCharge: (index: number, decimals: number): string =>
      formatMinor(u64[(charge.amount >>> 3) + index]!, decimals),
    formatDutiable: (line: number, least: number): string =>
      ascii(
        kernel.formatAmount(
          u64[(at.dutiableLow >>> 3) + line]!,
          u64[(at.dutiableHigh >>> 3) + line]!,
          AMOUNT_DECIMALS,
          least,
          text,
        ),
      ),
    /** A declared amount in its shortest form with at least `least` decimals. */
    canonical(amount: string, least: number): string {
      writeAmount(amount, parsed, parsed + 8);
      return ascii(kernel.formatAmount(u64[parsed >>> 3]!, u64[(parsed >>> 3) + 1]!, AMOUNT_DECIMALS, least, text));
    },
  };

  function runTraced(): void {
    if (traceBlock === 0) reserveTrace(256);
    run(flags | RequestFlag.trace);
    // The charges of the entry stand behind its lines.
    lastRecord.length = lineCount + 1;
    lastRecord.fill(0);
    const end = traceEnd();
    for (let at = traceBlock; at < end; at += TRACE_BYTES) lastRecord[u32[(at + Trace.line) >>> 2]!] = at;
  }

  function traceEnd(): number {
    return traceBlock + u32[(request + Request.traceCount) >>> 2]! * TRACE_BYTES;
  }

  /** An integer of 10^-decimals as a decimal with at least `least` decimals. */
  function format(amount: bigint, decimals: number, least: number): string {
    const [low, high] = [BigInt.asIntN(64, amount), BigInt.asIntN(64, amount >> 64n)];
    return ascii(kernel.formatAmount(low, high, decimals, least, text));
  }

  /** The result of a trace record: nearly always millionths, else a fraction that is exact in them. */
  function formatTraced(record: number): string {
    const [low, high] = [u64[(record + Trace.low) >>> 3]!, u64[(record + Trace.high) >>> 3]!];
    const denominator = u64[(record + Trace.denominator) >>> 3]!;
    if (denominator === MILLION) return ascii(kernel.formatAmount(low, high, AMOUNT_DECIMALS, 0, text));
    return format(((low + (high << 64n)) * MILLION) / denominator, AMOUNT_DECIMALS, 0);
  }

  function ascii(length: number): string {
    let written = "";
    for (let i = text; i < text + length; i += 1) written += CHARACTERS[bytes[i]!];
    return written;
  }
}
