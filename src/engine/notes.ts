import { millionths } from "../model/declare/amount";
import type { Declaration } from "../model/declare/declaration";
import type { Note } from "../model/issue";
import type { NotHeldMeta } from "../table/meta";
import type { Answered } from "./answer";
import { Open } from "./calendar";
import { NOTHING_MISSING } from "./stack/coverage";
import type { LoadedTable } from "./table";

/** Shared notes as they are, where an answer has none of its own. */
export const notesOf = (shared: readonly Note[], own: readonly Note[]): readonly Note[] =>
  own.length > 0 ? [...shared, ...own] : shared;

/** What is not held of any of the lines, each once: the very list of the first where that is all. */
export function together(missing: readonly (readonly NotHeldMeta[])[]): readonly NotHeldMeta[] {
  const [first = NOTHING_MISSING] = missing;
  return missing.every((list) => list === first) ? first : [...new Set(missing.flat())];
}

/** What the entry does not say, and what a fee hangs on. */
export function openOf({ view, transportFees }: LoadedTable, { transport, entryType, lines }: Declaration): Open {
  const { informal } = view.meta;
  let open = transport === undefined && transportFees.length > 0 ? Open.transport : Open.nothing;
  if (entryType === undefined && informal !== undefined) {
    const value = lines.reduce((sum, line) => sum + millionths(line.value), 0n);
    if (value <= millionths(informal.limit)) open |= Open.entryType;
  }
  return open;
}

/** Tells of charges that were held unlawful and were due nevertheless. */
export function noteRefunds({ marshal, table, lines }: Answered, notes: Note[]): void {
  let sum = 0n;
  const layers: string[] = [];
  const end = marshal.chargeStart(lines);
  for (let i = 0; i < end; i += 1) {
    const kind = marshal.chargeKind(i);
    if (!table.isRefundable(kind) || marshal.chargeAmount(i) === 0n) continue;
    const { measure } = table.measures[kind]!;
    sum += marshal.chargeAmount(i);
    if (!layers.includes(measure)) layers.push(measure);
  }
  if (sum === 0n) return;
  const { currency } = table.terms;
  const amount = marshal.format(sum, table.minorUnits, table.minorUnits);
  const message = `${layers.join(" and ")} ${layers.length === 1 ? "was" : "were"} held unlawful: what was paid, ${amount} ${currency}, is refundable`;
  notes.push({ code: "REFUNDABLE", layers, amount: { amount, currency }, message });
}
