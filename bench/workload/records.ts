import type { Engine } from "../../src/engine/engine";
import { dateOf } from "../../src/model/days";
import type { Entry } from "../../src/model/entry";
import type { TableView } from "../../src/table/read";
import { NOT_DECLARED } from "./entries";
import { UNITS } from "./linear-rate";
import { type MixedEntries, mixedEntries } from "./mixed";

const CURRENCY = "USD";

/** How many more are drawn than asked for: goods whose layers ask for their contents are left out. */
const SURPLUS = 1.5;

/**
 * Mixed entries as a person declares them: objects with text amounts. All of them are answered.
 * @throws Error where too few of those drawn are
 */
export function recordsOf(engine: Engine, view: TableView, count: number): Entry[] {
  const mixed = mixedEntries(view, Math.ceil(count * SURPLUS));
  const records: Entry[] = [];
  for (let i = 0; i < mixed.count && records.length < count; i += 1) {
    const record = recordOf(view, mixed, i);
    if (engine.assess(record).ok) records.push(record);
  }
  if (records.length < count) throw new Error(`only ${records.length} entries of ${mixed.count} are answered`);
  return records;
}

function recordOf(view: TableView, mixed: MixedEntries, i: number): Entry {
  const claim = view.meta.claims[mixed.claims[i]!];
  const quantities = UNITS.flatMap((unit, column) => {
    const declared = mixed.quantities[column]![i]!;
    return declared === NOT_DECLARED ? [] : [{ unit, amount: decimal(declared) }];
  });
  return {
    id: `E-${i}`,
    tariff: view.meta.tariff,
    date: dateOf(mixed.days[i]!),
    commodity: mixed.codes[i]!.toString().padStart(view.meta.codeDigits, "0"),
    origin: mixed.countries[mixed.origins[i]!]!,
    ...(claim ? { preference: claim.code } : {}),
    value: { amount: decimal(mixed.cents[i]!), currency: CURRENCY },
    ...(quantities.length > 0 ? { quantities } : {}),
  };
}

const decimal = (hundredths: bigint): string =>
  `${hundredths / 100n}.${(hundredths % 100n).toString().padStart(2, "0")}`;
