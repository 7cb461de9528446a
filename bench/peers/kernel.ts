import { codesOf, quantityColumns } from "../workload/entries";
import type { MixedEntries } from "../workload/mixed";
import type { Peer, Prepared } from "./peer";
import { originNumber, wasmBatch } from "./wasm-batch";

/** What a batch of one date, origin and preference is assessed for. */
export interface Circumstances {
  readonly day: number;
  readonly country: string;
}

/** The kernel on columns that lie in its memory already: all entries of one date and origin, without preference. */
export const kernelPeer = (
  name: string,
  module: Uint8Array<ArrayBuffer>,
  table: Uint8Array,
  { day, country }: Circumstances,
): Peer => ({
  name,
  prepare: (entries) =>
    wasmBatch(module, table, {
      codes: codesOf(entries),
      cents: entries.cents,
      quantities: quantityColumns(entries),
      days: day,
      origins: originNumber(country),
      claims: 0,
    }),
});

/** The kernel on entries each of its own date, origin and preference. */
export const kernelMixed = (
  module: Uint8Array<ArrayBuffer>,
  table: Uint8Array,
  { codes, days, origins, countries, claims, cents, quantities }: MixedEntries,
): Promise<Prepared> => {
  const numbers = countries.map(originNumber);
  return wasmBatch(module, table, {
    codes,
    cents,
    quantities,
    days,
    origins: Uint16Array.from(origins, (row) => numbers[row]!),
    claims,
  });
};
