import { LineStatus } from "../../assembly/abi";
import type { AssessedLine, Assessment, RefusedLine } from "../model/assessment";
import type { Declaration, DeclaredLine } from "../model/declare/declaration";
import { BEST } from "../model/declare/declaration";
import { declareEntry, type KnownTariffs } from "../model/declare/entry";
import { malformed } from "../model/declare/findings";
import { DutiableError } from "../model/errors";
import type { Issue, Note } from "../model/issue";
import { type Answered, answerLine, type LineAnswer, totalsOf } from "./answer";
import { chooseBest } from "./best";
import { disagreements } from "./disagreements";
import { examineLine } from "./examine";
import type { Explainer } from "./explainer";
import { explainLines } from "./explanations";
import { dateOutOfRange } from "./findings";
import type { Marshal, RequestLine } from "./marshal";
import type { Probe } from "./probe";
import type { LoadedTable } from "./table";
import { VERSION } from "./version";

/** What assessing needs beside the entry. */
export interface Assessing {
  readonly marshal: Marshal;
  readonly tables: ReadonlyMap<string, LoadedTable>;
  readonly known: KnownTariffs;
  readonly explainer: Explainer | undefined;
}

/** Answers an entry, whatever it is. `index` is its place in an input. */
export function assessEntry(assessing: Assessing, input: unknown, explain: boolean, index?: number): Assessment {
  let declaration: Declaration;
  try {
    declaration = declareEntry(input, assessing.known);
  } catch {
    return refuseUnread([unreadable("the entry")], index);
  }
  const { id, day, date, lines, issues } = declaration;
  const table = assessing.tables.get(declaration.tariff);
  if (table === undefined || day === undefined) {
    const found = distinct([...issues, ...lines.flatMap((line) => line.issues)]);
    return isRecord(input) ? refuse(id, found) : refuseUnread(found, index);
  }
  if (day < table.firstDay || day > table.lastDay) {
    return refuse(id, distinct([...issues, dateOutOfRange(date, table), ...lines.flatMap((line) => line.issues)]));
  }
  const probe = { marshal: assessing.marshal, table, day, date };
  try {
    if (issues.length > 0 || lines.some((line) => line.issues.length > 0)) return refuseLines(probe, declaration);
    return assessLines(assessing, probe, declaration, explain) ?? refuseLines(probe, declaration);
  } catch (error) {
    if (!(error instanceof DutiableError)) throw error;
    return refuse(id, [malformed("", `the entry is too large to be assessed at once, split it: ${error.message}`)]);
  }
}

/** Where reading a property throws, there is nothing to answer but that. */
export const unreadable = (what: string): Issue =>
  malformed("", `${what} cannot be read: one of the properties throws an error`);

const isRecord = (input: unknown): boolean => typeof input === "object" && input !== null && !Array.isArray(input);

const refuse = (id: string | null, issues: readonly Issue[]): Assessment => ({ id, ok: false, issues });

const refuseUnread = (issues: readonly Issue[], index: number | undefined): Assessment =>
  index === undefined ? refuse(null, issues) : { id: null, ok: false, index, issues };

