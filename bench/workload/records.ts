import { dateOf } from "../../src/model/days";
import type { Entry } from "../../src/model/entry";
import type { TableView } from "../../src/table/read";
import { NOT_DECLARED } from "./entries";
import { UNITS } from "./linear-rate";
import type { MixedEntries } from "./mixed";

const CURRENCY = "USD";

/** Mixed entries as a person declares them: objects with text amounts. */
export function recordsOf(view: TableView, mixed: MixedEntries): Entry[] {
  return Array.from({ length: mixed.count }, (_, i) => recordOf(view, mixed, i));
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
