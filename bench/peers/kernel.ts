import { LineStatus } from "../../assembly/abi";
import { createEngine } from "../../src/engine/engine";
import { codesOf, type Entries, quantityColumns } from "../workload/entries";
import { UNITS } from "../workload/linear-rate";
import type { MixedEntries } from "../workload/mixed";
import { type Peer, type Prepared, total } from "./peer";

/** A build of the module, and a table of the United States. */
export interface Build {
  readonly wasm: Uint8Array<ArrayBuffer>;
  readonly table: Uint8Array;
}

/** What a batch of one date and origin, without preference, is assessed for. */
export interface Circumstances {
  readonly date: string;
  readonly country: string;
}

const TARIFF = "US";
const QUANTITIES = UNITS.map((unit) => ({ unit, decimals: 2 }));

const engineOf = ({ wasm, table }: Build) => createEngine({ tables: [table], wasm });

interface Charged {
  readonly status: Uint8Array;
  readonly amount: BigUint64Array;
}

/** @throws Error where a line was refused: none of the entries gives a reason. */
function sumOf({ status, amount }: Charged): bigint {
  const refused = status.findIndex((it) => it !== LineStatus.assessed);
  if (refused >= 0) throw new Error(`line ${refused} was refused: status ${status[refused]}`);
  return total(amount);
}

/** The kernel on columns that lie in its memory already: all entries of one date and origin, without preference. */
export const kernelPeer = (name: string, build: Build, { date, country }: Circumstances): Peer => ({
  name,
  async prepare(entries): Promise<Prepared> {
    const engine = await engineOf(build);
    const batch = engine.columns(entries.count, {
      ...{ tariff: TARIFF, date, origin: country, preference: "none", quantities: QUANTITIES, ordinaryOnly: true },
    });
    batch.codes.set(codesOf(entries));
    batch.values.set(entries.cents);
    quantityColumns(entries).forEach((column, i) => void batch.quantities[i]!.set(column));
    return { run: () => void batch.run(), sum: () => sumOf(batch), close: () => engine.dispose() };
  },
});

/** The kernel on entries each of its own date, origin and preference. */
export const mixedPeer = (name: string, build: Build, mixed: MixedEntries): Peer => ({
  name,
  async prepare(): Promise<Prepared> {
    const engine = await engineOf(build);
    const batch = engine.columns(mixed.count, { tariff: TARIFF, quantities: QUANTITIES, ordinaryOnly: true });
    const countries = mixed.countries.map(engine.country);
    batch.codes.set(mixed.codes);
    batch.values.set(mixed.cents);
    batch.days.set(mixed.days);
    batch.origins.set(mixed.origins.map((row) => countries[row]!));
    batch.preferences.set(mixed.claims);
    mixed.quantities.forEach((column, i) => void batch.quantities[i]!.set(column));
    return { run: () => void batch.run(), sum: () => sumOf(batch), close: () => engine.dispose() };
  },
});

/** The same through copies, in and out: columns of the caller's own. */
export const copyingPeer = (name: string, build: Build, { date, country }: Circumstances): Peer => ({
  name,
  async prepare(entries: Entries): Promise<Prepared> {
    const engine = await engineOf(build);
    const amounts = quantityColumns(entries);
    const columns = {
      ...{ tariff: TARIFF, dates: date, origins: country, ordinaryOnly: true },
      codes: codesOf(entries),
      values: entries.cents,
      quantities: QUANTITIES.map((column, i) => ({ ...column, amounts: amounts[i]! })),
    };
    let charges: Charged;
    return {
      run() {
        charges = engine.assessColumns(columns);
        return undefined;
      },
      sum: () => sumOf(charges),
      close: () => engine.dispose(),
    };
  },
});
