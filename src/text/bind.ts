import { converters, instantiate, type Runtime } from "as-bind/dist/as-bind.esm.js";
import { arrayConverters } from "./array-converter";
import { STRING, stringConverter } from "./string-converter";

// As-bind's own converters speak the memory layout of AssemblyScript 0.19: other ids, nothing pinned, views given out.
converters.set(STRING, stringConverter);
for (const [type, converter] of arrayConverters) converters.set(type, converter);

/** Calls between two collections: garbage of so many short texts is a few kilobytes. */
const CALLS = 64;

type Functions = Readonly<Record<string, (...values: never[]) => unknown>>;

/** A module's described functions, by their names, and what its host needs beside them. */
export interface Bound {
  readonly functions: Functions;
  /** Its own exports, numbers and addresses. */
  readonly exports: Runtime;
}

/** Instantiates a module and binds the functions that its section `as-bind_bindings` describes. */
export async function bind(wasm: Uint8Array<ArrayBuffer> | ArrayBuffer): Promise<Bound> {
  const instance = await instantiate(wasm);
  const { exports } = instance.loadedModule.instance;
  const { exportedFunctions } = instance.typeDescriptor;
  let calls = 0;
  // The runtime is `minimal`: it collects only when told to, and only between calls can it be told.
  const collected =
    (bound: (...values: never[]) => unknown) =>
    (...values: never[]): unknown => {
      const result = bound(...values);
      calls += 1;
      if (calls % CALLS === 0) exports.__collect();
      return result;
    };
  const bound = Object.keys(exportedFunctions).map((name) => [name, collected(instance.exports[name]!)]);
  return { functions: Object.fromEntries(bound) as Functions, exports };
}
