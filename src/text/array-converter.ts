import type { Converter } from "as-bind/dist/as-bind.esm.js";
import { DutiableError } from "../model/errors";

const ARRAYS = [
  Int8Array,
  Uint8Array,
  Uint8ClampedArray,
  Int16Array,
  Uint16Array,
  Int32Array,
  Uint32Array,
  BigInt64Array,
  BigUint64Array,
  Float32Array,
  Float64Array,
];

/** Runtime id of ArrayBuffer: the compiler gives it to every module. */
const ARRAY_BUFFER = 1;
/** A view is three addresses and lengths: its buffer, where its data begin, how many bytes they are. */
const VIEW_BYTES = 12;

/** Typed arrays by the names of their types; copied in and copied out, so that no view outlives its memory. */
export const arrayConverters: ReadonlyMap<string, Converter> = new Map(
  ARRAYS.map((View): [string, Converter] => [
    `~lib/typedarray/${View.name.replace("Big", "")}`,
    {
      jsToAsc(instance, value: unknown, type) {
        if (!(value instanceof View)) throw new DutiableError("MISUSE", `a ${View.name} is expected`);
        const { memory, __new, __pin, __unpin } = instance.loadedModule.exports;
        // Pinned while the view is made: nothing refers to the buffer yet.
        const buffer = __pin(__new(value.byteLength, ARRAY_BUFFER));
        const pointer = __new(VIEW_BYTES, instance.getTypeId(type));
        __unpin(buffer);
        new Uint8Array(memory.buffer, buffer, value.byteLength).set(
          new Uint8Array(value.buffer, value.byteOffset, value.byteLength),
        );
        new Uint32Array(memory.buffer, pointer, 3).set([buffer, buffer, value.byteLength]);
        return pointer;
      },
      ascToJs(instance, pointer) {
        const { buffer } = instance.loadedModule.exports.memory;
        const [, start = 0, length = 0] = new Uint32Array(buffer, pointer, 3);
        return new View(buffer.slice(start, start + length) as ArrayBuffer);
      },
    },
  ]),
);
