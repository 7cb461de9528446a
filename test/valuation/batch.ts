import { Rounding } from "../../assembly/abi";
import { ElementFlag, LEG_COUNT, VALUATION_BATCH_BYTES, ValuationBatch } from "../../assembly/abi-valuation";
import type { DeliveryTerm } from "../../src/model/valuation/facts";
import { LEGS, TERMS } from "../../src/model/valuation/incoterms";

/** The exports of the module that batches call. */
export interface BatchKernel {
  readonly memory: WebAssembly.Memory;
  alloc(bytes: number): number;
  release(block: number): void;
  batchTerms(legs: number, flags: number, terms: number, out: number): void;
  valueBatch(batch: number): number;
}

/** Columns of transaction values; amounts in hundredths of each line's currency. */
export interface BatchColumns {
  readonly count: number;
  readonly term: Uint8Array;
  readonly currency: Uint8Array;
  readonly price: BigUint64Array;
  readonly additions: BigUint64Array;
  readonly deductions: BigUint64Array;
  /** By `Leg`; undefined: none declared. */
  readonly legs: readonly (BigUint64Array | undefined)[];
  /** One unit of the currency is top/bottom of the territory's. */
  readonly rates: readonly { readonly top: bigint; readonly bottom: bigint }[];
}

export const BATCH_TERMS = Object.keys(TERMS) as DeliveryTerm[];

/** Puts columns into the module's memory; `run` values them, `values` and `status` are views of what came out. */
export function prepareBatch(kernel: BatchKernel, columns: BatchColumns, legRules: readonly number[]) {
  const { count } = columns;
  const block = (bytes: number): number => {
    const at = kernel.alloc(bytes);
    if (at === 0) throw new RangeError("no memory");
    return at;
  };
  const request = block(VALUATION_BATCH_BYTES);
  const legs = block(LEG_COUNT);
  const flags = block(BATCH_TERMS.length * LEG_COUNT);
  const terms = block(BATCH_TERMS.length * LEG_COUNT);
  const rates = block(16 * columns.rates.length);
  const term = block(count);
  const currency = block(count);
  const amounts = [columns.price, columns.additions, columns.deductions].map(() => block(8 * count));
  const legColumns = columns.legs.map((column) => (column === undefined ? 0 : block(8 * count)));
  const value = block(8 * count);
  const status = block(count);

  const { buffer } = kernel.memory;
  const view = new DataView(buffer);
  const bytes = new Uint8Array(buffer);
  bytes.fill(0, request, request + VALUATION_BATCH_BYTES);
  bytes.set(legRules, legs);
  for (const [row, name] of BATCH_TERMS.entries()) {
    for (const leg of LEGS.keys()) {
      const held = TERMS[name][leg] === "in" || TERMS[name][leg] === "either|in";
      bytes[flags + row * LEG_COUNT + leg] = (held ? ElementFlag.inPrice : 0) | ElementFlag.shownApart;
    }
  }
  for (const [i, { top, bottom }] of columns.rates.entries()) {
    view.setBigUint64(rates + 16 * i, top, true);
    view.setBigUint64(rates + 16 * i + 8, bottom, true);
  }
  bytes.set(columns.term, term);
  bytes.set(columns.currency, currency);
  const put = (column: BigUint64Array, at: number): void => new BigUint64Array(buffer, at, count).set(column);
  for (const [i, column] of [columns.price, columns.additions, columns.deductions].entries()) put(column, amounts[i]!);
  for (const [i, column] of columns.legs.entries()) if (column !== undefined) put(column, legColumns[i]!);
  kernel.batchTerms(legs, flags, BATCH_TERMS.length, terms);

  const set = (field: ValuationBatch, it: number): void => view.setUint32(request + field, it, true);
  set(ValuationBatch.lineCount, count);
  set(ValuationBatch.decimals, 2);
  set(ValuationBatch.term, term);
  set(ValuationBatch.currency, currency);
  set(ValuationBatch.price, amounts[0]!);
  set(ValuationBatch.additions, amounts[1]!);
  set(ValuationBatch.deductions, amounts[2]!);
  for (const [leg, at] of legColumns.entries()) view.setUint32(request + ValuationBatch.legs + 4 * leg, at, true);
  set(ValuationBatch.terms, terms);
  set(ValuationBatch.termCount, BATCH_TERMS.length);
  set(ValuationBatch.rates, rates);
  set(ValuationBatch.rateCount, columns.rates.length);
  set(ValuationBatch.minorDigits, 2);
  set(ValuationBatch.rounding, Rounding.halfUp);
  set(ValuationBatch.value, value);
  set(ValuationBatch.status, status);

  return {
    run: (): number => kernel.valueBatch(request),
    values: new BigUint64Array(buffer, value, count),
    status: new Uint8Array(buffer, status, count),
    release(): void {
      for (const at of [request, legs, flags, terms, rates, term, currency, ...amounts, ...legColumns, value, status]) {
        if (at !== 0) kernel.release(at);
      }
    },
  };
}
