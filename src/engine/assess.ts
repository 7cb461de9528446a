import { LineStatus, NO_PROGRAM } from "../../assembly/abi";
import type { AssessedLine, Assessment, RefusedLine } from "../model/assessment";
import type { Declaration, DeclaredLine } from "../model/declare/declaration";
import { BEST } from "../model/declare/declaration";
import { declareEntry, type KnownTariffs } from "../model/declare/entry";
import { malformed } from "../model/declare/findings";
import { DutiableError } from "../model/errors";
import type { Issue, Note } from "../model/issue";
import { type Answered, answerEntry, answerLine, hasParts, type LineAnswer, totalsOf } from "./answer";
import { chooseBest } from "./best";
import { claimsDeMinimis, deMinimisOf } from "./de-minimis";
import { disagreements } from "./disagreements";
import { examineLine } from "./examine";
import type { Explainer } from "./explainer";
import { explainLines } from "./explanations";
import { dateOutOfRange } from "./findings";
import { assessDeMinimis } from "./free-shipment";
import type { Marshal } from "./marshal";
import { noteRefunds, notesOf, openOf, together } from "./notes";
import type { Probe } from "./probe";
import { isIssue, quotaFinding } from "./quota";
import { requestOf } from "./requests";
import { inapplicableHeadings } from "./stack/applicable";
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
  assessing: Assessing,
  probe: Probe,
  declaration: Declaration,
  explain: boolean,
): Assessment | undefined {
  const { marshal, explainer } = assessing;
  const { id, tariff, date, several, lines } = declaration;
  const { table, day } = probe;
  if (claimsDeMinimis(lines)) return assessDeMinimis(probe, declaration, explain && explainer !== undefined);
  const calendar = table.calendar(day, date);
  let applied = lines;
  const found: Note[] = [];
  if (lines.some(({ claim }) => claim === BEST)) applied = lines.map((line) => chooseBest(probe, line, found));
  for (const line of applied) disagreements(line, found);
  const requested = requestOf(applied);
  const asked = explain && explainer !== undefined;
  const traced = asked || applied.some((line) => hasParts(table, line));
  marshal.assess({ table: table.handle, day, lines: requested, entryStart: [0, requested.length], traced });
  for (let i = 0; i < requested.length; i += 1) if (marshal.status(i) !== LineStatus.assessed) return undefined;
  for (let i = 0; i < applied.length; i += 1) if (!isFitting(probe, applied[i]!, i, found)) return undefined;

  const answered: Answered = { marshal, table, day, date, calendar, lines: applied.length, several };
  if (asked || needsTrace(answered, applied)) marshal.trace();
  const informal = declaration.entryType === "informal";
  const missing = applied.map((line) => table.coverage(line, day, informal));
  const whole = together(missing);
  noteRefunds(answered, found);
  const notes = notesOf(calendar.notes(whole, openOf(table, declaration)), found);
  const seal = { edition: calendar.edition, sha256: table.sha256 };
  if (!several) {
    const line = applied[0]!;
    const { customsValue, charges, totals } = answerLine(answered, line, 0, missing[0]!.length > 0);
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
    const explained = explainLines(explainer, answered, requested, [{ customsValue, charges, totals }], []);
    return { ...answer, explanation: explained.lines[0]! };
  }
  const answers = applied.map((line, index) => answerLine(answered, line, index, missing[index]!.length > 0));
  const charges = answerEntry(answered, applied);
  const explained = asked ? explainLines(explainer, answered, requested, answers, charges) : undefined;
  return {
    id,
    ok: true,
    tariff,
    date,
    lines: applied.map((line, index) => {
      const answer = lineOf(table, line, answers[index]!);
      return explained === undefined ? answer : { ...answer, explanation: explained.lines[index]! };
    }),
    charges,
    totals: totalsOf(answered, 0, marshal.chargeStart(applied.length), calendar.partial || whole.length > 0),
    notes,
    table: seal,
    engine: VERSION,
    ...(explained?.entry === undefined ? {} : { explanation: explained.entry }),
  };
}

/** What the kernel does not look at: whether claimed headings apply, and quotas; a note on the latter is added. */
function isFitting(probe: Probe, line: DeclaredLine, index: number, notes: Note[]): boolean {
  const { marshal, table, day } = probe;
  if (line.headings.length > 0) {
    if (inapplicableHeadings(table, line, line.claim, day, marshal.row(index)).length > 0) return false;
  }
  const quota = quotaFinding(probe, line);
  if (quota === undefined) return true;
  if (isIssue(quota)) return false;
  notes.push(quota);
  return true;
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

/** Whether a charge of the lines counts amounts that only a trace shows. */
function needsTrace({ marshal, table, several }: Answered, lines: readonly DeclaredLine[]): boolean {
  const end = marshal.chargeStart(lines.length);
  for (let i = 0; i < end; i += 1) {
    const program = marshal.chargeProgram(i);
    if (program !== NO_PROGRAM && table.rate(program).traced) return true;
    if (several && table.isPerEntry(marshal.chargeKind(i))) return true;
  }
  return lines.some((line) => hasParts(table, line));
}

/** Everything that is wrong with an entry. Of an entry with several lines, those that are well are shown assessed. */
function refuseLines(probe: Probe, declaration: Declaration): Assessment {
  const { id, date, several, lines, issues } = declaration;
  const found = lines.map((line) => examineLine(probe, line));
  const free = claimsDeMinimis(lines) ? deMinimisOf(probe.table, declaration, probe.day) : [];
  const all = distinct([...issues, ...(Array.isArray(free) ? [] : [free as Issue]), ...found.flat()]);
  if (!several || issues.length > 0) return refuse(id, all);
  const results: (AssessedLine | RefusedLine)[] = found.map((issues) => ({ ok: false, issues }));
  const well = lines.flatMap((_, index) => (found[index]!.length === 0 ? [index] : []));
  const { marshal, table, day } = probe;
  const chosen = well.map((index) => chooseBest(probe, lines[index]!, []));
  const requested = requestOf(chosen);
  if (well.length > 0) {
    marshal.assess({ table: table.handle, day, lines: requested, entryStart: [0, requested.length] });
    const calendar = table.calendar(day, date);
    const answered: Answered = { marshal, table, day, date, calendar, lines: chosen.length, several };
    if (needsTrace(answered, chosen)) marshal.trace();
    const informal = declaration.entryType === "informal";
    chosen.forEach((line, index) => {
      const partial = table.coverage(line, day, informal).length > 0;
      results[well[index]!] = lineOf(table, line, answerLine(answered, line, index, partial));
    });
  }
  return { id, ok: false, issues: all, lines: results };
}

/** A field that lines share is wrong once. */
function distinct(issues: readonly Issue[]): Issue[] {
  return [...new Map(issues.map((issue) => [JSON.stringify(issue), issue])).values()];
}
