import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import asc from "assemblyscript/asc";

/** The rooms of arithmetic have no exports of their own in the shipped module: here they are compiled by themselves. */
const ENTRY = `
export * from "./wide";
export * from "./divide";
export * from "./rounding";
export * from "./fraction";
`;

interface Registers {
  low: WebAssembly.Global;
  high: WebAssembly.Global;
  remainder: WebAssembly.Global;
  remainderHigh: WebAssembly.Global;
  numerator: WebAssembly.Global;
  numeratorHigh: WebAssembly.Global;
  denominator: WebAssembly.Global;
  denominatorHigh: WebAssembly.Global;
}

type Operations = Record<string, (...operands: (bigint | number)[]) => number>;

const MASK = (1n << 64n) - 1n;

/** The halves of a number of 128 bits, as the module's functions take them. */
export const halves = (value: bigint): [bigint, bigint] => [value & MASK, BigInt.asUintN(64, value >> 64n)];

export async function compileArithmetic() {
  const root = fileURLToPath(new URL("../../assembly/", import.meta.url));
  let binary = new Uint8Array();
  const { error, stderr } = await asc.main(
    ["arithmetic/entry.ts", "--outFile", "arithmetic.wasm", "-O", "--runtime", "stub", "--use", "abort="],
    {
      readFile(name: string) {
        if (name === "arithmetic/entry.ts") return ENTRY;
        try {
          return readFileSync(root + name, "utf8");
        } catch {
          return null;
        }
      },
      writeFile(name: string, contents: string | Uint8Array) {
        if (name === "arithmetic.wasm" && typeof contents !== "string") binary = Uint8Array.from(contents);
      },
      listFiles: () => [],
    },
  );
  if (error) throw new Error(`${error.message}\n${stderr.toString()}`);
  const { exports } = new WebAssembly.Instance(new WebAssembly.Module(binary));
  const registers = exports as unknown as Registers;
  const pair = (low: keyof Registers, high: keyof Registers) =>
    (BigInt.asUintN(64, registers[high].value) << 64n) | BigInt.asUintN(64, registers[low].value);
  return {
    call: exports as unknown as Operations,
    /** The result register, unsigned and signed, and the rest of the last division. */
    unsigned: () => pair("low", "high"),
    signed: () => BigInt.asIntN(128, pair("low", "high")),
    remainder: () => pair("remainder", "remainderHigh"),
    fraction: () => [pair("numerator", "numeratorHigh"), pair("denominator", "denominatorHigh")] as const,
  };
}
