import { ABI_VERSION } from "../../assembly/abi";
import embedded from "../../dist/dutiable.simd.wasm";
import { DutiableError } from "../model/errors";

/** The raw door of the module: numbers and addresses. Every one of its exports that the engine calls is listed here. */
export interface Kernel {
  readonly memory: WebAssembly.Memory;
  abiVersion(): number;
  /** A block of so many bytes, aligned to 8; 0 where there is no room. */
  alloc(bytes: number): number;
  release(block: number): void;
  /** Handle of the table from 0, which then owns the bytes, or a `TableStatus` below 0. */
  loadTable(bytes: number, length: number, knownOn: number): number;
  unloadTable(table: number): void;
  tableFault(): number;
  assess(request: number): number;
  /** Handle of a table of agreements from 0, which then owns the bytes, or a `TableStatus` below 0. */
  loadOrigin(bytes: number, length: number): number;
  unloadOrigin(table: number): void;
  /** How many products could not be judged, or an `OriginFault`; the request is an `OriginRequest`. */
  determine(request: number): number;
  /** A `ValuationStatus`; the request is a `ValuationRequest`. */
  valuate(request: number): number;
  /** Spreads a number of 128 bits by weights; 0 where there is nothing to spread by. */
  apportion(low: bigint, high: bigint, weights: number, count: number, shares: number, scratch: number): number;
  /** Reads an amount of ASCII bytes to 16 bytes of millionths; below 0 where the text is none. */
  parseAmount(text: number, length: number, out: number): number;
  /** Writes an integer of 10^-decimals as ASCII; the length. */
  formatAmount(low: bigint, high: bigint, decimals: number, least: number, out: number): number;
}

/** What a module may be given as: bytes, or compiled, as a worker gets it or a page streams it. */
export type ModuleSource = Uint8Array<ArrayBuffer> | ArrayBuffer | WebAssembly.Module;

/** @throws DutiableError ABI_MISMATCH where the module was not built with this host. */
export async function instantiate(source: ModuleSource = embedded): Promise<Kernel> {
  const module = source instanceof WebAssembly.Module ? source : await compile(source);
  return kernelOf(await WebAssembly.instantiate(module).catch(mismatch));
}

/** The module of the bundle at once, without a promise: pages forbid it, Node does not. @throws DutiableError ABI_MISMATCH */
export const instantiateNow = (): Kernel => kernelOf(new WebAssembly.Instance(new WebAssembly.Module(embedded)));

function kernelOf({ exports }: WebAssembly.Instance): Kernel {
  const kernel = exports as unknown as Kernel;
  const version = typeof kernel.abiVersion === "function" ? kernel.abiVersion() : 0;
  if (version !== ABI_VERSION) {
    throw new DutiableError(
      "ABI_MISMATCH",
      `the module has ABI ${version}, the host ${ABI_VERSION}: take both from one package`,
      {
        module: version,
        host: ABI_VERSION,
      },
    );
  }
  return kernel;
}

const compile = (bytes: Uint8Array<ArrayBuffer> | ArrayBuffer) => WebAssembly.compile(bytes).catch(mismatch);

function mismatch(error: Error): never {
  throw new DutiableError("ABI_MISMATCH", `the module cannot be used: ${error.message}`);
}
