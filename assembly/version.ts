import { ABI_VERSION } from "./abi";

/** Version of the layouts and exports that host and module share. */
export function abiVersion(): i32 {
  return ABI_VERSION;
}
