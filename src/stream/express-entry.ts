import type { ExpressForm } from "./express-forms";

/** An entry of a form as an object: what `JSON.parse` would make of `bytes[start, end)`. */
export function expressEntry(
  bytes: Buffer,
  start: number,
  end: number,
  places: Int32Array,
  form: ExpressForm,
): Record<string, unknown> {
  const letters = bytes.toString("latin1", start, end);
  const text = (string: number): string => letters.slice(places[2 * string]! - start, places[2 * string + 1]! - start);
  const entry: Record<string, unknown> = {
    tariff: text(form.tariff),
    date: text(form.date),
    commodity: text(form.commodity),
    origin: text(form.origin),
    value: { amount: text(form.amount), currency: text(form.currency) },
  };
  if (form.id >= 0) entry.id = text(form.id);
  if (form.preference >= 0) entry.preference = text(form.preference);
  if (form.quantities.length > 0) {
    entry.quantities = form.quantities.map(({ unit, amount }) => ({ unit: text(unit), amount: text(amount) }));
  }
  return entry;
}
