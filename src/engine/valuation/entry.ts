import type { Assessment } from "../../model/assessment";
import { MOST_LINES } from "../../model/declare/entry";
import { type Fields, isFields } from "../../model/declare/fields";
import type { Issue } from "../../model/issue";
import type { ValuationAnswer, Valued } from "../../model/valuation/answer";
import { type ChargesInside, chargesInside } from "./duty-inside";
import type { ValueOptions, Valuer } from "./value";

/** An entry whose values are amounts again, with the valuations that they came from; or why there is none. */
export type ValuedEntry =
  | { readonly entry: unknown; readonly valuations: readonly Valued[] }
  | { readonly id: string | null; readonly ok: false; readonly issues: readonly Issue[] };

/** Facts that a value is derived from, rather than an amount. */
const isFacts = (value: unknown): value is Fields =>
  isFields(value) &&
  !("amount" in value) &&
  ("price" in value || "lines" in value || "method" in value || METHODS.some((name) => name in value));
const METHODS = ["identical", "similar", "resale", "computed", "fallback"];

/** True where an entry has a value to be derived: all others need no more than this look. */
export function hasFacts(entry: unknown): entry is Fields {
  if (!isFields(entry)) return false;
  if (isFacts(entry.value)) return true;
  const { lines } = entry;
  if (!Array.isArray(lines) || lines.length > MOST_LINES) return false;
  return lines.some((line) => isFields(line) && isFacts(line.value));
}

/** Derives the values of an entry, `assess` being asked for the duty inside a price that is paid with it. */
export function valueEntry(
  { value }: Pick<Valuer, "value">,
  entry: Fields,
  assess: (entry: unknown) => Assessment,
  options: ValueOptions,
): ValuedEntry {
  const id = typeof entry.id === "string" ? entry.id : null;
  const issues: Issue[] = [];
  const valuations: Valued[] = [];
  const derive = (facts: Fields, path: string, line: Fields | undefined): Valued | undefined => {
    const { tariff, date, exportDate, transport } = entry;
    const whole = { tariff, date, exportDate, transport, ...facts };
    const answer = withDutyInside(
      (at) => chargesInside(facts, entry, line, at, assess),
      (charges) => value(charges === undefined ? whole : withCharges(whole, charges), options),
    );
    if (answer.ok) valuations.push(answer);
    else issues.push(...placed(answer, path));
    return answer.ok ? answer : undefined;
  };
  const own = isFacts(entry.value) ? derive(entry.value, "/value", undefined) : undefined;
  const lines = Array.isArray(entry.lines)
    ? entry.lines.map((line, i) => {
        if (!isFields(line)) return line;
        if (isFacts(line.value)) {
          const answer = derive(line.value, `/lines/${i}/value`, line);
          return answer === undefined ? line : { ...line, value: answer.customsValue };
        }
        const share = own?.lines[i];
        return line.value === undefined && share !== undefined ? { ...line, value: share.customsValue } : line;
      })
    : undefined;
  if (own !== undefined && own.lines.length > 0 && own.lines.length !== (lines?.length ?? 1)) {
    const message = `the invoice has ${own.lines.length} lines, the entry ${lines?.length ?? 1}: value each line of the entry`;
    issues.push({ code: "VALUE_CONFLICT", path: "/value/lines", message });
  }
  if (issues.length > 0) return { id, ok: false, issues };
  const spread = own !== undefined && lines !== undefined && own.lines.length > 0;
  const whole = spread ? undefined : (own?.customsValue ?? entry.value);
  const valued = lines === undefined ? { ...entry, value: whole } : { ...entry, value: whole, lines };
  return { entry: valued, valuations };
}

/** A rate may depend on the value, by brackets of price: it is looked up again at the value found, until both agree. */
function withDutyInside(
  chargesAt: (values: readonly string[]) => ChargesInside | undefined,
  value: (charges: ChargesInside | undefined) => ValuationAnswer,
): ValuationAnswer {
  let charges = chargesAt(["1"]);
  for (let round = 0; round < MOST_ROUNDS; round += 1) {
    const answer = value(charges);
    if (!answer.ok || charges === undefined) return answer;
    const valued = answer.lines.length > 0 ? answer.lines : [answer];
    const again = chargesAt(valued.map(({ customsValue }) => customsValue.amount));
    if (JSON.stringify(again) === JSON.stringify(charges)) return answer;
    charges = again;
  }
  const message = "no value agrees with the rate that it leads to: state the duty inside the price";
  return { id: null, ok: false, issues: [{ code: "VALUE_UNDETERMINED", path: "/charges", message }] };
}

const MOST_ROUNDS = 4;

/** The facts with the charges of each of their lines, and of all lines together. */
const withCharges = (facts: Fields, { lines, shared }: ChargesInside): Fields =>
  Array.isArray(facts.lines)
    ? {
        ...facts,
        ...(shared.length === 0 ? {} : { charges: shared }),
        lines: facts.lines.map((line, i) => ({ ...line, charges: lines[i] })),
      }
    : { ...facts, charges: lines[0] };

/** A finding of the valuation where its facts stand in the entry; the entry's own fields keep their place. */
const placed = ({ issues }: Extract<ValuationAnswer, { ok: false }>, path: string): Issue[] =>
  issues.map((issue) =>
    /^\/(tariff|date|exportDate|transport)$/.test(issue.path) ? issue : { ...issue, path: path + issue.path },
  );
