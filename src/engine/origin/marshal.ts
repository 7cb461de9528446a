import { NOT_DECLARED } from "../../../assembly/abi";
import {
  AMOUNTS,
  FactKind,
  ORIGIN_CODE_DIGITS,
  ORIGIN_REQUEST_BYTES,
  ORIGIN_TRACE_BYTES,
  OriginFault,
  OriginFlag,
  OriginRequest,
  OriginStatus,
  OriginTrace,
  StatusBit,
} from "../../../assembly/abi-origin";
import { DutiableError } from "../../model/errors";
import type { Outcome } from "../../model/origin/determination";
import { openOrigin } from "../../table/origin/read";
import { AMOUNT_WORDS } from "../../table/origin/words";
import type { Kernel } from "../module";
import { nodeRecords, type OriginOutcome, type RawRecord, toleranceRecords } from "./kernel-outcome";
import type { OriginMaterial, OriginQuestion, OriginTable, Truth } from "./kernel-question";

export type { ProductAmount } from "../../table/origin/words";
export type { NodeRecord, OriginOutcome, ShareRecord, ToleranceRecord } from "./kernel-outcome";
export type { OriginMaterial, OriginQuestion, OriginTable, Truth } from "./kernel-question";

/** The one reader and writer of the module's memory for origin: one product level at a time. */
export type OriginMarshal = ReturnType<typeof createOriginMarshal>;

const OUTCOMES: readonly Outcome[] = ["fail", "undetermined", "pass"];
const UNDECLARED = BigInt.asUintN(64, BigInt(NOT_DECLARED));
const STATUS_WORDS = new Map<number, OriginOutcome["status"]>([
  [OriginStatus.determined, "ok"],
  [OriginStatus.noRule, "no-rule"],
  [OriginStatus.severalRules, "several-rules"],
  [OriginStatus.overflow, "overflow"],
  [OriginStatus.work, "work"],
]);

/** What stands behind the request: code, amounts, starts, results of one product. */
const CODE = ORIGIN_REQUEST_BYTES;
const LOW = CODE + 8;
const HIGH = LOW + 8 * AMOUNTS;
const START = HIGH + 8 * AMOUNTS;
const PROGRAM = START + 8;
const ROW = PROGRAM + 4;
const PROGRAM_USED = ROW + 4;
const TOLERANCE = PROGRAM_USED + 4;
const DIGITS = TOLERANCE + 4;
const WHOLLY = DIGITS + 1;
const OUTCOME = WHOLLY + 1;
const PLAIN = OUTCOME + 1;
const STATUS = PLAIN + 1;
const REQUEST_END = STATUS + 4;

const numberOf = (truth: Truth): number => (truth === undefined ? 1 : truth ? 2 : 0);

/** What a material may be, and where it is looked at. */
function statusOf({ originating, wholly, change = true, counted = true }: OriginMaterial): number {
  let status = 0;
  if (originating !== true) status |= StatusBit.non;
  if (originating !== false) {
    if (wholly !== true) status |= StatusBit.originating;
    if (wholly !== false) status |= StatusBit.wholly;
  }
  return status | (change ? 0 : StatusBit.notInChange) | (counted ? 0 : StatusBit.notInValue);
}

