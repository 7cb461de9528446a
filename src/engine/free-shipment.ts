import type { Assessment } from "../model/assessment";
import { BEST, type Declaration } from "../model/declare/declaration";
import type { DeMinimisMeta } from "../table/meta";
import { Open } from "./calendar";
import { deMinimisNote, deMinimisOf, explainFree, freeLine } from "./de-minimis";
import { isOpen } from "./examine";
import { notesOf } from "./notes";
import type { Probe } from "./probe";
import { requestOf } from "./requests";
import { NOTHING_MISSING } from "./stack/coverage";
import { VERSION } from "./version";

/** The answer to a shipment that claims to be free for its low value, or undefined where it is not. */
export function assessDeMinimis(probe: Probe, declaration: Declaration, explain: boolean): Assessment | undefined {
  const { marshal, table, day } = probe;
  const { id, tariff, date, several } = declaration;
  const lines = declaration.lines.map((line) => (line.claim === BEST ? { ...line, claim: 0 } : line));
  const rules = deMinimisOf(table, declaration, day);
  if (!Array.isArray(rules)) return undefined;
  const requested = requestOf(lines);
  const entryStart = [0, requested.length];
  marshal.assess({ table: table.handle, day, lines: requested, entryStart, ordinaryOnly: true });
  for (let i = 0; i < lines.length; i += 1) if (!isOpen(marshal.status(i))) return undefined;
  const calendar = table.calendar(day, date);
  const free = lines.map((line, index) => {
    const rule: DeMinimisMeta = rules[index];
    const answer = freeLine(table, marshal, line, rule);
    return explain ? { ...answer, explanation: explainFree(table, line, rule) } : answer;
  });
  const notes = notesOf(
    calendar.notes(NOTHING_MISSING, Open.nothing).filter(({ code }) => code === "AFTER_LAST_EDITION"),
    [deMinimisNote(table, rules[0])],
  );
  const rest = { notes, table: { edition: calendar.edition, sha256: table.sha256 }, engine: VERSION };
  const head = { id, ok: true, tariff, date } as const;
  if (several) return { ...head, lines: free, charges: [], totals: free[0]!.totals, ...rest };
  const { ok: _, explanation, ...line } = free[0]!;
  return { ...head, ...line, ...rest, ...(explanation === undefined ? {} : { explanation }) };
}
