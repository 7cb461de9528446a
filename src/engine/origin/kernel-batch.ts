import { ORIGIN_REQUEST_BYTES, type OriginFlag, OriginRequest } from "../../../assembly/abi-origin";
import { DutiableError } from "../../model/errors";
import type { ProductAmount } from "../../table/origin/words";
import { AMOUNT_NUMBERS } from "../../table/origin/words";
import type { Kernel } from "../module";
import type { OriginTable } from "./kernel-question";

/** What the products of a batch have in common, and how many there may be. */
export interface OriginBatchSpec {
  readonly products: number;
  /** Materials of all products together. */
  readonly materials: number;
  /** One agreement of all products, by its number in the table; absent: a column. */
  readonly agreement?: number;
  /** One day of all; absent: a column. */
  readonly day?: number;
  /** Amounts of the product that are stated. */
  readonly amounts: readonly ProductAmount[];
  /** Whether materials have weights. */
  readonly weights?: boolean;
}

/**
 * Columns in the module's memory, to be filled, run and read in place. Views are valid until the next call that may let
 * the memory grow. Facts are not declared: what hangs on them is undetermined.
 */
export interface OriginBatch {
  readonly agreement: Uint16Array;
  readonly day: Int32Array;
  readonly code: BigUint64Array;
  /** How many digits each code has. */
  readonly digits: Uint8Array;
  /** By the order of the spec; 2^64 − 1 is not known. */
  readonly amounts: readonly BigUint64Array[];
  /** One element more than products. */
  readonly materialStart: Uint32Array;
  readonly materialCode: BigUint64Array;
  readonly materialDigits: Uint8Array;
  /** `StatusBit`s. */
  readonly materialStatus: Uint8Array;
  readonly value: BigUint64Array;
  readonly weight: BigUint64Array;
  /** `Outcome` and `OriginStatus` of each product; row of the rules, 1 + row of the tolerance that helped. */
  readonly outcome: Uint8Array;
  readonly status: Uint8Array;
  readonly row: Uint32Array;
  readonly tolerance: Uint32Array;
  /** Judges the first so many products. How many could not be. */
  run(products: number, flags?: OriginFlag): number;
  dispose(): void;
}

/** @throws DutiableError MISUSE where the memory is full. */
export function createOriginBatch(kernel: Kernel, table: OriginTable, spec: OriginBatchSpec): OriginBatch {
  const { products, materials, amounts, weights = false } = spec;
  let end = ORIGIN_REQUEST_BYTES;
  const column = (elements: number, bytes: number): number => {
    const offset = end;
    end += 8 * Math.ceil((elements * bytes) / 8);
    return offset;
  };
  const offsets = {
    agreement: column(spec.agreement === undefined ? products : 0, 2),
    day: column(spec.day === undefined ? products : 0, 4),
    code: column(products, 8),
    digits: column(products, 1),
    amounts: amounts.map(() => column(products, 8)),
    materialStart: column(products + 1, 4),
    materialCode: column(materials, 8),
    materialDigits: column(materials, 1),
    materialStatus: column(materials, 1),
    value: column(materials, 8),
    weight: column(weights ? materials : 0, 8),
    outcome: column(products, 1),
    status: column(products, 1),
    row: column(products, 4),
    tolerance: column(products, 4),
  };
  const block = kernel.alloc(end) >>> 0;
  if (block === 0) throw new DutiableError("MISUSE", `no memory left for ${end} bytes: judge fewer products at once`);
  const buffer = (): ArrayBuffer => kernel.memory.buffer as ArrayBuffer;
  new Uint8Array(buffer(), block, end).fill(0);
  const set = (field: number, value: number): void => {
    new DataView(buffer()).setUint32(block + field, value, true);
  };
  const address = (offset: number, used = true): number => (used ? block + offset : 0);
  set(OriginRequest.table, table.handle);
  set(OriginRequest.agreement, address(offsets.agreement, spec.agreement === undefined));
  set(OriginRequest.oneAgreement, spec.agreement ?? 0);
  set(OriginRequest.day, address(offsets.day, spec.day === undefined));
  set(OriginRequest.oneDay, spec.day ?? 0);
  set(OriginRequest.code, address(offsets.code));
  set(OriginRequest.digits, address(offsets.digits));
  amounts.forEach((name, i) => {
    set(OriginRequest.amountLow + 4 * AMOUNT_NUMBERS[name], address(offsets.amounts[i] as number));
  });
  set(OriginRequest.materialStart, address(offsets.materialStart));
  set(OriginRequest.materialCode, address(offsets.materialCode));
  set(OriginRequest.materialDigits, address(offsets.materialDigits));
  set(OriginRequest.materialStatus, address(offsets.materialStatus));
  set(OriginRequest.valueLow, address(offsets.value));
  set(OriginRequest.weightLow, address(offsets.weight, weights));
  set(OriginRequest.outcome, address(offsets.outcome));
  set(OriginRequest.status, address(offsets.status));
  set(OriginRequest.row, address(offsets.row));
  set(OriginRequest.tolerance, address(offsets.tolerance));

  const u8 = (offset: number, count: number): Uint8Array => new Uint8Array(buffer(), block + offset, count);
  const u32 = (offset: number, count: number): Uint32Array => new Uint32Array(buffer(), block + offset, count);
  const u64 = (offset: number, count: number): BigUint64Array => new BigUint64Array(buffer(), block + offset, count);
  return {
    get agreement() {
      return new Uint16Array(buffer(), block + offsets.agreement, spec.agreement === undefined ? products : 0);
    },
    get day() {
      return new Int32Array(buffer(), block + offsets.day, spec.day === undefined ? products : 0);
    },
    get code() {
      return u64(offsets.code, products);
    },
    get digits() {
      return u8(offsets.digits, products);
    },
    get amounts() {
      return offsets.amounts.map((offset) => u64(offset, products));
    },
    get materialStart() {
      return u32(offsets.materialStart, products + 1);
    },
    get materialCode() {
      return u64(offsets.materialCode, materials);
    },
    get materialDigits() {
      return u8(offsets.materialDigits, materials);
    },
    get materialStatus() {
      return u8(offsets.materialStatus, materials);
    },
    get value() {
      return u64(offsets.value, materials);
    },
    get weight() {
      return u64(offsets.weight, weights ? materials : 0);
    },
    get outcome() {
      return u8(offsets.outcome, products);
    },
    get status() {
      return u8(offsets.status, products);
    },
    get row() {
      return u32(offsets.row, products);
    },
    get tolerance() {
      return u32(offsets.tolerance, products);
    },
    run(count, flags = 0) {
      if (count > products) throw new DutiableError("MISUSE", `${count} products, and room for ${products}`);
      set(OriginRequest.products, count);
      set(OriginRequest.flags, flags);
      const refused = kernel.determine(block);
      if (refused < 0)
        throw new DutiableError("MISUSE", `the kernel refused a batch (${refused})`, { status: refused });
      return refused;
    },
    dispose: () => kernel.release(block),
  };
}