export function createOriginMarshal(kernel: Kernel) {
  let bytes = new Uint8Array(0);
  let u16 = new Uint16Array(0);
  let u32 = new Uint32Array(0);
  let u64 = new BigUint64Array(0);
  /** u16 by fact of a table, all 0 between calls. */
  const slots = new Map<OriginTable, number>();

  /** After the memory has grown the old views are empty. */
  function refresh(): void {
    const buffer = kernel.memory.buffer as ArrayBuffer;
    if (bytes.buffer === buffer) return;
    bytes = new Uint8Array(buffer);
    u16 = new Uint16Array(buffer);
    u32 = new Uint32Array(buffer);
    u64 = new BigUint64Array(buffer);
  }

  /** @throws DutiableError MISUSE where the memory is full. */
  function alloc(size: number): number {
    const block = kernel.alloc(size) >>> 0;
    refresh();
    if (block === 0) throw new DutiableError("MISUSE", `no memory left for ${size} bytes`);
    return block;
  }

  /** A block that grows; what it held is of no more use then. */
  function room() {
    let block = 0;
    let capacity = 0;
    return function reserve(size: number): number {
      if (size <= capacity) return block;
      if (block !== 0) kernel.release(block);
      capacity = 0;
      block = 0;
      block = alloc(2 * size);
      capacity = 2 * size;
      return block;
    };
  }

  const request = alloc(REQUEST_END);
  bytes.fill(0, request, request + REQUEST_END);
  const [materialRoom, factRoom, traceRoom] = [room(), room(), room()];
  let traceCapacity = 0;
  const set = (field: OriginRequest, value: number): void => {
    u32[(request + field) >>> 2] = value;
  };
  set(OriginRequest.products, 1);
  set(OriginRequest.program, request + PROGRAM);
  set(OriginRequest.code, request + CODE);
  set(OriginRequest.digits, request + DIGITS);
  set(OriginRequest.wholly, request + WHOLLY);
  set(OriginRequest.materialStart, request + START);
  set(OriginRequest.outcome, request + OUTCOME);
  set(OriginRequest.plain, request + PLAIN);
  set(OriginRequest.status, request + STATUS);
  set(OriginRequest.row, request + ROW);
  set(OriginRequest.programUsed, request + PROGRAM_USED);
  set(OriginRequest.tolerance, request + TOLERANCE);
  for (let amount = 0; amount < AMOUNTS; amount += 1) {
    set(OriginRequest.amountLow + 4 * amount, request + LOW + 8 * amount);
    set(OriginRequest.amountHigh + 4 * amount, request + HIGH + 8 * amount);
  }

  function writeAmount(amount: bigint | undefined, low: number, high: number): void {
    if (amount !== undefined && (amount < 0n || amount >> 127n !== 0n))
      throw new RangeError(`not an amount: ${amount}`);
    u64[low >>> 3] = amount === undefined ? UNDECLARED : BigInt.asUintN(64, amount);
    u64[high >>> 3] = amount === undefined ? UNDECLARED : amount >> 64n;
  }

  function writeCode(text: string, code: number, digits: number): void {
    const known = text.slice(0, ORIGIN_CODE_DIGITS);
    if (!/^\d*$/.test(text)) throw new RangeError(`not a code: ${text}`);
    u64[code >>> 3] = BigInt(known);
    bytes[digits] = known.length;
  }

  function writeProduct(
    { code, amounts, wholly, program = 0, materials, day, tolerances = true }: OriginQuestion,
    trace: boolean,
  ): void {
    writeCode(code, request + CODE, request + DIGITS);
    AMOUNT_WORDS.forEach((name, amount) => {
      writeAmount(amounts[name], request + LOW + 8 * amount, request + HIGH + 8 * amount);
    });
    bytes[request + WHOLLY] = numberOf(wholly);
    u32[(request + PROGRAM) >>> 2] = program;
    u32[(request + START) >>> 2] = 0;
    u32[(request + START + 4) >>> 2] = materials.length;
    set(OriginRequest.oneDay, day);
    const flags = (trace ? OriginFlag.trace : 0) | (tolerances ? 0 : OriginFlag.noTolerances);
    set(OriginRequest.flags, flags);
  }

  function writeMaterials(materials: readonly OriginMaterial[]): void {
    const count = materials.length;
    const block = materialRoom(42 * count + 8);
    const [code, valueLow, valueHigh, weightLow, weightHigh, digits, status] = [0, 8, 16, 24, 32, 40, 41].map(
      (offset) => block + offset * count,
    ) as [number, number, number, number, number, number, number];
    materials.forEach((material, i) => {
      writeCode(material.code, code + 8 * i, digits + i);
      writeAmount(material.value, valueLow + 8 * i, valueHigh + 8 * i);
      writeAmount(material.weight, weightLow + 8 * i, weightHigh + 8 * i);
      bytes[status + i] = statusOf(material);
    });
    set(OriginRequest.materialCode, code);
    set(OriginRequest.materialDigits, digits);
    set(OriginRequest.materialStatus, status);
    set(OriginRequest.valueLow, valueLow);
    set(OriginRequest.valueHigh, valueHigh);
    set(OriginRequest.weightLow, weightLow);
    set(OriginRequest.weightHigh, weightHigh);
  }

  /** Facts that the candidate programs and the tolerances name. */
  function factsOf(
    { view }: OriginTable,
    agreement: number,
    { program, code, day, tolerances = true }: OriginQuestion,
  ): readonly number[] {
    const programs =
      program === undefined ? view.rulesFor(agreement, code, day).map((rule) => rule.program) : [program];
    const own = tolerances ? view.toleranceFacts(agreement, code) : [];
    if (programs.length === 1 && own.length === 0) return view.factsOf(programs[0] as number);
    return [...new Set([...programs.flatMap((each) => view.factsOf(each)), ...own])];
  }

  /** Writes what is declared: a slot and a column for each fact. */
  function writeFacts(table: OriginTable, facts: readonly number[], question: OriginQuestion): void {
    const { view } = table;
    const count = Math.max(question.materials.length, 1);
    const width = 8 * Math.ceil(Math.max(count, 16) / 8);
    const block = factRoom(facts.length * (width + 8) + 8);
    const columns = block + 8 * Math.ceil(facts.length / 2);
    const slotOf = slots.get(table) as number;
    facts.forEach((fact, slot) => {
      const column = columns + slot * width;
      u16[(slotOf >>> 1) + fact] = slot + 1;
      u32[(block >>> 2) + slot] = column;
      const kind = view.columns.factKind[fact];
      const { id } = view.meta.facts[fact] as { readonly id: string };
      if (kind === FactKind.material) {
        for (let i = 0; i < question.materials.length; i += 1) bytes[column + i] = numberOf(question.quality(i, id));
      } else if (kind === FactKind.figure) {
        const { numerator, denominator } = question.figure(id) ?? { numerator: 0n, denominator: 0n };
        u64[column >>> 3] = numerator;
        u64[(column >>> 3) + 1] = denominator;
      } else {
        const subject = kind === FactKind.process ? "process" : kind === FactKind.quota ? "quota" : "product";
        bytes[column] = numberOf(question.fact(subject, id));
      }
    });
    set(OriginRequest.factSlots, slotOf);
    set(OriginRequest.factColumns, block);
  }

  function clearSlots(table: OriginTable, facts: readonly number[]): void {
    const slotOf = (slots.get(table) as number) >>> 1;
    for (const fact of facts) u16[slotOf + fact] = 0;
  }

  function run(): void {
    const status = kernel.determine(request);
    refresh();
    if (status < 0) {
      const why = status === OriginFault.noMemory ? "no memory left" : `the kernel refused a request (${status})`;
      throw new DutiableError("MISUSE", why, { status });
    }
  }

  function runTraced(): void {
    for (;;) {
      run();
      const records = u32[(request + OriginRequest.traceCount) >>> 2] as number;
      if (records <= traceCapacity) return;
      const block = traceRoom(records * ORIGIN_TRACE_BYTES);
      traceCapacity = records;
      set(OriginRequest.trace, block);
      set(OriginRequest.traceCapacity, records);
    }
  }

  function readRecords(): RawRecord[] {
    const trace = u32[(request + OriginRequest.trace) >>> 2] as number;
    const wide = (at: number): bigint => ((u64[(at + 8) >>> 3] as bigint) << 64n) | (u64[at >>> 3] as bigint);
    return Array.from({ length: u32[(request + OriginRequest.traceCount) >>> 2] as number }, (_, index) => {
      const at = trace + index * ORIGIN_TRACE_BYTES;
      return {
        node: u32[(at + OriginTrace.node) >>> 2] as number,
        kind: bytes[at + OriginTrace.kind] as number,
        outcome: OUTCOMES[bytes[at + OriginTrace.outcome] as number] as Outcome,
        base: bytes[at + OriginTrace.base] as number,
        flags: bytes[at + OriginTrace.flags] as number,
        about: u32[(at + OriginTrace.about) >>> 2] as number,
        sum: wide(at + OriginTrace.sum),
        whole: wide(at + OriginTrace.whole),
      };
    });
  }

  function readOutcome({ view }: OriginTable, agreement: number, trace: boolean): OriginOutcome {
    const word = (at: number): number => u32[(request + at) >>> 2] as number;
    const status = STATUS_WORDS.get(bytes[request + STATUS] as number);
    if (status === undefined) throw new RangeError("the kernel did not understand the question");
    const base = {
      outcome: OUTCOMES[bytes[request + OUTCOME] as number] as Outcome,
      plain: OUTCOMES[bytes[request + PLAIN] as number] as Outcome,
      status,
    };
    if (status === "no-rule" || status === "several-rules") return { ...base, trace: [], tolerances: [] };
    const program = word(PROGRAM_USED);
    const { first, ids } = view.tolerances(agreement);
    const idOf = (row: number): string => ids[row - first] as string;
    const used = word(TOLERANCE);
    const records = trace ? readRecords() : [];
    return {
      ...base,
      ...(used > 0 && { tolerance: idOf(used - 1) }),
      row: word(ROW),
      program,
      trace: trace ? nodeRecords(records, view.nodes(program)) : [],
      tolerances: toleranceRecords(records, view, idOf),
    };
  }

  return {
    /** @throws DutiableError TABLE_CORRUPT, TABLE_VERSION for bytes that are no sound table of agreements. */
    load(file: Uint8Array): OriginTable {
      const view = openOrigin(file);
      const block = alloc(file.length);
      bytes.set(file, block);
      const handle = kernel.loadOrigin(block, file.length);
      refresh();
      if (handle < 0) {
        const column = kernel.tableFault() >>> 0;
        kernel.release(block);
        const message = `the table of agreements is not sound (${handle}, column ${column})`;
        throw new DutiableError("TABLE_CORRUPT", message, { status: handle, column });
      }
      const table = { handle, view };
      const size = 2 * view.columns.factKind.length;
      const slotOf = alloc(size);
      bytes.fill(0, slotOf, slotOf + size);
      slots.set(table, slotOf);
      return table;
    },

    unload(table: OriginTable): void {
      kernel.release(slots.get(table) ?? 0);
      slots.delete(table);
      kernel.unloadOrigin(table.handle);
    },

    /**
     * Judges one product level. @throws RangeError for an agreement that the table has not, a code that is none, an
     * amount below 0
     */
    determine(table: OriginTable, question: OriginQuestion, trace = false): OriginOutcome {
      const agreement =
        typeof question.agreement === "string" ? table.view.agreement(question.agreement) : question.agreement;
      if (agreement === undefined) throw new RangeError(`no agreement ${question.agreement}`);
      if (!/^\d*$/.test(question.code)) throw new RangeError(`not a code: ${question.code}`);
      const facts = factsOf(table, agreement, question);
      set(OriginRequest.table, table.handle);
      set(OriginRequest.oneAgreement, agreement);
      writeProduct(question, trace);
      writeMaterials(question.materials);
      writeFacts(table, facts, question);
      try {
        if (trace) runTraced();
        else run();
      } finally {
        clearSlots(table, facts);
      }
      return readOutcome(table, agreement, trace);
    },
  };
}
