/** The runtime of as-bind 0.8.2, as far as it is used: the package declares `any`. */
declare module "as-bind/dist/as-bind.esm.js" {
  /** A module whose described exports take and give JavaScript values. */
  export interface Instance {
    readonly exports: Readonly<Record<string, (...values: never[]) => unknown>>;
    /** The instance as AssemblyScript's loader shows it: memory, the runtime's own exports. */
    readonly loadedModule: { readonly exports: Runtime; readonly instance: { readonly exports: Runtime } };
    /** What the module's section says of it. */
    readonly typeDescriptor: { readonly exportedFunctions: Readonly<Record<string, object>> };
    /** Runtime id of a type that the module describes. @throws for any other */
    getTypeId(type: string): number;
  }

  export interface Runtime {
    readonly memory: WebAssembly.Memory;
    __new(bytes: number, type: number): number;
    __pin(pointer: number): number;
    __unpin(pointer: number): void;
    __collect(): void;
  }

  export interface Converter {
    ascToJs(instance: Instance, pointer: number, type: string): unknown;
    jsToAsc(instance: Instance, value: never, type: string): number;
  }

  /** By the type's name, or a pattern of it; the first that fits is used. */
  export const converters: Map<string | RegExp, Converter>;

  export function instantiate(source: BufferSource): Promise<Instance>;
}
