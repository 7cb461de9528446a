import { readFileSync } from "node:fs";
import * as abi from "../../assembly/abi";
import { type TableSpec, tableBytes } from "./bytes";

/** The module as the package ships it, without the host in between. */
export interface Kernel {
  readonly memory: WebAssembly.Memory;
  alloc(bytes: number): number;
  release(address: number): void;
  loadTable(address: number, length: number, knownOn: number): number;
  unloadTable(handle: number): void;
  tableFault(): number;
  assess(request: number): number;
  parseAmount(text: number, length: number, out: number): number;
  formatAmount(low: bigint, high: bigint, decimals: number, least: number, out: number): number;
}

export const MODULES = ["dutiable.wasm", "dutiable.simd.wasm"];

export function instantiate(name = "dutiable.wasm"): Kernel {
  const bytes = readFileSync(new URL(`../../dist/${name}`, import.meta.url));
  return new WebAssembly.Instance(new WebAssembly.Module(bytes)).exports as unknown as Kernel;
}

/** Copies bytes into the module; 0 is refused. */
export function place(kernel: Kernel, bytes: Uint8Array): number {
  const address = kernel.alloc(bytes.length) >>> 0;
  if (address === 0) throw new Error(`no room for ${bytes.length} bytes`);
  new Uint8Array(kernel.memory.buffer).set(bytes, address);
  return address;
}

export function load(kernel: Kernel, spec: TableSpec, knownOn: number = abi.OPEN): number {
  const bytes = tableBytes(spec);
  return kernel.loadTable(place(kernel, bytes), bytes.length, knownOn);
}

/** Loads bytes as they are and takes them off again: status, and the column at fault. */
export function tryLoad(kernel: Kernel, bytes: Uint8Array): [status: number, fault: number] {
  const address = place(kernel, bytes);
  const status = kernel.loadTable(address, bytes.length, abi.OPEN);
  if (status >= 0) kernel.unloadTable(status);
  // What the kernel does not keep is the caller's.
  else kernel.release(address);
  return [status, kernel.tableFault()];
}

export interface InputColumn {
  fact?: boolean;
  /** `InputKind`, where it is neither a quantity nor a fact. */
  kind?: number;
  key: number;
  numerator?: bigint;
  denominator?: bigint;
  decimals?: number;
  /** undefined: not declared. */
  amounts: (bigint | undefined)[];
}

export interface Batch {
  codes: bigint[];
  day: number | number[];
  origin?: number | number[];
  claim?: number | number[];
  values: bigint[];
  valueDecimals?: number;
  entryStart?: number[];
  parent?: number[];
  inputs?: InputColumn[];
  flags?: number;
  capacity?: number;
  traceCapacity?: number;
  /** Charges only, neither rows nor dutiable values: what fast classes serve. */
  bare?: boolean;
}

export interface Charge {
  kind: number;
  program: number;
  amount: bigint;
}

export interface LineResult {
  status: number;
  detail: number;
  row: number;
  dutiable: bigint;
  charges: Charge[];
  /** Of the first charge: the ordinary duty. */
  kind?: number;
  program?: number;
  amount?: bigint;
}

export interface TraceRecord {
  operation: number;
  mode: number;
  operands: number;
  about: number;
  line: number;
  numerator: bigint;
  denominator: bigint;
}

export interface Result {
  answer: number;
  lines: LineResult[];
  trace: TraceRecord[];
}

/** Room for so many charges a line, unless a test says otherwise. */
const CHARGES = 40;

const HALF = (1n << 64n) - 1n;