/** The answer, or undefined where the law has something against a line. */
function assessLines(
  { marshal, explainer }: Assessing,
  probe: Probe,
  { id, tariff, date, several, lines }: Declaration,
  explain: boolean,
): Assessment | undefined {
  const { table, day } = probe;
  const calendar = table.calendar(day, date);
  let applied = lines;
  const found: Note[] = [];
  if (lines.some(({ claim }) => claim === BEST)) applied = lines.map((line) => chooseBest(probe, line, found));
  for (const line of applied) disagreements(line, found);
  const notes = found.length > 0 ? [...calendar.notes, ...found] : calendar.notes;
  const requested = requestOf(applied);
  marshal.assess({ table: table.handle, day, lines: requested, entryStart: [0, requested.length] });
  for (let i = 0; i < requested.length; i += 1) if (marshal.status(i) !== LineStatus.assessed) return undefined;

  const asked = explain && explainer !== undefined;
  if (asked || needsTrace(marshal, table, applied.length)) marshal.trace();
  const answered: Answered = { marshal, table, date, calendar };
  const seal = { edition: calendar.edition, sha256: table.sha256 };
  if (!several) {
    const line = applied[0]!;
    const { customsValue, charges, totals } = answerLine(answered, line, 0);
    const preference = { applied: codeOf(table, line) };
    const { commodity } = line;
    const answer: Assessment = {
      id,
      ok: true,
      tariff,
      date,
      commodity,
      customsValue,
      charges,
      totals,
      preference,
      notes,
      table: seal,
      engine: VERSION,
    };
    if (!asked) return answer;
    const [explanation] = explainLines(explainer, answered, day, requested, [{ customsValue, charges, totals }]);
    return { ...answer, explanation: explanation! };
  }
  const answers = applied.map((line, index) => answerLine(answered, line, index));
  const explanations = asked ? explainLines(explainer, answered, day, requested, answers) : [];
  return {
    id,
    ok: true,
    tariff,
    date,
    lines: applied.map((line, index) => {
      const answer = lineOf(table, line, answers[index]!);
      return asked ? { ...answer, explanation: explanations[index]! } : answer;
    }),
    charges: [],
    totals: totalsOf(answered, 0, marshal.chargeStart(applied.length)),
    notes,
    table: seal,
    engine: VERSION,
  };
}

const lineOf = (table: LoadedTable, line: DeclaredLine, answer: LineAnswer): AssessedLine => ({
  ok: true,
  commodity: line.commodity,
  customsValue: answer.customsValue,
  charges: answer.charges,
  totals: answer.totals,
  preference: { applied: codeOf(table, line) },
});

const codeOf = ({ view }: LoadedTable, { claim }: DeclaredLine): string | null => view.meta.claims[claim]?.code ?? null;

/** The lines of an entry, then their components. */
export function requestOf(lines: readonly DeclaredLine[]): RequestLine[] {
  const request: RequestLine[] = lines.map((line) => ({ line, claim: line.claim, parent: -1 }));
  lines.forEach(({ components, claim }, parent) => {
    for (const line of components) request.push({ line, claim, parent });
  });
  return request;
}

/** Whether a charge of the lines counts amounts that only a trace shows. */
function needsTrace(marshal: Marshal, table: LoadedTable, lines: number): boolean {
  const end = marshal.chargeStart(lines);
  for (let i = 0; i < end; i += 1) if (table.rate(marshal.chargeProgram(i)).traced) return true;
  return false;
}

/** Everything that is wrong with an entry. Of an entry with several lines, those that are well are shown assessed. */
function refuseLines(probe: Probe, { id, date, several, lines, issues }: Declaration): Assessment {
  const found = lines.map((line) => examineLine(probe, line));
  const all = distinct([...issues, ...found.flat()]);
  if (!several || issues.length > 0) return refuse(id, all);
  const results: (AssessedLine | RefusedLine)[] = found.map((issues) => ({ ok: false, issues }));
  const well = lines.flatMap((_, index) => (found[index]!.length === 0 ? [index] : []));
  const { marshal, table, day } = probe;
  const chosen = well.map((index) => chooseBest(probe, lines[index]!, []));
  const requested = requestOf(chosen);
  if (well.length > 0) {
    marshal.assess({ table: table.handle, day, lines: requested, entryStart: [0, requested.length] });
    if (needsTrace(marshal, table, well.length)) marshal.trace();
    const answered: Answered = { marshal, table, date, calendar: table.calendar(day, date) };
    chosen.forEach((line, index) => {
      results[well[index]!] = lineOf(table, line, answerLine(answered, line, index));
    });
  }
  return { id, ok: false, issues: all, lines: results };
}

/** A field that lines share is wrong once. */
function distinct(issues: readonly Issue[]): Issue[] {
  return [...new Map(issues.map((issue) => [JSON.stringify(issue), issue])).values()];
}
