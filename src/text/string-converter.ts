import type { Converter } from "as-bind/dist/as-bind.esm.js";
import { DutiableError } from "../model/errors";

export const STRING = "~lib/string/String";

/** A managed object's byte length stands right before it. */
const LENGTH_BEFORE = 4;
/** UTF-16 units that one call of `fromCharCode` takes without touching the stack's limits. */
const CHUNK = 4096;

/** Strings unit by unit, so that halves of surrogate pairs come back as they went. */
export const stringConverter: Converter = {
  jsToAsc(instance, value: unknown, type) {
    if (typeof value !== "string") throw new DutiableError("MISUSE", `a text is expected, not ${typeof value}`);
    const { memory, __new } = instance.loadedModule.exports;
    const pointer = __new(value.length << 1, instance.getTypeId(type));
    // The memory may have grown: its views are made after the allocation.
    const units = new Uint16Array(memory.buffer, pointer, value.length);
    for (let i = 0; i < value.length; i += 1) units[i] = value.charCodeAt(i);
    return pointer;
  },
  ascToJs(instance, pointer) {
    if (pointer === 0) return "";
    const { buffer } = instance.loadedModule.exports.memory;
    const length = new Uint32Array(buffer, pointer - LENGTH_BEFORE, 1)[0]! >>> 1;
    let text = "";
    for (let start = 0; start < length; start += CHUNK) {
      const units = new Uint16Array(buffer, pointer + (start << 1), Math.min(CHUNK, length - start));
      text += String.fromCharCode(...units);
    }
    return text;
  },
};