/** Marshals a batch, assesses it, reads everything back and gives all memory back. */
export function assess(kernel: Kernel, table: number, batch: Batch): Result {
  const blocks: number[] = [];
  const count = batch.codes.length;
  const room = (bytes: number) => {
    const address = place(kernel, new Uint8Array(bytes + 8));
    blocks.push(address);
    return address;
  };
  const put = (bytes: ArrayBufferView) => {
    const address = room(bytes.byteLength);
    new Uint8Array(kernel.memory.buffer).set(new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.byteLength), address);
    return address;
  };
  const u64s = (cells: bigint[]) => put(BigUint64Array.from(cells.map((cell) => BigInt.asUintN(64, cell))));
  const halves = (cells: (bigint | undefined)[]) => {
    const wide = cells.some((cell) => (cell ?? 0n) > HALF - 1n);
    const low = u64s(cells.map((cell) => (cell === undefined ? HALF : cell & HALF)));
    return [low, wide ? u64s(cells.map((cell) => (cell === undefined ? HALF : cell >> 64n))) : 0] as const;
  };
  const address = room(abi.REQUEST_BYTES);
  const fields = new Map<number, number>();
  const oneOrMany = (many: number, one: number, value: number | number[], width: 2 | 4) => {
    if (!Array.isArray(value)) return fields.set(one, value);
    return fields.set(many, put(width === 2 ? Uint16Array.from(value) : Int32Array.from(value)));
  };
  const { Request } = abi;
  fields
    .set(Request.table, table)
    .set(Request.flags, batch.flags ?? 0)
    .set(Request.lineCount, count);
  if (batch.entryStart) {
    fields.set(Request.entryCount, batch.entryStart.length - 1);
    fields.set(Request.entryStart, put(Uint32Array.from(batch.entryStart)));
  }
  fields.set(Request.code, u64s(batch.codes));
  oneOrMany(Request.day, Request.oneDay, batch.day, 4);
  oneOrMany(Request.origin, Request.oneOrigin, batch.origin ?? 0, 2);
  oneOrMany(Request.claim, Request.oneClaim, batch.claim ?? 0, 2);
  const [valueLow, valueHigh] = halves(batch.values);
  fields.set(Request.valueLow, valueLow).set(Request.valueHigh, valueHigh);
  fields.set(Request.valueDecimals, batch.valueDecimals ?? 2);
  if (batch.parent) fields.set(Request.parent, put(Int32Array.from(batch.parent)));
  const inputs = batch.inputs ?? [];
  const records = room(inputs.length * abi.INPUT_BYTES);
  fields.set(Request.inputCount, inputs.length).set(Request.inputs, records);
  inputs.forEach((input, index) => {
    const [low, high] = halves(input.amounts);
    const view = new DataView(kernel.memory.buffer, records + index * abi.INPUT_BYTES);
    view.setUint32(abi.Input.kind, input.kind ?? (input.fact ? 1 : 0), true);
    view.setUint32(abi.Input.key, input.key, true);
    view.setBigUint64(abi.Input.numerator, input.numerator ?? 1n, true);
    view.setBigUint64(abi.Input.denominator, input.denominator ?? 1n, true);
    view.setUint32(abi.Input.low, low, true);
    view.setUint32(abi.Input.high, high, true);
    view.setUint32(abi.Input.decimals, input.decimals ?? 0, true);
  });
  const capacity = batch.capacity ?? count * CHARGES;
  const traceCapacity = batch.traceCapacity ?? count * 200;
  const out = {
    [Request.status]: room(count),
    [Request.detail]: room(count * 4),
    [Request.chargeStart]: room(count * 4 + 4),
    [Request.chargeKind]: room(capacity * 2),
    [Request.chargeProgram]: room(capacity * 4),
    [Request.chargeAmount]: room(capacity * 8),
  };
  const more = {
    [Request.row]: room(count * 4),
    [Request.dutiableLow]: room(count * 8),
    [Request.dutiableHigh]: room(count * 8),
  };
  const tracing = ((batch.flags ?? 0) & abi.RequestFlag.trace) !== 0;
  const trace = tracing ? room(traceCapacity * abi.TRACE_BYTES) : 0;
  const asked = batch.bare ? out : { ...out, ...more };
  for (const [offset, pointer] of Object.entries(asked)) fields.set(Number(offset), pointer);
  fields.set(Request.chargeCapacity, capacity).set(Request.trace, trace).set(Request.traceCapacity, traceCapacity);
  const view = () => new DataView(kernel.memory.buffer);
  for (const [offset, value] of fields) view().setUint32(address + offset, value >>> 0, true);
  const answer = kernel.assess(address);
  const read = view();
  const charged = answer < 0 ? 0 : read.getUint32((out[Request.chargeStart] as number) + count * 4, true);
  const all: Record<number, number> = { ...out, ...more };
  const u32 = (field: number, index: number) => read.getUint32((all[field] as number) + index * 4, true);
  const u64 = (field: number, index: number) => read.getBigUint64((all[field] as number) + index * 8, true);
  const charges = Array.from({ length: charged }, (_, charge) => ({
    kind: read.getUint16((out[Request.chargeKind] as number) + charge * 2, true),
    program: u32(Request.chargeProgram, charge),
    amount: u64(Request.chargeAmount, charge),
  }));
  const lines = batch.codes.map((_, line): LineResult => {
    const own = charges.slice(u32(Request.chargeStart, line), u32(Request.chargeStart, line + 1));
    return {
      status: read.getUint8((out[Request.status] as number) + line),
      detail: u32(Request.detail, line),
      row: u32(Request.row, line),
      dutiable: (u64(Request.dutiableHigh, line) << 64n) | u64(Request.dutiableLow, line),
      charges: own,
      ...own[0],
    };
  });
  const traced = tracing ? Math.min(read.getUint32(address + Request.traceCount, true), traceCapacity) : 0;
  const trail = Array.from({ length: traced }, (_, index): TraceRecord => {
    const at = trace + index * abi.TRACE_BYTES;
    const low = read.getBigUint64(at + abi.Trace.low, true);
    const high = read.getBigInt64(at + abi.Trace.high, true);
    return {
      operation: read.getUint8(at + abi.Trace.operation),
      mode: read.getUint8(at + abi.Trace.mode),
      operands: read.getUint16(at + abi.Trace.operands, true),
      about: read.getUint32(at + abi.Trace.about, true),
      line: read.getUint32(at + abi.Trace.line, true),
      numerator: (high << 64n) | low,
      denominator:
        (BigInt(read.getUint32(at + abi.Trace.denominatorHigh, true)) << 64n) |
        read.getBigUint64(at + abi.Trace.denominator, true),
    };
  });
  for (const block of blocks) kernel.release(block);
  return { answer, lines, trace: trail };
}
