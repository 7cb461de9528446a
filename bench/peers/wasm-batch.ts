import { INPUT_BYTES, Input, InputKind, LineStatus, OPEN, REQUEST_BYTES, Request } from "../../assembly/abi";
import { instantiate, type Kernel } from "../../src/engine/module";
import { countryNumber } from "../../src/model/countries";
import { openTable } from "../../src/table/read";
import { UNITS } from "../workload/linear-rate";
import { type Prepared, total } from "./peer";

/** Columns of a batch; a day, an origin or a claim for each line, or one for all. */
export interface BatchColumns {
  readonly codes: BigUint64Array;
  readonly cents: BigUint64Array;
  /** A column for each of `UNITS`, in hundredths. */
  readonly quantities: readonly BigUint64Array[];
  readonly days: Int32Array | number;
  /** Numbers of countries. */
  readonly origins: Uint16Array | number;
  readonly claims: Uint16Array | number;
}

/** Bytes of results for each line, widest first: amount; start, program, detail; kind; status. */
const RESULTS = { amount: 8, start: 4, program: 4, detail: 4, kind: 2, status: 1 } as const;

/** Writes a batch into the module's memory and assesses it there, again and again: the raw door, nothing copied. */
export async function wasmBatch(
  module: Uint8Array<ArrayBuffer>,
  tableBytes: Uint8Array,
  columns: BatchColumns,
): Promise<Prepared> {
  const kernel = await instantiate(module);
  const put = (data: ArrayBufferView): number => {
    const block = allocate(kernel, data.byteLength);
    new Uint8Array(kernel.memory.buffer, block).set(new Uint8Array(data.buffer, data.byteOffset, data.byteLength));
    return block;
  };
  const table = kernel.loadTable(put(tableBytes), tableBytes.length, OPEN);
  if (table < 0) throw new Error(`the table cannot be loaded: ${table}, column ${kernel.tableFault()}`);

  const count = columns.codes.length;
  const fields = new Map<Request, number>([
    [Request.table, table],
    [Request.lineCount, count],
    [Request.entryCount, count],
    [Request.code, put(columns.codes)],
    [Request.valueLow, put(columns.cents)],
    [Request.valueDecimals, 2],
    [Request.chargeCapacity, count],
  ]);
  const either = (many: Request, one: Request, column: ArrayBufferView | number): void => {
    if (typeof column === "number") fields.set(one, column);
    else fields.set(many, put(column));
  };
  either(Request.day, Request.oneDay, columns.days);
  either(Request.origin, Request.oneOrigin, columns.origins);
  either(Request.claim, Request.oneClaim, columns.claims);

  const inputs = quantityInputs(openTable(tableBytes).meta.quantities, columns.quantities, put);
  fields.set(Request.inputCount, inputs.byteLength / INPUT_BYTES);
  fields.set(Request.inputs, put(inputs));
  const [amount, start, program, detail, kind, status] = Object.values(RESULTS).map((bytes) =>
    allocate(kernel, bytes * (count + 1)),
  ) as [number, number, number, number, number, number];
  fields.set(Request.chargeAmount, amount).set(Request.chargeStart, start).set(Request.chargeProgram, program);
  fields.set(Request.detail, detail).set(Request.chargeKind, kind).set(Request.status, status);

  const request = put(new Uint8Array(REQUEST_BYTES));
  for (const [field, value] of fields) new DataView(kernel.memory.buffer, request).setUint32(field, value, true);
  return {
    run() {
      const answer = kernel.assess(request);
      if (answer < 0) throw new Error(`the kernel refused the batch: ${answer}`);
      return undefined;
    },
    sum() {
      const statuses = new Uint8Array(kernel.memory.buffer, status, count);
      const refused = statuses.findIndex((it) => it !== LineStatus.assessed);
      if (refused >= 0)
        throw new Error(`line ${refused} (${columns.codes[refused]}) was refused: ${statuses[refused]}`);
      return total(new BigUint64Array(kernel.memory.buffer, amount, count));
    },
  };
}

function allocate(kernel: Kernel, bytes: number): number {
  const block = kernel.alloc(bytes);
  if (block === 0) throw new Error(`no memory for ${bytes} bytes`);
  return block;
}

/** Input records for the columns whose unit the table's rates count. The units are their dimension's base. */
function quantityInputs(
  keys: readonly string[],
  columns: readonly BigUint64Array[],
  put: (data: ArrayBufferView) => number,
): Uint8Array {
  const known = UNITS.flatMap((unit, i) =>
    keys.includes(unit) ? [{ key: keys.indexOf(unit), column: columns[i]! }] : [],
  );
  const view = new DataView(new ArrayBuffer(known.length * INPUT_BYTES));
  known.forEach(({ key, column }, i) => {
    const record = i * INPUT_BYTES;
    view.setUint32(record + Input.kind, InputKind.quantity, true);
    view.setUint32(record + Input.key, key, true);
    view.setBigUint64(record + Input.numerator, 1n, true);
    view.setBigUint64(record + Input.denominator, 1n, true);
    view.setUint32(record + Input.low, put(column), true);
    view.setUint32(record + Input.decimals, 2, true);
  });
  return new Uint8Array(view.buffer);
}

export const originNumber = (country: string): number => countryNumber(country)!;
